"""The cells of a draft's file, to be corrected in place: the first rows, and those with problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.desk.language import desk_address
from dashboard.desk.parts import headings, panel, scrolled
from dashboard.desk.problem_list import MOST_PROBLEMS, cell_id, column_index, problem_id
from dashboard.markup.html import dashed, element
from dashboard.words import Words
from ingest.problems import Problem
from ingest.report import Report
from ingest.tidy import letter_of
from ingest.tidy.layout import filled

MOST_ROWS, MOST_COLUMNS = 120, 40
GRAVITY = ("error", "question", "warning", "notice")

CellProblems = Mapping[tuple[int, int], Sequence[tuple[int, Problem]]]
"""The numbered problems of each cell, by its line and column."""


def cell_grid(report: Report, words: Words, *, path: str) -> Component | None:
    """The grid of a draft at ``path``, and the ways to its file with the problems; None for no table."""
    rows = _rows(report, words)
    if not rows:
        return None
    head = html.Tr([html.Th(), *headings(map(letter_of, range(_width(report))))])
    copies = words("The file with its problems beside the cells")
    return panel(
        "grid-title",
        words("The cells"),
        [
            html.P(
                words("Correct a cell here: it is checked at once. Your own file stays as it is."),
                className="hint",
            ),
            scrolled(
                html.Table([html.Thead(head), html.Tbody(rows)], className="grid"),
                aria_labelledby="grid-title",
            ),
            html.P(
                [
                    html.Span(f"{copies}:", className="hint"),
                    " ",
                    html.A("Excel", href=desk_address(f"{path}/annotated.xlsx")),
                    " ",
                    html.A("CSV", href=desk_address(f"{path}/annotated.csv")),
                ],
                className="links",
            ),
        ],
    )


def _rows(report: Report, words: Words) -> list[Component]:
    """The rows with problems, and the first ones; a long file is not shown whole."""
    if report.raw is None:
        return []
    problems = _problems_by_cell(report)
    troubled = {line for line, _ in problems}
    kinds = {aside.line: aside.kind for aside in report.asides if aside.kind != "comment"}
    kinds |= dict.fromkeys(report.tidied.header_lines if report.tidied else (), "header")
    width = _width(report)
    rows: list[Component] = []
    count, is_gap = 0, False
    for line, row in zip(report.raw.lines, report.raw.rows, strict=True):
        is_wanted = count < MOST_ROWS // 2 or line in troubled
        if not is_wanted or count >= MOST_ROWS or not filled(row):
            is_gap = is_gap or bool(filled(row))
            continue
        if is_gap:
            gap = html.Td(["… ", words("rows not shown")], colSpan=width + 1)
            rows.append(html.Tr(gap, className="skipped"))
        cells = [
            _cell(line, column, row[column] if column < len(row) else "", problems, report, words)
            for column in range(width)
        ]
        name = f"line-{kinds.get(line, 'figures')}"
        rows.append(html.Tr([html.Th(line, scope="row"), *cells], className=name))
        count, is_gap = count + 1, False
    return rows


def _problems_by_cell(report: Report) -> CellProblems:
    by_cell: dict[tuple[int, int], list[tuple[int, Problem]]] = defaultdict(list)
    for number, problem in enumerate(report.problems[:MOST_PROBLEMS]):
        column = column_index(problem.column)
        if problem.row is not None and column is not None:
            by_cell[(problem.row, column)].append((number, problem))
    return by_cell


def _cell(
    line: int, column: int, text: str, by_cell: CellProblems, report: Report, words: Words
) -> Component:
    """A cell as a field; its border tells the gravest of its problems."""
    problems = by_cell.get((line, column), ())
    gravest = min((problem.severity for _, problem in problems), key=GRAVITY.index, default="")
    names = [f"is-{gravest}"] if gravest else []
    if (line, column) in report.answers.edits:
        names.append("edited")
    descriptions = " ".join(problem_id(number) for number, _ in problems)
    field = element(
        "input",
        id=cell_id(line, column),
        className="cell",
        value=text,
        **dashed(
            data_line=str(line),
            data_column=str(column),
            aria_label=words("row {row}, column {column}", row=line, column=letter_of(column)),
            **({"aria_describedby": descriptions} if descriptions else {}),
            **({"aria_invalid": "true"} if gravest == "error" else {}),
        ),
    )
    return html.Td(field, className=" ".join(names) or None)


def _width(report: Report) -> int:
    if report.raw is None:
        return 0
    width = max((cells[-1][0] + 1 for row in report.raw.rows if (cells := filled(row))), default=0)
    return min(width, MOST_COLUMNS)
