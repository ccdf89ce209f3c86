"""Each chart under the hand: pointer, finger, keys, its key and its years; a change of selection in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

WIDTHS = [(1440, 900), (390, 844)]
SIGHTS = [("en", *WIDTHS[0]), ("ja", *WIDTHS[1])]
"""Each language and each width, on every page."""
ASIA = "/trends?series=imb-south-east-asia&series=recaap-asia"
MINOR = f"{ASIA}&from=2021&to=2023"
PAGES = ["/", "/objectives", ASIA, "/compare", "/breakdown", "/revisions"]
MOST_HOVERED = 10
"""Marks of a chart that the pointer visits, spread over all of it; the keys walk every one."""

SHIFTS = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) { window.__shift += entry.value; }
}).observe({ type: "layout-shift", buffered: true });
"""
"""Counts what moves right after a key or a tap too: nothing that the hand does may move the page."""

CHART = """svg => {
  const plots = [...svg.querySelectorAll("g.plot")];
  const isShared = svg.dataset.shared === "yes";
  const box = svg.closest(".chart-box");
  return {
    none: box.dataset.none, gap: box.dataset.gap,
    marks: [...svg.querySelectorAll(".mark")].map(mark => {
      const [place, x, y] = mark.dataset.at.split(" ").map(Number);
      const series = mark.closest("g.series");
      return {
        label: mark.getAttribute("aria-label") || mark.querySelector("title").textContent,
        period: mark.dataset.period || "", said: mark.dataset.said || "",
        source: mark.dataset.source || "", address: mark.getAttribute("href") || "",
        name: series ? series.dataset.name : "", series: series ? series.dataset.series : "",
        role: series ? series.dataset.role : "",
        panel: series ? (isShared ? 0 : plots.indexOf(mark.closest("g.plot"))) : -1,
        year: Math.floor(place), x, y,
      };
    }),
  };
}"""
"""What a chart's marks say, as the server wrote it; a panel of -1 is the strip of events."""

POINT_OF = """(svg, [x, y]) => {
  const to = () => {
    const rect = svg.getBoundingClientRect();
    const ratio = rect.width / svg.viewBox.baseVal.width;
    return [rect.x + x * ratio, rect.y + y * ratio];
  };
  const [, top] = to();
  window.scrollBy({ top: top - innerHeight / 2, behavior: "instant" });
  return to();
}"""
"""Where a place of the picture lies in the window, once it is brought to the middle of it."""

TOLD = """svg => {
  const box = svg.closest(".chart-box").querySelector(".hand-box");
  if (!box || !box.classList.contains("is-shown")) { return null; }
  const ring = svg.querySelector(".hand-ring");
  const [inner, outer] = [box.getBoundingClientRect(), svg.closest(".chart-box").getBoundingClientRect()];
  return {
    ring: getComputedStyle(ring).display === "none"
      ? null : [Number(ring.getAttribute("cx")), Number(ring.getAttribute("cy"))],
    period: box.querySelector(".hand-period, .hand-event").textContent,
    lines: [...box.querySelectorAll("li:not(.hand-panel)")].map(line => [
      line.querySelector(".hand-name").textContent, line.querySelector(".hand-said").textContent,
    ]),
    sources: [...box.querySelectorAll(".hand-source")].map(one => one.textContent),
    isInside: inner.left >= outer.left && inner.right <= outer.right &&
      inner.top >= outer.top && inner.bottom <= outer.bottom,
    isWhole: box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1,
  };
}"""
"""What the box of a chart says; null while none is shown."""


@dataclass(frozen=True)
class Mark:
    """A mark as the server wrote it."""

    label: str
    period: str
    said: str
    source: str
    address: str
    name: str
    series: str
    role: str
    panel: int
    year: int
    x: float
    y: float
    is_gap: bool = False

    @property
    def is_event(self) -> bool:
        return self.panel < 0

    def is_in(self, told: dict[str, Any] | None) -> bool:
        """Whether the box says it, under its name, and the ring is around it; a gap has no ring."""
        if told is not None and self.is_gap:
            return told["ring"] is None and [self.name, self.said] in told["lines"]
        if told is None or told["ring"] != [self.x, self.y]:
            return False
        if self.is_event:
            return bool(told["period"] == self.label)
        ways = {(self.name, f"{self.period} {self.said}")}
        if told["period"] == self.period:
            ways = {(self.name, self.said)}
        return bool(ways & {tuple(line) for line in told["lines"]}) and self.source in told["sources"]


def opened(
    page_factory: Any,
    path: str,
    width: int = 1440,
    height: int = 900,
    language: str = "en",
    *,
    script: str = "",
    **options: Any,
) -> tuple[Any, Page]:
    """A visit whose charts answer, and its page; ``script`` runs before the page's own."""
    visit = page_factory(width, height, language, **options)
    if script:
        visit.page.add_init_script(script)
    visit.page.goto(path)
    visit.answers()
    return visit, visit.page


