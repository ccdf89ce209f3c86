"""Events stand where their dates are known to be, on the charts of the areas that they bear on."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.charts.base.events import bears_on, event_marks
from dashboard.scene.sheet import SheetEvent
from dashboard.words import interface_words


def told(kind: str, start: date, end: date | None, precision: str) -> SheetEvent:
    return SheetEvent("e", 1, kind, start, end, precision, "then", "It", "", "a page", (), "")


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


PARENTS = {
    "world": None,
    "asia": "world",
    "straits": "asia",
    "strait": "straits",
    "bay": "asia",
    "other": None,
}


@pytest.mark.parametrize(
    ("named", "shown_on"),
    [
        (None, {"world", "asia", "straits", "strait", "bay", "other"}),
        ("world", {"world", "asia", "straits", "strait", "bay"}),
        ("straits", {"straits", "strait"}),
        ("strait", {"strait"}),
        ("bay;asia", {"bay", "asia"}),
        ("other;straits", {"other", "straits", "strait"}),
    ],
    ids=["everywhere", "the-widest", "one-with-a-part", "a-part", "with-the-wider-one", "of-two-trees"],
)
def test_an_event_bears_on_its_areas_and_what_lies_within_the_narrowest(
    named: str | None, shown_on: set[str]
) -> None:
    areas = {id: SimpleNamespace(parent=parent) for id, parent in PARENTS.items()}
    catalogue: Any = SimpleNamespace(areas=areas)
    assert {area for area in areas if bears_on(named, area, catalogue)} == shown_on
