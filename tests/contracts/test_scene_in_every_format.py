"""Everything that a Scene draws stands in every format that can show it: present, counted, in its place.

Two faults of the time before the Scene are tests of their own here: a level whose colour was written
otherwise was lost from every deck and workbook, and a look that was not there killed them.
"""

from __future__ import annotations

import ast
import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader
from scene_readers import (
    PICTURE,
    ChartSeries,
    Ground,
    events_of_picture,
    grounds_of_picture,
    grounds_of_slide,
    marks_of_picture,
    panel_groups,
    pictures,
    series_of_slide,
    series_of_workbook,
    shapes_of,
)
from sqlalchemy import Engine

import dashboard.charts
import dashboard.exporters
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.drawing import plotly_figure as drawing
from dashboard.exporters import Exporter, html_file, pdf_file, pptx_file, svg_file, xlsx_file
from dashboard.exporters.native.guides import EDITIONS_JOINED, HIGHEST, LEFT_FREE, SHADED
from dashboard.exporters.native.panels import REST_OF_YEAR, ROLE_WORDS, UNDIVIDED, UPRIGHT
from dashboard.exporters.slides.shapes import every_shape, frame_name
from dashboard.record.queries import Catalogue, catalogue
from dashboard.scene import key, theme
from dashboard.scene import scene as scenes
from dashboard.scene.key import KeyEntry
from dashboard.scene.scene import Mark, Panel, Range, Scene, Series
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, Words, interface_words
from ingest.database import PROJECT

CHARTS = collect(dashboard.charts, "CHART", Chart)
EXPORTERS = collect(dashboard.exporters, "EXPORTER", Exporter)
SELECTIONS = [
    *((chart, Selection()) for chart in sorted(CHARTS)),
    ("trend", Selection(series=("imb-south-east-asia", "imb-east-south-east-asia", "recaap-asia"))),
    ("trend", Selection(series=("recaap-asia-cat1",))),
    ("trend", Selection(series=("imb-somalia", "mofa-somalia-hijacked-ships", "suez-transits"))),
    ("trend", Selection(series=("mofa-somalia-gulf-of-aden", "imb-somalia"), detail=2013)),
    ("running", Selection(series=("recaap-asia", "imb-somalia"), part=(1, 6))),
    ("running", Selection(series=("imb-world",), part=(1, 6), published=date(2025, 8, 30))),
    ("trend", Selection(series=("recaap-asia",), first=2012, published=date(2025, 8, 30))),
    ("objective", Selection(indicator="asia-minor")),
    ("revisions", Selection(series=("imb-gulf-of-guinea",))),
    ("revisions", Selection(series=("recaap-asia", "imb-somalia"))),
]
UNUSUAL = "unusual"
"""What no figure of data/ calls for at present: control limits, and a count in a column that is not final."""
CASES = [*SELECTIONS, (UNUSUAL, Selection(series=("recaap-asia-cat1",)))]
IN_COLUMNS = (scenes.COLUMNS, scenes.PART, scenes.WHOLE)
NEAR = 0.03
"""Of a year, or of the height of a plot: what rounded numbers may lie from each other."""
OPTIONS = Options()


@dataclass(frozen=True)
class Files:
    """A sheet and its files, each made once."""

    sheet: Sheet
    catalogue: Catalogue

    @property
    def scene(self) -> Scene:
        return self.sheet.scene

    @property
    def words(self) -> Words:
        return interface_words(self.sheet.selection.language)

    @cached_property
    def svg(self) -> str:
        return svg_file.export(self.sheet, self.catalogue, OPTIONS).decode()

    @cached_property
    def html(self) -> str:
        return html_file.export(self.sheet, self.catalogue, OPTIONS).decode()

    @cached_property
    def pptx(self) -> bytes:
        return pptx_file.export(self.sheet, self.catalogue, OPTIONS)

    @cached_property
    def xlsx(self) -> bytes:
        return xlsx_file.export(self.sheet, self.catalogue, OPTIONS)

    @cached_property
    def slide_series(self) -> list[list[ChartSeries]]:
        return [series_of_slide(shape) for shape in shapes_of(self.pptx) if shape.has_chart]

    @cached_property
    def drawn_pictures(self) -> list[tuple[str, Any]]:
        """The pictures of the SVG and of the web page, each with the window that it is for."""
        return list(zip(("wide", "wide", "narrow"), [*pictures(self.svg), *pictures(self.html)], strict=True))


