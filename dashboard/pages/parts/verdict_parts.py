"""How pages show verdicts: a count, where it stands and whether it could be chance, by word and shape."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.figures import source_address
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.record import captions
from dashboard.record.periods import day_label
from dashboard.scene.sheet import Sheet
from dashboard.statistics.pooled_simulation import most_false_alarms
from dashboard.verdicts.details import Detail, rule_of
from dashboard.verdicts.model import DETECTABLE, PeriodVerdict
from dashboard.verdicts.sentences import says_change
from dashboard.verdicts.wording import (
    Wording,
    evidence_sign,
    evidence_text,
    fact_code,
    fact_sign,
    fact_text,
)
from dashboard.words import Words

METHODS = "/methods"


def wording_of(visit: Visit) -> Wording:
    return Wording(visit.words, visit.catalogue, is_past=visit.selection.is_as_of)


def rule_address(visit: Visit, rule: str) -> str:
    """The section of the methods page that explains a rule."""
    return f"{visit.plain(METHODS)}#{quote(rule)}"


def findings_box(visit: Visit, sheet: Sheet, title: str, *below: Component, rule: str) -> list[Component]:
    """What a sheet says of its figures, with the way to the rule behind it; nothing where nothing is said."""
    if not sheet.findings:
        return []
    way = html.A(visit.words("How this is judged"), href=rule_address(visit, rule))
    said = html.Ul([html.Li(finding.text) for finding in sheet.findings])
    return [html.Div([html.H3([title, " ", way]), said, *below], className="findings")]


def verdict_row(
    visit: Visit, verdict: PeriodVerdict, *, sign: str, colour: str, label: str = "", ended: bool = False
) -> Component:
    """A count with year, series and source, then where it stands and whether it could be chance."""
    words, wording = visit.words, wording_of(visit)
    year = wording.period(verdict) if verdict.observation is None else _short_period(verdict)
    series: list[Component | str] = [
        html.Span(sign, style={"color": colour}, **dashed(aria_hidden="true")),
        f" {wording.said(verdict)}",
        words(" (series ended)") if ended else "",
    ]
    what = [
        html.Span(_count(visit, verdict, colour), className="verdict-count"),
        html.Span(year, className="verdict-year"),
        html.Span(series, className="verdict-series"),
        html.Span(label, className="verdict-label") if label else None,
        _how_known(verdict, words),
    ]
    return html.Li(
        [
            html.Div(what, className="verdict-what"),
            html.Div(badges(visit, verdict), className="verdict-badges"),
        ],
        className="verdict-row",
        **dashed(data_verdict=f"{verdict.indicator}/{verdict.series}/{verdict.year}"),
    )


def _how_known(verdict: PeriodVerdict, words: Words) -> Component | None:
    """That a count was worked out, or read off a chart; nothing where it was stated."""
    observation = verdict.observation
    if observation is None or observation.method == "stated":
        return None
    return html.Span(words(captions.STATUS_WORDS[observation.method]), className="verdict-label")


def _short_period(verdict: PeriodVerdict) -> str:
    """The year alone, for the small rows; anything but a calendar year in full."""
    observation = verdict.observation
    if observation is None or observation.period_kind != "CY":
        return f"{observation.period_start}–{observation.period_end}" if observation else str(verdict.year)
    return str(verdict.year)


def _count(visit: Visit, verdict: PeriodVerdict, colour: str) -> Component | str:
    """The count as a link to the publication that states it."""
    observation = verdict.observation
    if observation is None:
        return "–"
    return html.A(
        captions.value_text(observation, visit.words),
        href=source_address(observation, visit.selection),
        title=captions.spoken(observation, visit.catalogue, visit.words),
        style={"color": colour},
    )


def badges(visit: Visit, verdict: PeriodVerdict, *, differs: bool = False) -> list[Component]:
    """Where a count stands and, where that asks for it, whether it could be chance: each with its shape.

    ``differs``: another series of the indicator shows a change that this one does not.
    """
    words = visit.words
    fact = html.Span(
        [
            html.Span(fact_sign(verdict), className="badge-sign", **dashed(aria_hidden="true")),
            fact_text(verdict, words),
        ],
        className=f"badge fact-{fact_code(verdict)}",
    )
    if verdict.observation is None or not (differs or says_change(verdict)):
        return [fact]
    sign, text, code = evidence_sign(verdict), evidence_text(verdict, words), verdict.change.code
    if differs:
        sign, text, code = "≠", words("series differ"), DETECTABLE
    finding = html.A(
        [
            html.Span(sign, className="badge-sign", **dashed(aria_hidden="true")),
            text,
        ],
        href=rule_address(visit, rule_of(verdict)),
        className=f"badge evidence-{code}",
    )
    return [fact, finding]


def detail_list(visit: Visit, entries: Sequence[Detail]) -> Component:
    """What goes with a verdict, each with a way to its rule."""
    parts: list[Component] = []
    for detail in entries:
        name = html.A(detail.name, href=rule_address(visit, detail.rule))
        parts += [html.Dt(name), html.Dd(detail.text)]
    return html.Dl(parts, className="verdict-details")


def judged_note(visit: Visit) -> Component:
    """As of when it was judged, and how often yearly looks would call chance a change."""
    words = visit.words
    moment = visit.selection.recorded or visit.catalogue.version.recorded_at
    published = visit.selection.published
    dated = (
        words(
            "Judged on what had certainly been published by {date}.",
            date=day_label(published, visit.language),
        )
        if published
        else words(
            "Judged on the figures recorded up to {date}.", date=day_label(moment.date(), visit.language)
        )
        if moment
        else ""
    )
    text = words(
        "Of indicators that never change, yearly looks would call up to {alarms} of 100 changed within five "
        "years (simulated).",
        alarms=f"{100 * most_false_alarms():.0f}",
    )
    return html.P(
        [dated, " ", text, " ", html.A(words("Why"), href=rule_address(visit, "many"))],
        className="false-alarms",
    )
