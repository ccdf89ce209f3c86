"""Take a table apart into figures, each with all that its row and its column say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, product

from ingest.answers import Answers
from ingest.footnotes import (
    is_surely_of_a_note,
    letter_beside,
    mark_of,
    names_of_mark,
    notes_of,
    notes_of_letters,
    signed_notes_of,
)
from ingest.periods import (
    YEARS,
    PeriodReading,
    PeriodRun,
    calendar_year,
    era_named,
    fiscal_year,
    part_number,
    plain,
    read_period,
    year_under,
)
from ingest.problems import Problem
from ingest.readers import LIMITS, Beside, RawTable
from ingest.tidy import Aside, Column, Figure, letter_of
from ingest.tidy.columns import (
    DITTO,
    FISCAL_HEADERS,
    LABEL_FIELDS,
    OTHER_YEAR,
    SAYS_OF_FIGURES,
    find_columns,
    kind_of_part,
    meaning_of,
)
from ingest.tidy.incidents import incident_columns
from ingest.tidy.layout import TableLayout, filled, find_layout, names_part, with_eras_in_years
from ingest.tidy.legend import BLANK, MISSING, ZERO, legend_of, sign_of
from ingest.tidy.parts_in_order import PartsInOrder
from ingest.tidy.periods_alone import HEADING, periods_alone
from ingest.tidy.side_by_side import find_side_by_side, taken_apart
from ingest.tidy.sign_columns import with_signs_in_place
from ingest.values import ValueReading, read_value
from ingest.vocabulary import Vocabulary, key_of

FIGURE_ROLES = ("figures", "value", "total", "asked", "ignored")
BESIDE = ("publisher", "publication", "status", "unit", "note", "page")
"""Fields of a row that are said of each of its figures as they stand."""
NOT_SO = re.compile(
    r"(?:暫定|速報|見込み?)(?:値|数)?では?な[いく]"
    r"|\b(?:not|no longer)\s+(?:a\s+|the\s+)?(?:provisional|preliminary)",
    re.IGNORECASE,
)
"""What turns a note about provisional figures into another one."""
NOT_FINAL = re.compile(
    r"確定(?:値|数)?(?:では|して)?(?:な[いく]|いな[いく])|未確定"
    r"|(?:変更|修正)(?:される|の可能性|があり得|することがある)"
    r"|\bnot (?:yet )?(?:final|confirmed)\b|\b(?:may|might|can|could) be revised\b"
    r"|\bsubject to (?:revision|change)\b",
    re.IGNORECASE,
)
"""What says in other words that figures may change."""
CHANGES_THE_NUMBER = re.compile(
    r"\bat least\b|\bor more\b|\bapprox|\babout\b|\bpersons?\b|\bcrew\b|\bfiscal\b|\bthousand"
    r"|\bexclud|\bexcept\b|\bwithout\b|\bonly\b|\bup to\b|\bfewer\b|\bless than\b"
    r"|以上|以下|未満|少なくとも|約|概数|人数|隻数|千件|年度|除[くき]|含まな|のみ|に限る",
    re.IGNORECASE,
)
"""What a note says that makes a count another one than it looks."""
BOUND = re.compile(r"以上|以下|超|未満|\+")
"""What a remark makes of the number of its row, by itself."""
LEADING_ZERO = re.compile(r"0\d")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
"""A number that no thousands make: its comma is a decimal one."""
FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
FEWEST_YEARS = 2
EXAMPLE = 2000
"""A year under which parts are read that have none yet."""
MOST_COLUMNS = 4
MOST_NAMED = 20
"""Columns of a list, and hidden rows or columns, that are named one by one."""
FULL_YEAR = {"a", "annual", "fullyear", "year", "通年", "年間", "年計", "計"}
"""What a column of parts of the year says of a row of the whole one."""


@dataclass(frozen=True)
class Tidied:
    """A file's figures and all else that it holds. ``source`` is its own source note, if any."""

    layout: TableLayout
    header_lines: tuple[int, ...]
    columns: tuple[Column, ...]
    figures: tuple[Figure, ...]
    asides: tuple[Aside, ...]
    problems: tuple[Problem, ...]
    source: str | None
    sheet: str | None = None

    @property
    def title(self) -> str:
        return " ".join(aside.text for aside in self.asides if aside.kind == "title")


