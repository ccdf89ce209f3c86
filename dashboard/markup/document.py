"""A page as a document: its component tree as HTML with the head around it, and the addresses of assets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from dash.development.base_component import Component

from dashboard.markup.html import Address, as_it_is, to_html


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
