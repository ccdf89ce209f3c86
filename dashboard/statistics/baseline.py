"""Whether years are steady enough to be the base of a chart of counts (c-chart) with fixed limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.statistics.distributions import chi_squared_at_least
from dashboard.statistics.steps import story, stretches

FEWEST_YEARS = 10
LEVEL = 0.05


def stable_baseline(counts: Mapping[int, int]) -> bool:
    """Whether a chart may draw fixed limits around the mean of these counts.

    ``counts`` are comparable counts by full year. True for ten years or more with at least one incident, too
    few of them missing to part them (``steps.stretches``), in one step (``steps.story``), and with a spread
    that independent incidents would have more often than in 5 % of cases (``spread_p_value``). Passing does
    not prove a constant rate, least of all at low counts, where neither sees much.
    """
    if len(counts) < FEWEST_YEARS or len(stretches(counts)) > 1:
        return False
    by_chance = spread_p_value(tuple(counts.values()))
    return by_chance is not None and by_chance > LEVEL and len(story(counts).steps) == 1


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
    as for ``spread``. Source: R. A. Fisher, "The significance of deviations from expectation in a Poisson
    series", Biometrics 6 (1950), 17-24.
    """
    ratio = spread(counts)
    return None if ratio is None else chi_squared_at_least(ratio * (len(counts) - 1), len(counts) - 1)
