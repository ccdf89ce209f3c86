"""The web application: pages, charts and formats found by ``collect``, answered from one database."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import request

import dashboard.pages
from dashboard.address import settings
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.selection import HIDDEN, Selection
from dashboard.address.since import FEED, changes_address
from dashboard.collect import collect
from dashboard.desk import Desk
from dashboard.desk.routes import attach_desk, with_desk
from dashboard.files.tray import PATH as BRIEFING
from dashboard.markup.document import Document
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.explore_link import EXPLORE
from dashboard.pages.parts.frame import framed, not_found_view
from dashboard.record.queries import Database, WholeDatabase, data_version
from dashboard.web.answers import preferred_language, query_string
from dashboard.web.asset_routes import answer_assets
from dashboard.web.changes_routes import answer_changes
from dashboard.web.chart_routes import answer_files, follow_old_links
from dashboard.web.data_routes import answer_downloads
from dashboard.web.embed_routes import answer_embeds
from dashboard.web.explore import answer_explore
from dashboard.web.headers import deliver
from dashboard.web.pack_routes import READING_POSTS, answer_briefings
from dashboard.web.refill_routes import READING_POST, answer_refills
from dashboard.web.register_routes import answer_registers
from dashboard.web.shell import PLOTLY, Shell, write_page
from dashboard.web.unavailable import answer_while_away

CHART_SCRIPTS = ("chart.js", "change.js", "copy.js", "tray.js")
"""What a page with charts runs once it is seen."""


def create_app(engine: WholeDatabase, *, desk: Desk | None = None) -> Shell:
    """The Dash application on a database that ``ingest`` has brought up to date.

    Without a desk there is no way to change data, nor a word of it.
    """
    pages = sorted(collect(dashboard.pages, "PAGE", Page).values(), key=lambda page: page.position)
    by_path = {page.path: page for page in pages}
    if desk is not None:
        pages = with_desk(pages)
    app = Shell(
        "dashboard",
        page=lambda: _document(engine, pages, by_path.get(request.path)),
        page_version=lambda: data_version(engine),
        page_key=lambda: (
            request.host_url,
            request.path,
            request.query_string,
            preferred_language(),
            datetime.now(UTC).date(),  # which days are still to come
        ),
        compress=False,
        serve_locally=True,
        suppress_callback_exceptions=True,
        assets_ignore=f"^(?!{PLOTLY})",  # other pages name what they run
    )
    answer_explore(app, lambda query: _visit(engine, query, by_path[EXPLORE]))
    answer_assets(app.server)
    answer_files(app.server, engine)
    answer_registers(app.server, engine)
    answer_downloads(app.server, engine)
    answer_changes(app.server, engine)
    answer_briefings(app.server, engine)
    answer_refills(
        app.server,
        engine,
        visit_of=lambda query: _visit(engine, query, by_path[BRIEFING]),
        write_view=lambda visit, view: write_page(_framed(visit, view, by_path[BRIEFING], pages)),
    )
    answer_embeds(app.server, engine, write_page=write_page)
    follow_old_links(app.server)
    if desk is not None:
        reading = (*READING_POSTS, READING_POST)
        attach_desk(app.server, engine, desk, pages, write_page=write_page, reading_posts=reading)
    answer_while_away(app.server, write_page=write_page)
    deliver(app.server, script_hashes=app.csp_hashes)
    return app


def _visit(engine: Database, query: str, page: Page | None) -> Visit:
    """What a query string asks of a page; what only that page understands is handed on as it is."""
    arguments = arguments_of(query)
    names = page.options if page else ()
    own = {name: arguments.pop(name) for name in names if name in arguments}
    arguments.pop(HIDDEN, None)
    catalogue, selection, dropped = look_up(engine, arguments, preferred_language=preferred_language())
    site = settings.public_url() or request.host_url.rstrip("/")
    return Visit(engine, catalogue, selection, dropped, site, own)


def _framed(visit: Visit, view: View, page: Page, pages: list[Page]) -> Document:
    """An answer to a form as a whole page, in the frame of the page that the form stands on."""
    return Document(visit.language, view.title, view.title, framed(visit, page, pages, view))


def _document(engine: Database, pages: list[Page], page: Page | None) -> Document:
    """The page that was asked for; without one, that there is none."""
    visit = _visit(engine, query_string(), page)
    if page is None:
        view = not_found_view(visit)
        tree = framed(visit, pages[0], pages, view)
        return Document(visit.language, view.title, view.title, tree, status=404)
    view = page.build(visit)
    return Document(
        language=visit.language,
        title=view.title,
        description=next((sheet.headline for sheet in view.pictures.values()), view.title),
        tree=framed(visit, page, pages, view),
        scripts=(*CHART_SCRIPTS, *view.scripts) if view.pictures else view.scripts,
        runs_dash=view.runs_dash,
        feed=changes_address(Selection(language=visit.language, says_language=True), None, FEED),
    )
