"""Which part of a year a title or note says that numbers cover: "January–September 2026", 2026年は9月まで.

Looked for inside running text; what a cell alone says is read by ``periods``. A month with its year, as May
2025, is a part of it in a title; in a note it may be when something happened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.eras import year_of_era
from ingest.marks import marks_of
from ingest.months import COUNTED, DECEMBER, MONTHS
from ingest.periods import RANGE_SIGNS, read_period

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>\d{4})"
_JAPANESE_YEAR = (
    r"(?:(?:(?P<era>明治|大正|昭和|平成|令和)(?P<of_era>元|\d{1,2})|(?P<year>\d{4}))年?\s*(?:は|の)?\s*)?"
)
_NAMED_YEAR = r"(?:(?P<era>明治|大正|昭和|平成|令和)\s*(?P<of_era>元|\d{1,2})|(?<!\d)(?P<year>\d{4}))年"
_LATER_YEAR = (
    r"(?:(?:(?P<era2>明治|大正|昭和|平成|令和)\s*(?P<of_era2>元|\d{1,2})|(?P<year2>\d{4}))年"
    r"|(?P<next>翌)年?の?)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_NAMED_YEAR}\s*(?P<first>\d{{1,2}})\s*月(?:\s*(?P<begin>\d{{1,2}})\s*日)?\s*(?:-|から)\s*"
        rf"{_LATER_YEAR}\s*(?P<last>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*日)?",
        rf"\b(?:(?P<begin>\d{{1,2}})\s+)?(?P<first>{_NAMES})\b\.?,?\s+{_YEAR}\s*(?:-|to|until|through)\s*"
        rf"(?:(?P<day>\d{{1,2}})\s+)?(?P<last>{_NAMES})\b\.?,?\s+(?P<year2>\d{{4}})",
        r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])(?P<first>\d{1,2})\s*[-/]\s*"
        r"(?P<year2>\d{4})(?P=sign)(?P<last>\d{1,2})(?![-/.\d])",
        rf"{_JAPANESE_YEAR}(?P<first>\d{{1,2}})\s*月?\s*(?:-|から)\s*(?P<last>\d{{1,2}})\s*月",
        rf"{_JAPANESE_YEAR}(?P<first>\d{{1,2}})\s*月\s*(?P<begin>\d{{1,2}})\s*日\s*(?:-|から)\s*"
        r"(?:同年\s*)?(?P<last>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<first>\d{1,2})(?P=sign)(?P<begin>\d{1,2})\s*[-/]\s*"
        r"(?:(?P=year)(?P=sign))?(?P<last>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        rf"{_JAPANESE_YEAR}(?P<month>\d{{1,2}})\s*月(?:分|中|の(?:発生)?(?:件数|状況|数値|統計))",
        rf"{_JAPANESE_YEAR}(?P<last>\d{{1,2}})\s*月(?:(?P<day>\d{{1,2}})日)?\s*(?:まで|末|現在|時点)",
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
        rf"\b(?:(?P<begin>\d{{1,2}})\s+)?(?P<first>{_NAMES})\b\.?(?:\s+\d{{4}})?\s*(?:-|to|until|through)\s*"
        rf"(?:(?P<day>\d{{1,2}})\s+)?(?P<last>{_NAMES})\b\.?(?:\s+\d{{1,2}},)?(?:\s+{_YEAR})?",
        rf"^[a-z\s]*\b(?:incidents?|attacks?|cases|figures|counts|numbers?|data|statistics)\b[^.]*"
        rf"\b(?:in|for|during|of)\s+(?P<month>{_NAMES})\b\.?,?\s+{_YEAR}\W*$",
        rf"\b(?P<last>\d{{1,2}})m\b(?:\s+of)?\s+{_YEAR}",
        rf"\b{_YEAR}\s+(?P<last>\d{{1,2}})m\b",
        rf"\b(?:as (?:of|at)|until|to|through|up to|end of)\s+(?:the end of\s+)?(?:(?P<day>\d{{1,2}})\s+)?"
        rf"(?P<last>{_NAMES})\b\.?(?:\s+\d{{1,2}},)?(?:\s+{_YEAR})?",
        rf"\bfirst\s+(?P<last>half|quarter|two|three|four|five|six|seven|eight|nine|ten|eleven)"
        rf"(?:\s+months|\s+quarters?)?(?:\s+of)?(?:\s+{_YEAR})?",
        rf"{_YEAR}\s+(?P<part>q[1-4]|h[12])\b",
        rf"\b(?P<last>half)[- ]?year(?:ly)?\b(?:[^.]{{0,20}}?{_YEAR})?",
        rf"\b(?P<last>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{{1,2}})[- ]months?\b(?! old)"
        rf"(?:[^.]{{0,20}}?{_YEAR})?",
        r"\b(?P<part>(?:first|second|third|fourth|[1-4](?:st|nd|rd|th))\s+(?:quarter|half-year)ly)\b"
        rf"(?:[^.]{{0,20}}?{_YEAR})?",
        rf"\b(?P<part>(?:second|third|fourth|[1-4](?:st|nd|rd|th))\s+(?:quarter|half)|q[1-4]|[1-4]q|h[12]|[12]h)"
        rf"(?:\s+of)?(?:\s+{_YEAR})?\b",
        r"\b(?P<part>year[- ]to[- ]date|ytd)\b",
    )
)
_OF_A_TITLE = tuple(
    re.compile(form)
    for form in (
        rf"{_NAMED_YEAR}\s*(?P<month>\d{{1,2}})\s*月"
        r"(?!\s*(?:\d{1,2}\s*日|-|から|まで|末|現在|時点|に?(?:公表|発表|発行|公開|更新|作成|改[訂定]|修正|訂正)))",
        r"^\W*(?P<month>\d{1,2})\s*月[分度号]?\W*$",
        rf"\b(?P<month>{_NAMES})\b\.?,?\s+{_YEAR}\b",
        rf"^\W*(?P<month>{_NAMES})\W*$",
        r"^\W*(?P<year>\d{4})[-/.](?P<month>\d{1,2})\W*$",
    )
)
"""What is a part of a year in a title alone."""
_COMES_OUT = re.compile(
    r"\b(?:published|updated?|issued?|released?|revised|printed|posted|dated|accessed|retrieved|downloaded"
    r"|as (?:of|at))\W+(?:(?:in|on|of)\s+)?$|\d(?:st|nd|rd|th)?\s+(?:of\s+)?$"
)
"""What stands before the month in which something came out, or on a day of which it was."""
_PARTS = {
    **COUNTED,
    **dict.fromkeys(("half", "h1", "1h", "上半期", "上期", "前半", "半年"), 6),
    **dict.fromkeys(("quarter", "q1", "第1四半期", "第一四半期"), 3),
}


FIRST_DAY, LAST_DAYS = 1, (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class PartNamed:
    """A part of a year as a text names it: ``year`` None for every year of which it speaks, ``until`` the
    last month where it begins in January, else None. ``months`` are its first and last one; None where they
    are not said or lie in two years."""

    text: str
    year: int | None
    until: int | None
    months: tuple[int, int] | None = None


def parts_named(text: str, *, is_title: bool = False) -> Iterator[PartNamed]:
    """Every part of a year that a text names; a whole year, January to December, is none."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(RANGE_SIGNS)
    taken: list[range] = []
    for form in (*_FORMS, *(_OF_A_TITLE if is_title else ())):
        for match in form.finditer(folded):
            if any(match.start() in span for span in taken):
                continue
            taken.append(range(*match.span()))
            said = {name: value for name, value in match.groupdict().items() if value}
            year, later = _year(said), _later_year(said)
            first, last = _month(said.get("first", "1")), _month(said.get("last", said.get("part", "")))
            if last is not None and _is_within_months(said, last):
                last = None
            if first is not None and last is not None and ((last - first) % 12 == 11 or last > DECEMBER):
                continue
            if form in _OF_A_TITLE and not _is_month_of_figures(said, folded[: match.start()]):
                continue
            if year is not None and later is not None and later != year:
                yield from _parts_of_span(match[0].strip(), (year, first), (later, last))
                continue
            until = last if first == 1 and last != DECEMBER else None
            yield PartNamed(match[0].strip(), year, until, _months(said, first, last))