def with_edits(raw: RawTable, edits: Mapping[tuple[int, int], str]) -> RawTable:
    """The table with an analyst's corrections in place; (line, column from 0) names a cell, which is then
    merged with no other."""
    if not edits:
        return raw
    by_line = {line: index for index, line in enumerate(raw.lines)}
    merged = tuple(cells for cells in raw.merged if not any(cells.holds(*cell) for cell in edits))
    rows = [list(row) for row in raw.rows]
    for (line, column), text in edits.items():
        if line in by_line:
            row = rows[by_line[line]]
            row += [""] * (column + 1 - len(row))
            row[column] = text
    return replace(raw, rows=tuple(tuple(row) for row in rows), merged=merged)


def without_cells(raw: RawTable, cells: Collection[tuple[int, int]]) -> RawTable:
    """The table with these cells blank, by line and column."""
    rows = tuple(
        tuple("" if (line, column) in cells else text for column, text in enumerate(row))
        for line, row in zip(raw.lines, raw.rows, strict=True)
    )
    return replace(raw, rows=rows)


def _aside(beside: Beside) -> Aside:
    return Aside(beside.line or 0, "comment" if beside.line else "box", beside.text, beside.column)


def tidy(raw: RawTable, answers: Answers, vocabulary: Vocabulary) -> Tidied:
    """Header, columns, figures and problems of a table; the table is not compared with anything yet."""
    incidents = incident_columns(raw.rows, vocabulary, answers.mapping)
    if incidents is not None:
        return _list_of_incidents(raw, *incidents)
    if answers.hidden == "leave" and raw.unseen:
        read = _of_one_table(raw, replace(answers, hidden=None), vocabulary)
        spoken = {column.index for column in read.columns if column.role in SAYS_OF_FIGURES}
        raw = without_cells(raw, {cell for cell in raw.unseen if cell[1] not in spoken})
    tables = find_side_by_side(raw.rows, vocabulary)
    if tables is None:
        return _of_one_table(raw, answers, vocabulary)
    if tables.can_be_one:
        parts = [_of_one_table(part, answers, vocabulary) for part in taken_apart(raw, tables, vocabulary)]
        if not _say_the_same(parts):
            return _joined(parts)
    facts = {"found": tuple(map(letter_of, tables.starts))}
    problem = Problem("side-by-side", raw.file, raw.lines[tables.header], facts=facts)
    return _without_figures(raw, tables.header, problem)


def _say_the_same(parts: Sequence[Tidied]) -> bool:
    """Whether two tables give a figure for one period under the same names."""
    seen: set[object] = set()
    for part in parts:
        here = {
            (each.period and each.period.period, each.series, each.area, each.category, each.labels)
            for each in part.figures
            if each.text.strip() and not each.is_total
        }
        if here & seen:
            return True
        seen |= here
    return False


def _joined(parts: Sequence[Tidied]) -> Tidied:
    """Tables side by side as the one that they are, every figure at its place."""
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    for part in parts:
        columns |= {
            column.index: column
            for column in part.columns
            if column.role != "empty" or column.index not in columns
        }
        problems += [problem for problem in part.problems if problem not in problems]
    figures = (figure for part in parts for figure in part.figures)
    asides = {aside for part in parts for aside in part.asides}
    return replace(
        parts[0],
        columns=tuple(columns[index] for index in sorted(columns)),
        figures=tuple(sorted(figures, key=lambda figure: (figure.line, figure.column))),
        asides=tuple(sorted(asides, key=lambda aside: aside.line)),
        problems=tuple(problems),
    )


