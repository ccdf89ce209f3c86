"""How wide a text is in the package's own font: the same on every server. The only ruler for pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FILES = {
    weight: Path(__file__).with_name(name)
    for weight, name in ((400, "NotoSansJP-Regular.otf"), (700, "NotoSansJP-Bold.otf"))
}
"""The font by weight: what files are drawn with, and what texts are measured with everywhere."""
UNITS = 1000
"""A letter's height in the units of the font: widths at this size are exact."""


@cache
def _ruler(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FILES[weight], UNITS, layout_engine=ImageFont.Layout.BASIC)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of a text in pixels at a size in pixels, in the weight 400 or 700."""
    return sum(_advance(letter, weight) for letter in text) * size / UNITS


def fitting_size(text: str, size: float, room: float) -> float:
    """The size in pixels, smaller where the text would be wider than the room."""
    return size * min(1.0, room / max(text_width(text, size), 1e-9))


def shortened(text: str, size: float, room: float, weight: int = 400) -> str:
    """The text, its end left out where it would be wider than the room."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size, weight) > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


@cache
def _advance(letter: str, weight: int) -> float:
    """How far a letter moves the next one, in the units of the font."""
    return float(_ruler(weight).getlength(letter))
