"""A report as the review page shows it: what was understood, questions, problems, the grid, the changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.words import Words as PageWords
from dashboard.words import message
from ingest.answers import Answers
from ingest.cli_report import ASIDE_NAMES
from ingest.problems import Problem
from ingest.report import HAS_ERRORS, LOADABLE, NEEDS_ANSWERS, UNREADABLE, Report
from ingest.tidy import letter_of
from ingest.tidy.layout import filled
from ingest.vocabulary import FIELDS
from ingest.words import Words

MOST_GRID_ROWS, MOST_GRID_COLUMNS = 120, 40
MOST_PROBLEMS, MOST_CHANGES = 200, 200
NAME_QUESTIONS = (
    "unknown-area",
    "unknown-category",
    "unknown-series",
    "several-series",
    "no-such-series",
    "which-area",
)
DEFINE_QUESTIONS = ("which-series", "unknown-series", "unknown-area", "no-such-series")

BANNERS = {
    LOADABLE: ("good", message("This file can be loaded.")),
    HAS_ERRORS: ("bad", message("This file has errors. Mend the marked cells here, or in your file.")),
    UNREADABLE: ("bad", message("This file could not be read.")),
    NEEDS_ANSWERS: ("ask", message("This file needs your answers before it can be loaded.")),
}
FATE_NAMES = {
    "read": message("cells read"),
    "stored": message("to store"),
    "missing": message("to store as missing"),
    "unchanged": message("unchanged"),
    "refused": message("refused"),
    "held": message("held"),
    "set_aside": message("set aside"),
}
CHANGE_NAMES = {
    "new": message("new"),
    "changed": message("changed"),
    "confirmed": message("confirmed by another edition"),
}
SEVERITY_NAMES = {
    "error": message("Error"),
    "question": message("Question"),
    "warning": message("Warning"),
    "notice": message("Note"),
}
FIELD_NAMES = {
    "period": message("year or period"),
    "series": message("series"),
    "area": message("area"),
    "category": message("category"),
    "publisher": message("publisher"),
    "publication": message("publication"),
    "value": message("count"),
    "status": message("final or provisional"),
    "note": message("note"),
    "page": message("page"),
    "ignore": message("leave it out"),
}


@dataclass(frozen=True)
class Cell:
    """A cell of the grid. ``problems`` are their ids on the page; ``severity`` the gravest of them."""

    column: int
    text: str
    severity: str
    problems: str
    edited: bool
    label: str


@dataclass(frozen=True)
class GridRow:
    line: int
    kind: str
    cells: tuple[Cell, ...]
    skipped: bool
    """Rows between the one before and this are not shown."""


def review_values(report: Report, *, words: PageWords) -> dict[str, Any]:
    """Everything that the template of a review needs, in the reader's language."""
    reading = Words(words.language)
    tone, banner = BANNERS[report.outcome]
    codes = {problem.code for problem in report.problems}
    return {
        "tone": tone,
        "banner": words(banner),
        "cells": [(words(FATE_NAMES[name]), count, name) for name, count in report.cells.items()],
        "understood": _understood(report, words, reading),
        "asides": [
            (row["row"], reading(ASIDE_NAMES.get(row["kind"], row["kind"])), row["text"])
            for row in report.understood().get("rows_set_aside", [])
        ],
        "problems": [
            _problem(number, one, words, reading)
            for number, one in enumerate(report.problems[:MOST_PROBLEMS])
        ],
        "more_problems": max(0, len(report.problems) - MOST_PROBLEMS),
        "grid": _grid(report, words),
        "letters": [letter_of(index) for index in range(_width(report))],
        "columns_asked": [
            (str(one.facts["found"]), str(one.facts["example"]))
            for one in report.problems
            if one.code == "column-meaning"
        ],
        "names_asked": [
            (str(one.facts["found"]), str(one.facts.get("wanted", "")))
            for one in report.problems
            if one.code in NAME_QUESTIONS
        ],
        "fields": [(name, words(FIELD_NAMES[name])) for name in FIELDS],
        "asks": {
            "year": "no-year" in codes or "year-asked" in codes or bool(report.answers.year),
            "series": "which-series" in codes or bool(report.answers.series),
            "stands": "two-values-for-one-period" in codes or bool(report.answers.stands),
            "why": bool({"outside-range", "outside-range-explained"} & codes),
            "define": bool(codes & set(DEFINE_QUESTIONS)) or bool(report.answers.new_series),
            "define_missing": "no-such-series-yet" in codes or report.answers.define_missing,
            "publication": True,
        },
        "source_in_file": report.tidied.source if report.tidied else None,
        "changes": _changes(report, words),
        "counts": [
            (words(CHANGE_NAMES[name]), count)
            for name, count in report.changes.items()
            if name in CHANGE_NAMES
        ],
        "can_load": report.outcome == LOADABLE and bool(report.to_store),
        "nothing_new": report.outcome == LOADABLE and not report.to_store,
        "answers": report.answers,
        "new": _first_series(report.answers),
        "loaded_before": report.loaded_before,
        "sheets": (
            [name for name in (report.raw.sheet, *report.raw.other_sheets) if name] if report.raw else []
        ),
    }


