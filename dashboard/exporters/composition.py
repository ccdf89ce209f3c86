"""A chart as one whole picture: headline, key, drawing, findings, caveat and source line, as SVG.

Pure. Texts are broken by our own ruler, so that nothing is cut off whatever
fonts a server has; the source line is part of the picture and cannot be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from dashboard.address.options import Options
from dashboard.drawing.swatch import HEIGHT, WIDTH, swatch
from dashboard.exporters.pictures import event_short, picture
from dashboard.exporters.texts import texts_of
from dashboard.fonts.ruler import text_width
from dashboard.record.queries import Catalogue
from dashboard.scene import theme
from dashboard.scene.key import KeyEntry
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


def composition(sheet: Sheet, catalogue: Catalogue, options: Options) -> str:
    """The whole picture of a sheet as SVG; one without figures says so in its title."""
    texts = texts_of(sheet, catalogue, options)
    drawing = picture(sheet, "wide", public_url=options.public_url, is_transparent=options.transparent)
    size = sheet.layout("wide").size
    room = size.width
    parts: list[str] = []
    y = float(MARGIN)
    for text, kind in ((texts.title, TITLE), (texts.subtitle, QUIET)):
        y = _write(parts, text, kind, y, room)
    y = _write_key(parts, sheet.key, y + 2, room)
    if drawing:
        parts.append(f'<g transform="translate({MARGIN} {y:.0f})">{drawing}</g>')
        y += size.height + 8
    for text in texts.findings:
        y = _write(parts, text, PLAIN, y, room)
    words = interface_words(sheet.selection.language)
    for event in sheet.events:
        y = _write(parts, event_short(event, words), QUIET, y, room)
    ends = " ".join(filter(None, (texts.as_of, texts.link)))
    for text in (texts.caveat, texts.source_line, ends):
        y = _write(parts, text, QUIET, y + 3, room)
    width, height = room + 2 * MARGIN, int(y + MARGIN)
    ground = "" if options.transparent else f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>'
    facts = escape(" ".join(filter(None, (texts.source_line, texts.as_of, texts.link))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" lang="{sheet.selection.language}" '
        f'font-family="{FAMILY}"><title>{escape(texts.title)}</title>'
        f"<desc>{escape(texts.description)}</desc><metadata>{facts}</metadata>{ground}{''.join(parts)}</svg>"
    )


def _write(parts: list[str], text: str, kind: Kind, y: float, room: float) -> float:
    """Add a text in lines; gives back where the next one starts."""
    for line in lines_of(text, kind, room):
        y += kind.line
        parts.append(_text(line, kind, MARGIN, y - kind.line * 0.28))
    return y


def _write_key(parts: list[str], entries: Sequence[KeyEntry], y: float, room: float) -> float:
    """The key: as many entries on a line as there is room for."""
    if not entries:
        return y
    x, y = float(MARGIN), y + PLAIN.line
    for entry in entries:
        wide = WIDTH + 6 + text_width(entry.label, PLAIN.size)
        if x > MARGIN and x + wide > MARGIN + room:
            x, y = float(MARGIN), y + PLAIN.line
        parts.append(_sample(entry, x, y - PLAIN.line * 0.28))
        parts.append(_text(entry.label, PLAIN, x + WIDTH + 6, y - PLAIN.line * 0.28))
        x += wide + 16
    return y + 4


def _sample(entry: KeyEntry, x: float, y: float) -> str:
    """How an entry looks in the drawing, level with a text that stands on ``y``."""
    return f'<g transform="translate({x:.1f} {y - HEIGHT + 2:.1f})">{swatch(entry)}</g>'


def _text(text: str, kind: Kind, x: float, y: float) -> str:
    weight = f' font-weight="{kind.weight}"' if kind.weight != 400 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{kind.size}" fill="{kind.colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def lines_of(text: str, kind: Kind, room: float) -> list[str]:
    """A text in lines no wider than the room: at spaces, inside addresses, between Japanese characters."""

    def width(part: str) -> float:
        return text_width(part, kind.size, kind.weight)

    lines: list[str] = []
    line, length = "", 0.0
    pieces = ([piece] if width(piece) <= room else list(piece) for piece in _pieces(text))
    for piece in chain.from_iterable(pieces):
        if line and length + width(piece.rstrip()) > room and piece[0] not in NEVER_FIRST:
            head = line.rstrip().rstrip(NEVER_LAST)
            lines.append(head.rstrip())
            line = line[len(head) :].lstrip() + piece.lstrip()
            length = width(line)
        else:
            line += piece
            length += width(piece)
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
