"""Which observations may stand in a test: exact counts of whole periods of one kind, one series and one span,
no gap filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.record.captions import Observation
from ingest.schema import WHOLE_YEARS


def reason_left_out(observation: Observation) -> str:
    """Why a test cannot use an observation; "" where it can."""
    if observation.availability == "not-published":
        return "not-published"
    if observation.value is None:
        return "gap"
    if not observation.is_whole_year:
        return "part-year"
    if observation.bound == "forecast":
        return "forecast"
    return "" if observation.bound == "exact" else "bound"


def usable(observations: Iterable[Observation]) -> list[Observation]:
    """The observations of one series that a test can use within their span, by year.

    Where a series has calendar and fiscal years, those of the more frequent kind: the two overlap.
    """
    exact = [observation for observation in observations if not reason_left_out(observation)]
    kinds = Counter(observation.period_kind for observation in exact)
    kind = max(WHOLE_YEARS, key=lambda kind: kinds[kind])
    of_kind = [observation for observation in exact if observation.period_kind == kind]
    return sorted(of_kind, key=lambda observation: observation.period_start)


def comparable(observations: Iterable[Observation]) -> list[Observation]:
    """Those of one series that a test can use together: usable ones of the newest one's span, by year."""
    figures = usable(observations)
    return [figure for figure in figures if figure.span == figures[-1].span]


def counts_by_year(observations: Sequence[Observation]) -> dict[int, int]:
    """Counts of comparable observations by the year that their period starts in."""
    return {figure.period_start.year: figure.value for figure in observations if figure.value is not None}
