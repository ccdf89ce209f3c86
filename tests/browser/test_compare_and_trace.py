"""Comparing and tracing in a real browser: pages fit the window, panels can be read, forms need no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SHIFT = """
window.__shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { window.__shift += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
OVERLAPS = """texts => {
  const boxes = texts.map(one => one.getBoundingClientRect()).filter(box => box.width);
  return boxes.filter((one, i) => boxes.some((other, j) => j > i &&
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 4 && other.top < one.bottom - 4)).length;
}"""
"""How many texts lie over another one; lines of text may touch."""
WIDTHS = [(1440, 900), (390, 844)]
CROWDED = "/compare?region=somalia-gulf-of-aden&from=2005&to=2025"
TRACED = "/trace?numbers=56,58,67&from=2021"


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/compare", CROWDED, "/trace", TRACED])
def test_pages_are_clean_and_fit_the_window(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    visit.page.add_init_script(SHIFT)
    visit.page.goto(path)
    if visit.page.locator("svg.picture").count():
        visit.answers()
    assert visit.page.evaluate("document.documentElement.lang") == language
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.page.evaluate("window.__shift") == 0
    expect(visit.page.locator("h1:visible")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/compare", CROWDED, "/compare?region=world&from=1990&to=2025"])
def test_no_text_of_the_panels_lies_over_another(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language, javascript=False)
    visit.page.goto(path)
    texts = visit.page.locator(".chart-box svg.picture:visible text")
    assert texts.count() >= 9
    assert texts.evaluate_all(OVERLAPS) == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_typed_numbers_lead_to_the_series_and_on_to_its_source(page_factory, javascript: bool) -> None:
    visit = page_factory(1440, 900, "en", javascript=javascript)
    page = visit.page
    page.goto("/trace")
    page.get_by_label("Numbers, one a year").fill("５６、５８、６７")
    page.get_by_label("First year").select_option("2021")
    page.get_by_role("button", name="Trace").click()
    expect(page.locator(".headline:visible")).to_have_text(
        "56, 58, 67 from 2021: stated exactly by IMB South East Asia"
    )
    page.locator(".held:visible td.count a", has_text="56").first.click()
    assert "#publication-imb-annual-" in page.url
    visit.assert_clean()


def test_another_region_and_other_years_are_chosen_without_scripts(page_factory) -> None:
    visit = page_factory(390, 844, "en", javascript=False)
    page = visit.page
    page.goto("/compare")
    page.get_by_role("link", name="Straits of Malacca and Singapore").first.click()
    page.select_option("main select[name=from]", "2023")
    page.select_option("main select[name=to]", "2023")
    page.locator("main").get_by_role("button", name="Show").first.click()
    expect(page.locator(".headline")).to_contain_text("Straits of Malacca and Singapore, 2023: 6 series")
    assert "region=straits" in page.url


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_publisher_is_taken_out_and_added_again_in_place(
    page_factory, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    page = visit.page
    page.goto("/compare?region=asia")
    visit.answers()
    page.evaluate("window.__still_here = true")
    marks = page.locator(".chart-box svg.picture:visible a.mark[data-observation^='ifc-']")
    every = marks.count()
    assert every > 3
    switch = page.locator("[data-focus=publisher-ifc]")
    switch.focus()
    page.keyboard.press("Enter")
    expect(marks).to_have_count(0)
    expect(switch).to_be_focused()
    assert "publisher=imb" in page.url
    page.keyboard.press("Enter")
    expect(marks).to_have_count(every)
    assert "publisher=" not in page.url
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_clean()


def test_publishers_are_chosen_without_scripts(page_factory) -> None:
    visit = page_factory(390, 844, "en", javascript=False)
    page = visit.page
    page.goto("/compare?region=straits&publisher=imb&publisher=recaap")
    page.locator("[data-focus=publisher-imb]").click()
    assert "publisher=recaap" in page.url
    assert "publisher=imb" not in page.url
    assert page.locator("[data-focus=publisher-recaap]").count() == 0, "the last one stays"


def test_why_the_publishers_differ_is_told_where_it_is_asked_for(page_factory) -> None:
    visit = page_factory(390, 844, "en", javascript=False)
    visit.page.goto("/compare?region=straits")
    why = visit.page.locator("table.differences")
    expect(why).to_be_hidden()
    visit.page.locator("summary", has_text="Where the publishers differ").click()
    expect(why).to_be_visible()
    expect(why).to_contain_text("What ReCAAP counts")
