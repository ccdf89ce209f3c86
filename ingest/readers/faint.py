"""Styles whose text has the colour of the ground that it stands on, so that nobody sees it."""

from __future__ import annotations

from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

WHITE, BLACK = "FFFFFF", "000000"
NOT_TOLD_APART = 4
"""Steps of 256 in each colour."""
_THEME = {0: WHITE, 1: BLACK}
"""The two colours that every theme has in these places: that of paper and that of text."""
_XLS_PATTERN_SOLID = 1


def faint_styles(book: Any) -> frozenset[int]:
    """Such styles of a book as openpyxl reads it, by number."""
    return frozenset(
        number
        for number, style in enumerate(book._cell_styles)
        if style.fontId < len(book._fonts)
        and style.fillId < len(book._fills)
        and _are_alike(_colour(book._fonts[style.fontId].color, BLACK), _ground(book._fills[style.fillId]))
    )


def _are_alike(one: str, other: str) -> bool:
    """Whether two colours cannot be told apart by eye."""
    if one == other or len(one) != len(other) or not one:
        return one == other and bool(one)
    try:
        channels = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    except ValueError:
        return False
    return all(abs(a - b) <= NOT_TOLD_APART for a, b in channels)


def _ground(fill: Any) -> str:
    """The colour of a fill; of one that has several, none."""
    if not hasattr(fill, "patternType"):
        return ""
    return _colour(fill.fgColor, BLACK) if fill.patternType == "solid" else WHITE


def _colour(colour: Any, otherwise: str) -> str:
    """A colour as six digits, or as a theme's place and tint."""
    if colour is None or colour.type == "auto":
        return otherwise
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else otherwise
    if colour.tint:
        return f"{colour.theme} {colour.tint}"
    return _THEME.get(colour.theme, str(colour.theme))


def is_faint_in_xls(book: Any, style: Any, font: Any) -> bool:
    """Whether a style of an XLS is such, as xlrd reads it."""
    if style is None or font is None:
        return False
    ground = style.background
    is_solid = ground.fill_pattern == _XLS_PATTERN_SOLID
    behind = book.colour_map.get(ground.pattern_colour_index) if is_solid else None
    colour = book.colour_map.get(font.colour_index)
    return colour is not None and colour == (behind or (255, 255, 255))
