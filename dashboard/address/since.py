"""The day, or moment, from which an address asks what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

from dashboard.address.selection import Dropped, Selection, recorded_in, written
from ingest.dating import end_of

CHANGES = "/changes"
FEED, AS_JSON = f"{CHANGES}.atom", f"{CHANGES}.json"
SINCE = "since"
AHEAD_OF_UTC = timedelta(hours=14)
"""By how much the farthest time zone is: a day that has begun somewhere is not still to come."""


def since_in(values: Sequence[str], *, now: datetime) -> tuple[datetime | None, tuple[Dropped, ...]]:
    """The moment that an address names, a day standing for its end (UTC), and what was not understood.

    ``now`` tells which days are still to come.
    """
    dropped: list[Dropped] = []
    moment = recorded_in({"recorded": values}, dropped)
    if moment is not None and moment.date() > (now + AHEAD_OF_UTC).date():
        dropped.append(Dropped(SINCE, written(moment), "not-yet"))
        moment = None
    return moment, tuple(replace(one, name=SINCE) for one in dropped)


def year_before(moment: datetime) -> datetime:
    """The end (UTC) of the day a year before a moment; a year before 29 February is the 28th."""
    day = moment.date()
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return end_of(day.replace(year=day.year - 1))


def is_beyond(selection: Selection, since: datetime) -> bool:
    """Whether a moment lies at or after the point that a selection looks at, so that nothing can follow."""
    published, recorded = selection.published, selection.recorded
    return bool((published and since.date() >= published) or (recorded and since >= recorded))


def changes_address(selection: Selection, since: datetime | None, path: str = CHANGES) -> str:
    """What has changed from a moment (None: the usual one) to the point that a selection asks for, in its
    series."""
    asked = replace(selection.plain(), series=selection.series)
    start = f"{SINCE}={quote(written(since), safe=':')}" if since else ""
    query = "&".join(filter(None, [start, asked.query()]))
    return f"{path}?{query}" if query else path
