"""Which counts are to be expected: control limits where ten steady years stand behind them, else a range for
the next year, else nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.charts.base.findings import why_not_judged
from dashboard.record.captions import Observation
from dashboard.record.periods import months_label
from dashboard.record.queries import Catalogue
from dashboard.record.spans import goes_on
from dashboard.scene.scene import Range, Series
from dashboard.statistics.ahead import is_wide, range_ahead
from dashboard.statistics.baseline import stable_baseline
from dashboard.statistics.intervals import control_limits
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.running import Running
from dashboard.words import Words, pick


def expected_ranges(
    lines: Sequence[Series],
    observations: Sequence[Observation],
    all_years: Sequence[Observation],
    running: Mapping[str, Running],
    catalogue: Catalogue,
    words: Words,
) -> tuple[Range, ...]:
    """For each series the limits around its steady years on the chart, else the range for the next year.

    That range rests on ``all_years`` of the series, and is the same whatever years are chosen; there is none
    where the chart does not end with the newest year, or where the next will not be comparable. Of a
    ``running`` year it is what its first months leave, where that is known. Counts whose incidents are not
    independent by nature (crew, shares, traffic) have neither.
    """
    ranges = []
    for series in lines:
        if why_not_judged(series.id, catalogue, words.language):
            continue
        figures = comparable([figure for figure in observations if figure.series == series.id])
        counts = counts_by_year(figures)
        expected = _limits(series, counts, words)
        whole = comparable([figure for figure in all_years if figure.series == series.id])
        is_newest = bool(figures) and figures[-1].key == whole[-1].key
        if expected is None and is_newest and goes_on(whole[-1], catalogue.spans.get(series.id, ())):
            told = running.get(series.id)
            expected = (end_of_year(told, series.look, catalogue, words) if told else None) or _next_year(
                series, counts_by_year(whole), words
            )
        if expected is not None:
            ranges.append(expected)
    return tuple(ranges)


def _limits(series: Series, counts: Mapping[int, int], words: Words) -> Range | None:
    """Exact limits around the mean of ten steady years or more."""
    if not stable_baseline(counts):
        return None
    low, high = control_limits(sum(counts.values()) / len(counts))
    label = words("{series}, usual: {low} to {high}", series=series.label, low=low, high=high)
    return Range(series.id, max(counts), low, high, label, series.look, since=min(counts))


def end_of_year(running: Running, look: int, catalogue: Catalogue, words: Words) -> Range | None:
    """Where a running year may end, by its first months; None where that is not said."""
    if running.range is None or not running.is_running:
        return None
    low, high = int(running.range.low), int(running.range.high)
    label = words(
        "{series}, end of {year} after {months}: {low} to {high} (95 %)",
        series=pick(catalogue.series[running.series], "short", words.language),
        year=running.year,
        months=months_label(*running.months, words.language),
        low=low,
        high=high,
    )
    return Range(running.series, running.year, low, high, label, look)


def _next_year(series: Series, counts: Mapping[int, int], words: Words) -> Range | None:
    """The range for the year after, unless it says little."""
    interval = range_ahead(counts)
    if interval is None or is_wide(interval):
        return None
    year, low, high = max(counts) + 1, int(interval.low), int(interval.high)
    label = words(
        "{series}, forecast for {year}: {low} to {high} (95 %)",
        series=series.label,
        year=year,
        low=low,
        high=high,
    )
    return Range(series.id, year, low, high, label, series.look)
