"""Every chart as a picture: whole, alike on every server, with its words drawn and its source in it."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops
from scenes import cut, touching
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.judged import build_card
from dashboard.collect import collect
from dashboard.exporters import png_file, svg_file
from dashboard.exporters.composition import PLAIN, TITLE, lines_of
from dashboard.exporters.texts import texts_of
from dashboard.fonts.ruler import text_width
from dashboard.fonts.subset import characters_shown
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet

CHARTS: dict[str, Chart] = collect(dashboard.charts, "CHART", Chart)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def engine(shared: Engine) -> Engine:
    return shared


def sheet_of(engine: Engine, chart: str, language: str) -> tuple[Sheet, Catalogue]:
    named = catalogue(engine)
    selection = CHARTS[chart].default(engine, named, Selection(language=language))
    return CHARTS[chart].build(engine, named, selection), named


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_is_a_whole_picture_with_its_source(engine: Engine, chart: str, language: str) -> None:
    sheet, named = sheet_of(engine, chart, language)
    root = ElementTree.fromstring(svg_file.export(sheet, named, Options()))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    said = texts_of(sheet, named, Options())
    assert root.findtext(f"{SVG}title") == said.title
    assert root.findtext(f"{SVG}desc") == said.description
    own = [one for one in root if one.tag == f"{SVG}text"]
    drawn = "".join(one.text or "" for one in own)
    for text in (said.title, said.source_line, said.caveat, said.as_of):
        assert text.replace(" ", "") in drawn.replace(" ", "")
    for one in own:
        x, y, size = (float(one.attrib[name]) for name in ("x", "y", "font-size"))
        assert x >= 0
        assert x + text_width(one.text or "", size) <= width
        assert size <= y <= height
    pages_of_events = {event.href for event in sheet.events if event.href.startswith("http")}
    addresses = {one.attrib["href"] for one in root.iter() if "href" in one.attrib}
    assert addresses <= pages_of_events, "no address that is not there"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_is_a_png_that_says_what_it_is(engine: Engine, chart: str, language: str) -> None:
    sheet, named = sheet_of(engine, chart, language)
    content = png_file.export(sheet, named, Options())
    assert content == png_file.export(sheet, named, Options())
    svg = ElementTree.fromstring(svg_file.export(sheet, named, Options()))
    with opened(content) as image:
        assert image.size == (int(svg.attrib["width"]), int(svg.attrib["height"]))
        facts = image.text  # type: ignore[attr-defined]
        assert str(facts["Title"]) == sheet.headline
        assert texts_of(sheet, named, Options()).source_line in str(facts["Source"])


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_no_words_of_a_picture_touch_or_are_cut(engine: Engine, chart: str, language: str) -> None:
    """Whatever a copy of the site shows of the chart, at each of its sizes."""
    named, drawn = catalogue(engine), 0
    for variant in CHARTS[chart].variants(engine, named):
        asked = Selection(
            language=language, series=variant.series, region=variant.region, indicator=variant.indicator
        )
        sheet = CHARTS[chart].build(engine, named, CHARTS[chart].default(engine, named, asked))
        for size in sheet.sizes:
            layout = sheet.layout(size.window)
            assert not touching(layout), (variant.name, size)
            assert not cut(layout), (variant.name, size)
            drawn += 1
    assert drawn > 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_words_of_a_card_touch_or_are_cut(engine: Engine, language: str) -> None:
    named = catalogue(engine)
    for indicator in named.indicators:
        sheet = build_card(engine, named, indicator, Selection(language=language))
        for size in sheet.sizes:
            assert not touching(sheet.layout(size.window)), (indicator, size)
            assert not cut(sheet.layout(size.window)), (indicator, size)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_words_are_really_drawn(engine: Engine, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a font the engine draws no word and reports no fault: the pixels must tell."""
    sheet, named = sheet_of(engine, "trend", language)
    with_words = opened(png_file.export(sheet, named, Options())).convert("L")
    monkeypatch.setattr(png_file, "FONTS", [])
    without = opened(png_file.export(sheet, named, Options())).convert("L")
    changed = ImageChops.difference(with_words, without)
    width, height = changed.size
    for box in ((0, 0, width, 60), (0, height - 80, width, height), (0, 60, width, height - 80)):
        pixels = changed.crop(box).histogram()
        assert sum(pixels[64:]) > 300, box


def test_a_picture_is_as_large_and_as_clear_as_asked(engine: Engine) -> None:
    sheet, named = sheet_of(engine, "severity", "en")
    plain = opened(png_file.export(sheet, named, Options()))
    clear = opened(png_file.export(sheet, named, Options(scale=3, transparent=True))).convert("RGBA")
    assert clear.size == (3 * plain.width, 3 * plain.height)
    assert clear.getpixel((2, 2))[3] == 0
    assert plain.convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)
    assert clear.getchannel("A").histogram()[0] > clear.width * clear.height / 2, "the chart has no ground"


def test_a_choice_without_figures_is_a_picture_that_says_so(engine: Engine) -> None:
    named = catalogue(engine)
    nothing = Selection(series=("imb-somalia",), first=1900, last=1901)
    sheet = CHARTS["trend"].build(engine, named, nothing)
    root = ElementTree.fromstring(svg_file.export(sheet, named, Options()))
    assert root.findtext(f"{SVG}title") == sheet.headline
    with opened(png_file.export(sheet, named, Options())) as image:
        assert image.width > 300


@pytest.mark.parametrize(
    "text",
    [
        "A sentence of several words, (and brackets)",
        "海賊行為及び武装強盗、2025年（令和7年）",
        "一二三四五（六）七八九十、（十一（十二",
        "https://an.example.org/trends?series=imb-somalia&from=2008&to=2025",
    ],
)
def test_lines_are_broken_where_there_is_no_room_and_nothing_is_lost(text: str) -> None:
    for kind in (PLAIN, TITLE):
        lines = lines_of(text, kind, 120)
        assert len(lines) > 1
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not [line for line in lines if line[0] in "、。）)],." or line[-1] in "（(["]
        assert max(text_width(line, kind.size, kind.weight) for line in lines) <= 120 + 2 * kind.size
    assert lines_of("", PLAIN, 120) == []


def test_one_sign_at_the_most_hangs_over_the_edge() -> None:
    text = "出典：IMBの公表資料8点（2015～2025年分）；海上保安庁「海上保安レポート2024（令和5年の現況）」；"
    text += "JCG（Japan）；"
    for room in range(120, 860):
        lines = lines_of(text, PLAIN, room)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "～、）」；"]
        assert max(text_width(line, PLAIN.size, PLAIN.weight) for line in lines) <= room + PLAIN.size


def test_the_font_holds_every_character_that_is_shown() -> None:
    letters = characters_shown()
    assert {"件", "～", "●"} <= letters
    for file in png_file.FONTS:
        known = TTFont(file, lazy=True).getBestCmap()
        missing = {letter for letter in letters if ord(letter) not in known}
        assert not missing, f"{Path(file).name} lacks {sorted(missing)}. Type: make fonts"
    assert len(png_file.FONTS) == 2