def files_of(engine: Engine, chart: str, selection: Selection, language: str) -> Files:
    known = catalogue(engine)
    chart_id = "trend" if chart == UNUSUAL else chart
    asked = replace(selection, language=language, says_language=True)
    asked = CHARTS[chart_id].default(engine, known, asked)
    sheet = CHARTS[chart_id].build(engine, known, asked)
    return Files(unusual(sheet) if chart == UNUSUAL else sheet, known)


def unusual(sheet: Sheet) -> Sheet:
    """The sheet with control limits over its years, and with its newest count but one not final."""
    (panel,) = sheet.scene.panels
    (series,) = panel.series
    *others, provisional, newest = series.marks
    marks = (*others, replace(provisional, is_open=True), newest)
    limits = Range(series.id, newest.x, 1, 6, "usual: 1 to 6", series.look, since=others[0].x)
    panel = replace(panel, series=(replace(series, marks=marks),), ranges=(limits,))
    return replace(sheet, scene=replace(sheet.scene, panels=(panel,)))


@pytest.fixture(
    scope="module",
    params=[(*case, language) for case in CASES for language in LANGUAGES],
    ids=lambda case: f"{case[0]}-{'-'.join(case[1].series) or case[1].indicator or 'default'}-{case[2]}",
)
def files(request: pytest.FixtureRequest, shared: Engine) -> Files:
    return files_of(shared, *request.param)


def elements(scene: Scene) -> Iterator[str]:
    """What kinds of things a scene draws."""
    yield from (name for name in ("windows", "breaks", "events", "slots") if getattr(scene, name))
    for panel in scene.panels:
        yield from ["caution"] if panel.caution else []
        yield from ("level" if level.low < level.high else "level of none" for level in panel.levels)
        yield from ("limits" if each.since is not None else "range" for each in panel.ranges)
        for series in panel.series:
            yield series.role
            for mark in series.known:
                yield from [mark.edition] if mark.edition else []
                yield from [f"part-year in {series.role}"] if mark.is_partial else []
                yield from [f"open in {series.role}"] if mark.is_open else []
                yield from ["interval"] if mark.high is not None else []
                if series.role == scenes.MARKS and panel.scale == scenes.COUNTS:
                    yield "lone part"


def test_among_the_cases_is_everything_that_a_scene_can_draw(shared: Engine) -> None:
    drawn = Counter(
        element
        for chart, selection in CASES
        for element in elements(files_of(shared, chart, selection, "en").scene)
    )
    wanted = {"windows", "breaks", "events", "slots", "caution", "level", "level of none", "limits", "range"}
    wanted |= {*scenes.ROLES, scenes.EARLIER, scenes.NEWEST, scenes.PRINT, "interval", "lone part"}
    wanted |= {"part-year in line", "part-year in columns", "open in line", "open in columns"}
    wanted |= {"open in marks"}
    assert not wanted - drawn.keys()


def drawn_marks(scene: Scene) -> Iterator[tuple[int, Panel, Series, Mark]]:
    for number, panel in enumerate(scene.panels):
        for series in panel.series:
            for mark in series.known:
                yield number, panel, series, mark


def test_every_mark_stands_in_every_picture_at_its_place_and_value(files: Files) -> None:
    for window, picture in files.drawn_pictures:
        layout = files.sheet.layout(window)
        marks = marks_of_picture(picture, layout)
        assert marks.keys() == {(number, mark.key) for number, _, _, mark in drawn_marks(files.scene)}
        for number, panel, series, mark in drawn_marks(files.scene):
            drawn, plot = marks[number, mark.key], layout.plots[number]
            near = NEAR * (plot.high - plot.low) / 4
            assert drawn.value == pytest.approx(mark.value, abs=near), mark
            assert abs(drawn.at - mark.x) < (0.5 if has_company(panel, series) else NEAR), mark
            assert drawn.is_column == (series.role in IN_COLUMNS)
            assert is_hollow(drawn.fill) == wants_hollow(series, mark), mark
            assert (drawn.limits is None) == (mark.high is None)
            if drawn.limits:
                assert drawn.limits == pytest.approx((mark.low, mark.high), abs=near)
        marked = events_of_picture(picture)
        numbers = [number for label in marked.values() for number in numbers_of(label)]
        assert sorted(numbers) == [event.number for event in files.scene.events]


