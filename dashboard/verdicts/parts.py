"""Where a change is: which part of a series moved, by the same rule as the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.record.captions import Observation
from dashboard.statistics.dispersion import within
from dashboard.statistics.pooled import compare
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.model import EVALUATED_YEARS, Change, PartChange

MOST_PARTS = 2
"""So many parts are named; what is left of the whole stands for the others."""

Counts = Mapping[int, int]


def part_changes(
    change: Change,
    whole: Counts,
    parts: Iterable[tuple[str, Sequence[Observation]]],
) -> tuple[PartChange, ...]:
    """The parts that had most since the evaluation, and the rest, in the years in which all are known.

    ``whole`` are the comparable counts of the series by year. None where no part is known on both sides of
    the evaluation, or where parts exceed the whole: then they are not its parts.
    """
    if change.against != EVALUATED_YEARS:
        return ()
    asked = {*change.before, *change.since}
    known = {}
    for series, observations in parts:
        counts = counts_by_year(comparable(observations))
        own = {year: count for year, count in counts.items() if year in asked}
        if own.keys() & change.before.keys() and own.keys() & change.since.keys():
            known[series] = own
    newest_first = sorted(known, key=lambda series: (-len(known[series]), -_newest(known[series])))
    chosen: list[str] = []
    years: set[int] = set()
    for series in newest_first:
        shared = set(known[series]) & years if chosen else set(known[series])
        if len(chosen) < MOST_PARTS and (not chosen or shared == years):
            chosen.append(series)
            years = shared
    if not chosen:
        return ()
    rest = {year: whole[year] - sum(known[series][year] for series in chosen) for year in sorted(years)}
    if min(rest.values()) < 0:
        return ()
    return tuple(
        _part(series, {year: counts[year] for year in sorted(years)}, change)
        for series, counts in [*((series, known[series]) for series in chosen), ("", rest)]
    )


def _newest(counts: Counts) -> int:
    return counts[max(counts)]


def _part(series: str, counts: Counts, change: Change) -> PartChange:
    before = {year: count for year, count in counts.items() if year in change.before}
    since = {year: count for year, count in counts.items() if year in change.since}
    earlier, later = list(before.values()), list(since.values())
    pooled = compare(earlier, later, within([earlier]), confidence=change.confidence)
    return PartChange(series, before, since, pooled)
