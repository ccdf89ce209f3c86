"""Every chart as we draw it, beside what plotly.js makes of the same scene in Chromium, and beside the PNG.

Two writers read one layout: the SVG of every page and file, and the Plotly figure that the page Explore makes
free to zoom. A reader who goes from the one to the other must find nothing moved, so both are drawn in one
page and compared there: each mark by its observation's key, each ground by its role, each label by its words.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.exporters import png_file, svg_file
from dashboard.exporters.composition import MARGIN
from dashboard.exporters.pictures import picture
from dashboard.fonts.ruler import FILES
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.scene import COLUMNS, PART, WHOLE
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES
from ingest.database import PROJECT

CHARTS = collect(dashboard.charts, "CHART", Chart)
FAMILIES = ("Noto Sans", "Noto Sans JP", "Noto Sans CJK JP")
"""The names under which a picture asks for the package's font."""
IN_COLUMNS = (COLUMNS, PART, WHOLE)
PUBLIC = Options(public_url="https://piracy.example.org")

PIXELS = 1.0
"""plotly.js rounds the edges of columns and lines to whole pixels; the SVG does not."""
LABEL_PIXELS = 3.0
"""A label's place is that of its letters' box, which a browser makes higher for some letters."""
INK_DIFFERS = 40
"""Of 255, after blurring: how far a spot of the PNG may be from Chromium's. Edges of letters differ a
little from one renderer to another; a word that is missing or elsewhere differs by 100 and more."""
ABOVE, BELOW = 0.88, 0.22
"""How far letters reach from their line, in sizes."""

PAGE = """<!doctype html><meta charset="utf-8"><style>{faces}
body {{ margin: 0 }} #live, #still {{ position: absolute; left: 0; top: 0 }}</style>
<div id="live"></div><div id="still"></div>"""
FACE = '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{file}") }}'

SHOW = """svg => { Plotly.purge("live"); document.getElementById("still").innerHTML = svg; }"""
BOTH = """async ([figure, config, width, height, svg]) => {
  const live = document.getElementById("live"), still = document.getElementById("still");
  Plotly.purge(live);
  still.innerHTML = svg;
  await Plotly.newPlot(live, figure.data, { ...figure.layout, width, height }, config);
  const box = one => {
    const { x, y, width, height } = one.getBBox(), to = one.getScreenCTM();
    const [a, b] = [[x, y], [x + width, y + height]].map(([h, v]) => new DOMPoint(h, v).matrixTransform(to));
    return [a.x, a.y, b.x, b.y];
  };
  const all = (root, path, read) => [...root.querySelectorAll(path)].map(read);
  const outline = (key, path) => ({ key, box: box(path), y: path.getScreenCTM().f });
  const point = one => outline(one.__data__.id, one.matches("path") ? one : one.querySelector("path"));
  const ticks = letter => [...live.querySelectorAll("g")]
    .filter(one => new RegExp(`^${letter}[0-9]*tick$`).test(one.getAttribute("class")))
    .flatMap(one => labels(one, "text"));
  const axes = Object.keys(live._fullLayout).filter(name => /^yaxis[0-9]*$/.test(name));
  const labels = (root, path) => all(root, path, one => ({ text: one.textContent, box: box(one) }));
  const bar = one => ({ key: one.parentNode.__data__.id, box: box(one) });
  return {
    live: {
      marks: all(live, "path.point, g.point", point),
      intervals: all(live, "path.yerror", bar),
      grounds: all(live, ".shapelayer path[data-index]", one =>
        ({ role: figure.layout.shapes[+one.dataset.index].name, box: box(one) })),
      years: ticks("x"), numbers: ticks("y"),
      texts: labels(live, "text").filter(one => one.text.trim()),
    },
    still: {
      marks: all(still, ".mark", one =>
        outline(one.dataset.observation, one.querySelector("path:not(.interval)"))),
      intervals: all(still, ".mark > path.interval", one =>
        ({ key: one.parentNode.dataset.observation, box: box(one) })),
      grounds: all(still, "svg > path[class]:not(.grid, .axis, .line)", one =>
        ({ role: one.getAttribute("class"), box: box(one) })),
      years: labels(still, ".years text"), numbers: labels(still, ".numbers text"),
      texts: labels(still, "text").filter(one => one.text.trim()),
    },
    axes: axes.map(name => live._fullLayout[name]).map(axis =>
      ({ top: axis._offset, height: axis._length, low: axis.range[0], high: axis.range[1] })),
  };
}"""
TEXTS = """() => {
  const picture = document.querySelector("#still > svg");
  return [...picture.querySelectorAll("text")].filter(one => one.textContent.trim()).map(one => {
    const to = one.getScreenCTM(), { x, width } = one.getBBox();
    const at = x => new DOMPoint(x, one.y.baseVal[0].value).matrixTransform(to);
    const size = parseFloat(getComputedStyle(one).fontSize), own = one.parentNode === picture;
    return { text: one.textContent, left: at(x).x, right: at(x + width).x, line: at(x).y, size, own };
  });
}"""


