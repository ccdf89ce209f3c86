"""Every chart as a slide, in both languages: opened by other readers, its numbers held against the CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn
from scene_readers import shapes_of
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.options import SOURCES, Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import TemplateNotRead, csv_file, records
from dashboard.exporters.native.chart_axes import UP
from dashboard.exporters.native.chart_space import ABOUT, ABOUT_LINES
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.native.parts import GUIDES
from dashboard.exporters.pptx_file import deck, export
from dashboard.exporters.slides.page import add_slides
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
    def slides(self) -> list[Any]:
        return list(Presentation(io.BytesIO(self.content)).slides)

    @property
    def slide(self) -> Any:
        return self.slides[0]

    @property
    def frames(self) -> list[Any]:
        return [frame for slide in self.slides for frame in charts_on(slide.shapes)]


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
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in made.slides)
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
        space = frame.chart._chartSpace
        (floor,) = space.xpath(f"//c:valAx[c:axId/@val='{UP}']/c:scaling/c:min/@val")
        if made.sheet.chart == "revisions":  # an axis of changes, on which no change lies inside
            assert float(floor) < 0
        else:
            assert float(floor) == 0
        assert space.find(f"{CHART}chart/{CHART}dispBlanksAs").get("val") == "gap"
        assert not space.xpath("//c:smooth[@val='1']")


def test_a_count_that_is_edited_stays_in_sight_and_its_label_says_it(made: Made) -> None:
    """The axis has no end of its own, and no label is a text that an edit would leave behind."""
    labels = 0
    for frame in made.frames:
        space = frame.chart._chartSpace
        assert not space.xpath(f"//c:valAx[c:axId/@val='{UP}']/c:scaling/c:max")
        assert not space.xpath("//c:dLbl//a:r")
        for label in space.xpath("//c:dLbl"):
            shown = {
                name for name in ("showVal", "showSerName") if label.find(f"{CHART}{name}").get("val") == "1"
            }
            if label.xpath("./c:tx"):
                assert label.xpath("./c:tx//a:fld/@type") == ["CELLRANGE"]
                assert not shown
            else:
                assert shown
            labels += 1
    assert labels


def test_the_workbook_says_what_each_of_its_columns_is(made: Made) -> None:
    about = interface_words(made.sheet.selection.language)(ABOUT)
    for frame in made.frames:
        book = workbook(frame)
        headings = [cell.value for cell in book["Chart"][1]]
        rows = [row for row in book[about].iter_rows(min_row=len(ABOUT_LINES) + 2, values_only=True)]
        assert [row[:2] for row in rows] == [
            (get_column_letter(number), heading) for number, heading in enumerate(headings, 1)
        ]
        assert all(row[2] for row in rows)
        said = [row[0] for row in book[about].iter_rows(max_row=len(ABOUT_LINES), values_only=True)]
        assert said == [interface_words(made.sheet.selection.language)(line) for line in ABOUT_LINES]


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
    every = (series for panel in panels_of(made.sheet) for series in panel.series)
    guides = {series.name for series in every if series.role in GUIDES}
    for frame in made.frames:
        sheet = workbook(frame, formulas=True)["Chart"]
        for series in frame.chart._chartSpace.iter(f"{CHART}ser"):
            if series.xpath("./c:tx//c:v")[0].text in guides:
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


def test_texts_on_slides_and_in_charts_have_a_font_for_japanese(made: Made) -> None:
    presentation = Presentation(io.BytesIO(made.content))
    theme = next(
        one.target_part.blob
        for one in presentation.slide_master.part.rels.values()
        if one.reltype.endswith("/theme")
    )
    assert theme.count(b'<a:ea typeface="Yu Gothic"/>') == 2
    slide = presentation.slides[0]
    for properties in slide._element.xpath(".//a:r/a:rPr"):
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
    assert titles[:2] == ["Briefing 2026", "Charts"]
    headlines = [sheet.headline for sheet in sheets]
    assert [title for title in titles if title in headlines] == headlines
    assert "Sources and definitions" in titles
    assert "Methods and notes" in titles
    after = "\n".join(words_on(slide.shapes) for slide in slides[titles.index("Sources and definitions") :])
    publications = {row.observation.publication for sheet in sheets for row in sheet.rows}
    for publication in publications:
        assert known.publications[publication].title_en in after
    for sheet in sheets:
        said = texts_of(sheet, known, OPTIONS)
        for line in (*said.notes, *said.findings, said.caveat):
            assert line in after
    names = [frame.name for slide in slides for frame in charts_on(slide.shapes)]
    assert len(set(names)) == len(names) > len(sheets)
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_slides_of_others_can_be_added_to(shared: Engine) -> None:
    presentation = Presentation(io.BytesIO(template(title="Ours")))
    sheet, known = sheet_of(shared, "trend", "en", Selection())
    slide, *_ = add_slides(presentation, sheet, known, replace(OPTIONS, template=b"theirs"))
    assert slide.shapes.title.text == sheet.headline
    assert [one.shapes.title.text for one in presentation.slides] == ["Ours", sheet.headline]


@pytest.mark.parametrize("language", LANGUAGES)
def test_breaks_close_to_each_other_are_not_named_over_each_other(shared: Engine, language: str) -> None:
    known = catalogue(shared)
    series = ("imb-world", "imo-world", "imb-south-east-asia")
    sheet = CHARTS["trend"].build(shared, known, Selection(series=series, language=language))
    assert len({mark.looks for mark in sheet.scene.breaks}) > 1
    shapes = shapes_of(export(sheet, known, OPTIONS))
    notes = sorted((shape for shape in shapes if shape.name == "note"), key=lambda note: note.left)
    assert len(notes) == len(sheet.scene.breaks)
    assert all(one.left + one.width <= other.left for one, other in pairwise(notes))


def test_a_deck_lists_its_charts_with_links_to_their_slides(shared: Engine) -> None:
    known = catalogue(shared)
    sheets = [sheet_of(shared, chart, "en", Selection())[0] for chart in list(CHARTS)[:4]]
    slides = list(Presentation(io.BytesIO(deck(sheets, known, OPTIONS))).slides)
    listed = {shape.name: shape for shape in slides[1].shapes if shape.name.startswith("chart ")}
    numbers = {slide.part.partname: number for number, slide in enumerate(slides, 1)}
    for number, sheet in enumerate(sheets, 1):
        headline, place = listed[f"chart {number}"], listed[f"chart {number}: right"]
        assert headline.text_frame.text == sheet.headline
        (link,) = headline._element.xpath(".//a:hlinkClick")
        assert link.get("action") == "ppaction://hlinksldjump"
        target = slides[1].part.related_part(link.get(qn("r:id")))
        assert target.slide.shapes.title.text == sheet.headline
        assert place.text_frame.text == str(numbers[target.partname])


def test_two_charts_need_no_list_and_one_language_no_sections(shared: Engine) -> None:
    known = catalogue(shared)
    sheets = [sheet_of(shared, chart, "en", Selection())[0] for chart in list(CHARTS)[:2]]
    made = Presentation(io.BytesIO(deck(sheets, known, OPTIONS)))
    assert "Charts" not in [slide.shapes.title.text for slide in made.slides]
    assert not made.part._element.xpath("./p:extLst")


def test_each_language_of_a_deck_is_a_section(shared: Engine) -> None:
    known = catalogue(shared)
    sheets = [sheet_of(shared, "trend", language, Selection())[0] for language in ("ja", "en")]
    made = Presentation(io.BytesIO(deck(sheets, known, OPTIONS, languages=["ja", "en"])))
    sections = [element for element in made.part._element.iter() if str(element.tag).endswith("}section")]
    assert [section.get("name") for section in sections] == ["日本語", "English"]
    ids = [int(one.get("id")) for section in sections for one in section[0]]
    assert ids == [slide.slide_id for slide in made.slides]


def test_sources_are_short_or_none_where_that_is_asked_for(shared: Engine) -> None:
    known = catalogue(shared)
    sheets = [sheet_of(shared, chart, "en", Selection())[0] for chart in ("trend", "kind")]
    full, short, none = (
        list(Presentation(io.BytesIO(deck(sheets, known, replace(OPTIONS, sources=amount)))).slides)
        for amount in SOURCES
    )
    assert len(none) < len(short) == len(none) + 1 < len(full)
    last = short[-1]
    assert last.shapes.title.text == "Sources and methods"
    notes = last.notes_slide.notes_text_frame.text
    for sheet in sheets:
        for row in sheet.rows:
            assert known.publications[row.observation.publication].title_en in notes
        assert texts_of(sheet, known, OPTIONS).caveat in words_on(last.shapes)
    for slide in none[1:]:
        assert "Sources: " in words_on(slide.shapes)


def test_a_publication_stands_once_with_the_slides_that_rest_on_it(shared: Engine) -> None:
    known = catalogue(shared)
    sheets = [sheet_of(shared, "trend", "en", Selection(series=("imb-somalia",)))[0] for _ in range(2)]
    slides = list(Presentation(io.BytesIO(deck(sheets, known, OPTIONS))).slides)
    titles = [slide.shapes.title.text for slide in slides]
    places = [number for number, title in enumerate(titles, 1) if title == sheets[0].headline]
    text = "\n".join(words_on(slide.shapes) for slide in slides[titles.index("Sources and definitions") :])
    lines = [line for line in text.split("\n") if "slides" in line]
    assert len(lines) == len({row.observation.publication for row in sheets[0].rows})
    assert all(line.endswith(f": slides {places[0]}, {places[1]}") for line in lines)
