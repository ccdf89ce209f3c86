"""A chart's key: each series by its mark or filling, each guide by its look. The same on page and embed."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages.frame import OPEN_SIGNS, PRINT_SIGN, SIGNS, guide_entry, sign_of
from dashboard.record.captions import EDITION_WORDS
from dashboard.scene.sheet import KeyEntry, Sheet
from dashboard.words import interface_words

STACKED = {"severity": True, "kind": False}
"""The charts whose parts are known by their filling, and whether a part may stand alone, as a mark."""
NAMED_IN_THE_PICTURE = ("compare",)
"""The charts whose panels bear the names of their series."""


def key_of(sheet: Sheet) -> list[Component]:
    """The items of a chart's key; none where nothing is drawn or the picture itself says it."""
    if not sheet.rows or sheet.chart in NAMED_IN_THE_PICTURE:
        return []
    if sheet.chart in STACKED:
        different = {(entry.label, entry.style): entry for entry in sheet.key}
        return [_filled(entry, has_mark=STACKED[sheet.chart]) for entry in different.values()]
    if sheet.shows_editions:
        return _editions(sheet)
    different = {(entry.label, entry.style): entry for entry in sheet.key}
    return [
        *[_signed(sign_of(entry), entry.label, colour=entry.style.colour) for entry in different.values()],
        *map(guide_entry, sheet.guides),
    ]


def _filled(entry: KeyEntry, *, has_mark: bool) -> Component:
    style = {"color": entry.style.colour}
    filling = f"filling filling-{entry.style.symbol}"
    signs = [html.Span(className=filling, style=style, **dashed(aria_hidden="true"))]
    if has_mark:
        mark = SIGNS[entry.style.symbol]
        signs.append(html.Span(mark, className="sign", style=style, **dashed(aria_hidden="true")))
    return html.Li([*signs, html.Span(entry.label)])


def _editions(sheet: Sheet) -> list[Component]:
    """The series by their marks, then what a hollow mark, a solid one and a cross mean."""
    words = interface_words(sheet.selection.language)
    roles = {row.edition for row in sheet.rows}
    first = sheet.key[0].style
    signs = (
        ("earlier", OPEN_SIGNS[first.symbol]),
        ("newest", SIGNS[first.symbol]),
        ("print", PRINT_SIGN),
    )
    meanings = [_signed(sign, words(EDITION_WORDS[role])) for role, sign in signs if role in roles]
    series = [_signed(SIGNS[one.style.symbol], one.label, colour=one.style.colour) for one in sheet.key]
    return [*series, *meanings]


def _signed(sign: str, text: str, colour: str = "inherit") -> Component:
    mark = html.Span(sign, className="sign", style={"color": colour}, **dashed(aria_hidden="true"))
    return html.Li([mark, html.Span(text)])
