"""The distributions that the tests and intervals stand on, as scipy's special functions give them.

``scipy.stats`` has them too, for a second and 50 MB at each start. ``at_least`` is the chance of so many or
more; arguments may be arrays where the result is one. All numbers are counts and chances, without a unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from scipy import special


def poisson_at_least(count: int, mean: float) -> float:
    return float(special.gammainc(count, mean)) if count > 0 else 1.0


def poisson_at_most(count: int, mean: Any) -> Any:
    return special.gammaincc(count + 1, mean) if count >= 0 else 0.0


def negative_binomial_at_least(count: Any, size: Any, share: Any) -> Any:
    """So many failures or more (1 at least) before the ``size``-th success, whose chance is ``share``."""
    return special.betainc(count, size, 1 - share)


def smallest(holds: Callable[[int], bool]) -> int:
    """The smallest whole number from 0 on for which something holds that holds for all larger ones."""
    end = 1
    while not holds(end - 1):
        end *= 2
    return bisect_left(range(end), True, key=holds)


def chi_squared_at_least(value: float, freedom: int) -> float:
    return float(special.chdtrc(freedom, value))


def chi_squared_above(chance: Any, freedom: float) -> Any:
    """The value that chi-squared is above with this chance."""
    return special.chdtri(freedom, chance)


def student_above(chance: float, freedom: float) -> float:
    """The value that Student's t is above with this chance."""
    return -float(special.stdtrit(freedom, chance))


def normal_above(chance: float) -> float:
    """The value that a standard normal variable is above with this chance."""
    return -float(special.ndtri(chance))
