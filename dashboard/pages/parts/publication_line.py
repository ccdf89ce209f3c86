"""A publication in a line of a list, with all that is known of it behind the line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.finding import plain_text
from dashboard.pages.parts.frame import linked
from dashboard.pages.parts.publication_filter import PublicationEntry
from dashboard.pages.parts.read_at import nearness_sign
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.nearness import WORDS
from dashboard.words import LANGUAGES, pick
from ingest.dating import NOT_KNOWN, Dating, dating_of


@dataclass(frozen=True)
class Known:
    """What is known of a publication: how many figures it states, the kinds of the places where they were
    read, and the article that tells all of it."""

    figures: int
    kinds: frozenset[str]
    article: Component | Markup


def known_of(visit: Visit, publication: Any, figures: Sequence[Observation]) -> Known:
    """What the figures of a publication and its row of the catalogue tell."""
    kinds = frozenset(visit.catalogue.places[figure.place].kind for figure in figures)
    return Known(len(figures), kinds, _article(visit, publication, figures))


def publication_line(
    visit: Visit, entry: PublicationEntry, known: Known, *, is_open: bool, is_hidden: bool
) -> Component:
    """Title, date, number of figures and the way to the original; the rest on demand."""
    words = visit.words
    publication: Any = entry.publication
    title = pick(publication, "title", visit.language)
    kinds = known.kinds
    count = words("1 figure") if known.figures == 1 else words("{count} figures", count=known.figures)
    line = html.Summary(
        [
            html.Span(title, className="publication-title"),
            html.Span(_dated(visit, publication), className="publication-date"),
            html.Span(
                [count if known.figures else words("no figure"), *_signs(visit, kinds)], className="tally"
            ),
        ]
    )
    others = [language for language in LANGUAGES if language != visit.language]
    return html.Li(
        [
            html.Details([line, known.article], open=is_open),
            html.A(
                [html.Span(words("Original")), " ↗"],
                href=publication.url,
                className="original",
                **dashed(aria_label=words("Original of {title}", title=title)),
            )
            if publication.url
            else None,
        ],
        className="publication-line",
        hidden=is_hidden,
        **dashed(
            data_find=plain_text([publication.id, *(pick(publication, "title", one) for one in others)]),
            data_year=str(entry.year or ""),
            data_nearness=" ".join(sorted(kinds)),
        ),
    )


def _dated(visit: Visit, publication: Any) -> str:
    """The day or month in which it came out, else by when, else the year that it covers; "" where none of
    these is known."""
    words, dating = visit.words, dating_of(publication._mapping)
    if dating.latest:
        is_known = captions.is_a_day(dating) or captions.is_a_month(dating)
        return captions.dating_text(dating if is_known else Dating(None, dating.latest), words)
    year = publication.edition_year
    return words("covers {year}; undated", year=year) if year else ""


def _signs(visit: Visit, kinds: Collection[str]) -> Iterable[Component | str]:
    for kind in WORDS:
        if kind in kinds:
            yield from (" ", nearness_sign(kind, visit.words))


def _article(visit: Visit, publication: Any, figures: Sequence[Observation]) -> Component:
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
        className="publication",
        tabIndex=-1,
        children=[
            html.P(
                [
                    html.Span(published),
                    html.Span([words("Dated by: "), linked(pick(dated_by, "name", language), dated_by.url)])
                    if dated_by
                    else None,
                    None if publication.url else html.Span(words("No address of the original known to us")),
                ],
                className="publication-facts",
            ),
            html.P(note, className="row-note") if note else None,
            *_figures(visit, figures),
            None if figures else html.P(none, className="row-note"),
        ],
    )


def _figures(visit: Visit, figures: Sequence[Observation]) -> Iterable[Component]:
    """The figures by where they were read and what is said of them: that once, then a line a series."""
    groups: dict[tuple[Any, ...], list[Observation]] = {}
    for figure in figures:
        said = (figure.place, figure.page or "", figure.also_at or "", *_said(visit, figure))
        groups.setdefault(said, []).append(figure)
    for group in groups.values():
        yield _read_at(visit, group[0])
        yield html.Ul(
            [
                _of_series(visit, series, list(of_series))
                for series, of_series in groupby(group, key=lambda figure: figure.series)
            ],
            className="figure-lines",
        )


def _said(visit: Visit, figure: Observation) -> list[str]:
    """Its statuses, on how many pages it was read, and whether charts show another."""
    words = visit.words
    said = [captions.status_text(figure, words), words(captions.CONFIDENCE_WORDS[figure.confidence])]
    if not figure.is_current:
        said.append(words("another edition or reading is shown on charts"))
    return said


def _read_at(visit: Visit, figure: Observation) -> Component:
    words, place = visit.words, visit.catalogue.places[figure.place]
    also = captions.also_text(figure, visit.catalogue, words)
    more = [
        captions.page_text(figure.page, words),
        *_said(visit, figure),
        words("Also read at: {places}", places=also) if also else "",
    ]
    return html.P(
        [
            html.Span(words("Read at: "), className="label"),
            nearness_sign(place.kind, words, confidence=figure.confidence),
            " ",
            linked(captions.place_text(figure, visit.catalogue, words), place.url),
            *(part for text in more if text for part in (words("; "), text)),
        ],
        className="read-at",
    )


def _of_series(visit: Visit, series: str, figures: Sequence[Observation]) -> Component:
    """The figures of a series, which leads to its chart."""
    words, row = visit.words, visit.catalogue.series[series]
    selection = replace(visit.selection.plain(), series=(series,))
    values = [
        html.Span(
            words(
                "{year}: {value}",
                year=str(figure.period_start.year)
                if figure.period_kind == "CY"
                else captions.period_text(figure, words),
                value=captions.value_text(figure, words),
            ),
            className="figure" if figure.is_current else "figure older",
        )
        for figure in figures
    ]
    return html.Li(
        [
            html.A(pick(row, "short", visit.language), href=selection.address("/trends")),
            html.Span(words(": "), className="joint"),
            *[part for value in values for part in (value, " ")],
        ]
    )
