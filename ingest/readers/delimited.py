"""Text becomes rows: the only place that knows delimiters, quotation marks and line ends.

The csv module reads; what it lets pass (a quotation mark inside an unquoted cell, a quoted cell that
swallowed the rows after it) and what it places badly (a quotation mark never closed) is looked for here.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from sys import intern

from ingest.readers import Limits
from ingest.readers.lines import line_ends, lines_with_ends
from ingest.readers.refusal import Refusal, excerpt
from ingest.tidy import letter_of

DELIMITERS = (",", "\t", ";")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CONFLICT = re.compile(r"^(?:<{7} .+|={7}|>{7} .+|\|{7} .+)$", re.MULTILINE)
_EUROSTAT = re.compile(r"\ufeff?[\w ,]+\\TIME_PERIOD\t")  # keys joined by commas, then years parted by tabs
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 1_000_000
_CSV_LONGEST_CELL = csv.field_size_limit()


@dataclass(frozen=True)
class Rows:
    """The rows of a text, the line that each starts on, and what parts their cells."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    delimiter: str


def parse(text: str, *, limits: Limits) -> Rows:
    """Rows exactly as found, blank ones too; raises Refusal naming the line at fault."""
    keys = _EUROSTAT.match(text)
    delimiter = "\t" if keys else _delimiter(text)
    read = _read_quoted if '"' in text else _read_plain
    rows, lines = read(text, delimiter, limits)
    if keys:
        rows = [(*row[0].partition("\\")[0].split(","), *row[1:]) if row else row for row in rows]
    if not any(cell.strip() for row in rows for cell in row):
        raise Refusal("only-blank-lines", found=len(rows))
    if marker := _CONFLICT.search(text):
        raise Refusal("conflict-marker", row=line_ends(text[: marker.start()]) + 1, found=excerpt(marker[0]))
    return Rows(rows=tuple(rows), lines=tuple(lines), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The delimiter that gives the most rows one and the same width; a comma where none parts anything."""
    sample = list(islice(lines_with_ends(text[:_SAMPLE_CHARACTERS]), _SAMPLE_LINES))
    scores: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        with suppress(csv.Error):  # a cell too long for the csv module; the rows before it are a sample too
            rows.extend(csv.reader(sample, delimiter=delimiter))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
            scores[delimiter] = (count, width)
    if not scores:
        return ","
    best = max(count for count, _ in scores.values())
    tied = [delimiter for delimiter in DELIMITERS if scores.get(delimiter, (0, 0))[0] == best]
    # "1,5;2,5": the comma is a decimal one where every comma stands between digits.
    if tied[0] == "," and len(tied) > 1 and not re.search(r"(?<!\d),|,(?!\d)", "".join(sample)):
        return tied[1]
    return tied[0]


def _read_plain(text: str, delimiter: str, limits: Limits) -> tuple[list[tuple[str, ...]], list[int]]:
    """Text without a quotation mark: every line is a row."""
    # Without this, a cell longer than the csv module takes would end the reading without its place.
    longest = min(limits.cell_characters, _CSV_LONGEST_CELL)
    for line, physical in enumerate(lines_with_ends(text), start=1):
        if line > limits.rows:
            raise _too_many_rows(text, limits)
        if (width := physical.count(delimiter) + 1) > limits.columns:
            raise _too_many_columns(width, line, limits)
        if len(physical) > longest:
            _check_lengths(physical.rstrip("\r\n").split(delimiter), line, longest)
    reader = csv.reader(lines_with_ends(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    rows = [tuple(map(intern, cells)) for cells in reader]
    return rows, list(range(1, len(rows) + 1))


def _read_quoted(text: str, delimiter: str, limits: Limits) -> tuple[list[tuple[str, ...]], list[int]]:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    record: list[str] = []  # the lines of the row that is being read
    fed = offset = 0  # characters read, and those before that row

    def feed() -> Iterator[str]:
        nonlocal fed
        for physical in lines_with_ends(text):
            record.append(physical)
            fed += len(physical)
            yield physical

    well_formed = _record_pattern(delimiter)
    suspects: list[int] = []
    longest = min(limits.cell_characters, _CSV_LONGEST_CELL)
    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if len(cells) > limits.columns:
                raise _too_many_columns(len(cells), start, limits)
            # A cell that still holds a quotation mark had it doubled in quotes, or has one astray.
            if any('"' in cell for cell in cells) and not well_formed.fullmatch("".join(record)):
                raise _quote_fault(text, offset, start, delimiter, limits)
            if len(record) > 1:
                suspects.append(len(rows))
            record.clear()
            if len(rows) >= limits.rows:
                raise _too_many_rows(text, limits)
            if cells and len(max(cells, key=len)) > longest:
                _refuse_swallowed_in(cells, start, len(cells), delimiter)
                _check_lengths(cells, start, longest)
            rows.append(tuple(map(intern, cells)))
            lines.append(start)
            start, offset = reader.line_num + 1, fed
    except csv.Error as error:
        raise _quote_fault(text, offset, start, delimiter, limits) from error
    if suspects:
        width = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
        for index in suspects:
            _refuse_swallowed_in(rows[index], lines[index], width[0][0] if width else 1, delimiter)
    return rows, lines


def _refuse_swallowed_in(cells: Sequence[str], line: int, width: int, delimiter: str) -> None:
    """Raise Refusal where a quoted cell holds, after a line end, as many delimiters as a row has.

    A delimiter before a space does not count: that is how prose has its commas, and a row seldom.
    """
    if width < 2:
        return
    for position, cell in enumerate(cells, start=1):
        parted = _LINE_ENDS.split(cell, maxsplit=1)
        if len(parted) > 1:
            opens = line + sum(line_ends(earlier) for earlier in cells[: position - 1])
            count = len(re.findall(re.escape(delimiter) + "(?! )", parted[1]))
            if count >= max(2, width - 1):
                raise Refusal(
                    "swallowed-rows", row=opens, column=_letter(position), found=excerpt(parted[0], 60)
                )


def _record_pattern(delimiter: str) -> re.Pattern[str]:
    """A whole record whose quotation marks all stand around cells, or doubled inside such a cell."""
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"\r\n{re.escape(delimiter)}]*+)'
    return re.compile(rf"{cell}(?:{re.escape(delimiter)}{cell})*+(?:\r\n|\r|\n)?")


def _quote_fault(record: str, position: int, start: int, delimiter: str, limits: Limits) -> Refusal:
    """Why the csv module could not read the record at this position and line, and where the fault opens."""
    excerpt = re.compile(r'"(?:[^"]++|"")*+"')
    plain = re.compile(rf"[^\r\n{re.escape(delimiter)}]*+")
    longest = min(limits.cell_characters, _CSV_LONGEST_CELL)
    column, opens = 1, start
    while column <= limits.columns:
        letter = _letter(column)
        if record.startswith('"', position):
            cell = excerpt.match(record, position)
            if cell is None:
                return Refusal("unclosed-quote", row=opens, column=letter, found=_opening(record, position))
            after = record[cell.end() : cell.end() + 1]
            if after not in ("", delimiter, "\r", "\n"):
                # Closed by a quotation mark that was meant to open another cell, lines further down.
                code = "unclosed-quote" if _LINE_ENDS.search(cell.group()) else "stray-quote"
                return Refusal(code, row=opens, column=letter, found=_opening(record, position))
        else:
            cell = plain.match(record, position)
            if cell is None or '"' in cell.group():
                return Refusal("stray-quote", row=opens, column=letter, found=_opening(record, position))
        if len(cell.group()) > longest:
            return Refusal("cell-too-long", row=opens, column=letter, found=len(cell.group()), wanted=longest)
        if record[cell.end() : cell.end() + 1] != delimiter:
            return Refusal("stray-quote", row=opens, column=letter, found=_opening(record, position))
        opens += line_ends(cell.group())
        position, column = cell.end() + 1, column + 1
    return _too_many_columns(column, start, limits)


def _opening(record: str, position: int) -> str:
    return excerpt(_LINE_ENDS.split(record[position : position + 200], maxsplit=1)[0], 40)


def _check_lengths(cells: list[str], line: int, longest: int) -> None:
    for position, cell in enumerate(cells, start=1):
        if len(cell) > longest:
            raise Refusal(
                "cell-too-long", row=line, column=_letter(position), found=len(cell), wanted=longest
            )


def _too_many_rows(text: str, limits: Limits) -> Refusal:
    count = line_ends(text) + (not text.endswith(("\r", "\n")))
    return Refusal("too-many-rows", row=limits.rows + 1, found=count, wanted=limits.rows)


def _too_many_columns(count: int, line: int, limits: Limits) -> Refusal:
    return Refusal(
        "too-many-columns", row=line, column=_letter(limits.columns + 1), found=count, wanted=limits.columns
    )


def _letter(column: int) -> str:
    """A column as a spreadsheet names it; by number where a spreadsheet has none."""
    return letter_of(column - 1) if column <= 18_278 else str(column)
