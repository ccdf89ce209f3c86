"""Each file of each chart in both languages, opened again by a reader that knows nothing of the exporter."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import citation_file, html_file, pdf_file, records, xlsx_file
from dashboard.exporters.texts import texts_of
from dashboard.exporters.workbook.tables import has_interval
from dashboard.record.nearness import CODES, WORDS
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, interface_words

CHARTS = collect(dashboard.charts, "CHART", Chart)
PUBLIC = Options(public_url="https://piracy.example.org")
HOSTILE = '#panic("ran") *b* _i_ $x$ <b>&</b> @SUM(1) {{ 7*7 }} \\'
GARWOOD = {0: (0.0, 3.69), 1: (0.03, 5.57), 8: (3.45, 15.76), 56: (42.30, 72.72), 67: (51.92, 85.09)}
"""Exact limits from published tables, as in DESIGN and the statistics' own tests."""
UNITS = {
    "en": {
        "Incidents a year",
        "Ships a year",
        "Percent",
        "Persons a year",
        "Ship transits a year (traffic, not incidents)",
    },
    "ja": {
        "年間件数",
        "年間隻数",
        "割合（％）",
        "年間人数",
        "年間通航隻数（交通量であり、事案の件数ではない）",
    },
}
"""People read words; programs read the codes in the CSV and JSON."""
FACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def engine(shared: Engine) -> Engine:
    return shared


@pytest.fixture(
    scope="module", params=[(chart, language) for chart in sorted(CHARTS) for language in LANGUAGES], ids=str
)
def shown(request: pytest.FixtureRequest, engine: Any) -> tuple[Sheet, Catalogue]:
    chart, language = request.param
    return sheet_of(engine, chart, Selection(language=language, says_language=True))


@pytest.fixture(scope="module")
def content(shown: tuple[Sheet, Catalogue]) -> bytes:
    """The sheet's workbook as bytes."""
    return xlsx_file.export(*shown, PUBLIC)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    """The sheet's workbook, opened; tests only read it."""
    return workbook(content)


@pytest.fixture(scope="module")
def briefing(shown: tuple[Sheet, Catalogue]) -> bytes:
    """The sheet's PDF."""
    return pdf_file.export(*shown, PUBLIC)


def sheet_of(engine: Any, chart: str, selection: Selection) -> tuple[Sheet, Catalogue]:
    words = catalogue(engine)
    one = CHARTS[chart]
    return one.build(engine, words, one.default(engine, words, selection)), words


@pytest.fixture
def empty(engine: Any) -> tuple[Sheet, Catalogue]:
    sheet, words = sheet_of(engine, "trend", Selection(first=1901, last=1902))
    assert not sheet.rows
    return sheet, words


def without_spaces(text: str) -> str:
    """A text without what breaks its lines; typesetters use other hyphens and spaces than data."""
    return FACE.sub("", text.replace("\u200b", ""))


# Excel


