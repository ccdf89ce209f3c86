"""Events stand on the axis of the counts, in lanes that keep them apart, and no more exact than known."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from dashboard.charts.base.events import event_marks
from dashboard.figures.parts import Guides, Line, Point
from dashboard.figures.timeline import DIAMOND, EventMark, strip_of
from dashboard.figures.trend import trend_figure
from dashboard.record.periods import dates_label
from dashboard.scene import theme
from dashboard.scene.sheet import SheetEvent
from dashboard.words import interface_words

MARGIN = {"l": 52, "r": 20, "t": 44, "b": 34}


def event(number: int, start: float, end: float | None = None, kind: str = "policy") -> EventMark:
    return EventMark(number, kind, start, start if end is None else end, f"{number}", f"event/{number}", "#s")


EVENTS = [
    event(1, 2020.04, kind="shock"),
    *[event(number, 2020.75, 2023.75) for number in range(2, 7)],
    event(7, 2021.7),
    event(8, 2023, kind="shock"),
    event(9, 2023.5, kind="definition"),
    event(10, 2024, kind="shock"),
]


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW])
@pytest.mark.parametrize(("first", "last"), [(1966, 2025), (1991, 2025), (2021, 2023), (2020, 2024)])
def test_no_two_events_touch_at_any_size_and_span(size: theme.Size, first: int, last: int) -> None:
    shown = [one for one in EVENTS if one.end >= first - 0.5 and one.start <= last + 0.5]
    strip = strip_of(shown, first=first, last=last, size=size, margin=MARGIN)
    assert len(strip.placed) == len(shown)
    year = (size.width - 72) / (last - first + 1.2)
    for one, other in combinations(strip.placed, 2):
        if one.lane != other.lane:
            continue
        (_, stop), (begin, _) = sorted(
            (
                min(placed.low * year, placed.middle * year - DIAMOND / 2),
                max(placed.high * year, placed.middle * year + DIAMOND / 2),
            )
            for placed in (one, other)
        )
        assert begin - stop > -0.01, (one.mark.number, other.mark.number)


def test_what_reaches_beyond_the_shown_years_keeps_its_number_in_sight() -> None:
    strip = strip_of([event(1, 2015.0, 2040.0)], first=2021, last=2023, size=theme.WIDE, margin=MARGIN)
    (placed,) = strip.placed
    assert (placed.low, placed.high) == (2020.4, 2023.6)
    assert placed.low < placed.middle < placed.high


def chart(*events: EventMark, size: theme.Size = theme.WIDE):
    points = tuple(Point(year, 50, "50", f"{year}", f"s/{year}", "#s") for year in (2021, 2022, 2023))
    line = Line("s", "S", "Incidents", theme.STYLES[0], points)
    return trend_figure(
        [line], first=2021, last=2023, guides=Guides(), size=size, language="en", events=events
    )


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW])
def test_the_strip_takes_nothing_from_the_counts(size: theme.Size) -> None:
    plain, higher = chart(size=size), chart(*EVENTS[1:8], size=size)
    heights = []
    for drawing in (plain, higher):
        layout = drawing.figure["layout"]
        low, high = layout["yaxis"]["domain"]
        margin = layout["margin"]
        heights.append((drawing.size.height - margin["t"] - margin["b"]) * (high - low))
    assert higher.size.height > plain.size.height
    assert heights[1] == pytest.approx(heights[0], abs=0.5)
    layout = higher.figure["layout"]
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert layout["xaxis"]["anchor"] == "y"


def test_each_event_is_one_labelled_mark_in_the_shape_of_its_kind() -> None:
    drawing = chart(event(1, 2021, kind="shock"), event(2, 2021.5, 2023, kind="policy"), event(3, 2022.5))
    strip = drawing.figure["data"][-1]
    assert [label.key for label in drawing.labels[-1] if label] == ["event/1", "event/2", "event/3"]
    assert strip["text"] == ["1", "2", "3"]
    assert strip["marker"]["symbol"] == [theme.EVENTS[kind].symbol for kind in ("shock", "policy", "policy")]
    assert len({style.symbol for style in theme.EVENTS.values()}) == len(theme.EVENTS)


def told(kind: str, start: date, end: date | None, precision: str) -> SheetEvent:
    return SheetEvent("e", 1, kind, start, end, precision, "then", "It", "", "a page", "", "")


@pytest.mark.parametrize(
    ("kind", "start", "end", "precision", "place"),
    [
        ("shock", date(2024, 1, 1), None, "year", 2024.0),
        ("shock", date(2023, 12, 31), None, "year", 2023.0),
        ("definition", date(2024, 1, 1), None, "year", 2023.5),
        ("shock", date(2021, 7, 2), None, "day", 2021 - 0.5 + 182 / 365),
        ("policy", date(2022, 3, 31), None, "month", 2022 - 0.5 + 73 / 365),
        ("policy", date(2021, 4, 1), date(2024, 3, 31), "year", 2021 - 0.5 + 90 / 365),
    ],
)
def test_an_event_stands_where_its_date_is_known_to_be(
    kind: str, start: date, end: date | None, precision: str, place: float
) -> None:
    (mark,) = event_marks([told(kind, start, end, precision)], interface_words("en"))
    assert mark.start == pytest.approx(place)
    assert mark.href == "#event-e", "without an address of its source it leads to the list"


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "japanese"),
    [
        (date(2024, 1, 1), None, "year", "2024", "2024年（令和6年）"),
        (date(2022, 3, 31), None, "month", "Mar 2022", "2022年3月（令和4年）"),
        (date(2020, 1, 17), None, "day", "2020-01-17", "2020年1月17日"),
        (date(2021, 4, 1), date(2024, 3, 31), "year", "FY2021–FY2023", "2021～2023年度（令和3～令和5年度）"),
        (date(2023, 4, 1), date(2024, 3, 31), "year", "FY2023", "2023年度（令和5年度）"),
        (date(2021, 1, 1), date(2025, 12, 31), "year", "2021–2025", "2021年（令和3年）～2025年（令和7年）"),
    ],
)
def test_dates_are_written_no_more_exactly_than_known(
    start: date, end: date | None, precision: str, english: str, japanese: str
) -> None:
    assert dates_label(start, end, precision, "en") == english
    assert dates_label(start, end, precision, "ja") == japanese
