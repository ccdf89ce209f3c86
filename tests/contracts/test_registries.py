"""Loops over what the product registers: a new chart, format or page is checked by being there."""

from __future__ import annotations

import pkgutil
import re
from itertools import product
from urllib.parse import urlparse

import pytest

import dashboard.charts
import dashboard.pages
from dashboard.charts import charts
from dashboard.collect import collect
from dashboard.drawing.explorable import config
from dashboard.files.chart_file import formats
from dashboard.pages import Page
from dashboard.words import LANGUAGES, interface_words

PAGES = collect(dashboard.pages, "PAGE", Page)


def test_the_pages_are_there_in_order() -> None:
    ordered = sorted(PAGES.values(), key=lambda page: page.position)
    assert ordered[0].path == "/"
    positions = [page.position for page in ordered]
    assert len(positions) == len(set(positions)), "two pages share a place in the order"
    assert {chart.page for chart in charts().values()} <= PAGES.keys()


def test_a_chart_and_a_format_are_known_by_one_name_each() -> None:
    modules = {one.name for one in pkgutil.iter_modules(dashboard.charts.__path__)}
    assert charts().keys() <= modules, "a chart's file bears its name"
    assert not charts().keys() & formats().keys()
    for name in (*charts(), *formats()):
        assert re.fullmatch("[a-z]+", name), "it stands in addresses"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_offers_each_chart_by_a_name_of_its_own_or_for_each_indicator(language: str) -> None:
    names = [interface_words(language)(chart.name) for chart in charts().values() if chart.name]
    assert len(names) == len(set(names))
    assert all("{indicator}" in chart.place for chart in charts().values() if not chart.name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.path)
def test_a_page_has_a_name_and_a_clean_address(page: Page, language: str) -> None:
    assert interface_words(language)(page.name)
    assert urlparse(page.path).query == ""


def test_no_graph_offers_to_send_its_figure_to_another_host() -> None:
    for language, can_select in product(LANGUAGES, (True, False)):
        options = config(language, can_select)
        assert options["showSendToCloud"] is False
        assert "sendDataToCloud" in options["modeBarButtonsToRemove"]
