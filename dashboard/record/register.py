"""The evaluation sheet item by item, with the states of its initiatives: what pages and files tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from cachetools import LRUCache, cached

from dashboard.record.captions import page_text
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message, pick

HEADING_WORDS = {
    "aim": message("Mid-term aim"),
    "initiatives": message("Main initiatives of the past three fiscal years"),
    "result": message("Evaluation result"),
    "way-forward": message("Way forward"),
    "next-aim": message("Mid-term aim for the next evaluation"),
}
"""The sheet's headings in its order."""
STATE_WORDS = {
    "reported": message("Reported done by {by}"),
    "seen": message("Evidence seen: {by}"),
    "not-known": message("No evidence found; searched by {by}"),
}


def items_of(catalogue: Catalogue, objective: str, heading: str) -> list[Any]:
    """What the sheet says of an objective under a heading, in its order."""
    rows = catalogue.sheet_items.values()
    return [row for row in rows if row.objective == objective and row.heading == heading]


@cached(LRUCache(8))
def states_of(catalogue: Catalogue) -> Mapping[str, Sequence[Any]]:
    """The states of each item, the oldest first."""
    by_item: dict[str, list[Any]] = defaultdict(list)
    for row in catalogue.item_states.values():
        by_item[row.item].append(row)
    return by_item


def said_of(state: Any, words: Words) -> str:
    """A state and whose it is."""
    return words(STATE_WORDS[state.state], by=pick(state, "by", words.language))


def source_label(state: Any, words: Words) -> str:
    """What stands before a state's source."""
    return words("Searched: ") if state.state == "not-known" else words("Source: ")


def source_text(state: Any, catalogue: Catalogue, words: Words) -> str:
    """Where a state stands: in the sheet itself, another publication of ours, or a page named."""
    name = pick(state, "source", words.language)
    if state.publication == catalogue.sheet_items[state.item].publication:
        name = words("the evaluation sheet")
    elif state.publication:
        name = pick(catalogue.publications[state.publication], "title", words.language)
    place = page_text(state.page, words)
    return f"{name}{words(', ')}{place}" if place else name
