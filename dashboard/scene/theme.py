"""Colours, symbols and sizes: the one place for how things look inside a picture.

Colours keep 3:1 against white for lines and 4.5:1 for text, and no two differ as red from green;
every series also has its own symbol and dash, so that colour is never the only difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

INK = "#1A1A1C"
QUIET = "#5C5F66"
GRID = "#E3E5E8"
BAND = "#DCE6F5"
BAND_EDGE = "#5B7DB1"
WINDOW = "#F1EEE3"
BREAK = "#8A5A00"
STRIP = "#F7F8FA"
"""The ground of the strip of events below the counts."""

FONTS = {
    "en": "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
    "ja": "'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif",
}


@dataclass(frozen=True)
class Style:
    """How one series is drawn, the same on every chart of a page."""

    colour: str
    symbol: str
    dash: str


STYLES = (
    Style("#0B4A9E", "circle", "solid"),
    Style("#B8490B", "square", "solid"),
    Style("#00707A", "diamond", "solid"),
    Style("#6B3FA0", "triangle-up", "solid"),
    Style("#5F5A1E", "cross", "dot"),
    Style("#A8286B", "triangle-down", "dot"),
)

CATEGORIES = {
    "boarded": STYLES[0],
    "attempted": STYLES[1],
    "fired-upon": STYLES[2],
    "hijacked": STYLES[3],
    "actual": STYLES[4],
    "cat-4": STYLES[0],
    "cat-3": STYLES[2],
    "cat-2": STYLES[3],
    "cat-1": STYLES[1],
}
"""How the parts of a whole are drawn, by category: the gravest class stands out, and one kind of act looks
the same with every publisher that counts it."""


def part_styles(categories: Sequence[str]) -> tuple[Style, ...]:
    """A style for each part of a whole; a category without one of its own takes the first that is free."""
    named = [CATEGORIES.get(category) for category in categories]
    free = [style for style in STYLES if style not in named]
    return tuple(style or (free.pop(0) if free else STYLES[-1]) for style in named)


@dataclass(frozen=True)
class Size:
    """A picture's width and height in CSS pixels; the stylesheet gives its box the same.

    ``window`` says for which windows it is drawn ("wide" or "narrow"), ``is_card`` whether it is a small one.
    """

    window: str
    width: int
    height: int
    is_card: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it is the large picture of a wide window, whatever its height."""
        return self.window == "wide" and not self.is_card

    def taller(self, pixels: int) -> Size:
        """The same with so many more pixels of height: each page tells its box how high its pictures are."""
        return replace(self, height=self.height + pixels)


WIDE = Size("wide", 780, 420)
NARROW = Size("narrow", 358, 330)
CARD_WIDE = Size("wide", 372, 190, is_card=True)
CARD_NARROW = Size("narrow", 326, 180, is_card=True)


EVENTS = {
    "policy": Style("#3F4A5A", "square", "solid"),
    "shock": Style("#9A3412", "circle", "solid"),
    "definition": Style("#6B3FA0", "diamond", "solid"),
}
"""How each kind of event is marked; the number in the mark leads to the list below the chart."""
