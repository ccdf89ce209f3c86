"""By what the list of series is narrowed besides words: publisher, waters and quantity, each as an option of
the address, with how many series each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache, cached
from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.finding import FIND, OPTIONS, matching, series_texts
from dashboard.record.queries import Catalogue
from dashboard.words import message, pick

PUBLISHER, WATERS, QUANTITY = "publisher", "waters", "quantity"
FACETS = {
    PUBLISHER: message("Publisher"),
    WATERS: message("Waters"),
    QUANTITY: message("Quantity"),
}
SERIES_OPTIONS = (*OPTIONS, *FACETS)
"""What the address of a page says that lets choose series."""


@dataclass(frozen=True)
class Narrowed:
    """The series that are found, and for each facet how many each of its values would leave, with the other
    facets and the words as they are."""

    rows: Sequence[Any]
    counts: Mapping[str, Mapping[str, int]]


def is_narrowed(visit: Visit) -> bool:
    """Whether the address asks for some of the series."""
    return any(any(visit.own.get(name, ())) for name in (FIND, *FACETS))


def narrowed(visit: Visit, rows: Sequence[Any]) -> Narrowed:
    """The series in which every word stands and that have the value of each facet that the address names."""
    texts, values = series_texts(visit.catalogue), _values(visit.catalogue)
    found = matching(visit, rows, lambda row: texts[row.id])
    asked = {facet: value for facet in FACETS if (value := chosen(visit, facet))}

    def left_by(facets: Collection[str]) -> list[Any]:
        return [row for row in found if all(asked[one] in values[one].get(row.id, ()) for one in facets)]

    counts = {
        facet: Counter(
            value
            for row in left_by([other for other in asked if other != facet])
            for value in values[facet].get(row.id, ())
        )
        for facet in FACETS
    }
    return Narrowed(left_by(list(asked)), counts)


def chosen(visit: Visit, facet: str) -> str:
    """The value of a facet that the address names; "" for none, or where there is none like it."""
    value = next(iter(visit.own.get(facet, ())), "")
    return value if value in _rows(visit.catalogue, facet) else ""


def facet_fields(visit: Visit, found: Narrowed) -> list[Component]:
    """A list to choose from a facet, with the values that leave any series, and that which is chosen."""
    words = visit.words
    fields: list[Component] = []
    for facet, label in FACETS.items():
        now, counts = chosen(visit, facet), found.counts[facet]
        options = [html.Option(words("any"), value="", selected=not now)]
        for id, row in _rows(visit.catalogue, facet).items():
            if counts.get(id) or id == now:
                name = pick(row, "short" if facet == PUBLISHER else "name", visit.language)
                text = words("{name} ({count})", name=name, count=counts.get(id, 0))
                options.append(html.Option(text, value=id, selected=id == now))
        fields.append(html.Label([html.Span(words(label)), html.Select(options, name=facet)]))
    return fields


def _rows(catalogue: Catalogue, facet: str) -> Mapping[str, Any]:
    """The values of a facet, in the order of the catalogue."""
    return {PUBLISHER: catalogue.publishers, WATERS: catalogue.regions, QUANTITY: catalogue.units}[facet]


@cached(LRUCache(8))
def _values(catalogue: Catalogue) -> Mapping[str, Mapping[str, Collection[str]]]:
    """The values of each facet that each series has."""
    regions: dict[str, set[str]] = {}
    for region, areas in catalogue.region_areas.items():
        for area in areas:
            regions.setdefault(area, set()).add(region)
    series = catalogue.series.values()
    return {
        PUBLISHER: {row.id: {row.publisher} for row in series},
        WATERS: {row.id: regions.get(row.area, set()) for row in series},
        QUANTITY: {row.id: {row.unit} for row in series},
    }
