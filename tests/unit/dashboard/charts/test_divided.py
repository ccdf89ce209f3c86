"""Parts are shares only where they are complete, against the edition of the whole that they add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from observed import observed
from scenes import mark

from dashboard.address.selection import Selection
from dashboard.charts.base import stacks
from dashboard.charts.base.divided import Division, divisions
from dashboard.record.captions import Observation, share_text
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import MARKS, PART, WHOLE
from dashboard.words import interface_words

COUNT = observed(2023, 0, series="all")
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
    shares = (0, 0.001, 0.61, 1)
    english, japanese = (interface_words(language) for language in ("en", "ja"))
    assert [share_text(share, english) for share in shares] == ["0 %", "less than 1 %", "61 %", "100 %"]
    assert [share_text(share, japanese) for share in shares] == ["0％", "1％未満", "61％", "100％"]


def test_only_complete_years_are_stacked_and_the_parts_of_others_are_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    years = divided(
        count("all", 80, year=2022),
        count("two", 21, year=2022),
        count("all", 99),
        count("one", 39),
        count("two", 60),
    )
    rows = {name: SimpleNamespace(category=name, name_en=name) for name in ("all", *PARTS)}
    catalogue = cast(Catalogue, SimpleNamespace(series=rows, categories=rows))
    monkeypatch.setattr(
        stacks,
        "mark_of",
        lambda shown, *_: mark(shown.period_start.year, shown.value, series=shown.series, is_open=True),
    )
    panel = stacks._panel(
        stacks.DividedWhole(stacks.Whole("all", PARTS, (0, 1)), tuple(years)),
        2022,
        2023,
        catalogue,
        Selection(),
        interface_words("en"),
    )
    assert [(one.id, one.role, [(each.x, each.value) for each in one.marks]) for one in panel.series] == [
        ("all", WHOLE, [(2022, 80), (2023, 99)]),
        ("one", PART, [(2023, 39)]),
        ("two", PART, [(2023, 60)]),
        ("two", MARKS, [(2022, 21)]),
    ]
    assert ["of the whole" in each.spoken for each in panel.marks] == [False, False, True, True, False]
    assert not any(each.is_open for each in panel.marks), "hollow and solid tell wholes from parts here"
