"""The XML that python-pptx has no words for: fills, lines, fonts with their East Asian part, alt text."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from dashboard.drawing.svg import UNPRINTABLE

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
EAST_ASIAN = "Yu Gothic"
LANGUAGES = {"en": "en-GB", "ja": "ja-JP"}
DASHES = {"solid": "solid", "dot": "sysDash", "dash": "dash"}
NO_LINE = "<a:ln><a:noFill/></a:ln>"
POINT = 12700
"""A point in the units of a drawing."""


def xml_text(text: str) -> str:
    """A text as it stands in XML, between tags or in an attribute."""
    return escape(text.translate(UNPRINTABLE), {'"': "&quot;"})


def _colour(colour: str, opacity: float = 1.0) -> str:
    value = colour.removeprefix("#").upper()
    if opacity >= 1:
        return f'<a:srgbClr val="{value}"/>'
    return f'<a:srgbClr val="{value}"><a:alpha val="{round(opacity * 100_000)}"/></a:srgbClr>'


def fill(colour: str, opacity: float = 1.0) -> str:
    return f"<a:solidFill>{_colour(colour, opacity)}</a:solidFill>"


def pattern(preset: str, ink: str, ground: str) -> str:
    """A filling of lines or dots, so that colour is not the only difference."""
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr>{_colour(ink)}</a:fgClr>'
        f"<a:bgClr>{_colour(ground)}</a:bgClr></a:pattFill>"
    )


def line(colour: str, points: float, *, dash: str = "solid", opacity: float = 1.0) -> str:
    return (
        f'<a:ln w="{round(points * POINT)}" cap="flat">{fill(colour, opacity)}'
        f'<a:prstDash val="{DASHES[dash]}"/><a:round/></a:ln>'
    )


def text_run(tag: str, points: float, colour: str, language: str, *, bold: bool = False) -> str:
    """The properties of a text: size, colour, and the theme's fonts, that for Japanese included.

    "+mn-lt" and "+mn-ea" stand for the theme's fonts of running text, so that an office's own are used.
    """
    attributes = "" if tag == "defRPr" else f' lang="{LANGUAGES[language]}" altLang="en-US"'
    return (
        f'<a:{tag}{attributes} sz="{round(points * 100)}" b="{int(bold)}">{fill(colour)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:{tag}>'
    )


def chart_text(
    points: float, colour: str, language: str, *, bold: bool = False, may_skip: bool = False
) -> str:
    """How the texts of a chart or of a part of it look; they are not broken into lines.

    ``may_skip``: those of an axis with more names than room. LibreOffice leaves some out unless they lie
    exactly level, so that these are turned by the least that there is.
    """
    turned = "1" if may_skip else "0"
    return (
        f'<c:txPr><a:bodyPr rot="{turned}" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"{text_run('defRPr', points, colour, language, bold=bold)}</a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


FIELD = "{9F2B3C64-1D5A-4E0B-8C77-5A3E6D0F1B20}"


def field_of_cells(text: str, points: float, colour: str, language: str) -> str:
    """The text of one label as a field: what stands in its cell, at present ``text``."""
    return (
        '<c:tx><c:rich><a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"{text_run('defRPr', points, colour, language)}</a:pPr>"
        f'<a:fld id="{FIELD}" type="CELLRANGE">{text_run("rPr", points, colour, language)}'
        f"<a:t>{xml_text(text)}</a:t></a:fld></a:p></c:rich></c:tx>"
    )


def set_fonts(run_properties: Any, language: str, *, heading: bool = False) -> None:
    """Give a run its language and the theme's font for Japanese, which python-pptx does not set."""
    kind = "mj" if heading else "mn"
    run_properties.set("lang", LANGUAGES[language])
    run_properties.set("altLang", "en-US")
    for tag in ("latin", "ea"):
        for old in run_properties.findall(f"{{{MAIN}}}{tag}"):
            run_properties.remove(old)
    for tag, face in (("latin", f"+{kind}-lt"), ("ea", f"+{kind}-ea")):
        etree.SubElement(run_properties, f"{{{MAIN}}}{tag}", typeface=face)
    # Links stand after the fonts in the schema.
    for link in run_properties.findall(f"{{{MAIN}}}hlinkClick"):
        run_properties.remove(link)
        run_properties.append(link)


def describe(shape: Any, text: str) -> None:
    """The alternative text of a shape or of a chart's frame."""
    _properties(shape).set("descr", text.translate(UNPRINTABLE))


def is_decoration(shape: Any) -> None:
    """Mark a shape as one that a screen reader passes over."""
    extension = (
        f'<a:extLst xmlns:a="{MAIN}"><a:ext uri="{DECORATIVE_EXTENSION}">'
        f'<adec:decorative xmlns:adec="{DECORATIVE}" val="1"/></a:ext></a:extLst>'
    )
    _properties(shape).append(etree.fromstring(extension))


def _properties(shape: Any) -> Any:
    return shape._element.xpath("./*/p:cNvPr")[0]
