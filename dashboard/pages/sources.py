"""Sources: every publisher, what it counts, its publications, and which figures came from each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undated_of
from dashboard.pages.parts.frame import linked, page_title
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue, Database, kept, observation_rows
from dashboard.words import message, pick


def build(visit: Visit) -> View:
    """Publishers in order, each with everything that came from it."""
    selection = visit.selection
    by_publication = _by_publication(visit.engine, visit.catalogue, selection.published, selection.recorded)
    every = tuple(visit.catalogue.series)

    words, catalogue = visit.words, visit.catalogue
    total = sum(len(group) for group in by_publication.values())
    content = html.Div(
        [
            html.H1(words("Sources"), className="page-title"),
            html.P(
                words(
                    "{figures} figures, all editions counted, from {publications} publications. "
                    "The originator is named first; where a figure was read in a reprint, the "
                    "page says so.",
                    figures=total,
                    publications=len(by_publication),
                ),
                className="lead",
            ),
            html.Nav(_contents(visit), className="contents", **dashed(aria_label=words("Publishers"))),
            *[_publisher(visit, row, by_publication) for row in catalogue.publishers.values()],
            _legal(visit),
        ]
    )

    undated = undated_of(visit, replace(selection.plain(), series=every))
    return View(page_title(PAGE.name, visit.language), content, undated=undated)


@kept(8)
def _by_publication(
    engine: Database, _catalogue: Catalogue, published: date | None, recorded: datetime | None
) -> dict[str, list[Observation]]:
    """Every standing observation, superseded editions too, by the publication that states it."""
    by_publication: dict[str, list[Observation]] = defaultdict(list)
    rows = observation_rows(engine, published=published, recorded=recorded)
    for observation in captions.observations_in(rows):
        by_publication[observation.publication].append(observation)
    return dict(by_publication)


def _contents(visit: Visit) -> Component:
    return html.Ul(
        [
            html.Li(html.A(pick(row, "short", visit.language), href=f"#publisher-{row.id}"))
            for row in visit.catalogue.publishers.values()
        ]
    )


def _publisher(visit: Visit, publisher: Any, by_publication: dict[str, list[Observation]]) -> Component:
    words, catalogue, language = visit.words, visit.catalogue, visit.language
    publications = [row for row in catalogue.publications.values() if row.publisher == publisher.id]
    definitions = [row for row in catalogue.definitions.values() if row.publisher == publisher.id]
    note = pick(publisher, "note", language)
    return html.Section(
        id=f"publisher-{publisher.id}",
        className="publisher",
        children=[
            html.H2(linked(pick(publisher, "name", language), publisher.url)),
            html.P(note) if note else None,
            html.Div([_definition(visit, row) for row in definitions], className="definition-list"),
            html.H3(words("Publications and the figures taken from them")),
            html.Div(
                [_publication(visit, row, by_publication.get(row.id, [])) for row in reversed(publications)],
                className="publications",
            ),
        ],
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
    if publication.published_on:
        published = words("Published {date}", date=day_label(publication.published_on, language))
    else:
        published = words("Date of publication not known to us")
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


PAGE = Page(path="/sources", position=10, name=message("Sources"), build=build)
