"""``/changes.atom`` and ``/changes.json``: what the page What changed says, for feed readers and programs."""

from __future__ import annotations

from datetime import UTC, datetime

import flask
from flask import Response, request

from dashboard.address import settings
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.options import Options
from dashboard.address.refusals import known_in, turned_years
from dashboard.address.selection import written
from dashboard.address.since import AS_JSON, FEED, SINCE, since_in
from dashboard.files.changes import usual_since
from dashboard.files.changes_feed import feed
from dashboard.files.changes_json import as_json
from dashboard.files.chart_file import FileCache, content_name
from dashboard.record.queries import Database
from dashboard.web.answers import preferred_language, query_string, refusal
from dashboard.web.chart_routes import tell_dropped, with_caching
from dashboard.words import interface_words

CONTENT_TYPES = {FEED: "application/atom+xml; charset=utf-8", AS_JSON: "application/json"}


def answer_changes(server: flask.Flask, engine: Database) -> None:
    """Add the two routes to a server."""
    cache = FileCache()

    @server.get(FEED)
    @server.get(AS_JSON)
    def changes() -> Response:
        arguments = arguments_of(query_string())
        since, dropped = since_in(arguments.pop(SINCE, []), now=datetime.now(UTC))
        names, selection, unknown = look_up(engine, arguments, preferred_language=preferred_language())
        faults = (*dropped, *unknown, *turned_years(arguments))
        if refused := refusal(faults, known_in(names), interface_words(selection.language)):
            return refused
        if request.path == AS_JSON:
            since = since or usual_since(names, selection)
        site = settings.public_url() or request.host_url.rstrip("/")
        choice = (request.path, site, f"{selection!r}", written(since) if since else "")
        name = content_name(names.version, Options(), *choice)
        kept = cache.get(name)
        if kept is None:
            told = feed if request.path == FEED else as_json
            kept = told(engine, names, selection, since, site=site), "changes"
            cache.put(name, *kept)
        response = Response(kept[0], content_type=CONTENT_TYPES[request.path])
        tell_dropped(response, unknown)
        return with_caching(response, name)
