"""A deck that was made before, filled again: what follows, what of a hand's is kept, and what is told."""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from appended import figure, loads
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from sqlalchemy import Engine

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.commands.export import export_files
from dashboard.commands.parsers import add_export_command
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.native.grid import WRITTEN
from dashboard.exporters.native.written import at, plotted
from dashboard.exporters.slides.refilling import FILLED, GONE, KEPT, SAME, SlideOutcome
from dashboard.exporters.slides.shapes import every_shape, frame_name, named_shapes
from dashboard.files.pack import Pack, PackSheet
from dashboard.files.pack_file import PackRequest, make_pack
from dashboard.files.refill import COULD_NOT, Refilled, refill_deck
from dashboard.files.refill_report import NOTHING_FOUND, lines
from dashboard.record.queries import catalogue
from dashboard.web.application import create_app
from dashboard.words import LANGUAGES, interface_words

EN = Selection(language="en")
OPTIONS = Options(public_url="https://piracy.example.jp")
TREND = PackSheet("trend", "series=imb-somalia&from=2019")
EVERY = tuple(
    PackSheet(chart, "")
    for chart in ("trend", "compare", "kind", "measures", "objective", "rates", "revisions", "running")
)
FROM_LIBREOFFICE = Path(__file__).parents[1] / "files" / "decks" / "saved-by-libreoffice.pptx"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """A database of SQLite alone: what is filled is made of what queries answer, on both alike
    (tests/contracts/test_databases.py)."""
    return f"sqlite:///{tmp_path / 'piracy.sqlite3'}"


def export(engine: Engine, *typed: str) -> int:
    parser = argparse.ArgumentParser()
    add_export_command(parser.add_subparsers(), "en")
    return export_files(engine, parser.parse_args(["export", *typed]), "en")


def deck(engine: Engine, *sheets: PackSheet, language: str = "en", template: bytes | None = None) -> bytes:
    pack = Pack(sheets, languages=(language,))
    options = Options(public_url=OPTIONS.public_url, template=template)
    return make_pack(engine, PackRequest(pack, Selection(language=language), "pptx", options))


def filled(engine: Engine, content: bytes) -> Refilled:
    return refill_deck(engine, content, EN, OPTIONS)


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def saved(presentation: Any) -> bytes:
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def frames(presentation: Any) -> list[Any]:
    return [
        shape
        for slide in presentation.slides
        for shape in every_shape(slide.shapes)
        if getattr(shape, "has_chart", False) and shape.has_chart
    ]


def values(frame: Any) -> dict[str, dict[str, float]]:
    return {series.name: series.values for series in plotted(frame.chart.part._element)}


def told(refilled: Refilled, *kinds: str) -> list[SlideOutcome]:
    return [one for slide in refilled.slides for one in slide.told if one.kind in kinds]


def set_value(frame: Any, series: str, place: str, value: float) -> None:
    """Change a number as an office program does: in what the chart remembers."""
    for element in frame.chart.part._element.iter():
        if not str(element.tag).endswith("}ser") or at(element, "./c:tx//c:v/text()") != [series]:
            continue
        places = at(element, "./c:cat//c:pt")
        number = next(point.get("idx") for point in places if point[0].text == place)
        (point,) = at(element, f"./c:val//c:pt[@idx='{number}']")
        point[0].text = str(value)
        return
    raise AssertionError(f"{series} is not in the chart")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_of_every_chart_that_nothing_has_changed_is_as_it_was(shared: Engine, language: str) -> None:
    content = deck(shared, *EVERY, language=language)
    refilled = filled(shared, content)
    assert {one.kind for slide in refilled.slides for one in slide.told} == {SAME}
    before, after = opened(content), opened(refilled.content)
    assert len(frames(before)) == len(frames(after)) == len(told(refilled, SAME)) > len(EVERY)
    assert [values(frame) for frame in frames(before)] == [values(frame) for frame in frames(after)]
    for old, new in zip(before.slides, after.slides, strict=True):
        assert {
            name: [shape.text_frame.text for shape in shapes] for name, shapes in named_shapes(old).items()
        } == {name: [shape.text_frame.text for shape in shapes] for name, shapes in named_shapes(new).items()}


