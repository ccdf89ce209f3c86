"""Say what each column of a table is: a field, figures under a period or a label, or something to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.eras import ERAS, year_of_era
from ingest.periods import PeriodReading, PeriodRun, era_named, fiscal_year, part_number, read_period
from ingest.problems import Problem
from ingest.tidy import Column, letter_of
from ingest.tidy.layout import Rows, TableLayout, filled, names_part
from ingest.unread import unread_words
from ingest.values import looks_numeric
from ingest.vocabulary import FIELDS, Vocabulary, key_of

SAMPLED_ROWS = 300
FISCAL_HEADERS = {"年度", "fiscalyear", "fy", "年度別", "会計年度"}
ONE_COLUMN_FIELDS = ("part", "publisher", "publication", "status", "unit", "page")
LABEL_FIELDS = ("area", "category", "series")
DITTO = ("〃", "々", "同", "同上", "同左", "ditto", "do.", '"')
"""What says that a cell is to be read as the one above."""
NUMBERED_PARTS = {"quarter": "q", "四半期": "q", "half": "h", "半期": "h", "month": "m", "月": "m"}
"""Which parts a plain number means below a header."""
SPANS_OF_TIME = {"coverage", "対象期間", "集計期間", "調査期間", "期"}
"""Headers of parts of the year below which a full year may stand as well."""
OTHER_YEAR = "part-without-year"
"""What is read of a part that may be of another year than the one before it."""
UNCLEAR_YEARS = ("two-digit-year", "two-years", "a-day-is-no-period")
QUARTER_HEADERS = {"quarter", "quarters", "quarterly", "四半期", "四半期別", "各四半期"}
FINALITIES = ("final", "provisional")
"""What an analyst may say that the words of a status mean."""


SAYS_OF_FIGURES = ("part", "unit", "status")
"""Columns that say which part of a year, in which unit and how sure a count is: never left out."""


def meaning_of(name: str, mapping: Mapping[str, str]) -> str | None:
    """What an analyst said that a header, label or column letter means."""
    key = key_of(name)
    return next((field for label, field in mapping.items() if key_of(label) == key), None) if key else None


def kind_of_part(header: str) -> str:
    """Which parts of a year a plain number means below a header: "q", "h", "m", or "" where it says none."""
    key = key_of(header)
    name = next((name for name in NUMBERED_PARTS if name in key), "")
    rest = key.replace(name, "")
    return "" if any(other in rest for other in NUMBERED_PARTS) else NUMBERED_PARTS.get(name, "")


def find_columns(
    rows: Rows,
    layout: TableLayout,
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    *,
    file: str,
    lines: Sequence[int],
    era: str | None = None,
) -> tuple[list[Column], list[Problem]]:
    """Every column with its role, and what must be asked or said of them."""
    headers = _headers(rows, layout)
    line = lines[layout.header[-1]] if layout.header else None
    samples = [rows[index] for index in layout.body[:SAMPLED_ROWS] if index not in layout.totals]
    run = PeriodRun(vocabulary.marks, era)
    columns: list[Column] = []
    for index in range(layout.width):
        cells = [row[index] for row in samples if index < len(row) and row[index].strip()]
        columns.append(_column(index, headers[index], cells, vocabulary, mapping, run))
    columns = _of_figures_after_all(_one_value(columns, vocabulary), samples, vocabulary)
    columns = _first_as_label(_years_across(columns, samples, vocabulary))
    columns = _of_eras(columns, samples, vocabulary, mapping)
    problems = [
        *_duplicates(columns, file, line),
        *_alike(columns, file, line, samples),
        *_questions(columns, file, line, vocabulary, samples),
        *_read_all_the_same(columns, file, line, mapping),
    ]
    return columns, problems


def _read_all_the_same(
    columns: list[Column], file: str, line: int | None, mapping: Mapping[str, str]
) -> Iterator[Problem]:
    """Columns that were to be left out, and are not."""
    for column in columns:
        meaning = meaning_of(column.header, mapping) or meaning_of(column.letter, mapping)
        if column.role in SAYS_OF_FIGURES and meaning in ("ignore", "note"):
            yield Problem("read-all-the-same", file, line, column.letter, {"found": column.name})


def _headers(rows: Rows, layout: TableLayout) -> list[tuple[str, ...]]:
    """The header of each column: one text a header row, the upper one running on to the right."""
    parts: list[list[str]] = [[] for _ in range(layout.width)]
    for level, index in enumerate(layout.header):
        spanning = level == 0 and len(layout.header) == 2
        last = ""
        row = dict(filled(rows[index]))
        for column in range(layout.width):
            text = row.get(column, "").strip()
            if spanning and column > 0:
                last = text or last
                text = last
            if text and not (spanning and era_named(text)):
                parts[column].append(" ".join(text.split()))
    return [tuple(_with_number_of_part(texts, parts[0])) for texts in parts]


def _with_number_of_part(texts: list[str], first: list[str]) -> list[str]:
    """The texts over a column; of Ⅰ below a header that says "quarter", or in a row that begins so, Q1."""
    quarters = [text for text in (*texts, *first) if key_of(text) in QUARTER_HEADERS]
    numbers = [text for text in texts if not text.isdigit() and part_number(text)]
    if not quarters or len(numbers) != 1:
        return texts
    named = f"Q{part_number(numbers[0])}"
    return [named if text == numbers[0] else text for text in texts if text not in quarters]


def _column(
    index: int,
    header: tuple[str, ...],
    cells: list[str],
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    run: PeriodRun,
) -> Column:
    """A column by its header; ``run`` goes on from it where it names an era."""
    name = " / ".join(header)
    meaning = meaning_of(name, mapping) or meaning_of(letter_of(index), mapping)
    if meaning == "ignore" and any(looks_numeric(cell, vocabulary.marks) for cell in cells):
        return Column(index, name, "ignored")
    if meaning in ("ignore", "note") and (role := _role(header, cells, vocabulary)) in SAYS_OF_FIGURES:
        return Column(index, name, role)
    if meaning in FIELDS:
        return Column(index, name, meaning)
    of_year = next((part for part in header if names_part(part, vocabulary)), None) if cells else None
    if of_year is not None and meaning is None:
        others = tuple(part for part in header if part != of_year)
        readings = [(part, run.read(part)) for part in others]
        year = next((reading for _, reading in readings if reading and reading.period), None)
        part = run.read(of_year) if year is None else None
        if part is not None and (part.period or part.code == OTHER_YEAR):  # of the year of the one before
            run.take(part)
            return Column(index, name, "figures", part, others)
        run.take(year)
        labels = tuple(part for part, reading in readings if reading is None or reading is not year)
        return Column(index, name, "figures", year, labels, of_year)
    readings = [(part, run.read(part)) for part in header]
    period = next((reading for _, reading in readings if reading and (reading.period or reading.code)), None)
    if len({reading.period for _, reading in readings if reading and reading.period}) > 1:
        period = PeriodReading(None, "calendars-disagree")
    labels = tuple(part for part, reading in readings if reading is None or reading is not period)
    if period is not None:
        role = "total" if any(vocabulary.is_total(part) for part in labels) and not meaning else "figures"
        run.take(period)
        return Column(index, name, role, period, labels)
    if meaning is not None:
        return Column(index, name, "figures", None, header or (letter_of(index),))
    return Column(index, name, _role(header, cells, vocabulary), None, header)


def _role(header: tuple[str, ...], cells: list[str], vocabulary: Vocabulary) -> str:
    if not cells and not header:
        return "empty"
    fields = [vocabulary.headers[key_of(part)] for part in header if key_of(part) in vocabulary.headers]
    is_parts = sum(names_part(cell, vocabulary) for cell in cells) * 2 > len(cells) and not _have_years(
        cells, vocabulary
    )
    if len(header) == 1 and fields:
        if fields[0] in ("period", "part") and cells:
            names_a_time = fields[0] == "part" and key_of(header[0]) not in SPANS_OF_TIME
            if is_parts or (names_a_time and _are_full_years(cells, vocabulary)):
                return "part"
            return "period" if _have_years(cells, vocabulary) else fields[0]
        return fields[0]
    if any(vocabulary.is_total(part) for part in header):
        return "total"
    if any(vocabulary.kinds_of(part) for part in header):
        return "figures"
    if fields:
        return next((field for field in reversed(fields) if field != "part" or is_parts), fields[-1])
    if not cells:
        return "beside"
    if not header and _are_periods(cells, vocabulary):
        return "period"
    if is_parts:
        return "part"
    if sum(bool(vocabulary.kinds_of(cell)) for cell in cells) * 2 > len(cells):
        return "label"
    if sum(looks_numeric(cell, vocabulary.marks) for cell in cells) * 2 >= len(cells):
        return "asked"
    return "label" if not header else "unused"


def _are_periods(cells: list[str], vocabulary: Vocabulary) -> bool:
    """Whether most of these cells name periods."""
    readings = (read_period(cell, vocabulary.marks) for cell in cells)
    return sum(1 for reading in readings if reading and reading.period) * 2 > len(cells)


def _have_years(cells: list[str], vocabulary: Vocabulary) -> bool:
    """Whether any of these cells names a period together with its year, or fails to by its year or day."""
    readings = (read_period(cell, vocabulary.marks) for cell in cells)
    return any(
        reading.period or (reading.code in UNCLEAR_YEARS and reading.short_year is None)
        for reading in readings
        if reading is not None
    )


def _are_full_years(cells: list[str], vocabulary: Vocabulary) -> bool:
    """Whether all of these cells are years: below "month" or "as of" no figure's period."""
    readings = (read_period(cell, vocabulary.marks) for cell in cells)
    return all(reading and reading.period and reading.period.kind == "CY" for reading in readings)


