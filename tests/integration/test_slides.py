"""Every chart as a slide, in both languages: opened by other readers, its numbers held against the CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import TemplateNotRead, csv_file, records
from dashboard.exporters.pptx_file import deck, export
from dashboard.exporters.slides.page import add_slide
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, interface_words

CHARTS: dict[str, Chart] = collect(dashboard.charts, "CHART", Chart)
CASES = [
    *((chart, language, Selection()) for chart in CHARTS for language in LANGUAGES),
    *(
        ("trend", language, Selection(series=series, first=first))
        for language in LANGUAGES
        for series, first in (
            (("imb-south-east-asia", "imb-east-south-east-asia", "recaap-asia"), None),
            (("recaap-asia-cat1",), None),
            (("imb-somalia", "mofa-somalia-gulf-of-aden"), 2019),
            (("imb-somalia", "mofa-somalia-hijacked-ships", "suez-transits"), None),
        )
    ),
]
OPTIONS = Options(public_url="https://piracy.example.jp")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Made:
    """A sheet with its slide as bytes."""

    sheet: Sheet
    catalogue: Catalogue
    content: bytes

    @property
    def slide(self) -> Any:
        return Presentation(io.BytesIO(self.content)).slides[0]

    @property
    def frames(self) -> list[Any]:
        return charts_on(self.slide.shapes)


def charts_on(shapes: Any) -> list[Any]:
    """The frames of charts, those in groups included."""
    found = []
    for shape in shapes:
        if shape.shape_type == 6:
            found += charts_on(shape.shapes)
        elif shape.has_chart:
            found.append(shape)
    return found


def words_on(shapes: Any) -> str:
    said = []
    for shape in shapes:
        said.append(words_on(shape.shapes) if shape.shape_type == 6 else getattr(shape, "text", ""))
    return "\n".join(said)


def sheet_of(engine: Engine, chart: str, language: str, selection: Selection) -> tuple[Sheet, Catalogue]:
    known = catalogue(engine)
    asked = replace(selection, language=language, says_language=True)
    asked = CHARTS[chart].default(engine, known, asked)
    return CHARTS[chart].build(engine, known, asked), known


@pytest.fixture(scope="module")
def kept() -> dict[tuple[int, str, str, Selection], Made]:
    return {}


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}-{len(case[2].series)}")
def made(request: pytest.FixtureRequest, shared: Engine, kept: dict[Any, Made]) -> Iterator[Made]:
    key = (id(shared), *request.param)
    if key not in kept:
        sheet, known = sheet_of(shared, *request.param)
        kept[key] = Made(sheet, known, export(sheet, known, OPTIONS))
    yield kept[key]


def test_a_slide_says_what_the_page_says(made: Made) -> None:
    said = texts_of(made.sheet, made.catalogue, OPTIONS)
    slide = made.slide
    assert slide.shapes.title.text == said.title
    text = words_on(slide.shapes)
    for part in (said.subtitle, said.caveat, said.source_line, said.as_of):
        assert part
        assert part in text
    links = [one.get("address") for one in _links(slide)]
    assert links == [said.link]


def _links(slide: Any) -> list[dict[str, str]]:
    return [
        {"address": run.hyperlink.address}
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]


def test_the_notes_hold_findings_caveat_every_source_and_every_figure(made: Made) -> None:
    said = texts_of(made.sheet, made.catalogue, OPTIONS)
    notes = made.slide.notes_slide.notes_text_frame.text
    for part in (*said.findings, said.caveat, *said.notes, *said.sources):
        assert part in notes
    for row in made.sheet.rows:
        assert row.series_label in notes
        assert f"{row.period}" in notes
        assert row.value in notes


def test_a_chart_bears_its_alternative_text_and_the_name_of_what_it_shows(made: Made) -> None:
    frames = made.frames
    assert frames
    described = [frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")[0] for frame in frames]
    assert described[0].startswith(made.sheet.alt)
    assert all(described)
    names = [frame.name for frame in frames]
    assert len(set(names)) == len(names)
    for name in names:
        assert name.startswith(f"chart:{made.sheet.chart}?")
        assert f"lang={made.sheet.selection.language}" in name


def test_there_is_a_native_chart_for_each_axis_of_counts(made: Made) -> None:
    assert len(made.frames) == len(made.sheet.scene.panels)


def test_counts_begin_at_zero_and_gaps_stay_gaps(made: Made) -> None:
    for frame in made.frames:
        axis = frame.chart.value_axis
        if made.sheet.chart == "revisions":  # an axis of changes, on which no change lies inside
            assert axis.minimum_scale < 0 < axis.maximum_scale
        else:
            assert axis.minimum_scale == 0
        space = frame.chart._chartSpace
        assert space.find(f"{CHART}chart/{CHART}dispBlanksAs").get("val") == "gap"
        assert not space.xpath("//c:smooth[@val='1']")


def test_an_empty_cell_is_no_point_and_what_is_cached_is_what_the_workbook_holds(made: Made) -> None:
    for frame in made.frames:
        sheet = workbook(frame)["Chart"]
        references = 0
        for reference in frame.chart._chartSpace.iter(f"{CHART}numRef", f"{CHART}strRef"):
            place = reference.find(f"{CHART}f").text.removeprefix("Chart!").replace("$", "")
            cells = sheet[place] if ":" in place else ((sheet[place],),)
            held = {number: row[0].value for number, row in enumerate(cells) if row[0].value is not None}
            cached = {
                int(point.get("idx")): point.find(f"{CHART}v").text for point in reference.iter(f"{CHART}pt")
            }
            assert {number: str(value) for number, value in held.items()} == cached
            references += 1
        assert references


def workbook(frame: Any, *, formulas: bool = False) -> Any:
    blob = frame.chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob), data_only=not formulas)


def test_the_workbook_holds_the_figures_of_the_csv_with_their_sources(made: Made) -> None:
    text = csv_file.export(made.sheet, made.catalogue, OPTIONS).decode("utf-8-sig")
    wanted = list(csv.reader(io.StringIO(text)))
    assert len(wanted) == 1 + len(records(made.sheet, made.catalogue))
    for frame in made.frames:
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in workbook(frame)["Data"].iter_rows(values_only=True)
        ]
        assert rows[0] == wanted[0]
        assert rows[1:] == [[cell.removeprefix("'") for cell in row] for row in wanted[1:]]


def test_the_columns_drawn_hold_each_marked_figure_of_the_csv_once(made: Made) -> None:
    """The marks of the scene say which observations are drawn: each value stands in a chart's sheet."""
    by_key = {row.observation.key: row for row in made.sheet.rows}
    by_key |= {row.observation.edition_key: row for row in made.sheet.rows}
    drawn = [by_key[mark.key] for mark in made.sheet.scene.marks]
    assert drawn
    if made.sheet.chart == "rates":
        wanted = Counter(float(row.worked_out("per_10000_transits")) for row in drawn)
        wanted += Counter(float(row.worked_out("high")) for row in drawn)
    elif made.sheet.chart == "revisions":
        wanted = Counter()
    else:
        wanted = Counter(float(row.observation.value or 0) for row in drawn)
    if made.sheet.chart == "running":  # hollow above the months
        rests = (float(row.worked_out("rest_of_year") or 0) for row in drawn)
        wanted += Counter(rest for rest in rests if rest)
    found: Counter[float] = Counter()
    for frame in made.frames:
        sheet = workbook(frame, formulas=True)["Chart"]
        for series in frame.chart._chartSpace.iter(f"{CHART}ser"):
            if series.xpath("./c:spPr/a:ln/a:prstDash[@val='sysDash']") and _is_level(series, made):
                continue
            reference = (series.xpath("./c:val//c:f") or series.xpath("./c:yVal//c:f"))[0].text
            for (cell,) in sheet[reference.removeprefix("Chart!").replace("$", "")]:
                if isinstance(cell.value, int | float):
                    found[float(cell.value)] += 1
    if made.sheet.chart == "revisions":
        assert sum(found.values()) == len(drawn)
        return
    if made.sheet.chart == "rates":
        assert sorted(found.elements()) == pytest.approx(sorted(wanted.elements()), abs=0.0011)
        return
    assert found == wanted


