"""Say what each column of a table is: a field, figures under a period or a label, or something to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.periods import PeriodReading, read_period
from ingest.problems import Problem
from ingest.tidy import Column, letter_of
from ingest.tidy.layout import Layout, Rows, filled
from ingest.values import looks_numeric
from ingest.vocabulary import FIELDS, Vocabulary, key_of

SAMPLED_ROWS = 300
LABEL_FIELDS = ("area", "category", "series")


def meaning_of(name: str, mapping: Mapping[str, str]) -> str | None:
    """What an analyst said that a header, label or column letter means."""
    wanted = key_of(name)
    return (
        next((field for label, field in mapping.items() if key_of(label) == wanted), None) if wanted else None
    )


def find_columns(
    rows: Rows,
    layout: Layout,
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    *,
    file: str,
    lines: Sequence[int],
) -> tuple[list[Column], list[Problem]]:
    """Every column with its role, and what must be asked or said of them."""
    headers = _headers(rows, layout)
    line = lines[layout.header[-1]] if layout.header else None
    samples = [rows[index] for index in layout.body[:SAMPLED_ROWS] if index not in layout.totals]
    before: PeriodReading | None = None
    columns: list[Column] = []
    for index in range(layout.width):
        cells = [row[index] for row in samples if index < len(row) and row[index].strip()]
        column, before = _column(index, headers[index], cells, vocabulary, mapping, before)
        columns.append(column)
    columns = _one_value(columns, vocabulary)
    columns = _first_as_label(columns)
    problems = [*_said_twice(columns, file, line), *_asked(columns, file, line, vocabulary, samples)]
    return columns, problems


def _headers(rows: Rows, layout: Layout) -> list[tuple[str, ...]]:
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
            if text:
                parts[column].append(" ".join(text.split()))
    return [tuple(one) for one in parts]


def _column(
    index: int,
    header: tuple[str, ...],
    cells: list[str],
    vocabulary: Vocabulary,
    mapping: Mapping[str, str],
    before: PeriodReading | None,
) -> tuple[Column, PeriodReading | None]:
    """A column by its header, and the period reading whose era the next column may carry on."""
    shown = " / ".join(header)
    said = (
        meaning_of(shown, mapping) or meaning_of(letter_of(index), mapping)
        if shown
        else meaning_of(letter_of(index), mapping)
    )
    if said == "ignore" and any(looks_numeric(cell, vocabulary.marks) for cell in cells):
        return Column(index, shown, "ignored"), before
    if said in FIELDS:
        return Column(index, shown, said), before
    readings = [(part, read_period(part, vocabulary.marks, before)) for part in header]
    period = next((reading for _, reading in readings if reading and (reading.period or reading.code)), None)
    labels = tuple(part for part, reading in readings if reading is None or reading is not period)
    if period is not None:
        role = "total" if any(vocabulary.is_total(part) for part in labels) and not said else "figures"
        return Column(index, shown, role, period, labels), (period if period.era else before)
    if said is not None:
        return Column(index, shown, "figures", None, header or (letter_of(index),)), before
    return Column(index, shown, _role(header, cells, vocabulary), None, header), before


def _role(header: tuple[str, ...], cells: list[str], vocabulary: Vocabulary) -> str:
    if not cells and not header:
        return "empty"
    fields = [vocabulary.headers[key_of(part)] for part in header if key_of(part) in vocabulary.headers]
    if len(header) == 1 and fields:
        return fields[0]
    if any(vocabulary.is_total(part) for part in header):
        return "total"
    if any(vocabulary.kinds_of(part) for part in header):
        return "figures"
    if fields:
        return fields[-1]
    if not cells:
        return "unused"
    periods = [
        reading for cell in cells if (reading := read_period(cell, vocabulary.marks)) and reading.period
    ]
    if not header and len(periods) * 2 > len(cells):
        return "period"
    if sum(looks_numeric(cell, vocabulary.marks) for cell in cells) * 2 >= len(cells):
        return "asked"
    return "label" if not header else "unused"


def _one_value(columns: list[Column], vocabulary: Vocabulary) -> list[Column]:
    """Years down and one column called "Total": that column is the value, the sum of nothing beside it."""
    figures = [one for one in columns if one.role in ("figures", "value", "asked")]
    totals = [one for one in columns if one.role == "total"]
    if not figures and len(totals) == 1:
        return [replace(one, role="value", labels=()) if one is totals[0] else one for one in columns]
    return columns


def _first_as_label(columns: list[Column]) -> list[Column]:
    """The texts before the figures of a wide table are its labels, whatever their header is."""
    wide = any(one.role in ("figures", "total") for one in columns)
    return [
        replace(one, role="label") if wide and one.role == "unused" and one.index == 0 else one
        for one in columns
    ]


def _said_twice(columns: list[Column], file: str, line: int | None) -> list[Problem]:
    named = Counter(
        key_of(one.header) for one in columns if one.header and one.role not in ("ignore", "empty")
    )
    problems = []
    for key, times in named.items():
        if times > 1:
            same = [one for one in columns if key_of(one.header) == key]
            facts = {"found": same[0].header, "wanted": ", ".join(one.letter for one in same)}
            problems.append(Problem("header-twice", file, line, same[1].letter, facts))
    values = [one for one in columns if one.role == "value"]
    if len(values) > 1 and not problems:
        facts = {"found": ", ".join(one.shown for one in values)}
        problems.append(Problem("two-values", file, line, values[1].letter, facts))
    return problems


def _asked(
    columns: list[Column], file: str, line: int | None, vocabulary: Vocabulary, samples: list[tuple[str, ...]]
) -> list[Problem]:
    problems = []
    for column in columns:
        if column.role == "asked":
            near = vocabulary.nearest(column.header, "field") if column.header else None
            example = next(
                (row[column.index] for row in samples if column.index < len(row) and row[column.index]), ""
            )
            facts = {"found": column.shown, "example": example, "wanted": near or "value"}
            problems.append(Problem("column-meaning", file, line, column.letter, facts))
        elif column.role == "unused" and column.header:
            problems.append(Problem("column-unused", file, line, column.letter, {"found": column.header}))
        elif column.period is not None and column.period.code:
            facts = {"found": column.header}
            problems.append(Problem(column.period.code, file, line, column.letter, facts))
    return problems


def unknown_meanings(vocabulary: Vocabulary, mapping: Mapping[str, str], file: str) -> list[Problem]:
    """Answers that give a label a meaning which does not exist."""
    problems = []
    for label, meaning in mapping.items():
        known = (
            meaning in FIELDS
            or meaning in vocabulary.series
            or meaning in vocabulary.area_rows
            or meaning in vocabulary.category_rows
        )
        if not known:
            near = vocabulary.nearest(meaning, "series") or vocabulary.nearest(meaning, "field") or "value"
            facts = {"found": meaning, "label": label, "wanted": near}
            problems.append(Problem("unknown-meaning", file, facts=facts))
    return problems
