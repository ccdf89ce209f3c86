"""How the tests and intervals behave under a constant rate: exactly where incidents are independent, by
seeded simulation where they come in clusters.

What is counted, for a window of years at one mean and the year after it:

- trend: ``change.trend_test`` over the window finds a change (two-sided, 5 %);
- earlier: ``change.against_earlier`` finds the next year higher than the window (one-sided, 5 %);
- exceedance: ``clustering.exceedance`` finds the next year higher than the true mean, taken as known and
  incidents as independent (one-sided, 5 %);
- interval: ``intervals.count_interval`` of the next year's count covers the true mean (95 %);
- prediction: ``change.prediction_interval`` from the window covers the next year's count (95 %).

``python -m dashboard.statistics.simulation`` writes ``clustering_effects.csv`` anew (some seconds).
"""

from __future__ import annotations

import csv
import math
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard.statistics.change import (
    LEVEL,
    against_earlier,
    prediction_interval,
    rejected_scores,
    score_chances,
)
from dashboard.statistics.clustering import exceedance
from dashboard.statistics.distributions import poisson_chance
from dashboard.statistics.intervals import Interval, count_interval

MEANS = (1, 2, 8, 60)
WINDOWS = (3, 5, 10)
RATIOS = (2, 5)
RUNS = 20_000
SEED = 20_241_231
FILE = Path(__file__).with_name("clustering_effects.csv")
_REACH = 9.0
"""What lies farther than so many standard deviations (and as many incidents) has no chance to speak of."""


@dataclass(frozen=True)
class Effect:
    """What happens at one mean, window (years) and variance-to-mean ratio (1: independent incidents).

    False alarms are shares of series in which nothing changed; ``runs`` is the number of series simulated,
    0 where the shares are exact. The standard error of a simulated share s is sqrt(s (1 - s) / runs).
    """

    mean: int
    years: int
    ratio: int
    trend_false_alarms: float
    earlier_false_alarms: float
    exceedance_false_alarms: float
    interval_coverage: float
    prediction_coverage: float
    runs: int


def independent(mean: int, years: int) -> Effect:
    """The exact shares where incidents are independent: summed over every total and every next count.

    Given the total, the years of a window at a constant rate are multinomial, so that the trend test's
    share is a sum over totals of the chance of the scores that it rejects.
    """
    totals, total_chances = _poisson(mean * years)
    nexts, next_chances = _poisson(mean)
    scores, shares = tuple(range(years)), np.full(years, 1 / years)
    trend = [score_chances(total, scores, shares)[_rejected(total, years)].sum() for total in totals]
    higher = [next_chances[nexts >= _higher(total, years)].sum() for total in totals]
    predicted = [next_chances[_inside(nexts, _predicted(total, years))].sum() for total in totals]
    return Effect(
        mean=mean,
        years=years,
        ratio=1,
        trend_false_alarms=float(total_chances @ np.array(trend)),
        earlier_false_alarms=float(total_chances @ np.array(higher)),
        exceedance_false_alarms=float(next_chances[nexts >= _exceeding(mean)].sum()),
        interval_coverage=float(next_chances[[_covered(count, mean) for count in nexts]].sum()),
        prediction_coverage=float(total_chances @ np.array(predicted)),
        runs=0,
    )


def simulated(mean: int, years: int, ratio: int, *, generator: np.random.Generator, runs: int) -> Effect:
    """The shares among so many series: Poisson for a ratio of 1, else negative binomial.

    The years are independent of one another: clusters within a year, none across years.
    """
    shape = (runs, years + 1)
    series = (
        generator.poisson(mean, shape)
        if ratio == 1
        else generator.negative_binomial(mean / (ratio - 1), 1 / ratio, shape)
    )
    window, following = series[:, :-1], series[:, -1]
    totals, scores = window.sum(axis=1), window @ np.arange(years)
    rows = list(zip(totals.tolist(), scores.tolist(), following.tolist(), strict=True))
    return Effect(
        mean=mean,
        years=years,
        ratio=ratio,
        trend_false_alarms=sum(bool(_rejected(total, years)[score]) for total, score, _ in rows) / runs,
        earlier_false_alarms=sum(count >= _higher(total, years) for total, _, count in rows) / runs,
        exceedance_false_alarms=float((following >= _exceeding(mean)).mean()),
        interval_coverage=sum(_covered(count, mean) for *_, count in rows) / runs,
        prediction_coverage=sum(count in _predicted(total, years) for total, _, count in rows) / runs,
        runs=runs,
    )


def effects(*, seed: int = SEED, runs: int = RUNS) -> tuple[Effect, ...]:
    """Every mean and window, independent and at each ratio; the same seed gives the same shares."""
    generator = np.random.default_rng(seed)
    results = []
    for mean in MEANS:
        for years in WINDOWS:
            results.append(independent(mean, years))
            results.extend(simulated(mean, years, ratio, generator=generator, runs=runs) for ratio in RATIOS)
    return tuple(results)


def write_effects(path: Path = FILE) -> None:
    """Compute every effect and write the file that ``clustering_effects`` reads: shares to 4 decimals."""
    rows = [asdict(effect) for effect in effects()]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: f"{value:.4f}" if isinstance(value, float) else value for name, value in row.items()}
            for row in rows
        )


def clustering_effects() -> tuple[Effect, ...]:
    """The effects as they stand in the file, for the page of methods; the tests compute them anew."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Effect(
                mean=int(row["mean"]),
                years=int(row["years"]),
                ratio=int(row["ratio"]),
                trend_false_alarms=float(row["trend_false_alarms"]),
                earlier_false_alarms=float(row["earlier_false_alarms"]),
                exceedance_false_alarms=float(row["exceedance_false_alarms"]),
                interval_coverage=float(row["interval_coverage"]),
                prediction_coverage=float(row["prediction_coverage"]),
                runs=int(row["runs"]),
            )
            for row in csv.DictReader(lines)
        )


def _poisson(mean: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    reach = _REACH * math.sqrt(mean) + _REACH
    counts = np.arange(max(0, int(mean - reach)), int(mean + reach) + 1)
    return counts, poisson_chance(counts, mean)


def _inside(counts: NDArray[np.int64], limits: Interval) -> NDArray[np.bool_]:
    return (counts >= limits.low) & (counts <= limits.high)


@lru_cache(maxsize=4096)
def _rejected(total: int, years: int) -> NDArray[np.bool_]:
    return rejected_scores(int(total), tuple(range(years)))


@cache
def _higher(total: int, years: int) -> int:
    """The smallest count that the test against earlier years takes as higher."""
    count = int(total) // years
    while against_earlier(count, int(total), years).p_more > LEVEL:
        count += 1
    return count


@cache
def _exceeding(mean: int) -> int:
    count = mean
    while exceedance(count, mean) > LEVEL:
        count += 1
    return count


@cache
def _covered(count: int, mean: int) -> bool:
    return mean in count_interval(int(count))


@cache
def _predicted(total: int, years: int) -> Interval:
    return prediction_interval(int(total), years)


if __name__ == "__main__":
    write_effects()
