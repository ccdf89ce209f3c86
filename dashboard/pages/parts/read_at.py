"""Where a figure was read, with the sign that says how near that is to the original."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.record.captions import CONFIDENCE_WORDS, Observation
from dashboard.record.nearness import ORIGINAL, WORDS
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import SheetRow
from dashboard.words import Words

CONFIRMED = "confirmed2"
"""The confidence of what two separately published pages print."""


def nearness_sign(kind: str, words: Words, *, confidence: str = CONFIRMED) -> Component:
    """The sign alone, a small shape; what it says is read out, and shown at the pointer. A figure that
    nobody but one page prints has a broken outline, unless that page is the original."""
    said, name = words(WORDS[kind]), f"nearness is-{kind}"
    if is_alone(kind, confidence):
        said, name = words("; ").join((said, words(CONFIDENCE_WORDS[confidence]))), f"{name} is-alone"
    return html.Span(className=name, role="img", title=said, **dashed(aria_label=said))


def is_alone(kind: str, confidence: str) -> bool:
    """Whether a figure rests on one page that is not the original, or on none that is recorded."""
    return kind != ORIGINAL and confidence != CONFIRMED


def sign_of(observation: Observation, catalogue: Catalogue, words: Words) -> Component:
    """The sign of a figure."""
    kind = catalogue.places[observation.place].kind
    return nearness_sign(kind, words, confidence=observation.confidence)


def read_at(row: SheetRow, words: Words) -> Component:
    """The place where a figure of a table was read."""
    sign = nearness_sign(row.nearness, words, confidence=row.observation.confidence)
    return html.Span([sign, " ", row.place], className="place")


def nearness_key(rows: Iterable[SheetRow], words: Words) -> Component | None:
    """What the signs of a table say."""
    shown = {(row.nearness, row.observation.confidence) for row in rows}
    among = {kind for kind, _ in shown}
    items = [
        html.Span([nearness_sign(kind, words), " ", words(WORDS[kind])]) for kind in WORDS if kind in among
    ]
    if any(is_alone(*each) for each in shown):
        items.append(html.Span(words("broken outline: on one page alone")))
    return html.P(items, className="table-hint nearness-key") if items else None
