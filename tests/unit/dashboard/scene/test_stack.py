"""A trend figure draws what was counted and nothing else."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from dashboard.figures.parts import Band, Drawing, Guides, Line, Marker, Point, uses_columns
from dashboard.figures.trend import trend_figure
from dashboard.scene import theme


def line(values: dict[int, int | None], *, panel: str = "Incidents", partial: tuple[int, ...] = ()) -> Line:
    points = tuple(
        Point(
            x=year,
            value=value,
            text=str(value),
            spoken=f"{year}: {value}",
            key=f"s/{year}",
            href="#source",
            is_partial=year in partial,
        )
        for year, value in values.items()
    )
    return Line("s", "A series", panel, theme.STYLES[0], points)


def draw(*lines: Line, guides: Guides | None = None, size: theme.Size = theme.WIDE) -> Drawing:
    years = [int(point.x) for one in lines for point in one.points]
    return trend_figure(
        lines, first=min(years), last=max(years), guides=guides or Guides(), size=size, language="en"
    )


def traces(drawing: Drawing) -> list[dict[str, Any]]:
    return list(drawing.figure["data"])


@pytest.mark.parametrize(
    ("counts", "columns"),
    [
        ((0, 2, 9, 3, 1), True),
        ((0, 13, 0, 2), True),
        ((56, 58, 67), False),
        ((0, 2, 219, 237), False),
        ((), False),
    ],
)
def test_small_counts_are_columns_and_large_ones_a_line(counts: tuple[int, ...], columns: bool) -> None:
    assert uses_columns([line(dict(enumerate(counts, 2010)))]) is columns
    if counts:
        kind = "bar" if columns else "scatter"
        assert traces(draw(line(dict(enumerate(counts, 2010)))))[0]["type"] == kind


def test_a_line_stops_at_a_year_without_a_figure() -> None:
    (trace,) = traces(draw(line({2006: 83, 2007: 70, 2014: 141, 2015: 147})))
    assert trace["x"] == [2006, 2007, None, 2014, 2015]
    assert trace["connectgaps"] is False


def test_a_part_year_is_never_joined_to_full_years() -> None:
    joined, apart = traces(draw(line({2017: 90, 2018: 30, 2019: 40, 2020: 50}, partial=(2019,))))
    assert joined["x"] == [2017, 2018, None, 2020]
    assert apart["x"] == [2019]
    assert "lines" not in apart["mode"]
    assert apart["marker"]["symbol"] == ["circle-open"]


def test_every_observation_has_a_label_and_a_gap_has_none() -> None:
    drawing = draw(line({2006: 83, 2007: 70, 2014: 141}), line({2006: 20, 2014: None}))
    shown = [label.key for labels in drawing.labels for label in labels if label]
    assert shown == ["s/2006", "s/2007", "s/2014", "s/2006"]
    for trace, labels in zip(traces(drawing), drawing.labels, strict=True):
        assert len(trace["x"]) == len(labels)


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW, theme.CARD_WIDE])
def test_counts_start_at_zero_on_every_size(size: theme.Size) -> None:
    drawing = draw(line({2021: 56, 2022: 58, 2023: 67}), size=size)
    assert drawing.figure["layout"]["yaxis"]["range"][0] == 0


def test_two_units_never_share_an_axis() -> None:
    drawing = draw(line({2022: 55, 2023: 63}), line({2022: 82819, 2023: 89000}, panel="Transits"))
    assert [trace["yaxis"] for trace in traces(drawing)] == ["y", "y2"]
    low, high = (drawing.figure["layout"][name]["domain"] for name in ("yaxis2", "yaxis"))
    assert low[1] < high[0]


def test_a_zero_is_drawn_and_labelled() -> None:
    (trace,) = traces(draw(line({2020: 0, 2021: 1})))
    assert trace["text"][0] == "0"
    assert trace["marker"]["line"]["width"] > 0


def test_a_level_is_drawn_only_from_the_year_it_holds() -> None:
    guides = Guides(bands=(Band(2021, None, 0, 1, "Level", "Incidents"),))
    drawing = draw(line(dict.fromkeys(range(2015, 2026), 2)), guides=guides)
    (band,) = drawing.figure["layout"]["shapes"]
    assert (band["x0"], band["y0"], band["y1"]) == (2020.5, 0, 1)


def test_a_break_is_a_guide_between_the_years() -> None:
    guides = Guides(markers=(Marker(2023.5, "Series break"),))
    layout = draw(line({2022: 58, 2023: 67}), line({2024: 72}), guides=guides).figure["layout"]
    assert layout["shapes"][0]["x0"] == layout["shapes"][0]["x1"] == 2023.5
    assert "Series break" in [note["text"] for note in layout["annotations"]]


def test_names_at_the_line_ends_do_not_overlap() -> None:
    drawing = draw(line({2022: 80, 2023: 100}), line({2022: 81, 2023: 101}), line({2022: 82, 2023: 101}))
    ends = sorted(note["y"] for note in drawing.figure["layout"]["annotations"] if note.get("xshift") == 8)
    plot = theme.WIDE.height - 78
    top = drawing.figure["layout"]["yaxis"]["range"][1]
    assert len(ends) == 3
    assert min(b - a for a, b in pairwise(ends)) * plot / top >= 16
