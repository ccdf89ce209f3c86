"""What leads through a deck: a list of its charts after each title, and a section for each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

from dashboard.address.options import Options
from dashboard.exporters.native.drawing_xml import MAIN
from dashboard.exporters.native.fitting import height_of, largest_size
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.drawing import Run, write
from dashboard.exporters.slides.frame import add_framed
from dashboard.exporters.slides.opening import RELATED
from dashboard.scene import theme
from dashboard.words import interface_words

LEAST_CHARTS = 3
"""Fewer charts need no list."""
MOST_POINTS, LEAST_POINTS = 18.0, 12.0
NUMBER, PLACE, GAP = 0.5, 0.6, 0.12
"""Widths of a chart's number and of its slide's, and the air below a line, in inches."""
LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}
POWERPOINT = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
JUMP = "ppaction://hlinksldjump"


@dataclass(frozen=True)
class ContentsEntry:
    """A chart of a deck by its headline, and its slides."""

    title: str
    slides: tuple[Any, ...]


def add_contents(
    presentation: Any, entries: Sequence[ContentsEntry], place: int, language: str, options: Options
) -> None:
    """The list of a part's charts, from this place of the deck on: number, headline, and the number of the
    slide, each a link to it; on as many slides as it needs, none for a few charts."""
    if len(entries) < LEAST_CHARTS:
        return
    title = interface_words(language)("Charts")
    pages: list[tuple[Any, Box, list[tuple[int, ContentsEntry]]]] = []
    rest = list(enumerate(entries, 1))
    points = 0.0
    while rest:
        slide, room = add_framed(
            presentation, title if not pages else f"{title} ({len(pages) + 1})", language, options
        )
        wide = room.width - NUMBER - PLACE
        points = points or _points(entries, wide, room.height)
        fitting: list[tuple[int, ContentsEntry]] = []
        high = 0.0
        for number, entry in rest:
            high += height_of(entry.title, points, wide) + GAP
            if fitting and high > room.height:
                break
            fitting.append((number, entry))
        rest = rest[len(fitting) :]
        pages.append((slide, room, fitting))
    _move(presentation, len(pages), place)
    numbers = numbers_of_slides(presentation)
    for slide, room, rows in pages:
        _write_rows(slide, room, rows, numbers, points, language)


def numbers_of_slides(presentation: Any) -> dict[int, int]:
    """The number of each slide by its id."""
    return {slide.slide_id: number for number, slide in enumerate(presentation.slides, 1)}


def add_sections(presentation: Any, parts: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """A section for each language of a deck, with its slides; none for a deck in one."""
    if len(parts) < 2:
        return
    root = presentation.part._element
    extension = etree.SubElement(_extensions(root), f"{{{SLIDES}}}ext", uri=SECTIONS)
    sections = etree.SubElement(extension, f"{{{POWERPOINT}}}sectionLst", nsmap={"p14": POWERPOINT})
    for language, slides in parts:
        id = f"{{{str(uuid5(NAMESPACE_URL, f'section:{language}')).upper()}}}"
        section = etree.SubElement(
            sections, f"{{{POWERPOINT}}}section", name=LANGUAGE_NAMES[language[:2]], id=id
        )
        listed = etree.SubElement(section, f"{{{POWERPOINT}}}sldIdLst")
        for slide in slides:
            etree.SubElement(listed, f"{{{POWERPOINT}}}sldId", id=str(slide.slide_id))


def _extensions(root: Any) -> Any:
    found = root.find(f"{{{SLIDES}}}extLst")
    return etree.SubElement(root, f"{{{SLIDES}}}extLst") if found is None else found


def _points(entries: Sequence[ContentsEntry], width: float, height: float) -> float:
    """The largest size at which the list stands on one slide, else the smallest."""
    text = "\n".join(entry.title for entry in entries)
    free = height - GAP * len(entries)
    return largest_size(text, width=width, height=free, most=MOST_POINTS, least=LEAST_POINTS)


def _move(presentation: Any, count: int, place: int) -> None:
    """The last slides to a place further ahead."""
    entries = presentation.slides._sldIdLst
    for offset, entry in enumerate(list(entries)[-count:]):
        entries.remove(entry)
        entries.insert(place + offset, entry)


def _write_rows(
    slide: Any,
    room: Box,
    rows: Sequence[tuple[int, ContentsEntry]],
    numbers: dict[int, int],
    points: float,
    language: str,
) -> None:
    wide = room.width - NUMBER - PLACE
    top = room.top
    for number, entry in rows:
        high = height_of(entry.title, points, wide)
        target = entry.slides[0]
        number_of_slide = str(numbers[target.slide_id])
        for left, width, text, align, is_link in (
            (room.left, NUMBER, str(number), "left", False),
            (room.left + NUMBER, wide, entry.title, "left", True),
            (room.right - PLACE, PLACE, number_of_slide, "right", True),
        ):
            box = Box(left, top, width, high)
            runs = [[Run(text, points, theme.INK if is_link else theme.QUIET)]]
            name = f"chart {number}" if is_link and align == "left" else f"chart {number}: {align}"
            shape = write(slide.shapes, box, runs, name=name, language=language, align=align)
            if is_link:
                _link(slide, shape, target)
        top += high + GAP


def _link(slide: Any, shape: Any, target: Any) -> None:
    """Make the words of a shape lead to another slide of the deck."""
    relation = slide.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE)
    for properties in shape._element.xpath(".//a:r/a:rPr"):
        etree.SubElement(properties, f"{{{MAIN}}}hlinkClick", {RELATED: relation, "action": JUMP})
