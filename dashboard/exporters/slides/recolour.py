"""The last step of a presentation: our colours become places in its theme, readable on its ground.

Everything is built in the colours of ``dashboard.scene.theme``; here each is replaced by what means the same
in the slides' theme (text, ground, accents), so that a chart follows an office's colours, and those that an
office chooses later. What the theme has no place for stays a colour of ours, made lighter or darker where the
ground asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

from dashboard.exporters.native.drawing_xml import MAIN
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.colours import (
    KEPT,
    MARK,
    TEXT,
    Shift,
    difference,
    least_contrast,
    luminance,
    mixed,
    readable,
    shifted,
)
from dashboard.exporters.slides.ground import UNKNOWN, Theme, ground_of, theme_of, theme_part_of
from dashboard.exporters.slides.layouts import box_of, paper_of
from dashboard.scene import theme as looks

ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
INKS = ("tx1", "bg1", "tx2", "bg2")
ALIKE = 18.0
"""Accents less different than this (CIE 1976) are not given to two series."""
SERIES = frozenset(style.colour.upper() for style in looks.STYLES)
LINK = "#0B4A9E"
PLATE = "ground"
"""The name of the shape that is put behind ours where the ground is not known."""
OWN_LINK_COLOUR = "{A12FA001-AC4F-418D-AE19-62706E023703}"
LINK_COLOURS = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"


@dataclass(frozen=True)
class ColourUse:
    """A colour as a drawing states it: a name of the theme or six digits, its shift, and how opaque it is."""

    name: str
    shift: Shift = KEPT
    opacity: float = 1.0

    def element(self, opacity: float = 1.0) -> Any:
        kind = "schemeClr" if not _is_digits(self.name) else "srgbClr"
        element = etree.Element(f"{{{MAIN}}}{kind}", val=self.name)
        opacity *= self.opacity
        for name, value, plain in (
            ("lumMod", self.shift[0], 1.0),
            ("lumOff", self.shift[1], 0.0),
            ("alpha", opacity, 1.0),
        ):
            if value != plain:
                etree.SubElement(element, f"{{{MAIN}}}{name}", val=f"{round(value * 100_000)}")
        return element


def recolour(presentation: Any, *, is_ours: bool) -> None:
    """Replace our colours on every slide and in every chart. ``is_ours``: the slides are our own, whose theme
    is given today's colours; else an office's, which is left as it is."""
    slides = list(presentation.slides)
    charts = {slide.slide_id: list(_charts_of(slide)) for slide in slides}
    order = _in_order(root for parts in charts.values() for root in parts)
    if is_ours:
        for master in presentation.slide_masters:
            _set_scheme(master, order)
    used = sorted(
        {colour for slide in slides for colour in _colours_in(slide._element)} & SERIES | set(order)
    )
    accents: dict[str, ColourUse] | None = None
    tables: dict[tuple[str, ...], tuple[dict[str, ColourUse], ColourUse]] = {}
    for slide in slides:
        theme = theme_of(slide.slide_layout)
        grounds = _grounds_of(presentation, slide, theme)
        if charts[slide.slide_id] and accents is None:
            accents = _accents(order, theme, grounds, is_ours=is_ours)
        place = (str(slide.slide_layout.part.partname), str(accents is None), *grounds)
        if place not in tables:
            fitted = _fitted(used, accents or {}, theme, grounds, is_ours=is_ours)
            tables[place] = _table(theme, grounds, is_ours=is_ours) | fitted, _link(theme, grounds)
        table, link = tables[place]
        for root in (slide._element, *charts[slide.slide_id]):
            _colour_links(root, link)
            _replace(root, table)


def take_accents(presentation: Any, other: Any) -> None:
    """Name the accents of slides as another presentation has them, so that they can be put there: by a colour
    of its theme where it has the same, else as a colour of its own."""
    mine, theirs = (_accents_in(each) for each in (presentation, other))
    names = {colour: name for name, colour in reversed(theirs.items())}
    for slide in presentation.slides:
        for root in (slide._element, *_charts_of(slide)):
            for element in [*root.iter(f"{{{MAIN}}}schemeClr")]:
                colour = mine.get(element.get("val"))
                if colour is None or theirs.get(element.get("val")) == colour:
                    continue
                if colour in names:
                    element.set("val", names[colour])
                else:
                    element.tag = f"{{{MAIN}}}srgbClr"
                    element.set("val", colour)


def _accents_in(presentation: Any) -> dict[str, str]:
    """The six accents of a presentation's theme by their names."""
    root = etree.fromstring(theme_part_of(presentation.slide_master).blob)
    return {
        name: element.get("val")
        for name in ACCENTS
        for element in root.iterfind(f".//{{{MAIN}}}clrScheme/{{{MAIN}}}{name}/{{{MAIN}}}srgbClr")
    }


