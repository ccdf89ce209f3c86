"""All years since an evaluation together against the evaluated ones, or against a stated level.

Each side is pooled: 8 and 5 are 13 in two years, not two verdicts. Two sides are held against each other by
the limits of Clopper and Pearson for the share of the later one in their total, of counts divided by their
dispersion: with a dispersion of 1 they are exact, with large counts they are those of a quasi-Poisson t
test, and there is no step from the one to the other. A level that is known asks how often so many or more
would come at it (Garwood's limits at a dispersion of 1), negative binomial with that dispersion or a
smaller one, whichever has them come more often: where incidents come in great groups, few years see any.
How often limits hold and how often a constant rate is called a change is simulated in
``pooled_simulation``. Sources: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits
illustrated in the case of the binomial", Biometrika 26 (1934), 404-413; F. Garwood, "Fiducial limits for
the Poisson distribution", Biometrika 28 (1936), 437-442; J. N. K. Rao and A. J. Scott, "A simple method for
the analysis of clustered binary data", Biometrics 48 (1992), 577-585 (counts divided by what clustering
adds to their variance).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import betaincinv, gammainc

from dashboard.statistics.dispersion import Dispersion
from dashboard.statistics.distributions import negative_binomial_at_least
from dashboard.statistics.intervals import CONFIDENCE, Interval

LEAST_P = 1e-10
"""A smaller probability than this is given as this."""
NO_CLUSTERS = 1 + 1e-9
"""Up to this ratio incidents are taken as independent."""
PARTS = np.linspace(0, 1, 9)
"""The powers of a ratio that are the dispersions tried up to it."""
_ROUNDS = 60
_LEAST = 0.5
"""Stands for a total of none where its limit is not looked at."""


@dataclass(frozen=True)
class Pooled:
    """The later rate over the earlier one, or over a level (None where that is zero), with its limits.

    ``interval`` may end at infinity. ``p_value`` is two-sided, and at most 1 - confidence exactly where the
    interval leaves out 1: the two never contradict each other.
    """

    ratio: float | None
    interval: Interval
    confidence: float
    p_value: float

    @property
    def direction(self) -> int:
        """1 where even the lower limit is a rise, -1 where even the upper one is a fall, else 0."""
        return (self.interval.low > 1) - (self.interval.high < 1)


def compare(
    earlier: Sequence[int], later: Sequence[int], dispersion: Dispersion, *, confidence: float = CONFIDENCE
) -> Pooled | None:
    """Hold the later years against the earlier ones; None where neither has an incident.

    Counts of full years of one series within one span. Raises ValueError without a year on either side, for
    a negative count and for a confidence that is not between 0 and 1.
    """
    _check(earlier, later, confidence=confidence)
    before, after = sum(earlier), sum(later)
    if not before + after:
        return None
    times = len(earlier) / len(later)

    def limits(tail: float) -> Interval:
        shares = share_limits(before, after, dispersion.at(tail), tail)
        low, high = (_odds(float(share)) * times for share in shares)
        return Interval(low, high)

    ratio = after / before * times if before else None
    return Pooled(
        ratio, limits((1 - confidence) / 2), confidence, _p_value(lambda tail: 1 not in limits(tail))
    )


def against_level(
    later: Sequence[int], level: float, dispersion: Dispersion, *, confidence: float = CONFIDENCE
) -> Pooled:
    """Hold the later years against a stated level (incidents a year) that is taken as known.

    A level of none has no ratio: any incident is above it, and whether the rate is another than before is
    asked of ``compare``. Raises ValueError as ``compare`` does, and for a level that is not above 0.
    """
    _check(later, confidence=confidence)
    if not level > 0:
        raise ValueError(f"a level above 0 was wanted, not {level}")
    after, expected = sum(later), level * len(later)
    tail = (1 - confidence) / 2
    ratio = dispersion.at(tail)
    low = _where(lambda mean: bool(at_least(after, mean, ratio) >= tail)) if after else 0.0
    high = _where(lambda mean: bool(at_most(after, mean, ratio) <= tail))

    def leaves_out(tail: float) -> bool:
        ratio = dispersion.at(tail)
        return bool(min(at_least(after, expected, ratio), at_most(after, expected, ratio)) < tail)

    limits = Interval(low / expected, high / expected)
    return Pooled(after / expected, limits, confidence, _p_value(leaves_out))


def share_limits(before: Any, after: Any, ratio: Any, tail: float) -> tuple[Any, Any]:
    """The shares of the later years in all incidents that two totals are consistent with, counts having this
    dispersion and ``tail`` lying beyond each limit; arrays give arrays."""
    low = np.where(
        np.equal(after, 0), 0.0, betaincinv(np.maximum(after, _LEAST) / ratio, before / ratio + 1, tail)
    )
    high = np.where(
        np.equal(before, 0), 1.0, betaincinv(after / ratio + 1, np.maximum(before, _LEAST) / ratio, 1 - tail)
    )
    return low, high


def at_least(total: Any, mean: float, ratio: Any) -> Any:
    """How often a total whose mean is ``mean`` has ``total`` or more, counts having the dispersion up to this
    one at which that is most often; arrays of totals with a dispersion each give arrays."""
    return _chances(total, mean, ratio).max(axis=-1)


def at_most(total: Any, mean: float, ratio: Any) -> Any:
    """The same of ``total`` or fewer."""
    return 1 - _chances(np.add(total, 1), mean, ratio).min(axis=-1)


def _chances(total: Any, mean: float, ratio: Any) -> Any:
    """How often so many or more come at each of the dispersions tried up to this one."""
    some = np.maximum(np.expand_dims(total, -1), 1)
    ratios = np.power.outer(ratio, PARTS)
    clusters = np.maximum(ratios, NO_CLUSTERS) - 1
    clustered = negative_binomial_at_least(some, mean / clusters, 1 / (1 + clusters))
    chances = np.where(ratios > NO_CLUSTERS, clustered, gammainc(some, mean))
    return np.where(np.expand_dims(np.greater(total, 0), -1), chances, 1.0)


def _where(holds: Callable[[float], bool]) -> float:
    """The mean from which on something holds."""
    low, high = 0.0, 1.0
    while not holds(high):
        low, high = high, high * 2
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _p_value(leaves_out: Callable[[float], bool]) -> float:
    """Twice the largest tail at which the limits just leave out 1: they widen as the tail shrinks."""
    high, low = math.log(0.5), math.log(LEAST_P / 2)
    if not leaves_out(0.5):
        return 1.0
    if leaves_out(LEAST_P / 2):
        return LEAST_P
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (low, middle) if leaves_out(math.exp(middle)) else (middle, high)
    return min(1.0, 2 * math.exp(high))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _check(*sides: Sequence[int], confidence: float) -> None:
    if not all(sides):
        raise ValueError("one year or more was wanted on each side")
    if min(min(counts) for counts in sides) < 0:
        raise ValueError("counts of 0 or more were wanted")
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence between 0 and 1 was wanted, not {confidence}")
