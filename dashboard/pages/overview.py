"""Overview: all in one sentence, then a card for each indicator: its answer, its chart, what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.charts.base.judged import build_card
from dashboard.charts.base.narration import kind_of_years
from dashboard.charts.running import PATH as RUNNING
from dashboard.files.changes import usual_since
from dashboard.files.tray import item_of
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.evaluation_sheet import OBJECTIVES, fiscal_year, measured_objectives
from dashboard.pages.parts.explore_link import explore_link
from dashboard.pages.parts.frame import chart_box, key_entry, page_title, sign_of
from dashboard.pages.parts.objective_line import objective_line
from dashboard.pages.parts.releases import release_in_short
from dashboard.pages.parts.share_menu import add_to_briefing, briefing_address
from dashboard.pages.parts.since_field import changes_line
from dashboard.pages.parts.verdict_parts import (
    badges,
    detail_list,
    judged_note,
    verdict_row,
    wording_of,
)
from dashboard.record.captions import Observation, publication_text, unit_text
from dashboard.record.releases import next_releases
from dashboard.scene.key import HATCHED, WINDOW
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.details import details
from dashboard.verdicts.model import IndicatorVerdicts, PeriodVerdict
from dashboard.verdicts.running import Running, so_far_of
from dashboard.verdicts.running_sentences import so_far_sentence
from dashboard.verdicts.sentences import differing, indicator_sentence
from dashboard.verdicts.summary import all_in_all, newest_verdicts
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
                    _all_in_all(visit, sheets),
                    _changes(visit),
                ],
            ),
            *[
                _measured_card(visit, objective, sheets)
                for objective in objectives
                if objective.id in measured
            ],
            html.H2(visit.words("What the evaluation sheet says"), className="section-title"),
            html.Ul(
                [html.Li(objective_line(visit, objective)) for objective in objectives],
                className="objective-lines",
            ),
            html.P(_plan(visit), className="hint"),
            *_expected(visit),
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


def _all_in_all(visit: Visit, sheets: dict[str, Sheet]) -> Component:
    """Every indicator in one sentence; the page's name where there is none yet."""
    judged = [sheet.judged for sheet in sheets.values() if sheet.judged is not None and sheet.rows]
    sentence = all_in_all(judged, wording_of(visit))
    return html.H1(sentence or visit.words("Objectives and what the counts say"), className="all-in-all")


def _changes(visit: Visit) -> Component | None:
    """What has changed since the usual day; of a past point nothing is said."""
    since = None if visit.selection.is_as_of else usual_since(visit.catalogue, visit.selection)
    return changes_line(visit, since) if since else None