def workbook(content: bytes, *, is_worked_out: bool = False) -> Any:
    """A workbook with its formulas, or with what they work out."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=is_worked_out)


def cells(page: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def as_text(value: Any) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def test_a_workbook_holds_every_record_of_the_csv_with_numbers_as_numbers(shown, book) -> None:
    sheet, words = shown
    names = dict((row[1], row[0]) for row in cells(book.worksheets[5]) if row[1])
    head, *rows = cells(book.worksheets[2])
    found = records(sheet, words)
    assert len(rows) == len(found)
    for row, record in zip(rows, found, strict=True):
        by_heading = dict(zip(head, row, strict=True))
        assert by_heading[names["value"]] == record["value"]
        for name, wanted in record.items():
            cell = by_heading[names[name]]
            if name == "unit":
                assert cell in UNITS[sheet.selection.language]
                continue
            if name == "read_in":
                nearness = {
                    code: interface_words(sheet.selection.language)(WORDS[kind])
                    for kind, code in CODES.items()
                }
                assert cell == nearness[str(wanted)]
                continue
            if isinstance(cell, (int, float)):
                assert cell == float(str(wanted)), name
            else:
                assert as_text(cell).removeprefix("'") == ("" if wanted is None else str(wanted)), name


def test_no_cell_of_a_workbook_is_a_formula_but_copies_of_what_is_drawn(shown) -> None:
    sheet, words = shown
    first = replace(sheet.rows[0], note="=1+1\x07", source="@SUM(A1)")
    hostile = replace(sheet, headline="=cmd|' /C calc'!A0", rows=(first, *sheet.rows[1:]))
    book = workbook(xlsx_file.export(hostile, words, PUBLIC))
    formulas = [
        (number, cell.value)
        for number, page in enumerate(book.worksheets)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert all(number == 1 and re.fullmatch(r"=[A-Z]+\d+", text) for number, text in formulas)
    assert str(book.worksheets[0]["A1"].value).startswith("'=")
    assert "'=1+1" in [cell for row in cells(book.worksheets[2]) for cell in row], "and no control character"


def test_what_a_chart_of_a_workbook_remembers_is_what_its_cells_hold(content) -> None:
    """A viewer that does not read the cells must not see a zero where there is a blank."""
    book = workbook(content, is_worked_out=True)
    assert charted(book)
    for series in charted(book):
        numbers = (series.val or series.yVal).numRef
        remembered = {point.idx: float(point.v) for point in numbers.numCache.pt}
        held = {place: value for place, value in enumerate(referred(book, numbers.f)) if value is not None}
        assert remembered == pytest.approx(held)
        assert [point.v for point in series.tx.strRef.strCache.pt] == referred(book, series.tx.strRef.f)


def test_a_chart_of_a_workbook_names_its_font_for_the_letters_of_both_languages(shown, content) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "/charts/" in name]
    face = {"en": "Calibri", "ja": "Yu Gothic"}[shown[0].selection.language]
    for chart in charts:
        latin, asian = (re.findall(rf'<a:{kind} typeface="([^"]*)"', chart) for kind in ("latin", "ea"))
        assert latin == asian and set(latin) == {face}


def test_a_workbook_links_its_own_address_and_those_of_publications_alone(shown, book) -> None:
    sheet, words = shown
    linked = [
        [cell for row in page.iter_rows() for cell in row if cell.hyperlink] for page in book.worksheets
    ]
    assert [cell.value for cell in linked[0]] == [texts_of(sheet, words, PUBLIC).link]
    stated = {words.publications[row.observation.publication].url for row in sheet.rows} - {"", None}
    assert {cell.value for cell in linked[4]} == stated
    assert not any(linked[place] for place in (1, 2, 3, 5))
    for cell in (*linked[0], *linked[4]):
        anchor = f"#{cell.hyperlink.location}" if cell.hyperlink.location else ""
        assert f"{cell.hyperlink.target}{anchor}" == cell.value


def charted(book: Any) -> list[Any]:
    """The series of all charts of a workbook."""
    parts = [part for chart in book.worksheets[0]._charts for part in (chart, *chart._charts[1:])]
    return [series for part in parts for series in part.series]


def test_a_workbook_names_the_years_that_its_charts_show(shown, book) -> None:
    sheet, _ = shown
    page = book.worksheets[1]
    # Rates of one year stand beside each other, a little before and after it.
    named = {round(row[0]) for row in cells(page)[3:] if row[0] is not None}
    years = {row.observation.period_start.year for row in sheet.rows}
    assert named <= {*range(min(years), max(years) + 1)}
    assert named


def referred(book: Any, reference: str) -> list[Any]:
    """The values of the cells that a chart refers to."""
    page, _, area = reference.rpartition("!")
    found = book[page.strip("'")][area.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def test_a_part_year_is_a_series_of_its_own_in_a_workbook(engine) -> None:
    sheet, words = sheet_of(engine, "trend", Selection(language="en"))
    partial = {row.observation.period_start.year for row in sheet.rows if row.observation.is_partial}
    page = workbook(xlsx_file.export(sheet, words, PUBLIC)).worksheets[1]
    head, *rows = cells(page)[2:]
    apart = next(place for place, name in enumerate(head) if name and "part of the year" in name)
    assert {row[0] for row in rows if row[apart] is not None} == partial == {2019, 2022}
    label = str(head[apart]).removesuffix(" (part of the year)")
    plain = next(place for place, name in enumerate(head) if str(name) == f"{label}, to 2024")
    assert [row[plain] for row in rows if row[0] in partial] == [None, None]


def test_each_full_exact_count_has_its_exact_interval(shown, book) -> None:
    sheet, words = shown
    page = book.worksheets[3]
    rows = [row for row in cells(page)[3:] if isinstance(row[2], int)]
    assert len(rows) == sum(has_interval(row.observation, words) for row in sheet.rows)
    for row in rows:
        assert row[3] <= row[2] < row[4]
        if row[2] in GARWOOD:
            assert (row[3], row[4]) == pytest.approx(GARWOOD[row[2]], abs=0.01)


def test_a_workbook_says_its_source_and_prints_on_a4(shown, content, book) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    said = [cell for row in cells(book.worksheets[0]) for cell in row if cell]
    for wanted in (text.title, text.caveat, text.source_line, text.as_of, text.link, *text.findings):
        assert wanted in said
    about = book.properties
    added = {one.name: one.value for one in book.custom_doc_props}
    assert (about.title, added["Language"]) == (text.title, sheet.selection.language)
    assert (about.description, added["Address"]) == (text.description, text.link)
    for page in book.worksheets:
        setup = page.page_setup
        assert (setup.orientation, str(setup.paperSize)) == ("landscape", "9")
        # A width that the file leaves out is one page.
        assert page.sheet_properties.pageSetUpPr.fitToPage and setup.fitToWidth in (None, 1)
    assert all(page.freeze_panes for page in book.worksheets[1:])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert drawing.count('descr="') == len(book.worksheets[0]._charts)


def test_a_workbook_carries_no_time_of_day_but_that_of_the_record(shown, content, book) -> None:
    sheet, words = shown
    recorded = sheet.version.recorded_at
    assert recorded is not None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first_of_all = (1980, 1, 1, 0, 0, 0)
        assert {entry.date_time for entry in archive.infolist()} == {first_of_all}
    about = book.properties
    assert about.created == about.modified == recorded.replace(tzinfo=None, microsecond=0)
    assert content == xlsx_file.export(sheet, words, PUBLIC)


# HTML


class Seen(HTMLParser):
    """The elements of a page, their attributes, and the text of each row of a figure."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.rows: list[tuple[str, list[str]]] = []
        self.cell = False
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "tr" and "data-observation" in attributes:
            self.rows.append((attributes["data-observation"] or "", []))
        self.cell = tag in ("td", "th") or (self.cell and tag not in ("tr", "table"))
        if tag in ("td", "th") and self.rows:
            self.rows[-1][1].append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.cell and self.rows:
            self.rows[-1][1][-1] += data


