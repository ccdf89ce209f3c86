"""A count against its level is a plain fact, and what is not a full count says only what it can."""

from __future__ import annotations

import pytest
from observed import observed, part_of

from dashboard.record.captions import Observation
from dashboard.verdicts.facts import fact_of
from dashboard.verdicts.model import MET, NOT_ASSESSABLE, NOT_MET, Fact, StatedLevel

BAND = StatedLevel("band", "reported-level", 0, 1)
NONE = StatedLevel("none", "reported-level", 0, 0)


@pytest.mark.parametrize(
    ("level", "value", "wanted"),
    [
        (BAND, 0, Fact(MET, "within")),
        (BAND, 1, Fact(MET, "within")),
        (BAND, 2, Fact(NOT_MET, "above")),
        (NONE, 0, Fact(MET, "within")),
        (NONE, 1, Fact(NOT_MET, "above")),
        (StatedLevel("band", "stated-target", 2, 5), 1, Fact(MET, "below")),
        (StatedLevel("band", "stated-target", 2, 5), 2, Fact(MET, "within")),
        (StatedLevel("band", "stated-target", 2, 5), 5, Fact(MET, "within")),
        (StatedLevel("band", "stated-target", 2, 5), 6, Fact(NOT_MET, "above")),
    ],
)
def test_both_ends_of_a_band_belong_to_it(level: StatedLevel, value: int, wanted: Fact) -> None:
    assert fact_of(observed(2024, value), level) == wanted


@pytest.mark.parametrize(
    ("observation", "wanted"),
    [
        (None, Fact(NOT_ASSESSABLE, reason="gap")),
        (observed(2024, None, availability="missing"), Fact(NOT_ASSESSABLE, reason="gap")),
        (observed(2024, None, availability="not-published"), Fact(NOT_ASSESSABLE, reason="not-published")),
        (part_of(2024, 1), Fact(NOT_ASSESSABLE, reason="part-year")),
        (part_of(2024, 2), Fact(NOT_MET, "above")),
        (observed(2024, 1, bound="at-least"), Fact(NOT_ASSESSABLE, reason="bound")),
        (observed(2024, 2, bound="at-least"), Fact(NOT_MET, "above")),
        (observed(2024, 1, bound="over"), Fact(NOT_MET, "above")),
        (observed(2024, 0, bound="over"), Fact(NOT_ASSESSABLE, reason="bound")),
        (observed(2024, 9, bound="forecast"), Fact(NOT_ASSESSABLE, reason="forecast")),
        (observed(2024, 0, coverage="partial"), Fact(NOT_ASSESSABLE, reason="part-year")),
    ],
)
def test_what_is_no_full_count_says_only_what_is_certain(
    observation: Observation | None, wanted: Fact
) -> None:
    assert fact_of(observation, BAND) == wanted


def test_without_counts_in_the_reported_years_there_is_no_level_to_hold_against() -> None:
    level = StatedLevel("no-increase", "reported-level", None, None)
    assert fact_of(observed(2024, 5), level) == Fact(NOT_ASSESSABLE, reason="no-level")