def has_company(panel: Panel, series: Series) -> bool:
    """Whether marks of a series are moved aside, for others or for an edition that they contradict."""
    return series.role in (scenes.COLUMNS, scenes.EDITIONS) or panel.scale == scenes.RATES


def is_hollow(fill: str) -> bool:
    """Whether a mark is filled with paper, or with lines or dots on it."""
    return fill == theme.PAPER or fill.endswith(f"-{theme.PAPER.removeprefix('#')})")


def wants_hollow(series: Series, mark: Mark) -> bool:
    if series.role == scenes.EDITIONS:
        return mark.edition == scenes.EARLIER
    return series.role == scenes.WHOLE or mark.is_open or mark.is_partial


@pytest.mark.parametrize("window", ["wide", "narrow"])
def test_every_mark_stands_in_the_live_figure_at_its_place_and_value(files: Files, window: str) -> None:
    figure = drawing.plotly_figure(files.scene, files.sheet.size(window))
    points = {
        (panel_of(trace), key): (trace["x"][number], trace["y"][number])
        for trace in figure["data"]
        for number, key in enumerate(trace["ids"])
        if key
    }
    drawn = {(number, mark.key) for number, _, _, mark in drawn_marks(files.scene)}
    assert points.keys() == drawn
    for number, panel, series, mark in drawn_marks(files.scene):
        at, value = points[number, mark.key]
        assert value == mark.value
        assert abs(at - mark.x) < (0.5 if has_company(panel, series) else NEAR)
    layout = files.sheet.layout(window)
    assert [shape["name"] for shape in figure["layout"]["shapes"]] == [one.role for one in layout.grounds]


def panel_of(trace: dict[str, Any]) -> int:
    """The number of the panel that a trace of the live figure lies in."""
    return int(trace.get("yaxis", "y").removeprefix("y") or 1) - 1


def name_of(panel: Panel, series: Series, mark: Mark, words: Words) -> str:
    """What an office chart calls the series that a mark stands in, without the year in which it ends."""
    role = ""
    if mark.edition:
        role = mark.edition
    elif mark.is_partial and series.role == scenes.LINE:
        role = "partial"
    elif series.role == scenes.MARKS and panel.scale == scenes.COUNTS:
        role = "undivided"
    return words(ROLE_WORDS[role], series=series.label) if role else series.label


def wanted_points(files: Files) -> Counter[tuple[int, str, str, float]]:
    slots = files.scene.slots
    return Counter(
        (
            number,
            name_of(panel, series, mark, files.words),
            slots[round(mark.x) - 1].label if slots else f"{mark.x:g}",
            round(float(mark.value or 0), 3),
        )
        for number, panel, series, mark in drawn_marks(files.scene)
    )


def wanted_levels(files: Files) -> Counter[tuple[int, str, str, float]]:
    """The edges of each level, over the years in which it is in force; none on the axis itself."""
    return Counter(
        (number, level.name, str(year), float(edge))
        for number, panel in enumerate(files.scene.panels)
        for level in panel.levels
        for edge in {level.low, level.high} - ({0} if level.high > 0 else set())
        for year in range(max(level.first, panel.first), min(level.last or panel.last, panel.last) + 1)
    )


