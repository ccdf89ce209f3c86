"""A value far outside what its own history leads one to expect asks "why?", in words.

The range is the central 99.9 % of what another year of the same kind would give, if the rate stayed as it was
and counts cluster as much as they did: the negative binomial distribution of a new count, whose variance is
the mean times the dispersion seen (at least 1: Poisson), widened for the mean being an estimate. Source of
the method: the usual moment estimator of dispersion, and the exact predictive law of a Poisson count given a
gamma rate with Jeffreys' prior where there is no clustering.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, lgamma, log, log1p
from typing import Any

from sqlalchemy import Row

from ingest.checked import CheckedFigure, Finding
from ingest.periods import Period
from ingest.rules import Material, Rule, Stored

LEVEL = 0.999
FEWEST_LETTERS = 2
"""Letters of a reason in words: a full stop is none, 改訂 is one."""
TAIL = (1 - LEVEL) / 2
NEGLIGIBLE = 1e-17
"""Terms of a tail smaller than this, beside what is added up of it, change no digit."""
FEWEST_YEARS, MOST_YEARS = 5, 10
"""With fewer comparable years nothing is expected; older ones than the nearest ten say little."""


Outside = tuple[CheckedFigure, dict[str, object]]


def check(material: Material) -> Iterator[Finding]:
    """A question for each new or changed value outside the range; the analyst's words for its series answer
    it."""
    outside = list(_outside(material))
    series = {figure.series for figure, _ in outside}
    for figure, facts in outside:
        why = material.answers.why
        reason = why.get(figure.series or "") or (why.get("", "") if len(series) == 1 else "")
        if sum(map(str.isalnum, reason)) >= FEWEST_LETTERS:
            yield Finding(material.problem("outside-range-explained", figure, **facts))
        else:
            yield Finding(material.problem("outside-range", figure, **facts), (figure,), "held")


def _outside(material: Material) -> Iterator[Outside]:
    histories = _Histories(material.stored)
    for (series, period), figures in material.by_series_and_period().items():
        for figure in figures:
            if (
                figure.change not in ("new", "changed", "older")
                or figure.value is None
                or period.kind not in ("CY", "FY")
            ):
                continue
            history = histories.beside(series, period)
            if len(history) < FEWEST_YEARS or NewCount.after(history).expects(figure.value):
                continue
            low, high = expected_range(history)
            yield (
                figure,
                {"low": low, "high": high, "years": len(history), "series": series, "period": period.label},
            )


class _Histories:
    """The comparable years of each series, which its figures all ask for."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._rows: dict[tuple[str, str, str], list[Row[Any]]] = {}

    def beside(self, series: str, period: Period) -> tuple[int, ...]:
        """The values shown for the ten nearest other years: same kind of period, same span, whole, exact,
        reported."""
        span = self._stored.span_of(series, period.start, period.end)
        rows = self._comparable(series, period.kind, span)
        if len(rows) < FEWEST_YEARS:
            return ()
        start = period.start
        first = bisect_left(rows, start, key=_start_of)
        after = bisect_right(rows, start, lo=first, key=_start_of)
        near = [*rows[max(0, first - MOST_YEARS) : first], *rows[after : after + MOST_YEARS]]
        near.sort(key=lambda row: (abs((row.period_start - start).days), row.period_start))
        return tuple(row.value for row in near[:MOST_YEARS])

    def _comparable(self, series: str, kind: str, span: str) -> list[Row[Any]]:
        rows = self._rows.get((series, kind, span))
        if rows is None:
            rows = self._rows[series, kind, span] = [
                row
                for row in self._stored.rows_of(series)
                if row.period_kind == kind
                and self._stored.span_of(series, row.period_start, row.period_end) == span
                and (row.availability, row.bound, row.coverage) == ("reported", "exact", "full")
            ]
        return rows


def _start_of(row: Row[Any]) -> date:
    start: date = row.period_start
    return start


@dataclass(frozen=True)
class NewCount:
    """The law of one more year's count: negative binomial with this shape and chance."""

    shape: float
    chance: float

    @staticmethod
    def after(history: Sequence[int]) -> NewCount:
        """The law that yearly counts, at least two, lead one to expect. Variance over mean is the dispersion;
        below 1 it counts as 1."""
        years = len(history)
        total = sum(history)
        mean = total / years
        spread = sum((count - mean) ** 2 for count in history) / (years - 1)
        dispersion = max(1.0, spread / mean) if mean > 0 else 1.0
        if dispersion <= 1.0:
            return NewCount(total + 0.5, years / (years + 1))
        variance = dispersion * mean * (1 + 1 / years)
        return NewCount(mean**2 / (variance - mean), mean / variance)

    @property
    def mean(self) -> float:
        return self.shape * (1 - self.chance) / self.chance

    def expects(self, count: int) -> bool:
        """Whether a count lies inside the range; adds up no more of a tail than it takes to say so."""
        return self.is_high_enough(count) and self.is_low_enough(count)

    def is_high_enough(self, count: int) -> bool:
        """Whether the tail up to a count holds what the range leaves out."""
        if count >= self.mean:
            return True
        term = tail = self._probability(count)
        while tail < TAIL and count > 0 and term > tail * NEGLIGIBLE:
            term *= count / ((count - 1 + self.shape) * (1 - self.chance))
            count -= 1
            tail += term
        return tail >= TAIL

    def is_low_enough(self, count: int) -> bool:
        """Whether the tail from a count on holds more than the range leaves out."""
        if count <= self.mean:
            return True
        term = tail = self._probability(count)
        while tail <= TAIL and term > tail * NEGLIGIBLE:
            term *= (count + self.shape) / (count + 1) * (1 - self.chance)
            count += 1
            tail += term
        return tail > TAIL

    def _probability(self, count: int) -> float:
        ways = lgamma(count + self.shape) - lgamma(self.shape) - lgamma(count + 1)
        return exp(ways + self.shape * log(self.chance) + count * log1p(-self.chance))


def expected_range(history: Sequence[int]) -> tuple[int, int]:
    """Lowest and highest count inside the central 99.9 % for one more year."""
    law = NewCount.after(history)
    middle, beyond = int(law.mean), int(law.mean) + 1
    while law.is_low_enough(beyond):
        beyond *= 2
    low = bisect_left(range(middle + 1), True, key=law.is_high_enough)
    first_above = bisect_left(range(beyond), True, lo=middle, key=lambda count: not law.is_low_enough(count))
    return low, first_above - 1


RULE = Rule(stage="history", codes=("outside-range", "outside-range-explained"), check=check)
