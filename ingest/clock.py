"""What day it is, and when a moment was, on the clock of the place: the only module that reads its date."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day where this program runs (``TZ``): between UTC and an office in Japan lie nine hours."""
    return datetime.now().astimezone().date()


def written(moment: datetime) -> str:
    """A moment to the minute as that clock showed it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
