"""Templates as offices have them, as bytes: what slides must be at home in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMES = {"a": MAIN, "p": SLIDES}
LIBREOFFICE = Path(__file__).parent / "files" / "libreoffice.pptx"
FOOTER, NUMBER = "Ministry of the Sea", 13


def _saved(presentation: Any) -> bytes:
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def _sized(width: float, height: float) -> Any:
    """python-pptx's own template on another paper, everything on it brought to that."""
    presentation = Presentation()
    _set_faces(presentation, "Arial", "Arial")
    across = Inches(width) / presentation.slide_width
    down = Inches(height) / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
    size = presentation.part._element.find(f"{{{SLIDES}}}sldSz")
    size.attrib.pop("type", None)
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for shape in page.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
                shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))
    return presentation


def theme_part(presentation: Any) -> Any:
    return presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)


def _set_faces(presentation: Any, headings: str, texts: str) -> None:
    part = theme_part(presentation)
    root = etree.fromstring(part.blob)
    for font, face in (("majorFont", headings), ("minorFont", texts)):
        root.find(f".//{{{MAIN}}}{font}/{{{MAIN}}}latin").set("typeface", face)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _inverted(presentation: Any) -> None:
    """Dark ground and light text, by the master's map of colours."""
    colours = presentation.slide_master._element.find(f"{{{SLIDES}}}clrMap")
    for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(name, value)


def _ground(presentation: Any, filling: str) -> None:
    """Another background of the master."""
    old = presentation.slide_master._element.find(f".//{{{SLIDES}}}bg")
    new = etree.fromstring(
        f'<p:bg xmlns:p="{SLIDES}" xmlns:a="{MAIN}"><p:bgPr>{filling}<a:effectLst/></p:bgPr></p:bg>'
    )
    old.getparent().replace(old, new)


def _footers(presentation: Any) -> None:
    """A footer's text on every layout, as an office has it."""
    for layout in presentation.slide_layouts:
        for holder in layout.placeholders:
            if holder.placeholder_format.type == 15:
                holder.text_frame.text = FOOTER


def dark() -> bytes:
    presentation = _sized(13.333, 7.5)
    _inverted(presentation)
    _footers(presentation)
    return _saved(presentation)


def coloured() -> bytes:
    """A gradient from a dark blue to a darker one, with light text."""
    presentation = _sized(13.333, 7.5)
    _inverted(presentation)
    _ground(
        presentation,
        '<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"><a:lumMod val="50000"/>'
        '</a:schemeClr></a:gs><a:gs pos="100000"><a:srgbClr val="0B1F3F"/></a:gs></a:gsLst>'
        '<a:lin ang="5400000" scaled="0"/></a:gradFill>',
    )
    return _saved(presentation)


def sand() -> bytes:
    """A pale colour that is no colour of the theme."""
    presentation = _sized(13.333, 7.5)
    _ground(presentation, '<a:solidFill><a:srgbClr val="EAD9B8"/></a:solidFill>')
    return _saved(presentation)


def old_screen() -> bytes:
    """4:3, with a footer."""
    presentation = Presentation()
    _footers(presentation)
    return _saved(presentation)


def two_layouts() -> bytes:
    """A title slide, and one with a title and a content: no "Title Only", no "Blank"."""
    presentation = _sized(13.333, 7.5)
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    return _saved(presentation)


def a4() -> bytes:
    return _saved(_sized(11.693, 8.268))


def own_fonts() -> bytes:
    presentation = _sized(13.333, 7.5)
    _set_faces(presentation, "Georgia", "Verdana")
    return _saved(presentation)


def from_google() -> bytes:
    """As Google Slides writes them: no types, its own names, BLANK first, 25.4 by 14.3 cm, only numbers of
    slides at the foot."""
    presentation = _sized(10, 5.625)
    names = {
        "Title Slide": ("TITLE", (0.34, 0.81, 9.32, 2.24)),
        "Section Header": ("SECTION_HEADER", (0.34, 2.35, 9.32, 0.92)),
        "Title and Content": ("TITLE_AND_BODY", (0.34, 0.49, 9.32, 0.63)),
        "Title Only": ("TITLE_ONLY", (0.34, 0.49, 9.32, 0.63)),
        "Blank": ("BLANK", None),
    }
    for layout in list(presentation.slide_layouts):
        if layout.name not in names:
            presentation.slide_layouts.remove(layout)
            continue
        layout.name, title = names[layout.name]
        layout._element.attrib.pop("type", None)
        for holder in list(layout.placeholders):
            kind = holder.placeholder_format.type
            if kind in (15, 16):
                holder._element.getparent().remove(holder._element)
            elif kind == NUMBER:
                _put(holder, (9.27, 5.1, 0.6, 0.43))
            elif kind in (1, 3) and title:
                _put(holder, title)
    entries = presentation.slide_master._element.find(f"{{{SLIDES}}}sldLayoutIdLst")
    entries.insert(0, entries[-1])
    return _saved(presentation)


def _put(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)


def from_libreoffice() -> bytes:
    """Saved by LibreOffice Impress 7.4 from a presentation of its own."""
    return LIBREOFFICE.read_bytes()


def without_titles() -> bytes:
    presentation = _sized(13.333, 7.5)
    for layout in presentation.slide_layouts:
        for holder in list(layout.placeholders):
            if holder.placeholder_format.type in (1, 3):
                holder._element.getparent().remove(holder._element)
    return _saved(presentation)


def portrait() -> bytes:
    return _saved(_sized(7.5, 10))


def on_a_picture() -> bytes:
    """A ground that cannot be known: a pattern over the whole."""
    presentation = _sized(13.333, 7.5)
    _ground(
        presentation,
        '<a:pattFill prst="pct50"><a:fgClr><a:srgbClr val="222222"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="DDDDDD"/></a:bgClr></a:pattFill>',
    )
    return _saved(presentation)


def odd() -> bytes:
    """Placeholders of every kind on one layout: two titles, a table, upright text, some without a size, one
    beside the slide."""
    presentation = _sized(13.333, 7.5)
    for layout in list(presentation.slide_layouts)[1:]:
        presentation.slide_layouts.remove(layout)
    layout = presentation.slide_layouts[0]
    layout._element.attrib.pop("type", None)
    tree = layout.shapes._spTree
    for idx, kind, place in (
        (40, "title", '<a:xfrm><a:off x="600000" y="5000000"/><a:ext cx="3000000" cy="500000"/></a:xfrm>'),
        (41, "tbl", '<a:xfrm><a:off x="20000000" y="0"/><a:ext cx="3000000" cy="500000"/></a:xfrm>'),
        (42, "pic", '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'),
        (43, "media", ""),
        (44, "body", ""),
        (45, "dgm", ""),
        (46, "chart", ""),
    ):
        tree.append(
            etree.fromstring(
                f'<p:sp xmlns:p="{SLIDES}" xmlns:a="{MAIN}"><p:nvSpPr><p:cNvPr id="{idx}" name="odd {idx}"/>'
                f'<p:cNvSpPr/><p:nvPr><p:ph type="{kind}" orient="vert" idx="{idx}"/></p:nvPr></p:nvSpPr>'
                f"<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
            )
        )
    return _saved(presentation)


def crowded() -> bytes:
    """A template with no room for a chart: a stamp's size."""
    return _saved(_sized(4, 3))


TEMPLATES = {
    make.__name__: make
    for make in (
        dark,
        coloured,
        sand,
        old_screen,
        two_layouts,
        a4,
        own_fonts,
        from_google,
        from_libreoffice,
        without_titles,
        portrait,
        on_a_picture,
        odd,
    )
}
