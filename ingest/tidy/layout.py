"""Find where a table starts and say what each of its rows is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.periods import YEARS, PeriodReading, PeriodRun, era_named, part_number, read_period, year_under
from ingest.tidy import Aside
from ingest.values import looks_numeric, read_value
from ingest.visible import RAISED_DIGITS
from ingest.vocabulary import Vocabulary, key_of

Rows = Sequence[tuple[str, ...]]

SEARCHED_ROWS = 200
"""A table that has not started by then is none."""

NOTE = re.compile(r"^[(（\[【]?\s*(注|備考|※|\*|†|notes?\b|n\.?b\.?|remarks?\b|凡例)", re.IGNORECASE)
SOURCE = re.compile(
    r"^[(（\[【]?\s*(出典|出所|資料|source|sources|典拠)\s*[\])）】]?\s*[:：.]?", re.IGNORECASE
)
SIGNED_NOTE = re.compile(r"^(?:[(（\[](?:\d{1,2}|[a-z])[)）\]]|\d{1,2}[)）])\s*[^\d\s().,-]", re.IGNORECASE)
"""A note that begins with the sign by which a figure points at it."""
UNIT = re.compile(
    r"^[(（\[【]?\s*(単位|unit)"
    r"|^[(（]?(件数?|隻|人|回|incidents?|number of incidents|no\. of incidents)[)）]?$",
    re.IGNORECASE,
)
AS_OF = re.compile(
    r"^[(（\[【]?.{0,12}(?:\d|元|年|月|日)\s*(?:現在|時点|更新|作成|公表|改訂|修正)[)）\]】]?$"
    r"|^(?:最終)?(?:更新|作成|公表)(?:日|年月日)?\s*[:：]?\s*[\d(（令平]"
    r"|^\(?(?:last )?updated\b|^\(?as (?:of|at)\s.*\d",
    re.IGNORECASE,
)
"""The day of which a table is, or on which it was written."""
PAGE_NUMBER = re.compile(r"^(?:p\.?\s*\d+|[-‐–—－]\s*\d+\s*[-‐–—－])$", re.IGNORECASE)
IN_BRACKETS = re.compile(r"[(（\[【].*[)）\]】]")
FEWEST_SPANNED = 2
ASIDE = (NOTE, SOURCE, UNIT, AS_OF)
AVERAGE, AVERAGES = "average", {"平均", "年平均", "平均値", "average", "annualaverage", "mean"}
"""What a row is called that repeats the others, as a total does."""
LONGEST_HEADING, LONGEST_PERIOD = 40, 16
SEARCHED_ABOVE, FEWEST_HEADERS = 20, 2
"""Rows above a header that are looked at for a better one; known words that make a row one, not a title."""


@dataclass(frozen=True)
class TableLayout:
    """Indexes of the header rows (none, one or two) and of the rows of figures; all others set aside."""

    header: tuple[int, ...]
    body: tuple[int, ...]
    totals: frozenset[int]
    asides: tuple[Aside, ...]
    width: int


def filled(row: tuple[str, ...]) -> list[tuple[int, str]]:
    """The cells of a row that hold something, with their columns."""
    return [(index, text) for index, text in enumerate(row) if text and not text.isspace()]


def with_eras_in_years(rows: Rows, vocabulary: Vocabulary) -> Rows:
    """The rows, where one of eras stands over one of years with those in one: 平成 over 29, 30 is 平成29年,
    30年 below 平成. Only the year right below an era is told its name; it goes on as in any row."""
    joined = list(rows)
    for index, (upper, lower) in enumerate(pairwise(rows[:SEARCHED_ROWS])):
        if years := _years_below(dict(filled(upper)), lower, vocabulary):
            joined[index + 1] = tuple(years.get(column, text) for column, text in enumerate(lower))
    return joined


def _years_below(upper: dict[int, str], row: tuple[str, ...], vocabulary: Vocabulary) -> dict[int, str]:
    """The years of a header row below eras, by column; none where it may be a row of counts."""
    eras = {column: era for column, text in upper.items() if (era := era_named(text))}
    if not eras:
        return {}
    years, before, is_below = {}, [], False
    for column, text in enumerate(row):
        is_below = column in eras or (is_below and column not in upper)
        if is_below and _is_short_year(text, vocabulary):
            years[column] = year_under(eras.get(column, ""), text)
        elif column < min(eras) and text.strip():
            before.append(vocabulary.headers.get(key_of(text)))
    is_header = not {None, "value"} & {*before}
    cannot_count = len(years) > len(eras) or any("元" in year for year in years.values())
    return years if is_header and cannot_count and eras.keys() <= years.keys() else {}


def _is_short_year(text: str, vocabulary: Vocabulary) -> bool:
    reading = read_period(text, vocabulary.marks)
    return reading is not None and reading.short_year is not None


def find_layout(rows: Rows, lines: Sequence[int], vocabulary: Vocabulary) -> TableLayout:
    """What each row is. A table without any row of figures has an empty ``body``."""
    width = _width(rows)
    first = _first_row_of_figures(rows, vocabulary)
    if first is None:
        asides = [Aside(lines[index], "text", _joined(row)) for index, row in enumerate(rows) if filled(row)]
        return TableLayout((), (), frozenset(), tuple(asides), width)
    header = _header_above(rows, first, vocabulary)
    start = header[-1] + 1 if header else first
    asides = [
        Aside(lines[index], _kind_above(rows[index]), _joined(rows[index]))
        for index in range(start)
        if index not in header
    ]
    body: list[int] = []
    totals: set[int] = set()
    names = tuple(key_of(text) for _, text in filled(rows[header[-1]])) if header else ()
    for index in range(start, len(rows)):
        kind = _kind_of(rows[index], names, vocabulary)
        if kind in ("figures", "total"):
            body.append(index)
            if kind == "total":
                totals.add(index)
        else:
            asides.append(Aside(lines[index], "total" if kind == AVERAGE else kind, _joined(rows[index])))
    return TableLayout(header, tuple(body), frozenset(totals), tuple(asides), width)


def _width(rows: Rows) -> int:
    """The columns up to the last one that holds something."""
    width = 0
    for row in rows:
        if len(row) > width and (cells := filled(row)):
            width = max(width, cells[-1][0] + 1)
    return width


def _joined(row: tuple[str, ...]) -> str:
    return " ".join(text.strip() for _, text in filled(row))


def _first_row_of_figures(rows: Rows, vocabulary: Vocabulary) -> int | None:
    period_columns: set[int] = set()
    years_across = False
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        cells = filled(row)
        if not cells:
            continue
        if any(
            column in period_columns and read_period(text, vocabulary.marks) is not None
            for column, text in cells
        ):
            return index  # its figures may all be blank
        if (
            years_across
            and len(cells) == 1
            and cells[0][0] == 0
            and _names_something(cells[0][1], vocabulary)
        ):
            return index
        if not period_columns and is_year_header(cells, vocabulary):
            years_across = True
            continue
        if any(looks_numeric(text, vocabulary.marks) or _is_mark(text, vocabulary) for _, text in cells[1:]):
            return index
        if len(cells) == 1 and cells[0][0] > 0 and looks_numeric(cells[0][1], vocabulary.marks):
            return index
        if len(cells) > 1:
            period_columns = {
                column for column, text in cells if vocabulary.headers.get(key_of(text)) == "period"
            }
    return None


def _is_mark(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says in so many signs that there is no figure."""
    return read_value(text, vocabulary.marks).availability in ("missing", "not-published")


