"""Incidents that come in groups: how far counts spread beyond chance, and what that does to a verdict.

Clusters are counts of the same mean whose variance is a multiple of it (the ratio), here the same in all
years. Where a distribution is needed it is the negative binomial, whose variance is that multiple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.statistics.change import LEVEL
from dashboard.statistics.distributions import (
    chi_squared_at_least,
    negative_binomial_at_least,
    normal_above,
    poisson_at_least,
    student_at_least,
)

MOST_ROUNDS = 100
MOST_RATIO = 1000.0


def spread(counts: Sequence[int]) -> float | None:
    """The variance-to-mean ratio: about 1 for independent incidents; None for fewer than two years or none.

    The variance has the divisor n - 1.
    """
    if len(counts) < 2 or sum(counts) == 0:
        return None
    return float(np.var(counts, ddof=1) / np.mean(counts))


def spread_p_value(counts: Sequence[int]) -> float | None:
    """How often independent incidents at a constant rate spread as much or more (dispersion test).

    One-sided; the ratio times n - 1 against chi-squared with n - 1: an approximation, whose true level at
    0.05 is 0.03 to 0.06 from a mean of 1 a year, up to 0.09 at a mean of 0.5. A trend spreads counts too:
    a small p-value says that the rate was not constant or the incidents not independent, not which. None
    as for ``spread``. Source:
    R. A. Fisher, "The significance of deviations from expectation in a Poisson series", Biometrics 6
    (1950), 17-24.
    """
    ratio = spread(counts)
    return None if ratio is None else chi_squared_at_least(ratio * (len(counts) - 1), len(counts) - 1)


def exceedance(count: int, level: float, *, ratio: float = 1.0) -> float:
    """How often a year at a true level (incidents a year) has ``count`` or more.

    One-sided. ``ratio`` is the variance-to-mean ratio: 1 for independent incidents (Poisson), above 1 for
    clusters (negative binomial of the same mean and that ratio). The level is taken as known: where it is
    itself a count of earlier years, ``change.against_earlier`` is the test. Raises ValueError for a
    negative level or a ratio below 1.
    """
    if level < 0 or ratio < 1:
        raise ValueError("a level of 0 or more and a ratio of 1 or more were wanted")
    if count <= 0:
        return 1.0
    if level == 0:
        return 0.0
    if ratio <= 1:
        return poisson_at_least(count, level)
    return float(negative_binomial_at_least(count, level / (ratio - 1), 1 / ratio))


def overturning_ratio(z: float, *, level: float = LEVEL) -> float:
    """The variance-to-mean ratio from which a trend with this score is no longer detectable.

    The score's variance grows with the ratio; by the normal approximation the verdict falls where z
    squared over the ratio reaches the limit. Below 1 there is nothing to overturn. Near 1 the exact test
    and this approximation may disagree.
    """
    return float(z**2 / normal_above(level / 2) ** 2)


def overturning_ratio_of_exceedance(count: int, level: float, *, limit: float = LEVEL) -> float | None:
    """The smallest ratio at which ``exceedance`` is above the limit; None where none up to 1,000 is.

    None is a common answer: as clusters grow, most years have no incident at all, so the chance of a high
    count rises and then falls again. 8 at a level of 1 never has more than 0.04.
    """
    if exceedance(count, level, ratio=1.0) > limit:
        return 1.0
    if level == 0:
        return None
    ratios = np.geomspace(1.001, MOST_RATIO, 2000)
    above = negative_binomial_at_least(count, level / (ratios - 1), 1 / ratios) > limit
    if not above.any():
        return None
    first = int(above.argmax())
    low, high = float(ratios[first - 1]) if first else 1.0, float(ratios[first])
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if exceedance(count, level, ratio=middle) > limit else (middle, high)
    return high


@dataclass(frozen=True)
class LogLinearTrend:
    """Growth a year (0.1 is 10 %), the spread around the fitted line, and the two-sided p-value.

    ``ratio`` is Pearson's chi-squared over n - 2: as the variance-to-mean ratio, but around the line.
    """

    growth: float
    ratio: float
    p_value: float


def quasi_poisson_trend(counts: Sequence[int], years: Sequence[int]) -> LogLinearTrend | None:
    """A log-linear trend whose uncertainty grows with the spread seen around it; for ten years or more.

    Poisson regression with a log link, by Newton's method (iteratively reweighted least squares). The
    variance of the slope is multiplied by the ratio, by 1 where the ratio is less: counts that lie closer
    to the line than chance allows are not taken for evidence. Student's t with n - 2. None where there is
    nothing to fit: incidents in fewer than two years. Raises ValueError for fewer than three years, a
    year twice, a negative count, or lengths that differ. Source: R. W. M. Wedderburn, "Quasi-likelihood
    functions, generalized linear models, and the Gauss-Newton method", Biometrika 61 (1974), 439-447.
    """
    if len(counts) != len(years) or len(counts) < 3:
        raise ValueError(
            f"three years or more with a count each were wanted, not {len(counts)} counts, {len(years)} years"
        )
    if len(set(years)) < len(years):
        raise ValueError("each year was wanted once")
    if min(counts) < 0:
        raise ValueError(f"counts of 0 or more were wanted, not {min(counts)}")
    observed = np.asarray(counts, dtype=float)
    if observed.sum() == 0 or (observed > 0).sum() < 2:
        return None
    time = np.asarray(years, dtype=float) - np.mean(years)
    design = np.column_stack([np.ones_like(time), time])
    coefficients = np.array([np.log(observed.mean()), 0.0])
    for _ in range(MOST_ROUNDS):
        fitted = np.exp(design @ coefficients)
        step = np.linalg.solve(design.T @ (fitted[:, None] * design), design.T @ (observed - fitted))
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-10:
            break
    fitted = np.exp(design @ coefficients)
    freedom = len(counts) - 2
    ratio = float((((observed - fitted) ** 2) / fitted).sum() / freedom)
    variance = np.linalg.inv(design.T @ (fitted[:, None] * design))[1, 1] * max(1.0, ratio)
    statistic = coefficients[1] / variance**0.5
    return LogLinearTrend(
        growth=float(np.expm1(coefficients[1])),
        ratio=ratio,
        p_value=2 * student_at_least(abs(statistic), freedom),
    )
