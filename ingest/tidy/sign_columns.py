"""Signs in a column of their own without a header (△ | 84, 84 | p, 2021 | 年度) are put to the number of
which they are said, and then read as in one cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.periods import read_period
from ingest.tidy.layout import Rows, TableLayout
from ingest.values import looks_numeric, read_value
from ingest.vocabulary import Vocabulary

LONGEST_SIGN = 8
JUST_A_MARK = ("negative", "approximate")
"""What a sign may make of a number, which then is refused."""


def with_signs_in_place(
    rows: Rows, layout: TableLayout, vocabulary: Vocabulary
) -> tuple[tuple[str, ...], ...]:
    """The rows, each sign at the number to its left or right, and its column empty."""
    columns = _columns_of_signs(rows, layout, vocabulary) if layout.header else {}
    if not columns:
        return tuple(rows)
    placed = list(rows)
    for index in layout.body:
        row = list(placed[index])
        for column, neighbour in columns.items():
            sign = row[column].strip() if column < len(row) else ""
            if sign:
                beside = row[neighbour].strip()
                row[neighbour] = f"{beside}{sign}" if neighbour < column else f"{sign}{beside}"
                row[column] = ""
        placed[index] = tuple(row)
    return tuple(placed)


def _columns_of_signs(rows: Rows, layout: TableLayout, vocabulary: Vocabulary) -> dict[int, int]:
    """The columns that hold nothing but signs, with the column of the numbers that these are said of."""
    found = {}
    for column in range(layout.width):
        if any(column < len(rows[index]) and rows[index][column].strip() for index in layout.header):
            continue
        body = (rows[index] for index in layout.body)
        filled = [row for row in body if column < len(row) and row[column].strip()]
        signs = {row[column].strip() for row in filled}
        if not filled or any(len(sign) > LONGEST_SIGN or sign[0].isdigit() for sign in signs):
            continue
        readers: Sequence[tuple[int, Callable[[str, str, Vocabulary], bool]]] = (
            (column - 1, _of_year),
            (column - 1, _after),
            (column + 1, _before),
        )
        for neighbour, is_sign in readers:
            pairs = {
                (row[column].strip(), row[neighbour].strip() if 0 <= neighbour < len(row) else "")
                for row in filled
            }
            if all(text and is_sign(sign, text, vocabulary) for sign, text in pairs):
                found[column] = neighbour
                break
    return found


def _of_year(sign: str, year: str, vocabulary: Vocabulary) -> bool:
    alone = read_period(year, vocabulary.marks)
    is_year = alone is not None and (alone.period is not None or alone.short_year is not None)
    joined = read_period(f"{year}{sign}", vocabulary.marks)
    return is_year and joined is not None and (joined.period is not None or joined.short_year is not None)


def _after(sign: str, number: str, vocabulary: Vocabulary) -> bool:
    return looks_numeric(number, vocabulary.marks) and (
        _says_something(f"{number}{sign}", vocabulary)
        or bool(vocabulary.unit_words.called(sign))
        or any(vocabulary.unit_words.stated(f"({sign})"))
    )


def _before(sign: str, number: str, vocabulary: Vocabulary) -> bool:
    return looks_numeric(number, vocabulary.marks) and _says_something(f"{sign}{number}", vocabulary)


def _says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a number with a sign is read as more than the bare number."""
    reading = read_value(text, vocabulary.marks)
    is_marked = reading.provisional or reading.restated or reading.footnote or reading.unit
    return reading.code in JUST_A_MARK or bool(is_marked) or reading.bound != "exact"
