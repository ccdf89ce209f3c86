"""A slide that was made before, filled with today's figures and words.

What still reads as it was written follows; what a hand has changed, added or taken out stays, and is told.
Charts keep their place, size and looks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from dashboard.exporters.native.drawing_xml import MAIN, describe
from dashboard.exporters.native.fitting import largest_size
from dashboard.exporters.native.refilled import Edits, has_new_form, is_as_today, redraw, refill
from dashboard.exporters.native.workbooks import with_own_sheets
from dashboard.exporters.native.written import Written, plotted
from dashboard.exporters.slides.layouts import EMU
from dashboard.exporters.slides.page import BuiltSlide
from dashboard.exporters.slides.panel_shapes import Drawn
from dashboard.exporters.slides.shapes import BEHIND, NOTES, TITLE, every_shape, named_shapes, plain, texts_on
from dashboard.words import Words

HYPERLINK = f"{{{MAIN}}}hlinkClick"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FOLLOWING = (TITLE, "subtitle", "findings", "source", "heading")
"""The shapes whose words follow, each in its place."""
OF_PANEL = ("panel title", "note")
"""Those that stand in the group of their chart."""
KEY, EVENTS = ("key:", "key mark:"), ("event ", "events")
"""How the names begin of the shapes that are drawn anew together."""
LEAST = 10.0
"""The smallest size of a text in points."""
LINES = ("about", "chart ")
"""How the names begin of the lines around the charts that follow: those of the title, the list of charts."""
NEAR = 300_000
"""Within so many EMU a shape stands where it was put."""
LITTLE = 25_000
"""Within so many EMU shapes stand to each other as they would today."""

FILLED, SAME, KEPT, GONE = "filled", "same", "kept", "gone"
RENAMED, REDRAWN, CROWDED = "renamed", "redrawn", "crowded"
"""A series that a hand has renamed; a chart whose form no longer suits its figures, drawn anew; a key that
may have grown into the chart."""


@dataclass(frozen=True)
class SlideOutcome:
    """Something to tell of a slide: ``kind``, which shape or series and place, what was written, what stands
    there, and what would be written today."""

    kind: str
    what: str
    then: str = ""
    now: str = ""
    today: str = ""


@dataclass(frozen=True)
class FoundChart:
    """A chart of ours as it is found on a slide: its frame, which panel it shows, what a hand did to it."""

    frame: Any
    panel: int
    written: Written
    edits: Edits


def refill_slide(
    slide: Any,
    found: Sequence[FoundChart],
    written: Mapping[str, Sequence[str]],
    built: BuiltSlide,
    drawn: Mapping[int, Drawn],
    truly: Mapping[int, Drawn],
    words: Words,
    *,
    ours: set[str],
    is_alone: bool,
) -> Iterator[SlideOutcome]:
    """Fill the charts and the words of a slide; ``is_alone``: no other chart's words stand on it.

    ``written``: its words as they were; ``built``: the slide as it would be made today; ``drawn``: the charts
    of today by their panels, with the numbers that a hand has changed, ``truly`` without.
    """
    today = texts_on(built.slide)
    for number, each in enumerate(found):
        texts = today if number == 0 else {}
        yield from _chart(each, drawn[each.panel], truly[each.panel], texts, words, ours)
        yield from _behind(each.frame, drawn[each.panel].frame, written)
        _words_of_panel(each.frame, truly[each.panel].frame, written)
    if not _has_words(slide, written):  # a chart that was copied alone
        return
    yield from _words(slide, built, written, today, is_alone=is_alone)
    yield from _notes(slide, built, written)
    for kind, begins in (("key", KEY), ("events", EVENTS)):
        yield from _redrawn(kind, begins, slide, built, written, today)


def _chart(
    found: FoundChart, drawn: Drawn, truly: Drawn, texts: dict[str, list[str]], words: Words, ours: set[str]
) -> Iterator[SlideOutcome]:
    part, fresh = found.frame.chart.part, drawn.frame.chart.part
    space = part._element
    before = plotted(space)
    if has_new_form(fresh._element, found.written, words):
        redraw(space, fresh.blob)
        yield SlideOutcome(REDRAWN, found.frame.name)
    elif not is_as_today(space, fresh._element, found.edits, words):
        refill(space, fresh.blob, found.written, found.edits, words)
    old = part.chart_workbook.xlsx_part
    fresh_book = drawn.workbook(replace(truly.written, texts=texts))
    workbook = with_own_sheets(old.blob if old is not None else None, fresh_book, ours)
    part.chart_workbook.update_from_xlsx_blob(workbook)
    alt = found.frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr/@descr")
    if not alt or plain(alt[0]) == plain(found.written.alt):
        describe(found.frame, drawn.written.alt)
    found.frame.name = drawn.context.name
    yield from of_hand(found, truly)
    yield SlideOutcome(SAME if plotted(space) == before else FILLED, "")


def of_hand(found: FoundChart, truly: Drawn) -> Iterator[SlideOutcome]:
    """What a hand has done to a chart, beside what would be written today."""
    for edit in found.edits.numbers.values():
        today = next((one for one in truly.written.series if one.name == edit.series), None)
        value = today.values.get(edit.place) if today else None
        yield SlideOutcome(
            KEPT, f"{edit.series}, {edit.place}", _number(edit.then), _number(edit.now), _number(value)
        )
    yield from (SlideOutcome(GONE, name) for name, _ in found.edits.removed)
    yield from (SlideOutcome(RENAMED, was[0], was[0], now[0]) for was, now in found.edits.renamed.items())


def _number(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{value:,g}"


def _behind(frame: Any, fresh: Any, written: Mapping[str, Sequence[str]]) -> Iterator[SlideOutcome]:
    """Put what lies behind a chart where the axis has it today, unless a hand has taken some of it out."""
    old, new = _siblings(frame), _siblings(fresh)
    if len(old) < sum(len(texts) for name, texts in written.items() if name.startswith(BEHIND)) and not old:
        if new:
            yield SlideOutcome(GONE, BEHIND.strip())
        return
    for shape in old:
        shape._element.getparent().remove(shape._element)
    across, down = frame.width / fresh.width, frame.height / fresh.height
    for shape in new:
        left, top = shape.left - fresh.left, shape.top - fresh.top
        width, height = shape.width, shape.height
        frame._element.addprevious(_copied(shape, frame._element))
        copy = next(one for one in _siblings(frame) if one._element is frame._element.getprevious())
        copy.left, copy.top = int(frame.left + left * across), int(frame.top + top * down)
        copy.width, copy.height = int(width * across), int(height * down)


def _copied(shape: Any, beside: Any) -> Any:
    """A shape of another slide, under a number that no other has beside an element of this one."""
    copy = deepcopy(shape._element)
    numbers = [int(number) for number in beside.getroottree().getroot().xpath("//p:cNvPr/@id")]
    (own,) = copy.xpath("./*/p:cNvPr")
    own.set("id", str(max(numbers) + 1))
    return copy


def _siblings(frame: Any) -> list[Any]:
    """What lies behind a chart, in its group."""
    return [shape for shape in frame._parent if shape.name.startswith(BEHIND)]


def _has_words(slide: Any, written: Mapping[str, Sequence[str]]) -> bool:
    """Whether any text that was written beside a chart stands on its slide."""
    names = {shape.name for shape in every_shape(slide.shapes)}
    return any(name in names for name in (*FOLLOWING[1:], *OF_PANEL) if name in written) or any(
        name.startswith(KEY) and name in names for name in written
    )


def _words_of_panel(frame: Any, fresh: Any, written: Mapping[str, Sequence[str]]) -> None:
    """Let the title of a panel, and the notes above it, follow in the group of its chart."""
    for name in OF_PANEL:
        stand, become = ([one for one in each._parent if one.name == name] for each in (frame, fresh))
        if len(stand) != len(become):
            continue
        for shape, like in zip(stand, become, strict=True):
            reads, becomes = plain(shape.text_frame.text), plain(like.text_frame.text)
            if reads != becomes and reads in written.get(name, ()):
                _say(shape.text_frame.paragraphs[0], like.text_frame.text)


def _words(
    slide: Any,
    built: BuiltSlide,
    written: Mapping[str, Sequence[str]],
    today: Mapping[str, Sequence[str]],
    *,
    is_alone: bool,
) -> Iterator[SlideOutcome]:
    """Let each text that reads as it was written follow, on whichever shape of its name it stands."""
    now, fresh = named_shapes(slide), named_shapes(built.slide)
    for name in FOLLOWING:
        then, become = written.get(name, ()), fresh.get(name, [])
        left = list(now.get(name, []))
        for place, was in enumerate(then):
            same = [shape for shape in left if _within(was, plain(shape.text_frame.text)) is not None]
            same = same[: len(same) - list(then[place:]).count(was) + 1]
            becomes = today[name][place] if place < len(become) else ""
            if not same:
                changed = left[0] if len(left) == len(then) - place and is_alone else None
                if changed is not None:
                    left.remove(changed)
                    yield SlideOutcome(KEPT, name, was, plain(changed.text_frame.text), becomes)
                elif is_alone and not left:
                    yield SlideOutcome(GONE, name, then=was)
                continue
            for shape in same:
                left.remove(shape)
                if place >= len(become):
                    shape._element.getparent().remove(shape._element)
                elif becomes != was:
                    start = _within(was, plain(shape.text_frame.text)) or 0
                    count = len(was.split("\n"))
                    _write(shape.text_frame, become[place].text_frame, start, count, slide, built)
            if becomes != was and place < len(become):
                yield SlideOutcome(FILLED, name, was, was, becomes)


def _notes(slide: Any, built: BuiltSlide, written: Mapping[str, Sequence[str]]) -> Iterator[SlideOutcome]:
    """The speaker's notes, in which a hand's own paragraphs stay around ours."""
    was = next(iter(written.get(NOTES, ())), "")
    if not was:
        return
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        yield SlideOutcome(GONE, NOTES, then=was)
        return
    frame, fresh = slide.notes_slide.notes_text_frame, built.slide.notes_slide.notes_text_frame
    reads, becomes = plain(frame.text), plain(fresh.text)
    start = _within(was, reads)
    if start is None:
        yield SlideOutcome(KEPT, NOTES, was, reads, becomes)
    elif becomes != was:
        _write(frame, fresh, start, len(was.split("\n")), slide, built)
        yield SlideOutcome(FILLED, NOTES, was, reads, becomes)


def follow_lines(slide: Any, lines: Mapping[str, str]) -> None:
    """Let the lines of a slide around the charts follow: each that reads as one did becomes what that is."""
    for shape in every_shape(slide.shapes):
        if not shape.has_text_frame or not shape.name.startswith(LINES):
            continue
        for paragraph in shape.text_frame.paragraphs:
            becomes = lines.get(plain(paragraph.text))
            if becomes is None or not paragraph.runs:
                continue
            first = _say(paragraph, becomes)
            if first.font.size is not None and len(shape.text_frame.paragraphs) == 1:
                wide, high = shape.width / EMU, shape.height / EMU
                points = largest_size(becomes, width=wide, height=high, most=first.font.size.pt, least=LEAST)
                first.font.size = Pt(points)


def _say(paragraph: Any, text: str) -> Any:
    """Let a paragraph say something else in the looks of its first run, which is returned."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run._r.getparent().remove(run._r)
    return first


