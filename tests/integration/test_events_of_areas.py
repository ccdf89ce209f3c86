"""A chart shows the events that bear on the areas of its series, says which, and folds them by kind."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.trend import CHART
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.web.application import create_app
from ingest.database import PROJECT
from ingest.load import RefusedFiles, read_folder

STRAITS = ("recaap-soms", "imb-singapore-straits")


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def sheet_of(engine: Engine, *series: str, language: str = "en", **years: int) -> Sheet:
    known = catalogue(engine)
    selection = Selection(series=series, language=language, says_language=True, **years)
    return CHART.build(engine, known, selection)


def ids(sheet: Sheet) -> set[str]:
    return {event.id for event in sheet.events}


def with_those_around(area: str, known: Catalogue) -> set[str]:
    parent = known.areas[area].parent
    return {area} | (with_those_around(parent, known) if parent else set())


def test_no_chart_of_one_series_shows_an_event_of_other_waters(shared: Engine) -> None:
    known = catalogue(shared)
    for name, series in known.series.items():
        around = with_those_around(series.area, known)
        for event in sheet_of(shared, name).events:
            assert not event.areas or around & set(event.areas), (name, event.id)


def test_events_off_somalia_are_on_its_charts_and_not_on_those_of_the_straits_or_the_world(
    shared: Engine,
) -> None:
    somalia, straits = sheet_of(shared, "imb-somalia"), sheet_of(shared, *STRAITS)
    assert ids(somalia) >= {"ruen-hijack", "un-2608", "cgima"}
    assert ids(straits) >= {"riau-arrests-2025-07", "restated-singapore-straits-2024", "cgima"}
    assert ids(somalia) & ids(straits) == {"cgima", "arf-rule-of-law-at-sea"}
    assert ids(sheet_of(shared, "imb-world")) == {"cgima", "arf-rule-of-law-at-sea"}
    assert ids(sheet_of(shared, "imb-somalia", *STRAITS)) >= ids(somalia) | ids(straits)


def test_abductions_in_the_sulu_sea_are_on_the_charts_of_asia_and_of_that_sea_alone(shared: Engine) -> None:
    shown = {
        name
        for name in catalogue(shared).series
        if "sulu-first-abduction" in ids(sheet_of(shared, name, first=2015, last=2025))
    }
    areas = {catalogue(shared).series[name].area for name in shown}
    assert areas == {"recaap-asia", "recaap-sulu-celebes"}


def test_an_event_of_bangladesh_is_on_the_chart_of_asia_and_not_on_that_of_india(shared: Engine) -> None:
    assert "bangladesh-2024" in ids(sheet_of(shared, "recaap-bangladesh"))
    assert "bangladesh-2024" in ids(sheet_of(shared, "recaap-asia"))
    assert "bangladesh-2024" not in ids(sheet_of(shared, "recaap-india"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_said_how_many_events_of_these_years_are_shown(
    client: FlaskClient, shared: Engine, language: str
) -> None:
    sheet = sheet_of(shared, *STRAITS, language=language)
    numbers = list(map(int, re.findall(r"(?<!\d)\d+(?!\d)", sheet.which_events)))
    assert len(sheet.events) in numbers
    assert max(numbers) > len(sheet.events)
    query = "&".join(f"series={name}" for name in STRAITS)
    page = client.get(f"/trends?{query}&lang={language}").get_data(as_text=True)
    assert sheet.which_events in page


@pytest.mark.parametrize("language", ["en", "ja"])
def test_where_every_event_is_elsewhere_that_is_said_and_no_strip_is_drawn(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/trends?series=imb-americas&from=1995&to=2004&lang={language}").get_data(as_text=True)
    assert ("None of the " if language == "en" else "件のうち、表示している海域に関するものはない。") in page
    assert 'class="strip"' not in page


def test_the_measures_of_the_plan_of_one_span_are_one_bar_that_names_them_all(shared: Engine) -> None:
    sheet = sheet_of(shared, "mofa-somalia-gulf-of-aden")
    for window in ("wide", "narrow"):
        layout = sheet.layout(window)
        (mark,) = (place for place in layout.events if place.event.key == "event/arf-rule-of-law-at-sea")
        titles = [event.title for event in sheet.events if event.dates == "FY2021–FY2023"]
        assert len(titles) == len(mark.events) == 4
        assert all(title in mark.text for title in titles)
        assert mark.label == "1–4"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_list_stands_by_kind_in_the_order_of_the_numbers(client: FlaskClient, language: str) -> None:
    page = client.get(f"/trends?lang={language}").get_data(as_text=True)
    listed = page[page.index('id="sheet-events"') : page.index('id="sheet-notes"')]
    numbers = list(map(int, re.findall(r'<li [^>]*value="(\d+)"', listed)))
    assert numbers == list(range(1, len(numbers) + 1))
    counts = list(map(int, re.findall(r"<summary>[^<]*?[(（](\d+)", listed)))
    assert sum(counts) == len(numbers)
    assert len(counts) > 2


@pytest.mark.parametrize("language", ["en", "ja"])
def test_workbook_and_json_tell_every_event_with_its_source(client: FlaskClient, language: str) -> None:
    told = json.loads(client.get(f"/c/trend.json?lang={language}").get_data())["events"]
    assert all(event["source"] for event in told)
    assert [event["confidence"] for event in told if event["id"] == "ruen-hijack"] == ["confirmed2"]
    content = client.get(f"/c/trend.xlsx?lang={language}").get_data()
    page = openpyxl.load_workbook(io.BytesIO(content))["Events" if language == "en" else "出来事"]
    cells = [tuple(row) for row in page.iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[3], row[5]) for row in cells] == [
        (event["number"], event["title"], event["source"]) for event in told
    ]


def test_an_area_or_a_page_that_is_not_known_is_refused_by_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(PROJECT / "data", folder)
    file = folder / "events.csv"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("recaap-bangladesh;recaap-asia", "recaap-bangladesh;atlantis", 1)
    file.write_text(changed.replace("informare-atalanta-2024", "nowhere", 1), encoding="utf-8")
    with pytest.raises(RefusedFiles) as refused:
        read_folder(folder)
    found = {(fault.code, fault.file, fault.column, fault.facts["found"]) for fault in refused.value.problems}
    assert found == {
        ("unknown-id", "events.csv", "areas", "atlantis"),
        ("unknown-id", "events.csv", "also_at", "nowhere"),
    }
