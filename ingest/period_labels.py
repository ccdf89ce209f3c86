"""Write periods, for programs and for people: the only place for the grammar of their labels.

What is written here is read by ``periods`` as the same period.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.months import DECEMBER, NAMES, last_day, months_from, whole_months

SHORT_NAMES = tuple(name[:3] for name in NAMES)
_MONTH, _DAY = "0[1-9]|1[0-2]", "0[1-9]|[12][0-9]|3[01]"
_LABEL = re.compile(
    rf"(?P<fiscal>FY)?(?P<year>\d{{4}})"
    rf"|(?P<year1>\d{{4}})-(?P<month1>{_MONTH})(?:/(?:(?P<year2>\d{{4}})-)?(?P<month2>{_MONTH}))?"
    rf"|(?P<first>\d{{4}}-(?:{_MONTH})-(?:{_DAY}))/(?P<last>\d{{4}}-(?:{_MONTH})-(?:{_DAY}))"
)
_YEARS = {1: "", 4: "FY"}
"""The months in which years begin, and how such a year is marked."""


def label_of(start: date, end: date) -> str:
    """A period as a program and a person both read it: 2024, FY2024, 2025-05, 2024-01/09, 2024-10/2025-03,
    2025-01-01/2025-06-15."""
    months, year = whole_months(start, end), start.year
    if not months:
        return f"{start.isoformat()}/{end.isoformat()}"
    if months == DECEMBER and start.month in _YEARS:
        return f"{_YEARS[start.month]}{year}"
    if months == 1:
        return f"{start:%Y-%m}"
    return f"{start:%Y-%m}/{end:%m}" if year == end.year else f"{start:%Y-%m}/{end:%Y-%m}"


def period_told(label: str, language: str) -> str:
    """What a period's label says in a language; a text that is no label as it stands."""
    match = _LABEL.fullmatch(label)
    if match is None:
        return label
    if match["first"]:
        return told(date.fromisoformat(match["first"]), date.fromisoformat(match["last"]), language)
    if match["year"]:
        first = next(month for month, mark in _YEARS.items() if mark == (match["fiscal"] or ""))
        return told(*months_from(date(int(match["year"]), first, 1), DECEMBER), language)
    start = date(int(match["year1"]), int(match["month1"]), 1)
    end = int(match["year2"] or start.year), int(match["month2"] or start.month)
    return told(start, last_day(*end), language)


def told(start: date, end: date, language: str) -> str:
    """A period as people write it: 2024, FY2024, May 2025, Jan–Sep 2024, Oct 2024–Mar 2025,
    1 Jan – 19 Sep 2014; 2024年, 2024年度, 2025年5月, 2024年1～9月, 2024年10月～2025年3月,
    2014年1月1日～9月19日."""
    months = whole_months(start, end)
    if months == DECEMBER and start.month in _YEARS:
        unit = "年度" if _YEARS[start.month] else "年"
        return label_of(start, end) if language == "en" else f"{start.year}{unit}"
    tell = _in_english if language == "en" else _in_japanese
    return tell(start, end, is_months=bool(months))


def months_told(first: int, last: int, language: str) -> str:
    """Months of a year, from 1: Jan–Sep, or 1～9月; one month alone by its name."""
    if language == "en":
        return "–".join(dict.fromkeys((SHORT_NAMES[first - 1], SHORT_NAMES[last - 1])))
    return f"{'～'.join(dict.fromkeys((str(first), str(last))))}月"


def _in_english(start: date, end: date, *, is_months: bool) -> str:
    if is_months and start.year == end.year:
        return f"{months_told(start.month, end.month, 'en')} {end.year}"
    first, last = SHORT_NAMES[start.month - 1], SHORT_NAMES[end.month - 1]
    if is_months:
        return f"{first} {start.year}–{last} {end.year}"
    if start == end:
        return f"{start.day} {first} {start.year}"
    year = f" {start.year}" if start.year != end.year else ""
    return f"{start.day} {first}{year} – {end.day} {last} {end.year}"


def _in_japanese(start: date, end: date, *, is_months: bool) -> str:
    end_year = f"{end.year}年" if end.year != start.year else ""
    if start == end:
        return f"{start.year}年{start.month}月{start.day}日"
    if not is_months:
        return f"{start.year}年{start.month}月{start.day}日～{end_year}{end.month}月{end.day}日"
    if end_year:
        return f"{start.year}年{start.month}月～{end_year}{end.month}月"
    return f"{start.year}年{months_told(start.month, end.month, 'ja')}"
