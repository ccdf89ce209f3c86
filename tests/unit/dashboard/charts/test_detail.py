"""Low years after a peak stand once more on an axis of their own, with the same counts."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import panel, series

from dashboard.charts.base.detail import TIMES_APART, TIMES_LOWER, details_in_words, low_from, with_details
from dashboard.scene.scene import COLUMNS, LINE
from dashboard.words import interface_words

WORDS = interface_words("en")
SOMALIA = {2008: 111, 2009: 218, 2010: 219, 2011: 237, 2012: 75, 2013: 15, 2014: 11, 2015: 0, 2024: 8}


@pytest.mark.parametrize(
    ("counts", "start"),
    [
        (SOMALIA, 2013),
        ({2019: 83, 2020: 97, 2021: 82, 2022: 84, 2023: 101}, None),
        ({2010: 8, 2011: 1, 2012: 0, 2013: 1}, None),
        ({2010: 100, 2011: 1, 2012: 2}, None),
        ({2010: 1, 2011: 2, 2012: 100}, None),
        ({}, None),
    ],
)
def test_a_second_axis_is_offered_from_where_all_later_counts_are_low(
    counts: Mapping[float, float], start: int | None
) -> None:
    assert low_from(panel(series(dict(counts)))) == start


COUNTS = st.dictionaries(st.integers(1990, 2025), st.integers(0, 500), max_size=30)


@given(COUNTS, COUNTS)
def test_what_is_offered_is_low_and_is_the_longest_such_stretch(
    first: dict[int, int], second: dict[int, int]
) -> None:
    drawn = panel(series(dict(first)), series(dict(second), name="t"))
    start = low_from(drawn)
    counts = [(mark.x, mark.value) for mark in drawn.marks]
    peak = max((value for _, value in counts), default=0)
    if start is None:
        return
    assert all(value * TIMES_LOWER <= peak for x, value in counts if x >= start)
    before = max(x for x, _ in counts if x < start)
    assert max(value for x, value in counts if x == before) * TIMES_LOWER > peak


@given(COUNTS, COUNTS, st.integers(1985, 2030))
def test_the_second_panel_has_the_counts_of_its_years_and_the_first_keeps_all(
    first: dict[int, int], second: dict[int, int], start: int
) -> None:
    drawn = panel(series(dict(first)), series(dict(second), name="t"))
    whole, *details = with_details((drawn,), start, WORDS)
    assert whole is drawn
    later = [mark for mark in drawn.marks if mark.x >= start]
    peak = max((mark.value for mark in drawn.marks), default=0)
    is_low = all(mark.value * TIMES_APART <= peak for mark in later)
    assert [mark for detail in details for mark in detail.marks] == (later if is_low else [])
    assert all((detail.first, detail.last) == (drawn.first, drawn.last) for detail in details)


def test_counts_under_ten_are_columns_there_and_the_axis_is_named() -> None:
    whole, detail = with_details((panel(series(dict(SOMALIA))),), 2013, WORDS)
    assert (whole.series[0].role, detail.series[0].role) == (LINE, COLUMNS)
    assert detail.title == "Incidents: 2013 and after, on an axis of their own"


def test_what_is_shown_once_more_is_told_and_so_is_why_nothing_is() -> None:
    drawn = (panel(series(dict(SOMALIA))), panel(series({2012: 5, 2013: 6, 2014: 5}), title="Persons"))
    shown = with_details(drawn, 2013, WORDS)
    assert [each.title for each in shown][2:] == ["Persons"]
    assert list(details_in_words(drawn, shown, 2013, WORDS)) == [
        "Shown once more: Incidents: 2013 and after, on an axis of their own."
    ]
    for start in (1990, 2030):
        alone = with_details(drawn, start, WORDS)
        assert alone == drawn
        [why] = details_in_words(drawn, alone, start, WORDS)
        assert f"from {start} on" in why
    assert not list(details_in_words(drawn, drawn, None, WORDS))
