"""Fiscal years for a series of which calendar years alone are stored, or beside parts of such: which of the
two they are, is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.months import APRIL
from ingest.periods import YEARS, Period
from ingest.rules import Material, Rule

FEWEST_YEARS = 3
"""Fewer stored years say nothing of how a series counts."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each such series."""
    if material.answers.years:
        return
    fiscal: dict[str, list[CheckedFigure]] = defaultdict(list)
    parts: dict[str, list[Period]] = defaultdict(list)
    for (series, period), figures in material.by_series_and_period().items():
        if period.kind == "FY" and period.end <= material.today:  # one that is not over is refused
            fiscal[series].extend(figures)
        elif period.kind not in YEARS:
            parts[series].append(period)
    for series, of_series in fiscal.items():
        rows = material.stored.rows_of(series)
        stored = [Period(row.period_start, row.period_end, row.period_kind) for row in rows]
        kinds = [period.kind for period in stored if period.kind in YEARS]
        facts = {"series": series, "found": of_series[0].cell.period_text, "count": len(of_series)}
        if "FY" in kinds:
            continue
        if len(kinds) >= FEWEST_YEARS:
            problem = material.problem("fiscal-beside-calendar", of_series[0], **facts)
            yield Finding(problem, tuple(of_series), "held")
            continue
        beside = [*parts[series], *stored]
        before = [part for figure in of_series if figure.period for part in _before(figure.period, beside)]
        if before:
            problem = material.problem("fiscal-beside-parts", of_series[0], part=min(before), **facts)
            yield Finding(problem, tuple(of_series), "held")


def _before(fiscal: Period, beside: list[Period]) -> list[Period]:
    """Parts of the calendar year of a fiscal one that begin before it; none where its own last months
    have parts too, since such go on through the years."""
    year = fiscal.start.year
    if any(part.kind not in YEARS and part.is_within(fiscal) and part.end.year > year for part in beside):
        return []
    return [
        part
        for part in beside
        if part.kind not in YEARS and part.start.year == part.end.year == year and part.start.month < APRIL
    ]


RULE = Rule(stage="periods", codes=("fiscal-beside-calendar", "fiscal-beside-parts"), check=check)
