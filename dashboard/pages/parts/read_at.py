"""Where a figure was read, with the sign that says how near that is to the original."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.record.nearness import WORDS
from dashboard.scene.sheet import SheetRow
from dashboard.words import Words


def nearness_sign(kind: str, words: Words) -> Component:
    """The sign alone, a small shape; what it says is read out, and shown at the pointer."""
    said = words(WORDS[kind])
    return html.Span(className=f"nearness is-{kind}", role="img", title=said, **dashed(aria_label=said))


def read_at(row: SheetRow, words: Words) -> Component:
    """The place where a figure of a table was read."""
    return html.Span([nearness_sign(row.nearness, words), " ", row.place], className="place")


def nearness_key(rows: Iterable[SheetRow], words: Words) -> Component | None:
    """What the signs of a table say."""
    among = {row.nearness for row in rows}
    items = [
        html.Span([nearness_sign(kind, words), " ", words(WORDS[kind])]) for kind in WORDS if kind in among
    ]
    return html.P(items, className="table-hint nearness-key") if items else None
