"""Two figures of a file for one series and period: equal ones count once, differing ones
wait for an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.periods import Period
from ingest.problems import Quoted
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """A question for each period that the file gives two values; never a sum, never a silent choice."""
    for (series, period), everything in _by_series_and_period(material).items():
        if len(everything) == 1:
            continue
        figures = [figure for figure in everything if figure.counts] or everything
        for blank in everything if len(figures) < len(everything) else ():
            beside = [figure for figure in figures if figure.publication == blank.publication]
            if not blank.counts and beside:
                yield _twice(material, blank, beside[0])
        publications = {figure.publication for figure in figures}
        if len(figures) < 2 or len(publications) == len(figures):
            continue
        first, *others = sorted(figures, key=lambda figure: (figure.cell.line, figure.cell.column))
        if len({_statement(figure) for figure in figures}) == 1:
            for other in others:
                yield _twice(material, other, first)
            continue
        rows = tuple(str(figure.cell.line) for figure in (first, *others))
        values = tuple(figure.cell.text.strip() or "—" for figure in (first, *others))
        facts: dict[str, object] = {"series": series, "period": period.label, "rows": rows, "values": values}
        if len({*rows}) == 1:
            names = {column.index: column.name for column in material.tidied.columns}
            facts["columns"] = Quoted(names[figure.cell.column] for figure in (first, *others))
            problem = material.problem("two-columns-for-one-period", others[0], **facts)
            yield Finding(problem, tuple(figures), "held")
            continue
        if material.answers.stands in ("first", "last"):
            standing = first if material.answers.stands == "first" else others[-1]
            aside = tuple(figure for figure in figures if figure is not standing)
            stands = {**facts, "stands": standing.cell.text.strip()}
            yield Finding(material.problem("one-of-two-stands", aside[0], **stands), aside, "set_aside")
        else:
            yield Finding(
                material.problem("two-values-for-one-period", others[0], **facts), tuple(figures), "held"
            )


def _by_series_and_period(material: Material) -> dict[tuple[str, Period], list[CheckedFigure]]:
    """Open figures, blank ones too, by what they are figures of."""
    figures: dict[tuple[str, Period], list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        if figure.is_open and figure.series is not None and figure.period is not None:
            figures[(figure.series, figure.period)].append(figure)
    return figures


def _twice(material: Material, other: CheckedFigure, first: CheckedFigure) -> Finding:
    return Finding(material.problem("same-figure-twice", other, row=first.cell.line), (other,), "set_aside")


def _statement(figure: CheckedFigure) -> tuple[str | None, int | None, str, str]:
    value = figure.cell.value
    return value.availability, value.value, value.bound, figure.finality


RULE = Rule(
    stage="file",
    codes=(
        "same-figure-twice",
        "one-of-two-stands",
        "two-values-for-one-period",
        "two-columns-for-one-period",
    ),
    check=check,
)
