"""Months of a year and a full year are two things: neither exceeds the other unnoticed, neither is joined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.checked import CheckedFigure, Finding
from ingest.periods import Period
from ingest.rules import Material, Rule

Figures = dict[tuple[str, Period], list[CheckedFigure]]


def check(material: Material) -> Iterator[Finding]:
    """Warnings: a year that is not over, months above their full year, a full year below its months."""
    by_period = material.by_series_and_period()
    for (series, period), figures in by_period.items():
        figure = figures[0]
        if period.start > material.today:
            yield Finding(
                material.problem("not-begun", figure, period=period.label), tuple(figures), "refused"
            )
        elif (
            period.end > material.today
            and figure.finality != "provisional"
            and figure.cell.value.bound == "exact"
        ):
            facts = {"period": period.label, "today": material.today.isoformat()}
            yield Finding(material.problem("not-over", figure, **facts))
        yield from _against_the_other(material, by_period, series, period, figure)


def _against_the_other(
    material: Material, by_period: Figures, series: str, period: Period, figure: CheckedFigure
) -> Iterator[Finding]:
    year = Period(date(period.start.year, 1, 1), date(period.start.year, 12, 31), "CY")
    if figure.value is None or figure.cell.value.bound != "exact":
        return
    if period.kind == "YTD":
        full = _value(material, by_period, series, year)
        if full is not None and figure.value > full:
            facts = {"period": period.label, "full": full, "year": year.label}
            yield Finding(material.problem("part-above-year", figure, **facts))
    elif period.kind == "CY":
        for row in material.stored.rows_of(series):
            is_part = row.period_kind == "YTD" and row.period_start == period.start
            if is_part and row.availability == "reported" and row.value > figure.value:
                facts = {"period": period.label, "part": row.value, "until": row.period_end.isoformat()}
                yield Finding(material.problem("year-below-part", figure, **facts))


def _value(material: Material, by_period: Figures, series: str, period: Period) -> int | None:
    for other in by_period.get((series, period), []):
        return other.value
    row = material.stored.row_of(series, period)
    return row.value if row is not None and row.availability == "reported" else None


RULE = Rule(
    stage="periods", codes=("not-begun", "not-over", "part-above-year", "year-below-part"), check=check
)