@dataclass(frozen=True)
class Text:
    """Words of a picture: the edges of their letters without the air of their line; ``is_own``: of the
    picture around the drawing."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_own: bool

    def is_inside(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height

    def overlaps(self, other: Text) -> bool:
        is_beside = self.right <= other.left or other.right <= self.left
        return not is_beside and self.top < other.bottom and other.top < self.bottom


@pytest.fixture(scope="module")
def engine(shared: Engine) -> Engine:
    return shared


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the package's font and the very plotly.js of our pages, asked of no host."""
    faces = [
        FACE.format(family=family, weight=weight, file=file.as_uri())
        for family in FAMILIES
        for weight, file in FILES.items()
    ]
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(PAGE.format(faces="\n".join(faces)), encoding="utf-8")
    made = chromium.new_page(viewport={"width": 900, "height": 1400})
    made.goto(file.as_uri())
    made.add_script_tag(path=next((PROJECT / "dashboard" / "assets").glob("a_plotly-*.min.js")))
    made.evaluate("Promise.all([...document.fonts].map(face => face.load()))")
    yield made
    made.close()


@pytest.fixture(scope="module", params=[(one, two) for one in sorted(CHARTS) for two in LANGUAGES], ids=str)
def shown(request: pytest.FixtureRequest, engine: Engine) -> tuple[Sheet, Catalogue]:
    chart, language = request.param
    named = catalogue(engine)
    selection = CHARTS[chart].default(engine, named, Selection(language=language, says_language=True))
    return CHARTS[chart].build(engine, named, selection), named


@dataclass(frozen=True)
class Drawn:
    """Both pictures of a sheet as read from the page: for each kind, things with their boxes in pixels."""

    live: dict[str, list[dict[str, Any]]]
    still: dict[str, list[dict[str, Any]]]
    axes: list[dict[str, float]]
    width: float
    height: float

    def value(self, panel: int, y: float) -> float:
        """What plotly.js's own axis of a panel says of a height."""
        axis = self.axes[panel]
        share = (axis["top"] + axis["height"] - y) / axis["height"]
        return axis["low"] + share * (axis["high"] - axis["low"])

    def pixel(self, panel: int) -> float:
        """How much of a value a pixel is."""
        axis = self.axes[panel]
        return (axis["high"] - axis["low"]) / axis["height"]


@pytest.fixture(scope="module", params=["wide", "narrow"])
def drawn(request: pytest.FixtureRequest, shown: tuple[Sheet, Catalogue], page: Page) -> Drawn:
    """Without events: Explore, whose axes move, shows none."""
    sheet, _ = shown
    sheet = replace(sheet, scene=replace(sheet.scene, events=()))
    window = request.param
    size = sheet.layout(window).size
    figure = plotly_figure(sheet.scene, sheet.size(window))
    svg = picture(sheet, window, public_url=PUBLIC.public_url)
    read = page.evaluate(BOTH, [figure, {"displayModeBar": False}, size.width, size.height, svg])
    return Drawn(read["live"], read["still"], read["axes"], size.width, size.height)


def apart(one: dict[str, Any], two: dict[str, Any]) -> float:
    """How far two boxes are from each other at the edge where they are farthest."""
    return max(abs(a - b) for a, b in zip(one["box"], two["box"], strict=True))