def test_new_figures_come_into_charts_workbooks_labels_and_words(loaded: Engine) -> None:
    content = deck(loaded, TREND)
    loads(
        loaded,
        figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"),
        figure(
            loaded,
            "imb-somalia",
            2025,
            date(2027, 1, 15),
            value=9,
            period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31),
        ),
    )
    refilled = filled(loaded, content)
    (frame,) = frames(opened(refilled.content))
    assert values(frame)["IMB Somalia"] | {"2025": 7.0, "2026": 9.0} == values(frame)["IMB Somalia"]
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell.value for row in book["Chart"].iter_rows() for cell in row]
    assert "2026" in cells and 9 in cells
    assert book[WRITTEN].sheet_state == "veryHidden"
    labels = next(
        series.labels for series in plotted(frame.chart.part._element) if series.name == "IMB Somalia"
    )
    assert "2026" in labels
    slide = opened(refilled.content).slides[1]
    assert "9 in 2026" in slide.shapes.title.text
    assert re.search("2026: .?9", slide.notes_slide.notes_text_frame.text)
    assert "5 in 2025" in next(one for one in told(refilled, FILLED) if one.what == "title").then
    assert not told(refilled, KEPT, GONE, COULD_NOT)
    *_, methods = opened(refilled.content).slides
    assert refilled.around and methods.shapes.title.text.startswith("Methods and notes")
    assert f"Slides {', '.join(map(str, refilled.around))}: " in "\n".join(
        lines(refilled, interface_words("en"), "pptx")
    )
    again = filled(loaded, refilled.content)
    assert {one.kind for slide in again.slides for one in slide.told} == {SAME}


def test_the_list_of_charts_follows_the_headlines(loaded: Engine) -> None:
    content = deck(loaded, TREND, PackSheet("running", ""), PackSheet("revisions", ""))
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    slides = opened(filled(loaded, content).content).slides
    listed = [shape.text_frame.text for shape in slides[1].shapes if shape.name == "chart 1"]
    assert listed == [slides[2].shapes.title.text] and "7 in 2025" in listed[0]


