"""A chart as one whole picture: headline, key, drawing, findings, caveat and source line, as SVG.

Pure. Texts are broken by our own ruler, so that nothing is cut off whatever
fonts a server has; the source line is part of the picture and cannot be left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from dashboard.address.options import Options
from dashboard.drawing.swatch import HEIGHT, WIDTH, swatch
from dashboard.exporters.pictures import event_short, picture, without_events
from dashboard.exporters.texts import FileTexts, publishers_line, texts_of
from dashboard.fonts.ruler import text_width
from dashboard.record.queries import Catalogue
from dashboard.scene import theme
from dashboard.scene.key import KeyEntry
from dashboard.scene.layout import lay_out
from dashboard.scene.sheet import Sheet
from dashboard.scene.theme import Size
from dashboard.words import Words, interface_words, message

MARGIN = 24
FAMILY = "'Noto Sans CJK JP', 'Noto Sans JP', 'Noto Sans', sans-serif"
NEVER_FIRST = "、。，．）」』】〕々ー～・：；！？)],.;:!?%％"
"""Signs that do not begin a line."""
NEVER_LAST = "（「『【〔(["
"""Signs that do not end one."""
ENDS_A_PIECE = " /?&"
"""Signs after which a line may end: an address has no space in it, and may be longer than a line."""


@dataclass(frozen=True)
class TextStyle:
    """How a text is set: size and line height in pixels, weight, colour."""

    size: float
    line: float
    colour: str
    weight: int = 400


TITLE = TextStyle(20, 27, theme.INK, 700)
PLAIN = TextStyle(13.5, 19, theme.INK)
QUIET = TextStyle(12, 17, theme.QUIET)


SHAPES_OFFERED = (
    (message("chart alone"), "shape=chart"),
    ("16:9", "shape=16:9"),
    (message("square"), "shape=square"),
)
"""The shapes that menus offer beside the whole sheet."""
CANVASES = {"16:9": (960, 540), "square": (720, 720)}
"""Width and height in pixels of the shapes that are filled."""
LARGER = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
"""How much larger a canvas may become, so that what must be said and the drawing both have room."""
DRAWN = 0.5
"""The share of a canvas that is the drawing's at least."""


def composition(sheet: Sheet, catalogue: Catalogue, options: Options) -> str:
    """The picture of a sheet in the shape that is asked for as SVG; one without figures says so in its
    title."""
    if options.shape in CANVASES and sheet.rows:
        return _filled(sheet, catalogue, options, *CANVASES[options.shape])
    if options.shape == "chart" and sheet.rows:
        return _alone(sheet, catalogue, options)
    return _whole(sheet, catalogue, options)


def _whole(sheet: Sheet, catalogue: Catalogue, options: Options) -> str:
    """Everything that is said of a sheet, as high as it is."""
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
        parts.append(_moved(drawing, y))
        y += size.height + 8
    for text in texts.findings:
        y = _write(parts, text, PLAIN, y, room)
    words = interface_words(sheet.selection.language)
    for event in sheet.events:
        y = _write(parts, event_short(event, words), QUIET, y, room)
    ends = " ".join(filter(None, (texts.as_of, texts.link)))
    for text in (texts.caveat, texts.source_line, ends):
        y = _write(parts, text, QUIET, y + 3, room)
    return _document(sheet, texts, options, room + 2 * MARGIN, int(y + MARGIN), parts)


def _alone(sheet: Sheet, catalogue: Catalogue, options: Options) -> str:
    """The drawing with its key and, in a line, whose figures it shows."""
    sheet = without_events(sheet)
    size = sheet.layout("wide").size
    parts: list[str] = []
    y = _write_key(parts, sheet.key, float(MARGIN) - 8, size.width)
    drawing = picture(sheet, "wide", public_url=options.public_url, is_transparent=options.transparent)
    parts.append(_moved(drawing, y))
    y = _write(parts, publishers_line(sheet, catalogue), QUIET, y + size.height + 4, size.width)
    texts = texts_of(sheet, catalogue, options)
    return _document(sheet, texts, options, size.width + 2 * MARGIN, int(y + MARGIN * 0.75), parts)


