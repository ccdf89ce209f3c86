"""Read what a cell says of time: calendar and fiscal years, eras, halves, quarters, part-years.

The only place that knows how periods are written. A cell is a period, is refused with a reason, or is no
period at all (ordinary text).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ingest.marks import Marks

FIRST_YEAR, LAST_YEAR = 1900, 2100

ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
"""First year of each era; the last year of one is the first of the next."""
LETTERS = {"s": "昭和", "h": "平成", "r": "令和"}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and the kind: CY, FY, H, Q, or YTD (January to some month)."""

    start: date
    end: date
    kind: str

    @property
    def is_partial(self) -> bool:
        return self.kind == "YTD"

    @property
    def label(self) -> str:
        """The period as a program and a person both read it: 2024, FY2024, 2024-H1, 2024-Q3, 2024-01/09."""
        year = self.start.year
        if self.kind == "CY":
            return str(year)
        if self.kind == "FY":
            return f"FY{year}"
        return f"{year}-{self.start.month:02}/{self.end.month:02}"


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a cell says of time: a period, or the code of why it is refused; and marks beside it.

    ``era`` and ``era_year`` let the next cell leave the era out (平成11年, 12年).
    """

    period: Period | None
    code: str | None = None
    era: str | None = None
    era_year: int | None = None
    provisional: bool = False


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "CY")


RANGE_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−〜~", "-"))
LONG_DASH = re.compile(r"(?<=[0-9月])ー(?=[0-9])")
ERA = re.compile(r"(明治|大正|昭和|平成|令和|[shr])\.?(元|\d{1,3})(年度|年|$|(?=\())")
WESTERN = re.compile(r"(?:西暦|cy)?(\d{4})(?:\.0)?(年度|年(?!度)|)")
SHORT_YEAR = re.compile(r"(元|\d{1,2})(年度|年)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TWO_YEARS = re.compile(r"\d{4}年?[-/]\d{1,4}年?度?")
FISCAL_PREFIX = re.compile(r"(?:fy|fiscalyear|f\.y\.)'?(\d{2,4})(.*)")
HALF = re.compile(r"(?:(?:第)?([12])半期|(上|下|前|後)(?:半期|期)|h([12])|([12])h|(?:(first|second)half))")
QUARTER = re.compile(r"(?:第?([1-4])四半期|q([1-4])|([1-4])q)")
MONTH_RANGE = re.compile(r"(\d{1,2})月?-(\d{1,2})月(?:期|末|分)?")
ONE_MONTH_ON = re.compile(r"(\d{1,2})月末(?:現在)?")
ENGLISH_MONTHS = re.compile(r"([a-z]+)\.?-([a-z]+)\.?")
DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([t ]?\d{1,2}:\d{2}.*)?|\d{1,2}/\d{1,2}/\d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
HALF_OF = {"上": 1, "前": 1, "下": 2, "後": 2, "first": 1, "second": 2}


def plain(text: str) -> str:
    """A cell in one width, without spaces, in lower case, every dash the same."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = "".join(folded.split()).replace("から", "-").replace("まで", "").translate(RANGE_SIGNS)
    return LONG_DASH.sub("-", folded)


@lru_cache(maxsize=4096)
def read_period(text: str, marks: Marks, before: PeriodReading | None = None) -> PeriodReading | None:
    """What a cell says of time, or None where it is ordinary text or blank.

    ``before`` is the reading of the cell before it in the same row or column, whose era may go on.
    """
    cell = plain(text)
    if not cell:
        return None
    marked = marks.provisional_period.sub("", cell)
    provisional = marked != cell and bool(marked)
    reading = _read(marked or cell, before)
    return replace(reading, provisional=True) if reading and provisional else reading


def _read(cell: str, before: PeriodReading | None) -> PeriodReading | None:
    if DAY.fullmatch(cell):
        return PeriodReading(None, "a-day-is-no-period")
    text = _year_first(cell)
    fiscal = FISCAL_PREFIX.fullmatch(text)
    if fiscal:
        if len(fiscal[1]) != 4 or fiscal[2]:
            return PeriodReading(None, "two-digit-year" if len(fiscal[1]) == 2 else "not-a-year")
        return _western(int(fiscal[1]), "年度", "")
    era = ERA.match(text)
    if era and not (era[1] in LETTERS and len(text) > len(era[0]) and text[len(era[0])].isalpha()):
        return _of_era(text, era)
    western = WESTERN.match(text)
    if western and (western[2] or not text[western.end() : western.end() + 1].isdigit()):
        return _after_year(text, int(western[1]), western[2], text[western.end() :])
    return _short(text, before)


def _year_first(cell: str) -> str:
    """ "h1 2024", "q3 2024" and "jan-sep 2024" with the year in front."""
    match = re.fullmatch(
        r"(h[12]|[12]h|q[1-4]|[1-4]q|(?:first|second)half|[a-z]+\.?-[a-z]+\.?)(?:of)?(\d{4})", cell
    )
    return f"{match[2]}{match[1]}" if match else cell