def test_looks_place_and_size_that_a_hand_gave_stay(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    series = frame.chart.plots[0].series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor(0x12, 0x34, 0x56)
    frame.left, frame.width = frame.left + Inches(0.5), frame.width - Inches(1)
    place = frame.left, frame.top, frame.width, frame.height
    title = presentation.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
    title.font.italic = True
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    after = opened(filled(loaded, saved(presentation)).content)
    (frame,) = frames(after)
    assert (frame.left, frame.top, frame.width, frame.height) == place
    assert "123456" in at(frame.chart.part._element, "//c:ser[1]/c:spPr//a:srgbClr/@val")
    assert values(frame)["IMB Somalia"]["2025"] == 7
    assert "7 in 2025" in after.slides[1].shapes.title.text
    assert after.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.italic


def test_a_number_that_a_hand_has_changed_is_kept_and_told_every_time(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    set_value(frames(presentation)[0], "IMB Somalia", "2024", 80)
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    content = saved(presentation)
    for _ in range(2):
        refilled = filled(loaded, content)
        assert told(refilled, KEPT) == [SlideOutcome(KEPT, "IMB Somalia, 2024", "8", "80", "8")]
        content = refilled.content
        (frame,) = frames(opened(content))
        assert values(frame)["IMB Somalia"] | {"2024": 80.0, "2025": 7.0} == values(frame)["IMB Somalia"]
    for language in LANGUAGES:
        report = "\n".join(lines(refilled, interface_words(language), "pptx"))
        assert "IMB Somalia, 2024" in report and "80" in report


@pytest.mark.parametrize("name", ["findings", "subtitle", "source"])
def test_words_that_a_hand_has_changed_are_kept_and_told(loaded: Engine, name: str) -> None:
    presentation = opened(deck(loaded, TREND))
    slide = presentation.slides[1]
    (shape,) = named_shapes(slide)[name]
    shape.text_frame.paragraphs[0].runs[0].text = "The minister's own words."
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    (kept,) = told(refilled, KEPT)
    assert kept.what == name and "The minister's own words." in kept.now
    assert kept.then and kept.today and kept.then != kept.now != kept.today
    (shape,) = named_shapes(opened(refilled.content).slides[1])[name]
    assert "The minister's own words." in shape.text_frame.text
    assert "7 in 2025" in opened(refilled.content).slides[1].shapes.title.text


def test_own_paragraphs_around_ours_stay_while_ours_follow(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    frame = presentation.slides[1].notes_slide.notes_text_frame
    first = deepcopy(frame.paragraphs[0]._p)
    frame.paragraphs[0]._p.addprevious(first)
    frame.paragraphs[0].runs[0].text = "Good morning, minister."
    frame.add_paragraph().text = "Thank you."
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    notes = opened(refilled.content).slides[1].notes_slide.notes_text_frame.text.split("\n")
    assert notes[0] == "Good morning, minister." and notes[-1] == "Thank you."
    assert any(re.search("2025: .?7", line) for line in notes)
    assert not any(re.search("2025: .?5", line) for line in notes)
    assert not told(refilled, KEPT)


def test_what_a_hand_has_taken_out_stays_out_and_is_told(loaded: Engine) -> None:
    presentation = opened(deck(loaded, PackSheet("trend", "series=imb-somalia,mofa-somalia-gulf-of-aden")))
    slide = presentation.slides[1]
    (findings,) = named_shapes(slide)["findings"]
    findings._element.getparent().remove(findings._element)
    (frame,) = frames(presentation)
    series = next(
        element
        for element in frame.chart.part._element.iter()
        if str(element.tag).endswith("}ser") and at(element, "./c:tx//c:v/text()") == ["IMB Somalia"]
    )
    series.getparent().remove(series)
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    assert {one.what for one in told(refilled, GONE)} >= {"findings", "IMB Somalia"}
    after = opened(refilled.content)
    assert "findings" not in named_shapes(after.slides[1])
    assert "IMB Somalia" not in values(frames(after)[0])


def test_a_series_and_a_sheet_of_a_hand_s_own_stay(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    space = frame.chart.part._element
    (own,) = [deepcopy(element) for element in at(space, "//c:ser[c:tx//c:v='IMB Somalia']")]
    at(own, "./c:tx//c:v")[0].text = "Our own estimate"
    at(space, "//c:ser[c:tx//c:v='IMB Somalia']")[0].addnext(own)
    part = frame.chart.part.chart_workbook
    book = openpyxl.load_workbook(io.BytesIO(part.xlsx_part.blob))
    book.create_sheet("Own reckoning")["A1"] = "half of it"
    content = io.BytesIO()
    book.save(content)
    part.update_from_xlsx_blob(content.getvalue())
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    (frame,) = frames(opened(filled(loaded, saved(presentation)).content))
    assert values(frame)["Our own estimate"]["2025"] == 5
    assert values(frame)["IMB Somalia"]["2025"] == 7
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert book["Own reckoning"]["A1"].value == "half of it"
    assert 7 in [cell.value for row in book["Chart"].iter_rows() for cell in row]


def test_a_chart_copied_into_another_deck_is_found_there(loaded: Engine) -> None:
    (frame,) = frames(opened(deck(loaded, TREND)))
    other = Presentation()
    slide = other.slides.add_slide(other.slide_layouts[5])
    slide.shapes.title.text = "Quarterly report"

    class Copied:
        xlsx_blob = frame.chart.part.chart_workbook.xlsx_part.blob

        def xml_bytes(self, _kind: object) -> bytes:
            return bytes(frame.chart.part.blob)

    space = frame.chart.part._element
    for link in at(space, "./c:externalData"):
        space.remove(link)
    box = (Inches(1), Inches(2), Inches(6), Inches(4))
    copy = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *box, Copied())  # type: ignore[arg-type]
    copy.name = frame.name
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(other))
    after = opened(refilled.content)
    (frame,) = frames(after)
    assert values(frame)["IMB Somalia"]["2025"] == 7
    assert after.slides[0].shapes.title.text == "Quarterly report"
    assert len(list(every_shape(after.slides[0].shapes))) == 2


def moved_to(content: bytes, moment: datetime) -> bytes:
    """A deck as if it had been made from the record of a moment."""
    rewritten = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("ppt/slides/slide"):
                part = re.sub(rb"@\d{4}-[\d:T-]+Z", f"@{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            new.writestr(name, part)
    return rewritten.getvalue()


def test_a_deck_that_libreoffice_has_saved_is_filled_by_what_the_record_held(loaded: Engine) -> None:
    """It has no workbooks any more; the count of 2011 was changed in it by hand from 237 to 240."""
    moment = catalogue(loaded).version.recorded_at
    assert moment is not None
    content = moved_to(FROM_LIBREOFFICE.read_bytes(), moment.astimezone(UTC))
    assert not any(frame.chart.part.chart_workbook.xlsx_part for frame in frames(opened(content)))
    loads(
        loaded,
        figure(loaded, "mofa-somalia-gulf-of-aden", 2010, date(2027, 1, 15), value=220, vintage="later"),
    )
    refilled = filled(loaded, content)
    (frame,) = frames(opened(refilled.content))
    (name,) = [name for name in values(frame) if name.startswith("MOFA Somalia")][:1]
    assert values(frame)[name] | {"2010": 220.0, "2011": 240.0} == values(frame)[name]
    numbers = [one for one in told(refilled, KEPT) if one.now == "240"]
    assert [(one.then, one.today) for one in numbers] == [("237", "237")]
    assert frame.chart.part.chart_workbook.xlsx_part is not None


@pytest.mark.parametrize(
    "change", [lambda name: name.replace("imb-somalia", "imb-nowhere"), lambda _: "chart:nonsense"]
)
def test_a_chart_that_the_record_does_not_know_is_left_and_told(
    shared: Engine, change: Callable[[str], str]
) -> None:
    presentation = opened(deck(shared, TREND, PackSheet("running", "")))
    first, second = frames(presentation)
    before = values(first)
    first.name = change(first.name)
    refilled = filled(shared, saved(presentation))
    assert len(told(refilled, COULD_NOT)) == 1 and len(told(refilled, SAME)) == 1
    assert values(frames(opened(refilled.content))[0]) == before
    assert frame_name(second.name) is not None


def test_a_template_s_deck_stays_valid_and_in_its_colours(loaded: Engine, tmp_path: Path) -> None:
    presentation = Presentation()
    presentation.slide_master.name = "Office"
    content = deck(loaded, *EVERY, template=saved(presentation))
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, content)
    assert told(refilled, FILLED) and not told(refilled, KEPT, GONE, COULD_NOT)
    path = tmp_path / "deck.pptx"
    path.write_bytes(refilled.content)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    ours = deck(loaded, *EVERY, template=saved(presentation))
    for old, new in zip(frames(opened(ours)), frames(opened(refilled.content)), strict=True):
        assert values(old) == values(new)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_deck_is_refused(shared: Engine, content: bytes) -> None:
    with pytest.raises(TemplateNotRead):
        filled(shared, content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deck_without_a_chart_of_ours_says_so(shared: Engine, language: str) -> None:
    refilled = filled(shared, saved(Presentation()))
    words = interface_words(language)
    assert not refilled.slides and lines(refilled, words, "pptx") == [words(NOTHING_FOUND)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_briefing_fills_slides_and_says_what_it_did(shared: Engine, language: str) -> None:
    client = create_app(shared).server.test_client()
    assert 'action="/briefing/refill"' in client.get(f"/briefing?lang={language}").get_data(as_text=True)
    presentation = opened(deck(shared, TREND))
    set_value(frames(presentation)[0], "IMB Somalia", "2024", 80)
    form = {"deck": (io.BytesIO(saved(presentation)), "四半期.pptx"), "lang": language}
    answer = client.post("/briefing/refill", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and f'lang="{language}"' in page
    assert "IMB Somalia, 2024" in page
    (address,) = re.findall(r'href="(/briefing/refill/\w+\.pptx)"', page)
    file = client.get(address)
    assert "attachment" in file.headers["Content-Disposition"]
    (frame,) = frames(opened(file.data))
    assert values(frame)["IMB Somalia"]["2024"] == 80
    for other, word in (("en", "changed by hand"), ("ja", "手作業で変更された数値")):
        report = client.get(address.replace(".pptx", f"_{other}.txt"))
        assert report.status_code == 200 and word in report.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", [None, b"", b"no archive"])
def test_briefing_refuses_what_is_no_deck_in_the_readers_language(
    shared: Engine, language: str, content: bytes | None
) -> None:
    client = create_app(shared).server.test_client()
    form: dict[str, Any] = {"lang": language}
    if content is not None:
        form["deck"] = (io.BytesIO(content), "report.pptx")
    answer = client.post("/briefing/refill", data=form, content_type="multipart/form-data")
    assert answer.status_code == 400
    told = re.search(r'class="notice" role="alert">([^<]*)<', answer.get_data(as_text=True))
    assert told and bool(re.search("[ぁ-ん]", told[1])) == (language == "ja")
    for missing in ("/briefing/refill/none.pptx", "/briefing/refill/none_en.txt"):
        assert client.get(missing).status_code == 404


def test_the_command_fills_a_deck_beside_the_old_one(
    shared: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    old = Path("last.pptx")
    old.write_bytes(deck(shared, TREND))
    content = old.read_bytes()
    assert export(shared, "--into", "last.pptx") == 0
    said = capsys.readouterr().out
    assert "Charts found: 1." in said
    (new,) = [path for path in Path().iterdir() if path != old]
    assert new.name.startswith("last_") and len(frames(opened(new.read_bytes()))) == 1
    assert old.read_bytes() == content
    pack = Pack((TREND,), languages=("en",))
    Path("last.docx").write_bytes(make_pack(shared, PackRequest(pack, EN, "docx", OPTIONS)))
    assert export(shared, "--into", "last.docx", "--out", "filled.docx") == 0
    assert "Charts found: 1." in capsys.readouterr().out
    Path("last.docx").unlink()
    Path("filled.docx").unlink()
    assert export(shared, "trend", "--into", "last.pptx", "--format", "pptx") == 2
    assert export(shared, "--into", "none.pptx") == 2
    Path("empty.pptx").write_bytes(saved(Presentation()))
    assert export(shared, "--into", "empty.pptx") == 1
    assert len(list(Path().iterdir())) == 3


@pytest.mark.parametrize("panels", [1, 2, 6])
def test_panels_keep_their_titles_however_they_are_split(shared: Engine, panels: int) -> None:
    pack = Pack((PackSheet("compare", f"panels={panels}"),), languages=("en",))
    options = replace(OPTIONS, panels=panels)
    content = make_pack(shared, PackRequest(pack, EN, "pptx", options))
    refilled = filled(shared, content)
    assert {one.kind for slide in refilled.slides for one in slide.told} == {SAME}
    before, after = (
        [named_shapes(slide)["panel title"] for slide in opened(each).slides if frames_on(slide)]
        for each in (content, refilled.content)
    )
    assert [[one.text_frame.text for one in slide] for slide in before] == [
        [one.text_frame.text for one in slide] for slide in after
    ]


def frames_on(slide: Any) -> list[Any]:
    return [shape for shape in every_shape(slide.shapes) if frame_name(shape.name)]


def test_a_panel_is_found_by_what_it_shows_and_not_by_its_number(shared: Engine) -> None:
    presentation = opened(deck(shared, PackSheet("compare", "")))
    every = frames(presentation)
    (series,) = [name for name in values(every[4]) if name == "ReCAAP Asia"]
    set_value(every[4], series, "2024", 999)
    every[4].name = every[4].name.replace("#5@", "#2@")
    refilled = filled(shared, saved(presentation))
    assert [(one.what, one.now) for one in told(refilled, KEPT)] == [("ReCAAP Asia, 2024", "999")]
    after = frames(opened(refilled.content))
    assert values(after[4])["ReCAAP Asia"]["2024"] == 999
    assert [values(frame) for frame in after[:4]] == [values(frame) for frame in every[:4]]


def test_a_chart_whose_years_a_hand_has_changed_is_left_and_told(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    for point in at(frame.chart.part._element, "//c:cat//c:pt[c:v='2024']"):
        point[0].text = "2024 (prov.)"
    before = values(frame)
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    assert [one.kind for one in told(refilled, COULD_NOT)] == [COULD_NOT]
    assert values(frames(opened(refilled.content))[0]) == before


def test_a_series_that_a_hand_has_renamed_follows_under_its_own_name(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    for name in at(frame.chart.part._element, "//c:ser/c:tx//c:v[.='IMB Somalia']"):
        name.text = "Somalia (IMB)"
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    assert [(one.then, one.now) for one in told(refilled, "renamed")] == [("IMB Somalia", "Somalia (IMB)")]
    found = values(frames(opened(refilled.content))[0])
    assert found["Somalia (IMB)"]["2025"] == 7 and "IMB Somalia" not in found


def test_a_deleted_label_stays_away_and_the_others_follow(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    label = at(frame.chart.part._element, "//c:ser[c:tx//c:v='IMB Somalia']/c:dLbls/c:dLbl")[0]
    label.getparent().remove(label)
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    (frame,) = frames(opened(filled(loaded, saved(presentation)).content))
    (series,) = at(frame.chart.part._element, "//c:ser[c:tx//c:v='IMB Somalia']")
    labels = next(each.labels for each in plotted(frame.chart.part._element) if each.name == "IMB Somalia")
    assert "2019" not in labels and "2025" in labels
    forms = at(series, "./c:dLbls/c:dLbl[c:idx/@val='6']/c:numFmt/@formatCode")
    assert forms and "#,##0" in forms[0]


def test_colours_that_a_hand_gave_to_single_columns_stay(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    (frame,) = frames(presentation)
    point = frame.chart.plots[0].series[0].points[4]
    point.format.fill.solid()
    point.format.fill.fore_color.rgb = RGBColor(0xFE, 0xDC, 0xBA)
    for _ in range(2):
        content = filled(loaded, saved(presentation)).content
        (frame,) = frames(opened(content))
        assert "FEDCBA" in at(frame.chart.part._element, "//c:dPt/c:spPr//a:srgbClr/@val")
        loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))


def test_soft_breaks_and_own_paragraphs_cost_no_words(loaded: Engine) -> None:
    presentation = opened(deck(loaded, TREND))
    title = presentation.slides[1].shapes.title.text_frame
    own = deepcopy(title.paragraphs[0]._p)
    title.paragraphs[0]._p.addprevious(own)
    title.paragraphs[0].text = "Piracy\vQ3\vTokyo"
    notes = presentation.slides[1].notes_slide.notes_text_frame
    first = deepcopy(notes.paragraphs[0]._p)
    notes.paragraphs[0]._p.addprevious(first)
    notes.paragraphs[0].text = "My first line\vmy second line"
    notes.add_paragraph().text = "My closing remark"
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    slide = opened(filled(loaded, saved(presentation)).content).slides[1]
    assert (
        slide.shapes.title.text.startswith("Piracy\vQ3\vTokyo\n") and "7 in 2025" in slide.shapes.title.text
    )
    text = slide.notes_slide.notes_text_frame.text
    assert text.startswith("My first line\vmy second line\n") and text.endswith("My closing remark")
    assert not re.search("2025: .?5", text)


@pytest.mark.parametrize(
    "damage",
    [
        lambda frame: setattr(frame, "name", frame.name.replace("@", "#0@")),
        lambda frame: at(frame.chart.part._element, "//c:ser/c:val//c:pt/c:v")[0].__setattr__(
            "text", "1e999"
        ),
        lambda frame: at(frame.chart.part._element, "//c:ser/c:val//c:pt")[0].set("idx", "x"),
    ],
)
def test_a_damaged_chart_is_told_and_the_rest_is_filled(
    loaded: Engine, damage: Callable[[Any], object]
) -> None:
    presentation = opened(deck(loaded, TREND, PackSheet("trend", "series=imb-somalia&from=2015")))
    damage(frames(presentation)[0])
    loads(loaded, figure(loaded, "imb-somalia", 2025, date(2027, 1, 15), value=7, vintage="later"))
    after = frames(opened(filled(loaded, saved(presentation)).content))
    assert values(after[1])["IMB Somalia"]["2025"] == 7


def test_a_chart_made_without_years_goes_on_to_the_next(loaded: Engine) -> None:
    content = deck(loaded, PackSheet("compare", ""))
    of_2026 = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
    loads(loaded, figure(loaded, "recaap-asia", 2025, date(2027, 1, 15), value=150, **of_2026))
    after = [values(frame) for frame in frames(opened(filled(loaded, content).content))]
    assert [each["ReCAAP Asia"]["2026"] for each in after if "ReCAAP Asia" in each] == [150]


def test_a_rate_that_a_hand_has_changed_stays_at_its_place_on_an_axis_of_numbers(loaded: Engine) -> None:
    presentation, name = opened(deck(loaded, PackSheet("rates", ""))), "ReCAAP Straits M & S"
    frame = next(frame for frame in frames(presentation) if name in values(frame))
    (series,) = at(frame.chart.part._element, f"//c:ser[c:tx//c:v='{name}']")
    (index,) = at(series, "./c:xVal//c:pt[c:v='2023.775']/@idx")
    at(series, f"./c:yVal//c:pt[@idx='{index}']/c:v")[0].text = "77.5"
    loads(loaded, figure(loaded, "recaap-soms", 2022, date(2027, 1, 15), value=90, vintage="later"))
    refilled = filled(loaded, saved(presentation))
    assert [one.now for one in told(refilled, KEPT)] == ["77.5"]
    every = frames(opened(refilled.content))
    (after,) = (frame for frame in every if name in values(frame))
    (series,) = at(after.chart.part._element, f"//c:ser[c:tx//c:v='{name}']")
    assert at(series, f"./c:yVal//c:pt[@idx='{index}']/c:v/text()") == ["77.5"]
    assert values(after)[name].keys() == values(frame)[name].keys()
