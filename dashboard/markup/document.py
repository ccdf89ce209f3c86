"""A page as a document: its component tree as HTML with the head around it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from dash.development.base_component import Component

from dashboard.markup.html import Address, as_it_is, to_html


@dataclass(frozen=True)
class Document:
    """A page as its answer holds it: ``status`` is the HTTP status, ``scripts`` the files of ``assets`` that
    it runs once it is seen, ``runs_dash`` whether Dash draws in it, ``feed`` the address of the feed
    that tells what changes ("" for none)."""

    language: str
    title: str
    description: str
    tree: Component
    status: int = 200
    scripts: tuple[str, ...] = ()
    runs_dash: bool = False
    feed: str = ""


def harmless(text: str) -> str:
    """JSON that cannot end the script element that it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _feed_link(address: str) -> str:
    return f'<link rel="alternate" type="application/atom+xml" href="{escape(address)}">\n' if address else ""


def document_html(document: Document, scripts: str, head: str, *, address: Address = as_it_is) -> str:
    """The page whole: ``head`` stands in its head and ``scripts`` at its end, both HTML; ``address`` says
    what is written for an address in it."""
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Dark from the first moment in a dark window: before the style sheet has come.
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(document.title)}</title>\n"
        f'<meta name="description" content="{escape(document.description)}">\n'
        '<link rel="icon" href="data:,">\n'
        f"{_feed_link(document.feed)}"
        # Shown when whole: cards of one row have the height of the highest, which may arrive last.
        '<link rel="expect" href="#whole" blocking="render">\n'
        f"{head}\n</head>\n<body>\n"
        f"{to_html(document.tree, address=address)}\n"
        f'<div id="whole" hidden></div>\n{scripts}\n</body>\n</html>\n'
    )
