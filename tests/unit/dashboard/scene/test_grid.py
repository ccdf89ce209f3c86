"""Publishers stand in panels of their own; those of one group share one axis, from zero."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from scenes import PAGES, edges, grid, panel, scene, series

from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import COLUMNS


@pytest.mark.parametrize("size", PAGES)
def test_panels_of_a_group_share_one_axis_from_zero_and_the_world_has_its_own(size: theme.Size) -> None:
    spans = [(plot.low, plot.high) for plot in lay_out(grid(), size).plots]
    assert len(set(spans[:3])) == 1
    assert spans[0][0] == spans[3][0] == 0
    assert spans[0][1] > 101
    assert spans[3][1] > 400


@pytest.mark.parametrize("size", PAGES)
def test_no_two_series_share_a_panel_and_no_two_panels_a_place(size: theme.Size) -> None:
    plots = lay_out(grid(), size).plots
    assert [[placed.series.id for placed in plot.series] for plot in plots] == [["a"], ["b"], ["c"], ["d"]]
    for one, other in combinations(plots, 2):
        is_beside = one.right < other.left or other.right < one.left
        assert is_beside or one.bottom < other.top or other.bottom < one.top
    for plot in plots:
        assert 0 <= plot.left < plot.right <= size.width
        assert 0 <= plot.top < plot.bottom <= lay_out(grid(), size).size.height


def test_a_zero_is_drawn_and_a_year_without_a_figure_is_not() -> None:
    first, second, *_ = lay_out(grid(), theme.WIDE).plots
    assert [(one.mark.x, one.mark.value) for one in first.series[0].marks] == [(2021, 56), (2022, 0)]
    assert [one.mark.x for one in second.series[0].marks] == [2021]


def test_counts_of_neighbouring_years_are_not_written_over_each_other() -> None:
    counts = series({year: 200 + year % 7 for year in range(1990, 2026)}, role=COLUMNS)
    (plot,) = lay_out(scene(panel(counts), is_grid=True), theme.WIDE).plots
    written = {int(one.mark.x): one.text for one in plot.series[0].marks if one.text}
    assert max(written) == 2025
    assert "206" in written.values()
    assert all(later - earlier >= 4 for earlier, later in pairwise(written))


@pytest.mark.parametrize("size", PAGES)
def test_every_count_of_seven_years_is_written(size: theme.Size) -> None:
    counts = {2019: 83, 2020: 97, 2021: 82, 2022: 84, 2023: 101, 2024: 107, 2025: 132}
    (plot,) = lay_out(scene(panel(series(counts, role=COLUMNS)), is_grid=True), size).plots
    assert [one.text for one in plot.series[0].marks] == [str(count) for count in counts.values()]


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert lay_out(scene(is_grid=True), theme.WIDE).plots == ()


@pytest.mark.parametrize("size", PAGES)
def test_a_panel_bears_its_name_and_a_group_its_heading(size: theme.Size) -> None:
    texts = [text.text for text in lay_out(grid(), size).texts if not text.mark]
    assert texts == ["here", "IMB", "a", "IMB", "b", "IMB", "c", "world", "IMB", "d"]


@pytest.mark.parametrize("size", PAGES)
def test_a_long_heading_or_title_is_not_cut_by_the_edge(size: theme.Size) -> None:
    long = "Straits of Malacca and Singapore: Incidents a year, one axis for all panels " * 2
    counts = series({2021: 5}, role=COLUMNS)
    headed = scene(panel(counts, title="IMB a", group=long), is_grid=True)
    for drawn in (headed, scene(panel(counts, title=long))):
        (text,) = [one for one in lay_out(drawn, size).texts if one.text == long]
        assert edges(text)[2] <= size.width + 0.01