def wanted_guides(files: Files) -> Counter[tuple[int, str, str, float]]:
    """What is drawn besides figures and the edges of levels, by the scene alone."""
    wanted: Counter[tuple[int, str, str, float]] = Counter()
    for number, panel in enumerate(files.scene.panels):
        years = range(panel.first, panel.last + 1)
        shaded: set[int] = set()
        for level in panel.levels:
            of_level = {year for year in years if level.first <= year <= (level.last or year)}
            if any(panel.has(role) for role in IN_COLUMNS) or level.low == level.high or shaded & of_level:
                continue
            shaded |= of_level
            for text, height in ((SHADED, level.high - level.low), (LEFT_FREE, level.low)):
                if height:
                    name = files.words(text, level=level.name)
                    wanted.update((number, name, str(year), float(height)) for year in of_level)
        for window in files.scene.windows:
            inside = (year for year in years if window.first <= year <= window.last)
            wanted.update((number, window.label, str(year), 1.0) for year in inside)
        for each in panel.ranges:
            if each.since is None:
                wanted[number, each.label, f"{each.x:g}", float(each.high)] += 1
                continue
            for limit in (each.low, each.high):
                usual = (year for year in years if (each.since or 0) <= year <= each.x)
                wanted.update((number, each.label, str(year), float(limit)) for year in usual)
        for series, x, changes in revised(panel):
            name = files.words(EDITIONS_JOINED, series=series.label)
            slot = files.scene.slots[round(x) - 1].label if files.scene.slots else f"{x:g}"
            wanted[number, name, slot, float(max(changes))] += 1
        if files.scene.is_grid:
            group = [other for other in files.scene.panels if other.group == panel.group]
            highest = max(mark.value or 0 for other in group for mark in other.marks)
            wanted[number, files.words(HIGHEST), str(panel.first), float(highest)] += 1
    return wanted


def revised(panel: Panel) -> Iterator[tuple[Series, float, list[float]]]:
    """The years of which the editions of a series differ, with how far each is from the first."""
    for series in panel.series if panel.scale == scenes.CHANGES else ():
        for x in dict.fromkeys(mark.x for mark in series.known):
            changes = [
                mark.value or 0 for mark in series.known if mark.x == x and mark.edition != scenes.PRINT
            ]
            if changes and min(changes) < max(changes):
                yield series, x, changes


def drawn_points(files: Files, charts: list[list[ChartSeries]]) -> Counter[tuple[int, str, str, float]]:
    """The points of all series, by their names without the year in which one ends."""
    ends = re.escape(files.words("{series}, to {year}", series="", year="0000")).replace("0000", r"\d{4}")
    return Counter(
        (number, re.sub(f"{ends}$", "", series.name), place, round(value, 3))
        for number, chart in enumerate(charts)
        for series in chart
        for place, value in series.points
    )


def with_whole_years(points: Counter[Any], scene: Scene) -> Counter[Any]:
    """Rates of one year stand beside each other: their places as the years that they are of."""
    return Counter(
        (number, name, str(round(float(place))) if is_rated(scene, number) else place, value)
        for number, name, place, value in points.elements()
    )


def is_rated(scene: Scene, number: int) -> bool:
    return scene.panels[number].scale == scenes.RATES


@pytest.mark.parametrize("ending", ["pptx", "xlsx"])
def test_everything_drawn_stands_in_the_native_charts_at_its_place_and_value(
    files: Files, ending: str
) -> None:
    charts = files.slide_series if ending == "pptx" else series_of_workbook(files.xlsx)
    assert len(charts) == len(files.scene.panels)
    marks = list(drawn_marks(files.scene))
    wanted = wanted_points(files) + wanted_levels(files) + wanted_guides(files) + wanted_copies(files)
    drawn = with_whole_years(drawn_points(files, charts), files.scene)
    hollow = Counter({key: count for key, count in drawn.items() if key[1].endswith(" ○")})
    assert drawn - hollow == wanted
    assert hollow.total() == sum(
        wants_hollow(series, mark) for _, _, series, mark in marks if series.role not in IN_COLUMNS
    )
    patterns = Counter(pattern for chart in charts for series in chart for pattern in series.patterns)
    columns = [mark for _, _, series, mark in marks if series.role == scenes.COLUMNS]
    assert patterns["wdUpDiag"] == sum(mark.is_partial for mark in columns)
    assert patterns["pct20"] == sum(mark.is_open and not mark.is_partial for mark in columns)
    filled = {series.label for _, _, series, _ in marks if series.role == scenes.PART}
    for chart in charts:
        stack = [one.name for one in chart if one.name in filled | {files.words(REST_OF_YEAR)}]
        assert files.words(REST_OF_YEAR) not in stack[:-1]  # hollow above filled
    assert_bars(files, charts)


