"""Every way of looking: a dark window, forced colours, paper, and a window that is enlarged to 400 %."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

import dashboard.pages
from dashboard.collect import collect
from dashboard.pages import Page as ReadersPage
from dashboard.scene.dark import DARK
from dashboard.scene.theme import PAPER

PATHS = [page.path for page in collect(dashboard.pages, "PAGE", ReadersPage).values()]
TRENDS = "/trends?series=imb-south-east-asia&series=recaap-asia"
DRAWN = """() => [...document.querySelectorAll("svg.picture")].filter(picture => picture.checkVisibility())
  .flatMap(picture => [picture, ...picture.querySelectorAll("*")])
  .flatMap(shape => ["fill", "stroke"].filter(name => (shape.getAttribute(name) || "").startsWith("#"))
    .map(name => [shape.getAttribute(name), getComputedStyle(shape)[name]]))"""
REFLOW = [("en", 320, 256), ("ja", 360, 225)]
"""A window of 1280 x 1024 and one of 1440 x 900 enlarged to 400 %."""
COVERED = """() => [...document.querySelectorAll("main a[href]:not(.mark), main summary, main button")]
  .slice(0, 40).filter(place => place.checkVisibility()).filter(place => {
    place.focus({focusVisible: true});
    const box = [...place.getClientRects()].find(box => box.width > 1) || place.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return there && !place.contains(there) && !there.contains(place);
  }).map(place => place.outerHTML.slice(0, 120))"""


def rgb(colour: str) -> str:
    """A colour as a browser computes it."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def colours_in(image: bytes) -> set[tuple[int, ...]]:
    picture = Image.open(BytesIO(image)).convert("RGB")
    return {colour for _, colour in picture.getcolors(picture.width * picture.height) or ()}


def as_pixel(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


@pytest.mark.parametrize(
    "path", ["/", TRENDS, "/compare", "/breakdown", "/embed/trend", "/briefing?item=compare"]
)
def test_in_a_dark_window_each_colour_of_a_chart_is_its_dark_one(page_factory, path: str) -> None:
    page = page_factory(1440, 900, "en").page
    page.goto(path)
    assert {(light, rgb(light)) for light, _ in page.evaluate(DRAWN)} == set(map(tuple, page.evaluate(DRAWN)))
    page.emulate_media(color_scheme="dark")
    drawn = set(map(tuple, page.evaluate(DRAWN)))
    assert len(drawn) > 3
    assert drawn == {(light, rgb(DARK[light])) for light, _ in drawn}
    grounds = page.evaluate(
        "['html', 'body'].map(name => getComputedStyle(document.querySelector(name)))"
        ".map(style => [style.colorScheme, style.backgroundColor])"
    )
    assert grounds[0][0] == "light dark"
    assert grounds[1][1] in (rgb(DARK[PAPER]), "rgb(14, 19, 26)")


def test_in_a_dark_window_the_key_and_the_box_of_a_chart_have_its_dark_colours(page_factory) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.emulate_media(color_scheme="dark")
    page.goto(TRENDS)
    visit.answers()
    light = page.locator("svg.picture:visible g.series").first.get_attribute("data-ink")
    pixels = colours_in(page.locator(".key > li").first.screenshot())
    assert as_pixel(DARK[light]) in pixels
    assert as_pixel(light) not in pixels
    page.locator("svg.picture:visible").focus()
    page.keyboard.press("Home")
    signs = page.locator(".hand-sign").evaluate_all(
        "signs => signs.map(sign => [sign.dataset.ink, getComputedStyle(sign).color])"
    )
    assert signs
    assert all(colour == rgb(DARK[ink]) for ink, colour in signs)


def test_in_a_dark_window_the_live_chart_is_dark_and_follows_the_window(page_factory) -> None:
    page = page_factory(1440, 900, "en").page
    page.emulate_media(color_scheme="dark")
    page.goto("/explore?chart=trend&series=recaap-asia")
    ground = page.locator(".js-plotly-plot .main-svg").first
    expect(ground).to_have_css("background-color", rgb(DARK[PAPER]))
    page.emulate_media(color_scheme="light")
    expect(ground).to_have_css("background-color", rgb(PAPER))


def test_a_file_made_in_a_dark_window_is_light(page_factory) -> None:
    page = page_factory(1440, 900, "en").page
    page.emulate_media(color_scheme="dark")
    page.goto(TRENDS)
    file = page.request.get("/c/trend.svg?series=recaap-asia").text()
    assert f'fill="{PAPER}"' in file
    assert "prefers-color-scheme" not in file
    assert not [dark for dark in DARK.values() if dark in file]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_a_chart_its_ground_and_what_a_ground_tells_an_edge(
    page_factory, scheme: Any
) -> None:
    visit = page_factory(1440, 900, "en")
    page = visit.page
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    page.goto(TRENDS)
    visit.answers()
    shown = DARK if scheme == "dark" else {light: light for light in DARK}
    drawn = set(map(tuple, page.evaluate(DRAWN)))
    assert drawn == {(light, rgb(shown[light])) for light, _ in drawn}
    page.locator("svg.picture:visible").focus()
    page.keyboard.press("Home")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "3px"
    page.goto("/")
    badges = page.locator(".badge").evaluate_all(
        "badges => badges.map(badge => getComputedStyle(badge)).map(style => [style.borderTopWidth, "
        "style.borderTopColor !== style.backgroundColor])"
    )
    assert badges
    assert all(badge == ["1px", True] for badge in badges)


def printed(page: Page) -> PdfReader:
    """The page on the paper that it asks for."""
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def plain(text: str) -> str:
    """A text as paper holds it, whatever its lines and the forms of its characters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("‧", "・").split())


SHEETS = {"/": 1, TRENDS: 3, "/trends": 3, "/compare": 3, "/breakdown": 3, "/running": 3, "/revisions": 3}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", SHEETS)
def test_a_chart_page_prints_with_its_chart_first_on_few_sheets(
    page_factory, path: str, language: str
) -> None:
    page = page_factory(1440, 900, language).page
    page.emulate_media(color_scheme="dark")
    page.goto(path)
    title = page.locator("h1, h2").first.inner_text()
    words = page.locator("svg.picture:visible").first.locator("g.years text").all_text_contents()
    forms = page.locator("main form:visible button").all_inner_texts()
    paper = printed(page)
    assert len(paper.pages) <= SHEETS[path]
    first = plain(paper.pages[0].extract_text())
    assert plain(title)[:12] in first
    assert words
    assert all(word in first for word in words)
    whole = "".join(sheet.extract_text() for sheet in paper.pages)
    address = page.evaluate("location.origin + location.pathname")
    assert address in plain(whole), "where the rest is"
    assert not [form for form in forms if form and f"\n{form}\n" in whole]


@pytest.mark.parametrize("path", ["/", TRENDS])
def test_paper_is_light_in_a_dark_window(page_factory, path: str) -> None:
    page = page_factory(1440, 900, "en").page
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(path)
    drawn = page.evaluate(DRAWN)
    assert drawn
    assert all(colour == rgb(light) for light, colour in drawn)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == rgb(PAPER)


@pytest.mark.parametrize(("language", "width", "height"), REFLOW)
@pytest.mark.parametrize("path", [*PATHS, TRENDS, "/embed/compare"])
def test_a_page_enlarged_to_400_percent_scrolls_one_way_and_covers_nothing(
    page_factory, path: str, language: str, width: int, height: int
) -> None:
    page = page_factory(width, height, language).page
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.evaluate(COVERED)