def charts(page: Page) -> list[Locator]:
    """The pictures that are seen, one for each chart of the page."""
    found = page.locator(".chart-box svg.picture:visible").all()
    assert len(found) == page.locator(".chart-box").count() > 0
    return found


def marks_of(chart: Locator) -> list[Mark]:
    marks = [Mark(**one) for one in chart.evaluate(CHART)["marks"]]
    assert marks
    assert len({mark.label for mark in marks}) == len(marks), "each mark has a label of its own"
    return marks


def gaps_of(chart: Locator, marks: list[Mark]) -> list[Mark]:
    """The years between two figures of a series in which it has none, where it is no part of a whole."""
    says = chart.evaluate(CHART)
    parts = {mark.panel for mark in marks if mark.role in ("part", "whole")}
    counted = [
        mark for mark in marks if mark.role in ("line", "columns", "marks") and mark.panel not in parts
    ]
    gaps = []
    for panel, series in dict.fromkeys((mark.panel, mark.series) for mark in counted):
        own = [mark for mark in counted if (mark.panel, mark.series) == (panel, series)]
        years = [mark.year for mark in own]
        for year in sorted(set(range(min(years), max(years))) - set(years)):
            label = says["gap"].format(series=own[0].name, year=year)
            gaps.append(
                replace(own[0], label=label, said=says["none"], year=year, source="", address="", is_gap=True)
            )
    return gaps


def spread(marks: list[Mark], most: int = MOST_HOVERED) -> list[Mark]:
    """The first, the last, and some between."""
    if len(marks) <= most:
        return marks
    return [marks[round(number * (len(marks) - 1) / (most - 1))] for number in range(most)]


def point_of(chart: Locator, mark: Mark) -> tuple[float, float]:
    x, y = chart.evaluate(POINT_OF, [mark.x, mark.y])
    return x, y


def told_of(chart: Locator, is_it: Callable[[dict[str, Any] | None], bool]) -> dict[str, Any] | None:
    """What the box says, once it is what is waited for; else what it says in the end."""
    page = chart.page
    told = chart.evaluate(TOLD)
    for _ in range(100):
        if is_it(told):
            break
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        told = chart.evaluate(TOLD)
    return told  # type: ignore[no-any-return]


