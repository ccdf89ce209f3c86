"""Quarters that only ever rise are often running totals, not quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.periods import calendar_year
from ingest.report import Entry
from ingest.rules import Finding, Material, Rule

FEWEST = 3
"""Fewer rising quarters than this say nothing."""


def check(material: Material) -> Iterator[Finding]:
    """An error where the last quarter equals the year's total, a warning where quarters merely keep
    rising."""
    figures = material.by_series_and_period()
    quarters: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for (series, period), entries in figures.items():
        if period.kind == "Q":
            quarters[(series, period.start.year)].append(entries[0])
    for (series, year), entries in quarters.items():
        ordered = sorted(entries, key=lambda entry: entry.period.start if entry.period else material.today)
        values = [entry.value or 0 for entry in ordered]
        if len(values) < FEWEST or values != sorted(values) or values[0] == values[-1]:
            continue
        period = calendar_year(year)
        in_file = figures.get((series, period))
        row = material.stored.shown(series, period)
        total = in_file[0].value if in_file else (row.value if row is not None else None)
        facts = {"year": year, "values": ", ".join(map(str, values)), "total": total or "—"}
        if total is not None and values[-1] == total and sum(values) > total:
            yield Finding(material.problem("running-totals", ordered[-1], **facts), tuple(ordered), "refused")
        elif total is None and len(set(values)) == len(values):
            yield Finding(material.problem("rising-quarters", ordered[-1], **facts))


RULE = Rule(stage="history", codes=("running-totals", "rising-quarters"), check=check)
