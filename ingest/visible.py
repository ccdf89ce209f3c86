"""What a person sees of a text: characters without a shape are set aside, raised and struck ones are told."""

from __future__ import annotations

import unicodedata


class _Shapeless(dict[int, int | None]):
    """Takes out marks of direction, joiners, soft hyphens, byte order marks, and control characters that are
    no space; each character is looked at once."""

    def __missing__(self, number: int) -> int | None:
        letter = chr(number)
        category = unicodedata.category(letter)
        is_shapeless = category == "Cf" or (category == "Cc" and not letter.isspace())
        self[number] = None if is_shapeless else number
        return self[number]


SHAPELESS = _Shapeless()


def visible(text: str) -> str:
    """The text without what has no shape, and without the apostrophe by which spreadsheets mark a text."""
    shown = text if text.isascii() and text.isprintable() else text.translate(SHAPELESS)
    return shown[1:] if shown[:1] in APOSTROPHES else shown


APOSTROPHES = ("'", "\u2019")


RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = dict.fromkeys(map(ord, RAISED_DIGITS))
"""Takes raised digits out: behind a name or a year they are a footnote's."""
_RAISE = str.maketrans("0123456789", RAISED_DIGITS)
_STROKE = "\u0336"


def in_font(text: str, *, is_raised: bool, is_struck: bool) -> str:
    """The text as its font shows it: raised digits, so that a footnote's is not taken for one of a count, and
    a stroke through each letter, so that it is none and can be seen why."""
    text = text.translate(_RAISE) if is_raised else text
    return "".join(letter + _STROKE for letter in text) if is_struck else text
