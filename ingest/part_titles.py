"""Which part of a year a title or note says that numbers cover: "January–September 2026", 2026年は9月まで.

Looked for inside running text; what a cell alone says is read by ``periods``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.eras import year_of_era
from ingest.months import COUNTED, MONTHS
from ingest.periods import RANGE_SIGNS

_NAMES = "|".join(sorted((*(name for name in MONTHS if len(name) > 2), "sept"), key=len, reverse=True))
_YEAR = r"(?P<year>\d{4})"
_JAPANESE_YEAR = (
    r"(?:(?:(?P<era>明治|大正|昭和|平成|令和)(?P<of_era>元|\d{1,2})|(?P<year>\d{4}))年?\s*(?:は|の)?\s*)?"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_JAPANESE_YEAR}(?P<first>\d{{1,2}})\s*月?\s*(?:-|から)\s*(?P<last>\d{{1,2}})\s*月",
        rf"{_JAPANESE_YEAR}(?P<last>\d{{1,2}})\s*月(?:(?P<day>\d{{1,2}})日)?\s*(?:まで|末|現在|時点|分)",
        rf"{_JAPANESE_YEAR}(?P<last>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日\s*(?:時点|現在|まで)",
        r"(?P<year>\d{4})[./](?P<last>\d{1,2})[./](?P<day>\d{1,2})\s*(?:時点|現在|まで)",
        r"(?P<part>直近|過去|最近)\s*(?:12\s*(?:か|カ|ヵ|ヶ|ケ|箇)月|1\s*年間?|一年間?)",
        r"\b(?P<part>rolling|trailing|(?:last|past|previous))\s+(?:12|twelve)[- ]months?\b"
        r"|\b(?:12|twelve) months (?:to|ending|ended)\b",
        r"(?<!\d)\d{1,2}\.(?P<first>\d{1,2})\.\s*-\s*\d{1,2}\.(?P<last>\d{1,2})\.(?P<year>\d{4})?",
        r"(?<![\d/.])(?P<first>\d{1,2})[/.]\d{1,2}\.?\s*-\s*(?P<last>\d{1,2})[/.]\d{1,2}(?![\d/])",
        r"(?P<last>\d{1,2})\s*(?:か|カ|ヵ|ヶ|ケ|箇)月(?:間|分)",
        r"(?P<part>半年|年初来|年初から|中間集計|年の途中|年途中|年の一部|一部の期間|途中集計|集計途中)",
        r"\b(?P<part>part(?:ial)?[- ](?:of (?:the|a) )?years?|incomplete years?)\b",
        rf"{_JAPANESE_YEAR}(?P<part>上半期|下半期|上期|下期|前半|後半|第?[1-4一二三四]四半期)",
        rf"\b(?:\d{{1,2}}\s+)?(?P<first>{_NAMES})\b\.?(?:\s+\d{{4}})?\s*(?:-|to|until|through)\s*"
        rf"(?:\d{{1,2}}\s+)?(?P<last>{_NAMES})\b\.?(?:\s+\d{{1,2}},)?(?:\s+{_YEAR})?",
        rf"\b(?:as (?:of|at)|until|to|through|up to|end of)\s+(?:the end of\s+)?(?:(?P<day>\d{{1,2}})\s+)?"
        rf"(?P<last>{_NAMES})\b\.?(?:\s+\d{{1,2}},)?(?:\s+{_YEAR})?",
        rf"\bfirst\s+(?P<last>half|quarter|two|three|four|five|six|seven|eight|nine|ten|eleven)"
        rf"(?:\s+months|\s+quarters?)?(?:\s+of)?(?:\s+{_YEAR})?",
        rf"{_YEAR}\s+(?P<part>q[1-4]|h[12])\b",
        rf"\b(?P<last>half)[- ]?year(?:ly)?\b(?:[^.]{{0,20}}?{_YEAR})?",
        rf"\b(?P<last>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,2}})[- ]months?\b(?! old)"
        rf"(?:[^.]{{0,20}}?{_YEAR})?",
        rf"\b(?P<part>(?:second|third|fourth|[1-4](?:st|nd|rd|th))\s+(?:quarter|half)|q[1-4]|[1-4]q|h[12]|[12]h)"
        rf"(?:\s+of)?(?:\s+{_YEAR})?\b",
        r"\b(?P<part>year[- ]to[- ]date|ytd)\b",
    )
)
_PARTS = {
    **COUNTED,
    **dict.fromkeys(("half", "h1", "1h", "上半期", "上期", "前半", "半年"), 6),
    **dict.fromkeys(("quarter", "q1", "第1四半期", "第一四半期"), 3),
}


DECEMBER, LAST_DAY = 12, 31


@dataclass(frozen=True)
class PartNamed:
    """A part of a year as a text names it: ``year`` None for every year of which it speaks, ``until`` the
    last month where it begins in January, else None."""

    text: str
    year: int | None
    until: int | None


def parts_named(text: str) -> Iterator[PartNamed]:
    """Every part of a year that a text names; a whole year, January to December, is none."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(RANGE_SIGNS)
    taken: list[range] = []
    for form in _FORMS:
        for match in form.finditer(folded):
            if any(match.start() in span for span in taken):
                continue
            taken.append(range(*match.span()))
            said = {name: value for name, value in match.groupdict().items() if value}
            first, last = _month(said.get("first", "1")), _month(said.get("last", said.get("part", "")))
            if last == DECEMBER and int(said.get("day", LAST_DAY)) < LAST_DAY:
                last = None  # a year that was not over
            if first is not None and last is not None and ((last - first) % 12 == 11 or last > 12):
                continue
            yield PartNamed(match[0].strip(), _year(said), last if first == 1 and last != 12 else None)


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return MONTHS.get(text[:3] if text == "sept" else text) or _PARTS.get(text)


def _year(said: dict[str, str]) -> int | None:
    if "era" in said:
        return year_of_era(said["era"], 1 if said["of_era"] == "元" else int(said["of_era"]))
    return int(said["year"]) if "year" in said else None
