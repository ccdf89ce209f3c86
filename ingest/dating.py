"""Between which days a publication came out: a day, a month, or bounds of which one may not be known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_


class Dating(NamedTuple):
    """The first and the last day on which it can have come out, None where that is not known. A day known
    exactly is both."""

    earliest: date | None
    latest: date | None

    @property
    def is_day(self) -> bool:
        return self.latest is not None and self.earliest == self.latest

    def is_by(self, day: date) -> bool:
        """Whether it had certainly come out by the end of a day."""
        return self.latest is not None and self.latest <= day

    def is_after(self, day: date) -> bool:
        """Whether it had certainly not come out by then."""
        return self.earliest is not None and self.earliest > day

    @property
    def mark(self) -> str:
        """What a row's fingerprint says of it, in few letters; "" where nothing is known."""
        if self.earliest == self.latest:
            return f"@{self.latest.isoformat()}" if self.latest else ""
        return "@" + "/".join(str(day.toordinal()) if day else ".." for day in self)


NOT_KNOWN = Dating(None, None)


def dating_of(publication: Mapping[str, Any]) -> Dating:
    """What a row of ``publications`` says of its date."""
    day = publication["published_on"]
    if day is not None:
        return Dating(day, day)
    return Dating(publication.get("published_from"), publication.get("published_to"))


def was_said(columns: Any, day: date) -> ColumnElement[bool]:
    """Whether what an observation says had certainly been published by the end of a day (UTC).

    ``published_on`` is the latest day on which its publication can have come out. What our record held had
    been published, whatever its date.
    """
    return or_(columns.published_on <= day, columns.recorded_at <= end_of(day))


def may_have_been_said(columns: Any, day: date) -> ColumnElement[bool]:
    """Whether it may or may not have been published by then: neither certain nor ruled out."""
    return and_(
        or_(columns.published_on.is_(None), columns.published_on > day),
        columns.recorded_at > end_of(day),
        or_(columns.published_from.is_(None), columns.published_from <= day),
    )


def end_of(day: date) -> datetime:
    """The last moment of a day (UTC)."""
    return datetime.combine(day, time.max, tzinfo=UTC)
