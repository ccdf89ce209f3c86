"""The live chart is free to zoom and pan: nothing stands on it that would not move with its marks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from scenes import EVERYTHING, PAGES, SIZES, event, mark, panel, scene, series

from dashboard.drawing.explorable import config, explorable_figure
from dashboard.drawing.plotly_figure import Figure, plotly_figure
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import COLUMNS, LINE, Break, Series
from dashboard.words import LANGUAGES

TOOLS = ("Zoom", "Pan", "Box Select", "Zoom in", "Zoom out", "Autoscale", "Reset axes")
"""What plotly.js calls the buttons that are left on the bar."""


def axes(figure: Figure) -> dict[str, dict[str, Any]]:
    return {name: axis for name, axis in figure["layout"].items() if name[1:].startswith("axis")}


def every(test: Any) -> Any:
    """The test of every scene at every size."""
    return pytest.mark.parametrize("size", SIZES)(pytest.mark.parametrize("name", EVERYTHING)(test))


@every
def test_every_annotation_that_stays_is_the_title_of_a_panel_or_of_a_group(
    name: str, size: theme.Size
) -> None:
    drawn = EVERYTHING[name]()
    notes = [note["text"] for note in explorable_figure(drawn, size)["layout"]["annotations"]]
    plain = [note.removeprefix("<b>").removesuffix("</b>") for note in notes]
    titles = [panel.title for panel in drawn.panels]
    if drawn.is_grid:
        groups = dict.fromkeys(panel.group for panel in drawn.panels)
        assert [note for note in plain if note in groups] == list(groups)
        assert " ".join(note for note in plain if note not in groups) == " ".join(titles)
    else:
        assert plain == ([] if size.is_card else titles)


@every
def test_marks_are_those_of_the_figure_and_no_event_is_among_them(name: str, size: theme.Size) -> None:
    drawn = EVERYTHING[name]()
    keys = [key for trace in explorable_figure(drawn, size)["data"] for key in trace["ids"] if key]
    assert sorted(keys) == sorted(mark.key for mark in drawn.marks)
    assert not {shape["name"] for shape in explorable_figure(drawn, size)["layout"]["shapes"]} & {
        "strip",
        "event",
    }


@every
def test_every_axis_is_free_and_belongs_to_a_panel(name: str, size: theme.Size) -> None:
    found = axes(explorable_figure(EVERYTHING[name](), size))
    panels = range(1, len(EVERYTHING[name]().panels) + 1)
    assert sorted(found) == sorted(f"{letter}axis{number}" for letter in "xy" for number in panels)
    assert not any(axis["fixedrange"] for axis in found.values())


@every
def test_a_name_stands_once_in_the_legend_and_hides_all_that_it_names(name: str, size: theme.Size) -> None:
    figure = explorable_figure(EVERYTHING[name](), size)
    assert figure["layout"]["showlegend"] is True
    named = [trace["name"] for trace in figure["data"] if trace["showlegend"]]
    assert named == list(dict.fromkeys(trace["name"] for trace in figure["data"]))
    assert all(trace["legendgroup"] == trace["name"] for trace in figure["data"])


def test_years_of_several_panels_move_together_and_values_apart() -> None:
    two = scene(panel(series({2021: 5, 2022: 6})), panel(series({2021: 80_000, 2022: 9}, name="t")))
    found = axes(explorable_figure(two, theme.WIDE))
    assert found["xaxis2"]["matches"] == "x"
    assert not any("matches" in found[name] for name in ("xaxis1", "yaxis1", "yaxis2"))


def test_slots_keep_their_names_since_they_are_no_years() -> None:
    drawn = EVERYTHING["revisions"]()
    across = axes(explorable_figure(drawn, theme.WIDE))["xaxis1"]
    assert across["tickmode"] == "array"
    assert across["ticktext"] == [tick.text for tick in lay_out(drawn, theme.WIDE).plots[0].x_ticks]


@pytest.mark.parametrize(
    ("role", "panels", "has_slider"), [(LINE, 1, True), (COLUMNS, 1, False), (LINE, 2, False)]
)
def test_a_slider_of_years_stands_below_one_panel_of_lines(role: str, panels: int, has_slider: bool) -> None:
    drawn = scene(*[panel(series({2020: 40, 2021: 50}, name=f"s{n}", role=role)) for n in range(panels)])
    assert ("rangeslider" in axes(explorable_figure(drawn, theme.WIDE))["xaxis1"]) is has_slider


def test_a_break_says_at_its_line_what_it_is_since_its_word_would_not_move() -> None:
    drawn = scene(panel(series({2020: 5, 2022: 6})), breaks=(Break(2020.5, "New definition"),))
    (shape,) = [
        one for one in explorable_figure(drawn, theme.WIDE)["layout"]["shapes"] if one["name"] == "break"
    ]
    assert shape["label"]["text"] == "New definition"


@pytest.mark.parametrize("size", PAGES)
def test_the_figure_of_a_page_is_left_as_it_is(size: theme.Size) -> None:
    drawn = scene(panel(series({2021: 5, 2022: 6})), events=(event(1, 2021.5),))
    before = plotly_figure(drawn, size)
    explorable_figure(drawn, size)
    assert plotly_figure(drawn, size) == before


def test_a_name_in_several_panels_is_told_apart_by_their_titles_and_others_are_left() -> None:
    incidents = panel(series({2021: 5}, name="s"), series({2021: 6}, name="t"), title="Incidents")
    ships = panel(series({2021: 80_000}, name="s"), title="Ships")
    figure = explorable_figure(scene(incidents, ships), theme.WIDE)
    assert [(trace["name"], trace["xaxis"], trace["showlegend"]) for trace in figure["data"]] == [
        ("Incidents: Series s", "x1", True),
        ("Series t", "x1", True),
        ("Ships: Series s", "x2", True),
    ]
    japanese = explorable_figure(scene(incidents, ships, language="ja"), theme.WIDE)
    assert [trace["name"] for trace in japanese["data"]] == [
        "Incidents：Series s",
        "Series t",
        "Ships：Series s",
    ]


def test_a_panel_of_low_years_tells_its_names_apart_after_them_and_the_first_panel_keeps_its_own() -> None:
    both = panel(series({2021: 500, 2022: 6}, name="s"), series({2021: 300}, name="t"), title="Incidents")
    low = replace(panel(series({2022: 6}, name="s"), title="2022 and after"), suffix=" (2022 and after)")
    figure = explorable_figure(scene(both, low), theme.WIDE)
    assert [(trace["name"], trace["xaxis"]) for trace in figure["data"]] == [
        ("Series s", "x1"),
        ("Series t", "x1"),
        ("Series s (2022 and after)", "x2"),
    ]


def test_a_name_of_two_traces_in_one_panel_is_one_entry_without_a_title() -> None:
    figure = explorable_figure(EVERYTHING["stacks"](), theme.WIDE)
    of_part = [trace["showlegend"] for trace in figure["data"] if trace["name"] == "Series a"]
    assert of_part == [True, False]


def test_panels_of_one_title_share_an_entry() -> None:
    one, other = (Series("s", "S", LINE, 0, (mark(2021, value),)) for value in (5, 80_000))
    figure = explorable_figure(scene(panel(one), panel(other)), theme.WIDE)
    assert [trace["showlegend"] for trace in figure["data"]] == [True, False]


@every
def test_a_name_in_the_legend_is_of_one_panel_where_titles_differ(name: str, size: theme.Size) -> None:
    drawn = EVERYTHING[name]()
    titles = [panel.title for panel in drawn.panels]
    panels_of: dict[str, set[str]] = {}
    for trace in explorable_figure(drawn, size)["data"]:
        panels_of.setdefault(trace["name"], set()).add(trace["xaxis"])
    assert len(set(titles)) == len(titles)
    assert all(len(panels) == 1 for panels in panels_of.values())


def test_nothing_to_draw_is_an_empty_figure() -> None:
    assert explorable_figure(scene(), theme.WIDE)["data"] == []


@pytest.mark.parametrize("can_select", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_can_be_sent_to_another_host(language: str, can_select: bool) -> None:
    options = config(language, can_select)
    assert options["showSendToCloud"] is options["displaylogo"] is False
    assert {"sendDataToCloud", "toImage"} <= set(options["modeBarButtonsToRemove"])
    assert "plotlyServerURL" not in options
    assert not options.get("showEditInChartStudio")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tool_that_marks_spans_is_there_only_where_spans_are_compared(language: str) -> None:
    assert "select2d" not in config(language, True)["modeBarButtonsToRemove"]
    assert "select2d" in config(language, False)["modeBarButtonsToRemove"]
    assert all("lasso2d" in config(language, can)["modeBarButtonsToRemove"] for can in (True, False))


def test_every_tool_is_named_in_japanese_and_no_two_alike() -> None:
    options = config("ja", True)
    names = options["locales"][options["locale"]]["dictionary"]
    assert set(TOOLS) <= set(names)
    assert len({names[tool] for tool in TOOLS}) == len(TOOLS)
    assert not [name for name in names.values() if re.search(r"[A-Za-z]", name)]


def test_the_tool_that_marks_spans_says_so_in_english() -> None:
    options = config("en", True)
    assert options["locales"][options["locale"]]["dictionary"]["Box Select"] == "Mark a span of years"
