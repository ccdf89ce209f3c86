"""``/embed/<chart>``: a chart for a frame on another site, live or, with ``recorded=``, frozen.

Who may show it is the operator's to say (``PIRACY_EMBED_ORIGINS``); ``dashboard.web.headers`` tells browsers.
"""

from __future__ import annotations

from collections.abc import Callable

import flask
from flask import Response

from dashboard.address import settings
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.old_links import CHARTS, EMBED_PATH
from dashboard.charts import charts
from dashboard.files.newer_figures import newer_selection
from dashboard.markup.document import Document
from dashboard.pages import Visit
from dashboard.pages.parts.embedded import embedded
from dashboard.record.queries import Database
from dashboard.web.chart_routes import preferred_language, query_string


def answer_embeds(server: flask.Flask, engine: Database, *, write_page: Callable[..., str]) -> None:
    """Add the route; ``write_page`` makes a document of a view."""

    @server.get(f"{EMBED_PATH}<name>")
    def embed(name: str) -> Response:
        chart = charts().get(CHARTS.get(name, name))
        if chart is None:
            addresses = ", ".join(f"{EMBED_PATH}{chart_id}" for chart_id in charts())
            return Response(f"Not here. Known: {addresses}\n", status=404, mimetype="text/plain")
        catalogue, selection, dropped = look_up(
            engine, arguments_of(query_string()), preferred_language=preferred_language()
        )
        visit = Visit(engine, catalogue, selection, dropped, settings.public_url())
        sheet = chart.build(engine, catalogue, chart.default(engine, catalogue, selection))
        view = Document(
            language=visit.language,
            title=sheet.headline,
            description=sheet.alt,
            tree=embedded(visit, sheet, newer_selection(engine, chart, selection)),
        )
        return Response(write_page(view, target="_top"), mimetype="text/html")
