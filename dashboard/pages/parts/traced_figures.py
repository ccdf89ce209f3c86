"""Every figure that the plan cites, held against the series: which of them states it, and what others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.yearly import Yearly, yearly_counts
from dashboard.pages import Visit
from dashboard.pages.parts.agreement_table import (
    Band,
    SeriesGroup,
    agreement_table,
    band_text,
    figures_of,
    miss,
    nearest,
)
from dashboard.pages.parts.cited_figures import DocumentFigures, citation_box, cited_figures
from dashboard.record.captions import Observation, number
from dashboard.verdicts.tracing import StatedCount
from dashboard.words import Words, message, pick

TRACE = "/trace"
MOST_EXACT = 8
"""Series that state a document's numbers and are named; Trace names all."""
ALL_YEARS = {2: message("both years"), 3: message("all three years"), 4: message("all four years")}


def traced_figures(visit: Visit) -> Component:
    """The cited figures one by one; those that no series can be held against are listed with the reason."""
    words = visit.words
    yearly = yearly_counts(visit.engine, visit.catalogue, visit.selection.plain())
    figures = cited_figures(visit.catalogue)
    held = [(figure, _exact(yearly, figure)) for figure in figures if figure.bands]
    listed = visit.catalogue.indicator_series
    shown = {name for figure, exact in held for name in (*exact, *listed.get(figure.indicator, ()))}
    known = figures_of(visit, sorted(shown))
    traced = [_figure(visit, yearly, known, figure, exact) for figure, exact in held]
    rest = [
        html.Li(
            [
                html.Span(pick(row, "statement", visit.language)),
                html.Span(_why(row, words), className="place"),
            ]
        )
        for figure in figures
        if not figure.bands
        for row in figure.rows
    ]
    return html.Div(
        [
            *traced,
            html.Div(
                [html.H3(words("Not traced to a series")), html.Ul(rest, className="untraced")],
                className="panel traced",
            )
            if rest
            else None,
        ],
        className="traced-figures",
    )


def _why(row: object, words: Words) -> str:
    if getattr(row, "indicator", None):
        return words("A statement without a number.")
    return words("No series here counts this.")


def _figure(
    visit: Visit,
    yearly: Yearly,
    known: Mapping[str, Observation],
    figure: DocumentFigures,
    exact: Sequence[str],
) -> Component:
    words, catalogue = visit.words, visit.catalogue
    indicator_series = catalogue.indicator_series.get(figure.indicator, ())
    numbers = words(" / ").join(band_text(band, words) for band in figure.bands.values())
    if not figure.is_traceable:
        numbers = band_text(next(iter(figure.bands.values())), words)
    name = pick(catalogue.indicators[figure.indicator], "name", visit.language)
    sentences = (
        _matching(visit, yearly, figure, exact) if figure.is_traceable else _agreeing(visit, yearly, figure)
    )
    return html.Article(
        [
            html.H3(
                words(
                    "{name}: {numbers} ({first} to {last})",
                    name=name,
                    numbers=numbers,
                    first=min(figure.bands),
                    last=max(figure.bands),
                )
            ),
            html.P(sentences, className="finding"),
            agreement_table(
                visit,
                yearly,
                known,
                figure.bands,
                [SeriesGroup("", [*exact, *[series for series in indicator_series if series not in exact]])],
                name=name,
                label=words("The document"),
            ),
            citation_box(visit, figure),
            html.P(
                html.A(
                    words("Trace these numbers in every series"), href=figure.address(visit.selection, TRACE)
                ),
                className="more",
            )
            if figure.is_traceable and not visit.published
            else None,
        ],
        className="panel traced",
    )


def _exact(yearly: Yearly, figure: DocumentFigures) -> list[str]:
    """The first series that state the document's numbers in every year; none for a band."""
    if not figure.is_traceable:
        return []
    return yearly.stating(figure.numbers, first=min(figure.bands))[:MOST_EXACT]


def _matching(visit: Visit, yearly: Yearly, figure: DocumentFigures, exact: Sequence[str]) -> str:
    """Which series match, and what the indicator's other series would have given."""
    words = visit.words
    names = words(" and ").join(_short(visit, series) for series in exact)
    years = len(figure.bands)
    if exact and years == 1:
        parts = [words("Matches {series}", series=names)]
    elif exact:
        span = words(ALL_YEARS[years]) if years in ALL_YEARS else words("all {count} years", count=years)
        parts = [words("Matches {series}, {years}", series=names, years=span)]
    else:
        parts = [words("No series states these numbers in every year")]
    for series in visit.catalogue.indicator_series.get(figure.indicator, ()):
        years_known = yearly.of_series[series]
        if series not in exact and figure.bands.keys() <= years_known.keys():
            counts_of_years = words(" / ").join(
                _would_be(years_known[year], figure.bands[year], words) for year in figure.bands
            )
            parts.append(
                words("{series} would be {counts}", series=_short(visit, series), counts=counts_of_years)
            )
    return words("{sentence}.", sentence=words("; ").join(parts))


def _would_be(editions: Sequence[StatedCount], band: Band, words: Words) -> str:
    """The count of a year by the edition nearest to the document's, with the newest where that differs."""
    edition = nearest(editions, band)
    if edition.count == editions[0].count:
        return number(edition.count)
    return words("{count} (restated {newest})", count=number(edition.count), newest=number(editions[0].count))


def _agreeing(visit: Visit, yearly: Yearly, figure: DocumentFigures) -> str:
    """Of each series of the indicator: the years that lie in the band, those that do not, those unknown."""
    words = visit.words
    sentences = []
    for series in visit.catalogue.indicator_series.get(figure.indicator, ()):
        agreeing: list[str] = []
        differing: list[str] = []
        unknown: list[str] = []
        for year, band in figure.bands.items():
            editions = yearly.of_series[series].get(year)
            label = str(year)
            if not editions:
                unknown.append(label)
                continue
            count = nearest(editions, band).count
            text = words("{year} ({count})", year=label, count=number(count))
            (differing if miss(count, band) else agreeing).append(text)
        parts = []
        if agreeing:
            parts.append(words("agrees in {years}", years=words(", ").join(agreeing)))
        if differing:
            parts.append(words("does not agree in {years}", years=words(", ").join(differing)))
        if unknown:
            parts.append(words("no full-year figure for {years}", years=words(", ").join(unknown)))
        sentences.append(
            words("{series}: {text}", series=_short(visit, series), text=words("; ").join(parts))
        )
    joined = [words("{sentence}.", sentence=sentence) for sentence in sentences]
    return " ".join(joined) if visit.language == "en" else "".join(joined)


def _short(visit: Visit, series: str) -> str:
    return pick(visit.catalogue.series[series], "short", visit.language)
