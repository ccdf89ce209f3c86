"""The Plotly figure of a scene says what the picture says, and joins nothing that the picture does not."""

from __future__ import annotations

from typing import Any

import pytest
from scenes import (
    EVERYTHING,
    PAGES,
    SIZES,
    columns_with_everything,
    lines_with_everything,
    mark,
    panel,
    rated,
    revised,
    scene,
    series,
    stacked,
)

from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import Layout
from dashboard.scene.scene import COLUMNS, EARLIER, LINE, NEWEST, PRINT, Scene, Series


def traces(drawn: Scene, size: theme.Size = theme.WIDE) -> list[dict[str, Any]]:
    return list(plotly_figure(drawn, size)["data"])


@pytest.mark.parametrize(("role", "kind"), [(COLUMNS, "bar"), (LINE, "scatter")])
def test_counts_are_columns_or_points_as_the_scene_has_them(role: str, kind: str) -> None:
    assert [trace["type"] for trace in traces(scene(panel(series({2021: 5}, role=role))))] == [kind]


def test_a_line_stops_at_a_year_without_a_figure() -> None:
    (trace,) = traces(scene(panel(series({2006: 83, 2007: 70, 2014: 141, 2015: 147}))))
    assert trace["x"] == [2006, 2007, None, 2014, 2015]
    assert trace["connectgaps"] is False


def test_a_part_year_is_never_joined_to_full_years() -> None:
    counts = series({2017: 90, 2018: 30, 2019: 40, 2020: 50}, partial=(2019,))
    joined, apart = traces(scene(panel(counts)))
    assert joined["x"] == [2017, 2018, None, 2020]
    assert apart["x"] == [2019]
    assert "lines" not in apart["mode"]
    assert apart["marker"]["symbol"] == ["circle-open"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_every_mark_has_a_label_once_and_a_gap_has_none(name: str, size: theme.Size) -> None:
    drawn = EVERYTHING[name]()
    told = {one.key: (one.spoken, one.href) for one in drawn.marks}
    shown = []
    for trace in traces(drawn, size):
        columns = [
            trace[name] for name in ("x", "y", "ids", "hovertext", "customdata", "text") if name in trace
        ]
        assert len({len(column) for column in columns}) == 1
        for x, key, spoken, href in zip(
            trace["x"], trace["ids"], trace["hovertext"], trace["customdata"], strict=True
        ):
            assert (x is None) == (key == "")
            if key:
                assert told[key] == (spoken, href)
                shown.append(key)
    assert sorted(shown) == sorted(told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in EVERYTHING if name != "revisions"])
def test_values_start_at_zero_on_every_size(name: str, size: theme.Size) -> None:
    figure = plotly_figure(EVERYTHING[name](), size)
    assert {
        figure["layout"][f"yaxis{n}"]["range"][0] for n in range(1, len(EVERYTHING[name]().panels) + 1)
    } == {0}


def test_two_units_never_share_an_axis() -> None:
    two = scene(panel(series({2022: 55})), panel(series({2022: 82819}, name="t")))
    figure = plotly_figure(two, theme.WIDE)
    assert [trace["yaxis"] for trace in figure["data"]] == ["y1", "y2"]
    assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis1"]["domain"][0]
    changes = revised([(EARLIER, 0), (NEWEST, 3)], [(EARLIER, 0), (NEWEST, 900)], names="st", units="st")
    assert [trace["yaxis"] for trace in traces(changes)] == ["y1", "y2"]


@pytest.mark.parametrize("size", PAGES)
def test_no_two_series_of_a_grid_share_a_panel(size: theme.Size) -> None:
    figure = plotly_figure(EVERYTHING["grid"](), size)
    assert [(trace["xaxis"], trace["yaxis"]) for trace in figure["data"]] == [
        (f"x{n}", f"y{n}") for n in range(1, 5)
    ]
    places = [
        (tuple(figure["layout"][f"xaxis{n}"]["domain"]), tuple(figure["layout"][f"yaxis{n}"]["domain"]))
        for n in range(1, 5)
    ]
    assert len(set(places)) == 4
    assert all(0 <= low < high <= 1 for place in places for low, high in place)


def test_a_zero_is_drawn_and_labelled_and_an_unknown_value_is_not_drawn() -> None:
    marks = (mark(2020, 0), mark(2021, None), mark(2022, 1))
    (trace,) = traces(scene(panel(Series("s", "S", COLUMNS, 0, marks))))
    assert (trace["x"], trace["text"]) == ([2020, 2022], ["0", "1"])
    assert trace["marker"]["line"]["width"] > 0


def test_the_parts_of_a_complete_year_stand_on_each_other_over_a_hollow_whole() -> None:
    wholes, lower, upper, alone = traces(stacked())
    assert wholes["marker"]["color"] == "#FFFFFF"
    assert (lower["x"], lower["base"], upper["base"]) == ([2023], [0], [60])
    assert (alone["type"], alone["x"], alone["y"]) == ("scatter", [2022], [21])


@pytest.mark.parametrize("size", PAGES)
def test_rates_are_marks_with_error_bars_that_no_line_joins(size: theme.Size) -> None:
    first, second = traces(rated(), size)
    assert first["mode"] == second["mode"] == "markers"
    assert first["error_y"]["array"] == pytest.approx([6.6, 10.6])
    assert first["error_y"]["arrayminus"] == pytest.approx([3.3, 5.3])
    assert first["marker"]["symbol"] == ["circle", "circle-open"]
    assert first["x"][1] == 2025, "alone in its year it stands at the year"
    assert first["x"][0] < 2022 < second["x"][0]


