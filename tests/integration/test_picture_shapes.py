"""Pictures in the shapes that a page of paper, a slide or a post asks for: what they say, and how large they
come in."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from PIL import Image
from scene_readers import events_of_picture
from sqlalchemy import Engine

from dashboard.address.options import SHAPES, Options
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters import png_file, svg_file
from dashboard.exporters.composition import CANVASES, MARGIN
from dashboard.exporters.texts import publishers_line, texts_of
from dashboard.fonts.ruler import text_width
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
CASES = [(chart, language) for chart in sorted(charts()) for language in LANGUAGES]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def shown(request: pytest.FixtureRequest, shared: Engine) -> tuple[Sheet, Catalogue]:
    chart, language = request.param
    known = catalogue(shared)
    asked = charts()[chart].default(shared, known, Selection(language=language, says_language=True))
    return charts()[chart].build(shared, known, asked), known


def picture(shown: tuple[Sheet, Catalogue], shape: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg_file.export(*shown, Options(shape=shape)))


def lines_around(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The texts that stand around the drawing."""
    return root.findall(f"{SVG}text")


def said(root: ElementTree.Element) -> str:
    """What is written around the drawing, whatever its lines."""
    return "".join("".join(line.itertext()) for line in lines_around(root)).replace(" ", "")


@pytest.mark.parametrize("shape", sorted(CANVASES))
def test_a_filled_shape_has_its_very_proportion_and_nothing_beyond_its_edge(shown, shape: str) -> None:
    root = picture(shown, shape)
    width, height = float(root.get("width")), float(root.get("height"))
    wanted = CANVASES[shape]
    assert width / height == pytest.approx(wanted[0] / wanted[1], abs=0.002)
    assert width >= wanted[0]
    for line in lines_around(root):
        size, weight = float(line.get("font-size")), int(line.get("font-weight", 400))
        assert float(line.get("y")) <= height - MARGIN / 2
        assert (
            float(line.get("x")) + text_width(line.text, size, weight) <= width - MARGIN + size
        )  # a comma may hang
    (drawing,) = root.findall(f"{SVG}g/{SVG}svg[@class='picture']")
    assert float(drawing.get("height")) >= 0.45 * height


@pytest.mark.parametrize("shape", sorted(set(SHAPES) - {"sheet"}))
def test_no_shape_is_without_key_and_source(shown, shape: str) -> None:
    sheet, known = shown
    root = picture(shown, shape)
    text = said(root)
    texts = texts_of(sheet, known, Options())
    publishers = publishers_line(sheet, known).replace(" ", "").partition("·")[0]
    full = texts.source_line.replace(" ", "")
    assert publishers in text or (shape != "chart" and full in text)
    assert texts.as_of.replace(" ", "") in text
    for entry in sheet.key:
        assert entry.label.replace(" ", "") in text
    assert texts.source_line in root.find(f"{SVG}metadata").text
    if shape != "chart":
        assert texts.title.replace(" ", "") in text
        assert not sheet.findings or texts.caveat.replace(" ", "") in text


def test_the_chart_alone_says_no_verdict(shown) -> None:
    sheet, known = shown
    text = said(picture(shown, "chart"))
    assert texts_of(sheet, known, Options()).title.replace(" ", "") not in text
    for finding in sheet.findings:
        assert finding.text.replace(" ", "") not in text


def test_findings_left_out_are_counted(shared: Engine) -> None:
    known = catalogue(shared)
    asked = charts()["trend"].default(shared, known, Selection(language="en", says_language=True))
    sheet = charts()["trend"].build(shared, known, asked)
    text = said(picture((sheet, known), "16:9"))
    written = [finding for finding in sheet.findings if finding.text.replace(" ", "") in text]
    assert 0 < len(written) < len(sheet.findings)
    assert f"{len(sheet.findings) - len(written)}morefindingsareonthepageofthischart." in text


def test_events_are_numbered_only_where_they_are_told(shown) -> None:
    sheet, _ = shown
    for shape in SHAPES:
        root = picture(shown, shape)
        (drawing,) = root.findall(f"{SVG}g/{SVG}svg[@class='picture']")
        numbered = events_of_picture(drawing)
        assert bool(numbered) == (shape == "sheet" and bool(sheet.events)), shape


@pytest.mark.parametrize(("scale", "dots"), [("1", 96), ("2", 192), ("3", 288), ("4", 384), ("300dpi", 300)])
def test_a_picture_comes_in_at_its_true_size_whatever_its_scale(
    client: FlaskClient, scale: str, dots: int
) -> None:
    query = "series=recaap-asia&lang=en"
    plain = Image.open(io.BytesIO(client.get(f"/c/trend.png?{query}").data))
    scaled = Image.open(io.BytesIO(client.get(f"/c/trend.png?{query}&scale={scale}").data))
    assert scaled.info["dpi"] == pytest.approx((dots, dots), abs=0.05)
    inches = [side / dots for side in scaled.size]
    assert inches == pytest.approx([side / 96 for side in plain.size], abs=0.01)


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def test_menus_offer_the_shapes_and_print(client: FlaskClient) -> None:
    page = client.get("/trends?lang=en").get_data(as_text=True)
    for ending, options in (
        ("png", "scale=300dpi"),
        *(("png", f"shape={shape}&amp;scale=2") for shape in ("chart", "16:9", "square")),
        *(("svg", f"shape={shape}") for shape in ("chart", "16:9", "square")),
    ):
        (address,) = [
            part.partition('"')[0]
            for part in page.split('href="')
            if part.startswith(f"/c/trend.{ending}") and f"{options}&amp;download=1" in part.partition('"')[0]
        ]
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert "X-Dropped" not in answer.headers


def test_equal_input_gives_equal_bytes_in_every_shape(shown) -> None:
    sheet, known = shown
    for shape in SHAPES:
        options = Options(shape=shape)
        assert png_file.export(sheet, known, options) == png_file.export(sheet, known, options)
        assert svg_file.export(sheet, known, options) == svg_file.export(replace(sheet), known, options)
