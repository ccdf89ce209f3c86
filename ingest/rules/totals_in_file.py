"""A total that the file prints is checked against its parts; it is never loaded as a figure of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.checked import CheckedFigure, Finding
from ingest.months import DECEMBER, whole_months
from ingest.periods import Period
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
    known = [part for part in parts if part.cell.value.value is not None]
    if not known:
        return
    longest = _of_the_longest_periods(known)
    in_all = sum(part.cell.value.value or 0 for part in longest)
    is_all = len(known) == len(parts) and (len(longest) == len(known) or _months(longest) == DECEMBER)
    if in_all > printed or (in_all < printed and is_all):
        facts = {"printed": printed, "sum": in_all}
        yield Finding(material.problem("total-differs", total, **facts))


def _of_the_longest_periods(figures: Sequence[CheckedFigure]) -> list[CheckedFigure]:
    """Figures without those that are part of another one of the same names, as quarters are of a half."""
    periods: dict[tuple[object, ...], set[Period]] = defaultdict(set)
    for figure in figures:
        if figure.period:
            periods[_names(figure)].add(figure.period)

    def is_counted_in_another(figure: CheckedFigure) -> bool:
        of_names = periods[_names(figure)] - {figure.period}
        return figure.period is not None and any(map(figure.period.is_within, of_names))

    return [figure for figure in figures if not is_counted_in_another(figure)]


def _names(figure: CheckedFigure) -> tuple[object, ...]:
    cell = figure.cell
    return cell.series, cell.area, cell.category, cell.labels


def _months(figures: Sequence[CheckedFigure]) -> int:
    """How many months the periods of figures have, each counted once."""
    periods = {figure.period for figure in figures if figure.period}
    return sum(whole_months(period.start, period.end) for period in periods)


RULE = Rule(stage="file", codes=("total-differs",), check=check)
