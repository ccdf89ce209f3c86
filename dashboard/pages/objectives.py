"""Objectives: what the evaluation sheet says under each heading, every verdict on it, and its means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts import objective as judged_chart
from dashboard.charts.base.figures import source_address
from dashboard.charts.base.findings import near_steps
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.evaluation_sheet import BASIS_WORDS, OBJECTIVES, fiscal_year, measured_objectives
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.finding import OPTIONS
from dashboard.pages.parts.frame import chart_box, fact_list, key_of, page_title
from dashboard.pages.parts.share_menu import take_along
from dashboard.pages.parts.sheet_register import publication_link, register, register_search
from dashboard.pages.parts.table import group_row, scrolling, table_head
from dashboard.pages.parts.traced_figures import traced_figures
from dashboard.pages.parts.verdict_parts import badges, detail_list, judged_note, wording_of
from dashboard.record import captions
from dashboard.record.periods import dates_label, day_label, year_label
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.details import OUTCOME_WORDS, details, interval_text
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import IndicatorVerdicts, PeriodVerdict, SeriesVerdicts
from dashboard.verdicts.sentences import indicator_sentence
from dashboard.words import message, pick


def build(visit: Visit) -> View:
    """Every objective as the plan has it, those with counts first in full."""
    catalogue, selection = visit.catalogue, visit.selection
    judged = verdicts(visit.engine, catalogue, recorded=selection.recorded, published=selection.published)
    measured = measured_objectives(catalogue)
    ordered = sorted(catalogue.objectives.values(), key=lambda objective: objective.id not in measured)
    sheets = {indicator: _sheet(visit, indicator) for indicator in catalogue.indicators}
    pictures = {graph_of(indicator): sheet for indicator, sheet in sheets.items() if sheet.rows}

    content = html.Div(
        [
            html.H1(visit.words("Objectives"), className="page-title"),
            *_plan(visit),
            html.Nav(
                html.Ul(
                    [
                        *[
                            html.Li(
                                html.A(
                                    pick(objective, "name", visit.language),
                                    href=f"#objective-{objective.id}",
                                )
                            )
                            for objective in ordered
                        ],
                        html.Li(
                            html.A(
                                visit.words("Where the evaluation sheet's figures come from"), href="#traced"
                            )
                        ),
                    ]
                ),
                className="contents",
                **dashed(aria_label=visit.words("Objectives")),
            ),
            register_search(visit),
            *[_objective(visit, objective, judged, sheets) for objective in ordered],
            html.Section(
                [
                    html.H2(
                        visit.words("Where the evaluation sheet's figures come from"),
                        className="section-title",
                    ),
                    traced_figures(visit),
                ],
                id="traced",
            ),
            judged_note(visit),
        ]
    )

    every = tuple(dict.fromkeys(series for names in catalogue.indicator_series.values() for series in names))
    undecided = undecided_of(visit, replace(selection.plain(), series=every))
    return View(page_title(PAGE.name, visit.language), content, pictures, undecided=undecided)


def graph_of(indicator: str) -> str:
    return f"objective-{indicator}"


def _sheet(visit: Visit, indicator: str) -> Sheet:
    """The indicator's chart, from the first year that the address names."""
    from_first_year = replace(visit.selection.plain(), indicator=indicator, first=visit.selection.first)
    selection = judged_chart.CHART.default(visit.engine, visit.catalogue, from_first_year)
    return judged_chart.CHART.build(visit.engine, visit.catalogue, selection)


