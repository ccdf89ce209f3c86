"""The analyst's file again, with each problem beside its row and, in a workbook, on its cell."""

from __future__ import annotations

import io
from collections import defaultdict

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from ingest.problems import Problem
from ingest.readers import RawTable
from ingest.report import Report
from ingest.spreadsheets import as_csv
from ingest.tidy.layout import filled
from ingest.values import LARGEST
from ingest.words import Words

FILLS = {"error": "F8CBAD", "question": "FFE699", "warning": "FFF2CC", "notice": "DDEBF7"}


def _by_row(report: Report) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in report.problems:
        found[problem.row or 0].append(problem)
    return found


def _said(problems: list[Problem], words: Words) -> str:
    return "\n".join(
        f"[{problem.column}] {problem.message(words)} {problem.remedy(words)}"
        if problem.column
        else f"{problem.message(words)} {problem.remedy(words)}"
        for problem in problems
    )


def _width(raw: RawTable) -> int:
    return max((cells[-1][0] + 1 for row in raw.rows if (cells := filled(row))), default=1)


def annotated_csv(report: Report, words: Words) -> bytes:
    """The file's rows with one more column; problems of the whole file stand in a row of their own below."""
    problems = _by_row(report)
    rows: list[list[str]] = []
    if report.raw is not None:
        width = _width(report.raw)
        for line, row in zip(report.raw.lines, report.raw.rows, strict=True):
            cells = [*row[:width], *[""] * (width - len(row))]
            rows.append([*cells, _said(problems.get(line, []), words)])
        rows.append([*[""] * width, _said(problems.get(0, []), words)])
    else:
        rows.append([_said(list(report.problems), words)])
    return as_csv(rows)


def annotated_xlsx(report: Report, words: Words) -> bytes:
    """The file's rows as a sheet: cells with problems filled and commented, the problems in a last column."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        sheet = book.create_sheet()
    sheet.title = words("Checked")
    problems = _by_row(report)
    width = _width(report.raw) if report.raw is not None else 0
    if report.raw is not None:
        for number, (line, row) in enumerate(zip(report.raw.lines, report.raw.rows, strict=True), start=1):
            for column, text in enumerate(row[:width], start=1):
                _write(sheet.cell(number, column), text)
            _mark(sheet, number, width, problems.get(line, []), words)
    last = (sheet.max_row or 0) + 2
    for problem in problems.get(0, []) if report.raw is not None else report.problems:
        _write(sheet.cell(last, 1), f"{problem.message(words)} {problem.remedy(words)}", as_text=True)
        sheet.cell(last, 1).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
        last += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mark(sheet: object, number: int, width: int, problems: list[Problem], words: Words) -> None:
    if not problems:
        return
    beside = sheet.cell(number, width + 1)  # type: ignore[attr-defined]
    _write(beside, _said(problems, words), as_text=True)
    beside.alignment = Alignment(wrap_text=True, vertical="top")
    beside.font = Font(italic=True)
    for problem in problems:
        if (
            problem.column
            and problem.column.isascii()
            and problem.column.isalpha()
            and len(problem.column) <= 3
        ):
            cell = sheet[f"{problem.column}{number}"]  # type: ignore[index]
            cell.fill = PatternFill("solid", fgColor=FILLS[problem.severity])
            cell.comment = Comment(_said([problem], words), "piracy")


def _write(cell: object, text: str, *, as_text: bool = False) -> None:
    """A number as a number; everything else as text, so that no formula comes to life."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    digits = text.strip()
    is_count = digits.isdigit() and text.isascii() and len(digits) <= 10 and int(digits) <= LARGEST
    if is_count and not as_text:
        cell.value = int(digits)  # type: ignore[attr-defined]
        return
    cell.value = clean  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]
