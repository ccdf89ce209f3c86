"""Scenes made up for tests of what is drawn, and their pictures read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

from dashboard.drawing.svg import svg
from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.placed import END, MIDDLE, Layout, Text
from dashboard.scene.scene import (
    CHANGES,
    COLUMNS,
    COUNTS,
    EARLIER,
    EDITIONS,
    LINE,
    MARKS,
    NEWEST,
    PART,
    PRINT,
    RATES,
    WHOLE,
    Break,
    Caution,
    Event,
    Level,
    Mark,
    Panel,
    Range,
    Scene,
    Series,
    Slot,
    Window,
)

SVG = "{http://www.w3.org/2000/svg}"
SIZES = (theme.WIDE, theme.NARROW, theme.CARD_WIDE, theme.CARD_NARROW)
PAGES = (theme.WIDE, theme.NARROW)


def mark(x: float, value: float | None, *, series: str = "s", **changes: Any) -> Mark:
    """A mark of a series; ``changes`` are further fields."""
    fields = {"text": str(value), "spoken": f"{series} {x:g}: {value}", "key": f"{series}/{x:g}"}
    return Mark(**({"x": x, "value": value, "href": "/sources#a"} | fields | changes))


def series(
    values: Mapping[float, float | None],
    *,
    name: str = "s",
    role: str = LINE,
    look: int = 0,
    partial: Sequence[float] = (),
) -> Series:
    """A series by its values; those at the places in ``partial`` are of part of a year."""
    marks = (mark(x, value, series=name, is_partial=x in partial) for x, value in values.items())
    return Series(name, f"Series {name}", role, look, tuple(marks))


def panel(*members: Series, **changes: Any) -> Panel:
    """A panel over the years of its series."""
    years = [int(mark.x) for each in members for mark in each.marks] or [2021, 2023]
    fields = {"title": "Incidents", "scale": COUNTS, "first": min(years), "last": max(years)}
    return Panel(**(fields | {"series": members} | changes))


def scene(*panels: Panel, **changes: Any) -> Scene:
    return Scene(**({"language": "en", "panels": panels} | changes))


def event(number: int, start: float, end: float | None = None, kind: str = "policy") -> Event:
    return Event(
        number=number,
        kind=kind,
        start=start,
        end=start if end is None else end,
        text=f"Event {number}",
        title=f"Event {number}",
        dates=f"year {start}",
        kind_name=kind,
        key=f"event/{number}",
        href="#e",
    )


def lines_with_everything() -> Scene:
    """A line with every ground that stands behind counts, and events of every kind."""
    return scene(
        panel(
            series({2018: 12, 2019: 15, 2020: 30, 2021: 14, 2022: 11}, partial=(2020,)),
            series({2018: 2, 2020: 5, 2022: 3}, name="t", look=1),
            levels=(Level(2019, None, 0, 10, "Level", "Level"), Level(2019, 2021, 0, 0, "None", "None")),
            ranges=(Range("s", 2022, 5, 20, "Expected", 0), Range("t", 2022, 1, 9, "Usual", 1, since=2018)),
            last=2023,
        ),
        windows=(Window(2020, 2022, "Years evaluated"),),
        breaks=(Break(2021.5, "Series break"),),
        events=(event(1, 2019), event(2, 2020, 2021.5, "shock"), event(3, 2021.5, kind="definition")),
        events_label="Events",
    )


def columns_with_everything() -> Scene:
    """Columns that are whole, of part of a year and provisional."""
    marks = (mark(2021, 3), mark(2022, 0, is_open=True), mark(2023, 5, is_partial=True))
    return scene(
        panel(Series("s", "Series s", COLUMNS, 0, marks), series({2021: 1, 2022: 2}, name="t", role=COLUMNS))
    )


def stacked() -> Scene:
    """A year whose parts are complete, and one with a part alone."""
    return scene(
        panel(
            series({2022: 80, 2023: 99}, name="w", role=WHOLE),
            series({2023: 60}, name="a", role=PART),
            series({2023: 39}, name="b", role=PART, look=1),
            Series("a", "Series a", MARKS, 0, (mark(2022, 21, series="a"),)),
        )
    )


def rated() -> Scene:
    """Rates of two series in one year with intervals, one of them open, and a caution."""
    marks = (
        mark(2022, 6.6, low=3.3, high=13.2),
        mark(2025, 10.6, low=5.3, high=21.2, is_open=True),
    )
    other = (mark(2022, 8.7, series="t", low=4.3, high=17.4),)
    return scene(
        panel(
            Series("s", "Series s", MARKS, 0, marks),
            Series("t", "Series t", MARKS, 1, other),
            scale=RATES,
            caution=Caution(2024, "Caution"),
        )
    )


def revised(*years: Sequence[tuple[str, int]], names: Sequence[str] = (), units: Sequence[str] = ()) -> Scene:
    """The editions of slots as (edition, change); ``names`` and ``units`` are those of each slot's series."""
    names, units = names or ["s"] * len(years), units or ["Incidents"] * len(years)
    panels = []
    looks = {name: look for look, name in enumerate(dict.fromkeys(names))}
    for unit in dict.fromkeys(units):
        members = []
        for name in dict.fromkeys(one for one, other in zip(names, units, strict=True) if other == unit):
            marks = tuple(
                mark(
                    slot,
                    change,
                    series=name,
                    text=str(200 + change),
                    edition=edition,
                    key=f"{slot}/{edition}/{change}",
                )
                for slot, (editions, own) in enumerate(zip(years, names, strict=True), 1)
                if own == name
                for edition, change in editions
            )
            members.append(Series(name, name, EDITIONS, looks[name], marks))
        panels.append(panel(*members, title=unit, scale=CHANGES, first=1, last=len(years)))
    slots = tuple(Slot(str(2014 + number), name, name, looks[name]) for number, name in enumerate(names, 1))
    return scene(*panels, slots=slots)


