"""Read what a cell says of a count: a number, a mark for missing or not published, or a reason to refuse.

Zero, blank and "not published" are three things. Nothing here guesses: what is not plainly a whole number
of 0 or more is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.footnotes import (
    AT_THE_END,
    AT_THE_START,
    ENCLOSED_AT_THE_END,
    HALF_ENCLOSED,
    RAISED_AT_THE_END,
)
from ingest.marks import Marks
from ingest.visible import visible


@dataclass(frozen=True, slots=True)
class ValueReading:
    """``availability`` is reported, missing or not-published; ``code`` says why a cell is refused instead;
    ``unit`` is the unit written beside the number, ``footnote`` the mark of a note."""

    availability: str | None
    value: int | None = None
    bound: str = "exact"
    provisional: bool = False
    restated: bool = False
    code: str | None = None
    unit: str = ""
    footnote: str = ""


MISSING = {
    "",
    "-",
    "--",
    "---",
    ".",
    "..",
    "...",
    "…",
    "……",
    "‥",
    "・",
    ":",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "不明",
    "欠測",
    "欠損",
    "データなし",
    "資料なし",
    "未集計",
    "unknown",
    "missing",
    "null",
    "×",
}
NOT_PUBLISHED = {
    "非公表",
    "未公表",
    "非公開",
    "公表せず",
    "公表なし",
    "not published",
    "unpublished",
    "n.p.",
    "withheld",
    "秘匿",
}
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－─ｰ", "-"))
GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
DIGITS = re.compile(r"\d+")
WHOLE_DECIMAL = re.compile(r"(\d+)\.0{1,2}")
AT_LEAST = re.compile(r"^(?:atleast|少なくとも|>=|≥|≧)(.+)$|^(.+?)以上$|^(.+)\+$")
OVER = re.compile(r"^(?:over|morethan|>)(.+)$|^(.+?)超$")
TEXT_FOR_EXCEL = re.compile(r'^\s*="([^"]*)"\s*$')
LARGEST = 2_000_000_000


@lru_cache(maxsize=65536)
def read_value(text: str, marks: Marks) -> ValueReading:
    """What a cell says of a count. Never raises; anything that is no count has a ``code``."""
    text = TEXT_FOR_EXCEL.sub(r"\1", visible(text))
    raised = RAISED_AT_THE_END.search(text)
    text = text[: raised.start()] if raised else text
    folded = unicodedata.normalize("NFKC", text).strip().lower().translate(DASHES)
    sign = raised or HALF_ENCLOSED.search(folded)
    folded = folded[: sign.start()] if sign and not raised else folded
    compact = "".join(folded.split())
    if any(unicodedata.category(character) == "No" for character in text):
        return ValueReading(None, code="raised-digit")
    if compact in MISSING or " ".join(folded.split()) in MISSING:
        return ValueReading("missing")
    if compact in NOT_PUBLISHED or " ".join(folded.split()) in NOT_PUBLISHED:
        return ValueReading("not-published")
    if compact.strip("()*p") in marks.awaited:
        return ValueReading("missing", provisional=True)
    return _number(compact, marks, spaced=bool(re.search(r"\d\s+\d", folded)), sign=sign[1] if sign else "")


def _number(cell: str, marks: Marks, *, spaced: bool, sign: str) -> ValueReading:
    bare = AT_THE_START.sub("", cell)
    footnote = sign or cell.removesuffix(bare)
    provisional = restated = False
    unit = ""
    for _ in range(3):  # marks and units may follow each other in either order
        without = marks.provisional_value.sub("", bare)
        provisional |= without != bare
        bare = without
        without = marks.restated_value.sub("", bare)
        restated |= without != bare
        mark = AT_THE_END.search(without) or (None if footnote else ENCLOSED_AT_THE_END.search(without))
        if mark:
            footnote, without = footnote or mark[1], without.removesuffix(mark[1])
        unit = unit or _unit_at_the_end(without, marks)
        bare = marks.unit.sub("", without)
    bound = "exact"
    for name, pattern in (("at-least", AT_LEAST), ("over", OVER)):
        match = pattern.match(bare)
        if match:
            bare = next(group for group in match.groups() if group)
            bound, unit, bare = name, unit or _unit_at_the_end(bare, marks), marks.unit.sub("", bare)
            break
    if spaced:
        return ValueReading(None, code="not-a-count")
    whole = WHOLE_DECIMAL.fullmatch(bare)
    digits = whole[1] if whole else bare
    if GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if not DIGITS.fullmatch(digits) or not digits.isascii():
        return ValueReading(None, code=_why_not(bare))
    if len(digits) > 10 or int(digits) > LARGEST:
        return ValueReading(None, code="too-large")
    return ValueReading("reported", int(digits), bound, provisional, restated, unit=unit, footnote=footnote)


def _unit_at_the_end(cell: str, marks: Marks) -> str:
    match = marks.unit.search(cell)
    return match[1] if match else ""


_NUMBER = r"\d[\d,]*(\.\d+)?"
_WHY_NOT = tuple(
    (re.compile(form), code)
    for form, code in (
        (rf"[-△▲]{_NUMBER}|\({_NUMBER}\)", "negative"),
        (rf"[-+]?{_NUMBER}%", "a-percentage"),
        (r"\+?\d*\.\d+|\d+\.\d+", "fractional"),
        (r"(?:[$€£¥]|us\$).*", "money"),
        (r"nan|[-+]?inf|-?infinity|∞", "not-finite"),
        (r"true|false|yes|no|真|偽", "true-or-false"),
        (r"0[xob][0-9a-f]+|\d+(\.\d+)?e[+-]?\d+", "not-decimal"),
        (r"\d+", "odd-digits"),
        (r"\d[\d,]*", "odd-commas"),
        (r"-?[\d.]+×\d+", "shown-in-thousands"),
        (r"(?:約|およそ|概ね|about|approx\.?|ca\.?|c\.|~|≈)[\d(].*|.*\d(?:程度|前後|ほど)", "approximate"),
        (r"\d+[-~]\d+", "a-range"),
        (r"なし|無し?|皆無|none|nil|zero|ゼロ", "none-in-words"),
        (r"#.*", "spreadsheet-error"),
    )
)


def _why_not(cell: str) -> str:
    """The code that says most exactly why a cell is no count."""
    return next((code for form, code in _WHY_NOT if form.fullmatch(cell)), "not-a-count")


NUMERIC = re.compile(r"[-+△▲$€£¥]?[(]?\d[\d,.]*[)]?[%a-z*]{0,3}(件|隻|人|名|回)?(\(.{1,4}\))?[*]*")


@lru_cache(maxsize=65536)
def looks_numeric(text: str, marks: Marks) -> bool:
    """Whether a cell is a number in some form, good or bad: it could be meant as a figure."""
    cell = "".join(unicodedata.normalize("NFKC", visible(text)).lower().translate(DASHES).split())
    if not any(character.isdigit() for character in cell):
        return cell in ("nan", "inf", "-inf", "true", "false")
    return (
        read_value(text, marks).code not in (None, "not-a-count")
        or bool(NUMERIC.fullmatch(cell))
        or (read_value(text, marks).availability == "reported")
    )
