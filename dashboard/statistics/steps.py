"""The longer story of a series as steps: levels that hold for some years, and where one gives way to another.

Counts of piracy do not climb steadily: they stand, fall at once when navies arrive, stand again. A straight
line through that says what never happened. Here every way of cutting the years into levels is tried, and the
one taken has the smallest deviance, over the dispersion, plus a price for each cut. The dispersion is that
from one year to the next (``dispersion.from_year_to_year``), which does not depend on the cuts. The price is
what a cut in the best of all places gains by chance in one series in twenty or fewer
(``pooled_simulation``). Sources: J. Bai and P. Perron, "Computation and analysis of multiple structural
change models", Journal of Applied Econometrics 18 (2003), 1-22 (all segmentations by dynamic programming); P.
McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989) (deviance over dispersion as an F
statistic).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from scipy.special import fdtri, xlogy

from dashboard.statistics.dispersion import (
    Dispersion,
    consecutive,
    from_year_to_year,
    runs_of,
    within,
)

LEAST_YEARS = 2
"""A level holds for so many known years or more: one year alone is an outlier, not a level."""
LEVEL = 0.05
"""The chance at which a cut is priced, all the places where it could be taken together."""


@dataclass(frozen=True)
class Step:
    """A level that held from one year to another: the years known of it and their counts."""

    years: tuple[int, ...]
    counts: tuple[int, ...]

    @property
    def mean(self) -> float:
        """Incidents a year."""
        return sum(self.counts) / len(self.counts)


@dataclass(frozen=True)
class Story:
    """The steps of a stretch of years, in order, and the dispersion around them."""

    steps: tuple[Step, ...]
    dispersion: Dispersion


def stretches(counts: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """The known years, parted where more years are missing than are known on one of the two sides.

    2014, 2023, 2024: eight missing years are more than the one known before them, so nothing is said across.
    """
    joined: list[list[int]] = []
    for run in runs_of(counts):
        missing = run[0] - joined[-1][-1] - 1 if joined else 0
        if joined and missing <= min(len(joined[-1]), len(run)):
            joined[-1] += run
        else:
            joined.append(run)
    return tuple(tuple(run) for run in joined)


def dispersion_up_to(counts: Mapping[int, int], first: int, *, mean: float = math.inf) -> Dispersion:
    """How far counts vary within their steps, those of the year ``first`` and after being apart.

    ``counts`` by full year, comparable, end with the evaluated years, which begin with ``first``: they have a
    rate of their own in a comparison, and so are a group of their own. ``mean`` is what counts are expected
    to be where none is known.
    """
    return _dispersion_up_to(tuple(sorted(counts.items())), first, mean)


@lru_cache(maxsize=1024)
def _dispersion_up_to(pairs: tuple[tuple[int, int], ...], first: int, mean: float) -> Dispersion:
    counts = dict(pairs)
    groups: list[list[int]] = []
    placed = 0
    for years in stretches(counts):
        steps = story({year: counts[year] for year in years}).steps
        placed += len(steps) - 1
        for step in steps:
            seen = list(zip(step.years, step.counts, strict=True))
            groups.append([count for year, count in seen if year < first])
            groups.append([count for year, count in seen if year >= first])
    return within(groups, placed=placed, mean=mean)


def story(counts: Mapping[int, int]) -> Story:
    """The steps of comparable counts by full year; give one of ``stretches`` alone.

    Levels of two known years or more; of fewer than four known years one level. Raises ValueError without a
    year and for a negative count.
    """
    years = tuple(sorted(counts))
    if not years or min(counts.values()) < 0:
        raise ValueError("one year or more with counts of 0 or more was wanted")
    values = tuple(counts[year] for year in years)
    cuts = _cuts(values, from_year_to_year(consecutive(counts)))
    steps = tuple(Step(years[start:end], values[start:end]) for start, end in pairwise(cuts))
    return Story(steps, within((step.counts for step in steps), placed=len(steps) - 1))


def _cuts(values: Sequence[int], dispersion: Dispersion) -> tuple[int, ...]:
    """Where levels begin and end, as places in ``values``."""
    places = len(values) - 2 * LEAST_YEARS + 1
    if places < 1:
        return 0, len(values)
    price = float(fdtri(1, dispersion.freedom, 1 - LEVEL / places))
    cuttings = _segmentations(values)
    return min(cuttings, key=lambda cutting: cutting[1] / dispersion.ratio + len(cutting[0]) * price)[0]


def _segmentations(values: Sequence[int]) -> list[tuple[tuple[int, ...], float]]:
    """The best cutting into 1, 2, 3, ... levels, each with its deviance, as far as the years allow."""
    length = len(values)
    costs = {
        (start, end): _deviance(values[start:end])
        for start in range(length)
        for end in range(start + LEAST_YEARS, length + 1)
    }
    ending: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    found = []
    for _ in range(length // LEAST_YEARS):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in ending.items():
            for end in range(start + LEAST_YEARS, length + 1):
                total = cost + costs[start, end]
                if end not in following or total < following[end][0]:
                    following[end] = total, (*cuts, end)
        ending = following
        if length in ending:
            found.append((ending[length][1], ending[length][0]))
    return found


def _deviance(values: Sequence[int]) -> float:
    """Twice the distance of the log likelihood of one level from that of each count by itself."""
    mean = sum(values) / len(values)
    return 2 * float(sum(xlogy(value, value / mean) for value in values)) if mean else 0.0
