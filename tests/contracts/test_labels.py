"""Every chart as it is published, in both languages and at every size of its page: no text lies over another
nor over the mark of another figure, a series that ends says when, a break says whose it is, and whatever is
drawn is explained in the key or by a word beside it.

Allowed: the newest value of the first series, which answers, is rather written over a mark than left out; and
a text may cross a line where it has no other place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from placing import behind_columns, outside, over_marks, overlapping
from sqlalchemy import Engine

import dashboard.charts
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.judged import build_card
from dashboard.collect import collect
from dashboard.drawing.svg import svg
from dashboard.record.queries import catalogue
from dashboard.scene import key, theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import Layout
from dashboard.scene.scene import COLUMNS, EARLIER, EDITIONS, LINE, NEWEST, PART, PRINT, WHOLE, year_of
from dashboard.scene.sheet import Sheet
from dashboard.words import LANGUAGES

CHARTS = collect(dashboard.charts, "CHART", Chart)
CROWDED = (
    ("recaap-asia", "imb-world", "imo-world", "imb-somalia", "imb-south-east-asia"),
    ("recaap-asia", "imb-world", "imo-world", "imb-somalia", "imb-south-east-asia", "imb-gulf-of-guinea"),
    ("imb-south-east-asia", "imb-east-south-east-asia", "recaap-asia"),
    ("imb-somalia", "mofa-somalia-hijacked-ships", "suez-transits"),
)
"""Chosen series whose ends, breaks and newest values lie close together."""
YEARS = ((2020, 2020), (2019, 2021), (1995, 2030))
"""Chosen years: one just before a level is in force, and some in which there are no figures yet."""


@dataclass(frozen=True)
class Drawn:
    """A sheet laid out at one of its sizes; ``name`` says which."""

    name: str
    sheet: Sheet
    size: theme.Size
    layout: Layout


def sheets(engine: Engine, language: str) -> Iterator[tuple[str, Sheet]]:
    known = catalogue(engine)
    for chart in CHARTS.values():
        for variant in chart.variants(engine, known):
            asked = Selection(
                language=language,
                series=variant.series,
                region=variant.region,
                indicator=variant.indicator,
            )
            sheet = chart.build(engine, known, chart.default(engine, known, asked))
            yield "/".join((chart.id, *variant.name)), sheet
    for names in CROWDED:
        asked = Selection(language=language, series=names)
        yield f"trend/{'+'.join(names)}", CHARTS["trend"].build(engine, known, asked)
    for first, last in YEARS:
        asked = Selection(language=language, series=CROWDED[-1], first=first, last=last)
        yield f"trend/{first}-{last}", CHARTS["trend"].build(engine, known, asked)
    for indicator in known.indicators:
        yield f"card/{indicator}", build_card(engine, known, indicator, Selection(language=language))


@pytest.fixture(scope="module", params=LANGUAGES)
def drawn(request: pytest.FixtureRequest, shared: Engine) -> list[Drawn]:
    return [
        Drawn(f"{name}, {size.window}", sheet, size, lay_out(sheet.scene, size))
        for name, sheet in sheets(shared, request.param)
        for size in sheet.sizes
    ]


def test_no_two_texts_lie_over_each_other_and_none_is_cut(drawn: list[Drawn]) -> None:
    faults = {each.name: (*overlapping(each.layout), *outside(each.layout)) for each in drawn}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_text_lies_over_the_mark_of_another_figure(drawn: list[Drawn]) -> None:
    faults = {
        each.name: [
            (text, covered)
            for text, mark, covered in over_marks(each.layout)
            if mark not in {plot.series[0].series.newest.key for plot in each.layout.plots if plot.series}
        ]
        for each in drawn
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_value_is_hidden_by_the_column_of_another_year(drawn: list[Drawn]) -> None:
    assert {each.name: hidden for each in drawn if (hidden := behind_columns(each.layout))} == {}


def test_every_series_that_ends_before_another_says_when(drawn: list[Drawn]) -> None:
    ended = 0
    for each in drawn:
        if each.layout.scene.is_grid or each.layout.scene.slots:
            continue
        labels = {entry.series: entry.label for entry in each.sheet.key}
        for plot in each.layout.plots:
            newest = max(map(year_of, plot.panel.marks))
            names = {name.look: name.text for name in plot.names}
            for series in plot.panel.series:
                end = max(map(year_of, series.known))
                if series.role not in (LINE, COLUMNS) or end >= newest:
                    continue
                ended += 1
                assert str(end) in labels[series.id].removeprefix(series.label), each.name
                if series.look in names:
                    assert str(end) in names[series.look], each.name
    assert ended > 10


def test_every_break_says_whose_it_is(drawn: list[Drawn]) -> None:
    broken = 0
    for each in drawn:
        scene = each.layout.scene
        series = [series for panel in scene.panels for series in panel.series]
        texts = [text.text for text in each.layout.words]
        explained = " ".join(entry.label for entry in each.sheet.key if entry.kind == key.BREAK)
        for mark in scene.breaks:
            broken += 1
            if len({one.id for one in series}) == 1:
                assert mark.label in texts, each.name
                continue
            names = {one.label for one in series if one.look in mark.looks}
            assert names
            signs = "".join(theme.SIGNS[theme.style_of(look).symbol] for look in mark.looks)
            assert (
                mark.label in texts
                or f"{signs} {mark.brief}" in texts
                or all(name in explained for name in names)
            ), each.name
            assert all(name in mark.label for name in names)
    assert broken > 10


GROUNDS = {
    "level": key.BAND,
    "level-of-none": key.LIMIT,
    "window": key.WINDOW,
    "range": key.RANGE,
    "range-end": key.RANGE,
    "limit": key.USUAL,
    "stem": key.STEM,
    "interval": key.INTERVAL,
}
"""What of a picture is told in the key, by its class."""
GROUND_KINDS = set(GROUNDS.values())
WRITTEN = {
    "break": "said above it, or in the key: the test of breaks",
    "caution": "said above it",
    "no-change": "the 0 of its axis",
    "strip": "said left of it",
    "event": "the number of its mark leads to the list",
    "leader": "ends at the name",
    "grid": "numbers of the axis",
    "axis": "years of the axis",
    "line": "in the key with the dash of its series",
}
"""What else has a class, and why it needs no entry."""


def wanted(layout: Layout, picture: ElementTree.Element) -> Iterator[str]:
    """The kinds of entries that ask to be in the key, by what the picture draws."""
    for path in picture.iter("{http://www.w3.org/2000/svg}path"):
        name = path.get("class", "")
        if name in GROUNDS:
            yield GROUNDS[name]
        elif name and name not in WRITTEN:
            yield f"an unknown drawing: {name}"
    for group in picture.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "series":
            yield from looks_of_marks(group)
    for plot in layout.plots:
        places = [
            (round(mark.x, 2), round(mark.y, 2))
            for placed in plot.series
            if placed.series.role == LINE
            for mark in placed.marks
        ]
        yield from [key.SAME] if len(set(places)) < len(places) else []


def looks_of_marks(group: ElementTree.Element) -> Iterator[str]:
    """What the shapes of a series' marks ask of the key, by their fillings."""
    role = group.get("data-role")
    shapes = [mark[-1].get("fill", "") for mark in group if mark.get("class") == "mark"]
    for filling in shapes:
        if role == COLUMNS:
            yield from [key.HATCHED] if "-diagonal-" in filling else []
            yield from [key.DOTTED] if "-dotted-" in filling else []
        elif role == EDITIONS:
            yield EARLIER if filling == theme.PAPER else NEWEST
        elif role not in (PART, WHOLE) and filling == theme.PAPER:
            yield key.OPEN


