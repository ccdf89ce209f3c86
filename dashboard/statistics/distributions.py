"""The distributions that the tests and intervals stand on, as scipy's special functions give them.

``scipy.stats`` has them too, for a second and 50 MB at each start. ``at_least`` is the chance of so many or
more; arguments may be arrays where the result is one. All numbers are counts and chances, without a unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special


def binomial_at_least(count: int, total: int, share: float) -> float:
    """So many or more of a total, each with the chance ``share``."""
    if count <= 0:
        return 1.0
    return float(special.betainc(count, total - count + 1, share)) if count <= total else 0.0


def binomial_at_most(count: int, total: int, share: float) -> float:
    return binomial_at_least(total - count, total, 1 - share)


def binomial_share_limits(count: int, total: int, tail: float) -> tuple[float, float]:
    """The shares at which so many or more, and so many or fewer, of a total have the chance ``tail``."""
    low = float(special.betaincinv(count, total - count + 1, tail)) if count else 0.0
    return low, float(special.betainccinv(count + 1, total - count, tail)) if count < total else 1.0


def poisson_at_least(count: int, mean: float) -> float:
    return float(special.gammainc(count, mean)) if count > 0 else 1.0


def poisson_at_most(count: int, mean: Any) -> Any:
    return special.gammaincc(count + 1, mean) if count >= 0 else 0.0


def poisson_chance(counts: Any, mean: float) -> Any:
    """The chance of exactly so many."""
    return np.exp(special.xlogy(counts, mean) - special.gammaln(counts + 1) - mean)


def negative_binomial_at_least(count: Any, size: Any, share: Any) -> Any:
    """So many failures or more (1 at least) before the ``size``-th success, whose chance is ``share``."""
    return special.betainc(count, size, 1 - share)


def negative_binomial_at_most(count: int, size: int, share: float) -> float:
    return float(special.betainc(size, count + 1, share))


def smallest(holds: Callable[[int], bool]) -> int:
    """The smallest whole number from 0 on for which something holds that holds for all larger ones."""
    end = 1
    while not holds(end - 1):
        end *= 2
    return bisect_left(range(end), True, key=holds)


def chi_squared_at_least(value: float, freedom: int) -> float:
    return float(special.chdtrc(freedom, value))


def student_at_least(value: float, freedom: float) -> float:
    return float(special.stdtr(freedom, -value))


def student_above(chance: float, freedom: float) -> float:
    """The value that Student's t is above with this chance."""
    return -float(special.stdtrit(freedom, chance))


def normal_at_most(value: Any) -> Any:
    """The chance that a standard normal variable is at most so large."""
    return special.ndtr(value)


def normal_above(chance: float) -> float:
    """The value that a standard normal variable is above with this chance."""
    return -float(special.ndtri(chance))
