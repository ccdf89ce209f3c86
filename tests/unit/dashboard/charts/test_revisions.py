"""Restatements are told from contradicting prints, and every edition is a labelled mark of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.charts.base.editions import Editions, editions_in, has_moved
from dashboard.figures.parts import EditionMark
from dashboard.figures.revisions import RevisedYear, revisions_figure
from dashboard.record.captions import Observation
from dashboard.scene import theme

FIRST = Observation(
    series="s",
    period_start=date(2015, 1, 1),
    period_end=date(2015, 12, 31),
    period_kind="CY",
    availability="reported",
    value=200,
    bound="exact",
    coverage="full",
    finality="final",
    vintage="first",
    reading=1,
    publication="p-2015",
    page=None,
    place="somewhere",
    also_at=None,
    method="stated",
    confidence="confirmed1",
    note_en=None,
    note_ja=None,
    published_on=None,
    recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
    batch_id=1,
    edition_year=2015,
    is_current=False,
)
RESTATED = replace(FIRST, value=203, vintage="restated", publication="p-2016", edition_year=2016)
VARIANT = replace(FIRST, value=210, vintage="variant")
SECOND_READING = replace(FIRST, bound="at-least", reading=2)


def of(*group: Observation) -> Editions:
    editions = editions_in(group)
    assert editions is not None
    return editions


def test_a_later_edition_with_another_value_is_a_restatement() -> None:
    editions = of(RESTATED, FIRST)
    assert editions.is_restated
    assert not editions.is_contradicted
    assert editions.move == (FIRST, 3)
    assert [role for role, _ in editions.all()] == ["earlier", "newest"]


def test_a_later_edition_that_repeats_the_value_is_none() -> None:
    assert not has_moved([replace(RESTATED, value=200, vintage="later"), FIRST])


@pytest.mark.parametrize("other", [VARIANT, SECOND_READING])
def test_a_variant_or_a_second_reading_contradicts_and_does_not_restate(other: Observation) -> None:
    editions = of(FIRST, other)
    assert not editions.is_restated
    assert editions.is_contradicted
    assert editions.prints == (other,)


def test_an_edition_without_a_count_and_a_forecast_are_not_compared() -> None:
    missing = replace(RESTATED, value=None, availability="missing")
    forecast = replace(FIRST, bound="forecast", value=190)
    assert not has_moved([FIRST, missing, forecast])
    assert editions_in([missing]) is None


def test_the_move_is_measured_from_the_edition_that_is_farthest_off() -> None:
    middle = replace(FIRST, value=207, publication="p-2016", edition_year=2016)
    back = replace(RESTATED, value=200, publication="p-2017", edition_year=2017)
    editions = of(back, middle, FIRST)
    assert editions.is_restated
    assert editions.move == (middle, -7)


def year(label: str, *changes: tuple[str, int], series: str = "s", panel: str = "Incidents") -> RevisedYear:
    marks = tuple(
        EditionMark(
            role, change, str(200 + change), f"{label}: {200 + change}", f"{label}/{role}/{change}", "/x"
        )
        for role, change in changes
    )
    return RevisedYear(series, f"Series {series}", label, panel, theme.STYLES[0], marks)


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW])
def test_earlier_editions_are_hollow_the_newest_solid_and_prints_crosses(size: theme.Size) -> None:
    years = [year("2015", ("earlier", 0), ("newest", 3), ("print", 5))]
    drawing = revisions_figure(years, size=size, language="en")
    (trace,) = drawing.figure["data"]
    assert trace["marker"]["symbol"] == ["circle-open", "circle", "x"]
    assert trace["x"][0] == trace["x"][1] < trace["x"][2]
    assert trace["text"] == ["200", "203", "205"]
    assert trace["marker"]["opacity"] == 1
    assert [label.key for label in drawing.labels[0] if label] == [
        "2015/earlier/0",
        "2015/newest/3",
        "2015/print/5",
    ]


def test_a_thin_line_joins_the_editions_and_leaves_the_print_out() -> None:
    years = [year("2015", ("earlier", 0), ("earlier", -2), ("newest", 3), ("print", 9))]
    line, zero = revisions_figure(years, size=theme.WIDE, language="en").figure["layout"]["shapes"]
    assert (zero["y0"], zero["y1"]) == (0, 0)
    assert (line["x0"], line["x1"]) == (1, 1)
    assert (line["y0"], line["y1"]) == (-2, 3)


def test_no_change_is_always_on_the_axis() -> None:
    for change in (-7, 4):
        layout = revisions_figure(
            [year("2015", ("earlier", 0), ("newest", change))], size=theme.WIDE, language="en"
        ).figure["layout"]
        low, high = layout["yaxis"]["range"]
        assert low < 0 < high
        assert "0" in layout["yaxis"]["ticktext"]


def test_two_units_never_share_an_axis_of_changes() -> None:
    years = [
        year("2015", ("earlier", 0), ("newest", 3)),
        year("2016", ("earlier", 0), ("newest", 900), series="t", panel="Transits"),
    ]
    drawing = revisions_figure(years, size=theme.WIDE, language="en")
    assert [trace["yaxis"] for trace in drawing.figure["data"]] == ["y", "y2"]


def test_a_names_room_is_that_of_its_years() -> None:
    years = [year(str(n), ("earlier", 0), ("newest", 1), series=f"{n} with a long name") for n in range(12)]
    notes = revisions_figure(years, size=theme.WIDE, language="en").figure["layout"]["annotations"]
    assert all(note["text"].count("<br>") <= 2 for note in notes)
    (alone,) = revisions_figure(years[:1], size=theme.WIDE, language="en").figure["layout"]["annotations"]
    assert alone["text"] == "Incidents"


def test_every_count_is_written_unless_it_would_touch_its_neighbour() -> None:
    few = [year(str(n), ("earlier", 0), ("newest", 3)) for n in range(9)]
    many = [year(str(n), ("earlier", 0), ("newest", 3)) for n in range(20)]
    for years, written in ((few, ["200", "203"] * 9), (many, ["", "203"] * 20)):
        (trace,) = revisions_figure(years, size=theme.NARROW, language="en").figure["data"]
        assert trace["text"] == written
