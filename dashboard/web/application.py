"""The web application: pages, charts and formats found by ``collect``, answered from one database."""

from __future__ import annotations

from typing import Any

import flask
from dash import Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import request

import dashboard.pages
from dashboard.address import settings
from dashboard.address.lookup import arguments_of, look_up
from dashboard.collect import collect
from dashboard.desk import Desk
from dashboard.desk.routes import attach_desk, with_desk
from dashboard.drawing.plotly_figure import plotly_figure
from dashboard.markup.document import FirstView
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.first_picture import first_picture
from dashboard.pages.parts.frame import footer, framed, not_found_view, notices, other_language_address
from dashboard.record.queries import Database, WholeDatabase, data_version
from dashboard.web.chart_routes import answer_files, follow_old_links, preferred_language, query_string
from dashboard.web.embed_routes import answer_embeds
from dashboard.web.headers import deliver
from dashboard.web.pack_routes import READING_POSTS, answer_briefings
from dashboard.web.shell import Shell


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
        first_view=lambda: _first_view(engine, pages, by_path.get(request.path)),
        view_key=lambda: (
            data_version(engine),
            request.host_url,
            request.path,
            request.query_string,
            preferred_language(),
        ),
        compress=False,
        serve_locally=True,
        update_title=None,
        suppress_callback_exceptions=True,
        assets_ignore="^desk",  # scripts of pages that Dash has no part in
    )
    app.layout = lambda: _tree(engine, pages, by_path["/"], "wide", "")

    @app.callback(
        Output("page", "children"),
        Input("size", "data"),
        State("location", "search"),
        State("location", "pathname"),
        prevent_initial_call=True,
    )
    def fit_window(size: object, search: object, path: object) -> Any:
        page = by_path.get(str(path), pages[0])
        visit = _visit(engine, str(search or "").removeprefix("?"), page)
        return framed(visit, page, pages, page.build(visit), _window(size))

    for page in pages:
        if page.live:
            _follow_address(app, engine, page)
    answer_files(app.server, engine)
    answer_briefings(app.server, engine)
    answer_embeds(app.server, engine, write_page=app.plain_page)
    follow_old_links(app.server)
    if desk is not None:
        attach_desk(app.server, engine, desk, pages, write_page=app.plain_page, reading_posts=READING_POSTS)
    deliver(app.server, script_hashes=app.csp_hashes)
    return app


def _follow_address(app: Shell, engine: Database, page: Page) -> None:
    """Let a new address change what a page shows, in place."""
    names = ("notices.children", "footer.children", "language.href", *page.live)
    outputs = [
        Output(component, property_name)
        for component, _, property_name in (name.partition(".") for name in names)
    ]

    @app.callback(outputs, Input("location", "search"), State("size", "data"), prevent_initial_call=True)
    def show(search: object, size: object) -> Any:
        visit = _visit(engine, str(search or "").removeprefix("?"), page)
        view = page.build(visit)
        shared = [
            notices(visit, page, view.undated),
            footer(visit, page),
            other_language_address(visit, page),
        ]
        return [*shared, *view.live(_window(size))]


def _window(size: object) -> str:
    """What the browser says of its width; whatever else it may say is taken for wide."""
    return "narrow" if size == "narrow" else "wide"


def _visit(engine: Database, query: str, page: Page | None) -> Visit:
    """What a query string asks of a page; what only that page understands is handed on as it is."""
    arguments = arguments_of(query)
    names = page.options if page else ()
    own = {name: arguments.pop(name) for name in names if name in arguments}
    catalogue, selection, dropped = look_up(engine, arguments, preferred_language=preferred_language())
    site = settings.public_url() or request.host_url.rstrip("/")
    return Visit(engine, catalogue, selection, dropped, site, own)


def _first_view(engine: Database, pages: list[Page], page: Page | None) -> FirstView:
    query = query_string()
    visit = _visit(engine, query, page)
    if page is None:
        view = not_found_view(visit)
        tree = framed(visit, pages[0], pages, view, "wide")
        return FirstView(visit.language, view.title, view.title, tree, {}, {}, status=404)
    view = page.build(visit)
    description = next((picture.headline for picture in view.pictures.values()), view.title)
    return FirstView(
        language=visit.language,
        title=view.title,
        description=description,
        tree=_page_tree(visit, page, pages, view, "wide", query),
        graphs={graph: first_picture(graph, picture) for graph, picture in view.pictures.items()},
        narrow_figures={
            graph: plotly_figure(sheet.scene, sheet.size("narrow")) for graph, sheet in view.pictures.items()
        },
        scripts=view.scripts,
    )


def _tree(engine: Database, pages: list[Page], page: Page, size: str, query: str) -> Component:
    if not flask.has_request_context():
        return html.Div()
    visit = _visit(engine, query, page)
    return _page_tree(visit, page, pages, page.build(visit), size, query)


def _page_tree(visit: Visit, page: Page, pages: list[Page], view: View, size: str, query: str) -> Component:
    """A page and what Dash needs beside it; the location is as the browser has it, so no callback runs."""
    return html.Div(
        [
            html.Div(framed(visit, page, pages, view, size), id="page"),
            dcc.Location(
                id="location", refresh=False, pathname=page.path, search=f"?{query}" if query else ""
            ),
            dcc.Store(id="size", data=size),
        ]
    )