def announced(page: Page) -> str:
    return page.locator("#hand-told").text_content() or ""


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", PAGES)
def test_the_pointer_is_told_the_nearest_mark_as_the_marks_own_data_say_inside_the_chart(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit, page = opened(page_factory, path, width, height, language, script=SHIFTS)
    for chart in charts(page):
        for mark in spread(marks_of(chart)):
            page.mouse.move(*point_of(chart, mark))
            told = told_of(chart, mark.is_in)
            assert mark.is_in(told), (mark, told)
            assert told is not None
            assert told["isInside"], (mark, told)
        page.mouse.move(0, 0)
        assert told_of(chart, lambda told: told is None) is None
    assert page.evaluate("window.__shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_clean()


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", PAGES)
def test_a_first_tap_shows_the_box_and_its_link_leads_to_the_source(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit, page = opened(page_factory, path, width, height, language, touch=True)
    here = page.url
    for chart in charts(page):
        mark = spread(marks_of(chart), 3)[1 if len(marks_of(chart)) > 1 else 0]
        page.touchscreen.tap(*point_of(chart, mark))
        told = told_of(chart, mark.is_in)
        assert mark.is_in(told), (mark, told)
        assert told is not None
        assert told["isInside"]
        assert page.url == here, "a tap does not leave the page"
    page.reload()  # no box of before lies over what is tapped
    visit.answers()
    chart = charts(page)[0]
    mark = spread([mark for mark in marks_of(chart) if mark.address and not mark.is_event], 3)[1]
    page.touchscreen.tap(*point_of(chart, mark))
    told_of(chart, mark.is_in)
    link = page.locator(".hand-box.is-pinned a.hand-source", has_text=mark.source).first
    assert link.get_attribute("href") == mark.address
    link.tap()
    page.wait_for_url(f"**{mark.address}")
    expect(page.locator(":target")).to_have_count(1)
    visit.assert_clean()


def test_a_tap_beside_the_chart_takes_the_box_away(page_factory) -> None:
    _visit, page = opened(page_factory, MINOR, 390, 844, "en", touch=True)
    (chart,) = charts(page)
    mark = marks_of(chart)[0]
    page.touchscreen.tap(*point_of(chart, mark))
    expect(page.locator(".hand-box")).to_be_visible()
    page.locator("h1").tap()
    expect(page.locator(".hand-box")).to_be_hidden()


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_stops_at_each_visible_chart_once_and_at_no_mark(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    _visit, page = opened(page_factory, path, width, height, language)
    number = len(charts(page))
    page.evaluate(
        """window.__stops = [];
        document.addEventListener("focusin", event => window.__stops.push(event.target));"""
    )
    page.keyboard.press("Tab")
    first = "document.activeElement === window.__stops[0]"
    assert page.evaluate(first)
    for _ in range(page.locator("a, button, input, select, summary, [tabindex]").count() + 2):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement === document.body || {first}"):
            break
    else:
        pytest.fail("the walk does not end")
    stops = page.evaluate(
        """() => {
          const seen = window.__stops.filter((stop, place) => place === 0 || stop !== window.__stops[0]);
          const charts = seen.filter(stop => stop.matches("svg.picture"));
          const inside = seen.filter(stop => stop.closest("svg") && !stop.matches("svg"));
          return [charts.length, new Set(charts).size, inside.length];
        }"""
    )
    assert stops == [number, number, 0]
    for chart in charts(page):
        expect(chart).to_have_role("application")
        hint = chart.locator("xpath=ancestor::*[@data-hint]").get_attribute("data-hint") or ""
        assert (chart.get_attribute("aria-label") or "").endswith(hint)


class Walk:
    """A reader who walks a chart by its keys, hears each step, and plans the next by what was heard."""

    def __init__(self, chart: Locator) -> None:
        self.page = chart.page
        marks = marks_of(chart)
        self.marks = {mark.label: mark for mark in [*marks, *gaps_of(chart, marks)]}
        self.heard: set[str] = set()
        self.here: Mark | None = None

    def press(self, key: str) -> Mark:
        self.page.keyboard.press(key)
        told = announced(self.page)
        # Where the walk comes into another panel, that is named first.
        text = next(
            (label for label in self.marks if told == label or told.endswith((f". {label}", f"。{label}"))),
            "",
        )
        assert text, f"{key}: “{told}” is no mark's label"
        self.heard.add(text)
        self.here = self.marks[text]
        return self.here

    def column(self, mark: Mark) -> list[Mark]:
        """The marks of its panel and year, then the gaps, in the order of the keys."""
        return [one for one in self.marks.values() if (one.panel, one.year) == (mark.panel, mark.year)]

    def years(self, panel: int) -> list[int]:
        return sorted({mark.year for mark in self.marks.values() if mark.panel == panel})

    def walk_a_panel(self, panel: int) -> None:
        here = self.press("Home")
        for year in self.years(panel):
            assert (here.panel, here.year) == (panel, year)
            column = self.column(here)
            for _ in range(column.index(here)):
                here = self.press("ArrowUp")
            assert here == column[0]
            for below in column[1:]:
                here = self.press("ArrowDown")
                assert here == below
            if year != self.years(panel)[-1]:
                here = self.press("ArrowRight")

    def walk(self) -> None:
        """Each panel from its first year to its last, then down into the next, then the strip of events."""
        self.press("Home")
        panels = sorted({mark.panel for mark in self.marks.values() if not mark.is_event})
        for panel in panels:
            self.walk_a_panel(panel)
            assert self.here is not None
            column = self.column(self.here)
            for _ in range(len(column) - column.index(self.here)):
                self.press("ArrowDown")
        events = [mark for mark in self.marks.values() if mark.is_event]
        if events:
            assert self.press("Home") == events[0]
            for event in events[1:]:
                assert self.press("ArrowRight") == event
            back = self.press("ArrowUp")
            assert back.panel == panels[-1]


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize("path", PAGES)
def test_the_keys_reach_every_mark_of_every_chart_and_each_step_is_announced_by_its_label(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    visit, page = opened(page_factory, path, width, height, language, script=SHIFTS)
    expect(page.locator("#hand-told")).to_have_attribute("role", "status")
    for chart in charts(page):
        chart.focus()
        walk = Walk(chart)
        walk.walk()
        assert walk.heard == set(walk.marks)
        if language == "ja":
            assert all(re.search("[ぁ-んァ-ヶ一-龠]", label) for label in walk.heard)
        here = walk.here
        assert here is not None
        told = chart.evaluate(TOLD)
        assert here.is_in(told), (here, told)
        assert told["isInside"]
        page.keyboard.press("Escape")
        assert chart.evaluate(TOLD) is None
        expect(chart).to_be_focused()
        page.keyboard.press("Escape")
        expect(chart).not_to_be_focused()
    assert page.evaluate("window.__shift") == 0
    visit.assert_clean()


def test_arrows_home_and_end_walk_years_and_series_and_stop_at_the_ends(page_factory) -> None:
    _visit, page = opened(page_factory, f"{MINOR}&events=off")
    (chart,) = charts(page)
    chart.focus()
    walk = Walk(chart)

    def place(key: str) -> tuple[str, int]:
        mark = walk.press(key)
        return mark.series, mark.year

    imb, recaap = "imb-south-east-asia", "recaap-asia"
    assert place("ArrowRight") == (imb, 2023), "the first step is to the newest year"
    assert place("ArrowRight") == (imb, 2023)
    assert place("ArrowLeft") == (imb, 2022)
    assert place("ArrowDown") == (recaap, 2022)
    assert place("ArrowDown") == (recaap, 2022)
    assert place("Home") == (recaap, 2021)
    assert place("ArrowLeft") == (recaap, 2021)
    assert place("ArrowUp") == (imb, 2021)
    assert place("ArrowUp") == (imb, 2021)
    assert place("End") == (imb, 2023)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", PAGES)
def test_the_enter_key_leads_to_the_source_of_the_mark_that_was_announced(
    page_factory, path: str, language: str
) -> None:
    visit, page = opened(page_factory, path, language=language)
    chart = charts(page)[0]
    chart.focus()
    mark = Walk(chart).press("ArrowLeft")
    assert mark.address
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{mark.address}")
    expect(page.locator(":target")).to_have_count(1)
    visit.assert_clean()


def test_leaving_the_chart_by_tab_takes_the_box_away(page_factory) -> None:
    _visit, page = opened(page_factory, MINOR)
    (chart,) = charts(page)
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator(".hand-box")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".hand-box")).to_be_hidden()


AXES = """svg => [...svg.querySelectorAll("g.years, g.numbers, path.grid, path.axis")]
  .map(one => one.outerHTML)
  .concat([...svg.querySelectorAll("g.plot")].map(one => one.dataset.box + " " + one.dataset.years))"""


@pytest.mark.parametrize(("language", "width", "height"), SIGHTS)
@pytest.mark.parametrize(
    ("path", "series"),
    [(ASIA, "recaap-asia"), ("/breakdown", "recaap-asia-cat4"), ("/objectives", "recaap-asia")],
)
def test_a_key_entry_lifts_its_series_out_and_hides_it_where_the_address_keeps_it(
    page_factory, path: str, series: str, language: str, width: int, height: int
) -> None:
    visit, page = opened(page_factory, path, width, height, language, script=SHIFTS)
    switch = page.locator(f".key > li[data-series='{series}'] .key-switch").first
    if not switch.count():
        pytest.fail(f"{path} has no key entry of {series}")
    box = page.locator(f".chart-box:has(g.series[data-series='{series}'])").first
    chart = box.locator("svg.picture:visible")
    group = chart.locator(f"g.series[data-series='{series}']:has(.mark)").first
    other = chart.locator(f"g.series:not([data-series='{series}']):has(.mark)").first
    look = group.get_attribute("data-look")
    words = chart.locator(f":scope > text[data-look='{look}']")
    expect(group).to_be_visible()
    axes, named = chart.evaluate(AXES), words.count()
    switch.hover()
    if other.count():
        expect(other).to_have_css("opacity", "0.16")
    expect(group).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    switch.focus()
    expect(chart).to_have_class(re.compile("has-lead"))
    switch.blur()
    expect(chart).not_to_have_class(re.compile("has-lead"))
    expect(switch).to_have_attribute("aria-pressed", "true")

    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert parse_qs(urlsplit(page.url).query)["hide"] == [series]

    def is_hidden() -> None:
        expect(group).to_be_hidden()
        assert words.count() == named
        assert not [one for one in words.all() if one.is_visible()], "its counts and its name go with it"
        assert chart.evaluate(AXES) == axes, "the axis does not move"

    is_hidden()
    page.reload()
    visit.answers()
    is_hidden()
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(group).to_be_visible()
    assert "hide" not in page.url
    assert page.evaluate("window.__shift") == 0
    visit.assert_clean()


def test_a_hidden_series_is_told_neither_to_the_pointer_nor_by_the_keys(page_factory) -> None:
    _visit, page = opened(page_factory, f"{MINOR}&events=off&hide=recaap-asia")
    (chart,) = charts(page)
    marks = marks_of(chart)
    page.mouse.move(*point_of(chart, next(mark for mark in marks if mark.series == "recaap-asia")))
    told = told_of(chart, lambda told: told is not None)
    assert told is not None
    assert [name for name, _ in told["lines"]] == ["IMB South East Asia"]
    chart.focus()
    walk = Walk(chart)
    for key in ("Home", "ArrowDown", "ArrowRight", "ArrowDown", "End", "ArrowDown"):
        assert walk.press(key).series == "imb-south-east-asia"


def test_what_is_hidden_stays_hidden_when_the_selection_changes(page_factory) -> None:
    visit, page = opened(page_factory, f"{MINOR}&hide=recaap-asia")
    page.select_option("main select[name=from]", "2022")
    page.locator("main").get_by_role("button", name="Show").click()
    expect(page.locator(".figures-grid td[data-observation]:visible")).to_have_count(4)
    expect(page.locator("g.series[data-series='recaap-asia']:visible")).to_have_count(0)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["from"], asked["hide"]) == (["2022"], ["recaap-asia"])
    visit.assert_clean()


def dragged(chart: Locator, first: int, last: int, *, is_held: bool = False) -> None:
    """Drag over the plot of the first panel from one year to another."""
    page = chart.page
    plot = chart.locator("g.plot").first
    left, top, right, bottom = map(float, (plot.get_attribute("data-box") or "").split())
    begin, end = map(float, (plot.get_attribute("data-years") or "").split())

    def across(year: int) -> float:
        return left + (year - begin) / (end - begin) * (right - left)

    x, y = chart.evaluate(POINT_OF, [across(first), (top + bottom) / 2])
    ratio = chart.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    to = x + (across(last) - across(first)) * ratio
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to) / 2, y)
    page.mouse.move(to, y)
    if not is_held:
        page.mouse.up()


