"""A deck that was made before, filled with today's figures: for the Briefing page and the command line.

Charts are found by the names of their frames, on whatever slide of whatever deck they stand now.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from dashboard.address.old_links import current_chart
from dashboard.address.options import Options
from dashboard.address.refusals import refused
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters.native.chart_space import ABOUT
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.native.refilled import Edits, edits_of, has_own_axis, with_edits
from dashboard.exporters.native.written import Written, base_name, read_written
from dashboard.exporters.slides.closing import METHODS, SOURCES
from dashboard.exporters.slides.opening import (
    is_ours,
    open_presentation,
    paper_of_deck,
    read_presentation,
)
from dashboard.exporters.slides.page import build_slides, chart_name
from dashboard.exporters.slides.panel_shapes import Drawn
from dashboard.exporters.slides.recolour import recolour, take_accents
from dashboard.exporters.slides.refilling import FILLED, FoundChart, SlideOutcome, follow_lines, refill_slide
from dashboard.exporters.slides.saving import as_bytes
from dashboard.exporters.slides.shapes import TITLE, FrameName, every_shape, frame_name, texts_on
from dashboard.files.pack import PackSheet
from dashboard.files.pack_file import asked_by, pack_item
from dashboard.record.queries import Catalogue, Database
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES, Words, interface_words, message

NO_PANEL = message("this panel is no longer in the chart")
UNTOLD = message(
    "it cannot be told what was changed by hand: neither the file nor the record holds the original"
)
NOT_KNOWN = message(
    "the record does not know the chart, series, indicator or years that its frame is named by"
)
OWN_AXIS = message("the years or places of its axis were changed by hand; it is left as it is")
DAMAGED = message("it is damaged, or of a form that cannot be read")
NO_FIGURES = message("no figure is known to us for this selection")
COULD_NOT = "could-not"


@dataclass(frozen=True)
class OfSlide:
    """What was done on one slide with one chart of ours: the slide's number from 1 (in a document the
    chart's), the chart's name, and what is told."""

    number: int
    chart: str
    told: tuple[SlideOutcome, ...]


@dataclass(frozen=True)
class Refilled:
    """A deck or a document filled again, with what is to be told of it; no slide: no chart of ours was found.

    ``around`` are the numbers of the slides after the charts (sources, methods), which stand as they were
    made though charts have changed.
    """

    content: bytes
    slides: tuple[OfSlide, ...]
    around: tuple[int, ...] = ()


def _around(deck: Any, told: Sequence[OfSlide]) -> Iterator[int]:
    """Let the title and the list of charts follow; the numbers of the slides that do not."""
    changed = {one.what: one for of_slide in told for one in of_slide.told if one.kind == FILLED}
    if not changed:
        return
    lines: dict[str, str] = {}
    for one in (one for of_slide in told for one in of_slide.told if one.kind == FILLED):
        if one.what == TITLE:
            lines[one.then] = one.today
        elif one.what == "source":
            # The day of the record stands at the end of the source line.
            then, today = (text.split("\n")[0].split("·")[-1].strip() for text in (one.then, one.today))
            lines[then] = today
    for number, slide in enumerate(deck.slides, 1):
        names = {shape.name for shape in every_shape(slide.shapes)}
        if any(frame_name(name) for name in names):
            continue
        follow_lines(slide, lines)
        if names & {SOURCES, METHODS}:
            yield number


@dataclass(frozen=True)
class Group:
    """The frames of one chart on one slide, or in one document, by number."""

    number: int
    slide: Any
    name: FrameName
    frames: tuple[tuple[FrameName, Any], ...]


class BuiltSheet(Protocol):
    """A sheet, or the part of one that a slide has, as it would be made today."""

    @property
    def charts(self) -> Sequence[Drawn]: ...


B = TypeVar("B", bound=BuiltSheet)
TODAY, EDITED, THEN = 0, 1, 2
Build = Callable[[int, Sheet, Catalogue, Options, Sequence[NativePanel]], Sequence[B]]
"""Makes a sheet with these panels; the number says for what: ``TODAY``'s, today's with the numbers of a
hand's (``EDITED``), ``THEN``'s."""


@dataclass(frozen=True)
class FileKind(Generic[B]):
    """How a kind of file is read and made: what was written into a frame, the XML of its chart, a sheet, its
    words; ``created`` is when the file says that it was made."""

    written: Callable[[Any], Written | None]
    space: Callable[[Any], Any]
    build: Build[B]
    texts: Callable[[B], dict[str, list[str]]]
    created: datetime | None


def refill_deck(
    engine: Database,
    content: bytes,
    around: Selection,
    options: Options,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Refilled:
    """Fill every chart of ours in a deck. Raises ``TemplateNotRead`` for what is no presentation."""
    deck = read_presentation(content)
    groups = list(_groups(deck))
    into = replace(options, template=None if is_ours(deck) else content, paper=paper_of_deck(deck))
    scratch = [open_presentation(into) for _ in range(3)]
    # A chart over several slides is a group on each of them: what it is made of today is made once.
    once: dict[tuple[int, str, Selection, int], list[Any]] = {}

    def build(
        purpose: int, sheet: Sheet, catalogue: Catalogue, of: Options, panels: Sequence[NativePanel]
    ) -> list[Any]:
        if purpose == EDITED:
            return build_slides(scratch[purpose], sheet, catalogue, of, panels)
        key = (purpose, chart_name(sheet), sheet.selection, of.panels)
        if key not in once:
            once[key] = build_slides(scratch[purpose], sheet, catalogue, of, panels)
        return once[key]

    kind = FileKind(
        written=lambda frame: read_written(_workbook(frame)),
        space=lambda frame: frame.chart.part._element,
        build=build,
        texts=lambda built: texts_on(built.slide),
        created=deck.core_properties.created,
    )
    told: list[OfSlide] = []
    work = make_all(engine, groups, around, into, kind, progress)
    for presentation in scratch:
        recolour(presentation, is_ours=into.template is None)
        take_accents(presentation, deck)
    on_slide = Counter(group.number for group in groups)
    for group, made in work:
        of_slide: tuple[SlideOutcome, ...]
        if isinstance(made, str):
            of_slide = (SlideOutcome(COULD_NOT, made),)
        else:
            filled = refill_slide(
                group.slide,
                made.found,
                made.texts,
                made.built,
                made.drawn,
                made.truly,
                made.words,
                ours=about_sheets(),
                is_alone=on_slide[group.number] == 1,
            )
            of_slide = (*made.faults, *told_of(filled))
        told.append(OfSlide(group.number, group.name.chart, of_slide))
    around_charts = list(_around(deck, told))
    return Refilled(as_bytes(deck), tuple(told), tuple(around_charts))


def told_of(filled: Iterable[SlideOutcome]) -> Iterator[SlideOutcome]:
    """What is told while a chart is filled; of a file that is damaged there, that it could not be."""
    try:
        yield from filled
    except Exception:
        logging.getLogger(__name__).exception("a chart could not be filled")
        yield SlideOutcome(COULD_NOT, DAMAGED)


def about_sheets() -> set[str]:
    """What the sheet of a workbook is called that says what each column is."""
    return {interface_words(language)(ABOUT) for language in LANGUAGES}


class _AsItWas(Selection):
    """What was the newest at a moment, told as such and not as a look back."""

    @property
    def is_as_of(self) -> bool:
        return False


@dataclass(frozen=True)
class Made(Generic[B]):
    """What a slide is filled from."""

    words: Words
    found: tuple[FoundChart, ...]
    texts: dict[str, list[str]]
    built: B
    drawn: dict[int, Drawn]
    truly: dict[int, Drawn]
    faults: tuple[SlideOutcome, ...]


def _groups(deck: Any) -> Iterator[Group]:
    for number, slide in enumerate(deck.slides, 1):
        by_chart: dict[tuple[str, str], list[tuple[FrameName, Any]]] = {}
        for shape in every_shape(slide.shapes):
            name = frame_name(shape.name) if getattr(shape, "has_chart", False) and shape.has_chart else None
            if name is not None:
                by_chart.setdefault((name.chart, name.query), []).append((name, shape))
        for frames in by_chart.values():
            yield Group(number, slide, frames[0][0], tuple(frames))


def make_all(
    engine: Database,
    groups: Sequence[Group],
    around: Selection,
    options: Options,
    kind: FileKind[B],
    progress: Callable[[int, int], None],
) -> list[tuple[Group, Made[B] | str]]:
    """What each group is filled from; a sentence where it cannot be filled."""
    made: list[tuple[Group, Made[B] | str]] = []
    most: dict[tuple[str, str], int] = {}
    for group in groups:
        of = (group.name.chart, group.name.query)
        most[of] = max(most.get(of, 1), len(group.frames))
    for number, group in enumerate(groups, 1):
        # As many panels a slide as the file has, so that what stands beside them is of the same ones.
        as_there = replace(options, panels=most[group.name.chart, group.name.query])
        try:
            made.append((group, _make(engine, group, around, as_there, kind)))
        except Exception:
            logging.getLogger(__name__).exception("a chart could not be read")
            made.append((group, DAMAGED))
        progress(number, len(groups))
    return made


def _make(
    engine: Database, group: Group, around: Selection, options: Options, kind: FileKind[B]
) -> Made[B] | str:
    """What a group is filled from; a sentence where it cannot be filled."""
    name = replace(group.name, chart=current_chart(group.name.chart, charts()) or group.name.chart)
    wanted = PackSheet(name.chart, name.query)
    if refused(asked_by(engine, wanted, around).dropped):
        return NOT_KNOWN
    item = pack_item(engine, PackSheet(name.chart, name.query), around, public_url=options.public_url)
    sheet = item.sheet(engine)
    panels = panels_of(sheet)
    if not panels:
        return NO_FIGURES
    words = interface_words(sheet.selection.language)
    kept = [kind.written(frame) for _, frame in group.frames]
    texts = next((each.texts for each in kept if each and each.texts), None)
    if None in kept or texts is None:
        before = _as_of_then(engine, name, around, options, kind)
        if before is None:
            return UNTOLD
        drawn_then, texts_then = before
        texts = texts if texts is not None else texts_then
        kept = [each or drawn_then.get(of.panel) for each, (of, _) in zip(kept, group.frames, strict=True)]
    found, faults = [], []
    edited = list(panels)
    for (of, frame), written in zip(group.frames, kept, strict=True):
        number = _panel_of(written, of.panel, panels, words) if written else None
        if written is None or number is None:
            faults.append(SlideOutcome(COULD_NOT, NO_PANEL if written else UNTOLD))
        elif has_own_axis(kind.space(frame), written, words):
            faults.append(SlideOutcome(COULD_NOT, OWN_AXIS))
        else:
            edits = edits_of(kind.space(frame), written, words)
            edited[number - 1] = with_edits(panels[number - 1], edits, words)
            found.append(FoundChart(frame, number, written, edits))
    if not found:
        return faults[0].what
    truly = kind.build(TODAY, sheet, item.catalogue, options, panels)
    is_edited = any(each.edits != Edits() for each in found)
    drawn = kind.build(EDITED, sheet, item.catalogue, options, edited) if is_edited else truly
    first = found[0].panel
    of_first = next(built for built in truly if any(_panel(each) == first for each in built.charts))
    return Made(
        words,
        tuple(found),
        texts,
        of_first,
        {_panel(each): each for built in drawn for each in built.charts},
        {_panel(each): each for built in truly for each in built.charts},
        tuple(faults),
    )


def _panel_of(written: Written, number: int, panels: Sequence[NativePanel], words: Words) -> int | None:
    """Which panel of today shows what a chart was written with: the one that has most of its series, the one
    of the same number among alike; None where no panel has any."""
    names = {base_name(each.name, words) for each in written.series}
    shared = [
        (
            len(names & {base_name(each.name, words) for each in panel.series if each.id}),
            place == number,
            place,
        )
        for place, panel in enumerate(panels, 1)
    ]
    best = max(shared)
    return best[2] if best[0] else None


def _panel(drawn: Drawn) -> int:
    name = frame_name(drawn.context.name)
    return name.panel if name else 1


def _workbook(frame: Any) -> bytes | None:
    part = frame.chart.part.chart_workbook.xlsx_part
    return part.blob if part is not None else None


def _as_of_then(
    engine: Database,
    name: FrameName,
    around: Selection,
    options: Options,
    kind: FileKind[B],
) -> tuple[dict[int, Written], dict[str, list[str]]] | None:
    """What was written by the record of then, of a chart whose workbook is gone; None where nobody knows."""
    at = name.at or (kind.created.replace(tzinfo=UTC) if kind.created else None)
    if at is None:
        return None
    if around.recorded is None or around.recorded > at:
        around = replace(around, recorded=at + timedelta(seconds=1))
    item = pack_item(engine, PackSheet(name.chart, name.query), around, public_url=options.public_url)
    was_newest = _AsItWas(*(getattr(item.selection, field.name) for field in fields(Selection)))
    sheet = replace(item, selection=was_newest).sheet(engine)
    panels = panels_of(sheet)
    if not panels:
        return None
    built = kind.build(THEN, sheet, item.catalogue, options, panels)
    drawn = {_panel(each): each.written for one in built for each in one.charts}
    of_panel = next(one for one in built if any(_panel(each) == name.panel for each in one.charts))
    return drawn, kind.texts(of_panel)
