"""Every figure that the plan cites, held against the series: which of them states it, and what others say."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.yearly import Yearly, yearly_counts
from dashboard.pages import Visit
from dashboard.pages.parts.agreement_table import Held, band_text, held_table, miss, nearest
from dashboard.pages.parts.cited_figures import Cited, called, cited_figures
from dashboard.record.captions import number
from dashboard.verdicts.tracing import YearlyCounts, trace
from dashboard.words import Words, message, pick

TRACE = "/trace"
ALL_YEARS = {2: message("both years"), 3: message("all three years"), 4: message("all four years")}


def traced_figures(visit: Visit) -> Component:
    """The cited figures one by one; those that no series can be held against are listed with the reason."""
    words = visit.words
    yearly = yearly_counts(visit.engine, visit.catalogue, visit.selection.plain())
    figures = cited_figures(visit.catalogue)
    held = [_figure(visit, yearly, one) for one in figures if one.asked]
    rest = [
        html.Li(
            [
                html.Span(pick(row, "statement", visit.language)),
                html.Span(_why(row, words), className="place"),
            ]
        )
        for one in figures
        if not one.asked
        for row in one.rows
    ]
    return html.Div(
        [
            *held,
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


def _figure(visit: Visit, yearly: Yearly, figure: Cited) -> Component:
    words, catalogue = visit.words, visit.catalogue
    chosen = catalogue.indicator_series.get(figure.indicator, ())
    exact = _exact(yearly, figure)
    numbers = words(" / ").join(band_text(band, words) for band in figure.asked.values())
    if not figure.is_traceable:
        numbers = band_text(next(iter(figure.asked.values())), words)
    name = pick(catalogue.indicators[figure.indicator], "name", visit.language)
    sentences = (
        _found(visit, yearly, figure, exact) if figure.is_traceable else _agreeing(visit, yearly, figure)
    )
    return html.Article(
        [
            html.H3(
                words(
                    "{name}: {numbers} ({first} to {last})",
                    name=name,
                    numbers=numbers,
                    first=min(figure.asked),
                    last=max(figure.asked),
                )
            ),
            html.P(sentences, className="finding"),
            held_table(
                visit,
                yearly,
                figure.asked,
                [Held("", [*exact, *[one for one in chosen if one not in exact]])],
                name=name,
                label=words("The document"),
            ),
            called(visit, figure),
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


def _exact(yearly: Yearly, figure: Cited) -> list[str]:
    """The series that state the document's numbers in every year; none for a band."""
    if not figure.is_traceable:
        return []
    result = trace(figure.numbers, first=min(figure.asked), series=yearly.series)
    return [one.series for one in result.exact]


def _found(visit: Visit, yearly: Yearly, figure: Cited, exact: Sequence[str]) -> str:
    """Which series match, and what the indicator's other series would have given."""
    words = visit.words
    names = words(" and ").join(_short(visit, one) for one in exact)
    years = len(figure.asked)
    if exact and years == 1:
        parts = [words("Matches {series}", series=names)]
    elif exact:
        span = words(ALL_YEARS[years]) if years in ALL_YEARS else words("all {count} years", count=years)
        parts = [words("Matches {series}, {years}", series=names, years=span)]
    else:
        parts = [words("No series states these numbers in every year")]
    counts = {one.series: one for one in yearly.series}
    for one in visit.catalogue.indicator_series.get(figure.indicator, ()):
        if one not in exact and figure.asked.keys() <= counts[one].years.keys():
            said = words(" / ").join(_would_be(counts[one], year, figure, words) for year in figure.asked)
            parts.append(words("{series} would be {counts}", series=_short(visit, one), counts=said))
    return words("{sentence}.", sentence=words("; ").join(parts))


def _would_be(series: YearlyCounts, year: int, figure: Cited, words: Words) -> str:
    """The count of a year by the edition nearest to the document's, with the newest where that differs."""
    editions = series.years[year]
    shown = nearest(editions, figure.asked[year])
    if shown.count == editions[0].count:
        return number(shown.count)
    return words("{count} (restated {newest})", count=number(shown.count), newest=number(editions[0].count))


def _agreeing(visit: Visit, yearly: Yearly, figure: Cited) -> str:
    """Of each series of the indicator: the years that lie in the band, those that do not, those unknown."""
    words = visit.words
    counts = {one.series: one.years for one in yearly.series}
    sentences = []
    for one in visit.catalogue.indicator_series.get(figure.indicator, ()):
        agreeing: list[str] = []
        differing: list[str] = []
        unknown: list[str] = []
        for year, band in figure.asked.items():
            editions = counts.get(one, {}).get(year)
            label = str(year)
            if not editions:
                unknown.append(label)
                continue
            count = nearest(editions, band).count
            said = words("{year} ({count})", year=label, count=number(count))
            (differing if miss(count, band) else agreeing).append(said)
        parts = []
        if agreeing:
            parts.append(words("agrees in {years}", years=words(", ").join(agreeing)))
        if differing:
            parts.append(words("does not agree in {years}", years=words(", ").join(differing)))
        if unknown:
            parts.append(words("no full-year figure for {years}", years=words(", ").join(unknown)))
        sentences.append(words("{series}: {text}", series=_short(visit, one), text=words("; ").join(parts)))
    joined = [words("{sentence}.", sentence=sentence) for sentence in sentences]
    return " ".join(joined) if visit.language == "en" else "".join(joined)


def _short(visit: Visit, series: str) -> str:
    return pick(visit.catalogue.series[series], "short", visit.language)
