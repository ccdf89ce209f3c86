"""Overview: a card for each objective; the maritime one shows its indicators with their newest counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.charts.base.judged import build_card
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.evaluation_sheet import BASIS_WORDS, OBJECTIVES, fiscal_year, measured_objectives
from dashboard.pages.parts.explore_link import explore_link
from dashboard.pages.parts.frame import chart_box, key_entry, key_sample, page_title, sign_of
from dashboard.pages.parts.releases import release_in_short
from dashboard.pages.parts.share_menu import add_to_briefing
from dashboard.pages.parts.verdict_parts import (
    count_tests,
    detail_list,
    false_alarms,
    verdict_row,
    wording_of,
)
from dashboard.record.captions import publication_text, unit_text
from dashboard.record.releases import next_releases
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.details import details
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.verdicts.sentences import indicator_sentence
from dashboard.verdicts.summary import answer, shown_verdicts
from dashboard.verdicts.wording import fact_sign
from dashboard.words import message, pick


def build(visit: Visit) -> View:
    """The cards, objectives with indicators first."""
    catalogue = visit.catalogue
    sheets = {
        indicator: build_card(visit.engine, catalogue, indicator, visit.selection.plain())
        for indicator in catalogue.indicators
    }
    pictures = {graph_of(indicator): sheet for indicator, sheet in sheets.items() if sheet.rows}
    measured = measured_objectives(catalogue)
    objectives = list(catalogue.objectives.values())

    content = html.Div(
        [
            html.Div(
                className="page-intro",
                children=[
                    html.H1(visit.words("Objectives and what the counts say"), className="page-title"),
                    html.P(_plan(visit), className="lead"),
                    *_expected(visit),
                ],
            ),
            *[
                _measured_card(visit, objective, sheets)
                for objective in objectives
                if objective.id in measured
            ],
            html.H2(visit.words("Objectives without counts"), className="section-title"),
            html.Div(
                [_plain_card(visit, objective) for objective in objectives if objective.id not in measured],
                className="objective-cards",
            ),
        ]
    )

    return View(page_title(PAGE.name, visit.language), content, pictures, undecided=_undecided(visit, sheets))


def _undecided(visit: Visit, sheets: dict[str, Sheet]) -> int:
    """Figures left out of all cards; one that two cards would show is counted once."""
    selections = {
        replace(sheet.selection, series=(series,))
        for sheet in sheets.values()
        for series in sheet.selection.series
    }
    earliest: dict[tuple[str, ...], Selection] = {}
    for selection in sorted(selections, key=lambda selection: selection.first or 0):
        earliest.setdefault(selection.series, selection)
    return sum(undecided_of(visit, selection) for selection in earliest.values())


def graph_of(indicator: str) -> str:
    return f"card-{indicator}"


def _plan(visit: Visit) -> str:
    """Which document states the objectives, and for which years."""
    first = next(iter(visit.catalogue.objectives.values()), None)
    if first is None:
        return visit.words("No objectives are loaded yet.")
    plan = visit.catalogue.publications[first.publication]
    return visit.words(
        "Evaluation sheet: {plan} (evaluated FY{first} to FY{last}; next evaluation {next}). Its aims are "
        "stated in words: the levels below are those that it reports, used as benchmarks. It runs by fiscal "
        "year, the counts by calendar year.",
        plan=pick(plan, "title", visit.language),
        first=first.valid_from.year,
        last=(first.valid_to.year - 1) if first.valid_to else "—",
        next=fiscal_year(first.next_evaluation, visit.language),
    )


def _expected(visit: Visit) -> list[Component]:
    """Which regular editions come next; of a past point nothing is expected."""
    releases = [] if visit.selection.is_as_of else next_releases(visit.catalogue.publications.values())
    words = visit.words
    moment = visit.catalogue.version.recorded_at
    recorded = moment.date() if moment else None
    publishers = visit.catalogue.publishers
    texts = [release_in_short(release, publishers, words, recorded=recorded) for release in releases]
    if not texts:
        return []
    sentence = words("Usually next, not loaded yet: {editions}.", editions=words("; ").join(texts))
    return [html.P(sentence, className="hint next-figures")]


def _measured_card(visit: Visit, objective: Any, sheets: dict[str, Sheet]) -> Component:
    catalogue, language = visit.catalogue, visit.language
    indicators = [row for row in catalogue.indicators.values() if row.objective == objective.id]
    return html.Section(
        id=f"objective-{objective.id}",
        className="objective measured",
        children=[
            html.H2(pick(objective, "name", language)),
            html.P(pick(objective, "aim", language), className="aim"),
            html.Div([_indicator(visit, row, sheets[row.id]) for row in indicators], className="indicators"),
            false_alarms(visit, _tests(sheets[row.id] for row in indicators)),
        ],
    )


def _answer(visit: Visit, sheet: Sheet) -> Component | None:
    """The answer before any reading: where the newest count stands."""
    newest = sheet.judged.newest if sheet.judged and sheet.rows else None
    if newest is None:
        return None
    sign = html.Span(fact_sign(newest), className="badge-sign", **dashed(aria_hidden="true"))
    return html.P(
        [sign, " ", html.Span(answer(newest, wording_of(visit)), className="answer-text")],
        className=f"answer fact-{newest.fact.code}",
    )


def _tests(sheets: Iterable[Sheet]) -> int:
    """How many tests the cards show."""
    judged = [sheet.judged for sheet in sheets if sheet.judged is not None]
    return count_tests([verdict for indicator in judged for verdict, _ in shown_verdicts(indicator)])


def _indicator(visit: Visit, indicator: Any, sheet: Sheet) -> Component:
    """The sentence first, then each count with its two verdicts, then the picture and what goes with it."""
    words, judged = visit.words, sheet.judged
    chart = [chart_box(visit, graph_of(indicator.id), sheet)] if sheet.rows else [html.P(_nothing(visit))]
    levels = [entry for entry in sheet.guides if entry.kind not in ("window", "range")]
    return html.Article(
        className="indicator panel",
        children=[
            html.H3(pick(indicator, "name", visit.language)),
            _answer(visit, sheet),
            html.P(
                [
                    *[key_sample(entry) for entry in levels],
                    html.Span(words(BASIS_WORDS[indicator.basis]), className="level-label"),
                    html.Span(pick(indicator, "level", visit.language), className="level"),
                ],
                className="level-line",
            ),
            *(_judged(visit, judged, sheet) if judged and sheet.rows else []),
            html.Ul(_chart_notes(visit, sheet), className="chart-unit"),
            *chart,
            _source_line(visit, judged) if judged and sheet.rows else None,
            _how(visit, judged) if judged and sheet.rows else None,
            _about(visit, indicator),
            html.P(
                [
                    _add_to_briefing(visit, indicator.id) if sheet.rows and not visit.published else None,
                    html.A(words("Every year and source"), href=sheet.selection.address("/trends")),
                    explore_link(visit, sheet),
                    html.A(
                        words("Every verdict"), href=f"{visit.plain(OBJECTIVES)}#indicator-{indicator.id}"
                    ),
                ],
                className="more",
            ),
        ],
    )


def _add_to_briefing(visit: Visit, indicator: str) -> Component:
    """The indicator's own chart, which a card shows a small one of, into the tray."""
    return add_to_briefing(visit, "objective", replace(visit.selection.plain(), indicator=indicator))


