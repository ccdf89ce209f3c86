"""Which observations may stand in a test: exact counts of whole periods of one kind, one series, no gap
filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.record.captions import Observation

WHOLE_YEARS = ("CY", "FY")


def reason_left_out(observation: Observation) -> str:
    """Why a test cannot use an observation; "" where it can."""
    if observation.availability == "not-published":
        return "not-published"
    if observation.value is None:
        return "gap"
    if observation.period_kind not in WHOLE_YEARS or observation.is_partial:
        return "part-year"
    if observation.bound == "forecast":
        return "forecast"
    return "" if observation.bound == "exact" else "bound"


def comparable(observations: Iterable[Observation]) -> list[Observation]:
    """The observations of one series that a test can use, by year.

    Where a series has calendar and fiscal years, those of the more frequent kind: the two overlap.
    """
    usable = [one for one in observations if not reason_left_out(one)]
    kinds = Counter(one.period_kind for one in usable)
    kind = max(WHOLE_YEARS, key=lambda one: kinds[one])
    return sorted((one for one in usable if one.period_kind == kind), key=lambda one: one.period_start)


def counts_by_year(observations: Sequence[Observation]) -> dict[int, int]:
    """Counts of comparable observations by the year that their period starts in."""
    return {one.period_start.year: one.value for one in observations if one.value is not None}