def _one_value(columns: list[Column], vocabulary: Vocabulary) -> list[Column]:
    """Years down and one column called "Total": that column is the value, the sum of nothing beside it."""
    figures = [column for column in columns if column.role in ("figures", "value", "asked")]
    totals = [column for column in columns if column.role == "total"]
    if not figures and len(totals) == 1:
        return [
            replace(column, role="value", labels=()) if column is totals[0] else column for column in columns
        ]
    return columns


def _of_figures_after_all(
    columns: list[Column], samples: list[tuple[str, ...]], vocabulary: Vocabulary
) -> list[Column]:
    """A further column called "year", behind figures or by the name of the first, whose numbers are no years,
    nor those of an era beside the first: what they are is asked."""
    first, *others = [column for column in columns if column.role == "period"] or columns[:1]
    figures = [column.index for column in columns if column.role in ("figures", "value", "total")]

    def holds_figures(column: Column) -> bool:
        is_behind = bool(figures) and min(figures) < column.index
        is_namesake = key_of(column.header) == key_of(first.header)
        pairs = [
            (row[first.index], row[column.index])
            for row in samples
            if column.index < len(row) and looks_numeric(row[column.index], vocabulary.marks)
        ]
        if not pairs or _are_periods([number for _, number in pairs], vocabulary):
            return False
        is_asked = is_behind and is_namesake
        return is_asked or ((is_behind or is_namesake) and not _are_of_one_era(pairs, vocabulary))

    return [
        replace(column, role="asked") if column in others and holds_figures(column) else column
        for column in columns
    ]


