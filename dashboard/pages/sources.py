"""Sources: every publisher, what it counts, its publications, and which figures came from each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.places import AT, SOURCES
from dashboard.address.selection import Selection
from dashboard.markup.html import dashed, to_html
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.finding import OPTIONS, page_asked, page_of, pager
from dashboard.pages.parts.frame import dropped_notice, linked, page_title
from dashboard.pages.parts.publication_filter import (
    NEARNESS,
    PUBLISHER,
    PublicationEntry,
    entries_of,
    filter_form,
    is_narrowed,
    not_understood,
    told,
    wanted,
)
from dashboard.pages.parts.publication_filter import (
    kept as carried_along,
)
from dashboard.pages.parts.publication_line import Known, known_of, publication_line
from dashboard.pages.parts.read_at import nearness_sign
from dashboard.pages.parts.worked_out import parts_linked, series_linked
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.nearness import WORDS
from dashboard.record.queries import Catalogue, Database, kept, observation_rows, stated
from dashboard.words import message, pick

ENTRIES_SHOWN = 200
"""Publications on one page. Where all stand on one, those that are not asked for are there unseen, so that a
script can show them at once."""


def build(visit: Visit) -> View:
    """Publishers in order, each with everything that came from it: a line a publication."""
    words, selection = visit.words, visit.selection
    point: Any = {"published": selection.published, "recorded": selection.recorded}
    every = entries_of(visit.catalogue)
    standing = stated(visit.engine, **point)
    is_wanted = wanted(visit, standing.nearness_of)
    is_whole = bool(visit.published) or len(every) <= ENTRIES_SHOWN
    entries = every if is_whole else [entry for entry in every if is_wanted(entry)]
    found = page_of(entries, _page_asked(visit, entries), max(ENTRIES_SHOWN, len(every) if is_whole else 0))
    known = _known(visit, tuple(entry.publication.id for entry in found.items if entry.publication))
    before = entries[found.first - 2].publisher if found.first > 1 else None
    publications = [entry for entry in every if entry.publication]
    shown = sum(1 for entry in entries if entry.publication and is_wanted(entry))
    groups = [
        (publisher, list(of_publisher))
        for publisher, of_publisher in groupby(found.items, key=lambda entry: entry.publisher)
    ]
    content = html.Div(
        [
            html.H1(words("Sources"), className="page-title"),
            *dropped_notice(replace(visit, dropped=not_understood(visit))),
            html.P(
                words(
                    "{figures} figures, all editions counted, from {publications} of {total} publications. "
                    "The originator is named first; where a figure was read in a reprint, the "
                    "page says so.",
                    figures=standing.figures,
                    publications=len(standing.nearness_of),
                    total=len(publications),
                ),
                className="lead",
            ),
            _nearness(visit, standing.by_nearness),
            html.Div(
                [
                    filter_form(visit, visit.catalogue.publishers.values(), is_whole=is_whole),
                    told(visit, shown, len(publications)),
                ],
                className="finding",
            ),
            None if is_narrowed(visit) else _contents(visit, [publisher for publisher, _ in groups]),
            *[
                _publisher(visit, of_publisher, known, is_wanted=is_wanted, is_continued=publisher is before)
                for publisher, of_publisher in groups
            ],
            pager(visit, carried_along(visit), SOURCES, found),
            _legal(visit),
        ]
    )

    undecided = undecided_of(visit, selection.plain(), of_every_series=True)
    scripts = ("narrow.js",) if is_whole else ("change.js",)
    return View(page_title(PAGE.name, visit.language), content, undecided=undecided, scripts=scripts)


def _place_asked(visit: Visit) -> str:
    """The place on the page that the address names; "" for none."""
    return next(iter(visit.own.get(AT, ())), "")


def _page_asked(visit: Visit, entries: Sequence[PublicationEntry]) -> int:
    """The page that the address names, or that on which the place stands that it names."""
    kind, _, id = _place_asked(visit).partition("-")
    if any(name in visit.own for name in OPTIONS) or not id:
        return page_asked(visit)
    if kind == "definition" and id in visit.catalogue.definitions:
        kind, id = "publisher", visit.catalogue.definitions[id].publisher
    for number, entry in enumerate(entries):
        row = entry.publication if kind == "publication" else entry.publisher
        if row is not None and row.id == id:
            return number // ENTRIES_SHOWN + 1
    return 1


def _nearness(visit: Visit, counts: Mapping[str, int]) -> Component | None:
    """How many figures were read how near the original."""
    words = visit.words
    items = [
        html.Li([nearness_sign(kind, words), " ", words(": ").join((words(WORDS[kind]), str(counts[kind])))])
        for kind in WORDS
        if counts.get(kind)
    ]
    return html.Ul(items, className="nearness-counts") if items else None


def _known(visit: Visit, publications: tuple[str, ...]) -> Mapping[str, Known]:
    """What is known of publications, by id.

    Every link to a source asks for this page with another line open: what stands behind the lines is found
    and written once for all of them. A copy as files has other addresses, and asks once.
    """
    plain = visit.selection.plain()
    if visit.published:
        return _found(visit.engine, visit.catalogue, plain, publications)
    return _written(visit.engine, visit.catalogue, plain, publications)


@kept(16)
def _written(
    database: Database, catalogue: Catalogue, plain: Selection, publications: tuple[str, ...]
) -> Mapping[str, Known]:
    found = _found(database, catalogue, plain, publications)
    return {id: replace(known, article=Markup(to_html(known.article))) for id, known in found.items()}


def _found(
    database: Database, catalogue: Catalogue, plain: Selection, publications: tuple[str, ...]
) -> Mapping[str, Known]:
    """By every standing observation, superseded editions too, of the publication that states it."""
    by_publication: dict[str, list[Observation]] = defaultdict(list)
    rows = observation_rows(
        database,
        publications=publications,
        published=plain.published,
        recorded=plain.recorded,
        every_part=True,
    )
    for observation in captions.observations_in(rows):
        by_publication[observation.publication].append(observation)
    visit = Visit(database, catalogue, plain)
    return {id: known_of(visit, catalogue.publications[id], by_publication[id]) for id in publications}


def _contents(visit: Visit, publishers: Sequence[Any]) -> Component:
    links = [
        html.Li(html.A(pick(row, "short", visit.language), href=f"#publisher-{row.id}")) for row in publishers
    ]
    return html.Nav(html.Ul(links), className="contents", **dashed(aria_label=visit.words("Publishers")))


def _terms(visit: Visit, publisher: Any) -> Component:
    """What a publisher says of the reuse of its figures, and where; or that this is not known to us."""
    words, terms = visit.words, pick(publisher, "terms", visit.language)
    said = linked(terms, publisher.terms_url) if terms else words("not known to us")
    return html.P([words("Terms of reuse: "), said], className="row-note")


def _publisher(
    visit: Visit,
    entries: Sequence[PublicationEntry],
    known: Mapping[str, Known],
    *,
    is_wanted: Callable[[PublicationEntry], bool],
    is_continued: bool,
) -> Component:
    """A publisher with what it counts and its publications; the former stands where it begins."""
    words, publisher = visit.words, entries[0].publisher
    name = linked(pick(publisher, "name", visit.language), publisher.url)
    lines = [
        publication_line(
            visit,
            entry,
            known[entry.publication.id],
            is_open=_place_asked(visit) == f"publication-{entry.publication.id}",
            is_hidden=not is_wanted(entry),
        )
        for entry in entries
        if entry.publication
    ]
    count = sum(known[entry.publication.id].figures for entry in entries if entry.publication)
    tally = words("{publications} publications, {figures} figures", publications=len(lines), figures=count)
    return html.Section(
        id=f"publisher-{publisher.id}",
        className="publisher",
        hidden=not any(is_wanted(entry) for entry in entries),
        children=[
            html.H2([name, words(" (continued)")] if is_continued else name),
            html.P(tally, className="tally") if is_continued else _about(visit, publisher, tally),
            html.Ul(lines, className="publications") if lines else None,
        ],
        **dashed(data_publisher=publisher.id, data_find=entries[0].names),
    )


def _about(visit: Visit, publisher: Any, tally: str) -> Component:
    """What a publisher counts and says of reuse, on demand."""
    words, catalogue = visit.words, visit.catalogue
    definitions = [row for row in catalogue.definitions.values() if row.publisher == publisher.id]
    worked_out = [catalogue.series[id] for id in catalogue.derived_series if id in catalogue.series]
    note = pick(publisher, "note", visit.language)
    places = {f"publisher-{publisher.id}", *(f"definition-{row.id}" for row in definitions)}
    return html.Details(
        [
            html.Summary([html.Span(tally, className="tally"), " ", words("What it counts; terms of reuse")]),
            html.P(note) if note else None,
            _terms(visit, publisher),
            html.Div(
                [
                    *[_definition(visit, row) for row in definitions],
                    *[_worked_out(visit, row) for row in worked_out if row.publisher == publisher.id],
                ],
                className="definition-list",
            ),
        ],
        className="publisher-about",
        open=_place_asked(visit) in places,
    )


def _worked_out(visit: Visit, series: Any) -> Component:
    """A series that the publisher does not print: of which it is worked out, and what that assumes."""
    note = pick(series, "note", visit.language)
    return html.Div(
        [
            html.H3(series_linked(visit, series.id)),
            html.P([visit.words("Worked out from: "), parts_linked(visit, series.id)]),
            html.P(note) if note else None,
        ],
        className="definition-text",
    )


def _definition(visit: Visit, definition: Any) -> Component:
    citation = pick(definition, "citation", visit.language)
    return html.Div(
        [
            html.H3(pick(definition, "name", visit.language)),
            html.P(pick(definition, "text", visit.language)),
            html.P(citation, className="citation") if citation else None,
        ],
        id=f"definition-{definition.id}",
        className="definition-text",
    )


def _legal(visit: Visit) -> Component:
    """Definitions of law, which no publisher owns."""
    rows = [row for row in visit.catalogue.definitions.values() if row.publisher is None]
    places = {f"definition-{row.id}" for row in rows}
    return html.Details(
        [
            html.Summary(html.H2(visit.words("Definitions in law"))),
            *[_definition(visit, row) for row in rows],
        ],
        className="folded",
        open=_place_asked(visit) in places,
    )


PAGE = Page(
    path=SOURCES,
    position=41,
    name=message("Sources"),
    group="figures",
    build=build,
    options=(*OPTIONS, AT, PUBLISHER, NEARNESS),
)