def _of_era(cell: str, match: re.Match[str]) -> PeriodReading:
    era = LETTERS.get(match[1], match[1])
    number = 1 if match[2] == "元" else int(match[2])
    if match[1] == "h" and number in (1, 2) and not match[3]:
        return PeriodReading(None, "half-or-heisei")
    rest = cell[match.end() :]
    joined = re.fullmatch(r"[/・]令和元年", rest)
    if era == "平成" and number == 31 and joined:
        rest = ""
    year = year_of_era(era, number)
    if year is None:
        return PeriodReading(None, "era-over")
    reading = _after_year(cell, year, match[3], rest)
    return replace(reading, era=era, era_year=number)


def year_of_era(era: str, number: int) -> int | None:
    """The calendar year of an era's year; None where the era had no such year."""
    names = list(ERAS)
    after = names.index(era) + 1
    last = ERAS[names[after]] if after < len(names) else LAST_YEAR
    year = ERAS[era] + number - 1
    return year if number >= 1 and year <= last else None


def _after_year(cell: str, year: int, unit: str, rest: str) -> PeriodReading:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return PeriodReading(None, "not-a-year")
    if TWO_YEARS.fullmatch(cell):
        return PeriodReading(None, "two-years")
    return _western(year, unit, rest.strip("()-,の"))


def _western(year: int, unit: str, rest: str) -> PeriodReading:
    first_month = 4 if unit == "年度" else 1
    if not rest:
        if first_month == 4:
            return PeriodReading(Period(date(year, 4, 1), date(year + 1, 3, 31), "FY"))
        return PeriodReading(calendar_year(year))
    half, quarter = HALF.fullmatch(rest), QUARTER.fullmatch(rest)
    if half:
        named = next(group for group in half.groups() if group)
        number = HALF_OF.get(named) or int(named)
        return PeriodReading(_months(year, first_month + 6 * (number - 1), 6, "H"))
    if quarter:
        number = int(next(group for group in quarter.groups() if group))
        return PeriodReading(_months(year, first_month + 3 * (number - 1), 3, "Q"))
    months = _month_range(rest)
    if months is None:
        return PeriodReading(None, "not-a-period")
    return _of_months(year, *months) if first_month == 1 else PeriodReading(None, "odd-months")


def _month_range(rest: str) -> tuple[int, int] | None:
    numbers = MONTH_RANGE.fullmatch(rest)
    if numbers:
        return int(numbers[1]), int(numbers[2])
    until = ONE_MONTH_ON.fullmatch(rest)
    if until:
        return 1, int(until[1])
    names = ENGLISH_MONTHS.fullmatch(rest)
    if names and names[1] in MONTHS and names[2] in MONTHS:
        return MONTHS[names[1]], MONTHS[names[2]]
    return None


def _of_months(year: int, first: int, last: int) -> PeriodReading:
    if not 1 <= first <= last <= 12:
        return PeriodReading(None, "odd-months")
    length = last - first + 1
    if length == 12:
        return PeriodReading(calendar_year(year))
    if length == 6 and first in (1, 7):
        return PeriodReading(_months(year, first, 6, "H"))
    if length == 3 and first % 3 == 1:
        return PeriodReading(_months(year, first, 3, "Q"))
    if first == 1:
        return PeriodReading(_months(year, 1, length, "YTD"))
    return PeriodReading(None, "odd-months")


def _months(year: int, first: int, length: int, kind: str) -> Period:
    """A period of whole months; ``first`` may run past December into the next year."""
    last = first + length - 1
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(start, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]), kind)


def _short(cell: str, before: PeriodReading | None) -> PeriodReading | None:
    """A cell without a full year: an era that goes on, or a number that could mean anything."""
    match = SHORT_YEAR.fullmatch(cell)
    if match and before is not None and before.era is not None and before.era_year is not None:
        number = 1 if match[1] == "元" else int(match[1])
        era = before.era
        names = list(ERAS)
        if match[1] == "元" and names.index(era) + 1 < len(names):
            era = names[names.index(era) + 1]
        goes_on = bool(match[2]) or number == before.era_year + 1
        year = year_of_era(era, number)
        if goes_on and year is not None:
            return replace(_western(year, match[2] or "", ""), era=era, era_year=number)
        return PeriodReading(None, "era-over" if goes_on else "two-digit-year")
    if match and (match[2] or match[1] == "元"):
        return PeriodReading(None, "two-digit-year")
    if NUMBER.fullmatch(cell):
        return PeriodReading(None, "two-digit-year" if re.fullmatch(r"\d{1,2}", cell) else "not-a-year")
    if TWO_YEARS.fullmatch(cell):
        return PeriodReading(None, "two-years")
    if re.fullmatch(r"[hq][1-4]", cell):
        return PeriodReading(None, "half-or-heisei" if cell[0] == "h" else "not-a-period")
    return None
