"""How much room a text takes, about: what decides its size and where the next one begins. Pure."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

LINE, WIDE_LINE = 1.2, 1.3
"""The height of a line in letters, of Latin ones and of one with Japanese, as the fonts have it: set in per
cent of that, lines keep their proportion when a slide is brought to another size."""
BETWEEN = 0.2
"""The air that some programs leave between Japanese and Latin letters."""
WIDTHS = (("iljI|'.,:; ![]", 0.26), ("ft()-r/", 0.33), ("ckszxyvJ", 0.5), ("mM%", 0.85), ("wW—…", 0.8))
LOWER, CAPITAL = 0.556, 0.69
BOLD = 1.06


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """The width of a text in inches: a Japanese letter is as wide as high, a Latin one about half."""
    are_wide = [unicodedata.east_asian_width(letter) in "WF" for letter in text]
    letters = sum(1.0 if is_wide else _latin(letter) for letter, is_wide in zip(text, are_wide, strict=True))
    letters += BETWEEN * sum(letter != other for letter, other in pairwise(are_wide))
    return letters * points / 72 * (BOLD if bold else 1)


def _latin(letter: str) -> float:
    """About the widths of Arial, in letters."""
    return next(
        (width for letters, width in WIDTHS if letter in letters), CAPITAL if letter.isupper() else LOWER
    )


def lines_of(text: str, points: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes within a width in inches; a little more than reckoned, to be safe."""
    return sum(
        max(1, -(-int(width_of(paragraph, points, bold=bold) * 1.02 * 1000) // int(width * 1000)))
        for paragraph in text.split("\n")
    )


def line_of(text: str, points: float) -> float:
    """The height of a line of a text in inches."""
    return points * (WIDE_LINE if _has_wide(text) else LINE) / 72


def _has_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def height_of(text: str, points: float, width: float, *, bold: bool = False) -> float:
    """The height of a text in inches within a width."""
    return sum(
        lines_of(paragraph, points, width, bold=bold) * line_of(paragraph, points)
        for paragraph in text.split("\n")
    )


def largest_size(
    text: str, *, width: float, height: float, most: float, least: float, bold: bool = False
) -> float:
    """The largest size in points, in steps of one, at which a text fits; ``least`` where none does."""
    size = most
    while size > least and height_of(text, size, width, bold=bold) > height:
        size -= 1
    return max(size, least)
