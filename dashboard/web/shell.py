"""A Dash app whose pages are whole in their first answer: HTML with the charts as pictures.

The pages are component trees of Dash, written out by the server; they ask for no script of Dash's. The one
page that Dash runs is Explore (``dashboard.web.explore``). Equal requests are answered from memory
(``dashboard.web.kept_pages``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from html import escape
from typing import Any

from dash import Dash
from dash._hooks import HooksManager
from flask import Response, request

from dashboard.markup.assets import asset_address
from dashboard.markup.document import Document, document_html
from dashboard.web.kept_pages import KeptPage, KeptPages

STYLES = ("style.css",)
PLOTLY = "a_plotly"
"""How the name of plotly.js begins among the assets: the one that Dash's page fetches, before all else."""


class Shell(Dash):
    """Dash with whole pages.

    ``page`` reads the current request and says what to answer; ``page_key`` reads it too and gives all that
    the answer depends on, besides the version of the data, ``page_version``.
    """

    def __init__(
        self,
        *arguments: Any,
        page: Callable[[], Document],
        page_key: Callable[[], Hashable],
        page_version: Callable[[], Hashable],
        **options: Any,
    ) -> None:
        self._document = page
        self._key = page_key
        self._version = page_version
        self._kept = KeptPages(self._page)
        # Dash would look through every installed package for others' hooks into its pages, which takes longer
        # than all else that it does here; and none comes in unasked.
        HooksManager._registered = True
        super().__init__(*arguments, **options)

    def index(self, *_arguments: Any, **_options: Any) -> Any:
        # Who has a session may have changed the data just now, and must see it.
        has_session = self.server.config["SESSION_COOKIE_NAME"] in request.cookies
        kept = self._kept.get(self._version(), self._key(), newest_only=has_session)
        response = Response(kept.content, status=kept.status, mimetype="text/html")
        response.set_etag(kept.etag)
        return response

    def _page(self) -> KeptPage:
        document = self._document()
        scripts = [asset_address(name) for name in document.scripts]
        last = self._dash_scripts() if document.runs_dash else ""
        content = write_page(document, scripts=scripts, last=last).encode()
        return KeptPage(content, document.status, hashlib.sha256(content).hexdigest()[:32])

    def _dash_scripts(self) -> str:
        """Dash's own scripts and settings, in the order that they need; Plotly's basic bundle before them."""
        parts = (self._generate_config_html(), self._generate_scripts_html(), self._generate_renderer())
        return f"<footer hidden>{''.join(parts)}</footer>"

    def _config(self) -> Any:
        """Dash's settings for the browser, the same in every answer so that an unchanged page costs a 304.

        Left out: a token that only background callbacks use, and what tells strangers about the server.
        """
        config = dict(super()._config())  # type: ignore[no-untyped-call]
        config.pop("end_id", None)
        return config | {"python_version": "", "dash_version_url": "", "disable_version_check": True}


def write_page(document: Document, *, scripts: Sequence[str] = (), target: str = "", last: str = "") -> str:
    """A page with the scripts at the given addresses, which run when it is read, and ``last`` at its end.

    ``target`` says where its links open: "_top" for a page that stands in a frame.
    """
    tags = "".join(f'<script src="{escape(address)}" defer></script>' for address in scripts)
    base = f'<base target="{escape(target)}">\n' if target else ""
    styles = "\n".join(f'<link rel="stylesheet" href="{escape(asset_address(name))}">' for name in STYLES)
    return document_html(document, tags + last, base + styles)