def wanted_copies(files: Files) -> Counter[tuple[int, str, str, float]]:
    """What is drawn a second time: the whole where its parts are not all known, the rest of it above them,
    and the upper limits that values are written above."""
    wanted: Counter[tuple[int, str, str, float]] = Counter()
    parts = [panel.in_parts for panel in files.scene.panels]
    for number, panel, series, mark in drawn_marks(files.scene):
        place, value = f"{mark.x:g}", mark.value or 0
        if series.role == scenes.WHOLE:
            rest = value - parts[number].get(mark.x, value)
            if mark.x not in parts[number]:
                wanted[number, files.words(UNDIVIDED), place, float(value)] += 1
            elif rest > 0:
                wanted[number, files.words(REST_OF_YEAR), place, float(rest)] += 1
        if mark.high is not None:
            name = files.words("{series}: upper limit", series=name_of(panel, series, mark, files.words))
            wanted[number, name, place, round(mark.high, 3)] += 1
    return wanted


def assert_bars(files: Files, charts: list[list[ChartSeries]]) -> None:
    """The intervals of figures, the counts to be expected, and the editions of a year."""
    wanted = [(mark.low, mark.high) for mark in files.scene.marks if mark.high is not None]
    for panel in files.scene.panels:
        wanted += [(each.low, each.high) for each in panel.ranges if each.since is None]
        wanted += [(min(changes), max(changes)) for _, _, changes in revised(panel)]
    bars = sorted(bar for chart in charts for series in chart for bar in series.bars)
    assert len(bars) == len(wanted)
    for bar, limits in zip(bars, sorted(wanted), strict=True):
        assert bar == pytest.approx(limits, abs=0.002)


@cache
def wanted_grounds(scene: Scene, *, is_each_panel: bool) -> tuple[Ground, ...]:
    """What lies behind the marks, by the scene alone; without a height of its own from 0 to 0."""
    grounds = []
    for number, panel in enumerate(scene.panels):
        start, end = panel.first - 0.5, panel.last + 0.5
        if number == 0 or is_each_panel:
            grounds += [
                Ground("window", number, each.first - 0.5, each.last + 0.5, 0, 0) for each in scene.windows
            ]
            grounds += [Ground("break", number, each.x, each.x, 0, 0) for each in scene.breaks]
        if panel.caution:
            grounds.append(Ground("caution", number, max(panel.caution.first - 0.5, start), end, 0, 0))
        for level in panel.levels:
            role = "level" if level.low < level.high else "level-of-none"
            last = end if level.last is None else level.last + 0.6
            grounds.append(Ground(role, number, level.first - 0.5, last, level.low, level.high))
        for each in panel.ranges:
            middle = each.x if each.since is None else (each.since + each.x) / 2
            if each.since is None:
                grounds.append(Ground("range", number, middle, middle, each.low, each.high))
            role = "limit" if each.since is not None else "range-end"
            grounds += [Ground(role, number, middle, middle, edge, edge) for edge in (each.low, each.high)]
        if panel.scale == scenes.CHANGES:
            grounds.append(Ground("no-change", number, start, end, 0, 0))
            for series in panel.series:
                for x in dict.fromkeys(mark.x for mark in series.known):
                    changes = [
                        mark.value or 0
                        for mark in series.known
                        if mark.x == x and mark.edition != scenes.PRINT
                    ]
                    grounds.append(Ground("stem", number, x, x, min(changes), max(changes)))
    spans = [(each, max(each.left, scene.panels[each.panel].first - 0.5)) for each in grounds]
    return tuple(
        replace(each, left=left, right=min(each.right, scene.panels[each.panel].last + 0.5))
        for each, left in spans
        if left <= min(each.right, scene.panels[each.panel].last + 0.5)
    )


def assert_grounds(wanted: tuple[Ground, ...], drawn: list[Ground], scene: Scene) -> None:
    """Each stands once, where it belongs, and nothing else does."""
    left = list(drawn)
    for ground in wanted:
        match = next((one for one in left if lies_on(one, ground, scene)), None)
        assert match is not None, f"{ground} is not drawn: {left}"
        left.remove(match)
    assert not left


