"""Tell a list of single incidents from a table of counts: its numbers are serial numbers, not figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.periods import read_period
from ingest.tidy.columns import meaning_of
from ingest.tidy.layout import Rows, filled
from ingest.vocabulary import Vocabulary, key_of

SEARCHED_ROWS, SAMPLED_ROWS = 40, 300
FEWEST = 2
"""Columns that only a list of incidents has; one alone may be a note of somebody's."""


def incident_columns(
    rows: Rows, vocabulary: Vocabulary, mapping: Mapping[str, str]
) -> tuple[int, Sequence[str]] | None:
    """The row of the header and the columns that only a list of incidents has; None for another table.

    A column whose meaning the analyst says, says nothing.
    """
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        header = tuple("" if meaning_of(text, mapping) else text for text in row)
        named = [text.strip() for _, text in filled(header) if key_of(text) in vocabulary.incident_headers]
        if not named:
            continue
        below = rows[index + 1 : index + 1 + SAMPLED_ROWS]
        named += [text for text in _days(header, below, vocabulary) if text not in named]
        if len(named) >= FEWEST or _are_serial(header, below, vocabulary):
            return index, named
    return None


def _are_serial(header: tuple[str, ...], below: Rows, vocabulary: Vocabulary) -> bool:
    """Whether the only numbers beside years count the rows: 1, 2, 3 and so on, or 1 in each."""
    for column, text in filled(header):
        cells = [row[column].strip() for row in below if column < len(row) and row[column].strip()]
        if vocabulary.headers.get(key_of(text)) == "period" or len(cells) < FEWEST:
            continue
        if cells in ([str(number) for number in range(1, len(cells) + 1)], ["1"] * len(cells)):
            return True
    return False


def _days(header: tuple[str, ...], below: Rows, vocabulary: Vocabulary) -> list[str]:
    """Columns that hold days, by their headers."""
    days = []
    for column, text in filled(header):
        cells = [row[column] for row in below if column < len(row) and row[column].strip()]
        readings = [read_period(cell, vocabulary.marks) for cell in cells]
        of_days = sum(1 for reading in readings if reading and reading.code == "a-day-is-no-period")
        if of_days * 2 > len(cells):
            days.append(text.strip())
    return days
