"""Judge an indicator: each of its series alone, each period in force, and what became of its parts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.record.captions import Observation
from dashboard.record.spans import goes_on
from dashboard.statistics.intervals import CONFIDENCE, count_interval
from dashboard.verdicts.comparable import comparable, counts_by_year, usable
from dashboard.verdicts.facts import fact_of
from dashboard.verdicts.model import (
    NOT_ASSESSABLE,
    TOO_FEW_DATA,
    Change,
    IndicatorVerdicts,
    Needed,
    PeriodVerdict,
    SeriesVerdicts,
    StatedLevel,
)
from dashboard.verdicts.outlook import needed_for_change, prediction_after
from dashboard.verdicts.parts import part_changes
from dashboard.verdicts.since import Yardstick, change_since
from dashboard.verdicts.story import longer_story
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

    ``history`` are comparable counts by year of its ``twin``, a series that repeats the same count, where
    there is one. ``spans`` are the spans of the series itself. ``parts`` are the observations of series of
    the same kind in waters within its own, by id.
    """

    id: str
    observations: tuple[Observation, ...]
    is_ended: bool = False
    follows: bool = False
    twin: str = ""
    history: tuple[tuple[int, int], ...] = ()
    spans: tuple[Span, ...] = ()
    parts: tuple[tuple[str, tuple[Observation, ...]], ...] = ()


def judge(indicator: Indicator, listed: Sequence[ListedSeries]) -> IndicatorVerdicts:
    """Every period in force of every series; observations are the current ones."""
    years = (
        observation.period_start.year
        for series in listed
        for observation in series.observations
        if not observation.is_of_a_part
    )
    newest_year = max(years, default=0)
    if indicator.in_force_to is not None:
        newest_year = min(newest_year, indicator.in_force_to.year)
    confidence = 1 - (1 - CONFIDENCE) / max(1, _looked_at(indicator, listed))
    series = tuple(_judge_series(indicator, member, newest_year, confidence) for member in listed)
    return IndicatorVerdicts(
        indicator=indicator.id,
        kind=indicator.kind,
        basis=indicator.basis,
        window=indicator.window,
        series=series,
        lead=_lead(series),
    )


def _looked_at(indicator: Indicator, listed: Sequence[ListedSeries]) -> int:
    """How many series can show a change since the evaluation; two that repeat one count are one."""
    groups: list[set[str]] = []
    for member in listed:
        counts = counts_by_year(comparable(member.observations))
        if not counts:
            continue
        ground = _ground(indicator, member, counts, max(counts), CONFIDENCE)
        if ground.is_enough and max(counts) > indicator.window[1]:
            own = {member.id, member.twin} - {""}
            apart = [group for group in groups if not group & own]
            groups = [*apart, own.union(*(group for group in groups if group & own))]
    return len(groups)


def _lead(series: Sequence[SeriesVerdicts]) -> SeriesVerdicts | None:
    running = [judged for judged in series if not judged.is_ended] or series
    known = [judged for judged in running if judged.newest is not None]

    def rank(judged: SeriesVerdicts) -> tuple[bool, int]:
        newest = judged.newest
        return (newest is not None and newest.fact.code != NOT_ASSESSABLE, newest.year if newest else 0)

    return max(known, key=rank, default=None)