def years_of_table(page: Page) -> set[str]:
    return {
        (text or "").split("/")[1][:4]
        for text in page.locator(".figures-grid td[data-observation]:visible").evaluate_all(
            "rows => rows.map(row => row.dataset.observation)"
        )
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_drag_over_trends_asks_for_its_years_in_place_and_back_restores(
    page_factory, language: str
) -> None:
    visit, page = opened(page_factory, ASIA, language=language)
    page.evaluate("window.__still_here = true")
    headline = page.locator(".headline").inner_text()
    every = years_of_table(page)
    dragged(charts(page)[0], 2021, 2022, is_held=True)
    box = page.locator(".hand-box")
    expect(box).to_be_visible()
    assert re.findall(r"\d{4}", box.inner_text()) == ["2021", "2022"]
    page.mouse.up()
    page.wait_for_url(re.compile("from=2021&to=2022"))
    expect(page.locator(".headline")).not_to_have_text(headline)
    expect(page.locator(".figures-grid td[data-observation]:visible")).to_have_count(4)
    assert years_of_table(page) == {"2021", "2022"}
    assert parse_qs(urlsplit(page.url).query)["series"] == ["imb-south-east-asia", "recaap-asia"]
    assert marks_of(charts(page)[0])
    page.go_back()
    expect(page.locator(".headline")).to_have_text(headline)
    assert years_of_table(page) == every
    assert "from" not in page.url
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_the_same_years_dragged_again_leave_the_next_click_its_meaning(page_factory) -> None:
    """What was asked for already is shown at once, while the button of the mouse is still on its way up."""
    visit, page = opened(page_factory, ASIA)
    for _ in range(2):
        dragged(charts(page)[0], 2021, 2022)
        expect(page.locator(".figures-grid td[data-observation]:visible")).to_have_count(4)
        page.go_back()
        expect(page.locator(".figures-grid td[data-observation]:visible")).not_to_have_count(4)
    dragged(charts(page)[0], 2021, 2022)
    expect(page.locator(".figures-grid td[data-observation]:visible")).to_have_count(4)
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    expect(page.locator(".chips .chip")).to_have_count(1)
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_drag_over_compare_asks_for_its_years_in_place(page_factory, language: str) -> None:
    visit, page = opened(
        page_factory, "/compare?region=somalia-gulf-of-aden&from=2005&to=2025", language=language
    )
    page.evaluate("window.__still_here = true")
    headline = page.locator(".headline").inner_text()
    dragged(charts(page)[0], 2006, 2009)
    page.wait_for_url(re.compile("from=2006&to=2009"))
    expect(page.locator(".headline")).not_to_have_text(headline)
    assert {mark.year for mark in marks_of(charts(page)[0])} <= set(range(2006, 2010))
    page.go_back()
    expect(page.locator(".headline")).to_have_text(headline)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_a_drag_can_be_given_up_by_the_escape_key(page_factory) -> None:
    _visit, page = opened(page_factory, ASIA)
    here = page.url
    dragged(charts(page)[0], 2010, 2015, is_held=True)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".hand-box")).to_be_hidden()
    assert page.url == here


