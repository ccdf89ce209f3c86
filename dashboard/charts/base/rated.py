"""Incidents held against ship transits of the same year, and what the rate is worth. Pure.

Which count goes with which transits is data (``rates`` in the catalogue). No figure is interpolated: a year
that lacks one of the two has no rate; a part-year has none either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.record.captions import Observation
from dashboard.statistics.intervals import Interval, rate_interval

PER = 10_000
"""The transits that a rate is for."""


@dataclass(frozen=True)
class Rate:
    """The incidents of one series in one year for every 10,000 transits.

    ``reading`` says what the rate is: "exact"; "below" where the transits are given as over a number;
    "above" where the count is a lower bound; "unclear" where both are. ``is_forecast``: the transits were
    forecast. ``is_doubtful``: in that year the transits are a poor base.
    """

    count: Observation
    transits: Observation
    value: float
    interval: Interval
    is_doubtful: bool

    @property
    def year(self) -> int:
        return self.count.period_start.year

    @property
    def is_forecast(self) -> bool:
        return self.transits.bound == "forecast"

    @property
    def reading(self) -> str:
        is_over = self.transits.bound in ("over", "at-least")
        is_least = self.count.bound in ("over", "at-least")
        if is_over and is_least:
            return "unclear"
        return "below" if is_over else "above" if is_least else "exact"

    @property
    def is_plain(self) -> bool:
        """Whether both figures are exact and final counts, and the base is sound."""
        is_final = "provisional" not in (self.count.finality, self.transits.finality)
        return self.reading == "exact" and is_final and not self.is_forecast and not self.is_doubtful


def rates_of(row: Any, current: Mapping[str, Sequence[Observation]]) -> list[Rate]:
    """The rates of one row of the catalogue's ``rates``, by year; ``current`` are the figures to draw."""
    transits = {
        figure.period_start.year: figure
        for figure in current.get(row.transits, ())
        if figure.is_full_year and figure.value
    }
    return [
        rate_of(figure, transits[figure.period_start.year], caution_from=row.caution_from)
        for figure in current.get(row.counts, ())
        if figure.is_full_year and figure.period_start.year in transits
    ]


def rate_of(count: Observation, transits: Observation, *, caution_from: int | None = None) -> Rate:
    """The rate of one year; from ``caution_from`` on the transits are a poor base."""
    incidents, ships = count.value or 0, transits.value or 0
    return Rate(
        count=count,
        transits=transits,
        value=incidents / ships * PER,
        interval=rate_interval(incidents, ships, per=PER),
        is_doubtful=caution_from is not None and count.period_start.year >= caution_from,
    )
