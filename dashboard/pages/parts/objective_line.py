"""An objective of the evaluation sheet in a line: its name, and what is known of its initiatives by now."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.evaluation_sheet import OBJECTIVES
from dashboard.record.periods import day_label
from dashboard.record.register import items_of, states_of
from dashboard.words import message, pick

INITIATIVES = "initiatives"
"""The heading of the sheet that they stand under."""
REPORTED, SEEN, NOT_KNOWN = "reported", "seen", "not-known"
COUNTED = {
    REPORTED: message("{count} items reported done"),
    SEEN: message("evidence, at least in part, for {count}"),
    NOT_KNOWN: message("no evidence found for {count}"),
}
"""What is known of what the sheet reports of an objective."""


def objective_line(visit: Visit, objective: Any) -> Component:
    """The line, to open for the aim and for what the sheet records of it."""
    words, language = visit.words, visit.language
    name = pick(objective, "name", language)
    return html.Details(
        [
            html.Summary([html.Strong(name), " ", html.Span(_known(visit, objective), className="known")]),
            html.P(pick(objective, "aim", language)),
            html.P(
                [
                    html.Strong(words("The evaluation sheet records: ")),
                    pick(objective, "facts", language),
                ]
            ),
            html.P(
                html.A(
                    words("Every initiative and its evidence"),
                    href=f"{visit.plain(OBJECTIVES)}#objective-{objective.id}",
                )
            ),
        ],
        id=f"sheet-{objective.id}",
    )


def _known(visit: Visit, objective: Any) -> str:
    """How much the sheet reports done, for how much of it evidence was seen, and when that was last asked."""
    words, catalogue = visit.words, visit.catalogue
    by_item = [
        states_of(catalogue).get(item.id, ()) for item in items_of(catalogue, objective.id, INITIATIVES)
    ]
    kinds = [{state.state for state in states} for states in by_item]
    found = {
        REPORTED: sum(REPORTED in kind for kind in kinds),
        SEEN: sum(SEEN in kind for kind in kinds),
        NOT_KNOWN: sum(NOT_KNOWN in kind and SEEN not in kind for kind in kinds),
    }
    parts = [words(COUNTED[kind], count=count) for kind, count in found.items() if count]
    days = [state.dated for states in by_item for state in states]
    if days:
        day = day_label(max(days), visit.language)
        parts.append(words("last looked at on {day}", day=day))
    return words("; ").join(parts)
