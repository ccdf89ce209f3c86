"""Marks of footnotes beside counts and periods (※1, *, †, 注2, [1], ¹), and the notes that explain them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.visible import RAISED_DIGITS

_SIGN = r"\d{1,2}|[a-z]"
_ENCLOSED = rf"\[(?:{_SIGN})\]|\((?:{_SIGN})\)"
AT_THE_END = re.compile(r"(\((?:注\d*|note\d*)\)|注\d+|※\d*|†+|‡+|\*{1,3})$")
AT_THE_START = re.compile(r"^(\*{1,3}|※\d*)(?=\d)")
"""Where a mark stands in a cell in one width, without spaces."""
ENCLOSED_AT_THE_END = re.compile(rf"(?<=.)({_ENCLOSED})$")
AFTER_A_YEAR = re.compile(rf"(?:(?<=\d{{4}})|(?<=年)|(?<=年度))({_ENCLOSED})$")
"""Where a sign in brackets stands in such a cell."""
HALF_ENCLOSED = re.compile(rf"(?<=[^\s(\[])(?:\s+(?=\d)|\s*(?=[a-z]))((?:{_SIGN})\))$")
RAISED_AT_THE_END = re.compile(rf"(?<=[^\s(\[])\s*([(\[]?[{RAISED_DIGITS}]{{1,2}}[)\]]?)\s*$")
"""Where 67 1) or 67a), and 67¹, have theirs: in a cell with its spaces, and in one as it stands."""
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
_SIGN_OF_A_NOTE = re.compile(
    rf"(?:^|(?<=[。;.:\n])|(?<=注)|(?<=note)|(?<=notes))\s*(?:[(\[]?(?P<sign>{_SIGN})[)\]]|(?<![^\n])(?P<number>\d{{1,2}})[\s.:]+(?=\D))",
    re.IGNORECASE,
)
_RAISED = re.compile(rf"[(\[]?([{RAISED_DIGITS}]+)[)\]]?")


def mark_of(text: str) -> str:
    """A mark as marks are compared: (注1) and 注 1 are one."""
    folded = (each if each in RAISED_DIGITS else unicodedata.normalize("NFKC", each) for each in text)
    mark = "".join("".join(folded).lower().split())
    return mark.strip("()") if "注" in mark or "note" in mark else mark


def names_of_mark(mark: str) -> tuple[str, ...]:
    """What the note of a mark, or an answer to it, may call it: [1] is also 1, 注1 and note 1."""
    sign = unicodedata.normalize("NFKC", mark).strip("()[]")
    return (mark,) if sign == mark else (mark, sign, f"注{sign}", f"note{sign}")


def is_surely_of_a_note(mark: str) -> bool:
    """Whether a mark can say nothing else; a star or a sign in brackets may."""
    return mark.startswith(("※", "†", "‡", "注", "note"))


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


def signed_notes_of(texts: Iterable[str]) -> dict[str, str]:
    """What notes say that begin with a sign, by the sign alone: "(1) ...", "[a] ...", "1) ...", "¹ ...",
    "1. ..."."""
    notes: dict[str, str] = {}
    for text in texts:
        plain = unicodedata.normalize("NFKC", _RAISED.sub(r"\n(\1)", text)).strip()
        signs = list(_SIGN_OF_A_NOTE.finditer(plain))
        ends = [*(sign.start() for sign in signs[1:]), len(plain)]
        for sign, end in zip(signs, ends, strict=False):
            notes.setdefault((sign["sign"] or sign["number"]).lower(), plain[sign.end() : end].strip())
    return notes