def test_whatever_is_drawn_is_explained_by_the_key_or_a_word_beside_it(drawn: list[Drawn]) -> None:
    seen = set()
    for each in drawn:
        scene = each.layout.scene
        if not each.sheet.rows:
            continue
        picture = ElementTree.fromstring(svg(scene, each.size, title="", description="", prefix="p"))
        entries = {entry.kind for entry in each.sheet.key}
        kinds = set(wanted(each.layout, picture))
        seen |= kinds
        assert kinds <= entries, each.name
        assert entries & GROUND_KINDS <= kinds | {key.BREAK}, f"{each.name}: nothing explained in vain"
        if scene.is_grid:
            continue
        named = [entry for entry in each.sheet.key if entry.series]
        for series in (series for panel in scene.panels for series in panel.series):
            if series.role != WHOLE:
                labels = [entry.label for entry in named if entry.style == theme.style_of(series.look)]
                assert [label.startswith(series.label) for label in labels] == [True], each.name
    assert {key.BAND, key.WINDOW, key.RANGE, key.STEM, key.INTERVAL, key.OPEN, key.SAME, EARLIER} <= seen


def test_prints_and_wholes_are_explained_where_they_are_drawn(drawn: list[Drawn]) -> None:
    for each in drawn:
        entries = {entry.kind for entry in each.sheet.key}
        for panel in each.layout.scene.panels:
            in_parts = panel.in_parts
            wholes = [mark for series in panel.series if series.role == WHOLE for mark in series.known]
            if any(mark.edition == PRINT for mark in panel.marks):
                assert PRINT in entries, each.name
            if any(mark.x not in in_parts for mark in wholes):
                assert key.UNDIVIDED in entries, each.name
            if any(in_parts.get(mark.x, mark.value or 0) < (mark.value or 0) for mark in wholes):
                assert key.REST in entries, each.name
