"""The fact verdict: a count held against a level, without any statistics."""

from __future__ import annotations

from dashboard.record.captions import Observation
from dashboard.verdicts.comparable import reason_left_out
from dashboard.verdicts.model import MET, NOT_ASSESSABLE, NOT_MET, Fact, StatedLevel


def fact_of(observation: Observation | None, level: StatedLevel) -> Fact:
    """Met or not where the count is enough to say so.

    A part-year or a lower bound that is already above the level is above it whatever the rest brings;
    one that is not, says nothing yet. A forecast is no count.
    """
    if observation is None:
        return Fact(NOT_ASSESSABLE, reason="gap")
    reason = reason_left_out(observation)
    value = observation.value
    if value is None or reason == "forecast":
        return Fact(NOT_ASSESSABLE, reason=reason)
    if level.low is None or level.high is None:
        return Fact(NOT_ASSESSABLE, reason="no-level")
    if value > level.high or (observation.bound == "over" and value == level.high):
        return Fact(NOT_MET, "above")
    if reason:
        return Fact(NOT_ASSESSABLE, reason=reason)
    return Fact(MET, "within" if value >= level.low else "below")
