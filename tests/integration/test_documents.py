"""Every chart as a document for a word processor, in both languages: opened again by other readers, its
numbers held against those of the JSON."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from sqlalchemy import Engine

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters import docx_file, json_file
from dashboard.exporters.docx_file import export, pack
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.packs import parts_of
from dashboard.exporters.slides.page import NOTHING, chart_name
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, interface_words

OPTIONS = Options(public_url="https://piracy.example.jp")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CASES = [(chart, language) for chart in sorted(charts()) for language in LANGUAGES]


@dataclass(frozen=True)
class Made:
    """A sheet with its document as bytes."""

    sheet: Sheet
    catalogue: Catalogue
    content: bytes

    @property
    def document(self) -> Any:
        return Document(io.BytesIO(self.content))


def sheet_of(
    engine: Engine, chart: str, language: str, selection: Selection | None = None
) -> tuple[Sheet, Catalogue]:
    known = catalogue(engine)
    asked = replace(selection or Selection(), language=language, says_language=True)
    asked = charts()[chart].default(engine, known, asked)
    return charts()[chart].build(engine, known, asked), known


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def made(request: pytest.FixtureRequest, shared: Engine) -> Iterator[Made]:
    sheet, known = sheet_of(shared, *request.param)
    yield Made(sheet, known, export(sheet, known, OPTIONS))


def styled(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def figure_tables(document: Any) -> list[list[list[str]]]:
    """The tables of figures; small charts stand in tables too."""
    tables = [table for table in document.tables if not table._tbl.findall(f".//{DRAWING}inline")]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def chart_parts(content: bytes) -> Iterator[tuple[etree._Element, Any]]:
    """Each chart as XML with the workbook that it names."""
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
        for number in range(1, len(names) + 1):
            xml = etree.fromstring(archive.read(f"word/charts/chart{number}.xml"))
            relations = etree.fromstring(archive.read(f"word/charts/_rels/chart{number}.xml.rels"))
            (external,) = xml.findall(f"{CHART}externalData")
            (target,) = [
                relation.get("Target")
                for relation in relations
                if relation.get("Id") == external.get(qn("r:id"))
            ]
            book = archive.read(f"word/{target.removeprefix('../')}")
            yield xml, openpyxl.load_workbook(io.BytesIO(book))


def test_a_document_says_what_the_page_says(made: Made) -> None:
    said = texts_of(made.sheet, made.catalogue, OPTIONS)
    document = made.document
    assert styled(document, "Heading 1") == [said.title]
    assert styled(document, "Subtitle") == [said.subtitle]
    assert set((*said.findings, *said.notes)) == set(styled(document, "List Bullet"))
    assert said.caveat in styled(document, "Normal")
    captions = "\n".join(styled(document, "Caption"))
    for text in (said.source_line, said.as_of, *(entry.label for entry in made.sheet.key)):
        assert text in captions
    plain = styled(document, "Body Text 3")
    assert all(source in plain[-1] for source in said.sources)
    for event in made.sheet.events:
        assert any(event.title in text and event.source in text for text in plain)
    links = [link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert links == [said.link]


def test_the_table_has_the_figures_of_the_json_each_in_its_place(made: Made) -> None:
    words = interface_words(made.sheet.selection.language)
    written: Counter[tuple[str, str, str]] = Counter()
    for headings, *rows in figure_tables(made.document):
        assert headings[0] == words("Period")
        for period, *cells in rows:
            for name, cell in zip(headings[1:], cells, strict=True):
                values = [each.split("\n")[0].split(" (")[0] for each in cell.split(words("; "))]
                written.update((period, name, value) for value in values if value)
    figures = json.loads(json_file.export(made.sheet, made.catalogue, OPTIONS))["observations"]
    wanted: Counter[tuple[str, str, str]] = Counter()
    for row, figure in zip(made.sheet.rows, figures, strict=True):
        assert figure["value"] is None or f"{figure['value']:,}" in row.value
        wanted[row.period, row.series_label, row.value] += 1
    assert written == wanted
    assert wanted


def test_headings_of_figures_stand_again_on_each_page(made: Made) -> None:
    tables = [table for table in made.document.tables if not table._tbl.findall(f".//{DRAWING}inline")]
    assert tables
    for table in tables:
        assert table.style.name == "Table Grid"
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]


def test_each_panel_is_a_native_chart_with_the_name_that_a_slide_gives_it(made: Made) -> None:
    panels = panels_of(made.sheet)
    frames = list(made.document.element.body.iter(f"{DRAWING}docPr"))
    assert [frame.get("name") for frame in frames] == [
        chart_name(made.sheet, number) for number in range(1, len(panels) + 1)
    ]
    assert len({frame.get("id") for frame in frames}) == len(frames)
    assert made.sheet.alt in frames[0].get("descr")
    assert all(frame.get("descr") for frame in frames)
    assert not list(made.document.element.body.iter(f"{DRAWING}anchor"))


def test_a_chart_draws_what_its_workbook_says(made: Made) -> None:
    parts = list(chart_parts(made.content))
    assert len(parts) == len(panels_of(made.sheet))
    for xml, book in parts:
        drawn = 0
        for values in (*xml.iter(f"{CHART}val"), *xml.iter(f"{CHART}yVal")):
            reference = values.find(f".//{CHART}f").text
            name, _, cells = reference.partition("!")
            column = [cell[0].value for cell in book[name][cells.replace("$", "")]]
            for point in values.iter(f"{CHART}pt"):
                value = column[int(point.get("idx"))]
                if not str(value).startswith("="):
                    assert float(point[0].text) == pytest.approx(float(value))
                    drawn += 1
        assert drawn
        assert book["Data"].max_row - 1 == len(made.sheet.rows)


def test_texts_are_in_the_fonts_and_languages_of_their_scripts_on_a4(made: Made) -> None:
    document = made.document
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Yu Gothic"
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == "ja-JP"
    for style in ("Heading 1", "List Bullet", "Caption", "Subtitle"):
        assert document.styles[style].element.find(f".//{qn('w:rFonts')}") is None
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_equal_input_gives_equal_bytes_dated_as_the_record(made: Made) -> None:
    assert export(made.sheet, made.catalogue, OPTIONS) == made.content
    moment = made.sheet.version.recorded_at
    assert moment is not None
    about = made.document.core_properties
    assert about.created.date() == about.modified.date() == moment.date()
    assert about.title == made.sheet.headline
    assert about.language == {"en": "en-GB", "ja": "ja-JP"}[made.sheet.selection.language]
    with ZipFile(io.BytesIO(made.content)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {moment.timetuple()[:3]}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_nothing_in_it_is_against_the_standard(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(made.content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_a_pack_has_each_sheet_on_its_page_between_title_sources_and_methods(
    shared: Engine, tmp_path: Path
) -> None:
    names = ("trend", "objective", "compare")
    pairs = [sheet_of(shared, name, language) for language in LANGUAGES for name in names]
    sheets = [sheet for sheet, _ in pairs]
    told: list[Sheet] = []
    content = pack(sheets, pairs[0][1], OPTIONS, title="四半期", languages=("ja", "en"), progress=told.append)
    document = Document(io.BytesIO(content))
    assert len(told) == len(sheets)
    assert styled(document, "Title") == ["四半期", "四半期"]
    expected: list[str] = []
    for language in ("ja", "en"):
        words = interface_words(language)
        expected += [sheet.headline for sheet in sheets if sheet.selection.language == language]
        expected += [words("Sources and definitions"), words("Methods and notes")]
    assert styled(document, "Heading 1") == expected
    everything = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in parts_of(sheets, pairs[0][1], OPTIONS, title="四半期", languages=("ja", "en")):
        for _, lines in part.sources:
            assert lines and all(everything.count(f"{line}\n") == 1 for line in lines)
    begins = [
        paragraph.paragraph_format.page_break_before
        for paragraph in document.paragraphs
        if paragraph.style.name in ("Title", "Heading 1")
    ]
    assert begins == [False, *[True] * (len(begins) - 1)]
    ids = [frame.get("id") for frame in document.element.body.iter(f"{DRAWING}docPr")]
    assert len(set(ids)) == len(ids) == sum(len(panels_of(sheet)) for sheet in sheets)
    path = tmp_path / "pack.docx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_a_sheet_without_figures_says_so_in_a_pack(shared: Engine) -> None:
    nothing, known = sheet_of(shared, "trend", "en", Selection(first=1901, last=1902))
    assert not nothing.rows
    document = Document(io.BytesIO(pack([nothing], known, OPTIONS, languages=("en",))))
    assert interface_words("en")(NOTHING) in styled(document, "Normal")


def test_menus_name_it_and_packs_hold_it() -> None:
    assert docx_file.EXPORTER.pack is not None
    assert docx_file.EXPORTER.is_picture


def test_years_without_room_side_by_side_stand_upright(shared: Engine) -> None:
    for chart, wanted in (("compare", "-5400000"), ("revisions", None)):
        sheet, known = sheet_of(shared, chart, "en")
        for xml, _ in chart_parts(export(sheet, known, OPTIONS)):
            axis = next(xml.iter(f"{CHART}catAx"))
            turned = axis.find(f"{CHART}txPr")[0].get("rot")
            assert (turned == "-5400000") == (wanted is not None)
            if wanted:
                assert axis.find(f"{CHART}tickLblSkip").get("val") == "1"


def test_a_break_that_a_slide_names_above_the_plot_is_named_above_the_chart(shared: Engine) -> None:
    series = ("imb-south-east-asia", "imb-east-south-east-asia", "recaap-asia")
    sheet, known = sheet_of(shared, "trend", "en", Selection(series=series))
    captions = styled(Document(io.BytesIO(export(sheet, known, OPTIONS))), "Caption")
    assert any("IMB South East Asia: series break" in caption for caption in captions)


def test_the_key_shows_how_each_entry_looks(made: Made) -> None:
    runs = [run for paragraph in made.document.paragraphs for run in paragraph.runs]
    before = {run.text.lstrip("\u00a0"): sign for sign, run in pairwise(runs)}
    for entry in made.sheet.key:
        sign = before[entry.label]
        shading = sign._r.find(f".//{qn('w:shd')}")
        if shading is None:
            assert sign.text.strip()
            colours = {str(sign.font.color.rgb)}
        else:
            colours = {shading.get(qn("w:fill")), shading.get(qn("w:color"))}
            assert sign._r.find(f".//{qn('w:bdr')}") is not None
        assert not entry.series or entry.style.colour.removeprefix("#").upper() in {
            colour.upper() for colour in colours
        }
