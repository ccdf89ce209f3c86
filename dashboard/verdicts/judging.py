"""Judge an indicator: each of its series alone, each period in force, both verdicts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.record.captions import Observation
from dashboard.record.spans import goes_on
from dashboard.statistics.clustering import exceedance
from dashboard.statistics.intervals import count_interval
from dashboard.verdicts.comparable import counts_by_year, usable
from dashboard.verdicts.evidence import evidence_of, spread_of, trend_evidence
from dashboard.verdicts.facts import fact_of
from dashboard.verdicts.model import (
    Evidence,
    IndicatorVerdicts,
    Level,
    Needed,
    PeriodVerdict,
    Precedent,
    SeriesVerdicts,
)
from dashboard.verdicts.outlook import needed_for_change, prediction_after
from ingest.spans import Span, span_of


@dataclass(frozen=True)
class Indicator:
    """An indicator as data gives it; see ``ingest.schema.indicators`` for what each part means."""

    id: str
    kind: str
    low: int | None
    high: int | None
    basis: str
    in_force_from: date
    in_force_to: date | None
    window: tuple[int, int]
    history_from: int | None


@dataclass(frozen=True)
class ListedSeries:
    """A series that an indicator lists: whether another follows it, and whether it follows another.

    ``history`` are comparable counts by year of a series that repeats the same count, where there is one.
    ``spans`` are the spans of the series itself.
    """

    id: str
    observations: tuple[Observation, ...]
    is_ended: bool = False
    follows: bool = False
    history: tuple[tuple[int, int], ...] = ()
    spans: tuple[Span, ...] = ()


def judge(indicator: Indicator, listed: Sequence[ListedSeries]) -> IndicatorVerdicts:
    """Both verdicts on every period in force of every series; observations are the current ones."""
    starts = (observation.period_start for series in listed for observation in series.observations)
    newest_year = max((start.year for start in starts), default=0)
    if indicator.in_force_to is not None:
        newest_year = min(newest_year, indicator.in_force_to.year)
    series = tuple(_judge_series(indicator, member, newest_year) for member in listed)
    return IndicatorVerdicts(
        indicator=indicator.id,
        kind=indicator.kind,
        basis=indicator.basis,
        window=indicator.window,
        series=series,
        evaluated=_evaluated(indicator, series),
        newest=_newest(series),
    )


def _evaluated(indicator: Indicator, series: Sequence[SeriesVerdicts]) -> PeriodVerdict | None:
    first, last = indicator.window
    verdicts = (judged.at_most(last) for judged in series)
    return next((verdict for verdict in verdicts if verdict is not None and verdict.year >= first), None)


def _newest(series: Sequence[SeriesVerdicts]) -> PeriodVerdict | None:
    """Of series that go on; where years are equal the one judged over more years, then the first."""
    running = [judged for judged in series if not judged.is_ended] or series
    verdicts = [judged.newest for judged in running if judged.newest is not None]
    return max(verdicts, key=lambda verdict: (verdict.year, len(verdict.evidence.years)), default=None)


def _judge_series(indicator: Indicator, member: ListedSeries, newest_year: int) -> SeriesVerdicts:
    figures = usable(member.observations)
    first_year = indicator.in_force_from.year
    periods: list[PeriodVerdict] = []
    for year, observation in _periods(indicator, member, counts_by_year(figures), newest_year):
        span = observation.span if observation else _span_of(year, member)
        counts = counts_by_year([figure for figure in figures if figure.span == span])
        level = _level(indicator, counts)
        counts_so_far = {other: count for other, count in counts.items() if first_year <= other <= year}
        verdict = PeriodVerdict(
            indicator=indicator.id,
            series=member.id,
            year=year,
            observation=observation,
            level=level,
            fact=fact_of(observation, level),
            evidence=Evidence("too_few_data", reason="no-count"),
        )
        if observation is not None and observation in figures:
            verdict = _with_evidence(verdict, indicator, member, counts_so_far=counts_so_far, counts=counts)
            verdict = replace(verdict, left_out=_left_out(indicator, figures, observation))
            if goes_on(observation, member.spans):
                known = {other: count for other, count in counts.items() if other <= year}
                prediction = prediction_after(known, series_counts=counts, is_ended=member.is_ended)
                verdict = replace(verdict, prediction=prediction)
            else:
                verdict = replace(verdict, ends_span=True, needed=Needed())
            predictions = (period.prediction for period in periods)
            earlier = next((entry for entry in predictions if entry and entry.year == year), None)
            verdict = replace(verdict, earlier_prediction=earlier)
        periods.append(verdict)
    return SeriesVerdicts(member.id, member.is_ended, tuple(periods))


def _span_of(year: int, member: ListedSeries) -> str:
    return span_of(date(year, 1, 1), date(year, 12, 31), member.spans)


def _left_out(
    indicator: Indicator, figures: Sequence[Observation], judged: Observation
) -> tuple[Observation, ...]:
    """The counts before a year that its span alone keeps from standing beside it."""
    first_year = min(indicator.in_force_from.year, indicator.history_from or indicator.in_force_from.year)
    return tuple(
        figure
        for figure in figures
        if first_year <= figure.period_start.year < judged.period_start.year and figure.span != judged.span
    )


def _with_evidence(
    verdict: PeriodVerdict,
    indicator: Indicator,
    member: ListedSeries,
    *,
    counts_so_far: dict[int, int],
    counts: Mapping[int, int],
) -> PeriodVerdict:
    history = _history(indicator, member, counts, verdict.year)
    evidence = evidence_of(verdict.level, counts_so_far, history)
    value = counts_so_far[verdict.year]
    return replace(
        verdict,
        evidence=evidence,
        interval=count_interval(value),
        needed=needed_for_change(verdict.level, evidence),
        precedent=_precedent(verdict.level, value, history),
        longer_view=_longer(indicator, counts, verdict.year),
        is_baseline=indicator.kind == "no-increase"
        and indicator.window[0] <= verdict.year <= indicator.window[1],
        years_without=_years_without(counts_so_far),
    )


def _level(indicator: Indicator, counts: Mapping[int, int]) -> Level:
    """The band as stated; for "no-increase" the series' own counts in the indicator's years."""
    if indicator.kind != "no-increase":
        return Level(indicator.kind, indicator.basis, indicator.low, indicator.high)
    first, last = indicator.window
    own = {year: count for year, count in counts.items() if first <= year <= last}
    if len(own) < 2:
        return Level(indicator.kind, indicator.basis, None, None)
    return Level(indicator.kind, indicator.basis, min(own.values()), max(own.values()), tuple(own))


def _periods(
    indicator: Indicator, member: ListedSeries, counts: Mapping[int, int], newest_year: int
) -> list[tuple[int, Observation | None]]:
    """The observations in force, and a None for each year of the series' life that has none."""
    first, last = indicator.in_force_from, indicator.in_force_to
    periods: list[tuple[int, Observation | None]] = [
        (observation.period_start.year, observation)
        for observation in member.observations
        if observation.period_start >= first and (last is None or observation.period_start <= last)
    ]
    start = min(counts, default=first.year) if member.follows else first.year
    end = max(counts, default=newest_year) if member.is_ended else newest_year
    covered = {year for year, _ in periods}
    periods += [(year, None) for year in range(max(start, first.year), end + 1) if year not in covered]
    return sorted(periods, key=lambda pair: (pair[0], pair[1].period_end if pair[1] else date.min))