def needs_plate(layout: Any, room: Box, paper: Box) -> bool:
    """Whether nothing can be said of the ground below a room, or no colour of the theme be read on it."""
    theme = theme_of(layout)
    grounds = ground_of(layout, theme, room, paper)
    return grounds == UNKNOWN or not any(
        least_contrast(theme.colours[name], grounds) >= TEXT for name in INKS if name in theme.colours
    )


def _grounds_of(presentation: Any, slide: Any, theme: Theme) -> tuple[str, ...]:
    """What our shapes on a slide stand on."""
    boxes = [box for shape in slide.shapes if not shape.is_placeholder and (box := box_of(shape))]
    paper = paper_of(presentation)
    if any(shape.name == PLATE for shape in slide.shapes):
        return (theme.colours.get("bg1", "FFFFFF"),)
    left, top = min((box.left for box in boxes), default=0), min((box.top for box in boxes), default=0)
    right = max((box.right for box in boxes), default=paper.right)
    bottom = max((box.bottom for box in boxes), default=paper.bottom)
    room = Box(left, top, right - left, bottom - top)
    return ground_of(slide.slide_layout, theme, room, paper) or (theme.colours.get("bg1", "FFFFFF"),)


def _charts_of(slide: Any) -> Iterator[Any]:
    for relation in slide.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CHART:
            yield relation.target_part._element


def _in_order(roots: Iterator[Any]) -> list[str]:
    """The colours of series in the order in which charts first show them."""
    found: dict[str, None] = {}
    for root in roots:
        for series in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}ser"):
            found |= dict.fromkeys(colour for colour in _colours_in(series) if colour in SERIES)
    return list(found)


def _colours_in(root: Any) -> Iterator[str]:
    """The colours below an element, as ours are written."""
    return (f"#{element.get('val').upper()}" for element in root.iter(f"{{{MAIN}}}srgbClr"))


def _set_scheme(master: Any, order: Sequence[str]) -> None:
    """Give our own theme today's colours: the accents are those of the series."""
    accents = [*order, *(style.colour for style in looks.PART_STYLES if style.colour not in order)]
    colours = {
        "dk1": looks.INK,
        "lt1": looks.PAPER,
        "dk2": looks.BAND_EDGE,
        "lt2": looks.WINDOW,
        "hlink": LINK,
        "folHlink": looks.EVENTS["definition"].colour,
        **dict(zip(ACCENTS, accents, strict=False)),
    }
    part = theme_part_of(master)
    root = etree.fromstring(part.blob)
    for name, colour in colours.items():
        for entry in root.iterfind(f".//{{{MAIN}}}clrScheme/{{{MAIN}}}{name}"):
            for child in list(entry):
                entry.remove(child)
            etree.SubElement(entry, f"{{{MAIN}}}srgbClr", val=colour.removeprefix("#"))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ink(theme: Theme, grounds: Sequence[str]) -> tuple[str, str]:
    """The name and the colour of what is written in: the theme's text, or what is read best on the ground."""
    known = [name for name in INKS if name in theme.colours]
    best = max(known, key=lambda name: least_contrast(theme.colours[name], grounds))
    name = "tx1" if least_contrast(theme.colours["tx1"], grounds) >= TEXT else best
    return name, theme.colours[name]


def _table(theme: Theme, grounds: Sequence[str], *, is_ours: bool) -> dict[str, ColourUse]:
    """What stands for each of our colours that is no series'."""
    ink, colour = _ink(theme, grounds)
    is_light = luminance(colour) > 0.5

    def paler(share: float, least: float) -> ColourUse:
        """The ink nearer to the ground, as far as it stays readable."""
        for step in (share, (share + 1) / 2):
            shift = (step, 0.0) if is_light else (step, round(1 - step, 3))
            if least_contrast(shifted(colour, shift), grounds) >= least:
                return ColourUse(ink, shift)
        return ColourUse(ink)

    def own(hexadecimal: str, least: float) -> ColourUse:
        return _own(hexadecimal, theme, dict.fromkeys(grounds, least), is_ours=is_ours)

    edge_name = next((name for name in ("tx2", "accent1") if name in theme.colours), ink)
    edge = _named(edge_name, theme, dict.fromkeys(grounds, MARK))
    caution = own(looks.BREAK, TEXT)
    return {
        looks.INK: ColourUse(ink),
        looks.QUIET: paler(0.75, TEXT),
        looks.PAPER: _paper(theme, grounds),
        looks.GRID: ColourUse(ink, opacity=0.12),
        looks.BAND_EDGE: edge,
        looks.BAND: replace(edge, opacity=0.2),
        looks.WINDOW: ColourUse("bg2") if is_ours else ColourUse(ink, opacity=0.08),
        looks.WINDOW_EDGE: ColourUse(ink, opacity=0.55),
        looks.STRIP: ColourUse(ink, opacity=0.03),
        looks.HOLLOW: paler(0.5, MARK),
        looks.BREAK: caution,
        looks.CAUTION: replace(caution, opacity=0.12),
        **{style.colour: own(style.colour, TEXT) for style in looks.EVENTS.values()},
    }


