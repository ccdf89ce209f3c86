"""What a query string asks of the database: the one way from an address, or a command, to a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from dashboard.address.old_links import current_names
from dashboard.address.selection import BEYOND, MOST_PARTS, Dropped, Selection, read_selection, recorded_in
from dashboard.record import queries


def arguments_of(query: str) -> dict[str, list[str]]:
    """The values of each name of a query string, in the names of today; under ``BEYOND`` how many parts of it
    are not read."""
    parts = query.split("&")
    arguments = parse_qs("&".join(parts[:MOST_PARTS]), keep_blank_values=True, errors="replace")
    if len(parts) > MOST_PARTS:
        arguments[BEYOND] = [str(len(parts) - MOST_PARTS)]
    return current_names(arguments)


def look_up(
    engine: queries.Database, arguments: Mapping[str, Sequence[str]], *, preferred_language: str
) -> tuple[queries.Catalogue, Selection, tuple[Dropped, ...]]:
    """The catalogue at the moment that is asked for, the selection, and what had to be dropped."""
    catalogue = queries.catalogue(engine, recorded=recorded_in(arguments))
    selection, dropped = read_selection(
        arguments,
        series_ids=catalogue.series.keys(),
        regions=catalogue.regions.keys(),
        publishers=catalogue.publishers.keys(),
        indicators=catalogue.indicators.keys(),
        preferred_language=preferred_language,
    )
    return catalogue, selection, dropped
