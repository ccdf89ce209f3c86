"""Parts are shares only where they are complete, against the edition of the whole that they add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.charts.base.divided import Division, divisions, share_text
from dashboard.figures.stacks import StackMark, StackPanel, StackYear, stacks_figure
from dashboard.record.captions import Observation
from dashboard.scene import theme
from dashboard.words import interface_words

COUNT = Observation(
    series="all",
    period_start=date(2023, 1, 1),
    period_end=date(2023, 12, 31),
    period_kind="CY",
    availability="reported",
    value=0,
    bound="exact",
    coverage="full",
    finality="final",
    vintage="first",
    reading=1,
    publication="p",
    page=None,
    place="somewhere",
    also_at=None,
    method="stated",
    confidence="confirmed1",
    note_en=None,
    note_ja=None,
    published_on=None,
    recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
    batch_id=1,
    edition_year=2023,
    is_current=True,
)
PARTS = ("one", "two")


def count(series: str, *values: int, year: int = 2023, **changes: object) -> list[Observation]:
    """The editions of one figure, the newest first."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    return [
        replace(COUNT, series=series, value=value, period_start=start, period_end=end, **changes)  # type: ignore[arg-type]
        for value in values
    ]


def divided(*groups: list[Observation]) -> list[Division]:
    return divisions({group[0].key: group for group in groups}, whole="all", parts=PARTS)


def test_parts_that_add_up_are_shares_of_the_whole() -> None:
    (year,) = divided(count("all", 99), count("one", 39), count("two", 60))
    assert year.is_complete
    assert [year.share(part) for part in year.parts] == pytest.approx([39 / 99, 60 / 99])
    assert year.not_divided == 0


def test_the_edition_that_the_parts_add_up_to_is_taken_and_the_later_one_remembered() -> None:
    (year,) = divided(count("all", 100, 99), count("one", 39), count("two", 60))
    assert year.is_complete
    assert (year.whole and year.whole.value, year.newest and year.newest.value) == (99, 100)


def test_the_newest_edition_is_taken_where_both_would_fit() -> None:
    (year,) = divided(count("all", 99, 99), count("one", 39), count("two", 60))
    assert year.whole is year.newest


@pytest.mark.parametrize(
    "groups",
    [
        [count("all", 99), count("two", 60)],
        [count("all", 99), count("one", 38), count("two", 60)],
        [count("all", 98), count("one", 39), count("two", 60)],
        [count("one", 39), count("two", 60)],
        [count("all", 99, bound="at-least"), count("one", 39), count("two", 60)],
        [count("all", 99), count("one", 39, coverage="partial"), count("two", 60)],
        [count("all", 99), count("one", 39, bound="over"), count("two", 60)],
        [count("all", 99, period_kind="YTD"), count("one", 39), count("two", 60)],
    ],
)
def test_no_share_is_shown_where_the_parts_are_not_complete_or_do_not_add_up(
    groups: list[list[Observation]],
) -> None:
    (year,) = divided(*groups)
    assert not year.is_complete
    assert [year.share(part) for part in year.parts] == [None, None]


def test_what_is_in_no_known_part_is_counted_and_not_where_the_whole_is_unknown() -> None:
    assert divided(count("all", 80), count("two", 21))[0].not_divided == 59
    assert divided(count("two", 21))[0].not_divided is None
    assert divided(count("all", 20), count("two", 21))[0].not_divided is None


def test_years_before_the_first_known_part_are_left_out() -> None:
    years = divided(
        count("all", 50, year=1991),
        count("all", 60, year=2010),
        count("one", 5, year=2010),
        count("all", 7, year=2012),
    )
    assert [year.year for year in years] == [2010, 2012]


def test_a_share_that_rounds_to_nothing_is_not_called_nothing() -> None:
    words = interface_words("en")
    assert [share_text(share, words) for share in (0, 0.001, 0.61, 1)] == ["0 %", "<1 %", "61 %", "100 %"]


def mark(value: int, key: str) -> StackMark:
    return StackMark(value, str(value), f"{key}: {value}", key, "#s")


def test_only_complete_years_are_stacked_and_the_parts_of_others_are_marks_at_their_own_count() -> None:
    years = (
        StackYear(2022, mark(80, "w22"), (mark(21, "a22"), None), False),
        StackYear(2023, mark(99, "w23"), (mark(60, "a23"), mark(39, "b23")), True),
    )
    panel = StackPanel("All", ("A", "B"), (theme.STYLES[0], theme.STYLES[1]), years)
    drawing = stacks_figure([panel], first=2022, last=2023, size=theme.WIDE, language="en")
    wholes, lower, upper, alone = drawing.figure["data"]
    assert wholes["marker"]["color"] == "#FFFFFF"
    assert (lower["x"], lower["base"], upper["base"]) == ([2023], [0], [60])
    assert (alone["type"], alone["x"], alone["y"]) == ("scatter", [2022], [21])
    assert drawing.figure["layout"]["yaxis"]["range"][0] == 0
    keys = {label.key for labels in drawing.labels for label in labels if label}
    assert keys == {"w22", "a22", "w23", "a23", "b23"}
