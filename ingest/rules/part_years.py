"""Months of a year and a full year are two things: neither exceeds the other unnoticed, neither is joined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.periods import Period
from ingest.report import Entry
from ingest.rules import Finding, Material, Rule

Figures = dict[tuple[str, Period], list[Entry]]


def check(material: Material) -> Iterator[Finding]:
    """Warnings: a year that is not over, months above their full year, a full year below its months."""
    figures = material.by_series_and_period()
    for (series, period), entries in figures.items():
        entry = entries[0]
        if period.start > material.today:
            yield Finding(
                material.problem("not-begun", entry, period=period.label), tuple(entries), "refused"
            )
        elif (
            period.end > material.today
            and entry.finality != "provisional"
            and entry.figure.value.bound == "exact"
        ):
            facts = {"period": period.label, "today": material.today.isoformat()}
            yield Finding(material.problem("not-over", entry, **facts))
        yield from _against_the_other(material, figures, series, period, entry)


def _against_the_other(
    material: Material, figures: Figures, series: str, period: Period, entry: Entry
) -> Iterator[Finding]:
    year = Period(date(period.start.year, 1, 1), date(period.start.year, 12, 31), "CY")
    if entry.value is None or entry.figure.value.bound != "exact":
        return
    if period.kind == "YTD":
        full = _known(material, figures, series, year)
        if full is not None and entry.value > full:
            facts = {"period": period.label, "full": full, "year": year.label}
            yield Finding(material.problem("part-above-year", entry, **facts))
    elif period.kind == "CY":
        for row in material.stored.shown_of(series):
            is_part = row.period_kind == "YTD" and row.period_start == period.start
            if is_part and row.availability == "reported" and row.value > entry.value:
                facts = {"period": period.label, "part": row.value, "until": row.period_end.isoformat()}
                yield Finding(material.problem("year-below-part", entry, **facts))


def _known(material: Material, figures: Figures, series: str, period: Period) -> int | None:
    for other in figures.get((series, period), []):
        return other.value
    row = material.stored.shown(series, period)
    return row.value if row is not None and row.availability == "reported" else None


RULE = Rule(
    stage="periods", codes=("not-begun", "not-over", "part-above-year", "year-below-part"), check=check
)
