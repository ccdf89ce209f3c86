"""How much more yearly counts vary than independent incidents would: one estimate for every series.

Incidents come in groups, reporting changes, seasons differ: counts of one rate have a variance that is a
multiple of their mean, the ratio. One rule serves at any number of years: what a series shows itself, with
what yearly series of incidents show in general, which is given the weight of two years. So nothing switches
at ten years, and three years alone are not taken for quiet because they happened to be.

The ratio is an estimate, and the limits that stand on it say so: they are as wide as Student's t on its
degrees of freedom makes them. Sources: P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed.
(1989), section 6.2 (a variance that is a multiple of the mean); G. K. Smyth, "Linear
models and empirical Bayes methods for assessing differential expression in microarray experiments",
Statistical Applications in Genetics and Molecular Biology 3 (2004), article 3 (an estimate drawn towards what
like series show, and the degrees of freedom that adds).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.statistics.distributions import normal_above, student_above

USUAL_RATIOS = ((10.0, 2.0), (30.0, 4.5))
"""The ratio that yearly counts of incidents show from one year to the next, for a mean count a year up to the
first and from the second on: about the medians of the series of ``data/`` with three such pairs of years or
more. Between the two it grows with the logarithm of the mean. A test works the medians out anew."""
USUAL_YEARS = 2.0
"""The weight of the usual ratio, in degrees of freedom."""
NO_TAIL = 0.4999
"""Beyond this both quantiles are nothing, and their quotient is not reckoned."""


@dataclass(frozen=True)
class Dispersion:
    """The variance-to-mean ratio, never below 1, with its degrees of freedom.

    ``seen`` is the series' own ratio alone on ``seen_freedom``, None where its years tell nothing; ``usual``
    is what it was drawn towards.
    """

    ratio: float
    freedom: float
    seen: float | None
    seen_freedom: int
    usual: float

    def at(self, tail: float) -> float:
        """The ratio to reckon with in a limit that leaves ``tail`` (one-sided) beyond it.

        Counts divided by it have the limits of independent incidents. It grows as the tail shrinks, the more
        so the fewer years it rests on: Student's t over the normal, squared.
        """
        if tail >= NO_TAIL:
            return self.ratio
        return max(1.0, self.ratio * (student_above(tail, self.freedom) / normal_above(tail)) ** 2)


def usual_ratio(mean: float) -> float:
    """The ratio that is usual of counts with this mean (incidents a year)."""
    (few, least), (many, most) = USUAL_RATIOS
    if mean <= few:
        return least
    return least + (most - least) * min(1.0, math.log(mean / few) / math.log(many / few))


def _estimate(squares: float, freedom: int, counts: Sequence[int], mean: float = math.inf) -> Dispersion:
    """``mean`` is that of counts where there are none. Raises ValueError for a negative count."""
    if counts and min(counts) < 0:
        raise ValueError(f"counts of 0 or more were wanted, not {min(counts)}")
    usual = usual_ratio(sum(counts) / len(counts) if counts else mean)
    total = USUAL_YEARS + freedom
    return Dispersion(
        ratio=max(1.0, (USUAL_YEARS * usual + squares) / total),
        freedom=total,
        seen=squares / freedom if freedom else None,
        seen_freedom=freedom,
        usual=usual,
    )


def consecutive(counts: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Counts by year as runs of years that follow one another."""
    return tuple(tuple(counts[year] for year in run) for run in runs_of(counts))


def runs_of(counts: Mapping[int, int]) -> list[list[int]]:
    """The years of counts, those together that follow one another."""
    runs: list[list[int]] = []
    for year in sorted(counts):
        if year - 1 in counts:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def within(groups: Iterable[Sequence[int]], *, placed: int = 0, mean: float = math.inf) -> Dispersion:
    """The dispersion of counts around the means of their groups, each of which has a rate of its own.

    A group (a step of the longer story, the evaluated years, the years since) without an incident tells
    nothing, nor does one of a single year. ``placed`` cuts between groups were put where they fit best; each
    costs one degree of freedom. ``mean`` is what counts are expected to be where none is known. 4, 0, 8 and
    20, 26: 8.78 on 3 degrees of freedom, with a usual ratio of 2.3 at their mean (8.78 + 4.7) / 5 = 2.7 on 5.
    Raises ValueError for a negative count.
    """
    squares, freedom = 0.0, 0
    seen: list[int] = []
    for counts in groups:
        seen += counts
        total = sum(counts)
        if len(counts) > 1 and total:
            level = total / len(counts)
            squares += sum((count - level) ** 2 for count in counts) / level
            freedom += len(counts) - 1
    return _estimate(squares, max(0, freedom - placed), seen, mean)


def from_year_to_year(runs: Iterable[Sequence[int]]) -> Dispersion:
    """The dispersion of counts around the year before: what a slow change of the rate hardly adds to.

    ``runs`` are counts of years that follow one another. Each pair with an incident gives
    (a - b)^2 / (a + b), 1 on average for independent incidents of one rate. Source: J. von Neumann, R. H.
    Kent, H. R. Bellinson and B. I. Hart, "The mean square successive difference", Annals of Mathematical
    Statistics 12 (1941), 153-162. Raises ValueError for a negative count.
    """
    squares, freedom = 0.0, 0
    seen: list[int] = []
    for counts in runs:
        seen += counts
        for before, after in pairwise(counts):
            if before + after:
                squares += (after - before) ** 2 / (before + after)
                freedom += 1
    return _estimate(squares, freedom, seen)
