"""Tell tables that stand side by side on one sheet, and take them apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.periods import read_period
from ingest.readers import RawTable
from ingest.tidy.layout import ASIDE, SEARCHED_ROWS, Rows, filled
from ingest.values import looks_numeric
from ingest.vocabulary import Vocabulary, key_of

FIRST_IN_A_TABLE = ("period", "area", "category", "series")
"""What the first header of a table names."""
FEWEST_CELLS, MOST_TABLES = 4, 6
PERIOD = "..."


@dataclass(frozen=True)
class SideBySide:
    """The row of the headers, the column at which each table begins, and whether they can be one table that
    goes on to the right: the same headers, and none a title of its own."""

    header: int
    starts: tuple[int, ...]
    can_be_one: bool


def find_side_by_side(rows: Rows, vocabulary: Vocabulary) -> SideBySide | None:
    """The tables that stand beside each other in these rows; None where there is but one."""
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        cells = filled(row)
        if len(cells) < FEWEST_CELLS:
            continue
        below = rows[index + 1 :]
        if starts := _same_headers_again(cells, below, vocabulary):
            can_be_one = len(starts) <= MOST_TABLES and not _have_titles(rows[:index], starts[1])
            return SideBySide(index, starts, can_be_one)
        if starts := _periods_apart(cells, below, vocabulary):
            return SideBySide(index, starts, False)
    return None


def taken_apart(raw: RawTable, tables: SideBySide, vocabulary: Vocabulary) -> Iterator[RawTable]:
    """Each table with nothing beside it but the titles and notes of all; every cell keeps its place."""
    last = max(index for index, row in enumerate(raw.rows) if len(filled(row)) > 1)
    for start, end in zip(tables.starts, (*tables.starts[1:], None), strict=True):
        yield replace(
            raw,
            rows=tuple(
                row
                if index < tables.header or _is_aside(row) or (index > last and _is_text(row, vocabulary))
                else _only(row, start, end)
                for index, row in enumerate(raw.rows)
            ),
        )


def _only(row: tuple[str, ...], start: int, end: int | None) -> tuple[str, ...]:
    """A row with blanks in place of what is not between two columns."""
    after = 0 if end is None else len(row[end:])
    return ("",) * min(start, len(row)) + row[start:end] + ("",) * after


def _same_headers_again(cells: list[tuple[int, str]], below: Rows, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The columns at which the same headers begin again; none where they do not, or where labels stand
    before the first, which then are those of all."""
    texts = [text.strip() for _, text in cells]
    length = texts.index(texts[0], 1) if texts.count(texts[0]) > 1 else 0
    keys = [_shape(text, vocabulary) for text in texts] if length > 1 else []
    if not keys or len(keys) % length or keys[:length] * (len(keys) // length) != keys:
        return ()
    starts = tuple(column for column, _ in cells[::length])
    known = [vocabulary.headers.get(key) for key in keys[:length]]
    begins = known[0] in FIRST_IN_A_TABLE or (any(known) and _are_apart(starts, below))
    has_labels = any(len(filled(row)) > 1 and filled(row)[0][0] < starts[0] for row in below)
    return starts if begins and not has_labels else ()


def _shape(header: str, vocabulary: Vocabulary) -> str:
    """A header as headers of tables side by side are compared: any period is like another."""
    reading = read_period(header, vocabulary.marks)
    return PERIOD if reading is not None and reading.period is not None else key_of(header)


def _periods_apart(cells: list[tuple[int, str]], below: Rows, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The columns of periods, where each has others after it and an empty column before the next."""
    if vocabulary.headers.get(key_of(cells[0][1])) != "period":
        return ()
    starts = tuple(column for column, text in cells if vocabulary.headers.get(key_of(text)) == "period")
    columns = {column for column, _ in cells}
    are_tables = len(starts) > 1 and all(start + 1 in columns for start in starts)
    is_divided = all(start - 1 not in columns for start in starts[1:])
    return starts if are_tables and is_divided and _are_apart(starts, below) else ()


def _are_apart(starts: tuple[int, ...], rows: Rows) -> bool:
    """Whether the column before each table but the first is empty."""
    return not any(start <= len(row) and row[start - 1].strip() for row in rows for start in starts[1:])


def _have_titles(above: Rows, second: int) -> bool:
    """Whether something above the headers stands over the second table or a later one."""
    return any(column >= second for row in above if not _is_aside(row) for column, _ in filled(row))


def _is_text(row: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether a row holds one text that is neither a number nor a year nor a name of something counted."""
    texts = [unicodedata.normalize("NFKC", text) for _, text in filled(row)]
    is_none = [
        read_period(text, vocabulary.marks) is None
        and not looks_numeric(text, vocabulary.marks)
        and not vocabulary.kinds_of(text)
        for text in texts
    ]
    return is_none == [True]


def _is_aside(row: tuple[str, ...]) -> bool:
    """Whether a row holds a note, source or unit and nothing else."""
    cells = filled(row)
    return len(cells) == 1 and any(pattern.search(cells[0][1].strip()) for pattern in ASIDE)
