"""Read months and days: which first and last day a cell names by them, in English, Japanese and figures.

Cells come in one width, without spaces, in lower case, every dash the same (``periods.plain``). What is read
of one is its first and last day, or the code of why it is no period; None where it names no months.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from ingest.eras import ERAS, year_of_era

NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = {name.lower(): number for number, name in enumerate(NAMES, 1)}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(NAMES, 1)} | {"sept": 9}
COUNTED = dict(zip(("two", "three", "four", "five", "six", "seven"), range(2, 8), strict=True))
COUNTED |= dict(zip(("eight", "nine", "ten", "eleven"), range(8, 12), strict=True))
FIRST_YEAR, LAST_YEAR = 1900, 2100
APRIL, DECEMBER = 4, 12

Days = tuple[date, date]

_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO, _OF = r"(?:-|to|through|until)", r"(?:of|in|[,/-])?"
_FIRST_MONTHS = rf"first(?P<first>\d{{1,2}}|{'|'.join(COUNTED)})months|(?P<count>\d{{1,2}})m"
_WITH_YEAR = tuple(
    re.compile(form)
    for form in (
        rf"(?P<m2>{_NAME})\.?{_OF}(?P<y2>\d{{4}})",
        rf"(?P<m1>{_NAME})\.?,?(?P<y1>\d{{4}})?{_TO}(?P<m2>{_NAME})\.?{_OF}(?P<y2>\d{{4}})",
        rf"(?P<d1>{_DAY})(?:(?P<m1>{_NAME})\.?,?(?P<y1>\d{{4}})?)?{_TO}"
        rf"(?P<d2>{_DAY})(?P<m2>{_NAME})\.?,?(?P<y2>\d{{4}})",
        rf"(?P<m1>{_NAME})\.?(?P<d1>{_DAY})(?:,?(?P<y1>\d{{4}}))?{_TO}"
        rf"(?P<m2>{_NAME})\.?(?P<d2>{_DAY}),?(?P<y2>\d{{4}})",
        rf"(?P<m2>{_NAME})\.?(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY}),?(?P<y2>\d{{4}})",
        rf"(?:{_FIRST_MONTHS}){_OF}(?P<y2>\d{{4}})",
        r"(?P<y2>\d{4})-(?P<m1>\d\d)/(?P<m2>\d\d)",
        r"(?P<y1>\d{4})(?P<s>[-/.])(?P<m1>\d\d)[-/](?P<y2>\d{4})(?P=s)(?P<m2>\d\d)",
        r"(?P<y1>\d{4})(?P<s>[-/.])(?P<m1>\d{1,2})(?P=s)(?P<d1>\d{1,2})[-/]"
        r"(?:(?P<y2>\d{4})(?P=s))?(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})",
    )
)
"""May 2025, Jan 2024–Mar 2025, 1 Jan–15 June 2025, June 1–15, 2025, 9M 2025, 2024-01/09, 2024-10/2025-03,
2025-01-01/2025-06-15, 2025/1/1-6/15."""
_ONE_DAY = re.compile(rf"{_DAY}(?:{_NAME})\.?,?\d{{4}}|(?:{_NAME})\.?{_DAY},?\d{{4}}")
_SHORT_YEAR = re.compile(rf"(?:{_NAME})\.?['-]?\d\d")
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d\d(?P<short>\d\d))[-/](?P<month>0[1-9]|1[0-2])")
_END_YEAR = rf"(?:(?P<era>{'|'.join(ERAS)})?(?P<y2>元|\d{{1,4}})年|(?P<next>翌)年?の?|同年?の?)"
_OF_A_YEAR = tuple(
    re.compile(form)
    for form in (
        r"(?P<m2>\d{1,2})月(?:分|中|計)?|m(?P<month>\d\d)",
        r"(?P<until>\d{1,2})月末(?:現在)?",
        rf"(?P<m1>\d{{1,2}})月?(?:(?P<d1>\d{{1,2}})日)?-{_END_YEAR}?"
        r"(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日|期|末|分|中|計)?",
        r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日-(?P<d2>\d{1,2})日",
        rf"(?P<m1>{_NAME})\.?{_TO}(?P<m2>{_NAME})\.?|(?P<name>{_NAME})\.?",
        _FIRST_MONTHS,
    )
)
_DAY_OF_A_YEAR = re.compile(r"\d{1,2}月\d{1,2}日")


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_from(start: date, count: int) -> Days:
    """So many whole months from a first day of a month on."""
    last = start.month + count - 2
    return start, last_day(start.year + last // DECEMBER, last % DECEMBER + 1)


def whole_months(start: date, end: date) -> int:
    """How many calendar months a period is; 0 where it is not of whole months."""
    is_whole = start.day == 1 and end == last_day(end.year, end.month)
    return (end.year - start.year) * DECEMBER + end.month - start.month + 1 if is_whole else 0


def days_with_year(cell: str) -> Days | str | None:
    """What a cell says that names months or days together with their year."""
    if _ONE_DAY.fullmatch(cell):
        return "a-day-is-no-period"
    if _SHORT_YEAR.fullmatch(cell):
        return "two-digit-year"
    if match := _YEAR_AND_MONTH.fullmatch(cell):
        # 2011-12 may be a fiscal year, or eleven years.
        return "two-years" if match["month"] > match["short"] else _month(match["year"], match["month"])
    match = next((match for form in _WITH_YEAR if (match := form.fullmatch(cell))), None)
    if match is None:
        return None
    said = {name: value for name, value in match.groupdict().items() if value}
    last = int(said.get("y2") or said["y1"])
    return _days(int(said.get("y1") or last), last, said)


def days_of_year(
    year: int, rest: str, *, is_fiscal: bool = False, era: str | None = None
) -> Days | str | None:
    """What stands beside or below a year, or behind it: 5月, 1-9月, 10月-翌年3月, Jan–Sep, 9M.

    Of a fiscal year January to March are those of the next calendar year. ``era`` is the one that the year is
    written in, which an end without one goes on in.
    """
    if _DAY_OF_A_YEAR.fullmatch(rest):
        return "a-day-is-no-period"
    match = next((match for form in _OF_A_YEAR if (match := form.fullmatch(rest))), None)
    if match is None:
        return None
    said = {name: value for name, value in match.groupdict().items() if value}
    last: int | None = year + ("next" in said)
    if "y2" in said:
        last = _end_year(said["y2"], said.get("era") or era)
    if last is None:
        return "two-digit-year"
    if is_fiscal:
        return "odd-months" if {"y2", "next", "d2", "until"} & said.keys() else _of_fiscal_year(year, said)
    return _days(year, last, said)


def _end_year(text: str, era: str | None) -> int | None:
    if len(text) == len("2025"):
        return int(text)
    return year_of_era(era, 1 if text == "元" else int(text)) if era else None


def _month(year: str, month: str) -> Days | str:
    return _days(int(year), int(year), {"m2": month})


def _first_and_last(said: dict[str, str]) -> tuple[int, int]:
    """The first and last month that a match names."""
    until = said.get("until") or said.get("count") or said.get("first")
    if until:
        return 1, COUNTED.get(until) or int(until)
    last = _number(said.get("m2") or said.get("month") or said.get("name") or said["m1"])
    return _number(said["m1"]) if "m1" in said else last, last


def _number(month: str) -> int:
    return MONTHS.get(month) or int(month)


def _days(year: int, last_year: int, said: dict[str, str]) -> Days | str:
    if not FIRST_YEAR <= year <= last_year <= LAST_YEAR:
        return "not-a-year" if year <= last_year else "odd-months"
    first, last = _first_and_last(said)
    if not (1 <= first <= DECEMBER and 1 <= last <= DECEMBER):
        return "odd-months"
    if "d1" in said and "d2" not in said:
        return "not-a-period"
    try:
        start = date(year, first, _day(said.get("d1", "1")))
        end = date(last_year, last, _day(said["d2"])) if "d2" in said else last_day(last_year, last)
    except ValueError:
        return "not-a-period"
    if start == end:
        return "a-day-is-no-period"
    return (start, end) if start < end else "odd-months"


def _day(text: str) -> int:
    return int(text.rstrip("stndrh"))


def _of_fiscal_year(year: int, said: dict[str, str]) -> Days | str:
    first, last = _first_and_last(said)
    if not (1 <= first <= DECEMBER and 1 <= last <= DECEMBER):
        return "odd-months"
    start, end = (date(year + (month < APRIL), month, 1) for month in (first, last))
    return (start, last_day(end.year, end.month)) if start <= end else "odd-months"
