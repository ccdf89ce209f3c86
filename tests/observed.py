"""Observations and indicators made up for tests of what is judged."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from dashboard.record.captions import Observation
from dashboard.verdicts.judging import Indicator, ListedSeries
from ingest.database import PROJECT

with (PROJECT / "data/units.csv").open(encoding="utf-8", newline="") as _file:
    UNITS = {row["id"]: SimpleNamespace(**row) for row in csv.DictReader(_file)}
"""The units of data/, by id, as the catalogue has them."""

PLAIN: dict[str, Any] = {
    "series": "s",
    "period_kind": "CY",
    "availability": "reported",
    "bound": "exact",
    "coverage": "full",
    "finality": "final",
    "vintage": "first",
    "reading": 1,
    "publication": "p",
    "page": None,
    "place": "here",
    "also_at": None,
    "method": "stated",
    "confidence": "confirmed1",
    "note_en": None,
    "note_ja": None,
    "published_on": None,
    "published_from": None,
    "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
    "batch_id": 1,
    "edition_year": None,
    "is_current": True,
    "span": "",
}


def observed(year: int, value: int | None, **changes: Any) -> Observation:
    """A plain count of a calendar year; ``changes`` are fields of ``Observation``."""
    days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return Observation(**(PLAIN | days | {"value": value} | changes))


def part_of(year: int, value: int, months: int = 9, **changes: Any) -> Observation:
    """A count of the first months of a year."""
    last = date(year, months, 28)
    return observed(year, value, period_kind="YTD", coverage="partial", period_end=last, **changes)


def counts(*values: int | None, first: int = 2021) -> tuple[Observation, ...]:
    """A year each, one after the other; None is a gap."""
    return tuple(observed(first + i, value) for i, value in enumerate(values) if value is not None)


def indicator(kind: str = "no-increase", **changes: Any) -> Indicator:
    """In force and evaluated from 2021 to 2023, as the plan's are."""
    bounds = {"band": (0, 1), "none": (0, 0), "no-increase": (None, None)}[kind]
    plain: dict[str, Any] = {
        "id": "i",
        "kind": kind,
        "low": bounds[0],
        "high": bounds[1],
        "basis": "reported-level",
        "in_force_from": date(2021, 1, 1),
        "in_force_to": None,
        "window": (2021, 2023),
        "history_from": None,
    }
    return Indicator(**(plain | changes))


def listed(*observations: Observation, **changes: Any) -> ListedSeries:
    """The one series of an indicator."""
    return ListedSeries("s", observations, **changes)
