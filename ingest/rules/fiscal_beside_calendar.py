"""Fiscal years for a series of which calendar years alone are stored: which of the two they are, is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule

FEWEST_YEARS = 3
"""Fewer stored years say nothing of how a series counts."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each such series."""
    if material.answers.years:
        return
    fiscal: dict[str, list[CheckedFigure]] = defaultdict(list)
    for (series, period), figures in material.by_series_and_period().items():
        if period.kind == "FY" and period.end <= material.today:  # one that is not over is refused
            fiscal[series].extend(figures)
    for series, of_series in fiscal.items():
        kinds = [
            row.period_kind for row in material.stored.rows_of(series) if row.period_kind in ("CY", "FY")
        ]
        if len(kinds) >= FEWEST_YEARS and "FY" not in kinds:
            facts = {"series": series, "found": of_series[0].cell.period_text, "count": len(of_series)}
            problem = material.problem("fiscal-beside-calendar", of_series[0], **facts)
            yield Finding(problem, tuple(of_series), "held")


RULE = Rule(stage="periods", codes=("fiscal-beside-calendar",), check=check)
