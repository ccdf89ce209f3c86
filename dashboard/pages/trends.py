"""Trends: chosen series over chosen years, the table beside the chart, the definitions below."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.charts.base.selections import first_indicator
from dashboard.charts.trend import CHART
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.chart_switches import chart_switches
from dashboard.pages.parts.chooser import PATH, chooser, without_years
from dashboard.pages.parts.evaluation_sheet import OBJECTIVES
from dashboard.pages.parts.event_list import event_list
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.figures_grid import MOST_BESIDE
from dashboard.pages.parts.figures_table import REVISIONS, figures_table
from dashboard.pages.parts.frame import (
    chart_box,
    fact_list,
    key_entry,
    notes_of,
    page_title,
)
from dashboard.pages.parts.series_facets import SERIES_OPTIONS
from dashboard.pages.parts.verdict_parts import findings_box
from dashboard.pages.parts.worked_out import parts_linked
from dashboard.scene.key import KeyEntry
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, message, pick

GRAPH = "trend-chart"


def build(visit: Visit) -> View:
    """The page of a selection; without series it shows those of the first indicator."""
    selection = first_indicator(visit.engine, visit.catalogue, visit.selection)
    sheet = CHART.build(visit.engine, visit.catalogue, selection)
    pictures = {GRAPH: sheet} if sheet.rows else {}

    content = html.Div(
        [
            html.H1(visit.words("Trends"), className="page-title"),
            chooser(visit, selection),
            _sheet(visit, sheet),
            html.Section(_definitions(visit, sheet), id="definitions", className="definitions"),
        ]
    )

    undecided = undecided_of(visit, selection)
    return View(page_title(PAGE.name, visit.language), content, pictures, undecided)


def _sheet(visit: Visit, sheet: Sheet) -> Component:
    years = without_years(visit, sheet.selection, PATH)
    chart = [chart_box(visit, GRAPH, sheet, years=years)] if sheet.rows else []
    drawn = [html.Div(_head(visit, sheet)), *chart, _below(visit, sheet), chart_switches(visit, sheet, PATH)]
    findings = html.Div(_findings(visit, sheet), id="sheet-findings")
    more = [
        html.Div(event_list(visit, sheet), id="sheet-events", className="events"),
        html.Div(_notes(visit, sheet), id="sheet-notes"),
    ]
    table = html.Div(figures_table(visit, sheet), id="sheet-table", className="sheet-table panel")
    if len(sheet.selection.series) > MOST_BESIDE:
        parts = [
            html.Div(drawn, className="sheet-chart panel"),
            findings,
            html.Div(table, className="whole-width"),
        ]
    else:
        parts = [html.Div([*drawn, findings], className="sheet-chart panel"), table]
    return html.Section([*parts, html.Div(more, className="panel whole-width")], className="sheet")


def _head(visit: Visit, sheet: Sheet) -> list[Component]:
    return [
        html.H2(sheet.headline, className="headline"),
        html.P(sheet.subtitle, className="subtitle"),
    ]


def _below(visit: Visit, sheet: Sheet) -> Component:
    """The chart's key; where there is nothing to draw, what to do."""
    if not sheet.rows:
        return html.P(_what_to_choose(visit), className="empty")
    return html.Ul([_key_entry(entry, visit.words) for entry in sheet.key], className="key")


def _what_to_choose(visit: Visit) -> str:
    if visit.selection.is_original_only:
        return visit.words("Choose other series or years, or show figures read elsewhere too.")
    if visit.selection.is_full_years:
        return visit.words("Choose other series or years, or show parts of years too.")
    return visit.words("Choose other series or years.")


def _notes(visit: Visit, sheet: Sheet) -> list[Component]:
    """The chart in words, what is not claimed, and what a reader must know of the marks and the series."""
    return [below_chart(visit, sheet), notes_of(sheet.other_notes), *_revised(visit, sheet)]


def _findings(visit: Visit, sheet: Sheet) -> list[Component]:
    """What the chosen years show of each series, its longer story, and what its indicator says of it."""
    caution = visit.words(
        "The years were chosen, and years picked because they look like a change will often pass for one: "
        "they are described here and not judged. Whether a series has changed since the evaluation is said "
        "of all years since, whatever years are shown."
    )
    below = html.P([caution, " ", *_indicators(visit, sheet)], className="caution")
    return findings_box(visit, sheet, visit.words("What the years show"), below, rule="story")


def _indicators(visit: Visit, sheet: Sheet) -> list[Component | str]:
    """The way to the indicators that list a series of the chart."""
    rows = {
        row.id: row
        for series in sheet.selection.series
        for row in visit.catalogue.indicators_of_series(series)
    }
    parts: list[Component | str] = []
    for row in rows.values():
        address = f"{visit.plain(OBJECTIVES)}#indicator-{row.id}"
        parts += [html.A(pick(row, "name", visit.language), href=address), " "]
    return parts


def _revised(visit: Visit, sheet: Sheet) -> list[Component]:
    """The way to the editions, where a shown year has some that differ."""
    if not any(row.is_revised for row in sheet.rows):
        return []
    address = sheet.selection.address(REVISIONS)
    return [html.P(html.A(visit.words("How these figures were revised"), href=address), className="more")]


def _key_entry(entry: KeyEntry, words: Words) -> Component:
    """An entry of the key; a series leads to what it is."""
    item = key_entry(entry)
    if entry.series:
        what = words("What {series} counts", series=entry.label)
        href = f"#definition-{entry.series}"
        item.children.append(html.A("?", href=href, className="key-what", **dashed(aria_label=what)))
    return item


def _definitions(visit: Visit, sheet: Sheet) -> list[Component]:
    """What each series is, and what a reader must know of it."""
    words, catalogue, language = visit.words, visit.catalogue, visit.language
    cards = []
    for series in sheet.selection.series:
        notes = [note.text for note in sheet.series_notes if note.series == series]
        row = catalogue.series[series]
        definition, area = catalogue.definitions[row.definition], catalogue.areas[row.area]
        publisher = catalogue.publishers[row.publisher]
        facts: list[tuple[str, str | Component]] = [
            (
                words("Publisher"),
                html.A(
                    pick(publisher, "name", language),
                    href=place_on_sources(f"publisher-{publisher.id}", visit.selection),
                ),
            ),
            (
                words("Area"),
                words(": ").join(
                    filter(None, (pick(area, "name", language), pick(area, "definition", language)))
                ),
            ),
            (words("What is counted"), pick(definition, "text", language)),
            (words("Category"), pick(catalogue.categories[row.category], "name", language)),
            (words("Series id"), html.Code(series)),
        ]
        if series in catalogue.derived_series:
            facts.append((words("Worked out from"), parts_linked(visit, series)))
        cards.append(
            html.Div(
                id=f"definition-{series}",
                className="panel definition",
                children=[
                    html.H3(pick(row, "name", language)),
                    fact_list(facts),
                    notes_of(notes) if notes else None,
                ],
            )
        )
    return [html.H2(words("What these series are")), html.Div(cards, className="definition-cards")]


PAGE = Page(
    path=PATH, position=11, name=message("Trends"), group="charts", build=build, options=SERIES_OPTIONS
)