def _are_of_one_era(pairs: list[tuple[str, str]], vocabulary: Vocabulary) -> bool:
    """Whether bare numbers are the years of one era that the years beside them are."""
    readings = [(read_period(year, vocabulary.marks), part_number(number)) for year, number in pairs]
    years = [(year.period.start.year if year and year.period else 0, number) for year, number in readings]
    return any(
        all(number and year_of_era(era, int(number)) == year for year, number in years) for era in ERAS
    )


def _years_across(
    columns: list[Column], samples: list[tuple[str, ...]], vocabulary: Vocabulary
) -> list[Column]:
    """A column called "year" before years that stand across names those, where its own cells are no years."""
    if not any(column.period for column in columns):
        return columns

    def is_label(column: Column) -> bool:
        cells = [
            row[column.index] for row in samples if column.index < len(row) and row[column.index].strip()
        ]
        return column.role == "period" and not any(read_period(cell, vocabulary.marks) for cell in cells)

    labels = [column for column in columns if is_label(column)]
    fiscal = any(key_of(column.header) in FISCAL_HEADERS for column in labels)
    return [
        replace(column, role="label")
        if column in labels
        else replace(column, period=_fiscal(column.period))
        if fiscal and column.period
        else column
        for column in columns
    ]


def _fiscal(reading: PeriodReading) -> PeriodReading:
    """A year below a header that speaks of fiscal years; parts of years are left open there."""
    period = reading.period
    if period is None or period.kind == "FY":
        return reading
    if period.kind == "CY":
        return replace(reading, period=fiscal_year(period.start.year))
    return PeriodReading(None, "not-a-period")


def _first_as_label(columns: list[Column]) -> list[Column]:
    """The texts before the figures of a wide table are its labels, whatever their header is."""
    wide = any(column.role in ("figures", "total") for column in columns)
    first = next((column.index for column in columns if column.role != "empty"), 0)
    return [
        replace(column, role="label")
        if wide and column.role in ("unused", "ignore") and column.index == first
        else column
        for column in columns
    ]


