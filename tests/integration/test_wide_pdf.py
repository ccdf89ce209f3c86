"""A PDF is on the page that its address or its pack asks for: A4, or 16:9 for a screen."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import Engine

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters import pdf_file
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES

WIDE = Options(paper="16:9", public_url="https://piracy.example.org")
SIZES = {"16:9": (960, 540), "a4": (595, 842), "": (595, 842)}
"""Width and height in points."""


@pytest.fixture(scope="module")
def client(shared: Engine) -> FlaskClient:
    return create_app(shared).server.test_client()


def sheet_of(engine: Engine, chart: str, language: str) -> tuple[Sheet, Catalogue]:
    known = catalogue(engine)
    asked = charts()[chart].default(engine, known, Selection(language=language, says_language=True))
    return charts()[chart].build(engine, known, asked), known


def pages_of(content: bytes) -> list[tuple[int, int]]:
    return [
        (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
        for page in PdfReader(io.BytesIO(content)).pages
    ]


def words_of(content: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"\s+", "", text.replace("\u200b", ""))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", sorted(charts()))
def test_a_wide_sheet_says_on_one_page_what_must_be_said(shared: Engine, chart: str, language: str) -> None:
    sheet, known = sheet_of(shared, chart, language)
    content = pdf_file.export(sheet, known, WIDE)
    assert pages_of(content) == [SIZES["16:9"]]
    said, texts = words_of(content), texts_of(sheet, known, WIDE)
    for text in (texts.title, texts.subtitle, texts.caveat, texts.source_line, texts.as_of, *texts.findings):
        assert plain(text) in said
    for entry in sheet.key:
        assert plain(entry.label) in said
    assert content == pdf_file.export(sheet, known, WIDE)


def test_a_crowded_wide_sheet_still_fits_on_its_page(shared: Engine) -> None:
    sheet, known = sheet_of(shared, "trend", "en")
    long = "A sentence of some length that says what these years show and what not. " * 4
    findings = tuple(replace(sheet.findings[0], text=f"{number}. {long}") for number in range(6))
    crowded = replace(sheet, headline=sheet.headline * 2, findings=findings, notes=(long,) * 12)
    content = pdf_file.export(crowded, known, WIDE)
    assert pages_of(content) == [SIZES["16:9"]]
    said = words_of(content)
    assert all(plain(finding.text) in said for finding in findings)
    assert plain(texts_of(crowded, known, WIDE).source_line) in said


@pytest.mark.parametrize("paper", sorted(SIZES))
def test_a_chart_and_a_pack_are_on_the_page_that_is_asked_for(client: FlaskClient, paper: str) -> None:
    one = client.get(f"/c/compare.pdf?lang=en&paper={paper}")
    assert one.status_code == 200
    assert pages_of(one.data) == [SIZES[paper]]
    pack = client.get(f"/briefing.pdf?item=compare&item=objective&languages=ja,en&paper={paper}")
    pages = pages_of(pack.data)
    assert set(pages) == {SIZES[paper]}
    assert len(pages) >= 2 * (1 + 2 + 2)  # of each language a title, two sheets, sources, methods


def test_the_chart_alone_is_a_pdf_too(client: FlaskClient, shared: Engine) -> None:
    ((_, height),) = pages_of(client.get("/c/objective.pdf?lang=en&shape=chart").data)
    assert height < SIZES["a4"][1] / 1.5


def test_the_form_of_a_briefing_leaves_the_page_to_the_format_unless_told(client: FlaskClient) -> None:
    page = client.get("/briefing?item=compare&lang=en").get_data(as_text=True)
    assert '<input type="radio" name="paper" value="" checked>' in page
    told = client.get("/briefing?item=compare&lang=en&paper=16:9").get_data(as_text=True)
    assert '<input type="radio" name="paper" value="16:9" checked>' in told
    assert 'formaction="/briefing.docx"' in told
