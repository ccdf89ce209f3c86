"""Overview: a card for each objective; the maritime one shows its indicators with their newest counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import captions
from dashboard.captions import Observation
from dashboard.charts.card import build_card
from dashboard.charts.trend import UNIT_WORDS
from dashboard.pages import Page, Picture, View, Visit, dashed
from dashboard.pages.as_of import undated_of
from dashboard.pages.frame import chart_box, guide_entry, guide_sample, page_title, sign_of
from dashboard.periods import period_label
from dashboard.selection import Selection
from dashboard.sheet import Sheet
from dashboard.theme import STYLES
from dashboard.words import message, pick


def build(visit: Visit) -> View:
    """The cards, objectives with indicators first."""
    catalogue = visit.catalogue
    sheets = {
        indicator: build_card(visit.engine, catalogue, indicator, visit.selection.plain())
        for indicator in catalogue.indicators
    }
    pictures = {
        graph_of(indicator): Picture(sheet.drawings, sheet.headline, sheet.alt)
        for indicator, sheet in sheets.items()
        if sheet.rows
    }
    measured = {row.objective for row in catalogue.indicators.values()}
    objectives = list(catalogue.objectives.values())

    def content(size: str) -> Component:
        return html.Div(
            [
                html.Div(
                    className="page-intro",
                    children=[
                        html.H1(visit.words("Objectives and what the counts say"), className="page-title"),
                        html.P(_plan(visit), className="lead"),
                    ],
                ),
                *[_measured_card(visit, one, sheets, size) for one in objectives if one.id in measured],
                html.H2(visit.words("Objectives without counts"), className="section-title"),
                html.Div(
                    [_plain_card(visit, one) for one in objectives if one.id not in measured],
                    className="objective-cards",
                ),
            ]
        )

    return View(page_title(PAGE.name, visit.language), content, pictures, undated=_undated(visit, sheets))


def _undated(visit: Visit, sheets: dict[str, Sheet]) -> int:
    """Figures left out of all cards; one that two cards would show is counted once."""
    shown = {
        replace(sheet.selection, series=(series,))
        for sheet in sheets.values()
        for series in sheet.selection.series
    }
    earliest: dict[tuple[str, ...], Selection] = {}
    for one in sorted(shown, key=lambda one: one.first or 0):
        earliest.setdefault(one.series, one)
    return sum(undated_of(visit, one) for one in earliest.values())


def graph_of(indicator: str) -> str:
    return f"card-{indicator}"


def _plan(visit: Visit) -> str:
    """Which document states the objectives, and for which years."""
    first = next(iter(visit.catalogue.objectives.values()), None)
    if first is None:
        return visit.words("No objectives are loaded yet.")
    plan = visit.catalogue.publications[first.publication]
    return visit.words(
        "Plan: {plan} (evaluated FY{first} to FY{last}; next evaluation {next}). Its aims are stated "
        "in words: the levels below are those that it reports, used as benchmarks.",
        plan=pick(plan, "title", visit.language),
        first=first.valid_from.year,
        last=(first.valid_to.year - 1) if first.valid_to else "—",
        next=_fiscal_year(first.next_evaluation, visit.language),
    )


def _fiscal_year(code: str | None, language: str) -> str:
    """FY2027 as the language writes it; the code itself where it is written otherwise."""
    year = (code or "").removeprefix("FY")
    if not year.isdigit():
        return code or "—"
    return period_label(date(int(year), 4, 1), date(int(year) + 1, 3, 31), "FY", language)


def _measured_card(visit: Visit, objective: Any, sheets: dict[str, Sheet], size: str) -> Component:
    catalogue, language = visit.catalogue, visit.language
    mine = [row for row in catalogue.indicators.values() if row.objective == objective.id]
    return html.Section(
        id=f"objective-{objective.id}",
        className="objective measured",
        children=[
            html.H2(pick(objective, "name", language)),
            html.P(pick(objective, "aim", language), className="aim"),
            html.Div([_indicator(visit, row, sheets[row.id], size) for row in mine], className="indicators"),
        ],
    )


def _indicator(visit: Visit, indicator: Any, sheet: Sheet, size: str) -> Component:
    words = visit.words
    newest = _newest(sheet)
    # Under an as-of, figures that are left out are known all the same.
    says_facts = bool(newest) or not visit.selection.is_as_of
    chart = (
        [chart_box(graph_of(indicator.id), sheet.drawings[size], sheet.alt)]
        if sheet.rows
        else [html.P(_nothing(visit))]
    )
    windows = [entry for entry in sheet.guides if entry.kind == "window"]
    has_star = any(row.observation.is_partial for row in sheet.rows)
    star = [html.Li(words("* part of the year"))] if has_star else []
    levels = [entry for entry in sheet.guides if entry.kind != "window"]
    units = words("; ").join(
        dict.fromkeys(words(UNIT_WORDS[visit.catalogue.series[one].unit]) for one in sheet.selection.series)
    )
    return html.Article(
        className="indicator panel",
        children=[
            html.H3(pick(indicator, "name", visit.language)),
            html.P(
                [
                    *[guide_sample(entry) for entry in levels],
                    html.Span(words("Reported level"), className="level-label"),
                    html.Span(pick(indicator, "level", visit.language), className="level"),
                ],
                className="level-line",
            ),
            html.Ul([html.Li(units), *map(guide_entry, windows), *star], className="chart-unit"),
            *chart,
            html.Ul([_tile(visit, one, sheet) for one in newest], className="tiles"),
            html.P(_sentence(visit, indicator, newest), className="sentence") if says_facts else None,
            _about(visit, indicator),
            html.P(
                html.A(
                    words("Open in Trends: every year and source"), href=sheet.selection.address("/trends")
                ),
                className="more",
            ),
        ],
    )


def _about(visit: Visit, indicator: Any) -> Component:
    """What the level is and is not, and which document states it."""
    publication = visit.catalogue.publications[indicator.publication]
    source = html.A(
        pick(publication, "title", visit.language),
        href=f"{visit.plain('/sources')}#publication-{publication.id}",
    )
    return html.Details(
        [
            html.Summary(visit.words("About this level")),
            html.P(pick(indicator, "note", visit.language)),
            html.P([visit.words("Source: "), source]),
        ],
        className="about",
    )


def _newest(sheet: Sheet) -> list[Observation]:
    """The newest count of each series, in the indicator's order."""
    newest: dict[str, Observation] = {}
    for row in sheet.rows:
        if row.observation.value is not None:
            newest[row.observation.series] = row.observation
    return list(newest.values())


