"""Read what a cell says of time: calendar and fiscal years, eras, halves, quarters, months, any span of days.

The only place that knows how periods are written, with ``months`` for what names months. A cell is a period,
is refused with a reason, or is no period at all (ordinary text).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.eras import ERAS, year_of_era
from ingest.footnotes import AFTER_A_YEAR, AT_THE_END
from ingest.marks import Marks
from ingest.months import (
    APRIL,
    DECEMBER,
    FIRST_YEAR,
    LAST_YEAR,
    Days,
    days_of_year,
    days_with_year,
    months_from,
    whole_months,
)
from ingest.period_labels import label_of, told
from ingest.visible import RAISED, visible

LETTERS = {"s": "昭和", "h": "平成", "r": "令和"}
KINDS_BY_LENGTH = {12: {1: "CY", APRIL: "FY"}, 6: dict.fromkeys((1, 4, 7, 10), "H")}
KINDS_BY_LENGTH |= {3: dict.fromkeys((1, 4, 7, 10), "Q"), 1: dict.fromkeys(range(1, DECEMBER + 1), "M")}
"""The kind of whole months, by their number and the first of them."""


def kind_of(start: date, end: date) -> str:
    """The one kind that a period has by its days: CY, FY, H (Apr–Sep and Oct–Mar are halves too), Q, M, YTD
    (from January to the end of another month), or D, any other span of days."""
    months = whole_months(start, end)
    is_to_date = 0 < months < DECEMBER and start.month == 1
    return KINDS_BY_LENGTH.get(months, {}).get(start.month, "YTD" if is_to_date else "D")


class Period(NamedTuple):
    """First and last day, and the kind: see ``kind_of``."""

    start: date
    end: date
    kind: str

    @property
    def is_partial(self) -> bool:
        return self.kind in ("YTD", "D")

    def is_within(self, other: Period) -> bool:
        return other.start <= self.start and self.end <= other.end

    @property
    def label(self) -> str:
        """The period as a program and a person both read it: see ``period_labels.label_of``."""
        return label_of(self.start, self.end)

    def told(self, language: str) -> str:
        """The period as people write it: see ``period_labels.told``."""
        return told(self.start, self.end, language)


def period_of(days: Days) -> Period:
    """The period from a first to a last day."""
    return Period(*days, kind_of(*days))


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a cell says of time: a period, or the code of why it is refused; and marks beside it.

    ``era`` and ``era_year`` let the next cell leave the era out (平成11年, 12年). Of such a cell
    ``short_year`` is its number and ``unit`` what follows it; ``footnote`` is the mark of a note.
    ``wanted`` is what it may have to say instead. ``fiscal_year`` is the year of which the cell names a part
    or the whole, where that is a fiscal one.
    """

    period: Period | None
    code: str | None = None
    era: str | None = None
    era_year: int | None = None
    provisional: bool = False
    short_year: int | None = None
    unit: str = ""
    footnote: str = ""
    wanted: str = ""
    fiscal_year: int | None = None


@lru_cache(maxsize=512)
def calendar_year(year: int) -> Period:
    return _months(year, 1, DECEMBER)


def fiscal_year(year: int) -> Period:
    """Japan's fiscal year: April to the next March."""
    return _months(year, APRIL, DECEMBER)