def is_year_header(cells: list[tuple[int, str]], vocabulary: Vocabulary) -> bool:
    """Whether a row names periods across: a text or blank first, then periods and other texts only."""
    readings = _in_a_row([text for _, text in cells], vocabulary)
    periods = [
        reading
        for reading in readings
        if reading is not None and (reading.period or reading.code == "two-years")
    ]
    if len(periods) == len(cells) >= 2 and cells[0][0] > 0:
        return True
    if len(periods) == len(cells) >= 3:
        years = [reading.period.start.year if reading.period else 0 for reading in periods]
        return all(later == earlier + 1 for earlier, later in pairwise(years))
    if readings[0] is not None or looks_numeric(cells[0][1], vocabulary.marks):
        return False
    texts = [
        text
        for (_, text), reading in zip(cells[1:], readings[1:], strict=True)
        if not (reading and reading.period)
    ]
    in_order = len(periods) >= 2 or not vocabulary.kinds_of(cells[0][1])
    return bool(periods) and in_order and not any(looks_numeric(text, vocabulary.marks) for text in texts)


def _in_a_row(texts: Sequence[str], vocabulary: Vocabulary) -> list[PeriodReading | None]:
    """What each cell of a row says of time; an era goes on to its right."""
    run, readings = PeriodRun(vocabulary.marks), []
    for text in texts:
        readings.append(run.read(text))
        run.take(readings[-1])
    return readings


def _header_above(rows: Rows, first: int, vocabulary: Vocabulary) -> tuple[int, ...]:
    header: int | None = None
    for index in range(first - 1, -1, -1):
        cells = filled(rows[index])
        if not cells or all(UNIT.search(text.strip()) for _, text in cells):
            if header is None:
                continue
            break
        if header is not None:
            header = _better_header(rows, header, vocabulary)
            if header <= index:
                return (header,)
            return (index, header) if _is_upper_header(cells, filled(rows[header]), vocabulary) else (header,)
        is_named = cells[0][0] > 0 and _names_something(cells[0][1], vocabulary)
        if SOURCE.search(cells[0][1]) or (len(cells) == 1 and not is_named):
            break
        header = index
    return () if header is None else (_better_header(rows, header, vocabulary),)


