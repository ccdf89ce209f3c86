"""A chart as one whole picture: headline, key, drawing, findings, caveat and source line, as SVG.

Pure but for the drawing engine. Texts are broken by our own ruler, so that nothing is cut off whatever
fonts a server has; the source line is part of the picture and cannot be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain

from dashboard.address.options import Options
from dashboard.exporters.drawn import KeyLine, event_short, key_lines, picture
from dashboard.exporters.texts import carried
from dashboard.pictures import text_width
from dashboard.record.queries import Catalogue
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words

MARGIN = 24
FAMILY = "'Noto Sans CJK JP', 'Noto Sans JP', 'Noto Sans', sans-serif"
NEVER_FIRST = "、。，．）」』】〕々ー～・：；！？)],.;:!?%％"
"""Signs that do not begin a line."""
NEVER_LAST = "（「『【〔(["
"""Signs that do not end one."""
ENDS_A_PIECE = " /?&"
"""Signs after which a line may end: an address has no space in it, and may be longer than a line."""


@dataclass(frozen=True)
class Kind:
    """How a text is set: size and line height in pixels, weight, colour."""

    size: float
    line: float
    colour: str
    weight: int = 400


TITLE = Kind(20, 27, theme.INK, 700)
PLAIN = Kind(13.5, 19, theme.INK)
QUIET = Kind(12, 17, theme.QUIET)


@dataclass(frozen=True)
class Composed:
    """The picture as SVG, its size in CSS pixels, and what a file says of itself."""

    svg: str
    width: int
    height: int
    title: str
    description: str
    source: str
    as_of: str


def compose(sheet: Sheet, catalogue: Catalogue, options: Options) -> Composed:
    """The whole picture of a sheet; one without figures says so in its title."""
    said = carried(sheet, catalogue, options)
    shown = _see_through(sheet) if options.transparent else sheet
    drawn = picture(shown, "wide", public_url=options.public_url)
    size = sheet.drawings["wide"].size
    room = size.width
    parts: list[str] = []
    y = float(MARGIN)
    for text, kind in ((said.title, TITLE), (said.subtitle, QUIET)):
        y = _write(parts, text, kind, y, room)
    y = _write_key(parts, key_lines(sheet), y + 2, room)
    if drawn:
        parts.append(f'<g transform="translate({MARGIN} {y:.0f})">{drawn}</g>')
        y += size.height + 8
    for text in said.findings:
        y = _write(parts, text, PLAIN, y, room)
    words = interface_words(sheet.selection.language)
    for event in sheet.events:
        y = _write(parts, event_short(event, words), QUIET, y, room)
    ends = " ".join(filter(None, (said.as_of, said.link)))
    for text in (said.caveat, said.source_line, ends):
        y = _write(parts, text, QUIET, y + 3, room)
    width, height = room + 2 * MARGIN, int(y + MARGIN)
    ground = "" if options.transparent else f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>'
    facts = escape(" ".join(filter(None, (said.source_line, said.as_of, said.link))))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" lang="{sheet.selection.language}" '
        f'font-family="{FAMILY}"><title>{escape(said.title)}</title>'
        f"<desc>{escape(said.description)}</desc><metadata>{facts}</metadata>{ground}{''.join(parts)}</svg>"
    )
    return Composed(svg, width, height, said.title, said.description, said.source_line, said.as_of)


def _see_through(sheet: Sheet) -> Sheet:
    """The sheet with a drawing that has no ground of its own."""
    drawing = sheet.drawings["wide"]
    clear = {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"}
    figure = {**drawing.figure, "layout": {**drawing.figure["layout"], **clear}}
    return replace(sheet, drawings={**sheet.drawings, "wide": replace(drawing, figure=figure)})


def _write(parts: list[str], text: str, kind: Kind, y: float, room: float) -> float:
    """Add a text in lines; gives back where the next one starts."""
    for line in broken(text, kind, room):
        y += kind.line
        parts.append(_text(line, kind, MARGIN, y - kind.line * 0.28))
    return y


def _write_key(parts: list[str], entries: Sequence[KeyLine], y: float, room: float) -> float:
    """The key: as many entries on a line as there is room for."""
    if not entries:
        return y
    x, y = float(MARGIN), y + PLAIN.line
    for entry in entries:
        wide = 22 + text_width(entry.label, PLAIN.size)
        if x > MARGIN and x + wide > MARGIN + room:
            x, y = float(MARGIN), y + PLAIN.line
        parts.append(_sign(entry, x, y - PLAIN.line * 0.28))
        parts.append(_text(entry.label, PLAIN, x + 20, y - PLAIN.line * 0.28))
        x += wide + 16
    return y + 4


def _sign(entry: KeyLine, x: float, y: float) -> str:
    """A series' mark, or how a guide looks in the drawing."""
    if entry.sign:
        return _text(entry.sign, Kind(13.5, 19, entry.colour or theme.INK), x, y)
    fill, edge = {
        "band": (theme.BAND, theme.BAND_EDGE),
        "line": (theme.BAND_EDGE, theme.BAND_EDGE),
        "window": (theme.WINDOW, theme.WINDOW),
    }.get(entry.mark, ("#CED9EB", theme.BAND_EDGE))
    height = 3 if entry.mark == "line" else 11
    return (
        f'<rect x="{x:.1f}" y="{y - 4 - height / 2:.1f}" width="16" height="{height}" '
        f'fill="{fill}" stroke="{edge}"/>'
    )


def _text(text: str, kind: Kind, x: float, y: float) -> str:
    weight = f' font-weight="{kind.weight}"' if kind.weight != 400 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{kind.size}" fill="{kind.colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def broken(text: str, kind: Kind, room: float) -> list[str]:
    """A text in lines no wider than the room: at spaces, inside addresses, between Japanese characters."""

    def width(part: str) -> float:
        return text_width(part, kind.size, kind.weight)

    lines: list[str] = []
    line, used = "", 0.0
    pieces = ([one] if width(one) <= room else list(one) for one in _pieces(text))
    for piece in chain.from_iterable(pieces):
        if line and used + width(piece.rstrip()) > room and piece[0] not in NEVER_FIRST:
            ended = line.rstrip().rstrip(NEVER_LAST)
            lines.append(ended.rstrip())
            line = line[len(ended) :].lstrip() + piece.lstrip()
            used = width(line)
        else:
            line += piece
            used += width(piece)
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Where a line may end: after each space or sign of an address, and around each wide character."""
    pieces: list[str] = []
    current = ""
    for letter in text:
        if ord(letter) > 0x2E7F:
            pieces += [current, letter] if current else [letter]
            current = ""
        elif letter in ENDS_A_PIECE:
            pieces.append(current + letter)
            current = ""
        else:
            current += letter
    return [piece for piece in [*pieces, current] if piece]
