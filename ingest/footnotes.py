"""Marks of footnotes beside counts and periods (※1, *, †, 注2), and the notes that explain them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

AT_THE_END = re.compile(r"(\((?:注\d*|note\d*)\)|注\d+|※\d*|†+|‡+|\*{1,3})$")
AT_THE_START = re.compile(r"^(\*{1,3}|※\d*)(?=\d)")
"""Where a mark stands in a cell in one width, without spaces."""
_NOTE = re.compile(
    r"(?P<mark>※\s*\d*|\*{1,3}|†+|‡+|注\s*\d*|\bnotes?\s*\d*)[\s):.\]】]*(?P<text>(?:(?!※|\*|†|‡|注\s*\d)[^;；\n])+)",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:^|[\s;,、(「『\"“'])(?P<mark>[a-z])[)」』\"”']?\s*(?:[:=]|は|\bmeans?\b|\bdenotes?\b|\bindicates?\b)"
    r"\s*(?P<text>[^;\n]+?)(?=[,、;]\s*\(?[a-z]\)?\s*[:=は]|;|\n|$)",
    re.IGNORECASE,
)
_LETTER_BESIDE = re.compile(r"\d\(?([a-z])\)?$|^\(?([a-z])\)?\d")


def mark_of(text: str) -> str:
    """A mark as marks are compared: (注1) and 注 1 are one."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).strip("()")


def notes_of(texts: Iterable[str]) -> dict[str, str]:
    """What the notes of a table say, by mark; of a mark explained twice the first."""
    notes: dict[str, str] = {}
    for text in texts:
        for note in _NOTE.finditer(unicodedata.normalize("NFKC", text)):
            notes.setdefault(mark_of(note["mark"]), note["text"].strip())
    return notes


def notes_of_letters(texts: Iterable[str]) -> dict[str, str]:
    """What the notes of a table say of single letters ("r: rounded"), by letter."""
    notes: dict[str, str] = {}
    for text in texts:
        for note in _LETTER.finditer(unicodedata.normalize("NFKC", text)):
            notes.setdefault(note["mark"].lower(), note["text"].strip())
    return notes


def letter_beside(text: str) -> str:
    """The single letter at a number, in brackets or not; "" where there is none."""
    match = _LETTER_BESIDE.search("".join(unicodedata.normalize("NFKC", text).lower().split()))
    return (match[1] or match[2]) if match else ""
