"""A total that the file prints is checked against its parts; it is never loaded as a figure of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.vocabulary import key_of

SUBTOTALS = {key_of(name) for name in ("小計", "subtotal", "sub-total")}


def check(material: Material) -> Iterator[Finding]:
    """A warning that names both numbers where a printed total is not the sum of what it covers."""
    if not any(figure.cell.is_total for figure in material.figures):
        return
    total_rows = {aside.line: aside.text for aside in material.tidied.asides if aside.kind == "total"}
    by_row: dict[int, list[CheckedFigure]] = defaultdict(list)
    by_column: dict[int, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        by_row[figure.cell.line].append(figure)
        by_column[figure.cell.column].append(figure)
    periods = {column.index: column.period for column in material.tidied.columns}
    totals_across = {column.index for column in material.tidied.columns if column.role == "total"}
    for figure in material.figures:
        if not figure.cell.is_total or figure.cell.value.value is None:
            continue
        cell = figure.cell
        if cell.line in total_rows:
            parts = _parts_above(figure, by_column[cell.column], total_rows)
        else:
            parts = [
                other
                for other in by_row[cell.line]
                if other.cell.column not in totals_across
                and periods[other.cell.column] == periods[cell.column]
            ]
        yield from _compare(material, figure, parts)


def _parts_above(
    total: CheckedFigure, column: Sequence[CheckedFigure], total_rows: dict[int, str]
) -> list[CheckedFigure]:
    """What a total row covers: the same period where rows name one; since the last subtotal for a
    subtotal."""
    line = total.cell.line
    words = {key_of(word) for word in total_rows[line].split()}
    start = 0
    if words & SUBTOTALS:
        start = max((other for other in total_rows if other < line), default=0)
    own = total.cell.period_text
    return [
        other
        for other in column
        if other.cell.line not in total_rows
        and (start < other.cell.line < line if words & SUBTOTALS else True)
        and (not own or own in total_rows[line].split()[:1] or other.cell.period_text == own)
    ]


def _compare(material: Material, total: CheckedFigure, parts: Sequence[CheckedFigure]) -> Iterator[Finding]:
    printed = total.cell.value.value or 0
    values = [part.cell.value.value for part in parts if part.cell.value.value is not None]
    if not values:
        return
    has_blanks = len(values) < len(parts)
    if sum(values) > printed or (sum(values) < printed and not has_blanks):
        facts = {"printed": printed, "sum": sum(values)}
        yield Finding(material.problem("total-differs", total, **facts))


RULE = Rule(stage="file", codes=("total-differs",), check=check)
