"""The longer story of a series: its steps, in stretches that no wide gap parts."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.statistics.steps import story, stretches
from dashboard.verdicts.model import Stretch


def longer_story(counts: Mapping[int, int]) -> tuple[Stretch, ...]:
    """The steps of comparable counts by full year, stretch by stretch; none of no counts."""
    found: list[Stretch] = []
    for years in stretches(counts):
        missing = range(found[-1].years[-1] + 1, years[0]) if found else range(0)
        steps = story({year: counts[year] for year in years}).steps
        found.append(Stretch(steps, tuple(missing)))
    return tuple(found)