def numbered(things: list[dict[str, Any]], name: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Things by what they are and which of those they are."""
    seen: Counter[str] = Counter()
    found = {}
    for thing in things:
        found[thing[name], seen[thing[name]]] = thing
        seen[thing[name]] += 1
    return found


def test_each_mark_stands_where_plotly_draws_it_and_at_its_value(
    shown: tuple[Sheet, Catalogue], drawn: Drawn
) -> None:
    scene = shown[0].scene
    live, still = numbered(drawn.live["marks"], "key"), numbered(drawn.still["marks"], "key")
    keys = Counter(mark.key for mark in scene.marks)
    assert Counter(key for key, _ in still) == keys
    assert Counter(key for key, _ in live) == keys
    for place, mark in still.items():
        assert apart(mark, live[place]) <= PIXELS, f"{place}: {mark['box']}, {live[place]['box']}"
    for panel, members in enumerate(scene.panels):
        for series in members.series:
            for mark in series.known:
                for things in (still, live):
                    value = value_of(drawn, panel, series.role, things[mark.key, 0])
                    assert value == pytest.approx(mark.value, abs=PIXELS * drawn.pixel(panel)), mark.key


def value_of(drawn: Drawn, panel: int, role: str, mark: dict[str, Any]) -> float:
    """The value of a mark by its place: a column's length, the middle of a symbol."""
    if role in IN_COLUMNS:
        return drawn.value(panel, mark["box"][1]) - drawn.value(panel, mark["box"][3])
    return drawn.value(panel, mark["y"])


def test_the_marks_of_a_series_stand_in_one_order(shown: tuple[Sheet, Catalogue], drawn: Drawn) -> None:
    """Part-years stand apart in the figure, so that nothing joins them: they are a row of their own."""
    for panel in shown[0].scene.panels:
        for series in panel.series:
            for is_partial in (False, True):
                keys = [mark.key for mark in series.known if mark.is_partial == is_partial]
                for marks in (drawn.live["marks"], drawn.still["marks"]):
                    assert [mark["key"] for mark in marks if mark["key"] in set(keys)] == keys


def test_each_interval_ends_where_plotly_ends_it(shown: tuple[Sheet, Catalogue], drawn: Drawn) -> None:
    wanted = Counter(mark.key for mark in shown[0].scene.marks if mark.high is not None)
    live, still = numbered(drawn.live["intervals"], "key"), numbered(drawn.still["intervals"], "key")
    assert Counter(key for key, _ in still) == Counter(key for key, _ in live) == wanted
    for place, interval in still.items():
        assert apart(interval, live[place]) <= PIXELS, place


def test_each_ground_lies_where_plotly_draws_it(shown: tuple[Sheet, Catalogue], drawn: Drawn) -> None:
    # Explore names its series in a legend, so that no thin line leads from a mark to a name.
    grounds = [ground for ground in drawn.still["grounds"] if ground["role"] != "leader"]
    live, still = numbered(drawn.live["grounds"], "role"), numbered(grounds, "role")
    assert still.keys() == live.keys()
    for place, ground in still.items():
        assert apart(ground, live[place]) <= PIXELS, f"{place}: {ground['box']}, {live[place]['box']}"


@pytest.mark.parametrize("axis", ["years", "numbers"])
def test_the_axes_have_the_same_labels_in_the_same_places(drawn: Drawn, axis: str) -> None:
    assert_same_words(drawn.live[axis], drawn.still[axis])


def test_both_have_the_same_words_in_the_same_places_and_none_is_cut_off(drawn: Drawn) -> None:
    for text in (*drawn.live["texts"], *drawn.still["texts"]):
        left, top, right, bottom = text["box"]
        assert left >= 0 and top >= 0, text
        assert right <= drawn.width and bottom <= drawn.height, text
    assert_same_words(drawn.live["texts"], drawn.still["texts"])


def assert_same_words(live: list[dict[str, Any]], still: list[dict[str, Any]]) -> None:
    left = list(live)
    for label in still:
        same = [other for other in left if other["text"].split() == label["text"].split()]
        assert same, f"{label['text']!r} is not in the figure"
        nearest = min(same, key=lambda other: apart(label, other))
        assert apart(label, nearest) <= LABEL_PIXELS, f"{label}, {nearest}"
        left.remove(nearest)
    assert not left, "the figure says more"


def texts_on(page: Page) -> list[Text]:
    return [
        Text(
            read["text"],
            read["left"],
            read["line"] - ABOVE * read["size"],
            read["right"],
            read["line"] + BELOW * read["size"],
            read["own"],
        )
        for read in page.evaluate(TEXTS)
    ]


def test_a_whole_picture_has_every_text_inside_and_none_on_another(
    shown: tuple[Sheet, Catalogue], page: Page
) -> None:
    sheet, named = shown
    svg = svg_file.export(sheet, named, PUBLIC).decode().partition("\n")[2]
    page.evaluate(SHOW, svg)
    width, height = page.evaluate(
        "(({ width, height }) => [width.baseVal.value, height.baseVal.value])"
        "(document.querySelector('#still > svg'))"
    )
    texts = texts_on(page)
    for one in texts:
        assert one.is_inside(width, height), f"{one.text}: {one} in {width} x {height}"
    own = [one for one in texts if one.is_own]
    assert sheet.headline.startswith(own[0].text.strip())
    for one in own:
        assert one.right <= width - MARGIN / 4, f"{one.text}: {one} leaves the margin"
    meeting = [
        (one.text, two.text)
        for one, two in combinations(texts, 2)
        if (one.is_own or two.is_own) and one.overlaps(two)
    ]
    assert not meeting


def test_the_png_shows_what_chromium_makes_of_the_svg(shown: tuple[Sheet, Catalogue], page: Page) -> None:
    """The PNG comes from another renderer: no word is missing, elsewhere, or cut off at an edge."""
    sheet, named = shown
    svg = svg_file.export(sheet, named, PUBLIC).decode().partition("\n")[2]
    page.evaluate(SHOW, svg)
    seen = opened(page.locator("#still > svg").screenshot())
    made = opened(png_file.export(sheet, named, PUBLIC))
    assert made.size == seen.size
    blurred = [image.filter(ImageFilter.BoxBlur(4)) for image in (made, seen)]
    worst = ImageChops.difference(*blurred).getextrema()[1]
    assert worst <= INK_DIFFERS
    width, height = made.size
    for edge in (
        (0, 0, width, 4),
        (0, height - 4, width, height),
        (0, 0, 4, height),
        (width - 4, 0, width, height),
    ):
        assert made.crop(edge).getextrema() == (255, 255), f"something is drawn at the edge {edge}"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")