def _first_series(answers: Answers) -> Mapping[str, str]:
    return vars(answers.new_series[0]) if answers.new_series else defaultdict(str)


def _understood(report: Report, words: PageWords, reading: Words) -> list[tuple[str, str]]:
    """Term and value: encoding, delimiter, sheet, header row, what each column is."""
    if report.raw is None:
        return []
    raw, facts = report.raw, report.understood()
    delimiters = {",": words("comma"), "\t": words("tab"), ";": words("semicolon")}
    rows = [(words("Kind"), raw.kind.upper())]
    if raw.encoding:
        rows.append((words("Encoding"), raw.encoding))
    if raw.delimiter:
        rows.append((words("Cells divided by"), delimiters.get(raw.delimiter, raw.delimiter)))
    if raw.sheet:
        rows.append((words("Sheet"), raw.sheet))
    header = ", ".join(map(str, facts["header_rows"]))
    rows.append((words("Header row"), header or words("none found")))
    columns = [
        f"{one['column']}: {one['header'] or '—'} → {_role(one['is'], words)}" for one in facts["columns"]
    ]
    rows.append((words("Columns"), "\n".join(columns)))
    return rows


def _role(role: str, words: PageWords) -> str:
    names = {
        "figures": words("counts"),
        "label": words("names"),
        "total": words("total (not loaded)"),
        "asked": words("asked below"),
        "ignored": words("left out"),
        "unused": words("not used"),
    }
    return names.get(role) or words(FIELD_NAMES.get(role, role))


def _problem(number: int, one: Problem, words: PageWords, reading: Words) -> dict[str, Any]:
    column = _index(one.column)
    return {
        "id": f"problem-{number}",
        "severity": one.severity,
        "name": words(SEVERITY_NAMES[one.severity]),
        "row": one.row,
        "column": one.column,
        "cell": f"cell-{one.row}-{column}" if one.row is not None and column is not None else None,
        "message": one.message(reading),
        "remedy": one.remedy(reading),
    }


def _index(letters: str | None) -> int | None:
    """A column letter as an index from 0; None for a name."""
    if not letters or not letters.isascii() or not letters.isupper() or len(letters) > 3:
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _width(report: Report) -> int:
    if report.raw is None:
        return 0
    width = max((cells[-1][0] + 1 for row in report.raw.rows if (cells := filled(row))), default=0)
    return min(width, MOST_GRID_COLUMNS)


GRAVITY = ("error", "question", "warning", "notice")


def _grid(report: Report, words: PageWords) -> list[GridRow]:
    """The rows with problems, and the first ones; a long file is not shown whole."""
    if report.raw is None:
        return []
    by_cell: dict[tuple[int, int], list[tuple[int, Problem]]] = defaultdict(list)
    for number, one in enumerate(report.problems[:MOST_PROBLEMS]):
        column = _index(one.column)
        if one.row is not None and column is not None:
            by_cell[(one.row, column)].append((number, one))
    troubled = {line for line, _ in by_cell}
    kinds = {aside.line: aside.kind for aside in report.asides}
    header = set(report.tidied.header_lines) if report.tidied else set()
    width = _width(report)
    rows: list[GridRow] = []
    skipped = False
    for line, row in zip(report.raw.lines, report.raw.rows, strict=True):
        wanted = len(rows) < MOST_GRID_ROWS // 2 or line in troubled
        if not wanted or len(rows) >= MOST_GRID_ROWS or not filled(row):
            skipped = skipped or bool(filled(row))
            continue
        kind = "header" if line in header else kinds.get(line, "figures")
        cells = tuple(
            _cell(line, column, row[column] if column < len(row) else "", by_cell, report, words)
            for column in range(width)
        )
        rows.append(GridRow(line, kind, cells, skipped))
        skipped = False
    return rows


def _cell(
    line: int,
    column: int,
    text: str,
    by_cell: Mapping[tuple[int, int], list[tuple[int, Problem]]],
    report: Report,
    words: PageWords,
) -> Cell:
    found = by_cell.get((line, column), [])
    gravest = min((one.severity for _, one in found), key=GRAVITY.index, default="")
    return Cell(
        column=column,
        text=text,
        severity=gravest,
        problems=" ".join(f"problem-{number}" for number, _ in found),
        edited=(line, column) in report.answers.edits,
        label=words("row {row}, column {column}", row=line, column=letter_of(column)),
    )


def _changes(report: Report, words: PageWords) -> list[tuple[str, str, str, str, str]]:
    """Series, period, before, after and kind of each change that the load would make."""
    rows: list[tuple[str, str, str, str, str]] = []
    for entry in report.to_store:
        if len(rows) >= MOST_CHANGES:
            break
        shown = entry.shown
        before = "—" if shown is None or shown.value is None else str(shown.value)
        after = words("missing") if entry.value is None else str(entry.value)
        period = entry.period.label if entry.period else ""
        name = words(CHANGE_NAMES.get(entry.change, entry.change))
        rows.append((entry.series or "", period, before, after, name))
    return rows
