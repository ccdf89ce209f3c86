"""How soon a page is seen and answers the hand, in Chromium, beside pages that others would write.

Medians of one run; nothing fails for time. "Hand" is the first moment at which a pointer over the chart is
answered; "blocking" the sum of what long tasks take beyond 50 ms; kB are as they travel, compressed.
"""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import prepare
import pytest
from benchmarks.anchors import naive_dash, observable_files, own_server, running, served, static_files
from benchmarks.conftest import Goals
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine

from dashboard.address.selection import Selection
from dashboard.charts.trend import CHART
from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.drawing.svg import svg
from dashboard.record.queries import catalogue
from dashboard.scene.theme import WIDE

ROUNDS = 5
SERIES = ("imb-south-east-asia", "recaap-asia")
SVG, PLOTLY, OBSERVABLE, DASH = (
    "static SVG, no script",
    "static Plotly basic",
    "static Observable",
    "naive Dash, gzip",
)
PAGES = ("/", "/trends", "/compare", "/objectives", "/breakdown")
WATCH = """
window.__answered = null; window.__blocked = 0;
new PerformanceObserver(list => list.getEntries().forEach(task => {
  window.__blocked += Math.max(0, task.duration - 50);
})).observe({ type: "longtask", buffered: true });
const answer = ".hand-box.is-shown, .hoverlayer .hovertext, [aria-label=tip] text";
const look = () => {
  if (window.__answered === null && document.querySelector(answer)) {
    window.__answered = performance.now();
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
SEEN = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass(frozen=True)
class Visit:
    seen: float
    hand: float | None
    blocked: float
    kilobytes: float
    requests: int


@dataclass(frozen=True)
class Place:
    """A page to measure, with the element that its chart stands in; "" where nothing answers."""

    name: str
    address: str
    chart: str


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Place]]:
    folder = tmp_path_factory.mktemp("places")
    database = f"sqlite:///{folder / 'piracy.sqlite3'}"
    command, ours, options = own_server(database)
    ours = ours.rstrip("/")
    with ExitStack() as stack:
        stack.enter_context(running(command, f"{ours}/", **options))
        engine = create_engine(database)
        sheet = CHART.build(engine, catalogue(engine), Selection(SERIES))
        figure = plotly_figure(sheet.scene, WIDE)
        figure["layout"]["hovermode"] = "x"
        picture = svg(sheet.scene, WIDE, title="t", description="d", prefix="p")
        static = stack.enter_context(served(static_files(picture, figure)))
        command, dash = naive_dash(folder, figure)
        stack.enter_context(running(command, dash))
        counts = [
            {"year": mark.x, "series": series.label, "value": mark.value}
            for panel in sheet.scene.panels
            for series in panel.series
            for mark in series.marks
        ]
        framework = []
        try:
            address = stack.enter_context(served(observable_files(counts)))
            framework = [Place(OBSERVABLE, f"{address}/index.html", "svg[width='780']")]
        except (OSError, subprocess.SubprocessError) as problem:
            print(f"\n{OBSERVABLE} is left out: it could not be built ({problem})")
        yield [
            Place(SVG, f"{static}/svg.html", ""),
            Place(PLOTLY, f"{static}/plotly.html", "#chart"),
            *framework,
            Place(DASH, dash, "#chart"),
            *(Place(f"ours {path}", f"{ours}{path}?lang=en", ".chart-box") for path in PAGES),
            Place(
                "ours /explore",
                f"{ours}/explore?chart=trend&series={SERIES[0]}&series={SERIES[1]}",
                "#explore-chart",
            ),
        ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = prepare.find_chromium()
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])


def visit(browser: Browser, place: Place) -> Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.add_init_script(WATCH)
    sizes: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(place.address, wait_until="commit")
    answered = None
    if place.chart:
        page.wait_for_selector(place.chart, state="visible")
        box = page.locator(place.chart).first.bounding_box()
        assert box is not None
        high = min(box["height"], 420)
        for move in range(400):
            across, down = 0.3 + move * 0.037 % 0.4, 0.4 + move * 0.011 % 0.2
            page.mouse.move(box["x"] + box["width"] * across, box["y"] + high * down)
            answered = page.evaluate("window.__answered")
            if answered is not None:
                break
    page.wait_for_load_state("networkidle")
    seen, blocked = page.evaluate(SEEN), page.evaluate("window.__blocked")
    context.close()
    return Visit(seen, answered, blocked, sum(sizes) / 1000, len(sizes))


def test_pages_beside_pages_that_others_would_write(
    places: list[Place], browser: Browser, goals: Goals
) -> None:
    print(f"\nChromium {browser.version}; medians of {ROUNDS}")
    print(f"{'page':<24}{'seen ms':>9}{'hand ms':>9}{'blocking':>10}{'kB':>8}{'requests':>10}")
    measured: dict[str, list[Visit]] = {place.name: [] for place in places}
    for _ in range(ROUNDS):
        for place in places:
            measured[place.name].append(visit(browser, place))
    medians = {name: median_visit(visits) for name, visits in measured.items()}
    for name, each in medians.items():
        hand = f"{each.hand:.0f}" if each.hand is not None else "-"
        print(
            f"{name:<24}{each.seen:>9.0f}{hand:>9}{each.blocked:>10.0f}{each.kilobytes:>8.0f}"
            f"{each.requests:>10}"
        )
    for path in PAGES:
        ours = medians[f"ours {path}"]
        goals.ratio(f"`{path}` visible, cold", ours.seen, SVG, medians[SVG].seen, "1.5x")
        framework = medians[OBSERVABLE].hand if OBSERVABLE in medians else None
        if ours.hand and framework:
            goals.ratio(f"`{path}` answers, cold", ours.hand, OBSERVABLE, framework, "0.6x")
        goals.ratio(f"`{path}` blocking, cold", ours.blocked, PLOTLY, medians[PLOTLY].blocked, "0.1x")
        goals.ratio(f"`{path}` size", ours.kilobytes, DASH, medians[DASH].kilobytes, "0.04x", "kB")


def median_visit(visits: list[Visit]) -> Visit:
    hands = [each.hand for each in visits if each.hand is not None]
    return Visit(
        seen=statistics.median(each.seen for each in visits),
        hand=statistics.median(hands) if hands else None,
        blocked=statistics.median(each.blocked for each in visits),
        kilobytes=statistics.median(each.kilobytes for each in visits),
        requests=visits[0].requests,
    )


CHANGED = """async first => {
  const before = document.querySelector("main"), start = performance.now();
  document.querySelector("select[name=from]").value = first;
  document.querySelector("form#years button[type=submit]").click();
  while (document.querySelector("main") === before) { await new Promise(requestAnimationFrame); }
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
FILTERED = """async number => {
  const before = document.querySelector("svg[width='780']"), start = performance.now();
  const choice = document.querySelector("select");
  choice.selectedIndex = number;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  const now = () => document.querySelector("svg[width='780']");
  while (!now() || now() === before) { await new Promise(requestAnimationFrame); }
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def test_a_change_of_years(places: list[Place], browser: Browser, goals: Goals) -> None:
    addresses = {place.name: place.address for place in places}
    page = browser.new_page()
    page.goto(addresses["ours /trends"])
    page.wait_for_selector("html.answers")
    never = statistics.median(page.evaluate(CHANGED, str(2001 + number)) for number in range(ROUNDS))
    before = statistics.median(page.evaluate(CHANGED, str(2001 + number)) for number in range(ROUNDS))
    print(f"\na change of years on Trends: never asked {never:.0f} ms, asked before {before:.0f} ms")
    if OBSERVABLE in addresses:
        page.goto(addresses[OBSERVABLE])
        page.wait_for_selector("svg[width='780']")
        anchor = statistics.median(page.evaluate(FILTERED, 3 + number) for number in range(ROUNDS))
        goals.ratio("change of years, asked before", before, "filter of Observable", anchor, "1x")
        goals.ratio("change of years, never asked", never, "filter of Observable", anchor, "3x")
