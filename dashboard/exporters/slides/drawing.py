"""Put texts and shapes on a slide: the only place that calls python-pptx to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.exporters.native.drawing_xml import MAIN, fill, is_decoration, pattern, set_fonts
from dashboard.exporters.slides.boxes import Box
from dashboard.scene import theme

ALIGNED = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORED = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
DASHED = {"solid": MSO_LINE.SOLID, "dot": MSO_LINE.SQUARE_DOT, "dash": MSO_LINE.DASH}
FIGURES = {
    "circle": MSO_SHAPE.OVAL,
    "square": MSO_SHAPE.RECTANGLE,
    "diamond": MSO_SHAPE.DIAMOND,
    "triangle-up": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "cross": MSO_SHAPE.CROSS,
    "triangle-down": MSO_SHAPE.STAR_6_POINT,
    "house": MSO_SHAPE.FLOWCHART_OFFPAGE_CONNECTOR,
    "shield": MSO_SHAPE.FLOWCHART_OFFPAGE_CONNECTOR,
}
"""Our symbols as shapes; a chart has no triangle that points down, so that one is a star there and here."""
UPSIDE_DOWN = "house"
"""The symbol whose shape is drawn from its foot up."""


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; ``href`` makes it a link."""

    text: str
    points: float
    colour: str = theme.INK
    bold: bool = False
    href: str = ""


def write(
    shapes: Any,
    box: Box,
    lines: Sequence[Sequence[Run]],
    *,
    name: str,
    language: str,
    align: str = "left",
    anchor: str = "top",
    wrap: bool = True,
    after: float = 0.0,
) -> Any:
    """A text box without margins; each line is a paragraph with ``after`` per cent of a line below it."""
    shape = shapes.add_textbox(*inches_of(box))
    shape.name = name
    frame = shape.text_frame
    # Text that an office program may shrink, LibreOffice sets closer even where it fits.
    frame.word_wrap, frame.auto_size = wrap, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = ANCHORED[anchor]
    fill_paragraphs(frame, lines, language=language, align=align, after=after)
    return shape


def fill_paragraphs(
    frame: Any, lines: Sequence[Sequence[Run]], *, language: str, align: str = "left", after: float = 0.0
) -> None:
    """Write runs into a text frame, one paragraph a line, with lines of one height in every font."""
    for number, runs in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNED[align]
        set_spacing(paragraph._p.get_or_add_pPr(), after)
        for run in runs:
            element = paragraph.add_run()
            element.text = run.text
            element.font.size, element.font.bold = Pt(run.points), run.bold
            element.font.color.rgb = rgb(run.colour)
            if run.href:
                element.hyperlink.address = run.href
            set_fonts(element._r.get_or_add_rPr(), language)


def set_spacing(properties: Any, after: float = 0.0) -> None:
    """The spacing of a paragraph's lines, and what is left free below it, in per cent of a line."""
    for name, value in reversed((("lnSpc", 100), ("spcBef", 0), ("spcAft", after))):
        spacing = etree.Element(f"{{{MAIN}}}{name}")
        etree.SubElement(spacing, f"{{{MAIN}}}spcPct", val=f"{round(value * 1000)}")
        properties.insert(0, spacing)


def rectangle(
    shapes: Any,
    box: Box,
    *,
    name: str,
    colour: str = "",
    opacity: float = 1.0,
    edge: str = "",
    points: float = 0.0,
    dash: str = "solid",
    figure: str = "square",
    filling: str = "",
    ground: str = "#FFFFFF",
) -> Any:
    """A shape without shadow, in one colour or with a pattern (``filling``, on ``ground``), passed over
    by screen readers: what it means stands in words elsewhere.
    """
    shape = shapes.add_shape(FIGURES.get(figure, MSO_SHAPE.RECTANGLE), *inches_of(box))
    shape.name = name
    if figure == UPSIDE_DOWN:
        shape._element.spPr.xfrm.set("flipV", "1")
    _without_style(shape)
    if colour:
        shape.fill.solid()
        _replace_fill(shape, pattern(filling, colour, ground) if filling else fill(colour, opacity))
    else:
        shape.fill.background()
    if edge and points:
        shape.line.color.rgb, shape.line.width = rgb(edge), Pt(points)
        shape.line.dash_style = DASHED[dash]
    else:
        shape.line.fill.background()
    is_decoration(shape)
    return shape


def stroke(shapes: Any, box: Box, *, name: str, colour: str, points: float, dash: str = "solid") -> Any:
    """A straight line from a box's lower left to its upper right corner, passed over by screen readers."""
    begin, end = (Inches(box.left), Inches(box.bottom)), (Inches(box.right), Inches(box.top))
    shape = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *begin, *end)
    shape.name = name
    _without_style(shape)
    shape.line.color.rgb, shape.line.width = rgb(colour), Pt(points)
    shape.line.dash_style = DASHED[dash]
    is_decoration(shape)
    return shape


def inches_of(box: Box) -> tuple[Any, Any, Any, Any]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    value: RGBColor = RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
    return value


def _without_style(shape: Any) -> None:
    """Take away the theme's style, which may bring a shadow or an edge."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def _replace_fill(shape: Any, filling: str) -> None:
    """A filling that python-pptx cannot set: see-through, or a pattern."""
    properties = shape._element.spPr
    old = properties.find(f"{{{MAIN}}}solidFill")
    tag, rest = filling.split(">", 1) if filling.startswith("<a:solidFill>") else filling.split(" ", 1)
    new = f'{tag} xmlns:a="{MAIN}"' + (f">{rest}" if tag == "<a:solidFill" else f" {rest}")
    properties.replace(old, etree.fromstring(new))
