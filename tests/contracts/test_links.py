"""No link that was once given out breaks: every translation leads to something that is there."""

from __future__ import annotations

import dashboard.pages
from dashboard.address.old_links import ANCHORS, CHARTS, OPTIONS, PATHS, SERIES, current_names
from dashboard.address.options import read_options
from dashboard.address.selection import NAMES
from dashboard.charts import charts
from dashboard.collect import collect
from dashboard.files.chart_file import formats
from dashboard.pages import Page

PATHS_NOW = {page.path for page in collect(dashboard.pages, "PAGE", Page).values()}
CHARTS_NOW = set(charts())
EXPORTERS = formats()


def test_an_old_address_leads_to_a_page_of_today_and_hides_none() -> None:
    assert set(PATHS.values()) <= PATHS_NOW
    assert not set(PATHS) & PATHS_NOW


def test_an_old_name_of_a_chart_leads_to_one_of_today_and_hides_none() -> None:
    assert set(CHARTS.values()) <= CHARTS_NOW
    assert not set(CHARTS) & CHARTS_NOW


def test_an_old_option_is_one_of_today_and_hides_none() -> None:
    assert set(OPTIONS.values()) <= set(NAMES)
    assert not set(OPTIONS) & set(NAMES)


def test_every_chart_has_a_page_of_its_own() -> None:
    assert {chart.page for chart in charts().values()} <= PATHS_NOW
    places = [(chart.page, chart.place) for chart in charts().values()]
    assert len(places) == len(set(places)), "a place on a page is one chart's"
    assert set(ANCHORS) <= PATHS_NOW


def test_a_renamed_series_and_option_are_read_as_those_of_today() -> None:
    asked = {"serie": ["a", "b"], "series": ["c"], "from": ["2020"]}
    found = current_names(asked, options={"serie": "series"}, series={"a": "new-a"})
    assert found == {"series": ["new-a", "b", "c"], "from": ["2020"]}
    assert not set(SERIES) & set(SERIES.values())


def test_a_look_that_a_format_offers_is_one_that_its_address_understands() -> None:
    for exporter in EXPORTERS.values():
        for label, options in exporter.choices:
            pairs = dict(part.split("=", 1) for part in options.split("&"))
            _, dropped, rest = read_options({name: [value] for name, value in pairs.items()})
            assert label
            assert (dropped, rest) == ((), {}), f"{exporter.format}: {options}"
