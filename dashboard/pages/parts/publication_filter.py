"""Which publications of the list are shown: by words, publisher, years, and how their figures were read.

The form states it in the address, so that it needs no script; with one the list narrows while a reader types
(assets/narrow.js).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cachetools import LRUCache, cached
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.address.places import SOURCES
from dashboard.address.selection import FIRST_YEAR, LAST_YEAR, Dropped, Selection
from dashboard.markup.html import dashed
from dashboard.pages import Visit, unseen_field
from dashboard.pages.parts.finding import FIND, LIVE, LONGEST, asked, named, plain_text
from dashboard.record.nearness import WORDS
from dashboard.record.queries import Catalogue
from dashboard.words import message, pick
from ingest.dating import dating_of

PUBLISHER, NEARNESS = "publisher", "nearness"
"""The options of the page's address that name a publisher, and a kind of place where figures were read."""
SOME, NONE = (
    message("{count} of {total} publications"),
    message("Nothing was found. Try fewer or other words, or clear the fields."),
)


@dataclass(frozen=True)
class PublicationEntry:
    """A line of the list: a publication of a publisher, or a publisher without any. ``year`` is that of the
    edition, else of its date, None where neither is known. The page looks for words in ``names`` of the
    publisher and ``texts`` of the publication, both as of ``plain_text``."""

    publisher: Any
    publication: Any | None
    year: int | None
    names: str
    texts: str


@cached(LRUCache(8))
def entries_of(catalogue: Catalogue) -> tuple[PublicationEntry, ...]:
    """The whole list: publishers in order, the publications of each from the newest on."""
    entries: dict[str, list[PublicationEntry]] = defaultdict(list)
    names = {row.id: plain_text(named(row, "name", "short")) for row in catalogue.publishers.values()}
    for row in catalogue.publications.values():
        publisher = catalogue.publishers[row.publisher]
        texts = plain_text([row.id, *named(row, "title")])
        entries[publisher.id].append(
            PublicationEntry(publisher, row, _year_of(row), names[publisher.id], texts)
        )
    for of_publisher in entries.values():
        of_publisher.sort(key=_age, reverse=True)
    return tuple(
        entry
        for publisher in catalogue.publishers.values()
        for entry in entries[publisher.id]
        or [PublicationEntry(publisher, None, None, names[publisher.id], "")]
    )


def _year_of(publication: Any) -> int | None:
    dating = dating_of(publication._mapping)
    days = [day for day in (dating.latest, dating.earliest) if day]
    return publication.edition_year or (days[0].year if days else None)


def _age(entry: PublicationEntry) -> tuple[int, str, str]:
    publication: Any = entry.publication
    latest = dating_of(publication._mapping).latest
    return entry.year or 0, latest.isoformat() if latest else "", publication.id


def is_narrowed(visit: Visit) -> bool:
    """Whether the address asks for some of the publications."""
    selection = visit.selection
    return any(_one(visit, name) for name in (FIND, PUBLISHER, NEARNESS)) or bool(
        selection.first or selection.last
    )


def wanted(visit: Visit, kinds: Mapping[str, Collection[str]]) -> Callable[[PublicationEntry], bool]:
    """Whether an entry is asked for; ``kinds`` are those of the places where a publication's figures were
    read. A publication of an unknown year is in no span of years."""
    parts = plain_text([asked(visit)]).split()
    publisher, nearness = _publisher(visit), _nearness(visit)
    first, last = visit.selection.first, visit.selection.last

    def is_wanted(entry: PublicationEntry) -> bool:
        id = entry.publication.id if entry.publication else ""
        year = entry.year
        return (
            all(part in entry.names or part in entry.texts for part in parts)
            and publisher in ("", entry.publisher.id)
            and (not nearness or nearness in kinds.get(id, ()))
            and (not first or (year is not None and year >= first))
            and (not last or (year is not None and year <= last))
        )

    return is_wanted


def not_understood(visit: Visit) -> tuple[Dropped, ...]:
    """What of the form's own options names nothing that there is."""
    read = {PUBLISHER: _publisher(visit), NEARNESS: _nearness(visit)}
    return tuple(
        Dropped(name, _one(visit, name), f"unknown-{name}")
        for name, value in read.items()
        if _one(visit, name) and not value
    )


def kept(visit: Visit) -> Selection:
    """What the ways to other pages of the list carry along."""
    return replace(visit.selection.plain(), first=visit.selection.first, last=visit.selection.last)


def filter_form(visit: Visit, publishers: Collection[Any], *, is_whole: bool) -> Component:
    """The fields. ``is_whole``: the page holds the whole list, so that a script can narrow it in place. A
    published copy has no form; there the fields come into sight with the script."""
    words = visit.words
    narrows = dashed(data_narrow="yes") if is_whole else LIVE
    fields = [
        _field(words("Words in the title"), type="search", id=FIND, name=FIND, value=asked(visit)),
        _choice(
            words("Publisher"),
            PUBLISHER,
            _publisher(visit),
            {row.id: pick(row, "short", visit.language) for row in publishers},
            every=words("any"),
        ),
        _choice(
            words("How figures were read"),
            NEARNESS,
            _nearness(visit),
            {kind: words(text) for kind, text in WORDS.items()},
            every=words("any"),
        ),
        _field(words("From year"), **_of_year("from", visit.selection.first)),
        _field(words("To year"), **_of_year("to", visit.selection.last)),
    ]
    if visit.published:
        return html.Div(fields, className="years search narrowing", role="search", hidden=True, **narrows)
    carried = [unseen_field(name, values) for name, values in visit.selection.plain().options().items()]
    show = html.Button(words("Show"), type="submit", className="button")
    return html.Form(
        [*carried, *fields, show],
        className="years search narrowing",
        action=SOURCES,
        method="get",
        role="search",
        **narrows,
    )


def told(visit: Visit, count: int, total: int) -> Component:
    """How many are shown of all; a script says it anew. Nothing where nothing was asked for."""
    words = visit.words
    text = words(SOME, count=count, total=total) if count else words(NONE)
    return html.P(
        text if is_narrowed(visit) else "",
        className="found",
        role="status",
        **dashed(data_some=words(SOME, count="{count}", total=total), data_none=words(NONE)),
    )


def _one(visit: Visit, name: str) -> str:
    return next(iter(visit.own.get(name, ())), "")


def _publisher(visit: Visit) -> str:
    publisher = _one(visit, PUBLISHER)
    return publisher if publisher in visit.catalogue.publishers else ""


def _nearness(visit: Visit) -> str:
    nearness = _one(visit, NEARNESS)
    return nearness if nearness in WORDS else ""


def _of_year(name: str, year: int | None) -> dict[str, Any]:
    return {"type": "number", "name": name, "value": year, "min": FIRST_YEAR, "max": LAST_YEAR}


def _field(label: str, **attributes: Any) -> Component:
    return html.Label(
        [html.Span(label), dcc.Input(maxLength=LONGEST, autoComplete="off", **attributes)],
    )


def _choice(label: str, name: str, chosen: str, texts: Mapping[str, str], *, every: str) -> Component:
    options = [html.Option(every, value="", selected=not chosen)]
    options += [html.Option(text, value=id, selected=id == chosen) for id, text in texts.items()]
    return html.Label([html.Span(label), html.Select(options, name=name)])
