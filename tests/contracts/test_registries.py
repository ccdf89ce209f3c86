"""Loops over what the product registers: a new chart, format or page is checked by being there."""

from __future__ import annotations

from urllib.parse import urlparse

import pytest
from dashboard.pictures import GRAPH_CONFIG

import dashboard.charts
import dashboard.exporters
import dashboard.pages
from dashboard.collect import collect
from dashboard.pages import Page
from dashboard.words import LANGUAGES, interface_words

PAGES: dict[str, Page] = collect(dashboard.pages, "PAGE")
CHARTS = collect(dashboard.charts, "CHART")
EXPORTERS = collect(dashboard.exporters, "EXPORTER")


def test_the_pages_are_there_in_order() -> None:
    ordered = sorted(PAGES.values(), key=lambda page: page.position)
    assert [page.path for page in ordered] == [
        "/",
        "/objectives",
        "/trends",
        "/compare",
        "/trace",
        "/breakdown",
        "/revisions",
        "/briefing",
        "/methods",
        "/sources",
    ]


def test_a_chart_and_a_format_are_known_by_one_name_each() -> None:
    assert sorted(chart.id for chart in CHARTS.values()) == [
        "compare",
        "kind",
        "measures",
        "objective",
        "rates",
        "revisions",
        "severity",
        "trend",
    ]
    formats = {exporter.format for exporter in EXPORTERS.values()}
    assert formats >= {"csv", "html", "json", "pdf", "pptx", "txt", "xlsx"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.path)
def test_a_page_has_a_name_and_a_clean_address(page: Page, language: str) -> None:
    assert interface_words(language)(page.name)
    assert urlparse(page.path).query == ""


def test_no_graph_offers_to_send_its_figure_to_another_host() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