def lies_on(drawn: Ground, wanted: Ground, scene: Scene) -> bool:
    if drawn.panel != wanted.panel or drawn.role not in ("", wanted.role):
        return False
    panel = scene.panels[wanted.panel]
    start, end = panel.first - 0.5, panel.last + 0.5
    left, right = max(drawn.left, start), min(drawn.right, end)
    if wanted.left == wanted.right:
        left = right = (drawn.left + drawn.right) / 2
    if wanted.role in ("window", "break", "caution"):
        is_high = True
    else:
        near = NEAR * max(1.0, *(abs(mark.value or 0) for mark in panel.marks))
        is_high = abs(drawn.low - wanted.low) < near and abs(drawn.high - wanted.high) < near
    return is_high and abs(left - wanted.left) < NEAR and abs(right - wanted.right) < NEAR


def test_everything_behind_the_marks_lies_in_every_picture(files: Files) -> None:
    wanted = wanted_grounds(files.scene, is_each_panel=False)
    for window, picture in files.drawn_pictures:
        drawn = grounds_of_picture(picture, files.sheet.layout(window))
        assert_grounds(wanted, drawn, files.scene)
    for label in labels_above(files.scene):
        assert all(label in "".join(picture.itertext()) for _, picture in files.drawn_pictures)


def labels_above(scene: Scene) -> list[str]:
    """What breaks and years to be read with care are called above the plots."""
    cautions = [panel.caution.label for panel in scene.panels if panel.caution]
    return [*(mark.label for mark in scene.breaks), *cautions]


def test_everything_behind_the_marks_lies_behind_the_charts_of_the_slide(files: Files) -> None:
    named = [
        pair
        for number, group in enumerate(panel_groups(files.pptx))
        for pair in grounds_of_slide(group, number, has_slots=bool(files.scene.slots))
    ]
    every = wanted_grounds(files.scene, is_each_panel=True)
    wanted = tuple(each for each in every if each.role in UPRIGHT)  # the others are series of the chart
    assert_grounds(wanted, [ground for _, ground in named], files.scene)
    names = Counter(re.sub(r"^behind \d+(?:: )?", "", name) for name, _ in named)
    labels = Counter(files.words(UPRIGHT[each.role]) if UPRIGHT[each.role] else "" for each in wanted)
    assert names == labels
    text = "\n".join(shape.text for shape in shapes_of(files.pptx) if shape.has_text_frame)
    assert all(label in text for label in labels_above(files.scene))


def numbers_of(label: str) -> list[int]:
    """The events that a mark numbers: 2–4, 6."""
    numbers: list[int] = []
    for run in label.split(", "):
        first, _, last = run.partition("–")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def test_every_event_is_marked_or_told_on_the_slide(files: Files) -> None:
    shapes = {shape.name: shape for shape in shapes_of(files.pptx)}
    marked: list[int] = []
    for name in shapes:
        if mark := re.fullmatch(r"event ([^:]*): mark", name):
            marked += numbers_of(mark[1])
    numbers = [event.number for event in files.scene.events]
    assert sorted(marked) == numbers or not marked
    assert ("events" in shapes) == bool(numbers)
    if numbers and len(files.scene.panels) == 1:
        assert marked


def test_every_entry_of_the_key_stands_in_every_format(files: Files) -> None:
    labels = [entry.label for entry in files.sheet.key]
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", PICTURE.sub("", files.svg))
    samples = re.compile(r'<svg [^>]*aria-hidden="true"')
    assert not Counter(labels) - Counter(map(html.unescape, texts))
    assert len(samples.findall(files.svg)) == len(samples.findall(files.html)) == len(labels)
    page = html.unescape(files.html)
    shapes = Counter(shape.name for shape in shapes_of(files.pptx))
    wanted = Counter(
        entry.label
        for panels in panels_of_slides(files)
        for entry in files.sheet.key
        if is_borne_out(entry, panels)
    )
    reader = PdfReader(io.BytesIO(pdf_file.export(files.sheet, files.catalogue, OPTIONS)))
    printed = "".join("".join(page.extract_text() for page in reader.pages).split())
    for label, count in Counter(labels).items():
        assert f">{label}<" in page, label
        assert shapes[f"key: {label}"] == wanted[label] >= count, label
        assert shapes[f"key mark: {label}"] + shapes[f"key mark: {label} line"] >= count, label
        assert "".join(label.split()) in printed, label