def test_a_page_shows_every_figure_with_its_words(shown) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    page = Seen(html_file.export(sheet, words, PUBLIC))
    assert Counter((key, parts[0], parts[1]) for key, parts in page.rows) == Counter(
        (row.observation.key, row.period, row.value) for row in sheet.rows
    )
    for wanted in (text.title, text.subtitle, text.caveat, text.source_line, text.as_of, *text.notes):
        assert wanted in page.text
    assert ("html", {"lang": sheet.selection.language}) in page.elements
    pictures = [
        attributes
        for tag, attributes in page.elements
        if tag == "svg" and attributes.get("class") == "picture"
    ]
    assert len(pictures) == 2
    assert len({attributes["viewbox"] for attributes in pictures}) == 2
    addresses = [attributes.get("href") for tag, attributes in page.elements if tag == "a"]
    assert text.link in addresses


def test_a_page_loads_nothing_and_without_a_public_address_links_to_none_of_ours(shown) -> None:
    sheet, words = shown
    page = Seen(html_file.export(sheet, words, Options()))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "base", "form"}
    assert all("src" not in attributes for _, attributes in page.elements)
    of_others = {row.url for rows in (words.publications, words.places) for row in rows.values()}
    for tag, attributes in page.elements:
        address = attributes.get("href") or attributes.get("xlink:href") or ""
        if tag == "a":
            assert address in of_others
        elif address:
            assert address.startswith(("data:", "#"))
    assert not re.search(
        r"@import|url\((?!#|'#|\"#|&quot;#)", html_file.export(sheet, words, Options()).decode()
    )


def test_names_are_text_on_a_page(engine) -> None:
    sheet, words = sheet_of(engine, "trend", Selection())
    hostile = replace(sheet, headline=f"<script>alert(1)</script>{HOSTILE}", notes=(HOSTILE,))
    page = Seen(html_file.export(hostile, words, PUBLIC))
    assert "script" not in {tag for tag, _ in page.elements}
    assert page.text.count(HOSTILE) >= 2


# Citation


def test_a_citation_names_every_publication_and_the_address(shown) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    cited = citation_file.export(sheet, words, PUBLIC).decode("utf-8")
    lines = [line.strip() for line in cited.splitlines()]
    assert lines[0] == text.title
    for wanted in (text.source_line, text.as_of, text.link, *text.sources):
        assert wanted in lines
    assert any(text.title in line and text.source_line in line and line.endswith(text.link) for line in lines)


# PDF