def _better_header(rows: Rows, header: int, vocabulary: Vocabulary) -> int:
    """A row of known headers above one that names nothing: what lies between are rows of figures amiss."""
    texts = [text for _, text in filled(rows[header])]
    if any(_names_something(text, vocabulary) or names_part(text, vocabulary) for text in texts):
        return header
    if all(part_number(text) and not text.isdigit() for text in texts):
        return header
    above = range(header - 1, max(header - 1 - SEARCHED_ABOVE, -1), -1)
    known = (
        index
        for index in above
        if sum(key_of(text) in vocabulary.headers for _, text in filled(rows[index])) >= FEWEST_HEADERS
    )
    return next(known, header)


def names_part(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a part of the year that stands elsewhere."""
    reading = read_period(f"2000年{text}", vocabulary.marks)
    return reading is not None and reading.period is not None and reading.period.kind not in YEARS


def _names_something(text: str, vocabulary: Vocabulary) -> bool:
    reading = read_period(text, vocabulary.marks)
    is_known = (
        key_of(text) in vocabulary.headers or bool(vocabulary.kinds_of(text)) or vocabulary.is_total(text)
    )
    return is_known or (reading is not None and reading.period is not None)


def _is_upper_header(
    upper: list[tuple[int, str]], lower: list[tuple[int, str]], vocabulary: Vocabulary
) -> bool:
    """Whether a row spans the header below it: fewer cells, and beyond the first column something that is
    known, or at the place of a column."""
    beyond = [
        (index, text) for index, text in upper if index > 0 and not any(p.search(text.strip()) for p in ASIDE)
    ]
    columns = {index for index, _ in lower}
    at_the_right = [index for index, text in beyond if IN_BRACKETS.fullmatch(text.strip())] == [max(columns)]
    if at_the_right and len(beyond) == 1 and len(lower) > FEWEST_SPANNED:
        return False  # said of all, as a unit is, which stands there
    is_known = any(_names_something(text, vocabulary) for _, text in beyond)
    return (
        bool(beyond) and len(beyond) <= len(lower) and (is_known or {index for index, _ in beyond} <= columns)
    )


def _kind_above(row: tuple[str, ...]) -> str:
    cells = filled(row)
    if not cells:
        return "blank"
    text = cells[0][1].strip()
    if all(UNIT.search(cell.strip()) for _, cell in cells):
        return "unit"
    if SOURCE.search(text):
        return "source"
    return "note" if NOTE.search(text) else "title"


def _kind_of(row: tuple[str, ...], names: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """What a row below the header is."""
    cells = filled(row)
    if not cells:
        return "blank"
    if len(cells) > 1 and key_of(cells[0][1]) in AVERAGES:
        return AVERAGE
    may_be_header = len(cells) == len(names) > 1 and key_of(cells[0][1]) == names[0]
    if may_be_header and tuple(key_of(cell) for _, cell in cells) == names:
        return "header-again"
    has_numbers = any(
        looks_numeric(cell, vocabulary.marks) or _is_mark(cell, vocabulary) for _, cell in reversed(cells)
    )
    if not has_numbers or len(cells) == 1:
        alone = _kind_of_text(cells, unicodedata.normalize("NFKC", cells[0][1]).strip(), vocabulary)
        if alone is not None:
            return alone
    return "total" if any(vocabulary.is_total(cell) for _, cell in cells) else "figures"


def _kind_of_text(cells: list[tuple[int, str]], text: str, vocabulary: Vocabulary) -> str | None:
    """What a row of text alone is; None where it may be a row of figures whose cells are blank."""
    if SOURCE.search(text):
        return "source"
    if len(cells) == 1 and (AS_OF.search(text) or PAGE_NUMBER.fullmatch(text)):
        return "note"
    is_raised = cells[0][1].lstrip()[:1] in tuple(RAISED_DIGITS)
    if NOTE.search(text) or (len(cells) == 1 and (is_raised or SIGNED_NOTE.match(text))):
        return "note"
    if len(cells) > 1:
        return None
    reading = read_period(text, vocabulary.marks)
    is_prose = len(text) > LONGEST_PERIOD and (reading is None or reading.period is None)
    if (
        (reading is not None and not is_prose)
        or looks_numeric(text, vocabulary.marks)
        or _names_something(text, vocabulary)
    ):
        return None
    return "heading" if len(text) <= LONGEST_HEADING else "note"
