"""The evidence verdict: which test a level asks for, and what it says of the counts up to a year.

"no-increase": the exact trend test over the years in force, two-sided; from ten years on a log-linear
trend that allows for the spread around it. "none": the year against the earlier years in force, exact,
one-sided (against a level of zero any incident would be "impossible"). "band": how often a year at the
band's upper end would have as many or more, one-sided, and the same with the clustering of earlier years;
detectable only where both are rare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.statistics.change import LEVEL, against_earlier, detectable_growth, trend_test
from dashboard.statistics.clustering import (
    exceedance,
    overturning_ratio,
    overturning_ratio_of_exceedance,
    quasi_poisson_trend,
    spread,
    spread_p_value,
)
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    EXCEEDANCE,
    FEW_YEARS,
    NOT_DETECTABLE,
    QUASI_POISSON,
    TOO_FEW_DATA,
    TREND,
    Evidence,
    Level,
    Spread,
)

Counts = Mapping[int, int]
"""Comparable counts by year, in the order of the years."""


def evidence_of(level: Level, counts: Counts, history: Counts) -> Evidence:
    """The verdict on the last year of ``counts`` (the years in force up to it).

    ``history`` are the years before it whose spread counts.
    """
    if not counts:
        return Evidence(TOO_FEW_DATA, reason="no-count")
    if level.kind == "no-increase":
        return trend_evidence(counts, history)
    if level.kind == "none" or level.high == 0:
        return _earlier_evidence(counts, history)
    return _exceedance_evidence(counts, level.high or 0, history)


def spread_of(history: Counts) -> Spread | None:
    """The spread of earlier years; None for fewer than three of them, or none with an incident."""
    values = list(history.values())
    ratio, p_value = spread(values), spread_p_value(values)
    if len(values) < 3 or ratio is None or p_value is None:
        return None
    return Spread(ratio, tuple(history), tuple(values), p_value)


def trend_evidence(counts: Counts, history: Counts) -> Evidence:
    """Whether counts rise or fall over their years by more than chance."""
    years, values = tuple(counts), tuple(counts.values())
    evidence = Evidence(TOO_FEW_DATA, TREND, years=years, counts=values, spread=spread_of(history))
    if len(years) < 2:
        return replace(evidence, reason="one-year")
    test = trend_test(values, years)
    if test.least_p > LEVEL:
        return replace(evidence, p_value=test.p_value, reason="no-outcome")
    evidence = replace(evidence, within=spread_of(counts))
    fitted = quasi_poisson_trend(values, years) if len(years) >= FEW_YEARS else None
    if fitted is not None:
        is_detectable = fitted.p_value <= LEVEL
        return replace(
            evidence,
            code=DETECTABLE if is_detectable else NOT_DETECTABLE,
            test=QUASI_POISSON,
            direction=(1 if fitted.growth > 0 else -1) if is_detectable else 0,
            p_value=fitted.p_value,
        )
    is_detectable = test.p_value <= LEVEL
    return replace(
        evidence,
        code=DETECTABLE if is_detectable else NOT_DETECTABLE,
        direction=test.direction if is_detectable else 0,
        p_value=test.p_value,
        overturned_at=overturning_ratio(test.z) if is_detectable else None,
        growth=detectable_growth(values, years),
    )


def _earlier_evidence(counts: Counts, history: Counts) -> Evidence:
    years, values = tuple(counts), tuple(counts.values())
    evidence = Evidence(TOO_FEW_DATA, AGAINST_EARLIER, False, years, values, spread=spread_of(history))
    if len(years) < 2:
        return replace(evidence, reason="one-year")
    p_value = against_earlier(values[-1], sum(values[:-1]), len(values) - 1).p_more
    is_detectable = p_value <= LEVEL
    return replace(
        evidence,
        code=DETECTABLE if is_detectable else NOT_DETECTABLE,
        direction=1 if is_detectable else 0,
        p_value=p_value,
    )


def _exceedance_evidence(counts: Counts, high: int, history: Counts) -> Evidence:
    """The last year alone against the level, which is given and not estimated."""
    year, value = list(counts.items())[-1]
    spread_seen = spread_of(history)
    p_value = exceedance(value, high)
    clustered = None
    if spread_seen is not None and spread_seen.ratio > 1:
        clustered = exceedance(value, high, ratio=spread_seen.ratio)
    is_detectable = p_value <= LEVEL and (clustered is None or clustered <= LEVEL)
    return Evidence(
        DETECTABLE if is_detectable else NOT_DETECTABLE,
        EXCEEDANCE,
        two_sided=False,
        years=(year,),
        counts=(value,),
        direction=1 if is_detectable else 0,
        p_value=p_value,
        p_clustered=clustered,
        spread=spread_seen,
        overturned_at=overturning_ratio_of_exceedance(value, high) if p_value <= LEVEL else None,
    )


def is_found_above(value: int, high: int, spread_seen: Spread | None) -> bool:
    """Whether a count would be detectably above a level, allowing for the spread that was seen."""
    ratio = spread_seen.ratio if spread_seen is not None and spread_seen.ratio > 1 else 1.0
    return exceedance(value, high) <= LEVEL and exceedance(value, high, ratio=ratio) <= LEVEL