def _tile(visit: Visit, observation: Observation, sheet: Sheet) -> Component:
    """A count with its year, series and a way to its publication."""
    words = visit.words
    row = visit.catalogue.series[observation.series]
    style = STYLES[sheet.selection.series.index(observation.series)]
    sign = sign_of(next(entry for entry in sheet.key if entry.series == observation.series))
    ended = words(" (series ended)") if row.successor else ""
    return html.Li(
        html.A(
            [
                html.Span(
                    captions.value_text(observation, words),
                    className="tile-value",
                    style={"color": style.colour},
                ),
                html.Span(words("{year}", year=observation.period_start.year), className="tile-year"),
                html.Span(
                    [
                        html.Span(sign, style={"color": style.colour}, **dashed(aria_hidden="true")),
                        f" {pick(row, 'short', visit.language)}{ended}",
                    ],
                    className="tile-series",
                ),
            ],
            href=f"{visit.plain('/sources')}#publication-{observation.publication}",
            title=captions.spoken(observation, visit.catalogue, words),
            className="tile",
        )
    )


def _nothing(visit: Visit) -> str:
    """Why a card has no figure."""
    if visit.selection.is_as_of:
        return visit.words("No figure of this card is shown at this point in time.")
    return visit.words("No figures yet.")


def _sentence(visit: Visit, indicator: Any, newest: list[Observation]) -> str:
    """One sentence of facts: the newest counts beside the reported level, and what is not judged."""
    words = visit.words
    running = [one for one in newest if not visit.catalogue.series[one.series].successor] or newest
    if not running:
        return words("No count is known since the evaluated years.")
    counts = words("; ").join(
        words(
            "{series}: {value} in {period}",
            series=pick(visit.catalogue.series[one.series], "short", visit.language),
            value=captions.counted_text(one, visit.catalogue.series[one.series].unit, words),
            period=captions.period_text(one, words),
        )
        for one in running
    )
    return words(
        "Against the reported level “{level}” the newest counts are {counts}. Whether the difference "
        "is more than chance is not judged here.",
        level=pick(indicator, "level", visit.language),
        counts=counts,
    )


def _plain_card(visit: Visit, objective: Any) -> Component:
    return html.Article(
        id=f"objective-{objective.id}",
        className="objective-card panel",
        children=[
            html.H3(pick(objective, "name", visit.language)),
            html.P(pick(objective, "aim", visit.language)),
            html.P(
                [
                    html.Strong(visit.words("Recorded in the plan: ")),
                    pick(objective, "facts", visit.language),
                ],
                className="facts",
            ),
        ],
    )


PAGE = Page(path="/", position=1, name=message("Overview"), build=build)
