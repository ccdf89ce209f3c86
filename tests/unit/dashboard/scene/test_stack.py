"""Panels one below the other draw what was counted and nothing else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from placing import overlapping
from scenes import (
    EVERYTHING,
    PAGES,
    SIZES,
    columns_with_everything,
    edges,
    event,
    grounds_of,
    lines_with_everything,
    mark,
    panel,
    rated,
    revised,
    scene,
    series,
    stacked,
)

from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import Layout
from dashboard.scene.scene import (
    COLUMNS,
    EARLIER,
    LINE,
    NEWEST,
    PRINT,
    Break,
    Level,
    Range,
    Series,
    Window,
    role_of_counts,
)


@pytest.mark.parametrize(
    ("counts", "role"),
    [
        ((0, 2, 9, 3, 1), COLUMNS),
        ((0, 13, 0, 2), COLUMNS),
        ((56, 58, 67), LINE),
        ((0, 2, 219, 237), LINE),
        ((), LINE),
    ],
)
def test_small_counts_are_columns_and_large_ones_a_line(counts: tuple[int, ...], role: str) -> None:
    assert role_of_counts((series(dict(enumerate(counts, 2010))).marks,)) == role


def test_a_line_stops_at_a_year_without_a_figure() -> None:
    (placed,) = (
        lay_out(scene(panel(series({2006: 83, 2007: 70, 2014: 141, 2015: 147}))), theme.WIDE).plots[0].series
    )
    assert [[one.mark.x for one in run] for run in placed.joined] == [[2006, 2007], [2014, 2015]]


def test_a_part_year_is_never_joined_to_full_years() -> None:
    counts = series({2017: 90, 2018: 30, 2019: 40, 2020: 50}, partial=(2019,))
    (placed,) = lay_out(scene(panel(counts)), theme.WIDE).plots[0].series
    assert [[one.mark.x for one in run] for run in placed.joined] == [[2017, 2018], [2020]]
    assert [one.mark.x for one in placed.marks] == [2017, 2018, 2019, 2020]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in EVERYTHING if name != "revisions"])
def test_values_start_at_zero_on_every_size(name: str, size: theme.Size) -> None:
    assert {plot.low for plot in lay_out(EVERYTHING[name](), size).plots} == {0}


@pytest.mark.parametrize("size", SIZES)
def test_two_units_never_share_an_axis(size: theme.Size) -> None:
    two = scene(panel(series({2022: 55, 2023: 63})), panel(series({2022: 82819, 2023: 89000}, name="t")))
    upper, lower = lay_out(two, size).plots
    assert upper.bottom < lower.top
    assert (upper.has_years, lower.has_years) == (False, True), "one axis of years serves both"
    changes = revised([(EARLIER, 0), (NEWEST, 3)], [(EARLIER, 0), (NEWEST, 900)], names="st", units="st")
    upper, lower = lay_out(changes, size).plots
    assert upper.bottom < lower.top
    assert upper.high < 10 < lower.high


def test_a_level_is_drawn_only_from_the_year_it_holds() -> None:
    counts = series(dict.fromkeys(range(2015, 2026), 2))
    layout = lay_out(scene(panel(counts, levels=(Level(2021, None, 0, 1, "Level", ""),))), theme.WIDE)
    assert grounds_of(layout, "level") == [pytest.approx((2020.5, 2025.6, 0, 1))]


def test_a_break_is_a_guide_between_the_years() -> None:
    both = panel(series({2022: 58, 2023: 67}), series({2024: 72}, name="t"))
    layout = lay_out(scene(both, breaks=(Break(2023.5, "Series break"),)), theme.WIDE)
    ((start, end, low, high),) = grounds_of(layout, "break")
    assert (start, end) == pytest.approx((2023.5, 2023.5))
    assert (low, high) == pytest.approx((layout.plots[0].low, layout.plots[0].high))
    assert "Series break" in [text.text for text in layout.texts]


def test_breaks_close_to_each_other_are_lines_of_their_own_under_one_word() -> None:
    counts = series({year: 9 for year in range(2000, 2024)})
    close = tuple(Break(year + 0.5, "Series break") for year in (2004, 2005, 2006, 2020))
    layout = lay_out(scene(panel(counts), breaks=close), theme.WIDE)
    assert sum(ground.role == "break" for ground in layout.grounds) == len(close)
    words = [text for text in layout.words if text.text == "Series break"]
    assert len(words) == 2
    first, last = sorted(word.x for word in words)
    assert last - first > 100


@pytest.mark.parametrize(
    ("second", "size", "texts"),
    [
        (2010, theme.WIDE, ["A long name of series s: break", "■ break"]),
        (2010, theme.CARD_NARROW, ["● break", "■ break"]),
        (2007, theme.CARD_NARROW, ["●", "■"]),
    ],
)
def test_a_break_says_whose_it_is_in_words_else_by_the_mark_of_the_series(
    second: int, size: theme.Size, texts: list[str]
) -> None:
    counts = [series({2000: 40, 2024: 9 + look}, name=name, look=look) for look, name in enumerate("st")]
    breaks = tuple(
        Break(year + 0.5, f"A long name of series {name}: break", brief="break", looks=(look,))
        for look, (name, year) in enumerate((("s", 2005), ("t", second)))
    )
    layout = lay_out(scene(panel(*counts), breaks=breaks), size)
    named = [text for text in layout.words if text.look is not None and not text.mark]
    assert [text.text for text in named] == texts
    assert [text.look for text in named] == [0, 1]


def test_a_second_break_of_a_series_says_so_again_where_it_is_not_beside_the_first() -> None:
    counts = [series({2000: 40, 2024: 9 + look}, name=name, look=look) for look, name in enumerate("st")]
    breaks = tuple(
        Break(year + 0.5, "A long name of series s: break", brief="break", looks=(0,))
        for year in (2005, 2006, 2016)
    )
    layout = lay_out(scene(panel(*counts), breaks=breaks), theme.CARD_NARROW)
    named = [text.text for text in layout.words if text.look is not None and not text.mark]
    assert named == ["A long name of series s: break", "● break"]


def test_a_series_that_ends_before_others_is_named_at_its_end_where_there_is_room() -> None:
    ended, other = series({2001: 80, 2004: 82}), series({2001: 20, 2024: 21}, name="t", look=1)
    (plot,) = lay_out(scene(panel(ended, other)), theme.WIDE).plots
    at_end, beside = plot.names
    assert (at_end.text, beside.text) == ("Series s, to 2004", "Series t")
    assert plot.x(2004) < at_end.x < plot.x(2005)
    assert beside.x > plot.right
    crowd = [series(dict.fromkeys(range(2001, 2025), 72 + 2 * n), name=f"{n}", look=n) for n in range(1, 10)]
    (plot,) = lay_out(scene(panel(ended, *crowd)), theme.WIDE).plots
    (name,) = (name for name in plot.names if name.look == 0)
    assert name.text == "Series s, to 2004"
    assert name.x > plot.right


def test_a_thin_line_leads_to_a_name_that_stands_away_from_its_line() -> None:
    near, other, far = (
        series({2022: 80, 2023: 50 - 40 * (name == "u")}, name=name, look=look)
        for look, name in enumerate("stu")
    )
    (plot,) = lay_out(scene(panel(near, other, far)), theme.WIDE).plots
    assert [name.leader is not None for name in sorted(plot.names, key=lambda name: name.look or 0)] == [
        True,
        True,
        False,
    ]


def test_a_name_too_long_for_the_margin_is_shortened_and_keeps_year_and_count() -> None:
    long = replace(series({2021: 80, 2022: 82}), label="A very long name of a series " * 3)
    other = series({2021: 20, 2030: 21}, name="t", look=1)
    few = {year: 60.0 for year in range(2021, 2031)}
    crowd = [series(few, name=f"{n}", look=n) for n in range(2, 4)]
    (plot,) = lay_out(scene(panel(long, other, *crowd)), theme.WIDE).plots
    first, second = (name for name in plot.names if name.look == 0)
    assert first.text.startswith("A very long name")
    assert first.text.endswith("…")
    assert second.text.startswith("to 2022")
    assert max(edges(name)[2] for name in (first, second)) <= theme.WIDE.width
    assert overlapping(lay_out(scene(panel(long, other, *crowd)), theme.WIDE)) == []


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("level", [0, 50, 101])
def test_names_at_the_line_ends_do_not_overlap(count: int, level: int) -> None:
    lines = [series({2022: 80 + n, 2023: level}, name=f"{n}", look=n) for n in range(count)]
    (plot,) = lay_out(scene(panel(*lines)), theme.WIDE).plots
    heights = sorted(name.y for name in plot.names)
    assert len(heights) == count
    assert all(lower - upper >= 16 for upper, lower in pairwise(heights))
    assert all(plot.right < edges(name)[0] and edges(name)[2] <= theme.WIDE.width for name in plot.names)
    assert all(plot.top - 1 <= name.y <= plot.bottom + 1 for name in plot.names)


def test_a_range_is_a_bar_and_limits_are_two_lines() -> None:
    counts = panel(series({2011: 9, 2020: 11}), ranges=(Range("s", 2021, 4, 19, "", 0),), last=2021)
    layout = lay_out(scene(counts), theme.WIDE)
    assert grounds_of(layout, "range") == [pytest.approx((2020.84, 2021.16, 4, 19))]
    assert len(grounds_of(layout, "range-end")) == 2
    limits = panel(series({2011: 9, 2020: 11}), ranges=(Range("s", 2020, 5, 18, "", 0, since=2011),))
    assert grounds_of(lay_out(scene(limits), theme.WIDE), "limit") == [
        pytest.approx((2010.6, 2020.4, 5, 5)),
        pytest.approx((2010.6, 2020.4, 18, 18)),
    ]


def test_a_range_beyond_the_years_shown_is_not_drawn() -> None:
    counts = panel(series({2011: 9, 2020: 11}), ranges=(Range("s", 2021, 4, 19, "", 0),))
    assert not grounds_of(lay_out(scene(counts), theme.WIDE), "range")


def test_evaluated_years_lie_behind_all_panels_and_those_out_of_sight_are_left_out() -> None:
    two = scene(
        panel(series({2020: 50, 2023: 63})),
        panel(series({2020: 80, 2023: 90})),
        windows=(Window(2021, 2022, ""), Window(2010, 2012, "")),
    )
    layout = lay_out(two, theme.WIDE)
    (window,) = [one for one in layout.grounds if one.role == "window"]
    assert (window.top, window.bottom) == (layout.plots[0].top, layout.plots[1].bottom)


def test_only_complete_years_are_stacked_and_the_parts_of_others_stand_at_their_own_count() -> None:
    (plot,) = lay_out(stacked(), theme.WIDE).plots
    wholes, lower, upper, alone = plot.series
    assert [one.base for one in (*wholes.marks, *lower.marks, *upper.marks)] == [0, 0, 0, 60]
    assert upper.marks[0].y == pytest.approx(plot.y(99))
    assert (alone.marks[0].at, alone.marks[0].y) == (2022, pytest.approx(plot.y(21)))


@pytest.mark.parametrize("size", PAGES)
def test_rates_of_one_year_stand_beside_each_other_and_one_alone_at_its_year(size: theme.Size) -> None:
    (plot,) = lay_out(rated(), size).plots
    first, second = plot.series
    assert first.marks[1].at == 2025
    assert first.marks[0].at < 2022 < second.marks[0].at
    (caution,) = grounds_of(lay_out(rated(), size), "caution")
    assert caution[:2] == pytest.approx((2023.5, 2025.6))
    assert plot.high > 21.2, "the upper limit is on the axis"


@pytest.mark.parametrize("size", PAGES)
def test_editions_stand_on_their_years_line_and_a_print_beside_it(size: theme.Size) -> None:
    ((placed,),) = [
        plot.series for plot in lay_out(revised([(EARLIER, 0), (NEWEST, 3), (PRINT, 5)]), size).plots
    ]
    assert placed.marks[0].at == placed.marks[1].at == 1 < placed.marks[2].at
    assert [one.text for one in placed.marks] == ["200", "203", "205"]


def test_a_thin_line_joins_the_editions_and_leaves_the_print_out() -> None:
    layout = lay_out(revised([(EARLIER, 0), (EARLIER, -2), (NEWEST, 3), (PRINT, 9)]), theme.WIDE)
    assert grounds_of(layout, "stem") == [pytest.approx((1, 1, -2, 3))]
    ((*_, low, high),) = grounds_of(layout, "no-change")
    assert (low, high) == pytest.approx((0, 0))


@pytest.mark.parametrize("change", [-7, 4])
def test_no_change_is_always_on_the_axis(change: int) -> None:
    (plot,) = lay_out(revised([(EARLIER, 0), (NEWEST, change)]), theme.WIDE).plots
    assert plot.low < 0 < plot.high
    assert "0" in [tick.text for tick in plot.y_ticks]


def test_a_names_room_is_that_of_its_years() -> None:
    names = [f"{number} with a long name" for number in range(12)]
    layout = lay_out(revised(*[[(EARLIER, 0), (NEWEST, 1)]] * 12, names=names), theme.WIDE)
    plot = layout.plots[-1]
    room = plot.x(2) - plot.x(1)
    below = [text for text in layout.words if text.y > plot.bottom + 20]
    assert all(edges(text)[2] - edges(text)[0] <= room + 1 for text in below)
    assert len({text.y for text in below}) <= 3
    alone = lay_out(revised([(EARLIER, 0), (NEWEST, 1)]), theme.WIDE)
    assert [text.text for text in alone.words if not text.mark] == ["Incidents"]


def test_the_names_of_series_stand_below_their_slots_where_they_fit() -> None:
    layout = lay_out(revised(*[[(EARLIER, 0), (NEWEST, 1)]] * 4, names="aabb"), theme.WIDE)
    named = {text.text: text.x for text in layout.words if text.look is not None and not text.mark}
    plot = layout.plots[0]
    assert named == {"a": pytest.approx(plot.x(1.5)), "b": pytest.approx(plot.x(3.5))}


def test_every_count_is_written_unless_it_would_touch_its_neighbour() -> None:
    few, many = (
        [
            one.text
            for one in lay_out(revised(*[[(EARLIER, 0), (NEWEST, 3)]] * count), theme.NARROW)
            .plots[0]
            .series[0]
            .marks
        ]
        for count in (9, 20)
    )
    assert few == ["200", "203"] * 9
    assert set(many[::2]) == {""}
    assert many[1::2].count("203") == 10, "each other one has the room"


@pytest.mark.parametrize("size", PAGES)
def test_the_strip_takes_nothing_from_the_counts(size: theme.Size) -> None:
    counts = panel(series(dict.fromkeys((2021, 2022, 2023), 50)))
    events = tuple(event(number, 2020.75, 2023.25) for number in range(1, 8))
    plain, higher = (lay_out(scene(counts, events=shown), size) for shown in ((), events))
    heights = [layout.plots[0].bottom - layout.plots[0].top for layout in (plain, higher)]
    assert higher.size.height > plain.size.height
    assert heights[1] == pytest.approx(heights[0], abs=0.5)
    (strip,) = [one for one in higher.grounds if one.role == "strip"]
    assert strip.top > higher.plots[0].bottom
    assert all(strip.top < place.y < strip.bottom for place in higher.events)


def texts_cut(layout: Layout) -> list[str]:
    """The texts that an edge of the picture cuts."""
    cut = []
    for text in layout.texts:
        left, top, right, bottom = edges(text)
        if left < -0.5 or top < -0.5 or right > layout.size.width + 0.5 or bottom > layout.size.height + 0.5:
            cut.append(text.text)
    return cut


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_no_edge_of_a_picture_cuts_a_text(name: str, size: theme.Size) -> None:
    drawn = EVERYTHING[name]()
    if size.is_card:
        drawn = replace(drawn, events=())
    assert texts_cut(lay_out(drawn, size)) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_every_mark_stands_inside_its_plot(name: str, size: theme.Size) -> None:
    for plot in lay_out(EVERYTHING[name](), size).plots:
        for placed in plot.series:
            for one in placed.marks:
                assert plot.left <= one.x <= plot.right
                assert plot.top <= one.y <= plot.bottom


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 3, 6])
@pytest.mark.parametrize("places", [(2021, 2022, 2023), (2021, 2021.75, 2022), (2021, 2021.875)])
def test_columns_side_by_side_do_not_overlap(places: tuple[float, ...], count: int, size: theme.Size) -> None:
    every = [series(dict.fromkeys(places, 2), name=f"{n}", role=COLUMNS, look=n) for n in range(count)]
    (plot,) = lay_out(scene(panel(*every)), size).plots
    boxes = sorted(
        (one.at - placed.width / 2, one.at + placed.width / 2)
        for placed in plot.series
        for one in placed.marks
    )
    assert len(boxes) == count * len(places)
    assert all(right < left for (_, right), (left, _) in pairwise(boxes))
    assert plot.first <= boxes[0][0]
    assert boxes[-1][1] <= plot.last


def test_every_ground_that_a_layout_has_has_a_look_and_none_has_one_in_vain() -> None:
    roles = {one.role for build in EVERYTHING.values() for one in lay_out(build(), theme.WIDE).grounds}
    assert roles == theme.GROUNDS.keys()


def test_a_zero_has_its_place_and_its_text() -> None:
    (plot,) = lay_out(columns_with_everything(), theme.WIDE).plots
    zero = plot.series[0].marks[1]
    assert (zero.y, zero.text) == (plot.bottom, "0")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_to_draw_is_an_empty_picture(size: theme.Size) -> None:
    layout = lay_out(scene(), size)
    assert (layout.plots, layout.texts, layout.grounds) == ((), (), ())


def test_a_value_that_is_not_known_is_no_mark_on_a_picture() -> None:
    gap = scene(panel(Series("s", "S", LINE, 0, (mark(2021, None), mark(2022, 50)))))
    assert [one.mark.x for one in lay_out(gap, theme.WIDE).plots[0].series[0].marks] == [2022]


def test_the_size_grows_with_the_lanes_of_the_events_alone() -> None:
    drawn = lines_with_everything()
    assert lay_out(drawn, theme.WIDE).size.height > theme.WIDE.height
    assert lay_out(drawn, theme.WIDE).size.width == theme.WIDE.width