def _is_level(series: Any, made: Made) -> bool:
    name = series.xpath("./c:tx//c:v")[0].text
    prefix = interface_words(made.sheet.selection.language)("Reported level: {level}", level="")
    return str(name).startswith(prefix)


def test_texts_on_slides_and_in_charts_have_a_font_for_japanese(made: Made) -> None:
    presentation = Presentation(io.BytesIO(made.content))
    theme = next(
        one.target_part.blob
        for one in presentation.slide_master.part.rels.values()
        if one.reltype.endswith("/theme")
    )
    assert theme.count(b'<a:ea typeface="Yu Gothic"/>') == 2
    slide = presentation.slides[0]
    for properties in slide._element.iter(f"{MAIN}rPr"):
        assert properties.find(f"{MAIN}ea").get("typeface") in ("+mn-ea", "+mj-ea")
    for frame in charts_on(slide.shapes):
        for properties in frame.chart._chartSpace.iter(f"{MAIN}defRPr", f"{MAIN}rPr"):
            assert properties.find(f"{MAIN}ea").get("typeface") == "+mn-ea"


def test_the_file_keeps_to_the_schema(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "slide.pptx"
    path.write_bytes(made.content)
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []


def test_all_its_dates_are_that_of_the_record_so_that_equal_input_gives_equal_bytes(made: Made) -> None:
    moment = made.sheet.version.recorded_at
    assert moment is not None
    day = moment.date()
    assert export(made.sheet, made.catalogue, OPTIONS) == made.content
    properties = Presentation(io.BytesIO(made.content)).core_properties
    assert properties.created.date() == properties.modified.date() == day
    assert properties.language == {"en": "en-GB", "ja": "ja-JP"}[made.sheet.selection.language]
    assert properties.title == made.slide.shapes.title.text[:253].strip() or properties.title.endswith("…")
    assert properties.subject
    assert properties.keywords
    with ZipFile(io.BytesIO(made.content)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(day.year, day.month, day.day)}
    for frame in made.frames:
        assert workbook(frame).properties.created.date() == day


def test_part_years_are_never_joined(shared: Engine) -> None:
    sheet, known = sheet_of(shared, "trend", "en", Selection(series=("mofa-somalia-gulf-of-aden",)))
    partial = [row for row in sheet.rows if row.observation.is_partial]
    assert partial
    frame = charts_on(Presentation(io.BytesIO(export(sheet, known, OPTIONS))).slides[0].shapes)[0]
    joined, apart = [], []
    for series in frame.chart._chartSpace.iter(f"{CHART}ser"):
        name = series.xpath("./c:tx//c:v")[0].text
        line = series.xpath("./c:spPr/a:ln/a:solidFill")
        (joined if line else apart).append(name)
        if name.endswith("(part of the year)"):
            assert len(series.xpath("./c:val//c:pt")) == len(partial)
    assert "MOFA Somalia & G. Aden" in joined
    assert "MOFA Somalia & G. Aden (part of the year)" in apart


def test_a_rate_has_its_interval_as_error_bars(shared: Engine) -> None:
    sheet, known = sheet_of(shared, "rates", "en", Selection())
    frames = charts_on(Presentation(io.BytesIO(export(sheet, known, OPTIONS))).slides[0].shapes)
    rated = [row for row in sheet.rows if row.added]
    rows = {float(row.worked_out("per_10000_transits")): row for row in rated}
    checked = 0
    for frame in frames:
        for series in frame.chart._chartSpace.iter(f"{CHART}ser"):
            bars = series.find(f"{CHART}errBars")
            if bars is None:
                continue
            values, plus, minus = (
                [float(one.text) for one in series.xpath(path)]
                for path in (
                    "./c:yVal//c:pt/c:v",
                    "./c:errBars/c:plus//c:pt/c:v",
                    "./c:errBars/c:minus//c:pt/c:v",
                )
            )
            for value, up, down in zip(values, plus, minus, strict=True):
                row = rows[min(rows, key=lambda one: abs(one - value))]
                if value:
                    assert value + up == pytest.approx(float(row.worked_out("high")), abs=0.002)
                    assert value - down == pytest.approx(float(row.worked_out("low")), abs=0.002)
                checked += 1
    assert checked == len(rated) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_without_figures_gives_a_slide_that_says_so(shared: Engine, language: str) -> None:
    asked = Selection(series=("imb-somalia",), first=1950, last=1951)
    sheet, known = sheet_of(shared, "trend", language, asked)
    slide = Presentation(io.BytesIO(export(sheet, known, OPTIONS))).slides[0]
    assert not charts_on(slide.shapes)
    text = words_on(slide.shapes)
    assert {"en": "A gap is not a zero", "ja": "空白は0ではない"}[language] in text
    assert texts_of(sheet, known, OPTIONS).as_of in text


@pytest.mark.parametrize(("paper", "inches"), [("16:9", (13.333, 7.5)), ("a4", (11.693, 8.268))])
def test_everything_lies_on_the_paper(shared: Engine, paper: str, inches: tuple[float, float]) -> None:
    for chart in CHARTS:
        sheet, known = sheet_of(shared, chart, "ja", Selection())
        presentation = Presentation(io.BytesIO(export(sheet, known, replace(OPTIONS, paper=paper))))
        size = (presentation.slide_width, presentation.slide_height)
        assert [round(side / 914_400, 3) for side in size] == list(inches)
        for shape in presentation.slides[0].shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= size[0] + 1
            assert shape.top + shape.height <= size[1] + 1


def template(*, title: str = "Sample") -> bytes:
    """An office's template: 4:3, with a slide of its own, a font, and a mark in its master."""
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = title
    for style in presentation.slide_master._element.xpath("./p:txStyles/p:titleStyle//a:latin"):
        style.set("typeface", "Georgia")
    presentation.slide_master.name = "Office"
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def test_an_office_s_template_keeps_master_and_size_and_loses_its_sample_slides(shared: Engine) -> None:
    sheet, known = sheet_of(shared, "trend", "ja", Selection())
    made = Presentation(io.BytesIO(export(sheet, known, replace(OPTIONS, template=template()))))
    assert [slide.shapes.title.text for slide in made.slides] == [sheet.headline]
    assert (made.slide_width, made.slide_height) == (9_144_000, 6_858_000)
    assert made.slide_master._element.xpath("./p:txStyles/p:titleStyle//a:latin/@typeface")[0] == "Georgia"
    assert made.slides[0].slide_layout.name == "Title Only"
    assert charts_on(made.slides[0].shapes)


def test_a_template_s_own_ending_is_read_too(shared: Engine) -> None:
    renamed = io.BytesIO()
    with ZipFile(io.BytesIO(template())) as old, ZipFile(renamed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(b"presentation.main+xml", b"template.main+xml")
            new.writestr(name, part)
    sheet, known = sheet_of(shared, "trend", "en", Selection())
    content = export(sheet, known, replace(OPTIONS, template=renamed.getvalue()))
    assert len(Presentation(io.BytesIO(content)).slides) == 1


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_presentation_is_refused_as_a_template(shared: Engine, content: bytes) -> None:
    sheet, known = sheet_of(shared, "trend", "en", Selection())
    with pytest.raises(TemplateNotRead):
        export(sheet, known, replace(OPTIONS, template=content))


def test_a_deck_has_a_title_a_slide_a_sheet_and_sources_and_methods(shared: Engine, tmp_path: Path) -> None:
    sheets, known = [], catalogue(shared)
    for chart in CHARTS:
        for language in LANGUAGES:
            sheets.append(sheet_of(shared, chart, language, Selection())[0])
    content = deck(sheets, known, OPTIONS, title="Briefing 2026", languages=["en"])
    assert deck(sheets, known, OPTIONS, title="Briefing 2026", languages=["en"]) == content
    slides = list(Presentation(io.BytesIO(content)).slides)
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0] == "Briefing 2026"
    assert titles[1 : len(sheets) + 1] == [sheet.headline for sheet in sheets]
    assert "Sources and definitions" in titles
    assert "Methods and notes" in titles
    after = "\n".join(words_on(slide.shapes) for slide in slides[len(sheets) + 1 :])
    for sheet in sheets:
        said = texts_of(sheet, known, OPTIONS)
        for line in (*said.sources, *said.notes, *said.findings, said.caveat):
            assert line in after
    names = [frame.name for slide in slides for frame in charts_on(slide.shapes)]
    assert len(set(names)) == len(names) > len(sheets)
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_slides_of_others_can_be_added_to(shared: Engine) -> None:
    presentation = Presentation(io.BytesIO(template(title="Ours")))
    sheet, known = sheet_of(shared, "trend", "en", Selection())
    slide = add_slide(presentation, sheet, known, replace(OPTIONS, template=b"theirs"))
    assert slide.shapes.title.text == sheet.headline
    assert [one.shapes.title.text for one in presentation.slides] == ["Ours", sheet.headline]
