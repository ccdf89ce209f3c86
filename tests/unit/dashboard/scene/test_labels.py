"""Labels keep clear of each other and of marks: they are moved a little, and left out where nothing helps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from placing import outside, over_marks, overlapping
from scenes import SIZES, panel, scene, series

from dashboard.fonts.ruler import shortened, text_width
from dashboard.scene import theme
from dashboard.scene.labels import PictureBox, apart
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import COLUMNS, Break, Scene

CLOSE = [series({2021: 50 + n, 2022: 70 - n, 2023: 60 + n}, name=f"{n}", look=n) for n in range(3)]
"""Three lines so close to each other that their values cannot all stand above their marks."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_values_of_close_lines_are_not_written_over_each_other(count: int, size: theme.Size) -> None:
    layout = lay_out(scene(panel(*CLOSE[:count], last=2024)), size)
    assert overlapping(layout) == []
    newest = CLOSE[0].marks[-1]
    assert [pair for pair in over_marks(layout) if pair[1] != newest.key] == []
    assert newest.text in [text.text for text in layout.words if text.mark == newest.key]


def test_what_has_no_room_beside_its_mark_stands_in_the_name() -> None:
    crowd = [series({2021: 50, 2022: 50, 2023: 50}, name=f"{n}", look=n) for n in range(8)]
    (plot,) = lay_out(scene(panel(*crowd, last=2024)), theme.WIDE).plots
    beside = {placed.series.look for placed in plot.series if placed.marks[-1].text}
    for name in plot.names:
        assert name.text.endswith("  50") == (name.look not in beside)


def test_a_value_alone_stands_above_its_mark() -> None:
    (plot,) = lay_out(scene(panel(series({2021: 50, 2023: 60}), last=2024)), theme.WIDE).plots
    assert {placed.side for placed in plot.series[0].marks} == {"top"}


@given(st.lists(st.floats(0, 100), max_size=8))
def test_heights_are_moved_apart_within_their_room_and_no_more_than_needed(heights: list[float]) -> None:
    heights = sorted(heights)
    moved = apart(heights, [10] * len(heights), 0, 100)
    assert all(later - earlier >= 10 - 1e-6 for earlier, later in pairwise(moved))
    assert all(-1e-6 <= height <= 100 + 1e-6 for height in moved)
    if all(later - earlier >= 10 for earlier, later in pairwise(heights)):
        assert moved == pytest.approx(heights)


def test_heights_that_are_alike_move_to_both_sides() -> None:
    assert apart([50, 50, 50], [10] * 3, 0, 100) == pytest.approx([40, 50, 60])
    assert apart([50, 50], [10, 30], 0, 100) == pytest.approx([40, 60])


@pytest.mark.parametrize("text", ["A name of a series", "東南アジア（船舶に対する武装強盗）", "XXX"])
def test_a_text_is_shortened_to_its_room_by_the_ruler(text: str) -> None:
    wide = text_width(text, 12)
    assert shortened(text, 12, wide) == text
    cut = shortened(text, 12, wide - 1)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1].rstrip())
    assert text_width(cut, 12) <= wide - 1


@pytest.mark.parametrize(
    ("start", "end", "is_crossed"),
    [
        ((0, 0), (40, 40), True),
        ((0, 30), (40, 30.1), False),
        ((15, 0), (15, 40), True),
        ((15, 21), (15, 40), False),
        ((0, 0), (9, 15), False),
        ((0, 40), (12, 21), False),
    ],
)
def test_a_line_goes_through_a_box_or_past_it(
    start: tuple[float, float], end: tuple[float, float], is_crossed: bool
) -> None:
    assert PictureBox(10, 10, 20, 20).is_crossed(start, end) is is_crossed


LONG = "東南アジア及び南アジアの沿岸国の内水・領海における船舶に対する武装強盗（未遂を含む）"


def thirty_years_of_six() -> Scene:
    """Lines that cross, two of them ended, with breaks in neighbouring years and long Japanese names."""
    lines = []
    for look in range(6):
        last = 2024 - 4 * (look % 3)
        counts = {year: 40 + 30 * abs((year * (look + 2)) % 7 - 3) + look for year in range(1995, last + 1)}
        lines.append(replace(series(counts, name=f"{look}", look=look), label=f"{LONG}{look}"))
    breaks = tuple(
        Break(2008.5 + look, f"{LONG}{look}：系列の断絶", brief="系列の断絶", looks=(look,))
        for look in range(3)
    )
    return scene(panel(*lines), breaks=breaks, language="ja")


EXTREMES = {
    "thirty years of six series": thirty_years_of_six,
    "one year": lambda: scene(panel(series({2024: 5}), series({2024: 5}, name="t", look=1))),
    "one year of a line": lambda: scene(panel(series({2024: 500}))),
    "all zeros": lambda: scene(
        panel(*(series(dict.fromkeys(range(2010, 2025), 0), name=f"{n}", look=n) for n in range(4)))
    ),
    "all zeros in columns": lambda: scene(
        panel(
            series(dict.fromkeys(range(2010, 2025), 0), role=COLUMNS), series({2024: 0}, role=COLUMNS, look=1)
        )
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_figures_are_drawn_without_texts_over_each_other_or_cut(name: str, size: theme.Size) -> None:
    layout = lay_out(EXTREMES[name](), size)
    assert overlapping(layout) == []
    assert outside(layout) == []
    for plot in layout.plots:
        radii = [placed.size * mark.wider / 2 for placed in plot.series for mark in placed.marks]
        assert max(radii) < 12, "marks upon each other leave the years free"