def _plan(visit: Visit) -> list[Component]:
    """The document, the years that it evaluates, the next evaluation, and which years counts run by."""
    words = visit.words
    first = next(iter(visit.catalogue.objectives.values()), None)
    if first is None:
        return [html.P(words("No objectives are loaded yet."), className="lead")]
    facts: list[tuple[str, str | Component]] = [
        (words("Evaluation sheet"), publication_link(visit, first.publication, first.page)),
        (words("Years evaluated"), _span(visit, first.valid_from, first.valid_to)),
        (words("Next evaluation"), fiscal_year(first.next_evaluation, visit.language)),
        (
            words("Fiscal and calendar years"),
            words(
                "The sheet runs by fiscal year, April to March; the counts run by calendar year. A calendar "
                "year is held against the sheet as a whole, never split or joined."
            ),
        ),
        (
            words("Levels"),
            words(
                "The sheet states its aims in words. The counts below are those that it reports, used here "
                "as benchmarks: to be above one is not to miss a target of the ministry's own."
            ),
        ),
    ]
    return [fact_list(facts, "plan-facts panel")]


def _span(visit: Visit, start: date, end: date | None) -> str:
    """FY2021 to FY2023 with their first and last day."""
    last = end or start
    return visit.words(
        "{first} to {last} ({start} to {end})",
        first=fiscal_year(f"FY{start.year}", visit.language),
        last=fiscal_year(f"FY{last.year - 1 if end else start.year}", visit.language),
        start=day_label(start, visit.language),
        end=day_label(end, visit.language) if end else "—",
    )


def _objective(
    visit: Visit,
    objective: Any,
    judged: dict[str, IndicatorVerdicts],
    sheets: dict[str, Sheet],
) -> Component:
    catalogue, words, language = visit.catalogue, visit.words, visit.language
    indicators = [row for row in catalogue.indicators.values() if row.objective == objective.id]
    facts = [(words("Numbers in the sheet"), pick(objective, "facts", language))]
    means = [row for row in catalogue.events.values() if row.objective == objective.id]
    below = [html.H3(words("Means and events")), _events(visit, means)] if means else []
    return html.Section(
        [
            html.H2(pick(objective, "name", language)),
            register(visit, objective),
            fact_list(facts, "objective-facts"),
            *[_indicator(visit, row, judged[row.id], sheets[row.id]) for row in indicators],
            html.Div(below, className="objective-events"),
        ],
        id=f"objective-{objective.id}",
        className="panel objective-full",
    )


def _events(visit: Visit, events: Sequence[Any]) -> Component:
    """Each with its dates as precise as known and its source."""
    items = []
    for row in events:
        source = (
            publication_link(visit, row.publication, row.page)
            if row.publication
            else html.Span(pick(visit.catalogue.places[row.place], "name", visit.language))
        )
        when = dates_label(row.start, row.end, row.date_precision, visit.language)
        items.append(
            html.Li(
                [
                    html.Span(when, className="event-when"),
                    html.Span(
                        [
                            pick(row, "title", visit.language),
                            html.Small([visit.words("Source: "), source], className="place"),
                        ]
                    ),
                ]
            )
        )
    return html.Ul(items, className="event-list")


def _indicator(visit: Visit, indicator: Any, judged: IndicatorVerdicts, sheet: Sheet) -> Component:
    words, language = visit.words, visit.language
    wording = wording_of(visit)
    in_force = words("since {year}", year=year_label(indicator.in_force_from.year, language))
    if indicator.in_force_to is not None:
        in_force = words(
            "{first} to {last}",
            first=year_label(indicator.in_force_from.year, language),
            last=year_label(indicator.in_force_to.year, language),
        )
    else:
        in_force = words("{since}, until a later evaluation replaces it", since=in_force)
    facts: list[tuple[str, Any]] = [
        (words(BASIS_WORDS[indicator.basis]), pick(indicator, "level", language)),
        (words("In force"), in_force),
        (words("Stated in"), publication_link(visit, indicator.publication, indicator.page)),
        (words("What it is"), pick(indicator, "note", language)),
    ]
    return html.Section(
        [
            html.Div(
                [html.H3(pick(indicator, "name", language)), take_along(visit, sheet)],
                className="table-head indicator-head",
            ),
            html.P(indicator_sentence(judged, wording), className="sentence"),
            html.Div(
                [_chart(visit, indicator, sheet), fact_list(facts, "objective-facts")],
                className="indicator-picture has-chart" if sheet.rows else "indicator-picture",
            ),
            _table(visit, indicator, judged),
            *[_details(visit, series) for series in judged.series if series.newest is not None],
        ],
        id=f"indicator-{indicator.id}",
        className="indicator-full",
    )