@pytest.mark.parametrize("size", PAGES)
def test_earlier_editions_are_hollow_the_newest_solid_and_prints_crosses(size: theme.Size) -> None:
    (trace,) = traces(revised([(EARLIER, 0), (NEWEST, 3), (PRINT, 5)]), size)
    assert trace["marker"]["symbol"] == ["circle-open", "circle", "x"]
    assert trace["x"][0] == trace["x"][1] < trace["x"][2]
    assert trace["text"] == ["200", "203", "205"]
    assert trace["marker"]["opacity"] == 1
    assert trace["ids"] == ["1/earlier/0", "1/newest/3", "1/print/5"]


def test_columns_of_part_years_are_hatched_and_provisional_ones_dotted() -> None:
    first, _ = traces(columns_with_everything())
    assert first["marker"]["pattern"]["shape"] == ["", ".", "/"]


def _edges(shape: dict[str, Any], layout: Layout) -> tuple[float, float, float, float]:
    """The left, upper, right and lower edge of a shape, in the pixels of the picture."""
    plot = layout.plots[int(shape["xref"].removeprefix("x")) - 1]

    def across(year: float) -> float:
        return plot.left + (year - plot.first) / (plot.last - plot.first) * (plot.right - plot.left)

    def up(value: float) -> float:
        if shape["yref"] == "paper":
            return layout.bottom - value * (layout.bottom - layout.top)
        return plot.y(value)

    return across(shape["x0"]), up(shape["y1"]), across(shape["x1"]), up(shape["y0"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_a_ground_moves_with_the_axes_of_its_panel_and_one_over_all_panels_with_the_years(
    name: str, size: theme.Size
) -> None:
    layout, figure = lay_out(EVERYTHING[name](), size), plotly_figure(EVERYTHING[name](), size)["layout"]
    for shape, ground in zip(figure["shapes"], layout.grounds, strict=True):
        if ground.panel is None:
            assert (shape["xref"], shape["yref"]) == ("x1", "paper")
        else:
            number = ground.panel + 1
            assert (shape["xref"], shape["yref"]) == (f"x{number}", f"y{number}")


def test_a_mark_tells_its_series_period_and_value_and_below_them_the_publication() -> None:
    known = mark(2021, 5, period="2021", said="5 <incidents>", source="A & B, table 1", spoken="All of it")
    (trace,) = traces(scene(panel(Series("s", "S", LINE, 0, (known,)))))
    assert trace["hovertext"] == ["S 2021 5 &lt;incidents><br>A &amp; B, table 1"]


def test_a_mark_whose_parts_are_not_known_tells_its_whole_sentence() -> None:
    (trace,) = traces(scene(panel(Series("s", "S", LINE, 0, (mark(2021, 5, spoken="S, 2021: <5>"),)))))
    assert trace["hovertext"] == ["S, 2021: &lt;5>"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_grounds_and_words_stand_where_the_picture_has_them(name: str, size: theme.Size) -> None:
    layout, figure = lay_out(EVERYTHING[name](), size), plotly_figure(EVERYTHING[name](), size)["layout"]
    wide = layout.right - layout.left
    places = [_edges(shape, layout) for shape in figure["shapes"]]
    assert places == [
        pytest.approx((one.left, one.top, one.right, one.bottom), abs=1e-6) for one in layout.grounds
    ]
    assert [shape["name"] for shape in figure["shapes"]] == [one.role for one in layout.grounds]
    notes = [
        (note["text"].removeprefix("<b>").removesuffix("</b>"), layout.left + note["x"] * wide)
        for note in figure["annotations"]
    ]
    with_interval = {mark.key for mark in layout.scene.marks if mark.high is not None}
    assert notes == [
        (one.text, pytest.approx(one.x))
        for one in layout.texts
        if not one.mark or one.is_on_paper or one.mark in with_interval
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_the_axes_have_the_places_and_ticks_of_the_picture(name: str, size: theme.Size) -> None:
    layout, figure = lay_out(EVERYTHING[name](), size), plotly_figure(EVERYTHING[name](), size)["layout"]
    for number, plot in enumerate(layout.plots, 1):
        years, values = figure[f"xaxis{number}"], figure[f"yaxis{number}"]
        assert years["range"] == [plot.first, plot.last]
        assert values["range"] == [plot.low, plot.high]
        assert years["tickvals"] == [tick.at for tick in plot.x_ticks]
        assert values["ticktext"] == [tick.text for tick in plot.y_ticks]
        assert all(-1e-9 <= share <= 1 + 1e-9 for axis in (years, values) for share in axis["domain"])


def test_words_cannot_become_tags() -> None:
    drawn = lines_with_everything()
    (first,) = drawn.panels
    notes = plotly_figure(scene(panel(*first.series, title="<b>&")), theme.WIDE)["layout"]["annotations"]
    assert notes[0]["text"] == "&lt;b>&amp;"


def test_nothing_to_draw_is_an_empty_figure() -> None:
    assert plotly_figure(scene(), theme.WIDE)["data"] == []