@pytest.mark.parametrize("path", ["/", "/breakdown", "/revisions", "/objectives"])
def test_a_drag_over_other_charts_asks_for_nothing(page_factory, path: str) -> None:
    _visit, page = opened(page_factory, path)
    here = page.url
    chart = charts(page)[0]
    marks = sorted((mark for mark in marks_of(chart) if not mark.is_event), key=lambda mark: mark.x)
    x, y = point_of(chart, marks[0])
    page.mouse.move(x, y + 2)
    page.mouse.down()
    page.mouse.move(x + 60, y + 12)
    page.mouse.up()
    assert page.url == here
    expect(page.locator(".is-dragged")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_year_in_which_a_series_has_no_figure_says_so_and_never_zero(page_factory, language: str) -> None:
    _visit, page = opened(page_factory, f"{ASIA}&from=2008&to=2023", language=language)
    (chart,) = charts(page)
    none = chart.evaluate(CHART)["none"]
    marks = [mark for mark in marks_of(chart) if not mark.is_event]
    gap = next(mark for mark in marks if mark.series == "recaap-asia" and mark.year == 2018)
    assert not [mark for mark in marks if mark.series == "imb-south-east-asia" and mark.year == 2018]
    imb = next(mark.name for mark in marks if mark.series == "imb-south-east-asia")
    page.mouse.move(*point_of(chart, gap))
    told = told_of(chart, gap.is_in)
    assert told is not None
    assert [said for name, said in told["lines"] if name == imb] == [none]
    assert not re.search(r"\d", none)
    expect(page.locator(".hand-box li.is-missing")).to_have_count(1)
    assert "0" not in page.locator(".hand-box li.is-missing").inner_text()


@pytest.mark.parametrize("path", [ASIA, "/"])
def test_nothing_of_the_hand_is_printed(page_factory, path: str) -> None:
    _visit, page = opened(page_factory, path)
    chart = charts(page)[0]
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator(".hand-box")).to_be_visible()
    expect(page.locator(".hand-over.is-shown")).to_have_css("display", "block")
    page.emulate_media(media="print")
    expect(page.locator(".hand-box")).to_be_hidden()
    expect(page.locator(".hand-over.is-shown")).to_have_css("display", "none")


