"""Events stand on the axis of the counts, in lanes that keep them apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from scenes import PAGES, event

from dashboard.scene import theme
from dashboard.scene.strip import DIAMOND, strip_of

EVENTS = [
    event(1, 2020.04, kind="shock"),
    *[event(number, 2020.75, 2023.75) for number in range(2, 7)],
    event(7, 2021.7),
    event(8, 2023, kind="shock"),
    event(9, 2023.5, kind="definition"),
    event(10, 2024, kind="shock"),
]


@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize(("first", "last"), [(1966, 2025), (1991, 2025), (2021, 2023), (2020, 2024)])
def test_no_two_events_touch_at_any_size_and_span(size: theme.Size, first: int, last: int) -> None:
    shown = [one for one in EVENTS if one.end >= first - 0.5 and one.start <= last + 0.5]
    width = size.width - 72
    strip = strip_of(shown, low=first - 0.6, high=last + 0.6, width=width)
    assert len(strip.events) == len(shown)
    year = width / (last - first + 1.2)
    for one, other in combinations(strip.events, 2):
        if one.lane != other.lane:
            continue
        (_, stop), (begin, _) = sorted(
            (
                min(placed.low * year, placed.middle * year - DIAMOND / 2),
                max(placed.high * year, placed.middle * year + DIAMOND / 2),
            )
            for placed in (one, other)
        )
        assert begin - stop > -0.01, (one.event.number, other.event.number)


def test_what_reaches_beyond_the_shown_years_keeps_its_number_in_sight() -> None:
    (placed,) = strip_of([event(1, 2015.0, 2040.0)], low=2020.4, high=2023.6, width=700).events
    assert (placed.low, placed.high) == (2020.4, 2023.6)
    assert placed.low < placed.middle < placed.high


def test_no_lane_is_left_empty_and_events_far_apart_share_the_first() -> None:
    strip = strip_of([event(1, 2001), event(2, 2010), event(3, 2020)], low=2000, high=2025, width=700)
    assert (strip.lanes, [placed.lane for placed in strip.events]) == (1, [0, 0, 0])
    assert {placed.lane for placed in strip_of(EVENTS, low=2020, high=2025, width=300).events} == set(
        range(strip_of(EVENTS, low=2020, high=2025, width=300).lanes)
    )


def test_a_strip_without_events_takes_no_room() -> None:
    assert strip_of([], low=2020, high=2025, width=300).height == 0


def test_each_kind_of_event_has_a_shape_of_its_own() -> None:
    assert len({style.symbol for style in theme.EVENTS.values()}) == len(theme.EVENTS)