def _is_month_of_figures(said: dict[str, str], before: str) -> bool:
    """Whether a month in a title is one of which its figures may be: no day of issue, and not 2010-11."""
    month = _month(said["month"])
    is_two_years = (
        said["month"].isdigit() and "era" not in said and int(said.get("year", "0")) % 100 + 1 == month
    )
    return month is not None and 1 <= month <= DECEMBER and not is_two_years and not _COMES_OUT.search(before)


def _parts_of_span(
    text: str, start: tuple[int, int | None], end: tuple[int, int | None]
) -> Iterator[PartNamed]:
    """The years of which a span that ends in a later year holds only a part: its first and its last."""
    (year, first), (later, last) = start, end
    if first != 1:
        yield PartNamed(text, year, None)
    if last != DECEMBER:
        yield PartNamed(text, later, last if first == 1 or later > year + 1 else None)


def _months(said: dict[str, str], first: int | None, last: int | None) -> tuple[int, int] | None:
    """The first and last month of a part, where it says both."""
    if {"begin", "day"} & said.keys():
        return (first, last) if first and last else None
    if "month" in said:
        month = _month(said["month"])
        return (month, month) if month else None
    reading = read_period(f"2000年{said['part']}", marks_of(frozenset())) if "part" in said else None
    if reading is not None and reading.period is not None:
        return reading.period.start.month, reading.period.end.month
    return (first, last) if first and last else None


def _is_within_months(said: dict[str, str], last: int) -> bool:
    """Whether the part begins or ends within a month, whatever its number."""
    begin, day = int(said.get("begin", FIRST_DAY)), said.get("day")
    return begin > FIRST_DAY or (
        day is not None and last <= len(LAST_DAYS) and int(day) < LAST_DAYS[last - 1]
    )


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else MONTHS.get(text) or _PARTS.get(text)


def _year(said: dict[str, str]) -> int | None:
    if "era" in said:
        return _year_of(said["era"], said["of_era"])
    return int(said["year"]) if "year" in said else None


def _later_year(said: dict[str, str]) -> int | None:
    """The year in which a span ends, where the text says it apart from that of its beginning."""
    if "next" in said:
        year = _year(said)
        return year + 1 if year else None
    if "era2" in said:
        return _year_of(said["era2"], said["of_era2"])
    return int(said["year2"]) if "year2" in said else None


def _year_of(era: str, number: str) -> int | None:
    return year_of_era(era, 1 if number == "元" else int(number))
