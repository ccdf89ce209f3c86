"""How high a chart's small page is at a width: what its frame is given where no script tells."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.drawing.swatch import WIDTH as SAMPLE
from dashboard.exporters.composition import TextStyle, lines_of
from dashboard.exporters.texts import FileTexts
from dashboard.fonts.ruler import text_width
from dashboard.scene.key import KeyEntry
from dashboard.scene.sheet import Sheet
from dashboard.scene.theme import INK

WIDE_FROM, LARGEST, EDGE = 700, 812, 16
"""From which width the large picture is shown, how wide the page becomes, its margin, in pixels: as the style
sheet has them."""
HEADLINE, SUBTITLE, TEXT = TextStyle(18, 25.2, INK, 700), TextStyle(14, 22.4, INK), TextStyle(13, 20.8, INK)
BETWEEN = 6
SPARE = 1.04
"""Other fonts than ours break lines elsewhere."""


def heights(sheet: Sheet, texts: FileTexts) -> tuple[int, int]:
    """The heights in pixels that a frame needs in a narrow window and in a wide one."""
    narrow = max(height_at(sheet, texts, width) for width in (320, 390))
    wide = max(height_at(sheet, texts, width) for width in (WIDE_FROM, LARGEST))
    return narrow, wide


def height_at(sheet: Sheet, texts: FileTexts, width: int) -> int:
    """About how high the page is in a frame of that width, with its lists closed."""
    room = min(width, LARGEST) - 2 * EDGE
    size = sheet.layout("wide" if width >= WIDE_FROM else "narrow").size
    picture = size.height * min(1.0, room / size.width)
    closed = sum(map(bool, (sheet.events, sheet.rows, sheet.notes)))
    high = 24 + _high(texts.title, HEADLINE, room) + _high(texts.subtitle, SUBTITLE, room) + 8
    high += _key_high(sheet.key, room) + picture
    high += sum(_high(finding, TEXT, room - 20) for finding in texts.findings)
    high += BETWEEN if texts.findings else 0
    for text in (texts.caveat, texts.source_line, texts.as_of, "-", *["-"] * closed):
        high += _high(text, TEXT, room) + BETWEEN
    return round(high * SPARE)


def _high(text: str, kind: TextStyle, room: float) -> float:
    return kind.line * len(lines_of(text, kind, room))


def _key_high(entries: Sequence[KeyEntry], room: float) -> float:
    rows, left = 0, room + 1.0
    for entry in entries:
        wide = SAMPLE + 6 + text_width(entry.label, SUBTITLE.size)
        if left > 0 and left + wide > room:
            rows, left = rows + max(1, -(-int(wide) // int(room))), 0.0
        left += wide + 18
    return rows * (SUBTITLE.line + 4) + 4 if rows else 0.0
