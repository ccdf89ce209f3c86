"""The document to begin with: A4, the styles that we use by name, and their fonts for Japanese."""

from __future__ import annotations

import io
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from dashboard.exporters import TemplateNotRead
from dashboard.exporters.native.drawing_xml import EAST_ASIAN, LANGUAGES, MAIN
from dashboard.exporters.slides.opening import LATIN, MOST_BYTES_UNPACKED, TOO_LARGE
from dashboard.scene import theme
from dashboard.words import message

WIDTH, HEIGHT, MARGIN, EDGE = 210, 297, 18, 13
"""Of the paper, and of its margins at the sides and above and below, in millimetres."""
STYLES_OF_OLD = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
"""A second copy of the styles, for Word 2007; it would say other than ours."""
LINE = 1.2
"""The height of a line in letters: set as such, since fonts for Japanese differ widely in their own."""
ACCENT = "#0B4A9E"

NOT_A_DOCUMENT = message("the file is not a Word file (.docx)")

TITLE, HEADING, SUBHEADING, SUBTITLE = "Title", "Heading 1", "Heading 2", "Subtitle"
PLAIN, LIST, CAPTION, CELL, FOOTER = "Normal", "List Bullet", "Caption", "No Spacing", "Footer"
SMALL = "Body Text 3"
TABLE = "Table Grid"
SIZES: dict[str, tuple[float, str, bool, float, float]] = {
    TITLE: (24, theme.INK, True, 0, 12),
    HEADING: (15, theme.INK, True, 0, 3),
    SUBHEADING: (10.5, ACCENT, True, 7, 2),
    SUBTITLE: (9.5, theme.QUIET, False, 0, 4),
    PLAIN: (9.5, theme.INK, False, 0, 3),
    LIST: (9, theme.INK, False, 0, 1.5),
    CAPTION: (8, theme.QUIET, False, 0, 3),
    CELL: (8, theme.INK, False, 0, 0),
    SMALL: (7, theme.INK, False, 0, 0),
    FOOTER: (8, theme.QUIET, False, 0, 0),
}
"""By the name of a style: points, colour, bold, points above and below a paragraph."""


def open_document() -> Any:
    """An empty A4 document in our styles."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(EDGE)
    section.header_distance = section.footer_distance = Mm(7)
    _set_defaults(document)
    for name, (points, colour, is_bold, before, after) in SIZES.items():
        _set_style(document.styles[name], points, colour, is_bold, before, after)
    _set_theme_fonts(document)
    _number_pages(section.footer)
    _drop(document.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(document.part, STYLES_OF_OLD)
    return document


def read_document(content: bytes) -> Any:
    """Open a .docx. Raises ``TemplateNotRead``."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES_UNPACKED:
                raise TemplateNotRead(TOO_LARGE)
        return Document(io.BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        if isinstance(problem, TemplateNotRead):
            raise
        raise TemplateNotRead(NOT_A_DOCUMENT) from problem


def _drop(holder: Any, kind: str) -> None:
    """Leave out what python-docx's own document brings along and ours does not need."""
    for name in [relation.rId for relation in holder.rels.values() if relation.reltype == kind]:
        del holder.rels[name]


def text_width() -> float:
    """The width between the margins, in inches."""
    return (WIDTH - 2 * MARGIN) / 25.4


def text_height() -> float:
    """The height between the margins, in inches."""
    return (HEIGHT - 2 * EDGE) / 25.4


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _set_defaults(document: Any) -> None:
    """Fonts and languages of every text that says nothing else.

    Each script has its own language: were Latin letters Japanese, their words would be broken anywhere.
    """
    (properties,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    fonts = properties.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", EAST_ASIAN)):
        fonts.set(qn(f"w:{name}"), face)
    settings = document.settings.element
    for tongue in (properties.find(qn("w:lang")), *settings.findall(qn("w:themeFontLang"))):
        tongue.set(qn("w:val"), LANGUAGES["en"])
        tongue.set(qn("w:eastAsia"), LANGUAGES["ja"])


def _set_style(style: Any, points: float, colour: str, is_bold: bool, before: float, after: float) -> None:
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    style.font.size, style.font.bold, style.font.italic = Pt(points), is_bold, False
    style.font.color.rgb = rgb(colour)
    lines = style.paragraph_format
    lines.space_before, lines.space_after = Pt(before), Pt(after)
    lines.line_spacing = Pt(round(points * LINE + 0.5, 1))


def _set_theme_fonts(document: Any) -> None:
    """The texts of charts are in the theme's fonts."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(part.blob)
    for font in tree.iter(f"{{{MAIN}}}majorFont", f"{{{MAIN}}}minorFont"):
        font.find(f"{{{MAIN}}}latin").set("typeface", LATIN)
        font.find(f"{{{MAIN}}}ea").set("typeface", EAST_ASIAN)
        for script in font.iterfind(f"{{{MAIN}}}font[@script='Jpan']"):
            script.set("typeface", EAST_ASIAN)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _number_pages(footer: Any) -> None:
    """The number of the page at the lower right, as a field."""
    paragraph = footer.paragraphs[0]
    paragraph.style, paragraph.alignment = FOOTER, WD_ALIGN_PARAGRAPH.RIGHT
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()._r
        if kind == "PAGE":
            element = OxmlElement("w:instrText")
            element.text = kind
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run.append(element)
