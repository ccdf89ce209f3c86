"""Which periods of a series may be compared: those of one span (``ingest.schema.spans``). The only place that
decides it, for checking and for reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Span(Protocol):
    """A row of ``spans``; a day that is None leaves its side open."""

    @property
    def id(self) -> str: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


def span_of(start: date, end: date, spans: Iterable[Span]) -> str:
    """The name of the span that a period lies in: periods of a series with one name are comparable.

    ``spans`` are those of the series. Without any, every period has the name ""; a period that none of them
    holds whole has a name of its own.
    """
    name = ""
    for span in spans:
        if (span.first_day or start) <= start and end <= (span.last_day or end):
            return span.id
        name = f"{start.isoformat()}/{end.isoformat()}"
    return name
