"""Every page by axe's rules of WCAG 2 A and AA, with a chart in focus and its box shown."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

SIGHTS = [("en", 1440, 900), ("ja", 390, 844)]
"""Each language and each width, on every page."""
CHARTS = [
    "/",
    "/objectives",
    "/trends?series=imb-south-east-asia&series=recaap-asia",
    "/compare",
    "/breakdown",
    "/revisions",
]
OTHERS = [
    "/trace?numbers=56,58,67&from=2021",
    "/methods",
    "/sources",
    "/data",
    "/briefing?item=objective&item=compare",
    "/nothing/here",
]
OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> str:
    """What axe finds, as it tells it; "" where it finds nothing."""
    found = Axe().run(page, options=OPTIONS)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", CHARTS)
def test_axe_finds_nothing_on_a_page_whose_chart_is_focused_and_says_a_mark(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    page = visit.page
    page.goto(path)
    visit.answers()
    page.locator(".chart-box svg.picture:visible").first.focus()
    page.keyboard.press("End")
    expect(page.locator(".hand-box.is-shown")).to_have_count(1)
    assert not violations(page)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_axe_finds_nothing_where_a_tap_has_shown_the_box_and_a_series_is_hidden(
    page_factory, language: str
) -> None:
    visit = page_factory(390, 844, language, touch=True)
    page = visit.page
    page.goto(f"{CHARTS[2]}&from=2021&to=2023&hide=recaap-asia")
    visit.answers()
    page.locator("svg.picture:visible g.series:not(.is-hidden) .mark path").first.tap(force=True)
    expect(page.locator(".hand-box.is-pinned a.hand-source")).to_have_count(1)
    assert not violations(page)


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", OTHERS)
def test_axe_finds_nothing_on_a_page_without_charts(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    visit.page.goto(path)
    assert not violations(visit.page)


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
def test_axe_finds_nothing_on_explore_with_what_plotly_draws(
    page_factory, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    visit.page.goto("/explore?chart=trend&series=recaap-asia")
    visit.page.wait_for_selector(".js-plotly-plot .main-svg")
    assert not violations(visit.page)
