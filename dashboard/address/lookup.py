"""What a query string asks of the database: the one way from an address, or a command, to a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from dashboard.address.old_links import current_names
from dashboard.address.selection import Dropped, Selection, read_selection, recorded_in
from dashboard.record import queries

MOST_PARTS = 200
"""More parts than this of a query string are not read; nobody types as many."""


def arguments_of(query: str) -> dict[str, list[str]]:
    """The values of each name of a query string, in the names of today."""
    parts = query.split("&")[:MOST_PARTS]
    return current_names(parse_qs("&".join(parts), keep_blank_values=True, errors="replace"))


def look_up(
    engine: queries.Database, arguments: Mapping[str, Sequence[str]], *, preferred_language: str
) -> tuple[queries.Catalogue, Selection, tuple[Dropped, ...]]:
    """The catalogue at the moment that is asked for, the selection, and what had to be dropped."""
    catalogue = queries.catalogue(engine, recorded=recorded_in(arguments))
    selection, dropped = read_selection(
        arguments,
        series_ids=catalogue.series.keys(),
        regions=catalogue.regions.keys(),
        indicators=catalogue.indicators.keys(),
        preferred_language=preferred_language,
    )
    return catalogue, selection, dropped
