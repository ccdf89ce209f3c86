"""What a reader meets in a real browser: both languages, two widths, with and without scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

MINOR = "/trends?series=imb-south-east-asia&series=recaap-asia&from=2021&to=2023"
PAGES = [
    "/",
    "/objectives",
    "/trends",
    "/compare",
    "/breakdown",
    "/revisions",
    "/sources",
    "/methods",
    "/trace",
    "/briefing",
]
MOST_REQUESTS = 6
MOST_BYTES = 69_800
"""What a page may weigh as it is sent: its HTML, its style and its scripts, compressed."""
WIDTHS = [(1440, 900), (390, 844)]
SHIFT = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { window.__shift += entry.value; } }
}).observe({ type: "layout-shift", buffered: true });
"""
SHOWN = "svg.picture:visible"
MARKS = f"{SHOWN} a.mark"
CENTRES = """marks => marks.map(mark => {
  const box = mark.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})"""
SENT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(entry => /^http/.test(entry.name))
  .map(entry => [entry.initiatorType, entry.encodedBodySize, entry.decodedBodySize])"""
FINGERPRINTED_AND_FETCHED = """performance.getEntriesByType("resource")
  .filter(entry => entry.transferSize > 0 && /\\?m=|\\.v\\d/.test(entry.name)).map(entry => entry.name)"""


def visible_marks(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "a.mark:not([data-observation^='event/'])",
        "marks => marks.filter(m => m.getClientRects().length).map(m => m.dataset.observation)",
    )


@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/", "/trends", "/breakdown", "/sources"])
def test_every_page_is_clean_and_fits_the_window(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit = page_factory(width, height, language)
    visit.page.add_init_script(SHIFT)
    visit.page.goto(path)
    if path != "/sources":
        visit.answers()
    assert visit.page.evaluate("document.documentElement.lang") == language
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.page.evaluate("window.__shift") == 0
    expect(visit.page.locator("h1")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_scripts_leave_every_mark_where_the_server_drew_it(page_factory, width: int, height: int) -> None:
    without = page_factory(width, height, "en", javascript=False)
    without.page.goto(MINOR)
    first = without.page.locator(".chart-box svg.picture:visible")
    expect(first).to_have_count(1)
    marks = first.locator("a.mark path").evaluate_all(CENTRES)
    visit = page_factory(width, height, "en")
    visit.page.goto(MINOR)
    visit.answers()
    drawn = visit.page.locator(f"{MARKS} path").evaluate_all(CENTRES)
    assert len(marks) == len(drawn) == 6 + 3, "observations, and marks of events in the strip below them"
    assert marks == drawn


def test_without_scripts_every_observation_is_a_labelled_mark_that_leads_to_its_source(page_factory) -> None:
    visit = page_factory(1440, 900, "en", javascript=False)
    visit.page.goto(MINOR)
    assert visible_marks(visit.page) == [
        f"{series}/{year}-01-01/{year}-12-31"
        for series in ("imb-south-east-asia", "recaap-asia")
        for year in (2021, 2022, 2023)
    ]
    mark = visit.page.locator("a.mark:visible").nth(2)
    expect(mark).to_have_accessible_name(re.compile(r"IMB South East Asia, 2023: 67"))
    mark.click()
    visit.page.wait_for_url("**/sources?at=publication-imb-annual-2023#publication-imb-annual-2023")
    expect(visit.page.locator("#publication-imb-annual-2023")).to_contain_text("2023: 67")
    visit.assert_clean()


def test_without_scripts_series_and_years_are_chosen_by_links_and_a_form(page_factory) -> None:
    visit = page_factory(1440, 900, "en", javascript=False)
    visit.page.goto("/trends")
    visit.page.locator(".all-series-way").click()
    visit.page.locator("a.series-link[href*='series=imo-world']").click()
    visit.page.select_option("main select[name=from]", "2020")
    visit.page.locator("main").get_by_role("button", name="Show").click()
    visit.page.wait_for_url("**from=2020*")
    expect(visit.page.locator("main select[name=from]").first).to_have_value("2020")
    asked = parse_qs(urlsplit(visit.page.url).query)
    assert asked["series"][-1] == "imo-world"
    assert asked["from"] == ["2020"]
    years = {mark.split("/")[1][:4] for mark in visible_marks(visit.page)}
    assert years
    assert years <= {str(y) for y in range(2020, 2027)}


def test_a_change_of_selection_changes_address_chart_headline_and_table_in_place(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"{MINOR}&events=off")
    visit.answers()
    page.evaluate("window.__still_here = true")
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    expect(page.locator(".headline")).to_have_text("IMB South East Asia: 67 in 2023")
    expect(page.locator(MARKS)).to_have_count(3)
    expect(page.locator("[data-observation^='recaap-asia/']")).to_have_count(0)
    assert "recaap-asia" not in page.url
    page.select_option("main select[name=from]", "2022")
    page.locator("main").get_by_role("button", name="Show").click()
    expect(page.locator(MARKS)).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query)["from"] == ["2022"]
    assert parse_qs(urlsplit(page.url).query)["events"] == ["off"]
    page.go_back()
    expect(page.locator(MARKS)).to_have_count(3)
    page.go_back()
    expect(page.locator(MARKS)).to_have_count(6)
    page.go_forward()
    expect(page.locator(MARKS)).to_have_count(3)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_events_are_hidden_and_shown_again_in_place(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(MINOR)
    visit.answers()
    page.evaluate("window.__still_here = true")
    expect(page.locator(".events-list li")).to_have_count(5)
    higher = page.locator("#trend-chart").bounding_box()
    page.get_by_role("link", name="Hide events").click()
    expect(page.locator(".events-list")).to_have_count(0)
    expect(page.locator(MARKS)).to_have_count(6)
    plain = page.locator("#trend-chart").bounding_box()
    assert higher and plain
    assert round(plain["height"]) == 420 < round(higher["height"])
    expect(page.get_by_role("link", name="Show events")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".events-list li")).to_have_count(5)
    expect(page.locator(MARKS)).to_have_count(6 + 3)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_adding_a_series_keeps_the_list_open(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto(MINOR)
    visit.page.locator(".all-series-way").click()
    visit.answers()
    visit.page.locator("a.series-link[href*='series=jcg-south-east-asia']").click()
    expect(visit.page.locator("a.chip")).to_have_count(3)
    expect(visit.page.locator(".all-series-way")).to_have_attribute("aria-expanded", "true")
    visit.assert_clean()


def test_the_focus_stays_with_what_was_chosen_by_keyboard(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto(MINOR)
    visit.answers()
    focused = "document.activeElement.getAttribute('data-focus') || document.activeElement.tagName"
    visit.page.locator(".all-series-way").click()
    visit.page.locator("[data-focus=series-imo-world]").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("a.chip")).to_have_count(3)
    visit.page.wait_for_function(f"({focused}) === 'series-imo-world'")
    visit.page.locator("[data-focus=chip-recaap-asia]").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("a.chip")).to_have_count(2)
    visit.page.wait_for_function(f"({focused}) === 'all-series'")


def test_a_choice_without_figures_says_so_and_a_wider_one_draws_again(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(MINOR)
    visit.answers()
    page.select_option("main select[name=to]", "1990")
    page.select_option("main select[name=from]", "")
    page.locator("main").get_by_role("button", name="Show").click()
    expect(page.locator(".headline")).to_have_text("No figures are known for this choice")
    expect(page.locator("#trend-chart")).to_be_hidden()
    page.select_option("main select[name=to]", "2023")
    page.locator("main").get_by_role("button", name="Show").click()
    expect(page.locator("#trend-chart")).to_be_visible()
    box = page.locator("#trend-chart svg.picture:visible").bounding_box()
    assert box
    height = page.locator("#trend-chart").evaluate("box => box.style.getPropertyValue('--wide-height')")
    assert (round(box["width"]), round(box["height"])) == (780, int(height))
    visit.assert_clean()


def test_a_click_on_a_mark_leads_to_its_source(page_factory) -> None:
    visit = page_factory(1440, 900, "ja")
    visit.page.goto(f"{MINOR}&lang=ja")
    visit.answers()
    visit.page.locator(MARKS).nth(2).click()
    visit.page.wait_for_url("**/sources?at=publication-imb-annual-2023&lang=ja#publication-imb-annual-2023")
    expect(visit.page.locator("#publication-imb-annual-2023")).to_be_in_viewport()


def test_the_language_link_keeps_the_view(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto(MINOR)
    visit.answers()
    visit.page.get_by_role("link", name="日本語").click()
    visit.page.wait_for_url("**lang=ja**")
    visit.answers()
    asked = parse_qs(urlsplit(visit.page.url).query)
    assert asked["series"] == ["imb-south-east-asia", "recaap-asia"]
    expect(visit.page.locator(".headline")).to_contain_text("2023年（令和5年） 67件")


def test_the_browser_language_is_used_where_the_address_names_none(page_factory) -> None:
    for language, title in (("en", "Trends"), ("ja", "推移")):
        visit = page_factory(1440, 900, language)
        visit.page.goto("/trends")
        expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_page_is_walked_by_keyboard(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/")
    visit.answers()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.getAttribute('class') || ''") == "skip"
    reached = set()
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        reached.add(visit.page.evaluate("document.activeElement.getAttribute('class') || ''"))
    assert {"nav-link", "language"} <= reached
    assert any(name.startswith("badge evidence-") for name in reached), "a verdict leads to its rule"


def test_what_was_focused_and_scrolled_stays_so_when_the_charts_begin_to_answer(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/chart.js*", hold)
    with page.expect_request("**/assets/chart.js*"):
        page.goto(MINOR, wait_until="commit")
    link = page.locator("#sheet-table .take > summary")
    link.focus()
    page.evaluate("window.scrollTo(0, 200)")
    assert page.locator("html.answers").count() == 0
    held[0].continue_()
    visit.answers()
    expect(link).to_be_focused()
    assert page.evaluate("document.activeElement.textContent") == "Share and export"
    assert page.evaluate("window.scrollY") == 200


def test_a_window_that_becomes_narrow_gets_the_narrow_chart(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto(MINOR)
    visit.answers()
    texts = visit.page.locator("svg.picture:visible > text")
    expect(texts.filter(has_text="ReCAAP Asia")).to_have_count(1)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    expect(texts.filter(has_text="ReCAAP Asia")).to_have_count(0)
    expect(visit.page.locator("svg.picture:visible")).to_have_count(1)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.assert_clean()


def test_a_second_visit_fetches_no_script_or_style_again(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    visit.page.goto("/")
    visit.answers()
    visit.page.goto("/trends")
    visit.answers()
    fetched = visit.page.evaluate(FINGERPRINTED_AND_FETCHED)
    assert fetched == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_but_explore_fetches_a_script_of_dash_or_plotly_and_each_stays_light(
    page_factory, path: str, language: str
) -> None:
    visit = page_factory(1440, 900, language)
    visit.page.goto(path, wait_until="networkidle")
    assert not [address for address in visit.requests if re.search("dash|plotly|react", address)]
    assert visit.page.evaluate("[window.Plotly, window.dash_renderer, window.React].every(one => !one)")
    assert len(visit.requests) <= MOST_REQUESTS, visit.requests
    fetched = visit.page.evaluate(SENT)
    assert {kind for kind, *_ in fetched} <= {"navigation", "link", "script"}
    assert all(0 < sent < whole for _, sent, whole in fetched), "each is sent compressed"
    assert sum(sent for _, sent, _ in fetched) < MOST_BYTES
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_explore_fetches_the_basic_plotly_alone(page_factory, language: str) -> None:
    visit = page_factory(1440, 900, language)
    visit.page.goto("/explore?chart=trend&series=recaap-asia")
    visit.page.wait_for_selector(".js-plotly-plot .main-svg")
    plotly = [address for address in visit.requests if "plotly" in address]
    assert len(plotly) == 1
    assert "plotly-basic" in plotly[0]
    assert visit.page.evaluate("Plotly.version") == "4.1.1"
    visit.assert_clean()


def test_full_years_and_low_years_are_switched_on_the_picture_in_place_and_by_keys(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto("/trends?series=mofa-somalia-gulf-of-aden&events=off")
    visit.answers()
    page.evaluate("window.__still_here = true")
    expect(page.locator(MARKS)).to_have_count(15)
    page.get_by_role("link", name="Full years only").click()
    expect(page.locator(MARKS)).to_have_count(13)
    expect(page.get_by_role("link", name="Show parts of years too")).to_be_focused()
    page.get_by_role("link", name="Low years from 2013 on an axis of their own").click()
    expect(page.locator(f"{SHOWN} g.plot")).to_have_count(2)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["years"], asked["detail"]) == (["full"], ["2013"])
    page.locator(SHOWN).focus()
    page.keyboard.press("End")
    expect(page.locator(".hand-box:visible")).to_contain_text("2024")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hand-box:visible")).to_contain_text("on an axis of their own")
    page.get_by_role("link", name="One axis for all years").click()
    expect(page.locator(f"{SHOWN} g.plot")).to_have_count(1)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()