def _of_eras(
    columns: list[Column],
    samples: list[tuple[str, ...]],
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
) -> list[Column]:
    """A column of nothing but eras is one of periods, as is the one of years without eras to its right."""

    def cells(column: Column) -> list[str]:
        texts = (row[column.index].strip() for row in samples if column.index < len(row))
        return [text for text in texts if text and text not in DITTO]

    def is_short(text: str) -> bool:
        reading = read_period(text, vocabulary.marks)
        return reading is not None and reading.short_year is not None

    found = list(columns)
    for eras, years in pairwise(columns):
        told = (eras.header, eras.letter, years.header, years.letter)
        header = years.header or eras.header
        is_of_years = years.role == "period" or vocabulary.headers.get(key_of(header)) == "period"
        if not is_of_years or any(meaning_of(name, mapping) for name in told):
            continue
        if cells(eras) and all(map(era_named, cells(eras))) and all(map(is_short, cells(years))):
            found[eras.index] = replace(eras, role="period", is_of_eras=True)
            found[years.index] = replace(years, role="period")
    return found


def _duplicates(columns: list[Column], file: str, line: int | None) -> list[Problem]:
    named = Counter(
        key_of(column.header)
        for column in columns
        if column.header and column.role not in ("ignore", "empty")
    )
    problems = []
    for key, times in named.items():
        if times > 1 and {each.role for each in columns if key_of(each.header) == key} != {"period"}:
            same = [column for column in columns if key_of(column.header) == key]
            facts = {"found": same[0].header, "wanted": tuple(column.letter for column in same)}
            problems.append(Problem("header-twice", file, line, same[1].letter, facts))
    values = [column for column in columns if column.role == "value"]
    if len(values) > 1 and not problems:
        facts = {"found": tuple(column.name for column in values)}
        problems.append(Problem("two-values", file, line, values[1].letter, facts))
    return problems


def _alike(
    columns: list[Column], file: str, line: int | None, samples: list[tuple[str, ...]]
) -> Iterator[Problem]:
    """Of two columns that say the same of a figure only one can be used."""
    first: dict[str, Column] = {}
    for column in columns:
        if column.role not in ONE_COLUMN_FIELDS:
            continue
        cells = {row[column.index].strip() for row in samples if column.index < len(row)} - {""}
        if column.role in first and cells:
            facts = {"found": first[column.role].name, "second": column.name}
            yield Problem("columns-alike", file, line, column.letter, facts)
        first.setdefault(column.role, column)


def _questions(
    columns: list[Column], file: str, line: int | None, vocabulary: Vocabulary, samples: list[tuple[str, ...]]
) -> list[Problem]:
    problems = []
    for column in columns:
        if column.role == "asked":
            near = vocabulary.nearest(column.header, "field") if column.header else None
            example = next(
                (row[column.index] for row in samples if column.index < len(row) and row[column.index]), ""
            )
            facts = {"found": column.name, "example": example, "wanted": near or "value"}
            problems.append(Problem("column-meaning", file, line, column.letter, facts))
        elif column.role == "unused" and column.header:
            cells = dict.fromkeys(row[column.index].strip() for row in samples if column.index < len(row))
            values = [cell for cell in cells if cell]
            facts = {"found": column.header, "example": ", ".join(values[:3])}
            says = any(_limits(value, vocabulary) for value in values)
            code = "column-varies" if len(values) > 1 else "column-says" if says else "column-unused"
            problems.append(Problem(code, file, line, column.letter, facts))
        elif column.period is not None and column.period.code:
            facts = {
                "found": column.header,
                "wanted": column.period.wanted,
                "era": column.period.era or "",
            }
            problems.append(Problem(column.period.code, file, line, column.letter, facts))
    return problems


def _limits(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text may say that only some of the incidents, or something else, is counted."""
    named = (vocabulary.other_measures, vocabulary.named_categories)
    return bool(unread_words(text, vocabulary)) or any(any(words.said_in(text)) for words in named)


def unknown_meanings(vocabulary: Vocabulary, mapping: Mapping[str, str], file: str) -> list[Problem]:
    """Answers that give a label a meaning which does not exist."""
    problems = []
    for label, meaning in mapping.items():
        is_known = (
            meaning in FIELDS
            or meaning in vocabulary.series
            or key_of(meaning) in vocabulary.derived
            or meaning in vocabulary.area_rows
            or meaning in vocabulary.category_rows
            or meaning in vocabulary.publications
            or meaning in FINALITIES
            or any(meaning in units for units in vocabulary.unit_words.units.values())
        )
        if not is_known:
            near = vocabulary.nearest(meaning, "series") or vocabulary.nearest(meaning, "field") or "value"
            facts = {"found": meaning, "label": label, "wanted": near}
            problems.append(Problem("unknown-meaning", file, facts=facts))
    return problems
