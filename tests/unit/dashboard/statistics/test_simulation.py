"""No test of change exceeds its level, no interval covers less than it says; and what clusters do to that.

Where incidents are independent the shares are exact. Simulated shares are compared within four standard
errors, sqrt(s (1 - s) / runs) each: one comparison fails by chance in 1 of 16,000, and all are seeded.
"""

from __future__ import annotations

import math
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import nbinom, norm

from dashboard.statistics.change import LEVEL, against_earlier, prediction_interval, trend_test
from dashboard.statistics.clustering import exceedance
from dashboard.statistics.intervals import CONFIDENCE, count_interval
from dashboard.statistics.simulation import (
    FILE,
    MEANS,
    RATIOS,
    RUNS,
    WINDOWS,
    Effect,
    clustering_effects,
    independent,
    simulated,
    write_effects,
)

ROUNDING = 0.00005
FALSE_ALARMS = ("trend_false_alarms", "earlier_false_alarms", "exceedance_false_alarms")
COVERAGES = ("interval_coverage", "prediction_coverage")
every_window = pytest.mark.parametrize(("mean", "years"), list(product(MEANS, WINDOWS)))


def tolerance(share: float, runs: int) -> float:
    """Four standard errors of a simulated share."""
    return 4 * math.sqrt(share * (1 - share) / runs)


def effect(mean: int, years: int, ratio: int) -> Effect:
    wanted = (mean, years, ratio)
    [found] = [one for one in clustering_effects() if (one.mean, one.years, one.ratio) == wanted]
    return found


@every_window
def test_at_a_constant_rate_no_test_exceeds_its_level_and_no_interval_covers_too_little(
    mean: int, years: int
) -> None:
    exact = independent(mean, years)
    for name in FALSE_ALARMS:
        assert 0 < getattr(exact, name) <= LEVEL
    for name in COVERAGES:
        assert CONFIDENCE <= getattr(exact, name) < 1


@every_window
def test_a_simulation_finds_the_exact_shares(mean: int, years: int) -> None:
    exact = independent(mean, years)
    runs = 10_000
    seen = simulated(mean, years, 1, generator=np.random.default_rng(mean * 100 + years), runs=runs)
    for name in (*FALSE_ALARMS, *COVERAGES):
        share = getattr(exact, name)
        assert getattr(seen, name) == pytest.approx(share, abs=tolerance(share, runs))
    assert all(getattr(seen, name) <= LEVEL + tolerance(LEVEL, runs) for name in FALSE_ALARMS)
    assert all(getattr(seen, name) >= CONFIDENCE - tolerance(CONFIDENCE, runs) for name in COVERAGES)


@pytest.mark.parametrize(("mean", "years", "ratio"), [(1, 3, 5), (2, 10, 1), (8, 5, 2), (60, 3, 5)])
def test_a_simulation_counts_what_the_tests_and_intervals_themselves_say(
    mean: int, years: int, ratio: int
) -> None:
    """The same series, judged one by one without the short cuts."""
    runs = 400
    seen = simulated(mean, years, ratio, generator=np.random.default_rng(5), runs=runs)
    generator = np.random.default_rng(5)
    shape = (runs, years + 1)
    series = (
        generator.poisson(mean, shape)
        if ratio == 1
        else generator.negative_binomial(mean / (ratio - 1), 1 / ratio, shape)
    ).tolist()
    judged = [
        (
            trend_test(window, range(years)).p_value <= LEVEL,
            against_earlier(following, sum(window), years).p_more <= LEVEL,
            exceedance(following, mean) <= LEVEL,
            mean in count_interval(following),
            following in prediction_interval(sum(window), years),
        )
        for *window, following in series
    ]
    shares = [sum(column) / runs for column in zip(*judged, strict=True)]
    assert shares == pytest.approx([getattr(seen, name) for name in (*FALSE_ALARMS, *COVERAGES)])


@every_window
@pytest.mark.parametrize("ratio", RATIOS)
def test_what_clusters_do_agrees_with_negative_binomial_sums(mean: int, years: int, ratio: int) -> None:
    """All but the trend can be summed: the window's total is negative binomial too."""
    shape, chance = mean / (ratio - 1), 1 / ratio
    reach = 12 * math.sqrt(ratio * mean * years) + 40 * ratio
    totals = range(int(mean * years + reach))
    nexts = np.arange(int(mean + reach))
    next_chances = nbinom.pmf(nexts, shape, chance)
    total_chances = nbinom.pmf(np.array(totals), shape * years, chance)
    limits = [prediction_interval(total, years) for total in totals]
    predicted = [next_chances[int(one.low) : int(one.high) + 1].sum() for one in limits]
    # The one-sided test at 5 % finds what is above the two-sided prediction interval of 90 %.
    usual = [int(prediction_interval(total, years, confidence=0.9).high) for total in totals]
    higher = [next_chances[most + 1 :].sum() for most in usual]
    expected = {
        "earlier_false_alarms": total_chances @ np.array(higher),
        "exceedance_false_alarms": sum(
            next_chances[count] for count in nexts if exceedance(int(count), mean) <= LEVEL
        ),
        "interval_coverage": sum(
            next_chances[count] for count in nexts if mean in count_interval(int(count))
        ),
        "prediction_coverage": total_chances @ np.array(predicted),
    }
    seen = effect(mean, years, ratio)
    for name, share in expected.items():
        assert getattr(seen, name) == pytest.approx(share, abs=tolerance(share, seen.runs) + ROUNDING)


@pytest.mark.parametrize("ratio", RATIOS)
def test_at_many_incidents_clusters_inflate_the_trend_test_as_the_normal_approximation_has_it(
    ratio: int,
) -> None:
    """Its score has the ratio times the variance; at 600 incidents the approximation is right to 0.01."""
    expected = 2 * norm.sf(norm.isf(LEVEL / 2) / math.sqrt(ratio))
    seen = effect(60, 10, ratio)
    assert seen.trend_false_alarms == pytest.approx(expected, abs=0.01 + tolerance(expected, seen.runs))


@every_window
def test_clusters_make_false_alarms_more_and_coverage_less(mean: int, years: int) -> None:
    steps = [effect(mean, years, ratio) for ratio in (1, *RATIOS)]
    assert [step.runs for step in steps] == [0] + [RUNS] * len(RATIOS)
    for less, more in pairwise(steps):
        assert all(getattr(more, name) > getattr(less, name) for name in FALSE_ALARMS)
        assert all(getattr(more, name) < getattr(less, name) for name in COVERAGES)


def test_the_file_is_what_a_new_run_writes(tmp_path: Path) -> None:
    """To renew it: python -m dashboard.statistics.simulation."""
    write_effects(tmp_path / "anew.csv")
    assert (tmp_path / "anew.csv").read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")
    assert len(clustering_effects()) == len(MEANS) * len(WINDOWS) * (1 + len(RATIOS))
