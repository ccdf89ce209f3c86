"""What a template's slides stand on: the colours of its theme, and of the ground below our room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

from dashboard.exporters.native.drawing_xml import MAIN
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.colours import mixed, shifted
from dashboard.exporters.slides.layouts import covers, decorations_of

SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""Which of them ground and text are, unless a master says otherwise."""
PRESETS = {"white": "FFFFFF", "black": "000000", "red": "FF0000", "green": "008000", "blue": "0000FF"}
UNKNOWN: tuple[str, ...] = ()
FROM_BACKGROUNDS = 1000
"""A reference to the theme's fillings above this is one to those of backgrounds."""


@dataclass(frozen=True)
class Theme:
    """A theme's colours by the names that shapes use (tx1, bg1, accent1 …), as a layout maps them."""

    colours: Mapping[str, str]
    fills: tuple[Any, ...] = ()
    backgrounds: tuple[Any, ...] = ()

    def colour(self, element: Any, own: str = "") -> str | None:
        """The colour of an element such as ``a:schemeClr`` with its changes; None where it is not known.
        ``own`` is that of whoever refers to a filling of the theme."""
        name, value = etree.QName(element).localname, element.get("val", "")
        found: str | None = None
        if name == "srgbClr":
            found = value.upper()
        elif name == "schemeClr":
            found = own if value == "phClr" else self.colours.get(value)
        elif name == "sysClr":
            found = element.get("lastClr", "FFFFFF" if value == "window" else "000000").upper()
        elif name == "prstClr":
            found = PRESETS.get(value)
        return self._changed(found, element) if found else None

    def _changed(self, colour: str, element: Any) -> str:
        changes = {etree.QName(child).localname: int(child.get("val", "0")) / 100_000 for child in element}
        colour = shifted(colour, (changes.get("lumMod", 1.0), changes.get("lumOff", 0.0)))
        if "tint" in changes:
            colour = mixed(colour, "FFFFFF", changes["tint"])
        if "shade" in changes:
            colour = mixed(colour, "000000", changes["shade"])
        return colour


def theme_part_of(master: Any) -> Any:
    return master.part.part_related_by(RELATIONSHIP_TYPE.THEME)


def theme_of(layout: Any) -> Theme:
    """The theme of a layout's master, its colours as the layout or else the master maps them."""
    root = etree.fromstring(theme_part_of(layout.slide_master).blob)
    bare = Theme({})
    scheme: dict[str, str] = {}
    for entry in root.iterfind(f".//{{{MAIN}}}clrScheme/*"):
        if len(entry):
            scheme[etree.QName(entry).localname] = bare.colour(entry[0]) or "000000"
    maps = layout._element.xpath("./p:clrMapOvr/a:overrideClrMapping") or layout.slide_master._element.xpath(
        "./p:clrMap"
    )
    names = MAP | (dict(maps[0].attrib) if maps else {})
    colours = scheme | {
        str(name): scheme[str(value)] for name, value in names.items() if str(value) in scheme
    }
    lists = [
        tuple(root.find(f".//{{{MAIN}}}{name}") if root.find(f".//{{{MAIN}}}{name}") is not None else ())
        for name in ("fillStyleLst", "bgFillStyleLst")
    ]
    return Theme(colours, *lists)


def ground_of(layout: Any, theme: Theme, room: Box, slide: Box) -> tuple[str, ...]:
    """The colours that lie below a room of a layout's slides: one, or every stop of a gradient; ``UNKNOWN``
    below a picture or a pattern."""
    grounds = _background(layout, theme)
    for shape, box in decorations_of(layout):
        if not covers(box, slide) or not _meets(box, room):
            continue
        filling = _filling_of(shape)
        if filling is None:
            continue
        own = _colours_of(filling, theme)
        is_whole = box.left <= room.left and box.top <= room.top
        is_whole = is_whole and box.right >= room.right and box.bottom >= room.bottom
        if not own:
            return UNKNOWN
        grounds = own if is_whole else (*grounds, *own) if grounds else UNKNOWN
    return grounds


def _background(layout: Any, theme: Theme) -> tuple[str, ...]:
    paper = (theme.colours.get("bg1", "FFFFFF"),)
    for page in (layout, layout.slide_master):
        for background in page._element.xpath("./p:cSld/p:bg/*"):
            if etree.QName(background).localname == "bgPr":
                return _colours_of(background[0], theme) if len(background) else paper
            number = int(background.get("idx", "0"))
            fills, place = (
                (theme.backgrounds, number - FROM_BACKGROUNDS)
                if number > FROM_BACKGROUNDS
                else (theme.fills, number)
            )
            own = theme.colour(background[0]) if len(background) else None
            if 0 < place <= len(fills):
                return _colours_of(fills[place - 1], theme, own or paper[0])
            return paper
    return paper


def _colours_of(filling: Any, theme: Theme, own: str = "") -> tuple[str, ...]:
    """The colours of a filling: every one that it runs through; none that are known of a picture."""
    name = etree.QName(filling).localname
    if name == "noFill":
        return (theme.colours.get("bg1", "FFFFFF"),)
    if name not in ("solidFill", "gradFill"):
        return UNKNOWN
    found = [theme.colour(element, own) for element in _stops(filling)]
    return tuple(dict.fromkeys(colour for colour in found if colour)) if all(found) else UNKNOWN


def _stops(filling: Any) -> Iterator[Any]:
    if etree.QName(filling).localname == "solidFill":
        yield from filling
    for stop in filling.iterfind(f"{{{MAIN}}}gsLst/{{{MAIN}}}gs"):
        yield from stop


def _filling_of(shape: Any) -> Any:
    """The filling of a shape, a picture's too; None where it is see-through."""
    element = shape._element
    for path in ("./p:spPr/*", "./p:blipFill", "./p:style/a:fillRef"):
        for child in element.xpath(path):
            name = etree.QName(child).localname
            if name == "noFill":
                return None
            if name.endswith("Fill"):
                return child
            if name == "fillRef" and len(child) and child.get("idx") != "0":
                filling = etree.Element(f"{{{MAIN}}}solidFill")
                filling.append(etree.fromstring(etree.tostring(child[0])))
                return filling
    return None


def _meets(one: Box, other: Box) -> bool:
    is_across = one.left < other.right and other.left < one.right
    return is_across and one.top < other.bottom and other.top < one.bottom
