"""What the next year may bring, as far as yearly counts have ever told: a range with its record.

A range for next year is a forecast, and is judged as one: made for every year of every series from the years
before it alone, and counted where the year then fell (``record``). The counts of a constant rate would lie in
a narrower range; ours did not, since rates wander. So the range starts from the last three full years, and
its dispersion is that from one year to the next over the whole span of the series. The limits are those of
independent incidents for counts divided by it: W. Nelson, "Confidence intervals for the ratio of two Poisson
means and Poisson predictor intervals", IEEE Transactions on Reliability R-19 (1970), 42-49.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scipy.special import betainc, betaincc

from dashboard.statistics.dispersion import consecutive, from_year_to_year
from dashboard.statistics.distributions import smallest
from dashboard.statistics.intervals import CONFIDENCE, Interval
from dashboard.statistics.steps import stretches

BASE_YEARS = 3
"""A range starts from so many years, the last ones known; from fewer none is made."""


WIDE = 4
"""A range whose upper limit is more than so many times the lower one says little."""


@dataclass(frozen=True)
class Record:
    """Of so many ranges made from earlier years alone, how many the year then fell into."""

    held: int
    made: int


def range_ahead(counts: Mapping[int, int], *, confidence: float = CONFIDENCE) -> Interval | None:
    """The counts that the year after the last one may bring; None with fewer than three known years, or where
    more years are missing before them than are known.

    ``counts`` are comparable counts by full year. Raises ValueError for a negative count.
    """
    last = stretches(counts)[-1] if counts else ()
    if len(last) < BASE_YEARS:
        return None
    ratio = from_year_to_year(consecutive(counts)).at((1 - confidence) / 2)
    total = sum(counts[year] for year in last[-BASE_YEARS:])
    return limits_of_more(total, 1 / (BASE_YEARS + 1), ratio=ratio, confidence=confidence)


def limits_of_more(
    total: int, share: float, *, ratio: float = 1.0, confidence: float = CONFIDENCE
) -> Interval:
    """The further counts that may follow ``total``, when ``share`` of the whole time is still to come.

    ``ratio`` is the variance of counts over their mean. Assumes one rate throughout.
    """
    tail = (1 - confidence) / 2
    seen = total / ratio
    # A count is too low where so few or fewer of all would have this chance, too high where so many or more.
    low = smallest(lambda count: float(betaincc(count / ratio + 1, seen, share)) >= tail) if total else 0
    high = smallest(lambda count: float(betainc((count + 1) / ratio, seen + 1, share)) <= tail)
    return Interval(low, high)


def is_wide(limits: Interval) -> bool:
    """Whether a range says little."""
    return limits.high > WIDE * limits.low


def record(series: Iterable[Mapping[int, int]], *, confidence: float = CONFIDENCE) -> Record:
    """How often ranges held, over every year that follows three known years or more of its series.

    Each of ``series`` is one span of comparable counts by full year; a year counts where the year before it
    is known too. Each range knows the years before alone.
    """
    held = made = 0
    for counts in series:
        for year in sorted(counts):
            earlier = {other: count for other, count in counts.items() if other < year}
            limits = range_ahead(earlier, confidence=confidence) if year - 1 in earlier else None
            if limits is not None:
                made += 1
                held += counts[year] in limits
    return Record(held, made)
