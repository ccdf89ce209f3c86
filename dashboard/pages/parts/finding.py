"""A long list a page at a time, and a search in it: a form and links, which need no script.

Where scripts run the search answers while it is typed (assets/change.js).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from cachetools import LRUCache, cached
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.address.places import AT
from dashboard.address.selection import Selection
from dashboard.markup.html import dashed
from dashboard.pages import Visit, unseen_field
from dashboard.record.queries import Catalogue
from dashboard.words import LANGUAGES, pick

FIND, PAGE = "find", "page"
"""What an address looks for in a page's list, and which page of it is shown, from 1."""
OPTIONS = (FIND, PAGE)
LONGEST = 100
"""Letters that are looked for."""
LIVE = dashed(data_live="yes")

Item = TypeVar("Item")


@dataclass(frozen=True)
class ResultPage(Generic[Item]):
    """One page of what was found: ``items`` are number ``first`` on of ``count``."""

    items: Sequence[Item]
    first: int
    count: int
    page: int
    pages: int


def asked(visit: Visit) -> str:
    """What the address looks for, as typed; "" for everything."""
    return next(iter(visit.own.get(FIND, ())), "")[:LONGEST]


def is_asked(visit: Visit) -> bool:
    """Whether the address opens a list at all."""
    return any(name in visit.own for name in OPTIONS)


def page_asked(visit: Visit, option: str = PAGE) -> int:
    """The page of a list that an option of the address names; 1 where it names none."""
    text = next(iter(visit.own.get(option, ())), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def matching(visit: Visit, items: Iterable[Item], texts: Callable[[Item], str]) -> list[Item]:
    """The items in whose ``texts``, as of ``plain_text``, every word stands that the address looks for."""
    parts = plain_text([asked(visit)]).split()
    return [item for item in items if all(part in texts(item) for part in parts)] if parts else list(items)


def page_of(items: Sequence[Item], page: int, most: int) -> ResultPage[Item]:
    """One page of items, ``most`` on each; the last one where the address asks for a later one."""
    pages = max(1, -(-len(items) // most))
    page = min(max(page, 1), pages)
    start = (page - 1) * most
    return ResultPage(items[start : start + most], start + 1, len(items), page, pages)


def plain_text(texts: Iterable[str]) -> str:
    """Texts as a search reads them: full-width and capital letters are those of everyday."""
    return unicodedata.normalize("NFKC", "\n".join(texts)).casefold()


def named(row: Any, *names: str) -> list[str]:
    """What a row is called, in every language."""
    return [pick(row, name, language) for name in names for language in LANGUAGES]


@cached(LRUCache(8))
def series_texts(catalogue: Catalogue) -> Mapping[str, str]:
    """What a series is looked for by: its names, id, publisher and waters, in every language."""
    return {
        row.id: plain_text(
            [
                row.id,
                *named(row, "name", "short"),
                *named(catalogue.publishers[row.publisher], "name", "short"),
                *named(catalogue.areas[row.area], "name"),
            ]
        )
        for row in catalogue.series.values()
    }


def search_form(
    visit: Visit, selection: Selection, path: str, label: str, *, more: Sequence[Component] = ()
) -> Component:
    """A field to search a page's list, and ``more``; the rest of the address is carried along unseen."""
    words = visit.words
    return html.Form(
        [
            *[unseen_field(name, values) for name, values in selection.options().items()],
            unseen_field(PAGE, ["1"]),
            html.Label(
                [
                    html.Span(label),
                    dcc.Input(
                        type="search",
                        id=FIND,
                        name=FIND,
                        value=asked(visit),
                        maxLength=LONGEST,
                        autoComplete="off",
                    ),
                ]
            ),
            *more,
            html.Button(words("Search"), type="submit", className="button"),
        ],
        id="search",
        className="years search narrowing" if more else "years search",
        action=path,
        method="get",
        role="search",
        **LIVE,
    )


def told(visit: Visit, found: ResultPage[Any]) -> Component:
    """How many were found, and which of them are shown."""
    words = visit.words
    if not found.count:
        text = words("Nothing was found. Try fewer or other words.")
    elif found.pages == 1:
        text = words("1 found") if found.count == 1 else words("{count} found", count=found.count)
    else:
        last = found.first + len(found.items) - 1
        text = words("{first}–{last} of {count}", first=found.first, last=last, count=found.count)
    return html.P(text, className="found")


def pager(
    visit: Visit, selection: Selection, path: str, found: ResultPage[Any], *, option: str = PAGE
) -> Component | None:
    """The ways to the page before and after, which ``option`` names; None where all stand on one."""
    if found.pages == 1:
        return None
    words = visit.words

    def way(name: str, text: str, page: int) -> Component:
        if not 1 <= page <= found.pages:
            return html.Span(text, className="off")
        own = {name: visit.own[name] for name in visit.own if name != AT} | {option: [str(page)]}
        href = replace(visit, own=own).address(path, selection)
        return html.A(text, href=href, rel=name, **LIVE, **dashed(data_focus=f"{option}-{name}"))

    return html.Nav(
        [
            way("prev", words("← Previous"), found.page - 1),
            html.Span(words("Page {page} of {pages}", page=found.page, pages=found.pages)),
            way("next", words("Next →"), found.page + 1),
        ],
        className="pager",
        **dashed(aria_label=words("Pages of the list")),
    )
