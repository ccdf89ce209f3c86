"""Publishers stand in panels of their own; those of one group share one axis, from zero."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dashboard.figures.compare import Group, compare_figure
from dashboard.figures.parts import Line, Point
from dashboard.scene import theme


def line(name: str, counts: dict[int, int | None]) -> Line:
    points = tuple(
        Point(year, count, str(count), f"{name} {year}", f"{name}/{year}", "")
        for year, count in counts.items()
    )
    return Line(name, f"IMB {name}", "Incidents a year", theme.STYLES[0], points)


HERE = Group("here", (line("a", {2021: 56, 2022: 0}), line("b", {2021: 101}), line("c", {2022: 3})))
WORLD = Group("world", (line("d", {2021: 400}),))


@pytest.mark.parametrize("window", ["wide", "narrow"])
def test_panels_of_a_group_share_one_axis_from_zero_and_the_world_has_its_own(window: str) -> None:
    figure = compare_figure([HERE, WORLD], first=2021, last=2022, window=window, language="en").figure
    ranges = [tuple(figure["layout"][f"yaxis{one}"]["range"]) for one in ("", "2", "3", "4")]
    assert len(set(ranges[:3])) == 1
    assert ranges[0][0] == ranges[3][0] == 0
    assert ranges[0][1] > 101
    assert ranges[3][1] > 400


@pytest.mark.parametrize("window", ["wide", "narrow"])
def test_no_two_series_share_a_panel(window: str) -> None:
    drawing = compare_figure([HERE, WORLD], first=2021, last=2022, window=window, language="en")
    axes = [(trace["xaxis"], trace["yaxis"]) for trace in drawing.figure["data"]]
    assert axes == [("x", "y"), ("x2", "y2"), ("x3", "y3"), ("x4", "y4")]
    places = [
        (
            tuple(drawing.figure["layout"][f"xaxis{one}"]["domain"]),
            tuple(drawing.figure["layout"][f"yaxis{one}"]["domain"]),
        )
        for one in ("", "2", "3", "4")
    ]
    assert len(set(places)) == 4
    assert all(0 <= low < high <= 1 for place in places for low, high in place)


def test_a_zero_is_drawn_and_a_year_without_a_figure_is_not() -> None:
    figure = compare_figure([HERE], first=2021, last=2022, window="wide", language="en").figure
    assert (figure["data"][0]["x"], figure["data"][0]["y"]) == ([2021, 2022], [56, 0])
    assert figure["data"][1]["x"] == [2021]


def test_counts_of_neighbouring_years_are_not_written_over_each_other() -> None:
    crowded = Group("here", (line("a", {year: 200 + year % 7 for year in range(1990, 2026)}),))
    drawing = compare_figure([crowded], first=1990, last=2025, window="wide", language="en")
    texts = drawing.figure["data"][0]["text"]
    written = [year for year, text in zip(range(1990, 2026), texts, strict=True) if text]
    assert written[-1] == 2025
    assert "206" in texts
    assert all(later - earlier >= 4 for earlier, later in pairwise(written))


def test_nothing_to_draw_is_an_empty_picture() -> None:
    drawing = compare_figure([], first=2021, last=2022, window="wide", language="en")
    assert drawing.figure["data"] == []


@pytest.mark.parametrize("window", ["wide", "narrow"])
def test_every_count_of_seven_years_is_written(window: str) -> None:
    counts: dict[int, int | None] = {2019: 83, 2020: 97, 2021: 82, 2022: 84, 2023: 101, 2024: 107, 2025: 132}
    drawing = compare_figure(
        [Group("here", (line("a", counts),))], first=2019, last=2025, window=window, language="en"
    )
    assert drawing.figure["data"][0]["text"] == [str(count) for count in counts.values()]
