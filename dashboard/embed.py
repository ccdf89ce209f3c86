"""``/embed/<chart>``: a chart for a frame on another site, live or, with ``recorded=``, frozen.

Who may show it is the operator's to say (``PIRACY_EMBED_ORIGINS``); ``dashboard.delivery`` tells browsers.
"""

from __future__ import annotations

from collections.abc import Callable

import flask
from flask import Response

from dashboard import settings
from dashboard.asking import arguments_of, asked
from dashboard.delivery import EMBED_PATH
from dashboard.exported import charts
from dashboard.files import preferred_language, query_string
from dashboard.newer import newer_selection
from dashboard.old_links import CHARTS
from dashboard.pages import Visit
from dashboard.pages.embedded import embedded
from dashboard.queries import Database
from dashboard.shell import FirstView


def answer_embeds(server: flask.Flask, engine: Database, *, write_page: Callable[..., str]) -> None:
    """Add the route; ``write_page`` makes a document of a view."""

    @server.get(f"{EMBED_PATH}<name>")
    def embed(name: str) -> Response:
        chart = charts().get(CHARTS.get(name, name))
        if chart is None:
            known = ", ".join(f"{EMBED_PATH}{one}" for one in charts())
            return Response(f"Not here. Known: {known}\n", status=404, mimetype="text/plain")
        catalogue, chosen, dropped = asked(
            engine, arguments_of(query_string()), preferred_language=preferred_language()
        )
        visit = Visit(engine, catalogue, chosen, dropped, settings.public_url())
        sheet = chart.build(engine, catalogue, chart.default(engine, catalogue, chosen))
        newer = newer_selection(engine, chart, chosen)
        view = FirstView(
            language=visit.language,
            title=sheet.headline,
            description=sheet.alt,
            tree=embedded(visit, sheet, newer),
            graphs={},
            narrow_figures={},
        )
        return Response(write_page(view, target="_top"), mimetype="text/html")