def _paper(theme: Theme, grounds: Sequence[str]) -> ColourUse:
    """What hollow marks are filled with: the ground itself, by its name where the theme has one."""
    ground = grounds[0] if len(grounds) == 1 else mixed(grounds[0], grounds[-1], 0.5)
    return ColourUse(
        next((name for name in ("bg1", "bg2", "tx1", "tx2") if theme.colours.get(name) == ground), ground)
    )


def _named(name: str, theme: Theme, wanted: Mapping[str, float]) -> ColourUse:
    """A colour of the theme, as dark or light as its contrast asks for; the ink where nothing helps."""
    shift = readable(theme.colours[name], wanted)
    return ColourUse(_ink(theme, tuple(wanted))[0]) if shift is None else ColourUse(name, shift)


def _own(colour: str, theme: Theme, wanted: Mapping[str, float], *, is_ours: bool) -> ColourUse:
    """One of our colours that no place of the theme stands for."""
    if is_ours:
        return ColourUse(colour.removeprefix("#"))
    shift = readable(colour, wanted)
    return ColourUse(_ink(theme, tuple(wanted))[0]) if shift is None else ColourUse(shifted(colour, shift))


def _wanted(theme: Theme, grounds: Sequence[str]) -> dict[str, float]:
    """What series need, whose names are written in their colours: on the ground as letters, on the years
    evaluated and on a level as marks."""
    ink = _ink(theme, grounds)[1]
    edge = theme.colours.get("tx2", ink)
    tints = (
        mixed(colour, ground, share) for ground in grounds for colour, share in ((ink, 0.08), (edge, 0.2))
    )
    return dict.fromkeys(tints, MARK) | dict.fromkeys(grounds, TEXT)


def _accents(
    order: Sequence[str], theme: Theme, grounds: Sequence[str], *, is_ours: bool
) -> dict[str, ColourUse]:
    """An accent for each colour of a series, one after the other: none that cannot be told from another."""
    if is_ours:
        return {colour: ColourUse(name) for colour, name in zip(order, ACCENTS, strict=False)}
    wanted = _wanted(theme, grounds)
    seen = [_ink(theme, grounds)[1]]
    usable: list[str] = []
    for name in ACCENTS:
        shift = readable(theme.colours[name], wanted) if name in theme.colours else None
        if shift is None:
            continue
        colour = shifted(theme.colours[name], shift)
        if all(difference(colour, other) >= ALIKE for other in seen):
            seen.append(colour)
            usable.append(name)
    return {colour: ColourUse(name) for colour, name in zip(order, usable, strict=False)}


def _fitted(
    colours: Sequence[str],
    accents: Mapping[str, ColourUse],
    theme: Theme,
    grounds: Sequence[str],
    *,
    is_ours: bool,
) -> dict[str, ColourUse]:
    """The colours of series on the ground of one slide: their accents, and ours for the rest."""
    wanted = _wanted(theme, grounds)
    fitted = {}
    for colour in colours:
        accent = accents.get(colour)
        if accent is None:
            fitted[colour] = _own(colour, theme, wanted, is_ours=is_ours)
        else:
            fitted[colour] = accent if is_ours else _named(accent.name, theme, wanted)
    return fitted


def _link(theme: Theme, grounds: Sequence[str]) -> ColourUse:
    return (
        _named("hlink", theme, dict.fromkeys(grounds, TEXT))
        if "hlink" in theme.colours
        else ColourUse(_ink(theme, grounds)[0])
    )


def _colour_links(root: Any, link: ColourUse) -> None:
    """Links in the theme's colour of links; where that cannot be read, in one that can, which newer programs
    take from the text itself."""
    for properties in root.iter(f"{{{MAIN}}}rPr"):
        click = properties.find(f"{{{MAIN}}}hlinkClick")
        fill = properties.find(f"{{{MAIN}}}solidFill")
        if click is None or fill is None:
            continue
        for child in list(fill):
            fill.remove(child)
        fill.append(link.element())
        if link != ColourUse("hlink"):
            extension = etree.SubElement(
                etree.SubElement(click, f"{{{MAIN}}}extLst"), f"{{{MAIN}}}ext", uri=OWN_LINK_COLOUR
            )
            etree.SubElement(extension, f"{{{LINK_COLOURS}}}hlinkClr", nsmap={"ahyp": LINK_COLOURS}, val="tx")


def _replace(root: Any, table: Mapping[str, ColourUse]) -> None:
    for element in list(root.iter(f"{{{MAIN}}}srgbClr")):
        look = table.get(f"#{element.get('val').upper()}")
        if look is None:
            continue
        alpha = element.find(f"{{{MAIN}}}alpha")
        opacity = int(alpha.get("val")) / 100_000 if alpha is not None else 1.0
        element.getparent().replace(element, look.element(opacity))


def _is_digits(name: str) -> bool:
    return len(name) == 6 and all(letter in "0123456789ABCDEF" for letter in name)
