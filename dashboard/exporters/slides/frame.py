"""A slide with what frames it: its title, the number, footer and date of its layout, and the room left."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.util import Inches, Pt

from dashboard.address.options import Options
from dashboard.exporters.native.drawing_xml import LANGUAGES, MAIN, set_fonts
from dashboard.exporters.native.fitting import height_of, largest_size, line_of, lines_of
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.drawing import Run, rectangle, set_spacing, write
from dashboard.exporters.slides.layouts import (
    GAP,
    OWN_TITLE,
    TITLES,
    foot_of,
    paper_of,
    place_for_charts,
    title_of,
)
from dashboard.exporters.slides.recolour import PLATE, needs_plate
from dashboard.scene import theme

MOST_TITLE, LEAST_TITLE = 26.0, 14.0
"""Sizes of a title in points: of one of ours, and the smallest of any."""
USUAL_TITLE = 28.0
"""Where neither layout nor master states a size."""
INSET = 0.2
"""What a placeholder keeps free at its left and right together, in inches."""
EDGE_OF_PLATE = 0.04
"""How far the plate on a ground that is not known reaches around the room, in inches."""
NUMBER_FIELD = "slidenum"
FIELD_ID = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def add_framed(presentation: Any, title: str, language: str, options: Options) -> tuple[Any, Box]:
    """Add a slide with a title and the foot of its layout, without any other placeholder: the slide, and the
    room that is left on it. Raises ``TemplateNotRead``."""
    place = place_for_charts(presentation)
    layout = place.layout(presentation)
    slide = presentation.slides.add_slide(layout)
    holder = title_of(slide)
    remove_holders(slide, holder)
    map_colours(slide)
    carry_foot(presentation, slide, language)
    room, box = place.room, place.title
    if needs_plate(layout, room, paper_of(presentation)):
        rectangle(slide.shapes, room.around(EDGE_OF_PLATE), name=PLATE, colour=theme.PAPER)
    if holder is None or box is None:
        box = Box(room.left, room.top, room.width, min(OWN_TITLE, room.height))
        high = _write_own_title(slide, title, box, language)
        return slide, room.below(high + GAP)
    if place.is_own_title:
        _put(holder, box)
    stated = _title_size(slide)
    size = stated or USUAL_TITLE
    fitting = _fitting(title, size, box)
    needed = height_of(title, fitting, box.width - INSET, bold=True) + 0.1
    if needed > box.height and box.bottom <= room.top + GAP + 0.001:
        room = room.below(max(0.0, box.top + needed + GAP - room.top))
        box = Box(box.left, box.top, box.width, needed)
        _put(holder, box)
    holder.text_frame.text = title
    paragraph = holder.text_frame.paragraphs[0]
    if options.template is None:
        set_spacing(paragraph._p.get_or_add_pPr())
    for run in paragraph.runs:
        if fitting != stated:
            run.font.size = Pt(fitting)
        set_fonts(run._r.get_or_add_rPr(), language, heading=True)
    if options.template is None:  # ours stands at the top of its box, and ends where its text does
        bottom = box.top + min(box.height, needed - 0.1) + 0.06
        room = Box(room.left, bottom, room.width, room.bottom - bottom)
    return slide, room


def remove_holders(slide: Any, *kept: Any) -> None:
    """Take the placeholders from a slide that nothing is written into."""
    elements = [holder._element for holder in kept if holder is not None]
    for holder in list(slide.placeholders):
        if not any(holder._element is element for element in elements):
            holder._element.getparent().remove(holder._element)


def map_colours(slide: Any) -> None:
    """Where a layout calls other colours of the theme text and ground, its slides do too."""
    for own in slide.slide_layout._element.xpath("./p:clrMapOvr[a:overrideClrMapping]"):
        for old in slide._element.xpath("./p:clrMapOvr"):
            slide._element.replace(old, deepcopy(own))


def carry_foot(presentation: Any, slide: Any, language: str) -> None:
    """Put number, footer and date of the layout on a slide, with their text and at their place."""
    for holder in foot_of(slide.slide_layout, paper_of(presentation)):
        element = deepcopy(holder._element)
        properties = element.xpath("./p:nvSpPr/p:cNvPr")[0]
        properties.set("id", str(slide.shapes._next_shape_id))
        for extension in properties.findall(f"{{{MAIN}}}extLst"):
            properties.remove(extension)
        for child in list(element.spPr):
            element.spPr.remove(child)
        body = element.txBody
        for level in list(
            body.find(f"{{{MAIN}}}lstStyle") if body.find(f"{{{MAIN}}}lstStyle") is not None else ()
        ):
            level.getparent().remove(level)
        if holder.placeholder_format.type == 13 and not body.xpath(f".//a:fld[@type='{NUMBER_FIELD}']"):
            _write_number(body)
        for run in body.xpath(".//a:rPr"):
            run.attrib.pop("smtClean", None)
        for text in body.xpath(f".//a:fld[@type='{NUMBER_FIELD}']/a:rPr"):
            text.set("lang", LANGUAGES[language])
        slide.shapes._spTree.append(element)


def _write_number(body: Any) -> None:
    """The number of the slide as a field, in place of what stands there."""
    for paragraph in body.findall(f"{{{MAIN}}}p"):
        body.remove(paragraph)
    paragraph = etree.SubElement(body, f"{{{MAIN}}}p")
    field = etree.SubElement(paragraph, f"{{{MAIN}}}fld", id=FIELD_ID, type=NUMBER_FIELD)
    etree.SubElement(field, f"{{{MAIN}}}rPr", lang="en-US")
    etree.SubElement(field, f"{{{MAIN}}}t").text = "‹#›"


def _write_own_title(slide: Any, text: str, box: Box, language: str) -> float:
    """A title where the layout has no place for one; its height in inches."""
    size = largest_size(
        text, width=box.width, height=box.height, most=MOST_TITLE, least=LEAST_TITLE, bold=True
    )
    high = height_of(text, size, box.width, bold=True)
    runs = [[Run(text, size, theme.INK, bold=True)]]
    write(slide.shapes, Box(box.left, box.top, box.width, high), runs, name="title", language=language)
    return high


def _put(shape: Any, box: Box) -> None:
    """Give a placeholder a place of its own, upright writing turned to the usual."""
    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)
    shape._element.txBody.bodyPr.set("vert", "horz")


def _fitting(text: str, size: float, box: Box) -> float:
    """The largest size at which a title fits; a little smaller where that brings it onto one line."""
    width, height = box.width - INSET, box.height - INSET / 2
    for points in range(int(size), max(int(LEAST_TITLE), int(size) - 4) - 1, -1):
        if lines_of(text, points, width, bold=True) == 1 and line_of(text, points) < height:
            return float(points)
    return largest_size(text, width=width, height=height, most=size, least=LEAST_TITLE, bold=True)


def _title_size(slide: Any) -> float | None:
    """The size that the layout, or else the master, gives titles; None where neither states one."""
    layout, master = slide.slide_layout, slide.slide_layout.slide_master
    holders = [holder for holder in layout.placeholders if holder.placeholder_format.type in TITLES]
    for element, path in (
        *((holder._element, ".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") for holder in holders),
        (master._element, "./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"),
    ):
        sizes = element.xpath(path)
        if sizes:
            return int(sizes[0]) / 100
    return None
