"""``/embed/<chart>``: a chart for a frame on another site, live or, with ``recorded=``, frozen; ``without=``
leaves out what the page around it says itself.

Who may show it is the operator's to say (``PIRACY_EMBED_ORIGINS``); ``dashboard.web.headers`` tells browsers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flask
from flask import Response

from dashboard.address import settings
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.old_links import EMBED_PATH, current_chart
from dashboard.address.refusals import known_in, refused, sentences, status, turned_years
from dashboard.charts import charts
from dashboard.files.chart_file import NothingToDraw, require_figures
from dashboard.files.newer_figures import newer_selection
from dashboard.markup.assets import asset_address
from dashboard.markup.document import Document
from dashboard.pages import Visit
from dashboard.pages.parts.embedded import NOT_SHOWN, SCRIPT, embedded, not_embedded, read_left_out
from dashboard.record.queries import Database
from dashboard.web.answers import not_there, preferred_language, query_string, reader_words, where_asked
from dashboard.words import Words, interface_words


def answer_embeds(server: flask.Flask, engine: Database, *, write_page: Callable[..., str]) -> None:
    """Add the route; ``write_page`` makes a document of a view."""

    def instead(words: Words, told: Sequence[str], code: int, page: str = "/") -> Response:
        """A small page that says in the frame why the chart is not in it."""
        address = f"{settings.public_url()}{page}?lang={words.language}"
        tree = not_embedded(words, told, address)
        view = Document(words.language, words(NOT_SHOWN), told[0], tree, code)
        response = Response(write_page(view, target="_top"), status=code, mimetype="text/html")
        response.headers["Cache-Control"] = "no-cache"
        response.vary.add("Accept-Language")
        return response

    @server.get(f"{EMBED_PATH}<name>")
    def embed(name: str) -> Response:
        arguments = arguments_of(query_string())
        id = current_chart(name, charts())
        if id is None:
            known = [f"{EMBED_PATH}{chart_id}" for chart_id in charts()]
            words = reader_words(arguments)
            return instead(words, not_there(known, words), 404)
        chart = charts()[id]
        left_out, wrong, rest = read_left_out(arguments)
        catalogue, selection, dropped = look_up(engine, rest, preferred_language=preferred_language())
        words = interface_words(selection.language)
        if faults := refused((*dropped, *turned_years(rest))):
            told = sentences(faults, where_asked(), known_in(catalogue), words)
            return instead(words, told, status(faults), chart.page)
        visit = Visit(engine, catalogue, selection, (*wrong, *dropped), settings.public_url())
        sheet = chart.build(engine, catalogue, chart.default(engine, catalogue, selection))
        try:
            require_figures(engine, catalogue, sheet, selection)
        except NothingToDraw as nothing:
            return instead(words, nothing.args, 404, chart.page)
        view = Document(
            language=visit.language,
            title=sheet.headline,
            description=sheet.alt,
            tree=embedded(visit, sheet, newer_selection(engine, chart, selection), left_out=left_out),
        )
        scripts = [asset_address(SCRIPT)]
        return Response(write_page(view, scripts=scripts, target="_top"), mimetype="text/html")
