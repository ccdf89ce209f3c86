"""The analyst's file again, with each problem beside its row and, in a workbook, on its cell."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.problems import Problem
from ingest.readers import RawTable
from ingest.report import Report
from ingest.spreadsheets import as_csv
from ingest.tidy.layout import filled
from ingest.values import LARGEST
from ingest.words import Words

FILLS = {"error": "#F8CBAD", "question": "#FFE699", "warning": "#FFF2CC", "notice": "#DDEBF7"}
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_CELL, MOST_DIGITS = 32_767, 15
"""Letters of a text and digits of a number that a cell keeps."""
Remedy = Callable[[Problem, Words], str]
"""What to do about a problem, where the file will be read."""
Say = Callable[[Problem], str]
COLUMN = re.compile(r"[A-Za-z]{1,3}")


def _by_row(report: Report) -> dict[int, list[Problem]]:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in report.problems:
        by_row[problem.row or 0].append(problem)
    return by_row


def _saying(words: Words, remedy: Remedy) -> Say:
    """What is said of one problem."""
    return lambda problem: words(
        "{message} {remedy}", message=problem.message(words), remedy=remedy(problem, words)
    )


def _sentences(problems: list[Problem], say: Say) -> str:
    return "\n".join(
        f"[{problem.column}] {say(problem)}" if problem.column else say(problem) for problem in problems
    )


def _width(raw: RawTable) -> int:
    return max((cells[-1][0] + 1 for row in raw.rows if (cells := filled(row))), default=1)


def annotated_csv(report: Report, words: Words, *, remedy: Remedy = Problem.remedy) -> bytes:
    """The file's rows with one more column; problems of the whole file stand in a row of their own below."""
    problems, say = _by_row(report), _saying(words, remedy)
    rows: list[list[str]] = []
    if report.raw is not None:
        width = _width(report.raw)
        for line, row in zip(report.raw.lines, report.raw.rows, strict=True):
            cells = [*row[:width], *[""] * (width - len(row))]
            rows.append([*cells, _sentences(problems.get(line, []), say)])
        rows.append([*[""] * width, _sentences(problems.get(0, []), say)])
    else:
        rows.append([_sentences(list(report.problems), say)])
    return as_csv(rows)


@dataclass(frozen=True)
class _Looks:
    """How cells are written: with a problem, by its severity, and the text beside a row."""

    fills: Mapping[str, Any]
    beside: Any


def annotated_xlsx(report: Report, words: Words, *, remedy: Remedy = Problem.remedy) -> bytes:
    """The file's rows as a sheet: cells with problems filled and commented, the problems in a last column."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(words("Checked"))
        looks = _Looks(
            fills={severity: book.add_format({"bg_color": colour}) for severity, colour in FILLS.items()},
            beside=book.add_format({"italic": True, "text_wrap": True, "valign": "top"}),
        )
        problems, say = _by_row(report), _saying(words, remedy)
        below, last = list(report.problems), 0
        if report.raw is not None:
            below, last = problems.get(0, []), len(report.raw.rows)
            width = _width(report.raw)
            for number, (line, row) in enumerate(zip(report.raw.lines, report.raw.rows, strict=True)):
                _write_row(sheet, number, [*row, *[""] * width][:width], problems.get(line, []), looks, say)
        for number, problem in enumerate(below, last + 1):
            sheet.write_string(number, 0, _clean(say(problem)), looks.fills[problem.severity])
    return stream.getvalue()


def _write_row(
    sheet: Any, number: int, cells: list[str], problems: list[Problem], looks: _Looks, say: Say
) -> None:
    """Write a row of the file, and beside it what is wrong with it."""
    from xlsxwriter.utility import xl_cell_to_rowcol

    marked = {
        xl_cell_to_rowcol(f"{problem.column}1".upper())[1]: problem
        for problem in problems
        if COLUMN.fullmatch(problem.column or "")
    }
    for column in sorted({*range(len(cells)), *marked}):
        problem = marked.get(column)
        text = cells[column] if column < len(cells) else ""
        _write(sheet, number, column, text, looks.fills[problem.severity] if problem else None)
        if problem:
            comment = _clean(_sentences([problem], say))
            sheet.write_comment(number, column, comment, {"author": "piracy"})
    if problems:
        sheet.write_string(number, len(cells), _clean(_sentences(problems, say)), looks.beside)


def _write(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """A number as a number; everything else as text, so that no formula comes to life."""
    digits = text.strip()
    if digits.isdigit() and text.isascii() and len(text) <= MOST_DIGITS and int(digits) <= LARGEST:
        sheet.write_number(row, column, int(digits), look)
    elif text:
        sheet.write_string(row, column, _clean(text), look)
    else:
        sheet.write_blank(row, column, None, look)


def _clean(text: str) -> str:
    """A text that a cell can hold."""
    return CONTROL_CHARACTERS.sub("", text)[:LONGEST_CELL]
