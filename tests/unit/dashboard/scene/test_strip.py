"""Events stand on the axis of the counts, in lanes that keep them apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from scenes import PAGES, event

from dashboard.scene import theme
from dashboard.scene.strip import strip_of

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
    strip = strip_of(shown, low=first - 0.6, high=last + 0.6, width=size.width - 72)
    assert sorted(one.number for placed in strip.events for one in placed.events) == [
        one.number for one in shown
    ]
    for one, other in combinations(strip.events, 2):
        if one.lane == other.lane:
            assert max(one.left, other.left) >= min(one.right, other.right), (one.label, other.label)


def test_equal_spans_of_a_kind_are_one_bar_and_the_numbers_of_all_are_on_it() -> None:
    spans = [event(number, 2020.75, 2023.75) for number in (1, 2, 4)]
    others = [event(3, 2020.75, 2022.75), event(5, 2020.75, 2023.75, "shock")]
    strip = strip_of([*spans, *others], low=2010, high=2025, width=700)
    assert {placed.label: placed.lasts for placed in strip.events} == {"1–2, 4": True, "3": True, "5": True}
    (bar,) = (placed for placed in strip.events if len(placed.events) > 1)
    assert (bar.low, bar.high) == (2020.75, 2023.75)


def test_moments_of_a_kind_are_one_mark_where_they_would_touch_and_apart_where_there_is_room() -> None:
    moments = [
        event(1, 2020.1),
        event(2, 2020.6),
        event(3, 2021.1),
        event(4, 2022.4),
        event(5, 2020.2, kind="shock"),
    ]
    wide = strip_of(moments, low=2020, high=2023, width=700)
    assert sorted(placed.label for placed in wide.events) == ["1", "2", "3", "4", "5"]
    narrow = strip_of(moments, low=2000, high=2025, width=300)
    (folded,) = (placed for placed in narrow.events if placed.event.kind == "policy")
    assert folded.label == "1–4"
    assert folded.mark_low < 2020.1 and folded.mark_high > 2022.4, "it reaches over all of them"


def test_what_lasts_no_longer_than_its_mark_is_wide_is_folded_as_a_moment() -> None:
    short = [event(1, 2020.0, 2020.3), event(2, 2020.2), event(3, 2020.4, 2020.5)]
    assert [placed.label for placed in strip_of(short, low=2000, high=2025, width=700).events] == ["1–3"]
    apart = strip_of(short, low=2019.9, high=2020.6, width=700).events
    assert sorted((placed.label, placed.lasts) for placed in apart) == [
        ("1", True),
        ("2", False),
        ("3", True),
    ]


def test_a_mark_of_several_stays_within_the_plot() -> None:
    (placed,) = strip_of([event(n, 2025.4) for n in range(8, 13)], low=2000, high=2025.6, width=500).events
    assert placed.label == "8–12"
    assert placed.mark_high <= 2025.6


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
