"""What a person sees of a text: characters without a shape are set aside."""

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
