"""What the years since an evaluation are held against, and whether they differ from it by more than chance.

"no-increase" and "none" ask whether the years since differ from the evaluated ones; a band is a level that is
stated, and asks whether the years since are above it. One rule for how far counts vary serves all of them:
that seen within the steps of the years up to the evaluation. The years since have no part in it, so that a
sudden outbreak is not its own excuse, and a verdict rests on their total alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.statistics.dispersion import Dispersion
from dashboard.statistics.pooled import Pooled, against_level, at_least, compare, share_limits
from dashboard.statistics.steps import dispersion_up_to
from dashboard.verdicts.model import (
    DETECTABLE,
    EVALUATED_YEARS,
    LEVEL_ITSELF,
    NOT_DETECTABLE,
    TOO_FEW_DATA,
    Change,
    StatedLevel,
)

Counts = Mapping[int, int]
"""Comparable counts by year, in the order of the years."""


@dataclass(frozen=True)
class Yardstick:
    """What the years since an evaluation are held against.

    ``evaluated`` are the counts of the evaluated years; ``spread`` those of the years up to the last of them
    whose variation is reckoned with (a twin's count may fill a gap). ``first`` is the first evaluated year.
    """

    level: StatedLevel
    evaluated: Counts
    spread: Counts
    first: int
    confidence: float

    @property
    def against(self) -> str:
        """The level itself where it is one that a rate can be held against, else the evaluated years."""
        return LEVEL_ITSELF if self.level.kind == "band" and self.level.high else EVALUATED_YEARS

    @property
    def is_enough(self) -> bool:
        """Whether anything can be held against it."""
        if self.against == LEVEL_ITSELF:
            return True
        return len(self.evaluated) >= (2 if self.level.kind == "no-increase" else 1)

    @cached_property
    def dispersion(self) -> Dispersion:
        """How far counts vary within the steps of the years up to the evaluation."""
        mean = self.level.high if self.against == LEVEL_ITSELF and self.level.high else math.inf
        return dispersion_up_to(self.spread, self.first, mean=mean)


def change_since(ground: Yardstick, since: Counts) -> Change:
    """All years since the evaluation together against it; too few data where they cannot be."""
    before = dict(ground.evaluated) if ground.against == EVALUATED_YEARS else {}
    change = Change(
        TOO_FEW_DATA,
        ground.against,
        before=before,
        since=dict(since),
        level=ground.level.high or 0,
        confidence=ground.confidence,
        reason="evaluated",
    )
    if not ground.is_enough:
        return replace(change, reason="no-level")
    if not since:
        return change
    dispersion = ground.dispersion
    later = list(since.values())
    pooled: Pooled | None
    if ground.against == LEVEL_ITSELF:
        pooled = against_level(later, change.level, dispersion, confidence=ground.confidence)
        is_found = pooled.direction > 0
    else:
        pooled = compare(list(before.values()), later, dispersion, confidence=ground.confidence)
        is_found = pooled is not None and pooled.direction != 0
    return replace(
        change,
        code=DETECTABLE if is_found else NOT_DETECTABLE,
        pooled=pooled,
        dispersion=dispersion,
        spread_years=tuple(ground.spread),
        reason="" if pooled else "no-incident",
    )


def direction_since(ground: Yardstick, since: Counts) -> int:
    """The direction of ``change_since`` alone, for many counts in a row."""
    tail = (1 - ground.confidence) / 2
    total, ratio = sum(since.values()), ground.dispersion.at(tail)
    if ground.against == LEVEL_ITSELF:
        expected = (ground.level.high or 0) * len(since)
        return int(bool(at_least(total, expected, ratio) < tail))
    before = sum(ground.evaluated.values())
    if not before + total:
        return 0
    even = len(since) / (len(since) + len(ground.evaluated))
    low, high = share_limits(before, total, ratio, tail)
    return int(low > even) - int(high < even)