def _filled(sheet: Sheet, catalogue: Catalogue, options: Options, width: int, height: int) -> str:
    """Title, key, drawing and source line in exactly that proportion.

    Subtitle, findings and the caveat of facts stand where there is room, in this order; the caveat of chance
    goes with every verdict, and says how many findings are left out. The canvas grows where the drawing
    would become too small.
    """
    sheet, words = without_events(sheet), interface_words(sheet.selection.language)
    texts = texts_of(sheet, catalogue, options)
    for factor in LARGER:
        across, down = round(width * factor), round(height * factor)
        room, wanted = across - 2 * MARGIN, DRAWN * down
        needed = [_source(sheet, texts, catalogue, room)]
        needed = [_caveat(texts, len(texts.findings), words), *needed] if sheet.findings else needed
        free = down - 2 * MARGIN - 14 - _height_of_key(sheet.key, room) - _high(texts.title, TITLE, room)
        free -= sum(_high(text, QUIET, room) + 3 for text in needed)
        subtitle, findings = "", []
        if free - _high(texts.subtitle, QUIET, room) >= wanted:
            subtitle, free = texts.subtitle, free - _high(texts.subtitle, QUIET, room)
        for finding in texts.findings:
            if free - _high(finding, PLAIN, room) < wanted:
                break
            findings.append(finding)
            free -= _high(finding, PLAIN, room)
        if not sheet.findings and free - _high(texts.caveat, QUIET, room) - 3 >= wanted:
            needed.insert(0, texts.caveat)
            free -= _high(texts.caveat, QUIET, room) + 3
        size = Size("wide", room, int(free))
        if free >= wanted and lay_out(sheet.scene, size).size.height <= size.height:
            break
    parts: list[str] = []
    y = _write(parts, texts.title, TITLE, float(MARGIN), room)
    y = _write(parts, subtitle, QUIET, y, room)
    y = _write_key(parts, sheet.key, y + 2, room)
    drawing = picture(
        sheet, "wide", public_url=options.public_url, is_transparent=options.transparent, size=size
    )
    parts.append(_moved(drawing, y))
    y += lay_out(sheet.scene, size).size.height + 8
    for text in findings:
        y = _write(parts, text, PLAIN, y, room)
    if sheet.findings:
        needed[0] = _caveat(texts, len(texts.findings) - len(findings), words)
    for text in needed:
        y = _write(parts, text, QUIET, y + 3, room)
    return _document(sheet, texts, options, across, down, parts)


def _source(sheet: Sheet, texts: FileTexts, catalogue: Catalogue, room: float) -> str:
    """The source line where two lines hold it, else whose figures they are."""
    full = "  ·  ".join(filter(None, [texts.source_line, texts.as_of]))
    return full if len(lines_of(full, QUIET, room)) <= 2 else publishers_line(sheet, catalogue)


def _caveat(texts: FileTexts, left_out: int, words: Words) -> str:
    """What must be minded, and how many findings have no room."""
    more = words("{count} more findings are on the page of this chart.", count=left_out) if left_out else ""
    return words("{first} {second}", first=texts.caveat, second=more) if more else texts.caveat


def _high(text: str, kind: TextStyle, room: float) -> float:
    return kind.line * len(lines_of(text, kind, room))


def _height_of_key(entries: Sequence[KeyEntry], room: float) -> float:
    return _write_key([], entries, 0.0, room)


def _moved(drawing: str, y: float) -> str:
    return f'<g transform="translate({MARGIN} {y:.0f})">{drawing}</g>'


def _document(
    sheet: Sheet, texts: FileTexts, options: Options, width: int, height: int, parts: Sequence[str]
) -> str:
    """The picture as an element that stands alone; whatever its shape, it knows its sources."""
    ground = "" if options.transparent else f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>'
    facts = escape(" ".join(filter(None, (texts.source_line, texts.as_of, texts.link))))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" lang="{sheet.selection.language}" '
        f'font-family="{FAMILY}"><title>{escape(texts.title)}</title>'
        f"<desc>{escape(texts.description)}</desc><metadata>{facts}</metadata>{ground}{''.join(parts)}</svg>"
    )


def _write(parts: list[str], text: str, kind: TextStyle, y: float, room: float) -> float:
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


def _text(text: str, kind: TextStyle, x: float, y: float) -> str:
    weight = f' font-weight="{kind.weight}"' if kind.weight != 400 else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{kind.size}" fill="{kind.colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def lines_of(text: str, kind: TextStyle, room: float) -> list[str]:
    """A text in lines no wider than the room: at spaces, inside addresses, between Japanese characters.

    One sign that begins no line may hang over the edge; where a second would, the word before goes with them.
    """

    def width(part: str) -> float:
        return text_width(part, kind.size, kind.weight)

    lines: list[str] = []
    line, length = "", 0.0
    pieces = ([piece] if width(piece) <= room else list(piece) for piece in _pieces(text))
    for piece in chain.from_iterable(pieces):
        is_sign = piece[0] in NEVER_FIRST
        head = (_without_last_word(line) if is_sign else line.rstrip()).rstrip(NEVER_LAST)
        if head and length + width(piece.rstrip()) > room and (not is_sign or length > room):
            lines.append(head.rstrip())
            line = line[len(head) :].lstrip() + piece.lstrip()
            length = width(line)
        else:
            line += piece
            length += width(piece)
    return [*lines, line.rstrip()] if line.strip() else lines


LAST_WORD = re.compile(rf"(?:[!-~]+|.)[{re.escape(NEVER_FIRST)}]+\s*$")


def _without_last_word(line: str) -> str:
    """A line without the signs at its end and what they stand behind: a wide letter, or a word."""
    return LAST_WORD.sub("", line)


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
