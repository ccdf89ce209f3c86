"""Every chart as we draw it without a browser, beside what Chromium makes of the same figure and font.

The drawing engine is plotly.js itself in another interpreter with a page of its own making; what it may
get wrong is what a real page tells it: how wide a text is, and what is drawn where. So each element of both
pictures is compared: which there are, how they look, where they lie.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import prepare
import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import png_file, svg_file
from dashboard.exporters.composed import MARGIN
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES
from ingest.database import PROJECT

CHARTS = collect(dashboard.charts, "CHART", Chart)
FAMILIES = ("Noto Sans", "Noto Sans JP", "Noto Sans CJK JP")
"""The names under which a picture asks for the package's font."""
PUBLIC = Options(public_url="https://piracy.example.org")

MARK_PIXELS = 0.1
"""Columns, points, lines, error bars, axes and shapes: both pictures get them by the same arithmetic, so
that only the rounding of written numbers may lie between them."""
TEXT_PIXELS = 1.5
"""A browser moves the letters of a pair together ("Ev"), our ruler does not; that shifts a text that ends
at its place by up to 1.2 pixels."""
INK_DIFFERS = 40
"""Of 255, after blurring: how far a spot of the PNG may be from Chromium's. Edges of letters differ a
little from one renderer to another; a word that is missing or elsewhere differs by 100 and more."""
ABOVE, BELOW = 0.88, 0.22
"""How far letters reach from their line, in sizes."""

PAGE = """<!doctype html><meta charset="utf-8"><style>{faces}
body {{ margin: 0 }} #live, #still {{ position: absolute; left: 0; top: 0 }}</style>
<div id="live"></div><div id="still"></div>"""
FACE = '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{file}") }}'

DRAW = """async ([figure, config, width, height]) => {
  const box = document.getElementById("live");
  await Plotly.newPlot(box, figure.data, { ...figure.layout, width, height }, config);
}"""
SHOW = """svg => { Plotly.purge("live"); document.getElementById("still").innerHTML = svg; }"""
STOPS = 16
"""Into so many equal lengths each outline is cut: two that agree at all the cuts lie on each other."""
READ = """([id, stops]) => {
  const box = document.getElementById(id), found = [];
  const ink = style => {
    const hatch = style.fill.startsWith("url") && box.querySelector(style.fill.match(/#[^"')]+/)[0]);
    const parts = hatch ? [...hatch.children] : [];
    const fills = parts.map(part => part.getAttribute("d") + ink(getComputedStyle(part)));
    if (!hatch) fills.push(style.fill);
    return [...fills, style.stroke, style.strokeWidth, style.strokeDasharray, style.opacity].join(" ");
  };
  const kinds = ["errorbar", "js-line", "js-fill", "point", "textpoint", "shape-group", "annotation"];
  for (const one of box.querySelectorAll("path, text")) {
    if (one.closest("defs, .draglayer, .hoverlayer, .dragcover, .modebar-container")) continue;
    const style = getComputedStyle(one), matrix = one.getScreenCTM();
    const at = (x, y) => { const to = new DOMPoint(x, y).matrixTransform(matrix); return [to.x, to.y]; };
    const named = [one, one.parentNode].map(part => part.getAttribute("class"));
    const kind = kinds.find(name => one.closest("." + name)) || named[0] || named[1] || one.tagName;
    let look = ink(style), places;
    if (one.tagName === "text") {
      if (!one.textContent.trim()) continue;
      look = [style.fill, style.fontSize, style.fontWeight].join(" ");
      const { left, top, right, bottom } = one.getBoundingClientRect();
      places = [[left, top], [right, bottom]];
    } else {
      const length = one.getTotalLength();
      if (!length) continue;
      places = Array.from({ length: stops + 1 }, (_, stop) => {
        const { x, y } = one.getPointAtLength(length * stop / stops);
        return at(x, y);
      });
    }
    const text = one.tagName === "text" ? one.textContent : "";
    const size = parseFloat(style.fontSize), own = one.parentNode.matches("svg");
    const line = text ? at(0, one.y.baseVal.length ? one.y.baseVal[0].value : 0)[1] : 0;
    found.push({ kind, text, look, places, size, line, own });
  }
  return found;
}"""