@pytest.mark.parametrize("path", PAGES)
def test_where_no_motion_is_wished_nothing_is_moved_by_degrees(page_factory, path: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one);
      return [style.transitionDuration, style.animationDuration].some(
        all => all.split(",").some(one => parseFloat(one) > 0));
    }).map(one => one.outerHTML.slice(0, 80))"""
    visit = page_factory(1440, 900, "en", motion="reduce")
    visit.page.goto(path)
    visit.answers()
    assert visit.page.evaluate(moving) == []
    other = page_factory(1440, 900, "en")
    other.page.goto(path)
    other.answers()
    assert other.page.evaluate(moving), "else series fade in and out"


def test_a_change_of_selection_keeps_focus_open_list_and_scroll_and_says_the_headline(page_factory) -> None:
    visit, page = opened(page_factory, MINOR)
    page.evaluate("window.__still_here = true")
    page.locator(".all-series-way").click()
    link = page.locator("[data-focus=series-jcg-south-east-asia]")
    link.focus()
    page.evaluate("window.scrollTo(0, 120)")
    page.keyboard.press("Enter")
    expect(page.locator("a.chip")).to_have_count(3)
    expect(link).to_be_focused()
    expect(page.locator(".all-series-way")).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("window.scrollY") == 120
    said = [page.locator(path).first.inner_text() for path in (".headline", ".headline ~ .subtitle")]
    expect(page.locator("#change-told")).to_have_text(" ".join(said))
    expect(page.locator("#change-told")).to_have_attribute("role", "status")
    (chart,) = charts(page)
    chart.focus()
    assert Walk(chart).press("End"), "the new chart answers too"
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_a_search_answers_while_it_is_typed_and_the_field_keeps_what_is_typed(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(MINOR)
    visit.answers()
    page.evaluate("window.__still_here = true")
    page.locator(".all-series-way").click()
    field = page.get_by_label("Series, publisher or waters")
    field.press_sequentially("imo wor", delay=40)
    expect(page.locator(".series-link").first).to_contain_text("IMO: world")
    expect(field).to_be_focused()
    field.press_sequentially("ld  all")
    expect(field).to_have_value("imo world  all")
    field.fill("no such words")
    expect(page.locator(".found")).to_have_text("Nothing was found. Try fewer or other words.")
    expect(page.locator("#change-told")).to_have_text("Nothing was found. Try fewer or other words.")
    field.fill("jcg south east")
    page.locator("[data-focus=series-jcg-south-east-asia]").click()
    expect(page.locator("a.chip")).to_have_count(3)
    expect(field).to_have_value("jcg south east")
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(2)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"
    visit.assert_clean()


def test_a_search_lets_an_input_method_finish(page_factory) -> None:
    visit = page_factory(1440, 900, "ja")
    page = visit.page
    page.goto(f"{MINOR}&page=1")
    visit.answers()
    page.evaluate("window.__field = document.getElementById('find')")
    page.locator("#find").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "せかい", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(600)
    assert page.evaluate("window.__field.isConnected"), "the field was replaced under the input method"
    session.send("Input.insertText", {"text": "世界"})
    expect(page.locator(".found")).to_contain_text("件該当")
    expect(page.locator("#find")).to_have_value("世界")
    visit.assert_clean()


def test_a_click_soon_after_typing_is_not_undone_by_the_search(page_factory) -> None:
    visit = page_factory(1440, 900, "ja")
    page = visit.page
    page.goto(f"{MINOR}&page=1")
    visit.answers()
    session = page.context.new_cdp_session(page)
    chips, link = page.locator("a.chip"), "[data-focus=series-{}]".format
    page.locator("#find").focus()
    session.send("Input.imeSetComposition", {"text": "まらっか", "selectionStart": 4, "selectionEnd": 4})
    page.locator(link("imb-somalia")).click(delay=80)
    expect(chips).to_have_count(3)
    page.wait_for_timeout(400)
    assert "imb-somalia" in page.url
    expect(chips).to_have_count(3)
    page.locator("#find").press_sequentially("マ")
    page.locator(link("imb-world")).click()
    expect(chips).to_have_count(4)
    page.wait_for_timeout(400)
    expect(chips).to_have_count(4)
    page.locator("#find").press_sequentially("imo")
    page.locator(".all-series-way").click()
    expect(page.locator("#find")).to_have_count(0)
    page.wait_for_timeout(400)
    expect(page.locator("#find")).to_have_count(0)
    visit.assert_clean()


def test_a_series_taken_out_and_added_again_is_in_sight(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.goto(f"{MINOR}&page=1&hide=recaap-asia")
    visit.answers()
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    expect(page.locator("#chips li")).to_have_count(1)
    assert "hide=" not in page.url
    page.locator("[data-focus=series-recaap-asia]").click()
    expect(page.locator("#chips li")).to_have_count(2)
    assert "hide=" not in page.url
    visit.assert_clean()


def held_back(page: Page, part: str) -> list[Route]:
    """Answers of the server that wait until a test lets them go: those whose address holds ``part``."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "fetch" and part in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route("**/trends?*", hold)
    return held