def grid() -> Scene:
    """Three panels of a group and one of another."""
    here = [
        series({2021: 56, 2022: 0}, name="a", role=COLUMNS),
        series({2021: 101}, name="b", role=COLUMNS, look=1),
        series({2022: 3}, name="c", role=COLUMNS, look=2),
    ]
    panels = [panel(one, first=2021, last=2022, title=f"IMB {one.id}", group="here") for one in here]
    world = series({2021: 400}, name="d", role=COLUMNS)
    panels.append(panel(world, first=2021, last=2022, title="IMB d", group="world"))
    return scene(*panels, is_grid=True)


EVERYTHING: Mapping[str, Callable[[], Scene]] = {
    "lines": lines_with_everything,
    "columns": columns_with_everything,
    "stacks": stacked,
    "rates": rated,
    "revisions": lambda: revised(
        [(EARLIER, 0), (EARLIER, -2), (NEWEST, 3), (PRINT, 5)], [(EARLIER, 0), (NEWEST, 0)]
    ),
    "grid": grid,
}
"""Scenes that have every role, ground and kind of mark between them, by name."""


def picture(drawn: Scene, size: theme.Size = theme.WIDE, **changes: Any) -> ElementTree.Element:
    """The picture of a scene, read back."""
    written = svg(drawn, size, **({"title": "A title", "description": "", "prefix": "p"} | changes))
    return ElementTree.fromstring(written)


def marks_in(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The elements of a picture that say what they stand for, by observation."""
    return {one.get("data-observation", ""): one for one in root.iter() if "data-observation" in one.attrib}


def observations_in(root: ElementTree.Element) -> list[str]:
    """Every observation of a picture as often as it is drawn."""
    return [one.get("data-observation", "") for one in root.iter() if "data-observation" in one.attrib]


def words_in(root: ElementTree.Element) -> list[str]:
    """Every text of a picture."""
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def numbers_in(path: str) -> list[float]:
    """The numbers of a path."""
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def edges(text: Text) -> tuple[float, float, float, float]:
    """The left, upper, right and lower edge of a text."""
    width = text_width(text.text, text.size, text.weight)
    before = {MIDDLE: width / 2, END: width}.get(text.anchor, 0)
    return text.x - before, text.y - text.size / 2, text.x - before + width, text.y + text.size / 2


def written_in(layout: Layout) -> Iterator[Text]:
    """Every text of a picture, those of its axes too."""
    yield from (text for text in layout.texts if text.text)
    for plot in layout.plots:
        if plot.has_numbers:
            for tick in plot.y_ticks:
                yield Text(tick.text, plot.left - 6, plot.y(tick.at), plot.tick_size, theme.INK, anchor=END)
        if plot.has_years:
            y = plot.bottom + 6 + plot.tick_size * 0.62
            for tick in plot.x_ticks:
                yield Text(tick.text, plot.x(tick.at), y, plot.tick_size, theme.INK)


def touching(layout: Layout) -> list[tuple[str, str]]:
    """The texts that lie over each other, by more than the room that letters leave in their boxes."""
    boxes = [(text.text, edges(text)) for text in written_in(layout)]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if min(first[2], second[2]) - max(first[0], second[0]) > 1
        and min(first[3], second[3]) - max(first[1], second[1]) > 3
    ]


def cut(layout: Layout) -> list[str]:
    """The texts that an edge of the picture cuts."""
    boxes = [(text.text, edges(text)) for text in written_in(layout)]
    wide, high = layout.size.width + 0.5, layout.size.height + 0.5
    return [
        text
        for text, (left, top, right, bottom) in boxes
        if left < -0.5 or top < -0.5 or right > wide or bottom > high
    ]


def grounds_of(layout: Layout, role: str) -> list[tuple[float, float, float, float]]:
    """The places of the grounds of a role in the first plot: from x to x, from value to value."""
    plot = layout.plots[0]

    def at(x: float) -> float:
        return plot.first + (x - plot.left) / (plot.right - plot.left) * (plot.last - plot.first)

    def value(y: float) -> float:
        return plot.low + (plot.bottom - y) / (plot.bottom - plot.top) * (plot.high - plot.low)

    return [
        (at(one.left), at(one.right), value(one.bottom), value(one.top))
        for one in layout.grounds
        if one.role == role
    ]
