"""The frame of the desk's pages: the header and footer of every page, no Dash, never kept by a cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component
from flask import Response, current_app, request
from markupsafe import Markup

from dashboard.address.selection import Selection
from dashboard.desk.language import desk_address, desk_language, desk_words, stated_language
from dashboard.markup.assets import asset_address
from dashboard.markup.document import Document
from dashboard.markup.html import to_html
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.frame import framed
from dashboard.pages.parts.header import OTHER_LANGUAGE
from dashboard.record.queries import WholeDatabase, catalogue
from dashboard.words import message

DATA_PATH = "/data"
EXTENSION = "desk"
SCRIPTS = ("desk-htmx-2.0.11.min.js", "desk.js")
"""htmx (0BSD) sends forms and puts the answers in place; ours adds dropping, pasting and cells."""


def _drawn_elsewhere(_visit: Visit) -> View:
    raise NotImplementedError("The desk's pages are drawn by routes of their own.")


DATA_PAGE = Page(
    path=DATA_PATH,
    position=90,
    name=message("Add figures"),
    group="data",
    build=_drawn_elsewhere,
    has_past=False,
)
"""The desk's entry in the navigation. It is not found by ``collect``: without a desk it is not there."""

ELSEWHERE = replace(DATA_PAGE, position=91, group="")
"""Stands for a page of the desk that is not in the navigation, such as the sign-in form."""


@dataclass(frozen=True)
class DeskFrame:
    """What the desk's pages stand in: all pages of the navigation, and what writes a whole document."""

    pages: Sequence[Page]
    write_page: Callable[..., str]


def desk_page(
    engine: WholeDatabase,
    *,
    title: str,
    body: Component | Sequence[Component | None],
    active: bool,
    status: int = 200,
    has_scripts: bool = False,
) -> Response:
    """A whole page around ``body``; ``active`` marks the navigation's "Data" as the page one is on.

    ``title`` is in the reader's language; ``has_scripts`` says whether the desk's scripts serve the page.
    """
    content = Markup(to_html(body))
    frame: DeskFrame = current_app.extensions[EXTENSION]
    language, words = desk_language(), desk_words()
    selection = Selection(language=language, says_language=stated_language() is not None)
    tree = framed(
        Visit(engine, catalogue(engine), selection),
        DATA_PAGE if active else ELSEWHERE,
        frame.pages,
        View(title, content),
        other_language=_in_other_language(language),
    )
    full_title = words("{page} | Maritime Piracy Statistics", page=title)
    view = Document(language, full_title, full_title, tree, status)
    scripts = [asset_address(name) for name in SCRIPTS] if has_scripts else []
    response = Response(frame.write_page(view, scripts=scripts), status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def message_page(
    engine: WholeDatabase,
    *,
    title: str,
    sentences: Sequence[str],
    link: str,
    link_text: str,
    active: bool = False,
    status: int = 200,
) -> Response:
    """A page that says something and leads on."""
    way = html.P(html.A(link_text, className="desk-button", href=link))
    body = html.Section(
        [html.H1(title, className="page-title"), *map(html.P, sentences), way], className="panel desk-card"
    )
    return desk_page(engine, title=title, body=body, active=active, status=status)


def _in_other_language(language: str) -> str:
    """This page in the other language; after a POST, or where a token is in the address, the desk's first."""
    other, _ = OTHER_LANGUAGE[language]
    is_kept = request.method == "GET" and "token" not in (request.view_args or {})
    query = request.args.to_dict() if is_kept else {}
    return desk_address(request.path if is_kept else DATA_PATH, **(query | {"lang": other}))