def _of_one_table(raw: RawTable, answers: Answers, vocabulary: Vocabulary) -> Tidied:
    header_rows = with_eras_in_years(raw.rows, vocabulary)
    layout = find_layout(header_rows, raw.lines, vocabulary)
    layout = replace(layout, asides=(*layout.asides, *map(_aside, raw.beside)))
    source = next((_without_word(aside.text) for aside in layout.asides if aside.kind == "source"), None)
    header_lines = tuple(raw.lines[index] for index in layout.header)
    if not layout.body:
        problem = Problem("no-figures", raw.file)
        return Tidied(layout, header_lines, (), (), layout.asides, (problem,), source)
    raw = replace(raw, rows=with_signs_in_place(raw.rows, layout, vocabulary))
    header_rows = with_signs_in_place(header_rows, layout, vocabulary)
    columns, problems = find_columns(
        header_rows, layout, vocabulary, answers.mapping, file=raw.file, lines=raw.lines, era=answers.era
    )
    problems += ragged_rows(raw, layout)
    possible = len(layout.body) * sum(column.role in FIGURE_ROLES for column in columns)
    if possible > LIMITS.figures:
        problem = Problem("too-many-figures", raw.file, facts={"found": possible, "wanted": LIMITS.figures})
        return Tidied(layout, header_lines, tuple(columns), (), layout.asides, (problem,), source)
    rows = _Rows(raw, layout, columns, answers, vocabulary)
    figures = tuple(rows.figures())
    problems += [*rows.problems, *rows.repeat_problems(), *rows.hidden_problems(), *rows.sign_problems()]
    problems += rows.footnote_problems()
    asides = sorted([*layout.asides, *rows.asides], key=lambda aside: aside.line)
    problems += heading_problems(raw, layout, answers)
    problems += second_headers(raw, layout, columns, vocabulary)
    return Tidied(
        layout, header_lines, tuple(columns), figures, tuple(asides), tuple(problems), source, raw.sheet
    )


def _list_of_incidents(raw: RawTable, header: int, named: Sequence[str]) -> Tidied:
    """A table that is none of counts, with what is to be said of it."""
    listed = sum(1 for row in raw.rows[header + 1 :] if len(filled(row)) > 1)
    facts = {"found": tuple(named[:MOST_COLUMNS]), "count": listed}
    return _without_figures(raw, header, Problem("lists-incidents", raw.file, raw.lines[header], facts=facts))


def _without_figures(raw: RawTable, header: int, problem: Problem) -> Tidied:
    layout = TableLayout((header,), (), frozenset(), (), 0)
    return Tidied(layout, (raw.lines[header],), (), (), (), (problem,), None)


def _without_word(text: str) -> str:
    """A source note without the word "source" before it."""
    head, mark, rest = text.replace("：", ":").partition(":")
    return rest.strip() if mark and len(head) <= 8 and rest.strip() else text


def heading_problems(raw: RawTable, layout: TableLayout, answers: Answers) -> Iterator[Problem]:
    """Headings between rows of figures: what stands below may be of something else."""
    last = raw.lines[layout.body[-1]]
    for aside in layout.asides:
        is_between = raw.lines[layout.body[0]] < aside.line < last
        if aside.kind == "heading" and is_between and not meaning_of(aside.text, answers.mapping):
            yield Problem("heading-in-table", raw.file, aside.line, facts={"found": aside.text})