def _judged(visit: Visit, judged: IndicatorVerdicts, sheet: Sheet) -> list[Component]:
    """The sentence, and a row for each count that it rests on."""
    labels = {"evaluated": visit.words("as evaluated"), "past": "", "newest": ""}
    ended = {series.series for series in judged.series if series.is_ended}
    rows = []
    for verdict, role in shown_verdicts(judged):
        entry = next(entry for entry in sheet.key if entry.series == verdict.series)
        rows.append(
            verdict_row(
                visit,
                verdict,
                sign=sign_of(entry),
                colour=entry.style.colour,
                label=labels[role],
                ended=verdict.series in ended,
            )
        )
    return [
        html.P(indicator_sentence(judged, wording_of(visit)), className="sentence"),
        html.Ul(rows, className="verdict-rows"),
    ]


def _source_line(visit: Visit, judged: IndicatorVerdicts) -> Component:
    """The publications of the counts that stand above, by name: on paper a link says nothing."""
    observations = [verdict.observation for verdict, _ in shown_verdicts(judged) if verdict.observation]
    parts: list[Component | str] = [visit.words("Sources: ")]
    by_publication = {observation.publication: observation for observation in observations}
    for number, observation in enumerate(by_publication.values()):
        row = visit.catalogue.publications[observation.publication]
        publisher = pick(visit.catalogue.publishers[row.publisher], "short", visit.language)
        title = publication_text(observation, visit.catalogue, visit.words)
        text = visit.words("{publisher}, {title}", publisher=publisher, title=title)
        parts += [
            visit.words("; ") if number else "",
            html.A(text, href=source_address(observation, visit.selection)),
        ]
    return html.P(parts, className="source-line")