def choose(page: Page, series: str) -> None:
    """As a finger does that lifts at once: no link is neared before it is chosen."""
    page.locator(f"[data-focus='{series}']").dispatch_event("click")


@pytest.mark.parametrize("way", ["answers", "fails"])
def test_two_quick_changes_end_at_the_second_whatever_becomes_of_the_first(page_factory, way: str) -> None:
    _visit, page = opened(page_factory, MINOR)
    page.evaluate("window.__still_here = true")
    page.locator(".all-series-way").click()
    expect(page.locator("[data-focus=series-imo-world]")).to_be_visible()
    held = held_back(page, "series=imo-world")
    with page.expect_request(re.compile("series=imo-world")):
        choose(page, "series-imo-world")
    choose(page, "series-jcg-south-east-asia")
    expect(page.locator("a.chip", has_text="JCG")).to_have_count(1)
    second = page.url
    assert len(held) == 1
    if way == "answers":
        with page.expect_response(re.compile("series=imo-world")):
            held[0].continue_()
    else:
        with page.expect_event("requestfailed"):
            held[0].abort()
    # A change that the server answers after it shows that the first one's turn has passed.
    choose(page, "chip-recaap-asia")
    expect(page.locator("a.chip")).to_have_count(2)
    expect(page.locator("a.chip", has_text="JCG")).to_have_count(1)
    assert "imo-world" not in page.url
    page.go_back()
    expect(page.locator("a.chip")).to_have_count(3)
    assert page.url == second
    page.go_forward()
    expect(page.locator("a.chip")).to_have_count(2)
    assert page.evaluate("window.__still_here"), "the page was loaded anew"


