"""A key says what is drawn, once, and explains only what is in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scenes import (
    EVERYTHING,
    columns_with_everything,
    grid,
    lines_with_everything,
    mark,
    panel,
    rated,
    revised,
    scene,
    series,
    stacked,
)

from dashboard.scene.key import (
    BAND,
    BREAK,
    COLUMN,
    DOTTED,
    GUIDES,
    HATCHED,
    INTERVAL,
    JOINED,
    LIMIT,
    MARK,
    MEANINGS,
    OPEN,
    RANGE,
    SAME,
    SEGMENT,
    STEM,
    UNDIVIDED,
    USUAL,
    WINDOW,
    KeyEntry,
    key_of,
)
from dashboard.scene.scene import (
    COLUMNS,
    EARLIER,
    LINE,
    NEWEST,
    PART,
    PRINT,
    WHOLE,
    Break,
    Range,
    Scene,
    Series,
    Window,
)
from dashboard.words import interface_words

ENGLISH = interface_words("en")
SERIES = (COLUMN, JOINED, MARK, SEGMENT)


def kinds(drawn: Scene) -> list[str]:
    return [entry.kind for entry in key_of(drawn, ENGLISH)]


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_entry_stands_twice_and_series_guides_and_meanings_follow_in_this_order(name: str) -> None:
    entries = key_of(EVERYTHING[name](), ENGLISH)
    assert len(set(entries)) == len(entries)
    ranks = [0 if one.kind in SERIES else 1 if one.kind in GUIDES else 2 for one in entries]
    assert ranks == sorted(ranks)
    assert [one.kind for one in entries if one.kind in MEANINGS] == [
        kind for kind in MEANINGS if kind in {one.kind for one in entries}
    ]


def test_equal_scenes_have_equal_keys_in_the_words_of_their_language() -> None:
    japanese = interface_words("ja")
    one, other = (key_of(lines_with_everything(), words) for words in (ENGLISH, japanese))
    assert one == key_of(lines_with_everything(), ENGLISH)
    assert [entry.kind for entry in one] == [entry.kind for entry in other]
    assert one[-1].label != other[-1].label


def test_everything_behind_a_line_is_named_once() -> None:
    drawn = lines_with_everything()
    assert kinds(drawn) == [JOINED, JOINED, BAND, LIMIT, WINDOW, RANGE, USUAL, OPEN]
    twice = replace(drawn, panels=drawn.panels * 2, windows=drawn.windows * 2)
    assert key_of(twice, ENGLISH) == key_of(drawn, ENGLISH)


def test_what_is_out_of_sight_is_not_in_the_key() -> None:
    counts = panel(series({2021: 50, 2023: 60}), ranges=(Range("s", 2024, 4, 9, "Expected", 0),))
    assert kinds(scene(counts, windows=(Window(2010, 2012, "Years"),))) == [JOINED]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [({}, None), ({"is_partial": True}, HATCHED), ({"is_open": True}, DOTTED)],
)
def test_the_pattern_of_a_column_is_explained_only_where_one_has_it(
    changes: dict[str, bool], kind: str | None
) -> None:
    column = Series("s", "S", COLUMNS, 0, (mark(2022, 2), mark(2023, 3, **changes)))
    assert kinds(scene(panel(column))) == [COLUMN, *([kind] if kind else [])]


@pytest.mark.parametrize("changes", [{}, {"is_partial": True}, {"is_open": True}])
def test_a_hollow_mark_is_explained_only_where_one_is_drawn(changes: dict[str, bool]) -> None:
    line = Series("s", "S", LINE, 0, (mark(2022, 50), mark(2023, 60, **changes)))
    assert kinds(scene(panel(line))) == [JOINED, *([OPEN] if changes else [])]
    unknown = Series("s", "S", LINE, 0, (mark(2022, 50), mark(2023, None, **changes)))
    assert kinds(scene(panel(unknown))) == [JOINED], "a mark without a value is not drawn"


@pytest.mark.parametrize(
    ("role", "value", "is_said"), [(LINE, 50, True), (LINE, 51, False), (COLUMNS, 50, False)]
)
def test_marks_that_lie_on_each_other_are_explained_only_where_lines_agree(
    role: str, value: int, is_said: bool
) -> None:
    one, other = (
        Series(name, name, role, look, (mark(2022, count),))
        for look, (name, count) in enumerate((("s", 50), ("t", value)))
    )
    assert (SAME in kinds(scene(panel(one, other)))) is is_said
    assert SAME not in kinds(scene(panel(one), panel(other)))


def test_an_undivided_whole_is_explained_only_where_one_is_drawn() -> None:
    assert kinds(stacked()) == [SEGMENT, SEGMENT, UNDIVIDED]
    whole = series({2023: 99}, name="w", role=WHOLE)
    parts = (series({2023: 60}, name="a", role=PART), series({2023: 39}, name="b", role=PART, look=1))
    assert kinds(scene(panel(whole, *parts))) == [SEGMENT, SEGMENT]


def test_a_part_that_stands_alone_in_some_year_is_shown_as_both() -> None:
    first, second, _ = key_of(stacked(), ENGLISH)
    assert (first.series, first.is_also_mark) == ("a", True)
    assert (second.series, second.is_also_mark) == ("b", False)


def test_editions_are_told_apart_in_the_look_of_their_series() -> None:
    entries = key_of(revised([(EARLIER, 0), (NEWEST, 3)]), ENGLISH)
    assert [one.kind for one in entries] == [MARK, EARLIER, NEWEST, STEM]
    assert {one.look for one in entries} == {0}
    assert PRINT in kinds(revised([(EARLIER, 0), (NEWEST, 3), (PRINT, 5)]))


def test_editions_that_agree_have_no_line_between_them() -> None:
    assert STEM not in kinds(revised([(EARLIER, 0), (NEWEST, 0), (PRINT, 5)]))


@pytest.mark.parametrize("role", [LINE, COLUMNS])
def test_a_series_that_ends_before_others_is_named_with_its_last_year(role: str) -> None:
    ended, other = (
        series({2021: 50 + look, last: 51}, name=name, look=look, role=role)
        for look, (name, last) in enumerate((("s", 2023), ("t", 2025)))
    )
    entries = key_of(scene(panel(ended, other)), ENGLISH)
    assert [one.label for one in entries] == ["Series s, to 2023", "Series t"]


def test_years_of_expected_counts_alone_are_no_end_of_a_series() -> None:
    counts = series({2021: 50, 2025: 51})
    expected = panel(counts, ranges=(Range("s", 2026, 4, 9, "Expected", 0),), last=2026)
    assert key_of(scene(expected), ENGLISH)[0].label == "Series s"


def test_breaks_of_several_series_are_told_in_the_key() -> None:
    counts = panel(series({2021: 50, 2025: 60}), series({2021: 5, 2025: 6}, name="t", look=1))
    one, other = (
        Break(2021.5 + look, f"{name}: Break", brief="Break", looks=(look,)) for look, name in enumerate("st")
    )
    assert BREAK not in kinds(scene(counts, breaks=(one,)))
    (entry,) = (each for each in key_of(scene(counts, breaks=(one, other)), ENGLISH) if each.kind == BREAK)
    assert entry.label == "Break: Series s, Series t"


def test_rates_are_marks_and_an_open_one_is_explained() -> None:
    assert kinds(rated()) == [MARK, MARK, OPEN, INTERVAL]


def test_the_panels_of_a_grid_name_their_series_so_the_key_does_not() -> None:
    assert kinds(grid()) == []
    drawn = columns_with_everything()
    assert kinds(replace(drawn, is_grid=True)) == [HATCHED, DOTTED]


def test_an_entry_of_no_series_has_a_quiet_look() -> None:
    colours = {KeyEntry(JOINED, "", look).style.colour for look in range(6)}
    assert len(colours) == 6
    assert KeyEntry(OPEN, "").style.colour not in colours


def test_nothing_drawn_is_nothing_explained() -> None:
    assert key_of(scene(), ENGLISH) == ()