@dataclass(frozen=True)
class Element:
    """Something drawn: a text ("" for a shape), its look, and the places that say where it lies, in pixels.

    ``line`` is where a text stands, ``is_own`` whether it is of the picture around the drawing.
    """

    kind: str
    text: str
    look: str
    places: tuple[tuple[float, float], ...]
    size: float
    line: float
    is_own: bool

    def distance(self, other: Element) -> float:
        pairs = zip(self.places, other.places, strict=True)
        return max(abs(one - two) for here, there in pairs for one, two in zip(here, there, strict=True))

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Of a text: left, top, right and bottom of its letters, without the air of its line."""
        (left, _), (right, _) = self.places
        return left, self.line - ABOVE * self.size, right, self.line + BELOW * self.size

    def is_inside(self, width: float, height: float) -> bool:
        left, top, right, bottom = self.ink if self.is_own else (*self.places[0], *self.places[1])
        return left >= 0 and top >= 0 and right <= width and bottom <= height

    def overlaps(self, other: Element) -> bool:
        one, two = self.ink, other.ink
        return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


@pytest.fixture(scope="module")
def engine(shared: Engine) -> Engine:
    return shared


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the package's font and the very plotly.js of our pages, asked of no host."""
    faces = [
        FACE.format(family=family, weight=weight, file=file.as_uri())
        for family in FAMILIES
        for weight, file in FONTS.items()
    ]
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(PAGE.format(faces="\n".join(faces)), encoding="utf-8")
    program = prepare.find_chromium()
    if program is None:
        pytest.fail(prepare.remedy(prepare.CHROMIUM), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        made = browser.new_page(viewport={"width": 900, "height": 1400})
        made.goto(file.as_uri())
        made.add_script_tag(path=next((PROJECT / "dashboard" / "assets").glob("a_plotly-*.min.js")))
        made.evaluate("Promise.all([...document.fonts].map(face => face.load()))")
        yield made
        browser.close()


@pytest.fixture(scope="module", params=[(one, two) for one in sorted(CHARTS) for two in LANGUAGES], ids=str)
def shown(request: pytest.FixtureRequest, engine: Engine) -> tuple[Sheet, Catalogue]:
    chart, language = request.param
    named = catalogue(engine)
    selection = CHARTS[chart].default(engine, named, Selection(language=language, says_language=True))
    return CHARTS[chart].build(engine, named, selection), named


def elements(page: Page, box: str) -> list[Element]:
    found: list[dict[str, Any]] = page.evaluate(READ, [box, STOPS])
    return [
        Element(
            one["kind"],
            one["text"],
            one["look"],
            tuple(map(tuple, one["places"])),
            one["size"],
            one["line"],
            one["own"],
        )
        for one in found
    ]


def by_kind(found: list[Element]) -> dict[str, list[Element]]:
    groups = defaultdict(list)
    for one in found:
        groups[f"{one.kind} (text)" if one.text else one.kind].append(one)
    return dict(groups)


@pytest.mark.parametrize("window", ["wide", "narrow"])
def test_each_mark_and_text_lies_where_chromium_draws_it(
    shown: tuple[Sheet, Catalogue], window: str, page: Page
) -> None:
    sheet, _ = shown
    drawing = sheet.drawings[window]
    page.evaluate(SHOW, "")
    page.evaluate(DRAW, [drawing.figure, GRAPH_CONFIG, drawing.size.width, drawing.size.height])
    live = by_kind(elements(page, "live"))
    page.evaluate(SHOW, picture(sheet, window, public_url=PUBLIC.public_url))
    still = by_kind(elements(page, "still"))
    assert {kind: len(found) for kind, found in still.items()} == {
        kind: len(found) for kind, found in live.items()
    }
    assert {"point", "xtick (text)"} <= still.keys(), "the test compares what it is meant to compare"
    for kind, found in still.items():
        for ours, theirs in zip(found, live[kind], strict=True):
            assert (ours.text, ours.look) == (theirs.text, theirs.look), kind
            allowed = TEXT_PIXELS if ours.text else MARK_PIXELS
            assert ours.distance(theirs) <= allowed, f"{kind} {ours.text}: {ours.places}, {theirs.places}"
            if ours.text:
                assert ours.is_inside(drawing.size.width, drawing.size.height), f"{ours} is cut off"


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
    texts = [one for one in elements(page, "still") if one.text]
    for one in texts:
        assert one.is_inside(width, height), f"{one.text}: {one.ink} in {width} x {height}"
    own = [one for one in texts if one.is_own]
    assert sheet.headline.startswith(own[0].text.strip())
    for one in own:
        assert one.ink[2] <= width - MARGIN / 4, f"{one.text}: {one.ink} leaves the margin"
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
