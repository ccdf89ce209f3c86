"""The HTML files of a copy: pages, embeds, the rest; charts answer the hand by the script of the site."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from dashboard.markup.assets import asset, sent_as
from dashboard.markup.document import Document, document_html, harmless
from dashboard.publish.links import Links

ASSETS = "assets"
STYLE, COPY, CHART, NARROW = "style.css", "copy.js", "chart.js", "narrow.js"
EMBED, EMBED_HOST = "embed.js", "embed-host.js"
LANGUAGE, LOST = "language.js", "lost.js"


@dataclass(frozen=True)
class DocumentPlace:
    """Where a document stands: its file, its links, where the copy stands ("" if not known), and the files
    of the same page by language."""

    here: str
    links: Links
    base_url: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def asset(self, name: str) -> str:
        """The way to an asset; it changes with the content, so that no cache gives an older one."""
        way = posixpath.relpath(f"{ASSETS}/{name}", posixpath.dirname(self.here) or ".")
        return f"{way}?v={hashlib.sha256(assets()[name]).hexdigest()[:8]}"


@cache
def assets() -> dict[str, bytes]:
    """The files that pages ask for, by name: looks and scripts."""
    own = resources.files("dashboard.publish")
    return {
        **{name: asset(name) for name in (STYLE, COPY, CHART, NARROW, EMBED, EMBED_HOST)},
        **{name: sent_as(own / name) for name in (LANGUAGE, LOST)},
    }


def page(document: Document, frame: DocumentPlace) -> bytes:
    """A page: readable as it is; with scripts its charts answer the hand."""
    scripts = "".join(_script(frame, name) for name in (COPY, *document.scripts))
    head = f"{_style(frame)}{_addresses(frame)}"
    return document_html(document, scripts, head, address=frame.links).encode("utf-8")


def embed(document: Document, frame: DocumentPlace) -> bytes:
    """A chart's small page: its script tells its height, and its links open outside the frame."""
    head = f'<base target="_top">\n{_style(frame)}'
    return document_html(document, _script(frame, EMBED), head, address=frame.links).encode("utf-8")


def plain(
    document: Document, frame: DocumentPlace, *, script: str, data: Any = None, base: str = ""
) -> bytes:
    """A page of links, with one script and what it needs to know; ``base`` is where its links begin."""
    data_script = (
        f'<script type="application/json" id="known-pages">{harmless(json.dumps(data))}</script>'
        if data
        else ""
    )
    begin = f'<base href="{escape(base)}/">\n' if base else ""
    return document_html(
        document, f"{data_script}{_script(frame, script)}", f"{begin}{_style(frame)}"
    ).encode("utf-8")


def _style(frame: DocumentPlace) -> str:
    return f'<link rel="stylesheet" href="{escape(frame.asset(STYLE))}">'


def _script(frame: DocumentPlace, name: str) -> str:
    return f'<script src="{escape(frame.asset(name))}" defer></script>'


def _addresses(frame: DocumentPlace) -> str:
    """Where the page stands, and in which other languages: whole addresses, so only where they are known."""
    if not frame.base_url:
        return ""
    links = [f'<link rel="canonical" href="{escape(f"{frame.base_url}/{frame.here}")}">']
    links += [
        f'<link rel="alternate" hreflang="{language}" href="{escape(f"{frame.base_url}/{file}")}">'
        for language, file in frame.others.items()
    ]
    return "\n" + "\n".join(links)
