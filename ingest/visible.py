"""What a person sees of a text: characters without a shape are set aside, raised and struck ones are told."""

from __future__ import annotations

import sys
import unicodedata

SHAPELESS = dict.fromkeys(
    number
    for number in range(sys.maxunicode + 1)
    if unicodedata.category(chr(number)) == "Cf"
    or (unicodedata.category(chr(number)) == "Cc" and not chr(number).isspace())
)
"""Marks of direction, joiners, soft hyphens, byte order marks, and control characters that are no space."""


def visible(text: str) -> str:
    """The text without what has no shape."""
    return text if text.isascii() and text.isprintable() else text.translate(SHAPELESS)


RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = dict.fromkeys(map(ord, RAISED_DIGITS))
"""Takes raised digits out: behind a name or a year they are a footnote's."""
_RAISE = str.maketrans("0123456789", RAISED_DIGITS)
_STROKE = "\u0336"


def raised(text: str) -> str:
    """The text with its digits raised, so that a footnote's is not taken for one of a count."""
    return text.translate(_RAISE)


def struck(text: str) -> str:
    """The text with a stroke through it: no count, and it can be seen why."""
    return "".join(letter + _STROKE for letter in text)
