"""The past and the revisions in a real browser: what is chosen stays in the past until left on purpose."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

WIDTHS = [(1440, 900), (390, 844)]
POINT = "recorded=2099-01-01T10:30:00Z"
ASIA = f"/trends?series=imb-south-east-asia&series=recaap-asia&from=2021&to=2023&{POINT}"
EVERY_REVISION = "/revisions?series=imb-world&series=recaap-asia&series=imb-gulf-of-guinea&series=imb-somalia"
SHIFT = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { window.__shift += entry.value; } }
}).observe({ type: "layout-shift", buffered: true });
"""
OVERLAPS = """texts => {
  const boxes = texts.map(one => one.getBoundingClientRect()).filter(box => box.width);
  return boxes.filter((one, i) => boxes.some((other, j) => j > i &&
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 4 && other.top < one.bottom - 4)).length;
}"""
"""How many texts lie over another one; lines of text may touch."""


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/revisions", EVERY_REVISION, f"/?{POINT}", "/trends?published=2022-12-23"])
def test_pages_of_the_past_and_of_revisions_are_clean_and_fit_the_window(
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
    expect(visit.page.locator("h1")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("path", ["/revisions", EVERY_REVISION])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_count_of_the_revisions_chart_lies_over_another(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language, javascript=False)
    visit.page.goto(path)
    texts = visit.page.locator(".chart-box svg.picture:visible text")
    assert texts.count() >= 9
    assert texts.evaluate_all(OVERLAPS) == 0


def test_a_choice_made_in_the_past_stays_in_the_past(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"{ASIA}&events=off")
    visit.answers()
    page.evaluate("window.__still_here = true")
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    expect(page.locator(".headline")).to_have_text("IMB South East Asia: 67 in 2023")
    page.select_option("main select[name=from]", "2022")
    page.locator("main").get_by_role("button", name="Show").click()
    expect(page.locator("svg.picture:visible a.mark")).to_have_count(2)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["recorded"] == ["2099-01-01T10:30:00Z"]
    assert asked["from"] == ["2022"]
    expect(page.locator(".as-of")).to_be_visible()
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    page.get_by_role("link", name="Sources", exact=True).click()
    page.wait_for_url(re.compile(r"/sources\?recorded=2099-01-01T10:30:00Z"))
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(re.compile(r"recorded=2099-01-01T10:30:00Z&lang=ja"))
    expect(page.locator(".as-of")).to_contain_text("過去の時点を表示している。")
    visit.assert_clean()


def test_show_the_newest_keeps_the_choice_and_leaves_the_past(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto(ASIA)
    visit.answers()
    visit.page.get_by_role("link", name="Show the newest").click()
    visit.page.wait_for_url(lambda address: "recorded" not in address)
    visit.answers()
    expect(visit.page.locator("a.chip")).to_have_count(2)
    expect(visit.page.locator(".as-of")).to_have_count(0)
    expect(visit.page.locator(".site-footer")).to_contain_text("Shown: the newest edition of each figure.")


def test_without_scripts_the_form_of_years_stays_in_the_past(page_factory) -> None:
    visit = page_factory(1440, 900, "en", javascript=False)
    visit.page.goto(f"/revisions?{POINT}&published=2099-01-01")
    visit.page.select_option("main select[name=to]", "2022")
    visit.page.locator("main").get_by_role("button", name="Show").click()
    visit.page.wait_for_url("**to=2022*")
    asked = parse_qs(urlsplit(visit.page.url).query)
    assert asked["recorded"] == ["2099-01-01T10:30:00Z"]
    assert asked["published"] == ["2099-01-01"]
    assert asked["to"] == ["2022"]


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_without_scripts_every_edition_is_a_mark_that_leads_to_its_publication(
    page_factory, width: int, height: int
) -> None:
    visit = page_factory(width, height, "en", javascript=False)
    visit.page.goto("/revisions?series=recaap-asia")
    marks = visit.page.locator("a.mark:visible")
    expect(marks).to_have_count(10)
    expect(marks.nth(4)).to_have_accessible_name(re.compile(r"Earlier edition\. ReCAAP Asia, 2015: 200"))
    expect(marks.nth(5)).to_have_accessible_name(re.compile(r"Newest edition\. ReCAAP Asia, 2015: 203"))
    marks.nth(4).click()
    visit.page.wait_for_url("**/sources?at=publication-recaap-annual-2015*#publication-recaap-annual-2015")


def test_scripts_leave_every_edition_where_the_server_drew_it(page_factory) -> None:
    centres = """marks => marks.map(mark => {
      const box = mark.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2];
    })"""
    without = page_factory(1440, 900, "en", javascript=False)
    without.page.goto(EVERY_REVISION)
    marks = without.page.locator(".chart-box svg.picture:visible a.mark path").evaluate_all(centres)
    visit = page_factory(1440, 900, "en")
    visit.page.goto(EVERY_REVISION)
    visit.answers()
    drawn = visit.page.locator("svg.picture:visible a.mark path").evaluate_all(centres)
    assert len(marks) == len(drawn) == 20
    assert marks == drawn


def test_a_series_is_chosen_on_revisions_with_scripts_too(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/revisions")
    visit.answers()
    visit.page.get_by_role("link", name="IMB: world, actual and attempted").last.click()
    visit.page.wait_for_url("**/revisions?series=imb-world")
    visit.answers()
    expect(visit.page.locator(".headline")).to_contain_text("IMB world: 2 years restated")
    visit.assert_clean()


def test_trends_leads_to_the_revisions_of_what_it_shows(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/trends?series=recaap-asia&from=2015&to=2020")
    visit.answers()
    visit.page.get_by_role("link", name="How these figures were revised").click()
    visit.page.wait_for_url("**/revisions?series=recaap-asia&from=2015&to=2020")
    expect(visit.page.locator(".headline").first).to_contain_text("2 years restated")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", ["/", "/trends", "/sources", "/revisions"])
def test_the_foot_of_every_page_leads_to_the_past_with_the_choice_kept(
    page_factory, path: str, javascript: bool
) -> None:
    visit = page_factory(1440, 900, "en", javascript=javascript)
    page = visit.page
    page.goto(f"{path}?series=recaap-asia&from=2015&lang=en")
    if javascript and path != "/sources":
        visit.answers()
    page.locator(".look-back > summary").click()
    page.locator(".look-back select[name=recorded]").select_option(index=1)
    page.locator(".look-back .years button").click()
    page.wait_for_url(re.compile(r"recorded=\d{4}-\d{2}-\d{2}"))
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["series"], asked["from"], asked["lang"]) == (["recaap-asia"], ["2015"], ["en"])
    expect(page.locator(".notice")).to_have_count(1)
    expect(page.locator(".as-of")).to_contain_text("What our record held at the end of")
