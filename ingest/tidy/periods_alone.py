"""Tell rows that hold a period and no figure: a year over the months below it, and the date of a table."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from ingest.periods import YEARS, read_period
from ingest.readers import RawTable
from ingest.tidy.layout import TableLayout, filled, names_part
from ingest.vocabulary import Vocabulary

HEADING, DATE = "heading", "note"
"""What such a row is, as an ``Aside``."""


def periods_alone(
    raw: RawTable, layout: TableLayout, column: int, vocabulary: Vocabulary
) -> Mapping[int, str]:
    """The rows whose one cell is a period, by line: a year is a heading where a part of a year without one
    stands below it; a month or span of days is a date where no figure is of such a period. All others are
    periods without a figure."""
    body = layout.body
    cells = {index: row[column].strip() if column < len(row := raw.rows[index]) else "" for index in body}
    alone = {index for index in body if cells[index] and len(filled(raw.rows[index])) == 1}
    found = {}
    for index, below in pairwise(body):
        if index in alone and _is_year(cells[index], vocabulary) and names_part(cells[below], vocabulary):
            found[raw.lines[index]] = HEADING
    named = [cells[index] for index in body if index not in alone]
    if not any(names_part(cell, vocabulary) or _is_date(cell, vocabulary) for cell in named):
        found |= {raw.lines[index]: DATE for index in alone if _is_date(cells[index], vocabulary)}
    return found


def _is_year(cell: str, vocabulary: Vocabulary) -> bool:
    reading = read_period(cell, vocabulary.marks)
    return reading is not None and bool(
        reading.short_year or (reading.period and reading.period.kind in YEARS)
    )


def _is_date(cell: str, vocabulary: Vocabulary) -> bool:
    reading = read_period(cell, vocabulary.marks)
    return reading is not None and reading.period is not None and reading.period.kind in ("M", "D")
