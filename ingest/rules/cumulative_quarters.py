"""Quarters that only ever rise are often running totals, not quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.periods import calendar_year
from ingest.rules import Material, Rule

FEWEST = 3
"""Fewer rising quarters than this say nothing."""


def check(material: Material) -> Iterator[Finding]:
    """An error where the last quarter equals the year's total, a warning where quarters merely keep
    rising."""
    by_period = material.by_series_and_period()
    quarters: dict[tuple[str, int], list[CheckedFigure]] = defaultdict(list)
    for (series, period), figures in by_period.items():
        if period.kind == "Q":
            quarters[(series, period.start.year)].append(figures[0])
    for (series, year), figures in quarters.items():
        ordered = sorted(figures, key=lambda figure: figure.period.start if figure.period else material.today)
        values = [figure.value or 0 for figure in ordered]
        if len(values) < FEWEST or values != sorted(values) or values[0] == values[-1]:
            continue
        period = calendar_year(year)
        in_file = by_period.get((series, period))
        row = material.stored.row_of(series, period)
        total = in_file[0].value if in_file else (row.value if row is not None else None)
        facts = {"year": year, "values": tuple(map(str, values)), "total": total or "—"}
        if total is not None and values[-1] == total and sum(values) > total:
            yield Finding(material.problem("running-totals", ordered[-1], **facts), tuple(ordered), "refused")
        elif total is None and len(set(values)) == len(values):
            yield Finding(material.problem("rising-quarters", ordered[-1], **facts))


RULE = Rule(stage="history", codes=("running-totals", "rising-quarters"), check=check)
