"""A part cannot be greater than its whole: an area inside a wider one, a kind inside all kinds."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.periods import Period
from ingest.rules import Finding, Material, Rule
from ingest.vocabulary import Vocabulary


def check(material: Material) -> Iterator[Finding]:
    """A warning for each part that exceeds its whole, in the file or as stored, by the same publisher."""
    figures = {key: entries[0] for key, entries in material.by_series_and_period().items()}
    for (series, period), entry in figures.items():
        if entry.value is None or entry.change == "unchanged":
            continue
        for whole in wholes_of(material.vocabulary, series):
            total = _value(material, whole, period)
            if total is not None and entry.value > total:
                facts = {"series": series, "period": period.label, "whole": whole, "total": total}
                yield Finding(material.problem("part-above-whole", entry, **facts))
        for part in _parts_of(material.vocabulary, series):
            value = _value(material, part, period)
            if value is not None and value > entry.value and (part, period) not in figures:
                facts = {"series": part, "period": period.label, "whole": series, "value": value}
                yield Finding(material.problem("whole-below-part", entry, **facts))


def wholes_of(vocabulary: Vocabulary, series: str) -> list[str]:
    """The series that a series is a part of: same publisher, measure and definition, wider area or all
    kinds."""
    row = vocabulary.series.get(series)
    if row is None:
        return []
    parents = []
    area = vocabulary.area_rows[row.area].parent
    while area:
        parents.append(area)
        area = vocabulary.area_rows[area].parent
    return [
        other.id
        for other in vocabulary.series.values()
        if other.id != series
        and (other.publisher, other.measure, other.definition) == (row.publisher, row.measure, row.definition)
        and (
            (other.area in parents and other.category == row.category)
            or (other.area == row.area and other.category == "all" != row.category)
        )
    ]


def _parts_of(vocabulary: Vocabulary, series: str) -> list[str]:
    return [other for other in vocabulary.series if series in wholes_of(vocabulary, other)]


def _value(material: Material, series: str, period: Period) -> int | None:
    """The value of a series in the file, else the one shown now; None where neither is a whole number."""
    for entry in material.entries:
        if entry.series == series and entry.period == period and entry.counts:
            return entry.value
    row = material.stored.shown(series, period)
    return row.value if row is not None and row.availability == "reported" and row.bound == "exact" else None


RULE = Rule(position=50, check=check)