RANGE_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—―−〜~", "-"))
LONG_DASH = re.compile(r"(?<=[0-9月])ー(?=[0-9])")
ERA = re.compile(r"(明治|大正|昭和|平成|令和|[shr])\.?(元|\d{1,3})(年度|年|$|(?=\())")
WESTERN = re.compile(r"(?:西暦|cy)?(\d{4})(?:\.0)?(年度|年(?!度)|)")
SHORT_YEAR = re.compile(r"(元|\d{1,2})(年度|年)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TWO_YEARS = re.compile(r"\d{4}年?[-/]\d{1,4}年?度?")
FISCAL_PREFIX = re.compile(r"(?:fy|fiscalyear|f\.y\.)'?(\d{2,4})(.*)")
HALF = re.compile(r"(?:(?:第)?([12])半期|(上|下|前|後)(?:半期|期)|h([12])|([12])h|(?:(first|second)half))")
QUARTER = re.compile(
    r"第?([1-4])四半期|q([1-4])|([1-4])q|quarter([1-4])|([1-4])(?:st|nd|rd|th)quarter"
    r"|(first|second|third|fourth)quarter"
)
YEAR_LAST = re.compile(
    rf"((?:h[12]|[12]h|{QUARTER.pattern}|(?:first|second)half))(?:of|in|[,/-])?(?P<year>\d{{4}})"
)
NUMBERED_PART = re.compile(r"[12]h|[1-4]q|\d{1,2}(?:月.*|-\d{1,2}月|m)")
"""What may follow the digits of a year without anything between them."""
DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([t ]?\d{1,2}:\d{2}.*)?|\d{1,2}/\d{1,2}/\d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
TORN_NUMBER = re.compile(r"^\s*\d{1,3}\s+\d{1,3}\s*年?\s*$")
_YEAR_ALONE = r"(?:(?:西暦)?\d{4}|(?:明治|大正|昭和|平成|令和|[rhs])\.?(?:元|\d{1,2}))年?度?末?"
OPEN_RANGE = re.compile(rf"{_YEAR_ALONE}(?:(?:\d{{1,2}}月)?-|まで)")
"""A year, or a month of one, that only begins or ends a span of years: 2021年まで, 2022-, 2025年1月から."""
UNTIL_A_YEAR = re.compile(rf"{_YEAR_ALONE}まで")
YEAR_AND_SIGN = re.compile(r"\d{4}[-/]")
"""A year and what may stand between it and its month, as in 2025-06, and is no sign of a span there."""
FROM_NOWHERE = re.compile(r"\(-.*|-\d{1,2}月.*|.*-\)?")
"""What may begin or end a span that has no other end, behind a year: (～6月), Q2～."""
SPAN_BEHIND_A_YEAR = re.compile(rf"^\s*{_YEAR_ALONE}\s*(?:[~〜]|から|\s[-‐‑‒–—―−](?=\S))", re.IGNORECASE)
"""Signs of a span right behind a year, in a cell as it stands: 2025～Q2, but not 2025-Q2."""
GROUPED_YEAR = re.compile(r"^([12]),(\d{3})(?=年|$)")
IN_BRACKETS = re.compile(r"^\((\d{4}年?)\)$")
ERA_NAMES = {"reiwa": "令和", "heisei": "平成", "showa": "昭和", "taisho": "大正", "meiji": "明治"}
ERA_NAMES |= {"令": "令和", "平": "平成", "昭": "昭和"}
ERA_OTHERWISE = re.compile(rf"({'|'.join(ERA_NAMES)})(?=元|\d)")
KANJI_DIGITS = "〇一二三四五六七八九"
KANJI_YEAR = re.compile(r"(^|明治|大正|昭和|平成|令和)([〇一二三四五六七八九十]+)(?=年)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NAMED_QUARTER = re.compile(
    r"第?(?<![a-z])(iv|i{1,3}|[一二三四])・?(?:四半期|quarter)|(?<![a-z])q(iv|i{1,3})(?![a-z])"
)
PROGRAMS_YEARS = (
    re.compile(r'="(.*)"'),  # a text that Excel must not take for a number
    re.compile(r"(\d{4})\[yr\1\]"),  # the World Bank's
    re.compile(r"x(\d{4})"),  # R's column names
    re.compile(r"(\d{4})000000"),  # e-Stat's calendar years
)
ERA_NAME = re.compile(r"明治|大正|昭和|平成|令和|[shr](?=\.?\d)")
BETWEEN_CALENDARS = re.compile(r"[()\[\]【】〔〕/・=]")
YEAR_OF_A_CALENDAR = re.compile(
    r"((?:西暦)?\d{4}|(?:明治|大正|昭和|平成|令和|[shr])\.?(?:元|\d{1,2}))(年度|年)?"
)
YEAR_BESIDE = re.compile(r"(?P<era>明治|大正|昭和|平成|令和)?(?P<number>元|\d{1,4})年?")
YEARS_BESIDE = re.compile(
    r"(?<=[年月日])\((?:(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})|\d{4})年?(?:[・-]\D{0,2}(?:元|\d{1,4})年?)?\)"
)
"""Years in brackets, and one of them."""
YEAR_OF_THE_ERA = re.compile(r"(?:元|\d{1,2})年\d{1,2}月")
"""A part of a year that has left out the era of its year."""
YEARS = ("CY", "FY")
YEAR_UNITS = ("年度", "年")
WHOLE_YEAR_WORDS = ("中", "間", "通年", "計", "分", "合計", "暦年")
LONGEST_LEAP, FAR_AHEAD = 5, 20
"""Years that a table may leave out within an era before it is asked which era is meant; years that no table
leaves out."""
HALF_OF = {"上": 1, "前": 1, "下": 2, "後": 2, "first": 1, "second": 2}
QUARTER_OF = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def plain(text: str) -> str:
    """A cell in one width, without spaces, in lower case, every dash the same."""
    return _folded(text).replace("まで", "")


def _folded(text: str) -> str:
    """A plain cell that keeps its word for "until"."""
    folded = unicodedata.normalize("NFKC", visible(text).translate(RAISED)).lower()
    folded = "".join(folded.split()).replace("から", "-").translate(RANGE_SIGNS)
    return LONG_DASH.sub("-", folded)


@lru_cache(maxsize=4096)
def era_named(text: str) -> str:
    """The era that a cell names and nothing else; "" where it names none."""
    cell = plain(text)
    name = ERA_NAMES.get(cell, cell)
    return name if name in ERAS else ""


def year_under(era: str, year: str) -> str:
    """A year in one with its era, if any, that stands beside or above it: 平成 and 30 is 平成30年."""
    bare = SHORT_YEAR.fullmatch(plain(year))
    return f"{era}{year}{'年' if bare and not bare[2] else ''}"


def part_number(text: str) -> str:
    """Which part of a year a plain or Roman number names, in digits; "" where it is none."""
    cell = plain(text)
    return cell if cell.isdigit() else str(ROMAN.get(cell, ""))


@lru_cache(maxsize=4096)
def read_period(text: str, marks: Marks) -> PeriodReading | None:
    """What a cell alone says of time, or None where it is ordinary text or blank."""
    cell, as_it_stands = _folded(text), unicodedata.normalize("NFKC", text)
    if not cell:
        return None
    if TORN_NUMBER.search(as_it_stands):
        return PeriodReading(None, "not-a-year")
    mark = AT_THE_END.search(cell)
    if mark is None and not marks.provisional_period.search(cell):
        mark = AFTER_A_YEAR.search(cell)
    cell = cell.removesuffix(mark[1]) if mark else cell
    marked = marks.provisional_period.sub("", cell)
    reading = _read_until(marked or cell) if cell else None
    if reading is None:
        return None
    if reading.period and SPAN_BEHIND_A_YEAR.match(as_it_stands):
        return PeriodReading(None, "not-a-period")
    return replace(reading, provisional=bool(marked) and marked != cell, footnote=mark[1] if mark else "")


class PeriodRun:
    """Cells that follow each other in a row or column, where an era goes on until another is named.

    Years of an era go one way, up or down, as the table does. A bare year that would turn back is refused
    with the year that it could be; but a table may begin anew, for another area, where the run has read such
    a year before and none ahead can be meant.

    A part of a year goes on in the same way below another one, or below the year that heads it, as long as no
    part ends before the one above it: 2025年1月, 2月, 3月.
    """

    def __init__(self, marks: Marks, era: str | None = None) -> None:
        """``era`` is what a bare year is of that would turn back, where somebody has said so."""
        self._marks, self._era = marks, era
        self._before: PeriodReading | None = None
        self._step = 0
        self._known: dict[tuple[int, str], set[PeriodReading]] = {}
        self._year, self._era_of_year = "", ""
        self._part: Period | None = None
        self._below: PeriodReading | None = None

    def head(self, year: PeriodReading | None) -> None:
        """Go on below a year that has no figures of its own."""
        self.take(year)
        if year is not None and year.period is not None:
            self._go_on_in(year, year.period)

    def _go_on_in(self, reading: PeriodReading, period: Period) -> None:
        self._year = f"{reading.fiscal_year}年度" if reading.fiscal_year else f"{period.start.year}年"
        self._era_of_year = reading.era or self._era_of_year
        self._part = None if period.kind in YEARS else period

    def _part_below(self, text: str) -> PeriodReading | None:
        """A part of the year that goes on, or of a later one of its era; None where a cell names none."""
        if not self._year:
            return None
        year = "" if self._era_of_year and YEAR_OF_THE_ERA.match(plain(text)) else self._year
        reading = read_period(f"{year or self._era_of_year}{text.strip()}", self._marks)
        if reading is None or reading.period is None or reading.period.kind in YEARS:
            return None
        is_before = self._part is not None and reading.period.end < self._part.end
        self._below = PeriodReading(None, "part-without-year") if is_before else reading
        return self._below

    def read(self, text: str) -> PeriodReading | None:
        """What a cell says here; the run does not go on before ``take``."""
        reading = read_period(text, self._marks)
        if (reading is None or reading.period is None) and (part := self._part_below(text)):
            return part
        before = self._before
        if reading is None or reading.short_year is None or before is None:
            return reading
        there = _carried(reading, before, self._step, self._era)
        if there is not None and there.code is None:
            return replace(there, provisional=reading.provisional, footnote=reading.footnote)
        known = self._known.get((reading.short_year, reading.unit), set())
        ahead = _years_ahead(reading, before, self._step).values()
        if len(known) == 1 and all(abs(year - _year_in(before)) > FAR_AHEAD for year in ahead):
            return replace(next(iter(known)), provisional=reading.provisional, footnote=reading.footnote)
        return there or reading

    def take(self, reading: PeriodReading | None) -> None:
        """Go on from a reading; one without an era ends what was carried, one of no period nothing."""
        if reading is None or not (reading.period or reading.era):
            return
        period, below = reading.period, self._below
        self._below = None
        if reading is below and not reading.era:
            self._part = period
            return
        self._year = ""
        is_part = period is not None and period.kind not in YEARS
        if period and is_part and (reading.fiscal_year or period.start.year == period.end.year):
            self._go_on_in(reading, period)
        before = self._before
        if reading.era is None or reading.era_year is None:
            self._before, self._step = None, 0
            return
        if before is not None and not reading.code:
            moved = _year_in(reading) - _year_in(before)
            self._step = (moved > 0) - (moved < 0) or self._step
        if reading.period is not None:
            self._known.setdefault((reading.era_year, reading.unit), set()).add(
                replace(reading, provisional=False, footnote="")
            )
        self._before = reading


def _year_in(reading: PeriodReading) -> int:
    """The calendar year of a reading that has an era."""
    return ERAS[reading.era or ""] + (reading.era_year or 1) - 1


def _carried(
    reading: PeriodReading, before: PeriodReading, step: int, told: str | None
) -> PeriodReading | None:
    """A bare year after one of an era, which goes ``step`` by step (0: not known yet); None where it is none.

    The era goes on, or gives way to its neighbour where the two meet. Any other year that would run against
    the way of the table is unclear, unless one is ``told`` of which era it is.
    """
    number, unit, era = reading.short_year or 0, reading.unit, before.era or ""
    names = list(ERAS)
    place = names.index(era)
    here = _year_in(before)
    ahead = _years_ahead(reading, before, step)
    if era in ahead and abs(ahead[era] - here) <= 1:
        return _in_era(era, number, unit)
    for name, year in ahead.items():
        is_turn = number == 1 if names.index(name) > place else before.era_year == 1
        if name != era and is_turn and abs(year - here) <= 1 and (year != here or number == 1):
            return _in_era(name, number, unit)
    if not unit:
        return None
    if era in ahead and (step or ahead[era] > here) and abs(ahead[era] - here) <= LONGEST_LEAP:
        return _in_era(era, number, unit)
    if told in (ahead or _years_of(reading, before)):
        return _in_era(told or "", number, unit)
    choices = sorted((ahead or _years_of(reading, before)).items(), key=lambda choice: abs(choice[1] - here))
    if not choices:
        return replace(reading, code="era-over")
    name, year = choices[0]
    return replace(
        reading, code="era-unclear", era=name, era_year=number, wanted=f"{name}{number}年 ({year})"
    )


def _years_of(reading: PeriodReading, before: PeriodReading) -> dict[str, int]:
    """The calendar years that a bare year may be: of the era before it, or of a neighbour of that."""
    names = list(ERAS)
    place = names.index(before.era or "")
    eras = names[max(0, place - 1) : place + 2]
    return {name: year for name in eras if (year := year_of_era(name, reading.short_year or 0)) is not None}


def _years_ahead(reading: PeriodReading, before: PeriodReading, step: int) -> dict[str, int]:
    """Those of them that lie on the way of the table; all, where that is not known."""
    here = _year_in(before)
    years = _years_of(reading, before)
    return {name: year for name, year in years.items() if (year - here) * (step or year - here) >= 0}


def _in_era(era: str, number: int, unit: str) -> PeriodReading:
    year = ERAS[era] + number - 1
    return replace(_western(year, unit, ""), era=era, era_year=number, unit=unit)


def _read_until(cell: str) -> PeriodReading | None:
    """What a cell says that may only end or begin a span: 2025年6月まで is January to June of that year."""
    if OPEN_RANGE.fullmatch(cell) or UNTIL_A_YEAR.match(cell):
        return PeriodReading(None, "not-a-period")
    rest = cell.replace("まで", "")
    reading = _read(rest) if rest else None
    is_span = rest == cell or "-" in YEAR_AND_SIGN.sub("", rest, count=1)
    if is_span or reading is None or reading.period is None:
        return reading
    period = reading.period
    if "年度" in cell or period.kind in YEARS:
        return PeriodReading(None, "not-a-period")
    return replace(reading, period=part_of_year(period.end.year, period.end.month))


def _read(cell: str) -> PeriodReading | None:
    if days := _of_days(days_with_year(cell)):
        return days
    if DAY.fullmatch(cell):
        return PeriodReading(None, "a-day-is-no-period")
    cell = _in_digits(GROUPED_YEAR.sub(r"\1\2", IN_BRACKETS.sub(r"\1", cell)))
    cell = ERA_OTHERWISE.sub(lambda match: ERA_NAMES[match[1]], cell)
    both = _both_calendars(cell) or _with_years_beside(cell)
    if both is not None:
        return both
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
    rest = text[western.end() :] if western else ""
    if western and (western[2] or not rest[:1].isdigit() or NUMBERED_PART.fullmatch(rest)):
        return _after_year(text, int(western[1]), western[2], rest)
    return _short(text)


def _in_digits(cell: str) -> str:
    """A cell with the numbers of its years and quarters in digits, and without what programs put around a
    year."""
    for pattern in PROGRAMS_YEARS:
        if match := pattern.fullmatch(cell):
            return match[1]
    cell = NAMED_QUARTER.sub(lambda match: f"q{_quarter_named(match[1] or match[2])}", cell)
    return KANJI_YEAR.sub(lambda match: f"{match[1]}{_number_of_kanji(match[2])}", cell)


def _quarter_named(number: str) -> int:
    return ROMAN.get(number) or KANJI_DIGITS.index(number)


def _number_of_kanji(text: str) -> int:
    """二十九 and 二九 as 29, 二〇二三 as 2023."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(KANJI_DIGITS.index(letter)) for letter in text))
    return 10 * (KANJI_DIGITS.index(tens) if tens else 1) + (KANJI_DIGITS.index(ones) if ones else 0)


def _both_calendars(cell: str) -> PeriodReading | None:
    """A year written in two calendars, which must agree; None where it is not so written."""
    parts = [part for part in BETWEEN_CALENDARS.split(cell) if part]
    matches = [YEAR_OF_A_CALENDAR.fullmatch(part) for part in parts if part not in YEAR_UNITS]
    if len(matches) < 2 or None in matches or not ERA_NAME.search(cell):
        return None
    years = [match for match in matches if match]
    units = {*(match[2] for match in years if match[2]), *(part for part in parts if part in YEAR_UNITS)}
    if len(units) > 1:
        return PeriodReading(None, "calendars-disagree")
    readings = [reading for match in years if (reading := _read(match[1] + "".join(units)))]
    if len({reading.period for reading in readings}) > 1 or len(readings) < len(years):
        is_one_calendar = all(ERA_NAME.match(match[0]) for match in years)
        return PeriodReading(None, "two-years" if is_one_calendar and "/" in cell else "calendars-disagree")
    # The era that began last goes on.
    return max(readings, key=lambda reading: list(ERAS).index(reading.era) if reading.era else -1)


def _with_years_beside(cell: str) -> PeriodReading | None:
    """A part of a year, or of several, with their years in another calendar in brackets; None where there are
    none: 2019年1-9月(平成31年・令和元年), 令和7年(2025年)5月."""
    match = YEARS_BESIDE.search(cell)
    rest = f"{cell[: match.start()]}{cell[match.end() :]}" if match else ""
    reading = _read(rest) if rest else None
    if match is None or reading is None or reading.period is None:
        return reading
    named, era = [], ""
    for year in YEAR_BESIDE.finditer(match[0]):
        era = year["era"] or era
        number = 1 if year["number"] == "元" else int(year["number"])
        named.append(year_of_era(era, number) if era else number)
    years = [reading.period.start.year, reading.period.end.year]
    return reading if {*named} == {*years} else PeriodReading(None, "calendars-disagree")


def _year_first(cell: str) -> str:
    """ "h1 2024" and "q3 2024" with the year in front."""
    match = YEAR_LAST.fullmatch(cell)
    return f"{match['year']}年{match[1]}" if match else cell


def _of_era(cell: str, match: re.Match[str]) -> PeriodReading:
    era = LETTERS.get(match[1], match[1])
    number = 1 if match[2] == "元" else int(match[2])
    if match[1] == "h" and number in (1, 2) and not match[3]:
        return PeriodReading(None, "half-or-heisei")
    rest = cell[match.end() :]
    year = year_of_era(era, number)
    if year is None:
        return PeriodReading(None, "era-over")
    reading = _after_year(cell, year, match[3], rest, era)
    return replace(reading, era=era, era_year=number, unit=match[3])


def _after_year(cell: str, year: int, unit: str, rest: str, era: str | None = None) -> PeriodReading:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return PeriodReading(None, "not-a-year")
    if TWO_YEARS.fullmatch(cell):
        return PeriodReading(None, "two-years")
    if FROM_NOWHERE.fullmatch(rest) or (unit and rest.startswith("-")):
        return PeriodReading(None, "not-a-period")
    return _western(year, unit, rest.strip("()-,の"), era)


def _western(year: int, unit: str, rest: str, era: str | None = None) -> PeriodReading:
    reading = _of_year(year, unit, rest, era)
    return replace(reading, fiscal_year=year) if unit == "年度" and reading.period else reading


def _of_year(year: int, unit: str, rest: str, era: str | None) -> PeriodReading:
    first_month = APRIL if unit == "年度" else 1
    if not rest or rest in WHOLE_YEAR_WORDS:
        if first_month == APRIL:
            return PeriodReading(fiscal_year(year))
        return PeriodReading(calendar_year(year))
    half, quarter = HALF.fullmatch(rest), QUARTER.fullmatch(rest)
    if half:
        named = next(group for group in half.groups() if group)
        number = HALF_OF.get(named) or int(named)
        return PeriodReading(_part(year, first_month, number, 6))
    if quarter:
        named = next(group for group in quarter.groups() if group)
        number = QUARTER_OF.get(named) or int(named)
        return PeriodReading(_part(year, first_month, number, 3))
    days = days_of_year(year, rest, is_fiscal=unit == "年度", era=era)
    return _of_days(days) or PeriodReading(None, "not-a-period")


def _of_days(days: Days | str | None) -> PeriodReading | None:
    """The reading of days, or of why they are no period; None where there are none."""
    if days is None:
        return None
    return PeriodReading(None, days) if isinstance(days, str) else PeriodReading(period_of(days))


def _part(year: int, first_month: int, number: int, length: int) -> Period:
    """A half or quarter, by its number, of a year that begins with a month."""
    first = first_month + length * (number - 1)
    over, month = divmod(first - 1, DECEMBER)
    return _months(year + over, month + 1, length)


def part_of_year(year: int, until: int) -> Period | None:
    """January to the end of a month, as the kind of period that it is; None where there is no such month."""
    return _months(year, 1, until) if 1 <= until <= DECEMBER else None


def _months(year: int, first: int, length: int) -> Period:
    """A period of whole months from one of a year on, which may run past its December."""
    return period_of(months_from(date(year, first, 1), length))


def _short(cell: str) -> PeriodReading | None:
    """A cell without a full year: a number that could mean anything, and that an era before it may tell."""
    match = SHORT_YEAR.fullmatch(cell)
    if match:
        number = 1 if match[1] == "元" else int(match[1])
        return PeriodReading(None, "two-digit-year", short_year=number, unit=match[2] or "")
    if NUMBER.fullmatch(cell):
        return PeriodReading(None, "not-a-year")
    if TWO_YEARS.fullmatch(cell):
        return PeriodReading(None, "two-years")
    if re.fullmatch(r"[hq][1-4]", cell):
        return PeriodReading(None, "half-or-heisei" if cell[0] == "h" else "not-a-period")
    return None
