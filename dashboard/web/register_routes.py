"""``/register/<objective>.<format>``: what the evaluation sheet says of an objective, as PDF or slides."""

from __future__ import annotations

from dataclasses import replace

import flask
from flask import Response

from dashboard.address import settings
from dashboard.address.known import meant
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.options import DOWNLOAD, read_options
from dashboard.address.refusals import known_in, turned_years
from dashboard.exporters.register import FORMATS, register_file
from dashboard.exporters.texts import content_disposition
from dashboard.files.chart_file import FileCache, content_name
from dashboard.record.queries import Database
from dashboard.web.answers import not_there, plain_answer, preferred_language, query_string, refusal
from dashboard.web.chart_routes import with_caching
from dashboard.words import interface_words


def answer_registers(server: flask.Flask, engine: Database) -> None:
    """Add the route of registers as files to a server."""
    cache = FileCache()

    @server.get("/register/<objective>.<ending>")
    def register(objective: str, ending: str) -> Response:
        options, wrong, rest = read_options(arguments_of(query_string()), public_url=settings.public_url())
        is_download = "1" in rest.pop(DOWNLOAD, [])
        catalogue, selection, unknown = look_up(engine, rest, preferred_language=preferred_language())
        words = interface_words(selection.language)
        asked, form = meant(objective, catalogue.objectives), meant(ending, FORMATS)
        if asked is None or form is None:
            known = [f"/register/{one}.{form}" for one in catalogue.objectives for form in FORMATS]
            return plain_answer(not_there(known, words), 404)
        objective, ending = asked, form
        if refused := refusal((*wrong, *unknown, *turned_years(rest)), known_in(catalogue), words):
            return refused
        if selection.recorded:
            moment = replace(catalogue.version, recorded_at=selection.recorded)
            catalogue = replace(catalogue, version=moment)
        choice = (objective, ending, selection.language, selection.recorded_text)
        name = content_name(catalogue.version, options, "register", *choice)
        file = cache.get(name)
        if file is None:
            stem = f"{objective}_{selection.language}"
            file = register_file(catalogue, objective, selection.language, ending, options), stem
            cache.put(name, *file)
        content, stem = file
        response = Response(content, content_type=FORMATS[ending])
        response.headers["Content-Disposition"] = content_disposition(stem, ending, inline=not is_download)
        return with_caching(response, name)