def _history(
    indicator: Indicator, member: ListedSeries, counts: Mapping[int, int], year: int
) -> dict[int, int]:
    """The years before one whose spread counts; a gap may be filled by a series that repeats the count.

    That is the only use of the other series: no line, total or test joins the two. It fills years of the
    span alone in which the judged year lies. Where the years in force are compared with each other, they are
    not their own history.
    """
    if indicator.history_from is None:
        return {}
    span = _span_of(year, member)
    filling = {other: count for other, count in member.history if _span_of(other, member) == span}
    if indicator.kind != "band":
        year = min(year, indicator.in_force_from.year)
    both = {**filling, **counts}
    return {earlier: both[earlier] for earlier in sorted(both) if indicator.history_from <= earlier < year}


def _longer(indicator: Indicator, counts: Mapping[int, int], year: int) -> Evidence | None:
    """The trend since the history's first year; None where that adds no year."""
    if indicator.kind != "no-increase" or indicator.history_from is None:
        return None
    since = {other: count for other, count in counts.items() if indicator.history_from <= other <= year}
    if len(since) < 3 or min(since) >= indicator.in_force_from.year:
        return None
    return trend_evidence(since, {})


def _precedent(level: Level, value: int, history: Mapping[int, int]) -> Precedent | None:
    """For a count above a band: how it stands among the years before it."""
    spread = spread_of(history)
    if level.kind == "no-increase" or level.high is None or value <= level.high or spread is None:
        return None
    highest = max(history.values())
    year = max(other for other, count in history.items() if count == highest)
    mean = sum(history.values()) / len(history)
    return Precedent(highest, year, exceedance(value, mean, ratio=max(1.0, spread.ratio)), spread)


def _years_without(counts: Mapping[int, int]) -> int:
    total = 0
    for count in reversed(list(counts.values())):
        if count:
            break
        total += 1
    return total
