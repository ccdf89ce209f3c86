"""Trace: numbers from a document and their first year; which series state them, and how many by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.address.selection import LONGEST_NUMBERS
from dashboard.charts.base.yearly import Yearly, yearly_counts
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit, unseen_field
from dashboard.pages.parts.agreement_table import SeriesGroup, agreement_table, figures_of
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.cited_figures import citation_box, cited_figures
from dashboard.pages.parts.finding import PAGE as LIST_PAGE
from dashboard.pages.parts.finding import page_asked, page_of, pager
from dashboard.pages.parts.frame import page_title
from dashboard.pages.parts.trace_words import HOW, chance_in_words, headline, problem_of
from dashboard.pages.parts.traced_figures import TRACE, traced_figures
from dashboard.record.periods import year_label
from dashboard.record.queries import stated
from dashboard.verdicts.tracing import NotUnderstood, Trace, read_numbers, trace, where_stated
from dashboard.words import message, pick

MATCHES_SHOWN = 20
"""Matching series on one page."""


def build(visit: Visit) -> View:
    """The form; with numbers and a year, what came of tracing them."""
    selection = visit.selection
    numbers = read_numbers(selection.numbers)
    problem = problem_of(numbers, selection, visit.words)
    yearly = yearly_counts(visit.engine, visit.catalogue, selection.plain())
    result, places = None, None
    if not problem and numbers and not isinstance(numbers, NotUnderstood):
        if selection.first:
            result = trace(numbers, first=selection.first, series=yearly.series)
        else:
            places = where_stated(numbers, yearly.series)

    words = visit.words
    content = html.Div(
        [
            html.H1(words("Trace a figure"), className="page-title"),
            html.P(
                words("Where do the numbers of a document come from? Type them to find the series."),
                className="lead",
            ),
            _form(visit),
            html.P(problem, className="notice", role="alert") if problem else None,
            _places(visit, places) if places is not None else None,
            _result(visit, yearly, result) if result else _cited(visit),
        ]
    )

    last = selection.first + len(result.numbers) - 1 if result and selection.first else None
    undecided = undecided_of(visit, replace(selection, last=last), of_every_series=True)
    return View(page_title(PAGE.name, visit.language), content, undecided=undecided)


def _places(visit: Visit, places: Sequence[tuple[int, tuple[str, ...]]]) -> Component:
    """The years from which the numbers are stated exactly, each leading to what came of tracing them."""
    words, selection = visit.words, visit.selection
    if not places:
        none = words("In no year does a series state them exactly. Choose a first year to see what is near.")
        return html.P(none, className="notice", role="status")
    series = visit.catalogue.series
    lines = [
        html.Li(
            [
                html.A(
                    year_label(first, visit.language), href=replace(selection, first=first).address(TRACE)
                ),
                words(": "),
                words(", ").join(pick(series[name], "short", visit.language) for name in names),
            ]
        )
        for first, names in places
    ]
    return html.Section(
        [
            html.H2(words("Stated exactly, by first year"), className="section-title"),
            html.P(
                words("No first year was given. The fewer the numbers, the more series agree by chance."),
                className="lead",
            ),
            html.Ul(lines, className="panel stated-places"),
        ]
    )


def _cited(visit: Visit) -> Component:
    """Where nothing is traced yet: what the plan cites, traced."""
    return html.Section(
        [
            html.H2(
                visit.words("The numbers that the evaluation sheet cites, traced"), className="section-title"
            ),
            traced_figures(visit),
        ]
    )


def _form(visit: Visit) -> Component:
    """Numbers and first year as a plain form, and the cited figures as examples."""
    words, selection = visit.words, visit.selection
    unseen = {
        "recorded": selection.recorded_text,
        "published": selection.published_text,
        "lang": selection.language if selection.says_language else "",
    }
    first, last = stated(visit.engine, published=selection.published, recorded=selection.recorded).years
    years = sorted({*range(first, last + 1), *([selection.first] if selection.first else [])}, reverse=True)
    options = [html.Option(words("choose"), value="", selected=selection.first is None)]
    options += [
        html.Option(str(year), value=str(year), selected=year == selection.first) for year in years if year
    ]
    examples = [
        html.Li(
            html.A(
                words(
                    "{numbers} from {year}",
                    numbers=words(", ").join(map(str, figure.numbers)),
                    year=min(figure.bands),
                ),
                href=figure.address(selection, TRACE),
            )
        )
        for figure in cited_figures(visit.catalogue)
        if figure.is_traceable
    ]
    return html.Section(
        [
            html.Form(
                [
                    *[unseen_field(name, [text]) for name, text in unseen.items() if text],
                    html.Label(
                        [
                            html.Span(words("Numbers, one a year, oldest first")),
                            dcc.Input(
                                type="text",
                                name="numbers",
                                value=selection.numbers,
                                maxLength=LONGEST_NUMBERS,
                                autoComplete="off",
                                className="numbers",
                            ),
                        ]
                    ),
                    html.Label(
                        [html.Span(words("First year")), html.Select(options, name="from")],
                    ),
                    html.Button(words("Trace"), type="submit", className="button"),
                ],
                className="years trace-form",
                action=TRACE,
                method="get",
            ),
            html.P(
                words(
                    "For example 56, 58, 67 with 2021 as first year. Full-width digits and Japanese commas "
                    "are read too; up to 20 numbers, without commas inside a number."
                ),
                className="row-note",
            ),
            html.Div(
                [
                    html.Span(words("Numbers that the evaluation sheet cites"), className="label"),
                    html.Ul(examples),
                ],
                className="examples",
            )
            if examples
            else None,
        ],
        className="panel trace-ask",
        **dashed(aria_label=words("Numbers to trace")),
    )


def _result(visit: Visit, yearly: Yearly, result: Trace) -> Component:
    words = visit.words
    bands = {result.first + place: (number, number) for place, number in enumerate(result.numbers)}
    found = page_of([*result.exact, *result.near], page_asked(visit), MATCHES_SHOWN)
    groups = [
        SeriesGroup(heading, [match.series for match in matches if match in found.items])
        for heading, matches in (
            (words("State them exactly, in every year"), result.exact),
            (words("Near: each year within 2 or 5 %, whichever is more"), result.near),
        )
    ]
    if found.page == found.pages:
        closest = [match.series for match in result.closest]
        groups.append(SeriesGroup(words("Closest of the others"), closest))
    documents = [
        figure
        for figure in cited_figures(visit.catalogue)
        if any(figure.bands.get(year) == band for year, band in bands.items())
    ]
    first, last = (year_label(year, visit.language) for year in (min(bands), max(bands)))
    return html.Div(
        [
            html.Section(
                [
                    html.H2(headline(visit, result), className="headline"),
                    *[html.P(sentence) for sentence in chance_in_words(result, words)],
                    html.Details(
                        [
                            html.Summary(words("How the chance is worked out")),
                            html.P(words(HOW)),
                        ],
                        className="in-words",
                    ),
                ],
                className="panel trace-found",
            ),
            html.Section(
                [
                    agreement_table(
                        visit,
                        yearly,
                        figures_of(visit, [series for group in groups for series in group.series]),
                        bands,
                        groups,
                        name=words(
                            "Series held against the numbers, {first} to {last}", first=first, last=last
                        ),
                        label=words("The numbers typed"),
                    ),
                    pager(visit, visit.selection, TRACE, found),
                ],
                className="panel sheet-table",
            )
            if result.compared
            else None,
            html.Section(
                [
                    html.H2(words("Documents that state such numbers")),
                    *[citation_box(visit, figure) for figure in documents],
                ],
                className="panel trace-called",
            )
            if documents
            else None,
        ],
        className="trace-result",
    )


PAGE = Page(
    path=TRACE,
    position=21,
    name=message("Trace"),
    group="trace",
    build=build,
    needs_server=True,
    options=(LIST_PAGE,),
)
