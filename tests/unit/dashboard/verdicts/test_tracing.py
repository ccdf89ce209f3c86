"""Numbers are read as people type them, held against each series, and the chance of a match is worked out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from dashboard.charts.base.yearly import Yearly
from dashboard.verdicts.tracing import (
    LARGEST,
    MOST_CLOSEST,
    MOST_NUMBERS,
    NotUnderstood,
    StatedCount,
    YearlyCounts,
    chances_of_match,
    read_numbers,
    tolerance,
    trace,
)


def series(name: str, counts: dict[int, int | tuple[int, ...]]) -> YearlyCounts:
    """A series by its counts; several of one year are editions, the newest first."""
    years = {}
    for year, given_counts in counts.items():
        editions = given_counts if isinstance(given_counts, tuple) else (given_counts,)
        years[year] = tuple(
            StatedCount(count, f"{name}/{year}/{place}", place == 0) for place, count in enumerate(editions)
        )
    return YearlyCounts(name, years)


SOUTH_EAST = series("south-east", {2021: 56, 2022: 58, 2023: 67})
ASIA = series("asia", {2021: 82, 2022: 84, 2023: (101, 100)})
SHORT = series("short", {2023: 67})


@pytest.mark.parametrize(
    "text",
    [
        "56, 58, 67",
        "56 58 67",
        "５６、５８、６７",
        "56件、58件、67件",
        "56;58/67",
        "56，58，67",
        "56・58・67",
        "  56,,58 , 67,",
    ],
)
def test_numbers_are_read_as_people_type_them(text: str) -> None:
    assert read_numbers(text) == (56, 58, 67)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("56, abc", NotUnderstood("not-a-number", "abc")),
        ("-5", NotUnderstood("not-a-number", "-5")),
        ("5.5", NotUnderstood("not-a-number", "5.5")),
        ("56-58", NotUnderstood("not-a-number", "56-58")),
        ("٥", NotUnderstood("not-a-number", "٥")),
        ("件", NotUnderstood("not-a-number", "件")),
        ("²", (2,)),
        (" ".join(["1"] * (MOST_NUMBERS + 1)), NotUnderstood("too-many", "21")),
        (str(LARGEST + 1), NotUnderstood("too-large", str(LARGEST + 1))),
        ("", ()),
        (" 、 ", ()),
        ("0007", (7,)),
    ],
)
def test_what_is_no_list_of_counts_is_named(text: str, wanted: object) -> None:
    assert read_numbers(text) == wanted


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    found = read_numbers(text)
    if not isinstance(found, NotUnderstood):
        assert all(0 <= number <= LARGEST for number in found)
        trace(found, first=2021, series=[SOUTH_EAST, ASIA, SHORT])


@given(st.lists(st.integers(0, LARGEST), max_size=MOST_NUMBERS))
def test_numbers_survive_being_written_down(numbers: list[int]) -> None:
    assert read_numbers("、".join(map(str, numbers))) == tuple(numbers)


def test_a_series_matches_exactly_only_if_every_year_does() -> None:
    result = trace((56, 58, 67), first=2021, series=[ASIA, SOUTH_EAST, SHORT])
    assert [one.series for one in result.exact] == ["south-east"]
    assert result.near == ()
    assert [one.series for one in result.closest] == ["asia"]
    assert (result.compared, result.left_out) == (2, 1)


def test_an_earlier_edition_can_be_the_one_that_matches() -> None:
    (found,) = trace((82, 84, 100), first=2021, series=[ASIA]).exact
    year = found.years[-1]
    assert (year.edition.count, year.edition.is_newest, year.newest.count) == (100, False, 101)
    (newest,) = trace((82, 84, 101), first=2021, series=[ASIA]).exact
    assert newest.years[-1].edition.is_newest


@pytest.mark.parametrize(
    ("asked", "is_near"), [((58, 60, 69), True), ((59, 58, 67), False), ((54, 56, 64), True)]
)
def test_near_is_two_or_five_per_cent_whichever_is_more(asked: tuple[int, ...], is_near: bool) -> None:
    result = trace(asked, first=2021, series=[SOUTH_EAST])
    assert bool(result.near) is is_near
    assert not result.exact


def test_the_tolerance_grows_from_two_with_large_numbers() -> None:
    assert [tolerance(number) for number in (0, 40, 100, 439)] == [2, 2, 5, pytest.approx(21.95)]


def test_a_document_cannot_match_the_wrong_years() -> None:
    result = trace((56, 58, 67), first=2022, series=[SOUTH_EAST])
    assert (result.compared, result.left_out, result.exact) == (0, 1, ())


def test_chance_is_the_product_of_poisson_chances() -> None:
    """P(X = 0)^2 of a series with mean 1 is exp(-2); P(X <= 2 | 1) is 2.5 / e."""
    ones = series("ones", {2021: 2, 2022: 0})
    asked = {2021: 0, 2022: 0}
    assert chances_of_match([ones], asked, nearly=False) == [pytest.approx(math.exp(-2))]
    assert chances_of_match([ones], asked, nearly=True) == [pytest.approx((2.5 / math.e) ** 2)]


def test_a_series_of_zeros_meets_zero_for_certain_and_nothing_else() -> None:
    zeros = series("zeros", {2021: 0})
    assert chances_of_match([zeros], {2021: 0}, nearly=False) == [1]
    assert chances_of_match([zeros], {2021: 3}, nearly=True) == [0]


def test_the_chance_of_a_match_is_that_of_the_poisson_table() -> None:
    """P(X = 56) P(X = 58) P(X = 67) at their mean, 60 1/3, by the formula of the distribution."""
    mean = 181 / 3
    by_hand = math.prod(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in (56, 58, 67))
    result = trace((56, 58, 67), first=2021, series=[SOUTH_EAST, SHORT])
    assert result.exact_by_chance == pytest.approx(by_hand)
    assert result.near_by_chance > result.exact_by_chance


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=5),
    st.lists(st.integers(0, 400), min_size=5, max_size=5),
)
def test_exact_near_and_closest_exclude_each_other_and_hold_all_compared(
    asked: list[int], counts: list[int]
) -> None:
    offered = [
        series(str(place), dict(enumerate(counts[place:] + counts[:place], 2000))) for place in range(5)
    ]
    result = trace(asked, first=2000, series=offered)
    named = [one.series for group in (result.exact, result.near, result.closest) for one in group]
    assert sorted(named) == [str(place) for place in range(5)]
    assert 0 <= result.exact_by_chance <= result.near_by_chance <= 5 + 1e-9


def held_plainly(asked: list[int], offered: list[YearlyCounts]) -> tuple[list[list[str]], list[float]]:
    """The same, one series after the other: exact, near and closest, and the matches by chance."""
    by_year = dict(enumerate(asked, 2000))
    groups: list[list[tuple[int, str]]] = [[], [], []]
    chances = [0.0, 0.0]
    for one in offered:
        if not by_year.keys() <= one.years.keys():
            continue
        misses = [min(abs(e.count - by_year[year]) for e in one.years[year]) for year in by_year]
        is_near = all(miss <= max(2, 0.05 * number) for miss, number in zip(misses, asked, strict=True))
        groups[0 if sum(misses) == 0 else 1 if is_near else 2].append((sum(misses), one.series))
        mean = sum(one.years[year][0].count for year in by_year) / len(by_year)
        for place in (0, 1):
            chance = 1.0
            for number in asked:
                within = math.floor(max(2, 0.05 * number)) if place else 0
                chance *= poisson.cdf(number + within, mean) - poisson.cdf(number - within - 1, mean)
            chances[place] += chance
    ordered = [[name for _, name in sorted(group, key=lambda pair: pair[0])] for group in groups]
    return [ordered[0], ordered[1], ordered[2][:MOST_CLOSEST]], chances


COUNTS = st.lists(st.integers(50, 70), min_size=1, max_size=3).map(tuple)


@given(
    st.lists(st.integers(50, 70), min_size=1, max_size=3),
    st.lists(st.dictionaries(st.integers(2000, 2003), COUNTS), max_size=20),
)
def test_all_series_at_once_give_what_one_after_the_other_gives(
    asked: list[int], years: list[dict[int, int | tuple[int, ...]]]
) -> None:
    offered = [series(str(place), counts) for place, counts in enumerate(years)]
    groups, chances = held_plainly(asked, offered)
    result = trace(asked, first=2000, series=offered)
    assert [[one.series for one in group] for group in (result.exact, result.near, result.closest)] == groups
    assert [result.exact_by_chance, result.near_by_chance] == pytest.approx(chances, rel=1e-9, abs=1e-12)
    assert Yearly(tuple(offered)).stating(asked, first=2000) == groups[0]


def test_only_so_many_of_the_others_are_named() -> None:
    offered = [series(str(place), {2021: 100 + place}) for place in range(MOST_CLOSEST + 3)]
    result = trace((50,), first=2021, series=offered)
    assert [one.series for one in result.closest] == [str(place) for place in range(MOST_CLOSEST)]
