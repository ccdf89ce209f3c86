"""A value far outside what its own history leads one to expect asks "why?", in words.

The range is the central 99.9 % of what another year of the same kind would give, if the rate stayed as it was
and counts cluster as much as they did: the negative binomial distribution of a new count, whose variance is
the mean times the dispersion seen (at least 1: Poisson), widened for the mean being an estimate. Source of
the method: the usual moment estimator of dispersion, and the exact predictive law of a Poisson count given a
gamma rate with Jeffreys' prior where there is no clustering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from scipy.special import betainc

from ingest.checked import CheckedFigure, Finding
from ingest.periods import Period
from ingest.rules import Material, Rule

LEVEL = 0.999
FEWEST_YEARS, MOST_YEARS = 5, 10
"""With fewer comparable years nothing is expected; older ones than the nearest ten say little."""


Outside = tuple[CheckedFigure, dict[str, object]]


def check(material: Material) -> Iterator[Finding]:
    """A question for each new or changed value outside the range; the analyst's words for its series answer
    it."""
    outside = list(_outside(material))
    series = {figure.series for figure, _ in outside}
    for figure, facts in outside:
        why = material.answers.why
        if why.get(figure.series or "") or (len(series) == 1 and why.get("")):
            yield Finding(material.problem("outside-range-explained", figure, **facts))
        else:
            yield Finding(material.problem("outside-range", figure, **facts), (figure,), "held")


def _outside(material: Material) -> Iterator[Outside]:
    for (series, period), figures in material.by_series_and_period().items():
        for figure in figures:
            if (
                figure.change not in ("new", "changed")
                or figure.value is None
                or period.kind not in ("CY", "FY")
            ):
                continue
            history = comparable_history(material, series, period)
            if len(history) < FEWEST_YEARS:
                continue
            low, high = expected_range(tuple(history))
            if low <= figure.value <= high:
                continue
            yield (
                figure,
                {"low": low, "high": high, "years": len(history), "series": series, "period": period.label},
            )


def comparable_history(material: Material, series: str, period: Period) -> list[int]:
    """The values shown for the ten nearest other years: same kind of period, whole, exact, reported."""
    rows = [
        row
        for row in material.stored.rows_of(series)
        if row.period_kind == period.kind
        and row.period_start != period.start
        and (row.availability, row.bound, row.coverage) == ("reported", "exact", "full")
    ]
    rows.sort(key=lambda row: (abs((row.period_start - period.start).days), row.period_start))
    return [row.value for row in rows[:MOST_YEARS]]


@lru_cache(maxsize=4096)
def expected_range(history: Sequence[int]) -> tuple[int, int]:
    """Lowest and highest count inside the central 99.9 % for one more year.

    ``history`` holds yearly counts, at least two. Variance over mean is the dispersion; below 1 it counts
    as 1.
    """
    years = len(history)
    total = sum(history)
    mean = total / years
    spread = sum((count - mean) ** 2 for count in history) / (years - 1)
    dispersion = max(1.0, spread / mean) if mean > 0 else 1.0
    if dispersion <= 1.0:
        shape, chance = total + 0.5, years / (years + 1)
    else:
        variance = dispersion * mean * (1 + 1 / years)
        shape, chance = mean**2 / (variance - mean), mean / variance
    tail = (1 - LEVEL) / 2
    return _quantile(shape, chance, tail), _quantile(shape, chance, 1 - tail)


def _quantile(shape: float, chance: float, level: float) -> int:
    """The smallest count whose cumulative negative binomial probability reaches ``level``."""
    high = 1
    while _below(high, shape, chance) < level:
        high *= 2
    low = 0
    while low < high:
        middle = (low + high) // 2
        if _below(middle, shape, chance) >= level:
            high = middle
        else:
            low = middle + 1
    return low


def _below(count: int, shape: float, chance: float) -> float:
    return float(betainc(shape, count + 1, chance))


RULE = Rule(stage="history", codes=("outside-range", "outside-range-explained"), check=check)
