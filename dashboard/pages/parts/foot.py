"""The foot of every page: who runs the site and how to reach them, and how new the figures are."""

from __future__ import annotations

from collections.abc import Sequence

from cachetools import LRUCache, cached
from dash import html
from dash.development.base_component import Component

from dashboard.address.operator import address_in, operator
from dashboard.pages import Page, Visit
from dashboard.pages.parts.as_of import shown_editions
from dashboard.pages.parts.releases import release_in_short
from dashboard.record.periods import day_label, year_label
from dashboard.record.queries import Catalogue
from dashboard.record.releases import Release, late_and_due
from dashboard.words import message
from dashboard.words.eras import ERA_CHOICES, Language

ABOUT = "/about"
"""The page that says what the site is and whose."""
EXAMPLE = 2024
BLANK = message(
    "Counts are their publishers' own, by calendar year where no fiscal year is named. A blank is a figure "
    "that is not known to us, never a zero."
)


def foot(visit: Visit, page: Page) -> list[Component]:
    """The operator, how new the figures are, what a blank is, and how years are written."""
    return [
        html.P(" ".join(_figures(visit))),
        html.P(visit.words(BLANK)),
        *_years(visit, page),
        html.Ul([html.Li(item) for item in _office(visit)], className="office"),
    ]


def _years(visit: Visit, page: Page) -> list[Component]:
    """The ways to write years in Japanese, each shown by an example; a copy of the site has one."""
    if visit.language != "ja" or visit.published:
        return []
    links: list[Component | str] = []
    for eras in ERA_CHOICES:
        example = year_label(EXAMPLE, Language("ja", eras))
        here = eras == visit.selection.eras
        address = visit.address(page.path, visit.selection.with_eras(eras))
        links += [" ", html.Strong(example) if here else html.A(example, href=address)]
    return [html.P([visit.words("Years are written: "), *links], className="years-written")]


def _figures(visit: Visit) -> list[str]:
    """When the record last changed, which editions are shown, and the next regular edition that is due."""
    words, version = visit.words, visit.catalogue.version
    updated = day_label(version.recorded_at.date(), visit.language) if version.recorded_at else "—"
    said = [words("Figures last changed: {updated} (UTC).", updated=updated), shown_editions(visit)]
    return said if visit.selection.is_as_of else [*said, *_next(visit)]


def _next(visit: Visit) -> list[str]:
    """The next regular edition by its usual day, and how many are late by theirs."""
    words, (late, due) = visit.words, _editions_to_come(visit.catalogue)
    texts = []
    if due:
        edition = release_in_short(due[0], visit.catalogue.publishers, words, recorded=None)
        texts.append(words("Next regular edition: {edition}.", edition=edition))
    if late:
        texts.append(words("Usually out by now, not in this record: {count}.", count=len(late)))
    return texts


@cached(LRUCache(8))
def _editions_to_come(catalogue: Catalogue) -> tuple[Sequence[Release], Sequence[Release]]:
    """Those that are late and those that are due on the day of a catalogue; every page tells them."""
    moment = catalogue.version.recorded_at
    return late_and_due(catalogue.publications.values(), moment.date() if moment else None)


def as_link(text: str) -> str | Component:
    """What the operator says, as a link where it is an address."""
    address = address_in(text)
    return html.A(text, href=address) if address else text


def _office(visit: Visit) -> list[str | Component | list[str | Component]]:
    words, said = visit.words, operator(visit.language)
    about = visit.plain(ABOUT)
    return [
        *([words("Operator: {name}", name=said.name)] if said.name else []),
        *([[words("Contact: "), as_link(said.contact)]] if said.contact else []),
        html.A(words("Terms and licence"), href=f"{about}#terms"),
        html.A(words("Accessibility"), href=f"{about}#accessibility"),
        html.A(words("About this copy") if visit.published else words("About this site"), href=about),
    ]