def _chart(visit: Visit, indicator: Any, sheet: Sheet) -> Component | None:
    """The counts against the level, with what its shades mean."""
    if not sheet.rows:
        return None
    graph = graph_of(indicator.id)
    return html.Div(
        [
            html.P(sheet.subtitle, className="subtitle"),
            html.Ul(key_of(sheet), className="key"),
            chart_box(visit, graph, sheet),
            below_chart(visit, sheet),
        ]
    )


def _details(visit: Visit, series: SeriesVerdicts) -> Component | None:
    newest = series.newest
    if newest is None:
        return None
    wording = wording_of(visit)
    title = visit.words(
        "{said}, {period}: how this was judged", said=wording.said(newest), period=wording.period(newest)
    )
    near = near_steps(series.series, series.story, visit.catalogue, visit.selection, visit.words)
    return html.Details(
        [
            html.Summary(title),
            detail_list(visit, details(newest, series, wording)),
            *[html.P(text) for text in near],
        ],
        className="how",
    )


def _table(visit: Visit, indicator: Any, judged: IndicatorVerdicts) -> Component:
    """Every series and period in force with both verdicts, and what was predicted of the year after."""
    words = visit.words
    head = [
        words("Period"),
        words("Count"),
        words("Level, and chance"),
        words("95 % range for the next year, from full years alone"),
        words("What came of it"),
    ]
    body: list[Component] = []
    for series in judged.series:
        name = pick(visit.catalogue.series[series.series], "name", visit.language)
        body.append(group_row(name, len(head)))
        body += [_row(visit, verdict) for verdict in reversed(series.periods)]
    return scrolling(
        html.Table(
            [
                html.Caption(words("Verdicts on each series, newest first; each is judged alone.")),
                table_head(head),
                html.Tbody(body),
            ],
            className="figures-table verdict-table",
        ),
        aria_label=pick(indicator, "name", visit.language),
    )


def _row(visit: Visit, verdict: PeriodVerdict) -> Component:
    words, wording, prediction = visit.words, wording_of(visit), verdict.prediction
    observation = verdict.observation
    count: Component | str = words("no figure")
    if observation is not None:
        count = html.A(
            captions.value_text(observation, words),
            href=source_address(observation, visit.selection),
            title=captions.spoken(observation, visit.catalogue, words),
        )
    outcome = ""
    if prediction is not None:
        value = "" if prediction.value is None else wording.counted(prediction.value, verdict.series)
        outcome = words(OUTCOME_WORDS[prediction.outcome], value=value)
    return html.Tr(
        [
            html.Th(wording.period(verdict), scope="row"),
            html.Td(count, className="count"),
            html.Td(
                [html.Div(badges(visit, verdict), className="verdict-badges"), _plan_says(visit, verdict)]
            ),
            html.Td(
                f"{prediction.year}: {interval_text(prediction.interval, wording)}" if prediction else "–"
            ),
            html.Td(outcome or "–", className="status"),
        ],
        **dashed(data_verdict=f"{verdict.indicator}/{verdict.series}/{verdict.year}"),
    )


def _plan_says(visit: Visit, verdict: PeriodVerdict) -> Component | None:
    """For a gap in the plan's own years: what the plan itself reports of them."""
    row = visit.catalogue.indicators[verdict.indicator]
    if verdict.observation is not None or not row.window_from <= verdict.year <= row.window_to:
        return None
    text = visit.words(
        "The evaluation sheet itself reports {level}.", level=pick(row, "level", visit.language)
    )
    return html.Span(text, className="row-note")


PAGE = Page(
    path=OBJECTIVES,
    position=2,
    name=message("Objectives"),
    group="stand",
    build=build,
    options=OPTIONS,
)