def _within(was: str, reads: str) -> int | None:
    """Where the paragraphs that were written stand among those that are there now; None where they do not."""
    wanted, there = was.split("\n"), reads.split("\n")
    for start in range(len(there) - len(wanted) + 1):
        if there[start : start + len(wanted)] == wanted:
            return start
    return None


def _write(frame: Any, fresh: Any, start: int, count: int, slide: Any, built: BuiltSlide) -> None:
    """Put today's paragraphs in the place of so many, each with the looks of the one that stood there."""
    old = [paragraph for paragraph in frame.paragraphs if plain(paragraph.text)][start : start + count]
    anchor = old[0]._p
    new = [deepcopy(paragraph._p) for paragraph in fresh.paragraphs if plain(paragraph.text)]
    for number, paragraph in enumerate(new):
        is_last = number == len(new) - 1
        like = old[-1] if is_last else old[min(number, max(0, len(old) - 2))]
        _look_like(paragraph, like._p, slide, built)
        anchor.addprevious(paragraph)
    for paragraph in old:
        paragraph._p.getparent().remove(paragraph._p)


def _look_like(paragraph: Any, model: Any, slide: Any, built: BuiltSlide) -> None:
    """Give a paragraph the looks of another, and its links an address on this slide."""
    runs, looks = paragraph.findall(f"{{{MAIN}}}r"), model.findall(f"{{{MAIN}}}r/{{{MAIN}}}rPr")
    own, theirs = paragraph.find(f"{{{MAIN}}}pPr"), model.find(f"{{{MAIN}}}pPr")
    if theirs is not None:
        if own is not None:
            paragraph.remove(own)
        paragraph.insert(0, deepcopy(theirs))
    for number, run in enumerate(runs):
        properties = run.find(f"{{{MAIN}}}rPr")
        link = properties.find(HYPERLINK) if properties is not None else None
        if looks and properties is not None:
            like = deepcopy(looks[min(number, len(looks) - 1)])
            for old in like.findall(HYPERLINK):
                like.remove(old)
            run.replace(properties, like)
            properties = like
        if link is not None:
            address = built.slide.part.rels[link.get(RELATION)].target_ref
            link = deepcopy(link)
            link.set(RELATION, slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            properties.append(link)


def _redrawn(
    kind: str,
    begins: tuple[str, ...],
    slide: Any,
    built: BuiltSlide,
    written: Mapping[str, Sequence[str]],
    today: Mapping[str, Sequence[str]],
) -> Iterator[SlideOutcome]:
    """Draw the key, or the events, anew where they say something else today and no hand has changed them."""

    def of(texts: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        return {name: list(those) for name, those in texts.items() if name.startswith(begins)}

    was, reads, becomes = of(written), of(texts_on(slide)), of(today)
    if reads != was:
        if was:
            yield SlideOutcome(KEPT, kind, _told(was), _told(reads), _told(becomes))
        return
    old, new = _called(slide, begins), _called(built.slide, begins)
    if becomes == was and not _has_moved(old, new):
        return
    shift = (0, 0)
    if old and new and abs(old[0].left - new[0].left) + abs(old[0].top - new[0].top) > NEAR:
        shift = old[0].left - new[0].left, old[0].top - new[0].top
    if kind == "key" and _height(new) > _height(old):
        yield SlideOutcome(CROWDED, kind)
    for shape in old:
        shape._element.getparent().remove(shape._element)
    tree = slide.shapes._spTree
    for shape in new:
        tree.append(_copied(shape, tree))
        added = slide.shapes[-1]
        added.left, added.top = shape.left + shift[0], shape.top + shift[1]
    yield SlideOutcome(FILLED, kind, _told(was), _told(reads), _told(becomes))


def _has_moved(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Whether shapes stand otherwise to each other than they would today: on an axis with another year."""
    across = [one.left - other.left for one, other in zip(old, new, strict=False)]
    return len(old) != len(new) or max(across, default=0) - min(across, default=0) > LITTLE


def _height(shapes: Sequence[Any]) -> int:
    """How high shapes are together, in EMU."""
    return max((one.top + one.height for one in shapes), default=0) - min(
        (one.top for one in shapes), default=0
    )


def _called(slide: Any, begins: tuple[str, ...]) -> list[Any]:
    return [shape for shape in every_shape(slide.shapes) if shape.name.startswith(begins)]


def _told(texts: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(text for those in texts.values() for text in those)
