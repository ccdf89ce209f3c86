"""Where the running year may end: a range from the count of its first part, with a record of its own.

A straight line (twice the first half) takes the months for alike and incidents for independent, and its range
held far less often than it said. Here three things are known of the year, each with what is not known of it:
the part counted so far; the share of the year that this part was in earlier years, which varies from year to
year (a beta-binomial count: every share and every evenness of a grid, weighed by how well it explains the
earlier parts); and the last full years, which say how many a year brings (a negative binomial count, whose
dispersion is that of ``dispersion.from_year_to_year`` and is itself an estimate). Bayes' rule puts them
together: the range is of every full count from the part on. Ranges from the share alone, or from the last
years alone, held less often than they said as well; ``notebooks/4_where_the_year_may_end.ipynb`` shows all.

Sources: J. G. Skellam, "A probability distribution derived from the binomial distribution by regarding the
probability of success as variable between the sets of trials", Journal of the Royal Statistical Society B 10
(1948), 257-261 (the beta-binomial); W. Nelson as in ``ahead`` (the straight line).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import betaln, gammaln, logsumexp

from dashboard.statistics.ahead import BASE_YEARS, limits_of_more
from dashboard.statistics.dispersion import consecutive, from_year_to_year
from dashboard.statistics.distributions import chi_squared_above
from dashboard.statistics.intervals import CONFIDENCE, Interval
from dashboard.statistics.steps import stretches

LEAST_PARTS = 2
"""From fewer earlier years with the same part, and with incidents, no range is made: nothing that the series
itself has shown would say how much the share varies. (On our record ranges from one such year or none held as
often, with the calendar's share in place of the series' own.)"""

SHARES = (np.arange(50) + 0.5) / 50
EVENNESS = 2.0 ** np.arange(3, 9)
"""What the share of a part in a year may be, and how alike years are in it: a first half that is a half on
average lies, in years of many incidents, between a sixth and five sixths of the year at the first evenness
and within 6 points of a half at the last (two standard deviations)."""
CALENDAR_WEIGHT = 30
"""How many incidents, seen month after month alike, the calendar's own share counts for beside the earlier
parts: six months are half a year until those say otherwise."""
DISPERSIONS = (np.arange(10) + 0.5) / 10
"""The dispersion from year to year is reckoned with at these points of its distribution."""


@dataclass(frozen=True)
class UsualShare:
    """The share of a year that a part was in earlier years, all together, and its lowest and highest year."""

    share: float
    seen: Interval


def usual_share(earlier: Mapping[int, tuple[int, int]]) -> UsualShare | None:
    """The share of the year that a part usually is; None with fewer than ``LEAST_PARTS`` years.

    ``earlier`` are the part's count and the full year's by year; a year without incidents tells nothing.
    Raises ValueError for a part of more than its year, or a negative one.
    """
    _check(earlier)
    if _too_few(earlier):
        return None
    shares = [part / year for part, year in earlier.values() if year]
    parts, years = (sum(counts) for counts in zip(*earlier.values(), strict=True))
    return UsualShare(parts / years, Interval(min(shares), max(shares)))


def year_end(
    part: int,
    share_of_year: float,
    earlier: Mapping[int, tuple[int, int]],
    full_years: Mapping[int, int],
    *,
    confidence: float = CONFIDENCE,
) -> Interval | None:
    """The full counts that a year may end at whose first part has brought ``part``: never fewer than it.

    ``share_of_year`` is the part's share of the months (a first half: 0.5); ``earlier`` the same part's count
    and the full year's by earlier year, as they were told at the time (late reports raise a part);
    ``full_years`` the comparable counts of full years before. None with fewer than ``LEAST_PARTS`` earlier
    years with incidents, or where ``ahead.range_ahead`` would find fewer than three years to start from.
    Raises ValueError for a negative count, a part of more than its year, or a share that is none.
    """
    _check(earlier)
    if part < 0 or not 0 < share_of_year < 1:
        raise ValueError(f"a count and a share of a year were wanted, not {part} and {share_of_year}")
    last = stretches(full_years)[-1] if full_years else ()
    if _too_few(earlier) or len(last) < BASE_YEARS:
        return None
    found = from_year_to_year(consecutive(full_years))
    spread = found.ratio * found.freedom / chi_squared_above(DISPERSIONS, found.freedom)
    # The mean of the last years is an estimate too; at 1 the negative binomial would be without a size.
    ratios = np.maximum(spread * (1 + 1 / BASE_YEARS), 1.01)
    # Half an incident (or group of them) more than was seen: that there was none does not make it impossible.
    mean = (sum(full_years[year] for year in last[-BASE_YEARS:]) + found.ratio / 2) / BASE_YEARS
    most = float(ratios.max())
    years = part + np.arange(100 + math.ceil(mean + 10 * math.sqrt(mean * most) + 40 * most))
    log_chances = _of_last_years(years, mean, ratios) + _of_part(part, years, share_of_year, earlier)
    chances = np.cumsum(np.exp(log_chances - log_chances.max()))
    tail = (1 - confidence) / 2
    low, high = np.searchsorted(chances / chances[-1], (tail, 1 - tail))
    return Interval(int(years[low]), int(years[high]))


def straight_line(part: int, share_of_year: float, *, confidence: float = CONFIDENCE) -> Interval:
    """The range that is usually given, for comparison: independent incidents at the rate of the part."""
    rest = limits_of_more(part, 1 - share_of_year, confidence=confidence)
    return Interval(part + rest.low, part + rest.high)


def _of_last_years(years: Any, mean: float, ratios: Any) -> Any:
    """The logarithms of the chances of full counts, from the last years alone: one for each of ``years``."""
    size = mean / (ratios[:, None] - 1)
    each = gammaln(years + size) - gammaln(size) - gammaln(years + 1) - size * np.log(ratios[:, None])
    return logsumexp(each + years * np.log1p(-1 / ratios[:, None]), axis=0)


def _of_part(part: int, years: Any, share_of_year: float, earlier: Mapping[int, tuple[int, int]]) -> Any:
    """The logarithms of the chances of a part, one for each full count in ``years``."""
    share, evenness = (each.ravel() for each in np.meshgrid(SHARES, EVENNESS))
    first, rest = CALENDAR_WEIGHT * share_of_year, CALENDAR_WEIGHT * (1 - share_of_year)
    weights = (first - 1) * np.log(share) + (rest - 1) * np.log1p(-share)
    for seen, year in earlier.values():
        weights = weights + _beta_binomial(seen, year, share * evenness, (1 - share) * evenness)
    kept = weights > weights.max() - 15
    share, evenness, weights = share[kept, None], evenness[kept, None], weights[kept, None]
    return logsumexp(weights + _beta_binomial(part, years, share * evenness, (1 - share) * evenness), axis=0)


def _beta_binomial(part: int, year: Any, first: Any, rest: Any) -> Any:
    """The logarithm of the chance of ``part`` among ``year`` incidents, but for a constant of the two."""
    ways = -betaln(part + 1, year - part + 1) - np.log(year + 1)
    return ways + betaln(part + first, year - part + rest) - betaln(first, rest)


def _too_few(earlier: Mapping[int, tuple[int, int]]) -> bool:
    return sum(1 for _, year in earlier.values() if year) < LEAST_PARTS


def _check(earlier: Mapping[int, tuple[int, int]]) -> None:
    for part, year in earlier.values():
        if not 0 <= part <= year:
            raise ValueError(f"a part of 0 or more and of its year at most was wanted, not {part} of {year}")