def _plan(visit: Visit) -> str:
    """Which document states the objectives, and for which years."""
    first = next(iter(visit.catalogue.objectives.values()), None)
    if first is None:
        return visit.words("No objectives are loaded yet.")
    plan = visit.catalogue.publications[first.publication]
    return visit.words(
        "{plan} (evaluated FY{first} to FY{last}; next evaluation {next}). Its aims are stated "
        "in words: the levels above are those that it reports, used as benchmarks; that 0 to 1 is a count a "
        "year is our reading. It runs by fiscal year, the counts by calendar year.",
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
    sentence = words("Usually next, not in this record yet: {editions}.", editions=words("; ").join(texts))
    return [html.P(sentence, className="hint next-figures")]


def _measured_card(visit: Visit, objective: Any, sheets: dict[str, Sheet]) -> Component:
    catalogue, language = visit.catalogue, visit.language
    indicators = [row for row in catalogue.indicators.values() if row.objective == objective.id]
    return html.Section(
        id=f"objective-{objective.id}",
        className="objective measured",
        children=[
            html.Div(
                [
                    html.H2(pick(objective, "name", language)),
                    _common_key(visit, [sheets[row.id] for row in indicators]),
                    _as_slides(visit, [row.id for row in indicators if sheets[row.id].rows]),
                ],
                className="measured-head",
            ),
            html.Div([_indicator(visit, row, sheets[row.id]) for row in indicators], className="indicators"),
            judged_note(visit),
        ],
    )


def _as_slides(visit: Visit, indicators: Sequence[str]) -> Component | None:
    """The way to a briefing of these charts; a copy of the site makes none."""
    if visit.published or not indicators:
        return None
    plain = visit.selection.plain()
    items = [item_of("objective", replace(plain, indicator=indicator).newest()) for indicator in indicators]
    return html.A(
        visit.words("These charts as slides"), href=briefing_address(items, plain), className="as-slides"
    )


def _answer(visit: Visit, sheet: Sheet) -> Component | None:
    """The answer before any reading: where the newest count stands, and whether it could be chance."""
    newest = sheet.judged.newest if sheet.judged and sheet.rows else None
    if newest is None or sheet.judged is None:
        return None
    differs = bool(differing(sheet.judged))
    return html.P(badges(visit, newest, differs=differs), className="answer verdict-badges")


def _indicator(visit: Visit, indicator: Any, sheet: Sheet) -> Component:
    """The answer and its sentence, the picture, then what goes with it."""
    judged = sheet.judged if sheet.rows else None
    chart = [chart_box(visit, graph_of(indicator.id), sheet)] if sheet.rows else [html.P(_nothing(visit))]
    return html.Article(
        className="indicator panel",
        **dashed(data_indicator=indicator.id),
        children=[
            html.H3(pick(indicator, "name", visit.language)),
            html.Div([_count(visit, judged), _answer(visit, sheet)], className="newest"),
            html.P(_sentence(visit, judged), className="sentence") if judged else None,
            *chart,
            html.Ul(_chart_notes(visit, sheet), className="chart-unit"),
            _source_line(visit, judged.newest) if judged and judged.newest else None,
            html.Details(
                [
                    html.Summary(visit.words("How it was judged")),
                    *(_how(visit, judged, sheet) if judged else []),
                    *_about(visit, indicator),
                    _more(visit, indicator, sheet),
                ],
                className="how",
            ),
        ],
    )


def _sentence(visit: Visit, judged: IndicatorVerdicts) -> list[str | Component]:
    """The answer, and the year after the newest full one as far as it is known, of the series that answers
    or else of the first."""
    recorded, published = visit.selection.recorded, visit.selection.published
    running = so_far_of(visit.engine, visit.catalogue, judged, recorded=recorded, published=published)
    if running is None:
        return [indicator_sentence(judged, wording_of(visit), beside_badge=True, beside_count=True)]
    told = indicator_sentence(
        judged, wording_of(visit), beside_badge=True, beside_count=True, without_parts=[running.series]
    )
    return [told, _so_far(visit, running)]


def _count(visit: Visit, judged: IndicatorVerdicts | None) -> Component | None:
    """The newest count, its year and whose it is; where there is none, the sentence says why."""
    newest = judged.newest if judged else None
    if newest is None or newest.value is None:
        return None
    wording = wording_of(visit)
    of = visit.words("in {period} ({said})", period=wording.when(newest), said=wording.said(newest))
    return html.P([html.Strong(wording.value(newest)), " ", html.Span(of)], className="newest-count")


def _so_far(visit: Visit, running: Running) -> Component:
    address = replace(visit.selection.plain(), series=(running.series,)).address(RUNNING)
    link = html.A(visit.words("{year} so far", year=running.year), href=address)
    said: list[str | Component] = [link, visit.words(": "), so_far_sentence(running, wording_of(visit))]
    return html.Span(said, className="so-far")


def _more(visit: Visit, indicator: Any, sheet: Sheet) -> Component:
    """Where to go on from a card."""
    return html.P(
        [
            _add_to_briefing(visit, indicator.id) if sheet.rows and not visit.published else None,
            html.A(visit.words("Every year and source"), href=sheet.selection.address("/trends")),
            explore_link(visit, sheet),
            html.A(
                visit.words("Every verdict"),
                href=f"{visit.plain(OBJECTIVES)}#indicator-{indicator.id}",
            ),
        ],
        className="more",
    )


def _add_to_briefing(visit: Visit, indicator: str) -> Component:
    """The indicator's own chart, which a card shows a small one of, into the tray."""
    return add_to_briefing(visit, "objective", replace(visit.selection.plain(), indicator=indicator))


def _rows(visit: Visit, judged: IndicatorVerdicts, sheet: Sheet) -> list[Component]:
    """The newest count of each series with its verdict, the one that answers first."""
    ended = {series.series for series in judged.series if series.is_ended}
    rows = []
    for verdict in newest_verdicts(judged):
        entry = next((entry for entry in sheet.key if entry.series == verdict.series), None)
        if entry is not None:
            rows.append(
                verdict_row(
                    visit,
                    verdict,
                    sign=sign_of(entry),
                    colour=entry.style.colour,
                    ended=verdict.series in ended,
                )
            )
    return rows


def _source_line(visit: Visit, newest: PeriodVerdict) -> Component | None:
    """The publication of the count that answers; those of the other series stand in the details."""
    observation = newest.observation
    if observation is None:
        return None
    row = visit.catalogue.publications[observation.publication]
    publisher = pick(visit.catalogue.publishers[row.publisher], "short", visit.language)
    text = visit.words("{publisher} {year}", publisher=publisher, year=row.edition_year)
    link = html.A(
        text if row.edition_year else publisher,
        href=source_address(observation, visit.selection),
        title=publication_text(observation, visit.catalogue, visit.words),
    )
    return html.P([visit.words("Source: "), link], className="source-line")


def _by_publication(judged: IndicatorVerdicts) -> list[Observation]:
    """A newest count of each publication, the one that answers first."""
    observations = [verdict.observation for verdict in newest_verdicts(judged) if verdict.observation]
    return list({observation.publication: observation for observation in observations}.values())


def _titles(visit: Visit, judged: IndicatorVerdicts) -> Component:
    """The publications of the newest counts with their full titles: on paper a link says nothing."""
    texts = [
        visit.words(
            "{publisher}, {title}",
            publisher=pick(
                visit.catalogue.publishers[visit.catalogue.publications[one.publication].publisher],
                "short",
                visit.language,
            ),
            title=publication_text(one, visit.catalogue, visit.words),
        )
        for one in _by_publication(judged)
    ]
    return html.P([visit.words("Sources: "), visit.words("; ").join(texts)], className="source-line")


def _common_key(visit: Visit, sheets: Iterable[Sheet]) -> Component:
    """What is counted and which years are shaded, once for all cards."""
    shown = [sheet for sheet in sheets if sheet.rows]
    units = dict.fromkeys(
        unit_text(visit.catalogue.series[series].unit, visit.catalogue, visit.words)
        for sheet in shown
        for series in sheet.selection.series
    )
    windows = {entry.label: entry for sheet in shown for entry in sheet.guides if entry.kind == WINDOW}
    years = kind_of_years([row.observation for sheet in shown for row in sheet.rows], visit.words)
    counted = [visit.words("{unit} {years}", unit=unit, years=years) for unit in units]
    return html.Ul(
        [*map(html.Li, counted), *map(key_entry, windows.values())], className="chart-unit common-key"
    )


def _chart_notes(visit: Visit, sheet: Sheet) -> list[Component]:
    """The series of the picture, and what its shades, marks and stars mean; years are in the common key."""
    parts = [row for row in sheet.rows if row.observation.is_partial]
    # One entry for the star and the hatching of a part of a year.
    hatched = [entry for entry in sheet.key if entry.kind == HATCHED and parts]
    entries = [key_entry(entry) for entry in sheet.key if entry.kind != WINDOW and entry not in hatched]
    text = visit.words("* hatched: part of the year") if hatched else visit.words("* part of the year")
    return [*entries, *([html.Li(text)] if parts else [])]


def _how(visit: Visit, judged: IndicatorVerdicts, sheet: Sheet) -> list[Component]:
    """The newest count of each series, and how each was judged: size, chance, parts, story, next year."""
    wording = wording_of(visit)
    parts: list[Component] = [html.Ul(_rows(visit, judged, sheet), className="verdict-rows")]
    for verdict in newest_verdicts(judged):
        series = next(series for series in judged.series if series.series == verdict.series)
        title = visit.words("{said}, {period}", said=wording.said(verdict), period=wording.period(verdict))
        parts += [html.H4(title), detail_list(visit, details(verdict, series, wording))]
    return [*parts, _titles(visit, judged)]


def _about(visit: Visit, indicator: Any) -> list[Component]:
    """What the level is and is not, and which document states it."""
    publication = visit.catalogue.publications[indicator.publication]
    source = html.A(
        pick(publication, "title", visit.language),
        href=place_on_sources(f"publication-{publication.id}", visit.selection),
    )
    return [
        html.H4(visit.words("About this level")),
        html.P(pick(indicator, "note", visit.language)),
        html.P([visit.words("Source: "), source]),
    ]


def _nothing(visit: Visit) -> str:
    """Why a card has no figure."""
    if visit.selection.is_as_of:
        return visit.words("No figure of this card is shown at this point in time.")
    return visit.words("No figures yet.")


PAGE = Page(path="/", position=1, name=message("Overview"), group="stand", build=build)