def test_a_briefing_sheet_is_one_tagged_page_of_a4_with_its_newest_figures(shown, briefing) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    reader = PdfReader(io.BytesIO(briefing))
    assert len(reader.pages) == 1
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.1)
    said = without_spaces(reader.pages[0].extract_text())
    for wanted in (text.title, text.subtitle, text.caveat, text.source_line, text.as_of, *text.findings):
        assert without_spaces(wanted) in said, wanted
    for event in sheet.events:
        assert without_spaces(event.title) in said
    shown_rows = len(sheet.rows) - left_out(said, sheet.selection.language)
    assert shown_rows >= 3
    for row in pdf_file.newest_first(sheet)[:shown_rows]:
        assert without_spaces(f"{row.series_label}{row.period}{row.value}") in said


def left_out(said: str, language: str) -> int:
    text = without_spaces(interface_words(language)("… and {count} more in the CSV and Excel files."))
    found = re.search(re.escape(text).replace(re.escape("{count}"), r"(\d+)"), said)
    return int(found[1]) if found else 0


def test_a_briefing_sheet_tells_a_machine_what_it_is(shown, briefing) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    reader = PdfReader(io.BytesIO(briefing))
    assert reader.metadata is not None
    assert reader.metadata.title == text.title
    assert reader.metadata.author == interface_words(sheet.selection.language)("Maritime Piracy Statistics")
    assert reader.metadata.get("/Keywords")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == sheet.selection.language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert text.description in set(alternatives(root["/StructTreeRoot"]))
    programs = {"/FontFile", "/FontFile2", "/FontFile3"}
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        for below in font["/DescendantFonts"]:
            assert programs & below.get_object()["/FontDescriptor"].keys()


def alternatives(element: Any) -> Iterator[str]:
    """Every text that stands for a picture, in a tree of tags."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from alternatives(child)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        if "/K" in element:
            yield from alternatives(element["/K"])


def test_equal_sheets_give_equal_pdfs(shown, briefing) -> None:
    pdf_file._compiler.cache_clear()
    assert pdf_file.export(*shown, PUBLIC) == briefing


def test_names_are_text_on_a_briefing_sheet(engine) -> None:
    sheet, words = sheet_of(engine, "trend", Selection())
    first = replace(sheet.rows[-1], series_label=HOSTILE, source=HOSTILE)
    findings = tuple(replace(one, text=HOSTILE) for one in sheet.findings)
    hostile = replace(
        sheet, headline=HOSTILE, notes=(HOSTILE,), findings=findings, rows=(*sheet.rows[:-1], first)
    )
    reader = PdfReader(io.BytesIO(pdf_file.export(hostile, words, PUBLIC)))
    assert reader.metadata is not None
    assert reader.metadata.title == HOSTILE
    assert without_spaces(reader.pages[0].extract_text()).count(without_spaces(HOSTILE)) >= 4


def test_a_briefing_sheet_stays_one_page_whatever_is_said(engine) -> None:
    sheet, words = sheet_of(engine, "compare", Selection(language="en"))
    long = "A sentence of some length that says what these years show and what not. " * 5
    finding = sheet_of(engine, "trend", Selection())[0].findings[0]
    six = tuple(replace(finding, text=f"{number}. {long}") for number in range(6))
    crowded = replace(sheet, headline=sheet.headline * 2, findings=six, notes=(long,) * 12)
    reader = PdfReader(io.BytesIO(pdf_file.export(crowded, words, PUBLIC)))
    assert len(reader.pages) == 1
    said = without_spaces(reader.pages[0].extract_text())
    assert without_spaces(texts_of(crowded, words, PUBLIC).source_line) in said
    assert all(without_spaces(one.text) in said for one in six)


def test_a_chart_alone_keeps_its_source_line(shown) -> None:
    sheet, words = shown
    text = texts_of(sheet, words, PUBLIC)
    reader = PdfReader(io.BytesIO(pdf_file.chart_only(sheet, words, PUBLIC)))
    assert len(reader.pages) == 1
    said = without_spaces(reader.pages[0].extract_text())
    assert without_spaces(text.title) in said
    assert without_spaces(text.source_line) in said


# A sheet without figures


def test_a_sheet_without_figures_makes_files_that_say_so(empty) -> None:
    sheet, words = empty
    book = workbook(xlsx_file.export(sheet, words, PUBLIC))
    assert book.worksheets[0]["A1"].value == sheet.headline
    assert not book.worksheets[0]._charts
    page = Seen(html_file.export(sheet, words, PUBLIC))
    assert sheet.headline in page.text
    assert "svg" not in {tag for tag, _ in page.elements}
    assert citation_file.export(sheet, words, PUBLIC).decode().startswith(sheet.headline)
    for made in (pdf_file.export(sheet, words, PUBLIC), pdf_file.chart_only(sheet, words, PUBLIC)):
        reader = PdfReader(io.BytesIO(made))
        assert without_spaces(sheet.headline) in without_spaces(reader.pages[0].extract_text())
