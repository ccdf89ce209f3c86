"""What holds of every scene, whatever its series, values, gaps, texts and sizes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from placing import overlapping
from scenes import (
    SIZES,
    SVG,
    edges,
    event,
    marks_in,
    observations_in,
    panel,
    picture,
    revised,
    scene,
    words_in,
)

from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.drawing.svg import svg
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import (
    COLUMNS,
    EARLIER,
    LINE,
    MARKS,
    NEWEST,
    PART,
    PRINT,
    RATES,
    WHOLE,
    Break,
    Caution,
    Level,
    Mark,
    Range,
    Scene,
    Series,
    Window,
)
from dashboard.scene.strip import numbers_in_short

YEARS = st.integers(1966, 2030)
QUARTERS = (0, 0.125, 0.25, 0.375, 0.625, 0.75, 0.875)


def marks_of(name: str, values: dict[float, float | None], part: bool) -> tuple[Mark, ...]:
    return tuple(
        Mark(x, value, f"{value}", f"{name} {x}", f"{name}/{x}", "/s", is_partial=part or x % 1 > 0)
        for x, value in sorted(values.items())
    )


@st.composite
def counted(draw: st.DrawFn) -> Scene:
    """Panels of lines or columns with gaps, part-years, values that are not known, and what is behind."""
    first = draw(YEARS)
    last = first + draw(st.integers(0, 60))
    panels = []
    for number in range(draw(st.integers(1, 3))):
        role = draw(st.sampled_from([COLUMNS, LINE]))
        top = draw(st.sampled_from([3, 25, 500, 140_000]))
        places = st.builds(
            lambda year, part: year + part, st.integers(first, last), st.sampled_from(QUARTERS)
        )
        values = st.dictionaries(places, st.none() | st.integers(0, top), min_size=1, max_size=30)
        members = [
            Series(name, f"Series {name}", role, look, marks_of(name, draw(values), part=False))
            for look, name in enumerate(f"{number}{n}" for n in range(draw(st.integers(1, 3))))
        ]
        panels.append(
            panel(
                *members,
                first=first,
                last=last,
                levels=(Level(first, None, 0, draw(st.integers(0, 9)), "Level", ""),),
                ranges=(Range(members[0].id, last, 0, draw(st.integers(0, 90)), "Expected", 0),),
            )
        )
    events = tuple(
        event(number, start, start + draw(st.floats(0, 5)), draw(st.sampled_from(sorted(theme.EVENTS))))
        for number, start in enumerate(draw(st.lists(st.floats(first - 0.5, last + 0.5), max_size=8)), 1)
    )
    return scene(
        *panels,
        events=events,
        events_label="Events",
        windows=(Window(first, first + 2, "Years"),),
        breaks=(Break(draw(st.integers(first, last)) + 0.5, "Series break"),),
    )


@st.composite
def divided(draw: st.DrawFn) -> Scene:
    """Wholes with their parts in some years and a part alone in others."""
    wholes, parts, alone = {}, ({}, {}), ({}, {})
    for year in draw(st.sets(st.integers(1990, 2025), min_size=1)):
        first, second = draw(st.tuples(st.integers(0, 200), st.integers(0, 200)))
        is_complete, wholes[year] = draw(st.booleans()), first + second
        target = parts if is_complete else alone
        target[0][year] = first
        if is_complete or draw(st.booleans()):
            target[1][year] = second
    members = [Series("w", "W", WHOLE, 0, marks_of("w", wholes, part=False))]
    for role, values in ((PART, parts), (MARKS, alone)):
        members += [
            Series(name, name, role, look, marks_of(name, values[look], part=False))
            for look, name in enumerate("ab")
        ]
    return scene(panel(*members))


@st.composite
def of_rates(draw: st.DrawFn) -> Scene:
    members = []
    for look, name in enumerate("abc"[: draw(st.integers(1, 3))]):
        years = draw(st.dictionaries(st.integers(2000, 2025), st.floats(0, 60), min_size=1))
        marks = (
            replace(one, low=one.value / 2, high=one.value * 2 + 1) for one in marks_of(name, years, False)
        )
        members.append(Series(name, name, MARKS, look, tuple(marks)))
    return scene(panel(*members, scale=RATES, caution=Caution(2020, "Caution")))


@st.composite
def of_editions(draw: st.DrawFn) -> Scene:
    earlier = st.integers(-300, 300).map(lambda change: (EARLIER, change))
    slot = st.tuples(st.lists(earlier, max_size=3, unique=True), st.integers(-300, 300), st.booleans())
    years = [
        [
            (EARLIER, 0),
            *(one for one in more if one[1]),
            (NEWEST, newest),
            *([(PRINT, 7)] if has_print else []),
        ]
        for more, newest, has_print in draw(st.lists(slot, min_size=1, max_size=30))
    ]
    names = sorted(draw(st.lists(st.sampled_from("abc"), min_size=len(years), max_size=len(years))))
    return revised(*years, names=names)


@st.composite
def side_by_side(draw: st.DrawFn) -> Scene:
    groups = [f"Group {n}" for n in range(draw(st.integers(1, 2))) for _ in range(draw(st.integers(1, 5)))]
    values = st.dictionaries(st.integers(2000, 2025), st.none() | st.integers(0, 500), min_size=1)
    panels = [
        panel(
            Series(f"{n}", f"S {n}", COLUMNS, n % 6, marks_of(f"{n}", draw(values), part=False)),
            first=2000,
            last=2025,
            title=f"IMB area {n}",
            group=group,
        )
        for n, group in enumerate(groups)
    ]
    return scene(*panels, is_grid=True)


SCENES = st.one_of(counted(), divided(), of_rates(), of_editions(), side_by_side())
PAGE_SIZES = st.sampled_from(SIZES[:2])
"""Cards show no events and few series."""


def written(drawn: Scene, size: theme.Size, **changes: Any) -> str:
    return svg(drawn, size, **({"title": "t", "description": "", "prefix": "p"} | changes))


@given(SCENES, st.sampled_from(SIZES))
def test_every_mark_with_a_value_is_once_in_the_picture_and_once_in_the_figure(
    drawn: Scene, size: theme.Size
) -> None:
    keys = sorted(one.key for one in drawn.marks)
    events = [place.event.key for place in lay_out(drawn, size).events]
    assert sorted(observations_in(picture(drawn, size))) == sorted([*keys, *events])
    figure = plotly_figure(drawn, size)
    assert sorted(key for trace in figure["data"] for key in trace["ids"] if key) == keys


@given(SCENES, st.sampled_from(SIZES))
def test_every_event_is_under_one_mark_that_numbers_and_tells_it(drawn: Scene, size: theme.Size) -> None:
    places = lay_out(drawn, size).events
    assert sorted(one.number for place in places for one in place.events) == sorted(
        one.number for one in drawn.events
    )
    for place in places:
        assert len({one.kind for one in place.events}) == 1
        assert place.label == numbers_in_short([one.number for one in place.events])
        if len(place.events) > 1:
            assert str(len(place.events)) in place.text
            assert all(one.title in place.text for one in place.events)


@given(SCENES, st.sampled_from(SIZES))
def test_the_marks_of_a_series_keep_their_order_in_both(drawn: Scene, size: theme.Size) -> None:
    order = {key: number for number, key in enumerate(observations_in(picture(drawn, size)))}
    parts = {one.key for one in drawn.marks if one.is_partial}
    for each in (series for one in drawn.panels for series in one.series):
        places = [order[one.key] for one in each.known]
        assert places == sorted(places)
    for trace in plotly_figure(drawn, size)["data"]:
        for is_partial in (False, True):
            places = [order[key] for key in trace["ids"] if key and (key in parts) is is_partial]
            assert places == sorted(places)


@given(SCENES, st.sampled_from(SIZES))
def test_every_mark_stands_inside_its_plot_where_its_value_is(drawn: Scene, size: theme.Size) -> None:
    for plot in lay_out(drawn, size).plots:
        for placed in plot.series:
            for one in placed.marks:
                assert plot.left - 1e-6 <= one.x <= plot.right + 1e-6
                assert plot.top - 1e-6 <= one.y <= plot.bottom + 1e-6
                assert one.y == pytest.approx(plot.y(one.base + (one.mark.value or 0)))
                assert plot.first <= one.at <= plot.last


@given(counted(), PAGE_SIZES)
def test_a_line_joins_whole_years_that_follow_on_and_no_others(drawn: Scene, size: theme.Size) -> None:
    for plot in lay_out(drawn, size).plots:
        for placed in plot.series:
            joined = [one for run in placed.joined for one in run]
            assert joined == [one for one in placed.marks if not one.mark.is_partial]
            steps = [later.mark.x - one.mark.x for run in placed.joined for one, later in pairwise(run)]
            assert set(steps) <= {1}
            ends = [later[0].mark.x - run[-1].mark.x for run, later in pairwise(placed.joined)]
            assert all(gap > 1 for gap in ends)


@given(counted(), st.sampled_from(SIZES))
def test_no_two_columns_overlap(drawn: Scene, size: theme.Size) -> None:
    for plot in lay_out(drawn, size).plots:
        boxes = sorted(
            (one.at - placed.width / 2, one.at + placed.width / 2)
            for placed in plot.series
            if placed.series.role == COLUMNS
            for one in placed.marks
        )
        assert all(right <= left + 1e-9 for (_, right), (left, _) in pairwise(boxes))


@given(counted())
def test_a_name_stands_beside_the_plot_or_at_the_end_of_its_line(drawn: Scene) -> None:
    layout = lay_out(drawn, theme.WIDE)
    for plot in layout.plots:
        beside = [name for name in plot.names if edges(name)[0] > plot.right]
        heights = sorted(name.y for name in beside)
        assert all(lower - upper >= 16 for upper, lower in pairwise(heights))
        assert all(edges(name)[2] <= layout.size.width for name in beside)
        for name in set(plot.names) - set(beside):
            (series,) = (one for one in plot.panel.series if one.look == name.look)
            assert plot.panel.end_of(series) is not None
            assert edges(name)[2] <= plot.right


@given(counted(), st.sampled_from(SIZES))
def test_no_two_texts_are_written_over_each_other(drawn: Scene, size: theme.Size) -> None:
    assume(not size.is_card or len(drawn.panels) == 1)  # a card has one panel
    assert overlapping(lay_out(drawn, size)) == []


@given(SCENES, PAGE_SIZES)
def test_no_edge_of_a_picture_cuts_a_text(drawn: Scene, size: theme.Size) -> None:
    layout = lay_out(drawn, size)
    for text in layout.texts:
        left, top, right, bottom = edges(text)
        assert left >= -0.5, text
        assert top >= -0.5, text
        assert right <= layout.size.width + 0.5, text
        assert bottom <= layout.size.height + 0.5, text


@given(counted(), PAGE_SIZES)
def test_no_two_events_touch(drawn: Scene, size: theme.Size) -> None:
    layout = lay_out(drawn, size)
    for one in layout.events:
        for other in layout.events:
            if one is not other and one.y == other.y:
                assert abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.01


@given(SCENES, st.sampled_from(SIZES))
def test_equal_scenes_give_equal_bytes(drawn: Scene, size: theme.Size) -> None:
    first = written(drawn, size)
    lay_out.cache_clear()
    assert written(replace(drawn), size) == first


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["</text><script>", "a & b", "\"'", "]]>", "&amp;", "海賊等事案　（令和6年）", "長" * 5000]
    ),
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def kept(text: str) -> str:
    """A text as XML gives it back: without what it cannot hold, and with one kind of line end."""
    return NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def in_attribute(text: str) -> str:
    """In an attribute line ends and tabs are spaces."""
    return re.sub("[\n\t]", " ", kept(text))


Builder = Callable[[str], Scene]


@given(HOSTILE, st.sampled_from(SIZES))
@example("\r\n\t<&>\"'\x00\ufffe", theme.WIDE)
def test_every_text_comes_back_as_it_was_and_makes_no_markup(text: str, size: theme.Size) -> None:
    marks = (Mark(2021, 4, text, text, f"k{text}", f"/{text}"), Mark(2022, 50, "50", "", "other", "/s"))
    drawn = scene(
        panel(Series("s", text, LINE, 0, marks), title=text),
        breaks=(Break(2021.5, text),),
        events=() if size.is_card else (replace(event(1, 2021), text=text, key="e", href=text),),
        events_label=text,
    )
    root = ElementTree.fromstring(
        written(drawn, size, title=text, description=text, family=f"F{text}").encode("utf-8", "surrogatepass")
    )
    assert not kept(text) or kept(text) in words_in(root)
    assert (root.findtext(f"{SVG}title") or "") == (root.findtext(f"{SVG}desc") or "") == kept(text)
    assert root.get("aria-label") == in_attribute(text)
    assert root.get("font-family") == in_attribute(f"F{text}")
    element = marks_in(root)[in_attribute(f"k{text}")]
    assert element.get("href") == in_attribute(f"/{text}")
    assert (element.findtext(f"{SVG}title") or "") == kept(text)
    assert not list(root.iter(f"{SVG}script"))