@pytest.mark.parametrize("way", ["abort", "fault"])
def test_an_answer_that_fails_leads_to_a_plain_load(page_factory, way: str) -> None:
    visit, page = opened(page_factory, MINOR)
    page.evaluate("window.__still_here = true")

    def fail(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
        elif way == "abort":
            route.abort()
        else:
            route.fulfill(status=500, body="")

    page.route("**/trends?*", fail)
    page.locator("a.chip", has_text="ReCAAP Asia").click()
    page.wait_for_url(lambda address: "recaap-asia" not in address)
    visit.answers()
    expect(page.locator(".headline")).to_have_text("IMB South East Asia: 67 in 2023")
    assert not page.evaluate("window.__still_here")


def test_a_link_that_is_neared_is_asked_for_once_and_chosen_without_another_request(page_factory) -> None:
    visit, page = opened(page_factory, MINOR)
    visit.requests.clear()
    link = page.locator("a.chip", has_text="ReCAAP Asia")
    with page.expect_response(re.compile("/trends")):
        link.hover()
    link.click()
    expect(page.locator(".chips .chip")).to_have_count(1)
    assert len([address for address in visit.requests if "/trends" in address]) == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_walking_the_years_a_known_gap_is_heard_and_its_series_is_kept(page_factory, language: str) -> None:
    _, page = opened(page_factory, f"{ASIA}&from=2008&to=2023&events=off", language=language)
    (chart,) = charts(page)
    chart.focus()
    walk = Walk(chart)
    assert walk.press("Home").series == "imb-south-east-asia"
    heard = [walk.press("ArrowRight") for _ in range(2009, 2024)]
    assert [mark.year for mark in heard] == list(range(2009, 2024))
    assert {mark.series for mark in heard} == {"imb-south-east-asia"}
    gaps = [mark for mark in heard if mark.is_gap]
    assert 2018 in [mark.year for mark in gaps]
    for gap in gaps:
        assert str(gap.year) in gap.label
        assert not re.search(r"\b0\b|0件", gap.label)


def test_a_year_in_which_no_series_has_a_figure_is_a_step_of_the_walk_and_opens_nothing(page_factory) -> None:
    _, page = opened(page_factory, "/trends?series=imb-south-east-asia&from=2008&to=2023&events=off")
    (chart,) = charts(page)
    chart.focus()
    walk = Walk(chart)
    here = walk.press("Home")
    while not here.is_gap:
        here = walk.press("ArrowRight")
    assert len(walk.column(here)) == 1
    told = chart.evaluate(TOLD)
    assert here.is_in(told), told
    assert told["period"] == str(here.year)
    address = page.url
    page.keyboard.press("Enter")
    assert page.url == address


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_hidden_goes_along_to_the_other_language_and_explore_and_files_say_that_they_have_it(
    page_factory, language: str
) -> None:
    visit, page = opened(page_factory, MINOR, language=language)
    note = page.locator(".take-hidden").first
    menu = page.locator("details.take > summary").first
    menu.click()
    expect(page.locator(".take-files").first).to_be_visible()
    expect(note).to_be_hidden()
    page.locator(".key > li[data-series='recaap-asia'] .key-switch").click()
    menu.click()
    expect(note).to_be_visible()
    menu.click()
    for way in ("#language", ".explore-link"):
        address = urlsplit(page.locator(way).first.get_attribute("href") or "")
        assert parse_qs(address.query)["hide"] == ["recaap-asia"]
        assert parse_qs(address.query)["series"] == ["imb-south-east-asia", "recaap-asia"]
    page.locator("#language").click()
    page.wait_for_url(lambda address: "lang=" in address)
    visit.answers()
    expect(page.locator("g.series[data-series='recaap-asia']:visible")).to_have_count(0)
    page.locator(".key > li[data-series='recaap-asia'] .key-switch").click()
    assert "hide" not in (page.locator("#language").get_attribute("href") or "")
    visit.assert_clean()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
@pytest.mark.parametrize("path", ["/", ASIA])
def test_the_box_leaves_the_year_that_it_tells_of_in_sight(
    page_factory, path: str, width: int, height: int, language: str
) -> None:
    _, page = opened(page_factory, path, width, height, language)
    for chart in charts(page):
        for mark in spread([mark for mark in marks_of(chart) if not mark.is_event]):
            page.mouse.move(*point_of(chart, mark))
            assert mark.is_in(told_of(chart, mark.is_in))
            cross = chart.locator(".hand-cross").bounding_box()
            box = chart.locator("xpath=ancestor::*[@data-none]").locator(".hand-box").bounding_box()
            assert cross
            assert box
            assert box["x"] > cross["x"] or box["x"] + box["width"] < cross["x"] + cross["width"], mark


def test_a_name_of_200_letters_is_cut_in_the_box_and_whole_in_the_key(page_factory) -> None:
    name = "A" * 100 + " " + "b" * 99
    long = f"""document.addEventListener("DOMContentLoaded", () => {{
      document.querySelectorAll("g.series").forEach(one => one.dataset.name = "{name}");
      const names = document.querySelectorAll(".key > li[data-series] span:not(.swatch)");
      names.forEach(one => one.textContent = "{name}");
    }})"""
    _, page = opened(page_factory, MINOR, 390, 844, script=long)
    (chart,) = charts(page)
    mark = marks_of(chart)[0]
    page.mouse.move(*point_of(chart, mark))
    told = told_of(chart, lambda told: told is not None)
    assert told is not None
    assert told["isInside"]
    assert told["isWhole"]
    assert all(said.endswith("…") and len(said) < 70 for said, _ in told["lines"])
    assert page.locator(".key").first.inner_text().count(name) == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_only_series_of_a_chart_is_not_offered_to_be_taken_out(page_factory, language: str) -> None:
    _, page = opened(page_factory, MINOR, language=language)
    expect(page.locator("a.chip")).to_have_count(2)
    page.locator("a.chip").first.click()
    expect(page.locator(".chips .chip")).to_have_count(1)
    expect(page.locator("a.chip")).to_have_count(0)
    expect(page.locator(".chips .chip")).to_have_attribute("title", re.compile("only series|唯一の系列"))
    expect(page.locator("a.series-link.in")).to_have_count(0)