def _judge_series(
    indicator: Indicator, member: ListedSeries, newest_year: int, confidence: float
) -> SeriesVerdicts:
    figures = usable(member.observations)
    periods: list[PeriodVerdict] = []
    for year, observation in _periods(indicator, member, counts_by_year(figures), newest_year):
        span = observation.span if observation else _span_of(year, member)
        counts = counts_by_year([figure for figure in figures if figure.span == span])
        ground = _ground(indicator, member, counts, year, confidence)
        verdict = PeriodVerdict(
            indicator=indicator.id,
            series=member.id,
            year=year,
            observation=observation,
            level=ground.level,
            fact=fact_of(observation, ground.level),
            change=Change(TOO_FEW_DATA, ground.against, reason="no-count", confidence=confidence),
        )
        if observation is not None and observation in figures:
            verdict = _with_change(verdict, ground, counts, indicator)
            verdict = replace(verdict, left_out=_left_out(indicator, figures, observation))
            if goes_on(observation, member.spans):
                known = {other: count for other, count in counts.items() if other <= year}
                prediction = prediction_after(
                    known, series_counts=counts, newest_year=newest_year, is_ended=member.is_ended
                )
                verdict = replace(verdict, prediction=prediction)
            else:
                verdict = replace(verdict, ends_span=True, needed=Needed())
            predictions = (period.prediction for period in periods)
            earlier = next((entry for entry in predictions if entry and entry.year == year), None)
            verdict = replace(verdict, earlier_prediction=earlier)
        elif observation is None or observation.value is None:
            verdict = replace(verdict, is_baseline=_is_evaluated(indicator, year))
        periods.append(verdict)
    counts = counts_by_year(comparable(member.observations))
    judged = SeriesVerdicts(member.id, member.is_ended, tuple(periods), longer_story(counts))
    newest = judged.newest
    if newest is None or newest.change.pooled is None:
        return judged
    parts = part_changes(newest.change, counts, member.parts)
    return replace(judged, parts=parts)


def _is_evaluated(indicator: Indicator, year: int) -> bool:
    return indicator.window[0] <= year <= indicator.window[1]


def _ground(
    indicator: Indicator, member: ListedSeries, counts: Mapping[int, int], year: int, confidence: float
) -> Yardstick:
    """What the years up to one are held against, of counts of its span.

    A series that repeats the count may fill gaps, of the span alone, for how far counts vary and for nothing
    else: no line, total or comparison joins the two.
    """
    span = _span_of(year, member)
    filling = {other: count for other, count in member.history if _span_of(other, member) == span}
    both = {**filling, **counts}
    first, last = indicator.window
    start = first if indicator.history_from is None else indicator.history_from
    return Yardstick(
        level=_level(indicator, counts),
        evaluated={other: counts[other] for other in sorted(counts) if first <= other <= last},
        spread={other: both[other] for other in sorted(both) if start <= other <= last},
        first=first,
        confidence=confidence,
    )


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


def _with_change(
    verdict: PeriodVerdict, ground: Yardstick, counts: Mapping[int, int], indicator: Indicator
) -> PeriodVerdict:
    first_year, last = indicator.in_force_from.year, indicator.window[1]
    so_far = {year: counts[year] for year in sorted(counts) if first_year <= year <= verdict.year}
    since = {year: counts[year] for year in sorted(counts) if last < year <= verdict.year}
    years_without, last_with = _time_without(so_far)
    end = indicator.in_force_to
    is_asked = verdict.year >= last and (end is None or verdict.year < end.year)
    return replace(
        verdict,
        change=change_since(ground, since),
        interval=count_interval(so_far[verdict.year]),
        needed=needed_for_change(ground, since, verdict.year + 1) if is_asked else Needed(),
        is_baseline=_is_evaluated(indicator, verdict.year),
        years_without=years_without,
        last_with=last_with,
    )


def _level(indicator: Indicator, counts: Mapping[int, int]) -> StatedLevel:
    """The band as stated; for "no-increase" the series' own counts in the indicator's years."""
    if indicator.kind != "no-increase":
        return StatedLevel(indicator.kind, indicator.basis, indicator.low, indicator.high)
    first, last = indicator.window
    own = {year: count for year, count in counts.items() if first <= year <= last}
    if len(own) < 2:
        return StatedLevel(indicator.kind, indicator.basis, None, None)
    return StatedLevel(indicator.kind, indicator.basis, min(own.values()), max(own.values()), tuple(own))


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


def _time_without(counts: Mapping[int, int]) -> tuple[int, int | None]:
    """How many of the last years in a row had no incident, and the last one known that had one."""
    total = 0
    year = max(counts)
    while counts.get(year) == 0:
        total += 1
        year -= 1
    return total, max((known for known, count in counts.items() if count), default=None)
