"""Every page that the registry knows, and the desk's, by axe's rules of WCAG 2 A and AA in light and dark,
with a chart in focus and its box shown; and each walked by the Tab key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import dashboard.pages
from dashboard.collect import collect
from dashboard.pages import Page as ReadersPage

SIGHTS = [("en", 1440, 900), ("ja", 390, 844)]
"""Each language and each width, on every page."""
FULLER = {
    "/trends": "series=imb-south-east-asia&series=recaap-asia",
    "/trace": "numbers=56,58,67&from=2021",
    "/briefing": "item=objective&item=compare",
    "/explore": "chart=trend&series=recaap-asia",
}
"""What a page is asked, where it shows little or nothing without."""
PATHS = [page.path for page in collect(dashboard.pages, "PAGE", ReadersPage).values()]
ADDRESSES = [
    *(f"{path}?{FULLER[path]}" if path in FULLER else path for path in PATHS),
    "/embed/trend",
    "/nothing/here",
]
DESK = ["/data", "/data/history", "/data/history/1"]
FILE = "series,year,value\nimb-world,2024,-116\nimb-world,2025,137\n"
OPTIONS: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What axe says of colours, which are all that a dark window has otherwise."""
WATCH = """() => {
  window.walked = [];
  document.addEventListener("focusin", event => {
    const place = event.target, box = place.getBoundingClientRect(), style = getComputedStyle(place);
    window.walked.push({
      place, name: place.outerHTML.slice(0, 120), isSeen: place.checkVisibility() && box.width > 0,
      hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    });
  });
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(place => place.tabIndex >= 0 && !place.disabled)
    .filter(place => place.checkVisibility({visibilityProperty: true})).length;
}"""
TOLD = "() => window.walked.map(({place, ...rest}) => ({...rest, number: window.walked.findIndex(\
  step => step.place === place)}))"


def violations(page: Page, options: dict[str, Any]) -> str:
    """What axe finds, as it tells it; "" where it finds nothing."""
    found = Axe().run(page, options=options)
    return found.generate_report() if found.violations_count else ""


def violations_in_both_themes(page: Page) -> list[str]:
    told = []
    for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        told.append(violations(page, options))
    return [report for report in told if report]


@pytest.fixture
def sign_in_address(server: str, server_output: Path) -> str:
    """The newest one-time link that the server printed."""
    return re.findall(r"http://\S+/sign-in/\S+", server_output.read_text(encoding="utf-8"))[-1]


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_on_a_page_with_its_chart_focused_and_saying_a_mark(
    page_factory, address: str, language: str, width: int, height: int
) -> None:
    page = page_factory(width, height, language).page
    page.goto(address)
    if address.startswith("/explore"):
        page.wait_for_selector(".js-plotly-plot .main-svg")
    if page.locator("script[src*='chart.js']").count():
        page.wait_for_selector("html.answers", state="attached")
        page.locator(".chart-box svg.picture:visible").first.focus()
        page.keyboard.press("End")
        expect(page.locator(".hand-box.is-shown")).to_have_count(1)
    assert not violations_in_both_themes(page)


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
def test_axe_finds_nothing_at_the_desk(
    page_factory, sign_in_address: str, language: str, width: int, height: int
) -> None:
    page = page_factory(width, height, language).page
    page.goto(sign_in_address)
    for address in DESK:
        page.goto(address)
        assert not violations_in_both_themes(page), address
    page.goto("/data")
    page.set_input_files(
        "input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.wait_for_url("**/data/drafts/**")
    expect(page.locator(".problems li.is-error")).to_have_count(1)
    assert not violations_in_both_themes(page)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_axe_finds_nothing_where_a_tap_has_shown_the_box_and_a_series_is_hidden(
    page_factory, language: str
) -> None:
    visit = page_factory(390, 844, language, touch=True)
    page = visit.page
    page.goto(f"/trends?{FULLER['/trends']}&from=2021&to=2023&hide=recaap-asia")
    visit.answers()
    page.locator("svg.picture:visible g.series:not(.is-hidden) .mark path").first.tap(force=True)
    expect(page.locator(".hand-box.is-pinned a.hand-source")).to_have_count(1)
    assert not violations_in_both_themes(page)


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", PATHS)
def test_the_tab_key_reaches_everything_on_a_page_seen_and_with_a_ring(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    page = page_factory(width, height, language).page
    page.goto(path)
    if page.locator("script[src*='chart.js']").count():
        page.wait_for_selector("html.answers", state="attached")
    if path == "/explore":
        page.wait_for_selector(".js-plotly-plot .main-svg")
    there_are = page.evaluate(WATCH)
    # A field for a day is one control of which the key walks the parts.
    within_days = 3 * page.locator("input[type=date]:visible").count()
    for _ in range(there_are + within_days):
        page.keyboard.press("Tab")
    steps = page.evaluate(TOLD)
    assert len({step["number"] for step in steps}) == len(steps) >= there_are - 1
    assert not [step["name"] for step in steps if not (step["isSeen"] and step["isInWindow"])]
    assert not [step["name"] for step in steps if not step["hasRing"]]
