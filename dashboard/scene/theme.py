"""Colours, symbols and sizes: the one place for how things look inside a picture.

Colours keep 3:1 against white for lines and 4.5:1 for text, and no two differ as red from green;
every series also has its own symbol and dash, so that colour is never the only difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

INK = "#1A1A1A"
QUIET = "#4D4D4D"
GRID = "#E3E5E8"
BAND = "#DCE6F5"
BAND_EDGE = "#5B7DB1"
WINDOW = "#F1EEE3"
WINDOW_EDGE = "#A8A28C"
"""Around the sample of years in the key, which has no picture around it."""
BREAK = "#8A5A00"
STRIP = "#F7F8FA"
"""The ground of the strip of events below the counts."""
HOLLOW = "#8A8F98"
"""The edge of a hollow column: a whole whose parts are not all known."""
CAUTION = "#FDF5E3"
PAPER = "#FFFFFF"

FONTS = {
    "en": "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
    "ja": "'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif",
}


@dataclass(frozen=True)
class Style:
    """How one series is drawn, the same on every page and in every file (``dashboard.scene.looks``)."""

    colour: str
    symbol: str
    dash: str


PRINT_SYMBOL = "x"
"""The mark of a contradicting print."""

PART_STYLES = (
    Style("#0B4A9E", "circle", "solid"),
    Style("#B8490B", "square", "solid"),
    Style("#00707A", "diamond", "solid"),
    Style("#6B3FA0", "triangle-up", "solid"),
    Style("#5F5A1E", "cross", "dot"),
    Style("#A8286B", "triangle-down", "dot"),
)
"""The parts of a whole; and series that are no series of the data."""

SIGNS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "triangle-down": "▼",
}
"""The symbols of series as characters."""

FAMILIES = {
    "blue": ("#0B4A9E", "#2F6FD0", "#172B57", "#0A76A8"),
    "orange": ("#B8490B", "#7A2E00", "#A85E00", "#94481F"),
    "teal": ("#00707A", "#0B7F93", "#003F45", "#3B6B75"),
    "purple": ("#6B3FA0", "#9B51D0", "#3D1F66", "#7A5FD6"),
    "olive": ("#5F5A1E", "#7A7500", "#3B3810", "#6E6A45"),
    "magenta": ("#A8286B", "#D0307F", "#64103C", "#9C4675"),
    "brown": ("#6D4230", "#8D5B43", "#402418", "#7B5E52"),
    "grey": ("#44546A", "#64748B", "#1F2A3A", "#5A6472"),
    "red": ("#B3202C", "#CF3A40", "#6B0F1A", "#94474D"),
    "green": ("#1E6B34", "#0F7D4B", "#0E3B20", "#4B6E50"),
}
"""The shades of each publisher's colour, each with 4.5:1 against white: it is also written in."""
DASHES = ("solid", "dash", "dot")
STYLES = (
    *PART_STYLES,
    *(
        Style(colour, symbol, dash)
        for shades in FAMILIES.values()
        for colour in shades
        for symbol in SIGNS
        for dash in DASHES
    ),
)
"""Every style, by the look of a series."""

CATEGORIES = {
    "boarded": 0,
    "attempted": 1,
    "fired-upon": 2,
    "hijacked": 3,
    "actual": 4,
    "cat-4": 0,
    "cat-3": 2,
    "cat-2": 3,
    "cat-1": 1,
}
"""How the parts of a whole look, by category: the gravest class stands out, and one kind of act looks
the same with every publisher that counts it."""


def part_looks(categories: Sequence[str]) -> tuple[int, ...]:
    """A look for each part of a whole; a category without one of its own takes the first that is free."""
    looks = [CATEGORIES.get(category) for category in categories]
    free = [look for look in range(len(PART_STYLES)) if look not in looks]
    return tuple((free.pop(0) if free else len(PART_STYLES) - 1) if look is None else look for look in looks)


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
CARD_WIDE = Size("wide", 372, 372, is_card=True)
CARD_NARROW = Size("narrow", 326, 200, is_card=True)


EVENTS = {
    "policy": Style("#3F4A5A", "square", "solid"),
    "enforcement": Style("#1F5F4A", "shield", "solid"),
    "incident": Style("#155E75", "house", "solid"),
    "shock": Style("#9A3412", "circle", "solid"),
    "definition": Style("#6B3FA0", "diamond", "solid"),
}
"""How each kind of event is marked; the number in the mark leads to the list below the chart."""


@dataclass(frozen=True)
class GroundLook:
    """How something behind or between the marks looks: filled, edged or both; widths in pixels.

    ``fill`` and ``stroke`` are colours, "" for none, or "series" for that of the series or event it is of.
    """

    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: str = "solid"
    opacity: float = 1.0


SERIES = "series"
GROUNDS = {
    "window": GroundLook(fill=WINDOW),
    "level": GroundLook(fill=BAND, stroke=BAND_EDGE, width=1.5, dash="dot"),
    # A level of none is a line on the axis: thick enough to be seen there.
    "level-of-none": GroundLook(fill=BAND, stroke=BAND_EDGE, width=4),
    "range": GroundLook(fill=SERIES, opacity=0.18),
    "range-end": GroundLook(stroke=SERIES, width=2),
    "limit": GroundLook(stroke=SERIES, width=2, dash="dash"),
    "break": GroundLook(stroke=BREAK, width=1.5, dash="dash"),
    "caution": GroundLook(fill=CAUTION, stroke=BREAK, width=1.5, dash="dash"),
    "stem": GroundLook(stroke=SERIES, width=1.5),
    "no-change": GroundLook(stroke=QUIET, width=1),
    "strip": GroundLook(fill=STRIP, stroke=GRID, width=1),
    "event": GroundLook(fill=SERIES, opacity=0.45),
}
"""By what it is: evaluated years, levels, what was to be expected, and the strip of events."""

PART_PATTERNS = {"square": "diagonal", "diamond": "crossed", "triangle-up": "dotted"}
"""By the symbol of a part: the white pattern over its segment, so that parts differ by more than colour."""


def style_of(look: int) -> Style:
    """The style of a series by its look."""
    return STYLES[look % len(STYLES)]


def look_of(style: Style) -> int:
    """The look of a style of a family. Raises ``ValueError`` for one that there is not."""
    return STYLES.index(style, len(PART_STYLES))
