"""What a published site holds: every page that has something to say without a server, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import dashboard.pages
from dashboard.charts.card import card_selection
from dashboard.charts.revisions import revised_years
from dashboard.collect import collect
from dashboard.pages import Page
from dashboard.publish.links import page_place
from dashboard.queries import Catalogue, Database
from dashboard.selection import Selection


@dataclass(frozen=True)
class Published:
    """A page of the site: the dashboard's page by its path, with its selection."""

    path: str
    selection: Selection

    @property
    def place(self) -> str:
        return page_place(self.path, self.selection)

    def in_language(self, language: str) -> Published:
        return replace(self, selection=self.selection.with_language(language))


def pages() -> dict[str, Page]:
    """The dashboard's pages that need no server, by path, in the order of the navigation."""
    found = sorted(collect(dashboard.pages, "PAGE").values(), key=lambda page: page.position)
    return {page.path: page for page in found if not page.needs_server}


def plan(engine: Database, catalogue: Catalogue, languages: Sequence[str]) -> list[Published]:
    """Each page as it first stands; Trends for every series and indicator, Compare for every region,
    Revisions for every series that has any."""
    chosen: list[tuple[str, Selection]] = [(path, Selection()) for path in pages()]
    chosen += [("/trends", Selection(series=(one,))) for one in catalogue.series]
    chosen += [("/trends", card_selection(catalogue, one, Selection())) for one in catalogue.indicators]
    chosen += [("/compare", Selection(region=one)) for one in catalogue.regions]
    revised = revised_years(engine, catalogue, Selection())
    chosen += [("/revisions", Selection(series=(one,))) for one in revised]
    return [
        Published(path, selection.with_language(language))
        for language in languages
        for path, selection in chosen
    ]
