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
