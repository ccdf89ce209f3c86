"""The presentation to begin with: our own plain one on either paper, or an office's template, emptied."""

from __future__ import annotations

import io
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches

from dashboard.address.options import Options
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.native.drawing_xml import EAST_ASIAN, MAIN
from dashboard.exporters.slides.ground import theme_part_of
from dashboard.words import message

PAPERS = {"16:9": (13.333, 7.5), "a4": (11.693, 8.268)}
"""Width and height in inches; A4 lies on its long side."""
LATIN = "Arial"
"""A Latin font that every office has, so that a slide breaks its lines alike everywhere."""
MARGIN = 0.55
"""Left and right of everything on our own slides, in inches."""
OUR_THEME = "Maritime Piracy Statistics"
MOST_BYTES_UNPACKED = 150_000_000
TEMPLATE_TYPE = "presentationml.template.main+xml"
PRESENTATION_TYPE = "presentationml.presentation.main+xml"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


TOO_LARGE = message("the file is larger than 150 MB when unpacked")
NOT_SLIDES = message("the file is not a PowerPoint file (.pptx or .potx)")


def open_presentation(options: Options) -> Any:
    """An empty presentation: the office's template without its slides, else our own on that paper."""
    if options.template is not None:
        return _without_slides(read_presentation(options.template))
    presentation = Presentation()
    _lay_out(presentation, *(Inches(side) for side in PAPERS.get(options.paper, PAPERS["16:9"])))
    _set_theme(presentation)
    package = presentation.part.package
    for name in [
        relation.rId for relation in package._rels.values() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        package.drop_rel(name)
    return presentation


def read_presentation(template: bytes) -> Any:
    """Open a .pptx or .potx (which differs in one word only)."""
    try:
        with ZipFile(io.BytesIO(template)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES_UNPACKED:
                raise TemplateNotRead(TOO_LARGE)
            content = {entry: archive.read(entry) for entry in archive.infolist()}
        rewritten = io.BytesIO()
        with ZipFile(rewritten, "w") as archive:
            for entry, part in content.items():
                is_types = entry.filename == "[Content_Types].xml"
                old, new = TEMPLATE_TYPE.encode(), PRESENTATION_TYPE.encode()
                archive.writestr(entry, part.replace(old, new) if is_types else part)
        return Presentation(io.BytesIO(rewritten.getvalue()))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        if isinstance(problem, TemplateNotRead):
            raise
        raise TemplateNotRead(NOT_SLIDES) from problem


def _without_slides(presentation: Any) -> Any:
    """The template without the slides that it may show as examples."""
    slides = presentation.slides._sldIdLst
    for entry in list(slides):
        presentation.part.drop_rel(entry.get(RELATED))
        slides.remove(entry)
    for extension in presentation.part._element.xpath("./p:extLst"):  # sections name the slides taken out
        presentation.part._element.remove(extension)
    return presentation


def _lay_out(presentation: Any, width: int, height: int) -> None:
    """Bring python-pptx's own template from 4:3 to the paper, and its titles to where ours stand."""
    across, down = width / presentation.slide_width, height / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Emu(width), Emu(height)
    master = presentation.slide_master
    for page in (master, *presentation.slide_layouts):
        for shape in page.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
                shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))
    size = presentation.part._element.find(
        "{http://schemas.openxmlformats.org/presentationml/2006/main}sldSz"
    )
    if size is not None and "type" in size.attrib:
        del size.attrib["type"]
    for shape in master.placeholders:
        if shape.placeholder_format.type == 1:
            shape.left, shape.top = Inches(MARGIN), Inches(0.32)
            shape.width, shape.height = Emu(width - 2 * Inches(MARGIN)), Inches(0.92)
            shape._element.txBody.bodyPr.set("anchor", "t")
            for side in ("lIns", "rIns", "tIns", "bIns"):
                shape._element.txBody.bodyPr.set(side, "0")
    _lay_out_foot(presentation, width, height)
    _lay_out_first(presentation.slide_layouts[0], width / Inches(1), height / Inches(1))
    for level in master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
        for properties in level.iterfind(f"{{{MAIN}}}defRPr"):
            properties.set("sz", "2600")
            properties.set("b", "1")


def _lay_out_foot(presentation: Any, width: int, height: int) -> None:
    """Only the number of the slide, in the margin at the lower right."""
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for holder in list(page.placeholders):
            kind = holder.placeholder_format.type
            if kind in (15, 16):
                page.shapes._spTree.remove(holder._element)
            elif kind == 13 and page is presentation.slide_master:
                holder.left, holder.top = Emu(width - Inches(MARGIN + 0.6)), Emu(height - Inches(0.29))
                holder.width, holder.height = Inches(0.6), Inches(0.2)
                for side in ("lIns", "rIns", "tIns", "bIns"):
                    holder._element.txBody.bodyPr.set(side, "0")
                for properties in holder._element.iter(f"{{{MAIN}}}defRPr"):
                    properties.set("sz", "1000")


def _lay_out_first(layout: Any, width: float, height: float) -> None:
    """The title slide's layout: everything from the left, as on the other slides."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind not in (3, 4):
            continue
        shape.left, shape.width = Inches(MARGIN), Inches(width - 2 * MARGIN)
        shape.top = Inches(height * (0.24 if kind == 3 else 0.52))
        shape.height = Inches(height * (0.26 if kind == 3 else 0.3))
        shape._element.txBody.bodyPr.set("anchor", "b" if kind == 3 else "t")
        for level in shape._element.iter(f"{{{MAIN}}}lvl1pPr"):
            level.set("algn", "l")
        for properties in shape._element.iter(f"{{{MAIN}}}defRPr"):
            properties.set("sz", "2000")
        if kind == 3:
            style = shape._element.txBody.find(f"{{{MAIN}}}lstStyle")
            level = etree.SubElement(style, f"{{{MAIN}}}lvl1pPr", algn="l")
            etree.SubElement(level, f"{{{MAIN}}}defRPr", sz="3600", b="1")
        for side in ("lIns", "rIns"):
            shape._element.txBody.bodyPr.set(side, "0")


def is_ours(presentation: Any) -> bool:
    """Whether slides have our own plain master, by the name of its theme."""
    theme = etree.fromstring(theme_part_of(presentation.slide_master).blob)
    return bool(theme.get("name") == OUR_THEME)


def paper_of_deck(presentation: Any) -> str:
    """The paper of our own slides by their size."""
    width = presentation.slide_width / Inches(1)
    return min(PAPERS, key=lambda paper: abs(PAPERS[paper][0] - width))


def _set_theme(presentation: Any) -> None:
    """Our name, and Latin and Japanese fonts for headings and text, so that new text has them too."""
    part = next(
        relation.target_part
        for relation in presentation.slide_master.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.THEME
    )
    theme = etree.fromstring(part.blob)
    theme.set("name", OUR_THEME)
    for font in theme.iter(f"{{{MAIN}}}majorFont", f"{{{MAIN}}}minorFont"):
        font.find(f"{{{MAIN}}}latin").set("typeface", LATIN)
        font.find(f"{{{MAIN}}}ea").set("typeface", EAST_ASIAN)
        for script in font.iterfind(f"{{{MAIN}}}font"):
            if script.get("script") == "Jpan":
                script.set("typeface", EAST_ASIAN)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
