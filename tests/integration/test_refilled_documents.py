"""A document that was made before, filled again: what follows, what of a hand's is kept and told."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from appended import figure, loads
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import RGBColor
from lxml import etree
from openxml_audit import OpenXmlValidator
from sqlalchemy import Engine

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.document.native_chart import ChartFrame, charts_in
from dashboard.exporters.native.grid import WRITTEN
from dashboard.exporters.native.written import at, plotted
from dashboard.exporters.slides.refilling import FILLED, GONE, KEPT, SAME, SlideOutcome
from dashboard.files.pack import Pack, PackSheet
from dashboard.files.pack_file import PackRequest, make_pack
from dashboard.files.refill import COULD_NOT, Refilled
from dashboard.files.refill_document import refill_document
from dashboard.words import LANGUAGES

EN = Selection(language="en")
OPTIONS = Options(public_url="https://piracy.example.jp")
TREND = PackSheet("trend", "series=imb-somalia&from=2019")
EVERY = tuple(
    PackSheet(chart, "")
    for chart in ("trend", "compare", "kind", "measures", "objective", "rates", "revisions", "running")
)
FROM_LIBREOFFICE = Path(__file__).parents[1] / "files" / "documents" / "saved-by-libreoffice.docx"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """A database of SQLite alone: what is filled is made of what queries answer, on both alike
    (tests/contracts/test_databases.py)."""
    return f"sqlite:///{tmp_path / 'piracy.sqlite3'}"


def made(engine: Engine, *sheets: PackSheet, language: str = "en") -> bytes:
    pack = Pack(sheets, languages=(language,))
    return make_pack(engine, PackRequest(pack, Selection(language=language), "docx", OPTIONS))


def filled(engine: Engine, content: bytes) -> Refilled:
    return refill_document(engine, content, EN, OPTIONS)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def told(refilled: Refilled, *kinds: str) -> list[SlideOutcome]:
    return [one for sheet in refilled.slides for one in sheet.told if one.kind in kinds]


def values(frame: ChartFrame) -> dict[str, dict[str, float]]:
    return {series.name: series.values for series in plotted(frame.space)}


def texts(document: Any) -> list[str]:
    """Every paragraph of a document, those in tables in their place."""
    return [
        "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


def one(document: Any, begins: str, style: str = "List Bullet") -> Any:
    """The first paragraph of that style that begins so, on the page of a sheet: a pack lists its charts
    before, and its methods after."""
    every = document.paragraphs
    first = next(number for number, each in enumerate(every) if each.style.name == "Heading 1")
    return next(each for each in every[first:] if each.style.name == style and each.text.startswith(begins))


def figures(document: Any) -> list[list[str]]:
    """The last table, which is one of figures."""
    return [[cell.text for cell in row.cells] for row in document.tables[-1].rows]


def newer(engine: Engine) -> None:
    """Another figure for 2025, and a year that was not known."""
    later = date(2027, 1, 15)
    year = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
    loads(
        engine,
        figure(engine, "imb-somalia", 2025, later, value=7, bound="exact", vintage="later"),
        figure(engine, "imb-somalia", 2025, later, value=9, bound="exact", **year),
    )


def set_value(frame: ChartFrame, series: str, place: str, value: float) -> None:
    """Change a number as an office program does: in what the chart remembers."""
    space = frame.space
    (element,) = at(space, f"//c:ser[c:tx//c:v='{series}']")
    (number,) = [point.get("idx") for point in at(element, "./c:cat//c:pt") if point[0].text.strip() == place]
    (point,) = at(element, f"./c:val//c:pt[@idx='{number}']")
    point[0].text = str(value)
    frame.write(space, frame.workbook or b"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_of_every_chart_that_nothing_has_changed_is_as_it_was(
    shared: Engine, language: str
) -> None:
    content = made(shared, *EVERY, language=language)
    refilled = filled(shared, content)
    assert {each.kind for each in told(refilled, SAME, FILLED, KEPT, GONE, COULD_NOT)} == {SAME}
    before, after = opened(content), opened(refilled.content)
    frames = list(charts_in(before))
    assert len(frames) == len(told(refilled, SAME)) > len(EVERY)
    assert [values(frame) for frame in frames] == [values(frame) for frame in charts_in(after)]
    assert texts(before) == texts(after)
    assert [each.number for each in refilled.slides][:2] == [1, 2]


def test_new_figures_come_into_chart_workbook_table_and_words(loaded: Engine, tmp_path: Path) -> None:
    content = made(loaded, TREND)
    newer(loaded)
    refilled = filled(loaded, content)
    after = opened(refilled.content)
    (frame,) = charts_in(after)
    assert values(frame)["IMB Somalia"] | {"2025": 7.0, "2026": 9.0} == values(frame)["IMB Somalia"]
    book = openpyxl.load_workbook(io.BytesIO(frame.workbook or b""))
    assert 9 in [cell.value for row in book["Chart"].iter_rows() for cell in row]
    assert book[WRITTEN].sheet_state == "veryHidden"
    assert "2026: 9" in frame.about.get("descr")
    old, new = figures(opened(content)), figures(after)
    assert [*old[0], *old[-1]] == ["Period", "IMB Somalia", "2025", "5"]
    assert new[-2:] == [["2025", "7"], ["2026", "9"]] and new[:-2] == old[:-1]
    headline = "IMB Somalia: 9 in 2026"
    assert one(after, headline, "Heading 1").text == headline
    assert not [text for text in texts(after) if "5 in 2025" in text]
    assert {each.what for each in told(refilled, FILLED)} >= {"", "title", "subtitle", "findings", "figures"}
    assert not told(refilled, KEPT, GONE, COULD_NOT)
    fresh = opened(made(loaded, TREND))
    first, end = texts(fresh).index("Charts"), texts(fresh).index("Sources and definitions")
    assert texts(after)[first:end] == texts(fresh)[first:end]
    path = tmp_path / "filled.docx"
    path.write_bytes(refilled.content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    again = filled(loaded, refilled.content)
    assert {each.kind for sheet in again.slides for each in sheet.told} == {SAME}


def test_looks_and_size_that_a_hand_gave_stay(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    (frame,) = charts_in(document)
    space = frame.space
    (colour, *_) = at(space, "//c:ser[1]/c:spPr//a:srgbClr | //c:ser[1]/c:spPr//a:schemeClr")
    for attribute in list(colour.attrib):
        del colour.attrib[attribute]
    colour.tag = qn("a:srgbClr")
    colour.set("val", "123456")
    frame.write(space, frame.workbook or b"")
    extent = frame.about.getparent().find(qn("wp:extent"))
    extent.set("cx", "3000000")
    one(document, "IMB Somalia: 5", "Heading 1").runs[0].font.color.rgb = RGBColor(0x65, 0x43, 0x21)
    newer(loaded)
    after = opened(filled(loaded, saved(document)).content)
    (frame,) = charts_in(after)
    assert frame.about.getparent().find(qn("wp:extent")).get("cx") == "3000000"
    assert "123456" in at(frame.space, "//c:ser[1]/c:spPr//a:srgbClr/@val")
    heading = one(after, "IMB Somalia: 9 in 2026", "Heading 1")
    assert str(heading.runs[0].font.color.rgb) == "654321"


def test_numbers_that_a_hand_has_changed_are_kept_and_told_every_time(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    set_value(next(charts_in(document)), "IMB Somalia", "2024", 80)
    table = document.tables[-1]
    (row,) = [row for row in table.rows if row.cells[0].text == "2023"]
    row.cells[1].paragraphs[0].runs[0].text = "66"
    newer(loaded)
    content = saved(document)
    for _ in range(2):
        refilled = filled(loaded, content)
        assert told(refilled, KEPT) == [
            SlideOutcome(KEPT, "IMB Somalia, 2024", "8", "80", "8"),
            SlideOutcome(KEPT, "IMB Somalia, 2023", "1", "66", "1"),
        ]
        content = refilled.content
        (frame,) = charts_in(opened(content))
        assert values(frame)["IMB Somalia"] | {"2024": 80.0, "2026": 9.0} == values(frame)["IMB Somalia"]
        assert ["2023", "66"] in figures(opened(content)) and ["2026", "9"] in figures(opened(content))


@pytest.mark.parametrize(
    ("part", "style", "begins"),
    [
        ("title", "Heading 1", "IMB Somalia: 5"),
        ("subtitle", "Subtitle", "Incidents a year"),
        ("findings", "List Bullet", "IMB Somalia: 0 in 2020"),
        ("source", "Caption", "Sources: IMB"),
    ],
)
@pytest.mark.parametrize("keeps_bookmark", [True, False])
def test_words_that_a_hand_has_changed_are_kept_and_told(
    loaded: Engine, part: str, style: str, begins: str, *, keeps_bookmark: bool
) -> None:
    document = opened(made(loaded, TREND))
    paragraph = one(document, begins, style)
    then = paragraph.text
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr") and not (keeps_bookmark and "bookmark" in child.tag):
            paragraph._p.remove(child)
    paragraph.add_run("The minister's own words.")
    newer(loaded)
    refilled = filled(loaded, saved(document))
    after = opened(refilled.content)
    assert "The minister's own words." in texts(after)
    assert ["2026", "9"] in figures(after)
    own = [each for each in told(refilled, KEPT, GONE) if each.what == part]
    assert [(each.kind, each.then, each.now) for each in own] == [
        (KEPT, " ".join(then.split()), "The minister's own words.")
    ]
    assert own[0].today and own[0].today != then


def test_what_a_hand_has_taken_out_stays_out_and_is_told(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    for begins, style in (("IMB Somalia, the longer story", "List Bullet"), ("Differences", "Normal")):
        element = one(document, begins, style)._p
        element.getparent().remove(element)
    row = document.tables[-1].rows[1]
    period = row.cells[0].text
    row._tr.getparent().remove(row._tr)
    newer(loaded)
    refilled = filled(loaded, saved(document))
    after = opened(refilled.content)
    assert [each.what for each in told(refilled, GONE)] == ["findings", "caveat", period]
    page = texts(after)[: texts(after).index("Sources and definitions")]
    assert not [text for text in page if text.startswith(("IMB Somalia, the longer", "Differences"))]
    assert period not in [row[0] for row in figures(after)]
    assert ["2026", "9"] in figures(after)


def test_own_paragraphs_and_rows_stay_between_ours(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    one(document, "IMB Somalia, the longer story").insert_paragraph_before("A remark of our own.")
    row = deepcopy(document.tables[-1].rows[-1]._tr)
    document.tables[-1]._tbl.append(row)
    for cell, text in zip(document.tables[-1].rows[-1].cells, ("Our estimate", "11"), strict=True):
        cell.paragraphs[0].runs[0].text = text
    newer(loaded)
    refilled = filled(loaded, saved(document))
    after = opened(refilled.content)
    said = texts(after)
    at_ours = said.index("A remark of our own.")
    assert said[at_ours - 1].startswith("IMB Somalia: ") and "longer story" in said[at_ours + 1]
    assert figures(after)[-2:] == [["2026", "9"], ["Our estimate", "11"]]
    assert not told(refilled, KEPT, GONE)


def test_a_footnote_and_a_bookmark_of_a_hand_s_stay_in_a_line_that_follows(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    heading = one(document, "IMB Somalia: 5", "Heading 1")
    note = heading.add_run()._r
    note.append(note.makeelement(qn("w:footnoteReference"), {qn("w:id"): "7"}))
    newer(loaded)
    heading = one(opened(filled(loaded, saved(document)).content), "IMB Somalia: 9", "Heading 1")
    assert [mark.get(qn("w:id")) for mark in heading._p.iter(qn("w:footnoteReference"))] == ["7"]


def copied(engine: Engine, other: Any, *, name: bool) -> None:
    """Put the chart of a document alone at the end of another, as copying does; without its name, as
    LibreOffice does."""
    document = opened(made(engine, TREND))
    (frame,) = charts_in(document)
    part = Part(PackURI("/word/charts/chart9.xml"), frame.part.content_type, b"", other.part.package)
    space = frame.space
    for external in at(space, "./c:externalData"):
        space.remove(external)
    ChartFrame(frame.about, part).write(space, frame.workbook or b"")
    drawing = deepcopy(next(frame.about.iterancestors(qn("w:drawing"))))
    relation = other.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing.find(f".//{qn('c:chart')}").set(qn("r:id"), relation)
    if not name:
        drawing.find(f".//{qn('wp:docPr')}").set("name", "Object1")
    other.add_paragraph().add_run()._r.append(drawing)


@pytest.mark.parametrize("name", [True, False])
def test_a_chart_copied_into_another_document_is_found_there(loaded: Engine, *, name: bool) -> None:
    other = Document()
    other.add_paragraph("Quarterly report", style="Title")
    copied(loaded, other, name=name)
    newer(loaded)
    refilled = filled(loaded, saved(other))
    after = opened(refilled.content)
    (frame,) = charts_in(after)
    assert values(frame)["IMB Somalia"]["2026"] == 9
    assert frame.about.get("name").startswith("chart:trend?series=imb-somalia")
    assert texts(after)[0] == "Quarterly report" and len(after.paragraphs) == len(other.paragraphs)


def test_a_chart_whose_workbook_is_gone_is_filled_by_what_the_record_held(loaded: Engine) -> None:
    document = opened(made(loaded, TREND))
    (frame,) = charts_in(document)
    space = frame.space
    for external in at(space, "./c:externalData"):
        space.remove(external)
    frame.part._blob = plain_xml(space)
    set_name = frame.about.get("name")
    newer(loaded)
    refilled = filled(loaded, saved(document))
    after = opened(refilled.content)
    (frame,) = charts_in(after)
    assert values(frame)["IMB Somalia"]["2026"] == 9 and frame.workbook
    assert frame.about.get("name") != set_name
    assert one(after, "IMB Somalia: 9", "Heading 1")
    assert not told(refilled, KEPT, COULD_NOT)


def plain_xml(space: Any) -> bytes:
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def test_a_document_that_libreoffice_has_saved_is_filled(loaded: Engine) -> None:
    """By hand 2024 was made 3 in its chart, and the finding on the longer story written anew."""
    content = FROM_LIBREOFFICE.read_bytes()
    (frame,) = charts_in(opened(content))
    assert frame.about.get("name") == "Object1"
    newer(loaded)
    refilled = filled(loaded, content)
    after = opened(refilled.content)
    (frame,) = charts_in(after)
    assert values(frame)["IMB Somalia"] | {"2024": 3.0, "2026": 9.0} == values(frame)["IMB Somalia"]
    kept = told(refilled, KEPT)
    assert [(each.what, each.now) for each in kept] == [
        ("IMB Somalia, 2024", "3"),
        ("findings", "Somalia is quiet again."),
    ]
    assert figures(after)[-1] == ["2026", "9"]
    assert one(after, "IMB Somalia: 9 in 2026", "Heading 1")
    assert not told(refilled, GONE, COULD_NOT)


def test_a_sheet_that_stands_twice_in_a_document_follows_where_it_was_written(
    loaded: Engine, tmp_path: Path
) -> None:
    content = made(loaded, TREND, TREND)
    path = tmp_path / "twice.docx"
    path.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    newer(loaded)
    after = opened(filled(loaded, content).content)
    assert [values(frame)["IMB Somalia"]["2026"] for frame in charts_in(after)] == [9, 9]
    headings = [each.text for each in after.paragraphs if each.style.name == "Heading 1"]
    assert headings.count("IMB Somalia: 9 in 2026") == 2


def test_a_further_series_comes_into_chart_and_table_without_bookmarks_too(shared: Engine) -> None:
    """As a document has it that was put together anew: its bookmarks are of another name."""
    both = PackSheet("trend", "series=imb-somalia,mofa-somalia-gulf-of-aden&from=2019")
    wanted, document = opened(made(shared, both)), opened(made(shared, TREND))
    (frame,), (frame_of_both,) = charts_in(document), charts_in(wanted)
    frame.about.set("name", frame_of_both.about.get("name"))
    for mark in [*document.element.body.iter(qn("w:bookmarkStart"))]:
        mark.set(qn("w:name"), mark.get(qn("w:name")).replace("_piracy_", "_other_"))
    refilled = filled(shared, saved(document))
    after = opened(refilled.content)
    (frame,) = charts_in(after)
    assert values(frame) == values(frame_of_both)
    assert {len(row) for row in figures(document)} == {2}
    assert {len(row) for row in figures(after)} == {3}
    assert figures(after) == figures(wanted)
    assert after.tables[-1].style.name == "Table Grid"
    assert not told(refilled, KEPT, GONE, COULD_NOT)


def test_the_day_of_the_record_follows_below_the_title_of_a_pack(shared: Engine) -> None:
    document = opened(made(shared, TREND))
    (frame,) = charts_in(document)
    name, _, _ = frame.about.get("name").partition("@")
    frame.about.set("name", f"{name}@2026-01-02T03:04:05Z")
    (line,) = [each for each in document.paragraphs if each.text.startswith("As recorded by")]
    today, line.runs[0].text = line.text, "As recorded by 2026-01-02 (UTC)"
    after = texts(opened(filled(shared, saved(document)).content))
    assert today in after and "As recorded by 2026-01-02 (UTC)" not in after


def test_a_chart_that_the_record_does_not_know_is_left_and_told(shared: Engine) -> None:
    document = opened(made(shared, TREND))
    (frame,) = charts_in(document)
    frame.about.set("name", frame.about.get("name").replace("imb-somalia", "imb-nowhere"))
    refilled = filled(shared, saved(document))
    assert len(told(refilled, COULD_NOT)) == 1
    assert texts(opened(refilled.content)) == texts(document)


def zipped(*names: str, size: int = 10) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, bytes(size))
    return content.getvalue()


def a_workbook() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", b"PK\x05\x06" + bytes(18), zipped("[Content_Types].xml"), a_workbook()],
    ids=["empty", "text", "no entries", "no types", "workbook"],
)
def test_what_is_no_document_is_refused_in_a_sentence(shared: Engine, content: bytes) -> None:
    with pytest.raises(TemplateNotRead, match=r"not a Word file \(\.docx\)"):
        filled(shared, content)


def test_what_is_huge_when_unpacked_is_refused_before_it_is_read(
    shared: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.exporters.document.opening.MOST_BYTES_UNPACKED", 1_000_000)
    with pytest.raises(TemplateNotRead, match="larger than 150 MB"):
        filled(shared, zipped("word/document.xml", size=1_000_001))


def test_a_document_without_a_chart_of_ours_has_nothing_to_tell(shared: Engine) -> None:
    assert filled(shared, saved(Document())).slides == ()
