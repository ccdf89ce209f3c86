"""The frame of the desk's pages: the header and footer of every page, no Dash, never kept by a cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, current_app, request
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.address.selection import Selection
from dashboard.desk.language import desk_address, desk_language, desk_words, stated_language
from dashboard.markup.document import FirstView, asset_address
from dashboard.pages import Page, View, Visit
from dashboard.pages.frame import OTHER_LANGUAGE, framed
from dashboard.record.queries import WholeDatabase, catalogue
from dashboard.words import message

DATA_PATH = "/data"
EXTENSION = "desk"
SCRIPTS = ("desk-htmx-2.0.11.min.js", "desk.js")
"""htmx (0BSD) sends forms and puts the answers in place; ours adds dropping, pasting and cells."""


def _drawn_elsewhere(_visit: Visit) -> View:
    raise NotImplementedError("The desk's pages are drawn by routes of their own.")


DATA_PAGE = Page(path=DATA_PATH, position=90, name=message("Data"), build=_drawn_elsewhere, has_past=False)
"""The desk's entry in the navigation. It is not found by ``collect``: without a desk it is not there."""

ELSEWHERE = replace(DATA_PAGE, position=91)
"""Stands for a page of the desk that is not in the navigation, such as the sign-in form."""


@dataclass(frozen=True)
class Surroundings:
    """What the desk's pages stand in: all pages of the navigation, and what writes a whole document."""

    pages: Sequence[Page]
    write_page: Callable[..., str]


_templates = Environment(
    loader=PackageLoader("dashboard.desk"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(csrf_token=generate_csrf, desk_address=desk_address)


def rendered(template: str, **values: Any) -> Markup:
    """A template of ``desk/templates`` as HTML; ``csrf_token`` and ``desk_address`` are always there.

    Sentences are given by the caller, in the reader's language: translations are collected from Python
    only. ``csrf_token()`` starts a session; leave it out where there is no form.
    """
    return Markup(_templates.get_template(template).render(values))


def desk_page(
    engine: WholeDatabase,
    *,
    title: str,
    body: Markup,
    active: bool,
    status: int = 200,
    scripts: Sequence[str] = (),
) -> Response:
    """A whole page around ``body``; ``active`` marks the navigation's "Data" as the page one is on.

    ``title`` is in the reader's language. ``scripts`` are addresses on this server.
    """
    around: Surroundings = current_app.extensions[EXTENSION]
    language, words = desk_language(), desk_words()
    selection = Selection(language=language, says_language=stated_language() is not None)
    tree = framed(
        Visit(engine, catalogue(engine), selection),
        DATA_PAGE if active else ELSEWHERE,
        around.pages,
        View(title, lambda _size: body),
        "wide",
        other_language=_in_other_language(language),
    )
    full_title = words("{page} | Maritime Piracy Statistics", page=title)
    view = FirstView(language, full_title, full_title, tree, {}, {}, status)
    response = Response(around.write_page(view, scripts=scripts), status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response


def _in_other_language(language: str) -> str:
    """This page in the other language; after a POST, or where a token is in the address, the desk's first."""
    other, _ = OTHER_LANGUAGE[language]
    is_kept = request.method == "GET" and "token" not in (request.view_args or {})
    query = request.args.to_dict() if is_kept else {}
    return desk_address(request.path if is_kept else DATA_PATH, **(query | {"lang": other}))


def script_addresses() -> list[str]:
    """The desk's scripts, each with a mark of its content so that a browser may keep it for ever."""
    return [asset_address(name) for name in SCRIPTS]
