"""Which counts were to be expected: control limits where ten steady years stand behind them, else a range
for the next year, else nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.charts.base.findings import why_not_judged
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.record.spans import goes_on
from dashboard.scene.scene import Range, Series
from dashboard.statistics.baseline import stable_baseline
from dashboard.statistics.change import prediction_interval
from dashboard.statistics.intervals import control_limits
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.evidence import trend_evidence
from dashboard.verdicts.model import FEW_YEARS, NOT_DETECTABLE
from dashboard.words import Words


def expected_ranges(
    lines: Sequence[Series], observations: Sequence[Observation], catalogue: Catalogue, words: Words
) -> tuple[Range, ...]:
    """For each series what its full years on the chart lead one to expect; none where they have changed, or
    where the next year will not be comparable with them.

    Counts whose incidents are not independent by nature (crew, shares, traffic) have none either.
    """
    ranges = []
    for series in lines:
        if why_not_judged(series.id, catalogue, words.language):
            continue
        figures = comparable([figure for figure in observations if figure.series == series.id])
        counts = counts_by_year(figures)
        expected = _limits(series, counts, words)
        if expected is None and figures and goes_on(figures[-1], catalogue.spans.get(series.id, ())):
            expected = _next_year(series, counts, words)
        if expected is not None:
            ranges.append(expected)
    return tuple(ranges)


def _limits(series: Series, counts: Mapping[int, int], words: Words) -> Range | None:
    """Exact limits around the mean of ten steady years or more."""
    if not stable_baseline(list(counts.values()), list(counts)):
        return None
    low, high = control_limits(sum(counts.values()) / len(counts))
    label = words("{series}, usual: {low} to {high}", series=series.label, low=low, high=high)
    return Range(series.id, max(counts), low, high, label, series.look, since=min(counts))


def _next_year(series: Series, counts: Mapping[int, int], words: Words) -> Range | None:
    """The range predicted for the year after, where the years are few and show no change."""
    if not 2 <= len(counts) < FEW_YEARS:
        return None
    evidence = trend_evidence(counts, {})
    if evidence.code != NOT_DETECTABLE or evidence.varies:
        return None
    interval = prediction_interval(sum(counts.values()), len(counts))
    year, low, high = max(counts) + 1, int(interval.low), int(interval.high)
    label = words(
        "{series}, {year} at a constant rate: {low} to {high}",
        series=series.label,
        year=year,
        low=low,
        high=high,
    )
    return Range(series.id, year, low, high, label, series.look)
