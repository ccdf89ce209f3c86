"""Two spans of years beside each other: how many times the rate of the one the other has, and by chance?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.statistics.distributions import (
    binomial_at_least,
    binomial_at_most,
    binomial_share_limits,
    chi_squared_at_least,
    student_above,
    student_at_least,
)
from dashboard.statistics.intervals import CONFIDENCE, Interval

LARGEST_LOG = 700.0
"""The logarithm of about the largest number that can be written."""


@dataclass(frozen=True)
class SpanTest:
    """The later rate over the earlier one (None where the earlier is zero) with its interval, whose upper
    limit may be infinite, and the two-sided p-value of equal rates."""

    ratio: float | None
    interval: Interval
    p_value: float


def compare_spans(
    earlier: int, earlier_years: int, later: int, later_years: int, *, confidence: float = CONFIDENCE
) -> SpanTest | None:
    """Test one constant rate over two spans against two rates; None where neither has an incident.

    Totals and numbers of full years. Exact and conditional: given both totals, incidents fall on the later
    span by its share of the years. The p-value is twice the smaller tail and the interval that of Clopper and
    Pearson for this share, so that they never contradict each other. 2 in 3 years, then 13 in 2: 9.75 times
    (95 %: 2.2 to 89), p = 0.0006. Assumes independent incidents. Source: J.
    Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika
    31 (1940), 313-323. Raises ValueError without a year and for a negative total.
    """
    if min(earlier, later) < 0 or min(earlier_years, later_years) < 1:
        raise ValueError(
            "two totals of 0 or more over a year or more each were wanted, not "
            f"{earlier} in {earlier_years}, {later} in {later_years}"
        )
    if not earlier + later:
        return None
    share = later_years / (earlier_years + later_years)
    limits = binomial_share_limits(later, earlier + later, (1 - confidence) / 2)
    low, high = (_ratio(limit, earlier_years / later_years) for limit in limits)
    ratio = later / later_years / (earlier / earlier_years) if earlier else None
    smaller = min(
        binomial_at_most(later, earlier + later, share), binomial_at_least(later, earlier + later, share)
    )
    return SpanTest(ratio, Interval(low, high), min(1.0, 2 * smaller))


def _ratio(share: float, years: float) -> float:
    return float("inf") if share >= 1 else share / (1 - share) * years


@dataclass(frozen=True)
class Spread:
    """How many times as much counts vary as independent incidents would, on how many degrees of freedom, and
    how often these vary as much or more."""

    times: float
    freedom: int
    p_value: float


def spread_within(spans: Sequence[Sequence[int]]) -> Spread | None:
    """How far counts vary within their spans.

    Each span has a rate of its own, so a step between them is no spread. Pearson's chi-squared around the
    means of the spans over its degrees of freedom, one less than its years for each; a span without an
    incident tells nothing. The chance is that of chi-squared, an approximation as in
    ``clustering.spread_p_value``. 4, 0, 8 then 20, 26: (8 + 0.78) / 3 = 2.9 times, 0.03. None where no
    span has two years and an incident.
    """
    telling = [counts for counts in spans if len(counts) > 1 and sum(counts) > 0]
    freedom = sum(len(counts) - 1 for counts in telling)
    if not freedom:
        return None
    means = [sum(counts) / len(counts) for counts in telling]
    squares = sum(
        (count - mean) ** 2 / mean for counts, mean in zip(telling, means, strict=True) for count in counts
    )
    return Spread(squares / freedom, freedom, chi_squared_at_least(squares, freedom))


def compare_uneven_spans(
    earlier: int,
    earlier_years: int,
    later: int,
    later_years: int,
    spread: Spread,
    *,
    confidence: float = CONFIDENCE,
) -> SpanTest | None:
    """The test of ``compare_spans`` where counts vary more than independent incidents would; None where a
    span has none.

    Quasi-Poisson: the spread, never taken as under 1, multiplies the variance of the log ratio, and Student's
    t on its degrees of freedom stands for the normal. 12 in 3 years, then 102 in 3, 6.55 times on 4: 8.5
    times (95 %: 0.97 to 74), p = 0.052. Source: P. McCullagh and J. A. Nelder, "Generalized Linear Models",
    2nd ed. (1989), section 6.2.
    """
    if not earlier or not later:
        return None
    ratio = later / later_years / (earlier / earlier_years)
    error = math.sqrt(max(1.0, spread.times) * (1 / earlier + 1 / later))
    width = student_above((1 - confidence) / 2, spread.freedom) * error
    times = math.exp(width) if width < LARGEST_LOG else math.inf
    limits = Interval(ratio / times, ratio * times)
    p_value = min(1.0, 2 * student_at_least(abs(math.log(ratio)) / error, spread.freedom))
    return SpanTest(ratio, limits, p_value)
