"""A Dash app whose first response already holds the page: readable before, and without, any script.

The page's components are written as HTML with each chart as SVG; the same tree rides along as JSON, so
that Dash needs no further round trip. Dash draws behind the first view and takes its place when its
charts stand (assets/first_view.js). A page without charts is sent as HTML alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

import plotly.io
from dash import Dash
from flask import Response

from dashboard.markup.document import FirstView, asset_address, document, harmless

PAGES_KEPT = 128
"""How many whole pages are kept; a page has some 100 KB."""


class Shell(Dash):
    """Dash with a first view.

    ``first_view`` reads the current request and says what to show; ``view_key`` reads it too and gives
    all that the answer depends on, so that an equal request is answered from memory.
    """

    def __init__(
        self,
        *arguments: Any,
        first_view: Callable[[], FirstView],
        view_key: Callable[[], Hashable],
        **options: Any,
    ) -> None:
        self._first_view = first_view
        self._view_key = view_key
        self._page_of = lru_cache(maxsize=PAGES_KEPT)(self._page)
        super().__init__(*arguments, **options)

    def index(self, *_arguments: Any, **_options: Any) -> Any:
        page, status = self._page_of(self._view_key())
        return Response(page, status=status, mimetype="text/html")

    def _page(self, _key: Hashable) -> tuple[str, int]:
        view = self._first_view()
        if view.needs_scripts:
            page = document(view, self._script_parts(view), self._style_links())
        else:
            page = self.plain_page(view, scripts=[asset_address(name) for name in view.scripts])
        return page, view.status

    def plain_page(self, view: FirstView, *, scripts: Sequence[str] = (), target: str = "") -> str:
        """A page that is drawn here alone: without Dash, with the scripts at the given addresses at most.

        ``target`` says where its links open: "_top" for a page that stands in a frame.
        """
        tags = "".join(f'<script src="{escape(address)}" defer></script>' for address in scripts)
        base = f'<base target="{escape(target)}">\n' if target else ""
        return document(view, tags, base + self._style_links())

    def _config(self) -> Any:
        """Dash's settings for the browser, the same in every answer so that an unchanged page costs a 304.

        Left out: a token that only background callbacks use, and what tells strangers about the server.
        """
        config = dict(super()._config())  # type: ignore[no-untyped-call]
        config.pop("end_id", None)
        return config | {"python_version": "", "dash_version_url": "", "disable_version_check": True}

    def _style_links(self) -> str:
        return str(self._generate_css_dist_html())  # type: ignore[no-untyped-call]

    def _script_parts(self, view: FirstView) -> str:
        """The empty root for Dash, the page as data, and Dash's own scripts, in the order it needs."""
        parts = {
            "first-layout": plotly.io.json.to_json_plotly(view.tree),
            "first-narrow": json.dumps(dict(view.narrow_figures), ensure_ascii=False),
            "first-dependencies": json.dumps(self._callback_list_as_sent(), ensure_ascii=False),
        }
        data = "".join(
            f'<script type="application/json" id="{name}">{harmless(text)}</script>'
            for name, text in parts.items()
        )
        scripts = f"{self._generate_config_html()}{self._generate_scripts_html()}{self._generate_renderer()}"
        return f'<div id="react-entry-point" class="behind"></div>{data}<footer hidden>{scripts}</footer>'

    def _callback_list_as_sent(self) -> Any:
        with self.server.test_request_context():
            return json.loads(self.dependencies_as_json())

    def dependencies_as_json(self) -> str:
        """What Dash answers at ``_dash-dependencies``."""
        response = self.server.view_functions[f"{self.config.routes_pathname_prefix}_dash-dependencies"]()
        return str(response.get_data(as_text=True))