def panels_of_slides(files: Files) -> Iterator[list[Panel]]:
    """The panels that each slide with charts shows."""
    for slide in Presentation(io.BytesIO(files.pptx)).slides:
        frames = (frame_name(shape.name) for shape in every_shape(slide.shapes))
        panels = [files.scene.panels[frame.panel - 1] for frame in frames if frame]
        if panels:
            yield panels


def is_borne_out(entry: KeyEntry, panels: list[Panel]) -> bool:
    """Whether any of these panels shows what an entry of the key explains."""
    drawn = [(series, mark) for panel in panels for series in panel.series for mark in series.known]
    columns = [mark for series, mark in drawn if series.role == scenes.COLUMNS]
    others = [mark for series, mark in drawn if series.role not in IN_COLUMNS]
    lines = [(mark.x, mark.value) for series, mark in drawn if series.role == scenes.LINE]
    if entry.series:
        return any(entry.series == series.id for panel in panels for series in panel.series)
    if entry.kind in (key.BAND, key.LIMIT):
        return any(level.label == entry.label for panel in panels for level in panel.levels)
    if entry.kind == key.HATCHED:
        return any(mark.is_partial for mark in columns)
    if entry.kind == key.DOTTED:
        return any(mark.is_open and not mark.is_partial for mark in columns)
    if entry.kind == key.OPEN:
        return any(mark.is_open or mark.is_partial for mark in others)
    if entry.kind == key.SAME:
        return len({*lines}) < len(lines)
    return True


def assert_levels_everywhere(files: Files) -> None:
    levels = wanted_levels(files)
    assert levels
    for charts in (files.slide_series, series_of_workbook(files.xlsx)):
        assert not levels - drawn_points(files, charts)
    for window, picture in files.drawn_pictures:
        drawn = grounds_of_picture(picture, files.sheet.layout(window))
        assert [one.role for one in drawn].count("level") == 1
    labels = [entry.label for entry in files.sheet.key if entry.kind == "band"]
    assert len(labels) == 1
    assert any(shape.name == f"key: {labels[0]}" for shape in shapes_of(files.pptx))


@pytest.mark.parametrize("colour", [theme.BAND.lower(), "#ABCDEF"])
def test_a_colour_written_otherwise_loses_no_level(
    shared: Engine, colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "BAND", colour)
    monkeypatch.setitem(theme.GROUNDS, "level", replace(theme.GROUNDS["level"], fill=colour))
    files = files_of(shared, "trend", Selection(), "en")
    assert_levels_everywhere(files)
    assert f'fill="{colour}"' in files.svg


@pytest.mark.parametrize("role", sorted(theme.GROUNDS))
def test_a_look_that_is_not_there_kills_no_file_and_loses_no_level(
    shared: Engine, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(theme.GROUNDS, role, theme.GroundLook())
    assert_levels_everywhere(files_of(shared, "trend", Selection(), "ja"))


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_no_file_needs_the_figure_of_a_live_page(
    shared: Engine, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        pytest.fail("a file asks for the Plotly figure")

    monkeypatch.setattr(drawing, "plotly_figure", refuse)
    files = files_of(shared, "trend", Selection(), "en")
    assert EXPORTERS[name].export(files.sheet, files.catalogue, OPTIONS)


def test_only_the_page_that_explores_knows_the_plotly_figure() -> None:
    """What writes files draws by itself, and so does every other page."""
    assert users_of("plotly_figure") == {"dashboard/drawing/explorable.py"}
    assert users_of("explorable") | users_of("explorable_figure") == {"dashboard/web/explore.py"}


def users_of(name: str) -> set[str]:
    """The modules of the dashboard that import a name."""
    return {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "dashboard").rglob("*.py")
        if name in imported(path)
    }


def imported(path: Path) -> set[str]:
    """The names that a module imports."""
    return {
        alias.name.rpartition(".")[2]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