def second_headers(
    raw: RawTable, layout: TableLayout, columns: Sequence[Column], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Rows of other years below a header of years: what stands under them is of those."""
    across = [column.index for column in columns if column.period is not None]
    if not across:
        return
    for index in layout.body:
        cells = filled(raw.rows[index])
        names = [text for column, text in cells if column not in across]
        years = [text.strip() for column, text in cells if column in across]
        is_named = any(vocabulary.kinds_of(name) for name in names)
        if len(years) < FEWEST_YEARS or is_named or not all(map(FOUR_DIGITS.fullmatch, years)):
            continue
        steps = {int(later) - int(earlier) for earlier, later in pairwise(years)}
        if steps in ({1}, {-1}):
            facts = {"found": " ".join(text.strip() for _, text in cells)}
            yield Problem("second-header", raw.file, raw.lines[index], facts=facts)


def ragged_rows(raw: RawTable, layout: TableLayout) -> Iterator[Problem]:
    """Rows of a text file that have more or fewer cells than their header; a sheet has none."""
    if raw.kind != "csv" or not layout.header:
        return
    named = max(cells[-1][0] + 1 for index in layout.header if (cells := filled(raw.rows[index])))
    written = max(len(raw.rows[index]) for index in layout.header)
    for index in layout.body:
        row = raw.rows[index]
        if named <= len(row) <= written:
            continue
        last = filled(row)[-1][0] + 1
        if len(row) < named or last > written:
            facts = {"found": len(row) if len(row) < named else last, "wanted": named}
            yield Problem("ragged-row", raw.file, raw.lines[index], facts=facts)


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of sorted numbers that lie within two."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


class _Rows:
    """Goes down the rows of figures, carrying on the era and the labels of merged cells."""

    def __init__(
        self,
        raw: RawTable,
        layout: TableLayout,
        columns: Sequence[Column],
        answers: Answers,
        vocabulary: Vocabulary,
    ) -> None:
        self.raw, self.layout, self.answers, self.vocabulary = raw, layout, answers, vocabulary
        self.problems: list[Problem] = []
        self.asides: list[Aside] = []
        self.by_role: dict[str, Column] = {}
        self.left_columns = {
            column.index
            for column in columns
            if answers.hidden == "leave"
            and any(column.index in each for each in raw.hidden_columns)
            and column.role not in SAYS_OF_FIGURES
        }
        read = [column for column in columns if column.index not in self.left_columns]
        self.eras_beside = {column.index + 1: column.index for column in read if column.is_of_eras}
        read = [column for column in read if not column.is_of_eras]
        for column in read:
            self.by_role.setdefault(column.role, column)
        self.figure_columns = [column for column in columns if column.role in FIGURE_ROLES]
        unread = ("empty", "unused", "ignore", "beside")
        self.used_columns = [column for column in columns if column.role not in unread]
        self.label_columns = [column for column in read if column.role in (*LABEL_FIELDS, "label")]
        self.legend = legend_of(aside.text for aside in layout.asides)
        below = raw.lines[layout.body[-1]]
        signed = signed_notes_of(
            aside.text
            for aside in layout.asides
            if aside.kind == "note" or (aside.kind == "heading" and aside.line > below)
        )
        self.letters = notes_of_letters(aside.text for aside in layout.asides)
        self.notes = signed | notes_of(aside.text for aside in layout.asides) | self.letters
        self.footnotes: dict[str, list[tuple[int, int]]] = {}
        self.signs: dict[str, list[tuple[int, int]]] = {}
        self.blanks: list[tuple[int, int]] = []
        self.shared = self._cells_merged_with_others()
        self.decimals = self._columns_of_decimals() if raw.delimiter == ";" else {}
        self.period_column = self.by_role.get("period")
        self.periods_alone = (
            periods_alone(raw, layout, self.period_column.index, vocabulary) if self.period_column else {}
        )
        self.beside = [name for name in BESIDE if name in self.by_role]
        header = key_of(self.period_column.header) if self.period_column else ""
        self.is_fiscal = header in FISCAL_HEADERS
        self.kind_of_part = kind_of_part(self.by_role["part"].header) if "part" in self.by_role else ""
        self.parts_below = PartsInOrder()
        self.turned_columns = self._columns_that_turn_back()
        self.above: dict[int, str] = {}
        self.repeats: dict[tuple[str, str], tuple[tuple[int, str], int]] = {}
        self.run = PeriodRun(vocabulary.marks, answers.era)
        self.other_calendars = [
            (column.index, PeriodRun(vocabulary.marks, answers.era))
            for column in read
            if column.role == "period" and column is not self.period_column
        ]
        self.left_lines = set(raw.hidden_lines) if answers.hidden == "leave" else set()
        self.year = read_period(answers.year, vocabulary.marks) if answers.year else None

    def figures(self) -> Iterator[Figure]:
        if self.answers.year and (self.year is None or self.year.period is None):
            self.problems.append(Problem("year-asked", self.raw.file, facts={"found": self.answers.year}))
            self.year = None
        for index in self.layout.body:
            yield from self._row(self.raw.rows[index], self.raw.lines[index], index in self.layout.totals)

    def _cell(self, row: tuple[str, ...], role: str) -> str | None:
        column = self.by_role.get(role)
        if column is None or column.index >= len(row):
            return None
        return row[column.index].strip() or None

    def _row(self, row: tuple[str, ...], line: int, is_total: bool) -> Iterator[Figure]:
        figures = [
            (column, row[column.index] if column.index < len(row) else "") for column in self.figure_columns
        ]
        if self.period_column and line in self.periods_alone:
            kind, text = self.periods_alone[line], self._year_text(row, self.period_column.index)
            self.asides.append(Aside(line, kind, text))
            if kind == HEADING:
                self.run.head(self.run.read(text))
            return
        labels = self._labels(row, line, is_total=is_total)
        if is_total and any(meaning_of(text, self.answers.mapping) for text in labels.values()):
            is_total = False
        ignored = line in self.left_lines or any(
            meaning_of(text, self.answers.mapping) == "ignore" for text in labels.values()
        )
        if is_total:
            text = " ".join(cell.strip() for _, cell in filled(row))
            self.asides.append(Aside(line, "total", text))
        elif (
            self.period_column
            and not self._cell(row, "period")
            and not any(text.strip() for _, text in figures)
        ):
            self.asides.append(Aside(line, "heading", " ".join(text for _, text in filled(row))))
            return
        unfilled = "publication" in self.by_role and not self._cell(row, "publication")
        if unfilled and not is_total and not any(text.strip() for _, text in figures):
            ignored = True  # a row of the template that nobody filled in
        period_text, reading = self._period(row, line, is_total)
        series, area, category = labels.get("series"), labels.get("area"), labels.get("category")
        plain_labels = tuple(text for role, text in labels.items() if role.startswith("label"))
        part_of_row = self._cell(row, "part")
        turned = bool(part_of_row) and not is_total and self._turns_back(row, reading, labels)
        beside = {name: self._cell(row, name) for name in self.beside}
        bound = beside.get("note") or ""
        bound = bound if BOUND.fullmatch(plain(bound)) else ""
        for column, text in figures:
            column_period = column.period
            if column_period and not is_total:
                column_period = self._as_noted(column_period, column.header, line, column.index)
            period = reading or column_period or self.year
            part = part_of_row or column.part
            if part is not None and not is_total:
                is_calendar = period is not None and period.period is not None and period.period.kind == "CY"
                may_be_of_other = turned or (is_calendar and column.index in self.turned_columns)
                period = PeriodReading(None, OTHER_YEAR) if may_be_of_other else self._part(part, period)
            said = period_text or (column.header if column_period else "")
            yield Figure(
                line=line,
                column=column.index,
                text=text,
                value=self._value(f"{text}{bound}" if text.strip() else text, line, column.index),
                period_text=f"{said} {part}".strip() if part else said,
                period=period,
                series=series,
                area=area,
                category=category,
                labels=(*plain_labels, *(column.labels if column.role in ("figures", "total") else ())),
                **beside,
                is_total=is_total or column.role == "total",
                ignored=ignored or column.role == "ignored" or column.index in self.left_columns,
                is_unclear=column.role == "asked",
            )

    def _as_noted(self, reading: PeriodReading, text: str, line: int, column: int) -> PeriodReading:
        """A period as provisional as the notes on its marks say."""
        if reading.footnote and self._is_provisional(reading.footnote, line, column):
            return replace(reading, provisional=True)
        if reading.provisional and self._says_otherwise(text, "provisional", line, column):
            return replace(reading, provisional=False)
        return reading

    def _with_others(self, row: tuple[str, ...], reading: PeriodReading) -> PeriodReading:
        """A period beside what a row gives in further columns: the same year, such as one of an era, or a
        part of it, which then is the period."""
        period = reading.period
        for index, run in self.other_calendars:
            other = run.read(self._year_text(row, index)) if index < len(row) else None
            run.take(other)
            if period is None or other is None or other.period is None:
                continue
            if other.period.kind not in YEARS and other.period.is_within(period):
                reading = replace(reading, period=other.period)
            elif other.period.kind not in YEARS or other.period.start.year != period.start.year:
                reading = PeriodReading(None, "calendars-disagree")
        return reading

    def _turns_back(
        self, row: tuple[str, ...], year: PeriodReading | None, labels: Mapping[str, str]
    ) -> bool:
        """Whether the part of a year in a row may be of another year than the one written above it."""
        part = self._part(self._cell(row, "part") or "", year or self.year)
        if part is None or part.period is None:
            return False
        if self.period_column and self._cell(row, "period") not in (None, *DITTO):
            self.parts_below.begin()
        return self.parts_below.turns_back((*labels.values(),), part.period)

    def _columns_that_turn_back(self) -> set[int]:
        """The columns of parts of a calendar year that may be of the next one: 4月 … 12月, 1月, 2月. None of
        those that are in no order of time themselves, as months by the alphabet."""
        order = PartsInOrder()
        turned: dict[object, dict[int, date]] = {}
        for column in self.figure_columns:
            year = column.period or PeriodReading(calendar_year(EXAMPLE))
            part = self._part(column.part, year) if column.part else None
            names = (column.labels, year)
            if part and part.period and order.turns_back(names, part.period):
                turned.setdefault((names, part.period.kind), {})[column.index] = part.period.start
        in_order = (starts for starts in turned.values() if [*starts.values()] == sorted(starts.values()))
        return {index for starts in in_order for index in starts}

    def _part(self, part: str, year: PeriodReading | None) -> PeriodReading | None:
        """A part of a year that has a column of its own, of a year that row, column or analyst names."""
        if year is None or year.period is None:
            return year
        if year.period.kind not in ("CY", "FY"):
            return PeriodReading(None, "not-a-period")
        if key_of(part) in FULL_YEAR:
            return year
        number = part_number(part) if self.kind_of_part else ""
        unit = "年度" if year.period.kind == "FY" else "年"
        number = number.zfill(2) if number and self.kind_of_part == "m" else number
        named = f"{self.kind_of_part}{number}" if number else part
        reading = read_period(f"{year.period.start.year}{unit}{named}", self.vocabulary.marks)
        return reading or PeriodReading(None, "not-a-period")

    def _value(self, text: str, line: int, column: int) -> ValueReading:
        """What a cell says of a count; one merged over several figures, or with a label, is nobody's."""
        if (line, column) in self.shared and (text.strip() or (line, column) in self.covered):
            return ValueReading(None, code="merged-value")
        sign = sign_of(text)
        if not sign and self.legend.get(BLANK) is ZERO:
            self.blanks.append((line, column))
        if sign in self.legend:
            self.signs.setdefault(sign, []).append((line, column))
            return self.legend[sign]
        if sign and not sign.strip("-"):
            self.signs.setdefault("-", []).append((line, column))
            return {"zero": ZERO, "missing": MISSING}.get(self.answers.dash or "", MISSING)
        if column in self.decimals:
            return self._decimal(text, all_alike=self.decimals[column])
        reading = read_value(text, self.vocabulary.marks)
        if reading.value is not None and self.raw.delimiter and LEADING_ZERO.match(text.strip()):
            return ValueReading(None, code="odd-digits")  # or a piece of a number torn apart at its comma
        if reading.value is not None and self.raw.delimiter == ";" and text.strip().endswith(",000"):
            return ValueReading(None, code="comma-unclear")
        if reading.footnote and self._is_provisional(reading.footnote, line, column):
            return replace(reading, provisional=True)
        meaning = "final" if reading.restated else "provisional" if reading.provisional else ""
        if meaning and self._says_otherwise(text, meaning, line, column):
            return replace(reading, provisional=False, restated=False)
        return reading

    def _says_otherwise(self, text: str, meaning: str, line: int, column: int) -> bool:
        """Whether the table's own note on the letter at a number is not what the letter says by custom."""
        letter = letter_beside(text) if self.letters else ""
        if letter not in self.letters or self._finalities(letter) == {meaning}:
            return False
        return not self._is_provisional(letter, line, column)

    def _columns_of_decimals(self) -> dict[int, bool]:
        """The columns of figures in which commas are decimal ones, as 56,0 beside semicolons; and whether all
        their numbers are so written."""
        decimals: dict[int, bool] = {}
        for column in self.figure_columns:
            rows = (self.raw.rows[index] for index in self.layout.body)
            texts = (plain(row[column.index]) for row in rows if column.index < len(row))
            are_decimal = {
                bool(DECIMAL_COMMA.fullmatch(text)) for text in texts if any(map(str.isdigit, text))
            }
            if True in are_decimal:
                decimals[column.index] = are_decimal == {True}
        return decimals

    def _decimal(self, text: str, *, all_alike: bool) -> ValueReading:
        """What a cell says in such a column: 56,5 is no count; 1,234 or 56,0 beside 67 is not certain."""
        number, comma, decimals = plain(text).partition(",")
        if comma and DECIMAL_COMMA.fullmatch(plain(text)) and set(decimals) != {"0"}:
            return ValueReading(None, code="fractional")
        if comma and not all_alike:
            return ValueReading(None, code="comma-unclear")
        return read_value(number if comma else text, self.vocabulary.marks)

    def _is_provisional(self, footnote: str, line: int, column: int) -> bool:
        """Whether a footnote says so, by its note or as the analyst does; its place is kept to tell of it."""
        mark = mark_of(footnote)
        self.footnotes.setdefault(mark, []).append((line, column))
        return self._meaning_of(mark) == "provisional"

    def _meaning_of(self, mark: str) -> str | None:
        """What a mark says of a figure: "provisional", "note", or None where that is not known."""
        names = names_of_mark(mark)
        said = next((self.answers.marks[name] for name in names if name in self.answers.marks), None)
        note = self._note_of(mark)
        if said or note is None:
            return said
        finalities = self._finalities(mark)
        is_open = len(finalities) == 2 or NOT_SO.search(note) or CHANGES_THE_NUMBER.search(note)
        if is_open or (mark in self.letters and not finalities):
            return None
        return "provisional" if "provisional" in finalities else "note"

    def _finalities(self, mark: str) -> set[str]:
        """What the words of a mark's note say of how sure figures are."""
        key = key_of(self._note_of(mark) or "")
        statuses = self.vocabulary.statuses.items()
        return {meaning for word, meaning in statuses if len(word) > 1 and word in key}

    def _note_of(self, mark: str) -> str | None:
        return next((self.notes[name] for name in names_of_mark(mark) if name in self.notes), None)

    def footnote_problems(self) -> Iterator[Problem]:
        """What the marks of footnotes were read as; a star or a note that leaves it open is asked about."""
        for mark, cells in self.footnotes.items():
            (line, column), meaning, note = cells[0], self._meaning_of(mark), self._note_of(mark)
            facts = {"found": mark, "count": len(cells), "note": note or ""}
            codes = {"provisional": "mark-is-provisional", "note": "mark-is-note"}
            code = codes.get(meaning or "", "mark-meaning")
            if meaning is None and note is None and is_surely_of_a_note(mark):
                code = "mark-without-note"
            yield Problem(code, self.raw.file, line, letter_of(column), facts)

    def sign_problems(self) -> Iterator[Problem]:
        """What signs were read as by the table's own legend; what a dash means where nobody says it."""
        if self.blanks:
            asides = (aside for aside in self.layout.asides if BLANK in legend_of([aside.text]))
            aside = next(asides, None)
            if aside is not None and not meaning_of(aside.text, self.answers.mapping):
                facts: dict[str, object] = {"found": aside.text, "count": len(self.blanks)}
                (line, column) = self.blanks[0]
                yield Problem("blank-explained", self.raw.file, line, letter_of(column), facts)
        for sign, cells in self.signs.items():
            (line, column), meaning = cells[0], self.legend.get(sign)
            facts = {"found": sign, "count": len(cells)}
            if meaning is not None and meaning.code:
                continue
            if meaning is not None:
                code = "sign-is-zero" if meaning is ZERO else "sign-is-no-figure"
            elif self.answers.dash:
                continue
            else:
                code = "dash-meaning"
            yield Problem(code, self.raw.file, line, letter_of(column), facts)

    def _cells_merged_with_others(self) -> set[tuple[int, int]]:
        """The cells of figures, by line and column, that are merged with other ones.

        Where merged cells overlap, as Excel never writes them, none of the table's can be trusted.
        """
        lines = sorted(self.raw.lines[index] for index in self.layout.body)
        columns = sorted(column.index for column in self.figure_columns)
        shared: set[tuple[int, int]] = set()
        self.covered: set[tuple[int, int]] = set()
        held = 0
        for cells in self.raw.merged:
            of_lines = _between(lines, cells.first_line, cells.last_line)
            of_columns = _between(columns, cells.first_column, cells.last_column)
            held += len(of_lines) * len(of_columns)
            if held > len(lines) * len(columns):
                return set(product(lines, columns))
            is_one_row = len(of_lines) == 1 and cells.first_column < cells.last_column
            if len(of_lines) * len(of_columns) > 1 or (is_one_row and of_columns):
                shared.update(product(of_lines, of_columns))
            if is_one_row and cells.first_column not in of_columns:
                self.covered.update(product(of_lines, of_columns))
        return shared

    def hidden_problems(self) -> Iterator[Problem]:
        """Rows and columns of figures that nobody who looks at the sheet would see."""
        body = {self.raw.lines[index] for index in self.layout.body}
        lines = [line for line in self.raw.hidden_lines if line in body]
        columns = [
            column
            for column in self.used_columns
            if any(column.index in each for each in self.raw.hidden_columns)
        ]
        answered = {"read": "hidden-read", "leave": "hidden-left"}.get(self.answers.hidden or "")
        read_on = {
            column.index: column
            for column in self.used_columns
            if self.answers.hidden == "leave" and column.role in SAYS_OF_FIGURES
        }
        spoken = {column.index for column in columns} | {at for _, at in self.raw.unseen}
        for index in sorted(read_on.keys() & spoken):
            told = {"found": read_on[index].name}
            yield Problem("read-all-the-same", self.raw.file, column=letter_of(index), facts=told)
        columns = [column for column in columns if column.index not in read_on]
        if lines:
            facts: dict[str, object] = {"found": tuple(map(str, lines[:MOST_NAMED])), "count": len(lines)}
            yield Problem(answered or "hidden-rows", self.raw.file, lines[0], facts=facts)
        if columns:
            facts = {"found": tuple(column.letter for column in columns[:MOST_NAMED])}
            yield Problem(answered or "hidden-columns", self.raw.file, column=columns[0].letter, facts=facts)
        used = {column.index for column in self.used_columns}
        used -= read_on.keys()
        unseen = sorted((line, at) for line, at in self.raw.unseen if line in body and at in used)
        if unseen:
            (line, at), named = unseen[0], (f"{letter_of(at)}{line}" for line, at in unseen[:MOST_NAMED])
            facts = {"found": ", ".join(named), "count": len(unseen)}
            yield Problem(answered or "unseen-cells", self.raw.file, line, letter_of(at), facts)

    def _repeat(self, column: Column, line: int, text: str, found: str) -> None:
        """Note that a cell was read as the one above: a blank, as merged cells come out of a spreadsheet,
        or a sign that says so."""
        first, count = self.repeats.get((column.letter, found), ((line, text), 0))
        self.repeats[column.letter, found] = (first, count + 1)

    def repeat_problems(self) -> Iterator[Problem]:
        """One warning a column: what was meant as something else must not pass unseen."""
        for (letter, found), ((line, text), count) in self.repeats.items():
            facts = {"found": found, "above": text, "count": count}
            yield Problem("ditto" if found else "carried-down", self.raw.file, line, letter, facts)

    def _labels(self, row: tuple[str, ...], line: int, *, is_total: bool) -> dict[str, str]:
        """The labels of a row; a blank below a label is a merged cell and goes on, but not into a total."""
        labels: dict[str, str] = {}
        for column in self.label_columns:
            text = row[column.index].strip() if column.index < len(row) else ""
            if text and text not in DITTO:
                self.above[column.index] = text
            elif column.index in self.above and len(filled(row)) > 1 and not is_total:
                found, text = text, self.above[column.index]
                self._repeat(column, line, text, found)
            if text:
                name = (
                    column.role
                    if column.role in LABEL_FIELDS and column.role not in labels
                    else f"label{column.index}"
                )
                labels[name] = " ".join(text.split())
        return labels

    def _year_text(self, row: tuple[str, ...], index: int) -> str:
        """A cell of a column of periods; with the era that stands beside it, where the table has it so."""
        text = row[index].strip() if index < len(row) else ""
        if text in DITTO or index not in self.eras_beside:
            return text
        beside = self.eras_beside[index]
        era = row[beside].strip() if beside < len(row) else ""
        era = "" if era in DITTO or (not text and era_named(era)) else era
        return year_under(era, text) if text else era

    def _period(self, row: tuple[str, ...], line: int, is_total: bool) -> tuple[str, PeriodReading | None]:
        column = self.period_column
        if column is None:
            return "", None
        text = self._year_text(row, column.index)
        if not text or text in DITTO:
            found, text = text, self.above.get(-1, "")
            if text and not is_total:
                self._repeat(column, line, text, found)
        if is_total:
            return text, None
        if not text:
            return "", PeriodReading(None, "no-period")
        self.above[-1] = text
        reading = self.run.read(text)
        if reading is None:
            code = "part-without-year" if names_part(text, self.vocabulary) else "not-a-period"
            return text, PeriodReading(None, code)
        self.run.take(reading)
        reading = self._as_noted(reading, text, line, column.index)
        reading = self._with_others(row, reading)
        if self.is_fiscal and reading.period and reading.period.kind == "CY":
            reading = replace(reading, period=fiscal_year(reading.period.start.year))
        elif self.is_fiscal and reading.period and reading.period.kind != "FY":
            reading = PeriodReading(None, "not-a-period")  # a half of which year?
        return text, reading
