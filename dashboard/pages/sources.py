"""Sources: every publisher, what it counts, its publications, and which figures came from each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from cachetools import LRUCache, cached
from dash import html
from dash.development.base_component import Component

from dashboard.address.places import AT, SOURCES
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.finding import (
    OPTIONS,
    asked,
    matching,
    named,
    page_asked,
    page_of,
    pager,
    plain_text,
    search_form,
    told,
)
from dashboard.pages.parts.frame import linked, page_title
from dashboard.pages.parts.read_at import nearness_sign
from dashboard.pages.parts.worked_out import parts_linked, series_linked
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.nearness import WORDS
from dashboard.record.queries import Catalogue, count_by_nearness, count_stated, observation_rows
from dashboard.words import message, pick
from ingest.dating import NOT_KNOWN, dating_of

ENTRIES_SHOWN = 90
"""Publications on one page."""


@dataclass(frozen=True)
class Entry:
    """A line of the list: a publication of a publisher, or a publisher without any. ``texts`` is what it is
    looked for by."""

    publisher: Any
    publication: Any | None
    texts: str


def build(visit: Visit) -> View:
    """Publishers in order, each with everything that came from it: a page of them, or of those found."""
    words, catalogue, selection = visit.words, visit.catalogue, visit.selection
    entries = matching(visit, entries_of(catalogue), lambda entry: entry.texts)
    most = max(len(entries), 1) if visit.published else ENTRIES_SHOWN
    found = page_of(entries, _page_asked(visit, entries), most)
    publications = [entry.publication.id for entry in found.items if entry.publication]
    figures = _by_publication(visit, publications)
    by_publisher = [
        (publisher, [entry.publication for entry in of_publisher if entry.publication])
        for publisher, of_publisher in groupby(found.items, key=lambda entry: entry.publisher)
    ]
    before = entries[found.first - 2].publisher if found.first > 1 else None
    point: Any = {"published": selection.published, "recorded": selection.recorded}
    figure_count, publication_count = count_stated(visit.engine, **point)
    content = html.Div(
        [
            html.H1(words("Sources"), className="page-title"),
            html.P(
                words(
                    "{figures} figures, all editions counted, from {publications} publications. "
                    "The originator is named first; where a figure was read in a reprint, the "
                    "page says so.",
                    figures=figure_count,
                    publications=publication_count,
                ),
                className="lead",
            ),
            _nearness(visit, count_by_nearness(visit.engine, **point)),
            None
            if visit.published
            else html.Div(
                [
                    search_form(visit, selection.plain(), SOURCES, words("Publication or publisher")),
                    told(visit, found) if asked(visit) or found.pages > 1 else None,
                ],
                className="finding",
            ),
            html.Nav(
                _contents(visit, [publisher for publisher, _ in by_publisher]),
                className="contents",
                **dashed(aria_label=words("Publishers")),
            ),
            *[
                _publisher(visit, publisher, rows, figures, is_continued=publisher is before)
                for publisher, rows in by_publisher
            ],
            pager(visit, selection.plain(), SOURCES, found),
            _legal(visit),
        ]
    )

    undecided = undecided_of(visit, selection.plain(), of_every_series=True)
    scripts = () if visit.published else ("change.js",)
    return View(page_title(PAGE.name, visit.language), content, undecided=undecided, scripts=scripts)


@cached(LRUCache(8))
def entries_of(catalogue: Catalogue) -> tuple[Entry, ...]:
    """The whole list: publishers in order, the publications of each from the newest on."""
    publications: dict[str, list[Any]] = defaultdict(list)
    for row in reversed(catalogue.publications.values()):
        publications[row.publisher].append(row)
    return tuple(
        Entry(
            publisher,
            row,
            plain_text(
                [
                    *named(publisher, "name", "short"),
                    *([row.id, *named(row, "title")] if row else []),
                ]
            ),
        )
        for publisher in catalogue.publishers.values()
        for row in publications[publisher.id] or [None]
    )


def _page_asked(visit: Visit, entries: Sequence[Entry]) -> int:
    """The page that the address names, or that on which the place stands that it names."""
    kind, _, id = next(iter(visit.own.get(AT, ())), "").partition("-")
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


def _by_publication(visit: Visit, publications: Sequence[str]) -> dict[str, list[Observation]]:
    """Every standing observation, superseded editions too, by the publication that states it."""
    by_publication: dict[str, list[Observation]] = defaultdict(list)
    rows = observation_rows(
        visit.engine,
        publications=publications,
        published=visit.selection.published,
        recorded=visit.selection.recorded,
        every_part=True,
    )
    for observation in captions.observations_in(rows):
        by_publication[observation.publication].append(observation)
    return by_publication


def _contents(visit: Visit, publishers: Sequence[Any]) -> Component:
    return html.Ul(
        [
            html.Li(html.A(pick(row, "short", visit.language), href=f"#publisher-{row.id}"))
            for row in publishers
        ]
    )


def _terms(visit: Visit, publisher: Any) -> Component:
    """What a publisher says of the reuse of its figures, and where; or that this is not known to us."""
    words, terms = visit.words, pick(publisher, "terms", visit.language)
    said = linked(terms, publisher.terms_url) if terms else words("not known to us")
    return html.P([words("Terms of reuse: "), said], className="row-note")


def _publisher(
    visit: Visit,
    publisher: Any,
    publications: Sequence[Any],
    figures: Mapping[str, list[Observation]],
    *,
    is_continued: bool,
) -> Component:
    """A publisher with what it counts and its publications; the former stands where it begins."""
    words, catalogue, language = visit.words, visit.catalogue, visit.language
    definitions = [row for row in catalogue.definitions.values() if row.publisher == publisher.id]
    worked_out = [catalogue.series[id] for id in catalogue.derived_series if id in catalogue.series]
    worked_out = [row for row in worked_out if row.publisher == publisher.id]
    note = pick(publisher, "note", language)
    about = [
        html.P(note) if note else None,
        _terms(visit, publisher),
        html.Div(
            [
                *[_definition(visit, row) for row in definitions],
                *[_worked_out(visit, row) for row in worked_out],
            ],
            className="definition-list",
        ),
    ]
    return html.Section(
        id=f"publisher-{publisher.id}",
        className="publisher",
        children=[
            html.H2(linked(pick(publisher, "name", language), publisher.url)),
            *([] if is_continued else about),
            html.H3(
                words("Publications and the figures taken from them, continued")
                if is_continued
                else words("Publications and the figures taken from them")
            ),
            html.Div(
                [_publication(visit, row, figures.get(row.id, [])) for row in publications],
                className="publications",
            ),
        ],
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


def _publication(visit: Visit, publication: Any, figures: list[Observation]) -> Component:
    words, language = visit.words, visit.language
    dating = dating_of(publication._mapping)
    published = (
        words("Date of publication not known to us")
        if dating == NOT_KNOWN
        else words("Published: {when}", when=captions.dating_text(dating, words))
    )
    dated_by = visit.catalogue.places.get(publication.dated_by)
    none = (
        words("No figure taken from it is shown at this point in time.")
        if visit.selection.is_as_of
        else words("Cited for the objectives; no counts taken from it.")
    )
    note = pick(publication, "note", language)
    return html.Article(
        id=f"publication-{publication.id}",
        className="publication panel",
        tabIndex=-1,
        children=[
            html.H4(linked(pick(publication, "title", language), publication.url)),
            html.P(
                [
                    html.Span(published),
                    html.Span([words("Dated by: "), linked(pick(dated_by, "name", language), dated_by.url)])
                    if dated_by
                    else None,
                    html.Span(
                        words("Original page linked above")
                        if publication.url
                        else words("No address of the original known to us")
                    ),
                ],
                className="publication-facts",
            ),
            html.P(note, className="row-note") if note else None,
            _read_at(visit, figures) if figures else None,
            _figures(visit, figures) if figures else html.P(none, className="row-note"),
        ],
    )


def _read_at(visit: Visit, figures: list[Observation]) -> Component:
    words, catalogue = visit.words, visit.catalogue
    parts: list[Any] = [html.Span(words("Read at: "), className="label")]
    for place in dict.fromkeys(figure.place for figure in figures):
        row = catalogue.places[place]
        example = next(figure for figure in figures if figure.place == place)
        if len(parts) > 1:
            parts.append(words("; "))
        parts += [nearness_sign(row.kind, words), " "]
        parts.append(linked(captions.place_text(example, catalogue, words), row.url))
    return html.P(parts, className="read-at")


def _figures(visit: Visit, figures: list[Observation]) -> Component:
    """The figures of one publication, a line a series, linked to the series' chart."""
    words, catalogue = visit.words, visit.catalogue
    items = []
    for series, of_series in groupby(figures, key=lambda figure: figure.series):
        row = catalogue.series[series]
        selection = replace(visit.selection.plain(), series=(series,))
        values = [_figure(figure, visit) for figure in of_series]
        items.append(
            html.Li(
                [
                    html.A(pick(row, "short", visit.language), href=selection.address("/trends")),
                    html.Span(words(": "), className="joint"),
                    *[part for value in values for part in (value, " ")],
                ]
            )
        )
    return html.Ul(items, className="figure-lines")


def _figure(observation: Observation, visit: Visit) -> Component:
    words = visit.words
    year = str(observation.period_start.year)
    text = words("{year}: {value}", year=year, value=captions.value_text(observation, words))
    details = [
        captions.status_text(observation, words),
        words(captions.CONFIDENCE_WORDS[observation.confidence]),
    ]
    if not observation.is_current:
        details.append(words("another edition or reading is shown on charts"))
    if observation.page:
        details.append(captions.page_text(observation.page, words))
    return html.Span(
        text,
        className="figure" if observation.is_current else "figure older",
        title=words("; ").join(details),
    )


def _legal(visit: Visit) -> Component:
    """Definitions of law, which no publisher owns."""
    rows = [row for row in visit.catalogue.definitions.values() if row.publisher is None]
    return html.Section(
        [html.H2(visit.words("Definitions in law")), *[_definition(visit, row) for row in rows]],
        className="publisher",
    )


PAGE = Page(path=SOURCES, position=11, name=message("Sources"), build=build, options=(*OPTIONS, AT))
