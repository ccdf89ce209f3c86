"""How soon a page is seen and answers the hand, in Chromium, beside pages that others would write.

Medians of one run; nothing fails for time. "Hand" is the first moment at which a pointer over the chart is
answered; "blocking" the sum of what long tasks take beyond 50 ms; kB are as they travel, compressed.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import prepare
import pytest
from benchmarks.anchors import PROJECT, free_port, naive_dash, running, static_pages
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
PAGES = ("/", "/trends", "/compare", "/objectives", "/breakdown")
WATCH = """
window.__answered = null; window.__blocked = 0;
new PerformanceObserver(list => list.getEntries().forEach(task => {
  window.__blocked += Math.max(0, task.duration - 50);
})).observe({ type: "longtask", buffered: true });
const look = () => {
  if (window.__answered === null && document.querySelector(".hand-box.is-shown, .hoverlayer .hovertext")) {
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
    ours = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {"PORT": ours.rpartition(":")[2], "PIRACY_DATABASE_URL": database}
    with ExitStack() as stack:
        stack.enter_context(
            running([sys.executable, "app.py", "serve"], f"{ours}/", cwd=PROJECT, env=environment)
        )
        engine = create_engine(database)
        sheet = CHART.build(engine, catalogue(engine), Selection(SERIES))
        figure = plotly_figure(sheet.scene, WIDE)
        figure["layout"]["hovermode"] = "x"
        picture = svg(sheet.scene, WIDE, title="t", description="d", prefix="p")
        static = stack.enter_context(static_pages(picture, figure))
        command, dash = naive_dash(folder, figure)
        stack.enter_context(running(command, dash))
        yield [
            Place("static SVG, no script", f"{static}/svg.html", ""),
            Place("static Plotly basic", f"{static}/plotly.html", "#chart"),
            Place("naive Dash", dash, "#chart"),
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


def test_pages_beside_pages_that_others_would_write(places: list[Place], browser: Browser) -> None:
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Chromium {browser.version}; medians of {ROUNDS}")
    print(f"{'page':<24}{'seen ms':>9}{'hand ms':>9}{'blocking':>10}{'kB':>8}{'requests':>10}")
    measured: dict[str, list[Visit]] = {place.name: [] for place in places}
    for _ in range(ROUNDS):
        for place in places:
            measured[place.name].append(visit(browser, place))
    for name, visits in measured.items():
        hands = [each.hand for each in visits if each.hand is not None]
        hand = f"{statistics.median(hands):.0f}" if hands else "-"
        print(
            f"{name:<24}{statistics.median(each.seen for each in visits):>9.0f}{hand:>9}"
            f"{statistics.median(each.blocked for each in visits):>10.0f}"
            f"{statistics.median(each.kilobytes for each in visits):>8.0f}{visits[0].requests:>10}"
        )


CHANGED = """async first => {
  const before = document.querySelector("main"), start = performance.now();
  document.querySelector("select[name=from]").value = first;
  document.querySelector("form#years button[type=submit]").click();
  while (document.querySelector("main") === before) { await new Promise(requestAnimationFrame); }
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def test_a_change_of_years(places: list[Place], browser: Browser) -> None:
    ours = next(place for place in places if place.name == "ours /trends").address
    page = browser.new_page()
    page.goto(ours)
    page.wait_for_selector("html.answers")
    never = [page.evaluate(CHANGED, str(year)) for year in range(2001, 2001 + ROUNDS)]
    before = [page.evaluate(CHANGED, str(year)) for year in range(2001, 2001 + ROUNDS)]
    print(
        f"\na change of years on Trends to the changed chart: never asked {statistics.median(never):.0f} ms, "
        f"asked before {statistics.median(before):.0f} ms"
    )
