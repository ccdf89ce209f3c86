"""The analyst's own clock: what day it is at the desk, which the browser says in a cookie of the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from flask import request

from ingest import clock

COOKIE = "piracy_clock"
"""By how many minutes the browser's clock is ahead of UTC; ``assets/desk.js`` sets it."""
MOST_MINUTES = 14 * 60


def desk_today() -> date:
    """The day where the analyst is; where the browser says nothing, where the server is."""
    zone = _zone()
    return datetime.now(zone).date() if zone else clock.today()


def desk_moment(moment: datetime) -> str:
    """A moment to the minute as the analyst's clock showed it."""
    zone = _zone()
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if zone else clock.written(moment)


def _zone() -> timezone | None:
    minutes = request.cookies.get(COOKIE, type=int)
    if minutes is None or abs(minutes) > MOST_MINUTES:
        return None
    return timezone(timedelta(minutes=minutes))
