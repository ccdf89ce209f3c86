"""The events of a sheet on its slide: marked at their years, told or counted, and on nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

import pytest
from pptx import Presentation
from sqlalchemy import Engine

from dashboard.address.options import PAPERS, Options
from dashboard.address.selection import Selection
from dashboard.charts.trend import CHART
from dashboard.exporters.pptx_file import export
from dashboard.record.queries import catalogue
from dashboard.scene.sheet import Sheet

INCH = 914_400
LEAST_POINTS = 10
CHARTS_WITH_A_STRIP = 1
"""More than this keep their height, if need be, and the events are counted."""
SELECTIONS = {
    "two": Selection(),
    "few-years": Selection(series=("imb-somalia", "mofa-somalia-gulf-of-aden"), first=2019),
    "long": Selection(series=("imb-south-east-asia",)),
    "four": Selection(
        series=("imb-somalia", "mofa-somalia-gulf-of-aden", "recaap-asia", "imb-south-east-asia")
    ),
    "three-units": Selection(series=("imb-somalia", "mofa-somalia-hijacked-ships", "suez-transits")),
}


@dataclass(frozen=True)
class Slide:
    """A sheet and the shapes of its slide, those in groups included, by name."""

    sheet: Sheet
    shapes: dict[str, Any]
    notes: str

    @property
    def charts(self) -> list[Any]:
        return [shape for shape in self.shapes.values() if shape.has_chart]

    def named(self, pattern: str) -> list[Any]:
        return [shape for name, shape in self.shapes.items() if re.fullmatch(pattern, name)]


@pytest.fixture(
    scope="module",
    params=[(one, language, paper) for one in SELECTIONS for language in ("en", "ja") for paper in PAPERS],
    ids="-".join,
)
def slide(request: pytest.FixtureRequest, shared: Engine) -> Slide:
    name, language, paper = request.param
    known = catalogue(shared)
    asked = replace(SELECTIONS[name], language=language, says_language=True)
    sheet = CHART.build(shared, known, CHART.default(shared, known, asked))
    made = Presentation(io.BytesIO(export(sheet, known, Options(paper=paper)))).slides[0]
    return Slide(sheet, dict(flat(made.shapes)), made.notes_slide.notes_text_frame.text)


def flat(shapes: Any) -> list[tuple[str, Any]]:
    found = []
    for shape in shapes:
        found += flat(shape.shapes) if shape.shape_type == 6 else [(shape.name, shape)]
    return found


def box(shape: Any) -> tuple[float, float, float, float]:
    left, top = shape.left / INCH, shape.top / INCH
    return left, top, left + shape.width / INCH, top + shape.height / INCH


def touch(one: Any, two: Any) -> bool:
    a, b = box(one), box(two)
    return a[0] < b[2] - 0.001 and b[0] < a[2] - 0.001 and a[1] < b[3] - 0.001 and b[1] < a[3] - 0.001


def place_of_year(frame: Any, year: int) -> float:
    """Where a year's count stands on the slide, reckoned from the chart's own XML."""
    space = frame.chart._chartSpace
    x, wide = (float(space.xpath(f"//c:plotArea/c:layout/c:manualLayout/c:{name}/@val")[0]) for name in "xw")
    names = [point.text for point in space.xpath("(//c:cat)[1]//c:pt/c:v")]
    if names:
        share = (names.index(str(year)) + 0.5) / len(names)
    else:
        low, high = (
            float(space.xpath(f"(//c:valAx)[1]/c:scaling/c:{name}/@val")[0]) for name in ("min", "max")
        )
        share = (year - low) / (high - low)
    return (frame.left + frame.width * (x + wide * share)) / INCH


def test_each_event_is_marked_at_its_year(slide: Slide) -> None:
    years = [
        one
        for one in slide.sheet.events
        if one.end is None and one.date_precision == "year" and one.kind != "definition"
    ]
    assert years
    if len(slide.charts) > CHARTS_WITH_A_STRIP and not slide.named("events: ground"):
        assert not slide.named(r"event [^:]*: mark")
        return
    for event in years:
        (mark,) = (one for one in slide.named(r"event [^:]*: mark") if event.number in numbers_of(one.name))
        left, _, right, _ = box(mark)
        place = place_of_year(slide.charts[-1], event.start.year)
        if len(numbers_of(mark.name)) == 1:
            assert (left + right) / 2 == pytest.approx(place, abs=0.01)
        else:
            assert left - 0.01 <= place <= right + 0.01


def numbers_of(name: str) -> list[int]:
    """The events of the mark "event 2–4, 6: mark"."""
    numbers: list[int] = []
    for run in name.removeprefix("event ").partition(":")[0].split(", "):
        first, _, last = run.partition("–")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def test_marks_touch_nothing_and_strip_and_list_stand_below_the_chart(slide: Slide) -> None:
    marks = slide.named(r"event [^:]*: mark")
    assert not [
        (one.name, two.name)
        for one, two in combinations(marks, 2)
        if touch(one, two) and "diamond" not in (kind(one), kind(two))
    ]
    grounds = slide.named("events: ground")
    assert len(grounds) == bool(marks)
    assert marks or len(slide.charts) > CHARTS_WITH_A_STRIP
    for ground, mark in product(grounds, marks):
        assert box(ground)[1] <= box(mark)[1] and box(mark)[3] <= box(ground)[3] + 0.03
    lowest = max(box(shape)[3] for shape in slide.shapes.values() if shape.has_chart)
    below = [*grounds, *slide.named("events"), *slide.named("findings"), *slide.named("source")]
    tops = [lowest, *(edge for shape in below for edge in (box(shape)[1], box(shape)[3]))]
    assert tops == pytest.approx(sorted(tops), abs=0.001)


def kind(shape: Any) -> str:
    return str(shape._element.spPr.prstGeom.get("prst"))


def test_every_event_is_told_or_counted_and_in_the_notes(slide: Slide) -> None:
    (told,) = slide.named("events")
    text = told.text_frame.text
    here = [one for one in slide.sheet.events if one.title in text]
    more = re.search(r"(?:and |ほか|出来事|^)(\d+)(?: more| events|件)", text)
    assert len(here) + (int(more[1]) if more else 0) == len(slide.sheet.events)
    assert here == list(slide.sheet.events[: len(here)]) or more is None
    assert all(one.title in slide.notes and one.source in slide.notes for one in slide.sheet.events)


def test_no_word_of_an_event_is_too_small_to_read(slide: Slide) -> None:
    sizes = [
        run.font.size.pt
        for shape in slide.named(r"events?\b.*")
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(sizes) >= LEAST_POINTS


def test_every_series_of_an_axis_of_numbers_has_as_many_rows(slide: Slide) -> None:
    """LibreOffice drops a series that stands before a longer one."""
    for shape in slide.shapes.values():
        if shape.has_chart:
            counts = {
                one.get("val")
                for one in shape.chart._chartSpace.xpath("//c:xVal//c:ptCount | //c:yVal//c:ptCount")
            }
            assert len(counts) <= 1


def test_without_events_there_is_no_strip(shared: Engine) -> None:
    known = catalogue(shared)
    sheet = CHART.build(shared, known, CHART.default(shared, known, Selection(events=False)))
    shapes = dict(flat(Presentation(io.BytesIO(export(sheet, known, Options()))).slides[0].shapes))
    assert not [name for name in shapes if name.startswith("event")]