def _chart_notes(visit: Visit, sheet: Sheet) -> list[Component]:
    """The unit of the picture, and what its shades and stars mean."""
    words = visit.words
    units = words("; ").join(
        dict.fromkeys(
            unit_text(visit.catalogue.series[series].unit, visit.catalogue, words)
            for series in sheet.selection.series
        )
    )
    shades = [key_entry(entry) for entry in sheet.guides if entry.kind in ("window", "range")]
    has_star = any(row.observation.is_partial for row in sheet.rows)
    star = [html.Li(words("* part of the year"))] if has_star else []
    return [html.Li(units), *shades, *star]


def _how(visit: Visit, judged: IndicatorVerdicts) -> Component:
    """Test, prediction, what would change it and the rest, for the verdicts that the sentence rests on."""
    wording = wording_of(visit)
    parts: list[Component] = []
    for verdict, role in shown_verdicts(judged):
        if role == "past" or verdict.interval is None:
            continue
        periods = next(series.periods for series in judged.series if series.series == verdict.series)
        title = visit.words("{said}, {period}", said=wording.said(verdict), period=wording.period(verdict))
        parts += [html.H4(title), detail_list(visit, details(verdict, periods, wording))]
    return html.Details(
        [html.Summary(visit.words("How this was judged, and what would change it")), *parts], className="how"
    )


def _about(visit: Visit, indicator: Any) -> Component:
    """What the level is and is not, and which document states it."""
    publication = visit.catalogue.publications[indicator.publication]
    source = html.A(
        pick(publication, "title", visit.language),
        href=place_on_sources(f"publication-{publication.id}", visit.selection),
    )
    return html.Details(
        [
            html.Summary(visit.words("About this level")),
            html.P(pick(indicator, "note", visit.language)),
            html.P([visit.words("Source: "), source]),
        ],
        className="about",
    )


def _nothing(visit: Visit) -> str:
    """Why a card has no figure."""
    if visit.selection.is_as_of:
        return visit.words("No figure of this card is shown at this point in time.")
    return visit.words("No figures yet.")


def _plain_card(visit: Visit, objective: Any) -> Component:
    return html.Article(
        id=f"objective-{objective.id}",
        className="objective-card panel",
        children=[
            html.H3(pick(objective, "name", visit.language)),
            html.P(pick(objective, "aim", visit.language)),
            html.P(
                [
                    html.Strong(visit.words("The evaluation sheet records: ")),
                    pick(objective, "facts", visit.language),
                ],
                className="facts",
            ),
        ],
    )


PAGE = Page(path="/", position=1, name=message("Overview"), build=build)
