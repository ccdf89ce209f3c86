"""The slides around the charts of a deck: its title, its sources and definitions, its methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.util import Pt

from dashboard.address.options import Options
from dashboard.exporters.packs import Group, Part
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.drawing import Run, rgb, write
from dashboard.exporters.slides.drawing_xml import set_fonts
from dashboard.exporters.slides.fitting import height_of, largest_size
from dashboard.exporters.slides.opening import layout_of
from dashboard.exporters.slides.page import EMU, write_title
from dashboard.scene import theme
from dashboard.words import interface_words

POINTS, HEADING = 11.0, 12.0
AFTER = 3.0

Line = tuple[str, bool]
"""A paragraph, and whether it is a heading."""


def add_title(presentation: Any, part: Part, options: Options) -> None:
    """The first slide: the deck's title, what it holds, and the day of the record."""
    title, below, language = part.title, part.about, part.language
    slide = presentation.slides.add_slide(layout_of(presentation, "title"))
    holders = [holder for holder in slide.placeholders if holder.placeholder_format.type in (2, 4)]
    if slide.shapes.title is None or not holders:
        room = write_title(presentation, slide, title, language, has_template=options.template is not None)
        write(
            slide.shapes,
            room,
            [[Run(line, 18, theme.QUIET)] for line in below],
            name="about",
            language=language,
        )
        return
    slide.shapes.title.text_frame.text = title
    holders[0].text_frame.text = "\n".join(below)
    room = Box(*(getattr(holders[0], side) / EMU for side in ("left", "top", "width", "height")))
    size = largest_size("\n".join(below), width=room.width - 0.2, height=room.height, most=20, least=11)
    for frame, is_heading in ((slide.shapes.title.text_frame, True), (holders[0].text_frame, False)):
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                if not is_heading:
                    run.font.size = Pt(size)
                if not is_heading and options.template is None:
                    run.font.color.rgb = rgb(theme.QUIET)
                set_fonts(run._r.get_or_add_rPr(), language, heading=is_heading)


def add_sources(presentation: Any, part: Part, options: Options) -> None:
    """Every publication that the charts rest on, once, and what each publisher counts."""
    title = interface_words(part.language)("Sources and definitions")
    add_pages(presentation, title, part.sources, options, part.language, name="sources")


def add_methods(presentation: Any, part: Part, options: Options) -> None:
    """What may be said of each chart, what must be minded, and how to read it."""
    title = interface_words(part.language)("Methods and notes")
    add_pages(presentation, title, part.methods, options, part.language, name="methods")


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
        slide = presentation.slides.add_slide(layout_of(presentation, "titleOnly"))
        heading = title if number == 1 else f"{title} ({number})"
        room = write_title(presentation, slide, heading, language, has_template=options.template is not None)
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
        height += height_of(text, HEADING if is_heading else POINTS, room.width, bold=is_heading) + AFTER / 72
        if fitting and height > room.height:
            break
        fitting.append((text, is_heading))
    while len(fitting) > 1 and len(fitting) < len(lines) and fitting[-1][1]:
        fitting.pop()
    yield from fitting
