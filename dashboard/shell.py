"""A Dash app whose first response already holds the page: readable before, and without, any script.

The page's components are written as HTML with each chart as SVG; the same tree rides along as JSON, so
that Dash needs no further round trip. Dash draws behind the first view and takes its place when its
charts stand (assets/first_view.js). A page without charts is sent as HTML alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from importlib import resources
from typing import Any

import plotly.io
from dash import Dash
from dash.development.base_component import Component
from flask import Response

from dashboard.static_html import Address, as_it_is, to_html


@dataclass(frozen=True)
class FirstView:
    """What the first response shows: the tree for a wide window, each graph's first picture as HTML, and the
    figures that a narrow window needs instead. ``status`` is the HTTP status, ``scripts`` the files of
    ``assets`` that a page without graphs needs."""

    language: str
    title: str
    description: str
    tree: Component
    graphs: Mapping[str, str]
    narrow_figures: Mapping[str, Any]
    status: int = 200
    scripts: tuple[str, ...] = ()

    @property
    def needs_scripts(self) -> bool:
        return bool(self.graphs)


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
            page = self.plain_page(view, scripts=[asset_address(one) for one in view.scripts])
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


def asset_address(name: str) -> str:
    """The address of a file of ``assets``, marked by its content so that a browser may keep it for ever."""
    return f"/assets/{name}?m={_mark(name)}"


@cache
def _mark(name: str) -> str:
    content = (resources.files("dashboard") / "assets" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]


def harmless(text: str) -> str:
    """JSON that cannot end the script element that it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def document(view: FirstView, scripts: str, styles: str, *, address: Address = as_it_is) -> str:
    """A whole page: ``styles`` stands in its head and ``scripts`` at its end, both HTML; ``address`` says
    what is written for an address in it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{view.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(view.title)}</title>\n"
        f'<meta name="description" content="{escape(view.description)}">\n'
        '<link rel="icon" href="data:,">\n'
        # Shown when whole: cards of one row have the height of the highest, which may arrive last.
        '<link rel="expect" href="#first-view-end" blocking="render">\n'
        f"{styles}\n</head>\n<body>\n"
        f'<div id="first-view">{to_html(view.tree, graphs=view.graphs, address=address)}</div>\n'
        f'<div id="first-view-end" hidden></div>\n{scripts}\n</body>\n</html>\n'
    )
