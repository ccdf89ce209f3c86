"""The slides around the charts of a deck: its title, its sources and definitions, its methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pptx.util import Pt

from dashboard.address.options import Options
from dashboard.exporters.native.drawing_xml import set_fonts
from dashboard.exporters.native.fitting import height_of, largest_size, line_of
from dashboard.exporters.packs import CitedPublication, Group, PackPart
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.contents import ContentsEntry
from dashboard.exporters.slides.drawing import Run, fill_paragraphs, rgb, write
from dashboard.exporters.slides.frame import add_framed, carry_foot, map_colours, remove_holders
from dashboard.exporters.slides.layouts import box_of, layout_for_title, lines_of_title, title_of
from dashboard.exporters.texts import publications_counted
from dashboard.scene import theme
from dashboard.words import Words, interface_words

POINTS, HEADING = 11.0, 12.0
MOST_HEADING = 36.0
"""The size of a deck's title in points, at the most."""
AFTER = 25
"""Between paragraphs, in per cent of a line."""

ABOUT, SOURCES, METHODS = "about", "sources", "methods"
"""What the texts around a deck's charts are named."""

Line = tuple[str, bool]
"""A paragraph, and whether it is a heading."""


def add_title(presentation: Any, part: PackPart, options: Options) -> None:
    """The first slide: the deck's title, what it holds, and the day of the record."""
    title, below, language = part.title, part.about, part.language
    layout = layout_for_title(presentation)
    if layout is None:
        slide, room = add_framed(presentation, title, language, options)
        lines = [[Run(line, 18, theme.QUIET)] for line in below]
        write(slide.shapes, room, lines, name=ABOUT, language=language)
        return
    slide = presentation.slides.add_slide(layout)
    heading, lines_below = title_of(slide), lines_of_title(slide)
    remove_holders(slide, heading, lines_below)
    map_colours(slide)
    carry_foot(presentation, slide, language)
    for holder, text in ((heading, title), (lines_below, "\n".join(below))):
        is_heading, box = holder is heading, box_of(holder)
        holder.text_frame.text = text
        if not is_heading:
            holder.name = ABOUT
        for run in (run for paragraph in holder.text_frame.paragraphs for run in paragraph.runs):
            if box is not None:
                most, least = (MOST_HEADING, 16.0) if is_heading else (20.0, 11.0)
                wide, high = box.width - 0.2, box.height
                run.font.size = Pt(
                    largest_size(text, width=wide, height=high, most=most, least=least, bold=is_heading)
                )
            if not is_heading and options.template is None:
                run.font.color.rgb = rgb(theme.QUIET)
            set_fonts(run._r.get_or_add_rPr(), language, heading=is_heading)


def add_closing(
    presentation: Any,
    part: PackPart,
    entries: Sequence[ContentsEntry],
    numbers: Mapping[int, int],
    options: Options,
) -> None:
    """What stands behind the charts of a part, as full as is asked for: nothing, one slide, or every
    publication with the slides that rest on it, definitions, and what may be said of each chart."""
    words = interface_words(part.language)
    sources = (*_by_publisher(part, entries, numbers, words), part.definitions)
    if options.sources == "short":
        _add_summary(presentation, part, sources, options, words)
    if options.sources != "full":
        return
    title = words("Sources and definitions")
    add_pages(presentation, title, sources, options, part.language, name=SOURCES)
    title = words("Methods and notes")
    add_pages(presentation, title, part.methods, options, part.language, name=METHODS)


def _by_publisher(
    part: PackPart, entries: Sequence[ContentsEntry], numbers: Mapping[int, int], words: Words
) -> Iterator[Group]:
    """Each publication once, below its publisher, with the slides of the charts that use it."""
    for publisher, group in _groups(part):
        lines = []
        for one in group:
            slides = [_slides_of(entries[chart], numbers) for chart in one.charts]
            listed = words(", ").join(slides)
            is_one = len(slides) == 1 and "–" not in listed
            where = (
                words("slide {slides}", slides=listed) if is_one else words("slides {slides}", slides=listed)
            )
            lines.append(words("{source}: {slides}", source=one.text, slides=where))
        yield publisher, tuple(lines)


def _slides_of(entry: ContentsEntry, numbers: Mapping[int, int]) -> str:
    first, last = (numbers[entry.slides[place].slide_id] for place in (0, -1))
    return f"{first}–{last}" if last > first else str(first)


def _add_summary(
    presentation: Any, part: PackPart, sources: Sequence[Group], options: Options, words: Words
) -> None:
    """One slide: each publisher with its publications counted, and what must be minded; its notes hold the
    full list."""
    title = words("Sources and methods")
    slide, room = add_framed(presentation, title, part.language, options)
    lines = [(_counted(publisher, group, words), False) for publisher, group in _groups(part)]
    caveats = part.methods[0][1] if part.methods else ()
    lines += [(text, False) for text in caveats]
    lines.append((words("Every publication, definition and note stands in the notes of this slide."), False))
    size = largest_size(
        "\n".join(text for text, _ in lines), width=room.width, height=room.height, most=16, least=10
    )
    runs = [[Run(text, size, theme.INK)] for text, _ in lines]
    write(slide.shapes, room, runs, name=SOURCES, language=part.language, after=AFTER)
    full = [[Run(text, 12, bold=is_heading)] for text, is_heading in _lines([*sources, *part.methods])]
    fill_paragraphs(slide.notes_slide.notes_text_frame, full, language=part.language)


def _groups(part: PackPart) -> Iterator[tuple[str, list[CitedPublication]]]:
    for publisher, group in groupby(part.cited, key=lambda one: one.publisher):
        yield publisher, list(group)


def _counted(publisher: str, cited: Sequence[CitedPublication], words: Words) -> str:
    """A publisher with how many of its publications are used, and of which years."""
    return publications_counted(publisher, [one.year for one in cited], words)


def _lines(groups: Sequence[Group]) -> Iterator[Line]:
    for heading, texts in groups:
        if heading:
            yield heading, True
        yield from ((text, False) for text in texts)


def add_pages(
    presentation: Any, title: str, groups: Sequence[Group], options: Options, language: str, *, name: str
) -> None:
    """Headings and the lines below them, on as many slides as they need."""
    rest = list(_lines(groups))
    number = 0
    while rest or not number:
        number += 1
        heading = title if number == 1 else f"{title} ({number})"
        slide, room = add_framed(presentation, heading, language, options)
        fitting = list(_fitting(rest, room))
        rest = rest[len(fitting) :]
        runs = [
            [Run(text, HEADING if is_heading else POINTS, theme.INK, bold=is_heading)]
            for text, is_heading in fitting
        ]
        if runs:
            write(slide.shapes, room, runs, name=name, language=language, after=AFTER)


def _fitting(lines: Sequence[Line], room: Box) -> Iterator[Line]:
    """The first lines that fit; at least one, and no heading as the last."""
    height = 0.0
    fitting: list[Line] = []
    for text, is_heading in lines:
        points = HEADING if is_heading else POINTS
        height += height_of(text, points, room.width, bold=is_heading) + AFTER / 100 * line_of(text, points)
        if fitting and height > room.height:
            break
        fitting.append((text, is_heading))
    while len(fitting) > 1 and len(fitting) < len(lines) and fitting[-1][1]:
        fitting.pop()
    yield from fitting
