"""How pages show verdicts: a count with its two verdicts, by word and shape, and what goes with them."""

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
from dashboard.statistics.change import LEVEL
from dashboard.verdicts.details import RULE_OF_TEST, Detail
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    EXCEEDANCE,
    NOT_MET,
    TREND,
    Evidence,
    PeriodVerdict,
)
from dashboard.verdicts.wording import (
    Wording,
    evidence_sign,
    evidence_text,
    fact_sign,
    fact_text,
    probability,
)
from dashboard.words import Words

METHODS = "/methods"


def wording_of(visit: Visit) -> Wording:
    return Wording(visit.words, visit.catalogue)


def rule_address(visit: Visit, rule: str) -> str:
    """The section of the methods page that explains a rule."""
    return f"{visit.plain(METHODS)}#{quote(rule)}"


def verdict_row(
    visit: Visit, verdict: PeriodVerdict, *, sign: str, colour: str, label: str = "", ended: bool = False
) -> Component:
    """A count with year, series and source, then its fact verdict and its evidence verdict."""
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


def badges(visit: Visit, verdict: PeriodVerdict) -> list[Component]:
    """Both verdicts with their shapes; the evidence with its probability, as a way to its rule."""
    words, evidence = visit.words, verdict.evidence
    fact = html.Span(
        [
            html.Span(fact_sign(verdict), className="badge-sign", **dashed(aria_hidden="true")),
            fact_text(verdict, words),
        ],
        className=f"badge fact-{verdict.fact.code}",
    )
    if verdict.observation is None or not evidence.years:
        return [fact]
    chance = evidence.p_value if evidence.p_clustered is None else evidence.p_clustered
    asks_level = evidence.test in (EXCEEDANCE, AGAINST_EARLIER)
    is_plain = chance is None or (asks_level and verdict.fact.code != NOT_MET)
    evidence_badge = html.A(
        [
            html.Span(evidence_sign(verdict), className="badge-sign", **dashed(aria_hidden="true")),
            evidence_text(verdict, words),
            "" if is_plain else words(" ({p})", p=_chance(evidence, chance or 0.0, words)),
        ],
        href=rule_address(visit, RULE_OF_TEST[evidence.test]),
        className=f"badge evidence-{evidence.code}",
    )
    return [fact, evidence_badge]


def _chance(evidence: Evidence, p_value: float, words: Words) -> str:
    """The probability of a badge; a change of few years with the condition that it rests on."""
    text = probability(p_value, words)
    if evidence.test == TREND and evidence.code == DETECTABLE and not evidence.is_borne_out:
        return words("{p} if independent", p=text)
    return text


def detail_list(visit: Visit, entries: Sequence[Detail]) -> Component:
    """What goes with a verdict, each with a way to its rule."""
    parts: list[Component] = []
    for detail in entries:
        name = html.A(detail.name, href=rule_address(visit, detail.rule))
        parts += [html.Dt(name), html.Dd(detail.text)]
    return html.Dl(parts, className="verdict-details")


def count_tests(verdicts: Sequence[PeriodVerdict]) -> int:
    """How many tests were made for these verdicts: a value within its level was still looked at."""
    return sum(1 for verdict in verdicts if verdict.evidence.p_value is not None)


def alarms_of_tests(tests: int, words: Words) -> str:
    """How many of several tests would be expected to call chance a change; "" of one."""
    if tests < 2:
        return ""
    return words(
        "{tests} tests at 5 %: up to {alarms} of them would be expected to call chance a change.",
        tests=tests,
        alarms=f"{tests * LEVEL:.2f}",
    )


def false_alarms(visit: Visit, tests: int) -> Component:
    """As of when it was judged, and how many of the tests in sight would call chance a change."""
    words = visit.words
    text = words(
        "p is how often chance alone would bring as much. Tests shown here: {tests}, each at 5 %: if nothing "
        "had changed and incidents were independent, up to {alarms} of them would call chance a change.",
        tests=tests,
        alarms=f"{tests * LEVEL:.1f}",
    )
    moment = visit.selection.recorded or visit.catalogue.version.recorded_at
    dated = (
        words("Judged on the figures recorded up to {date}.", date=day_label(moment.date(), visit.language))
        if moment
        else ""
    )
    if not tests:
        return html.P(dated, className="false-alarms")
    return html.P(
        [dated, " ", text, " ", html.A(words("Why"), href=rule_address(visit, "many"))],
        className="false-alarms",
    )
