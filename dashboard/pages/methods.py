"""Methods: how counts are judged, each rule in plain words with an example from the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.frame import page_title
from dashboard.pages.parts.methods_text import RULES, Rule
from dashboard.pages.parts.pooled_table import pooled_table
from dashboard.pages.parts.record_table import record_table
from dashboard.pages.parts.verdict_parts import METHODS, wording_of
from dashboard.statistics.change import against_earlier, trend_test
from dashboard.statistics.clustering import quasi_poisson_trend, spread
from dashboard.statistics.intervals import count_interval, rule_of_three
from dashboard.verdicts.details import details
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    EXCEEDANCE,
    FEW_YEARS,
    NOT_MET,
    QUASI_POISSON,
    TREND,
    IndicatorVerdicts,
    PeriodVerdict,
)
from dashboard.verdicts.sentences import period_sentence
from dashboard.verdicts.wording import digits, probability, ratio_text
from dashboard.words import message

Judged = dict[str, IndicatorVerdicts]


def build(visit: Visit) -> View:
    """Every rule, with its example where the figures at this point in time have one."""
    selection = visit.selection
    judged = verdicts(
        visit.engine, visit.catalogue, recorded=selection.recorded, published=selection.published
    )

    words = visit.words
    content = html.Div(
        [
            html.H1(words("Methods"), className="page-title"),
            html.P(
                words(
                    "How this site tells a change from chance. Every verdict links to its rule here; "
                    "every "
                    "example is worked out from the figures as they stand."
                ),
                className="lead",
            ),
            html.Nav(
                html.Ul([html.Li(html.A(words(rule.title), href=f"#{rule.id}")) for rule in RULES]),
                className="contents",
                **dashed(aria_label=words("Rules")),
            ),
            html.Div([_rule(visit, rule, judged) for rule in RULES], className="rules"),
            pooled_table(visit),
            record_table(visit),
        ]
    )

    return View(page_title(PAGE.name, visit.language), content)


def _rule(visit: Visit, rule: Rule, judged: Judged) -> Component:
    words = visit.words
    parts: list[Component] = [html.H2(words(rule.title))]
    parts += [html.P(words(text)) for text in rule.paragraphs]
    if rule.assumes:
        parts.append(html.P([html.Strong(words("Assumes: ")), words(rule.assumes)], className="assumes"))
    example = EXAMPLES.get(rule.id)
    lines = list(example(visit, judged)) if example else []
    if lines:
        parts.append(
            html.Div([html.Strong(words("Example")), *[html.P(line) for line in lines]], className="example")
        )
    if rule.sources:
        parts.append(html.P([words("Source: "), words("; ").join(rule.sources)], className="rule-source"))
    return html.Section(parts, id=rule.id, className="panel rule")


def _periods(judged: Judged) -> Iterator[PeriodVerdict]:
    return (period for indicator in judged.values() for period in indicator.periods)


def _evaluated(judged: Judged, kind: str) -> PeriodVerdict | None:
    evaluated = (indicator.evaluated for indicator in judged.values() if indicator.kind == kind)
    return next(filter(None, evaluated), None)


def _tested(judged: Judged, test: str, *, above: bool) -> PeriodVerdict | None:
    """The first verdict by a test; of a level, one that was above it."""
    tested = (
        verdict
        for verdict in _periods(judged)
        if verdict.evidence.test == test
        and verdict.evidence.p_value is not None
        and (not above or verdict.fact.code == NOT_MET)
    )
    return next(tested, None)


def _sentence_and_details(visit: Visit, verdict: PeriodVerdict | None, rule: str) -> Iterator[str]:
    """A verdict's sentence, and what of its details belongs to a rule."""
    if verdict is None:
        return
    wording = wording_of(visit)
    yield period_sentence(verdict, wording)
    for detail in details(verdict, (verdict,), wording):
        if detail.rule == rule:
            yield detail.text


def _detail(visit: Visit, verdict: PeriodVerdict | None, rule: str) -> Iterator[str]:
    if verdict is None:
        return
    wording = wording_of(visit)
    name = visit.words("{said}, {period}", said=wording.said(verdict), period=wording.period(verdict))
    for detail in details(verdict, (verdict,), wording):
        if detail.rule == rule:
            yield visit.words("{name}: {text}", name=name, text=detail.text)


def _interval(visit: Visit, judged: Judged) -> Iterator[str]:
    counts = sorted(
        {verdict.value for verdict in _periods(judged) if verdict.value is not None and verdict.interval}
    )
    texts = []
    for value in counts[:: max(1, len(counts) // 4)]:
        limits = count_interval(value)
        texts.append(
            visit.words(
                "{count}: {low} to {high}", count=value, low=f"{limits.low:.2f}", high=f"{limits.high:.1f}"
            )
        )
    if texts:
        yield visit.words("; ").join(texts)


def _trend(visit: Visit, judged: Judged) -> Iterator[str]:
    """As evaluated, and the newest of the same indicator: the two can differ."""
    for indicator in judged.values():
        if indicator.kind == "no-increase":
            for verdict in dict.fromkeys(filter(None, (indicator.evaluated, indicator.newest))):
                yield from _sentence_and_details(visit, verdict, "trend")


def _power(visit: Visit, judged: Judged) -> Iterator[str]:
    yield from _detail(visit, _evaluated(judged, "no-increase"), "power")


def _many_years(visit: Visit, judged: Judged) -> Iterator[str]:
    """A verdict on ten years where there is one, else the longest history that stands beside a verdict."""
    verdict = _tested(judged, QUASI_POISSON, above=False)
    if verdict is not None:
        yield from _sentence_and_details(visit, verdict, "many-years")
        return
    longest = max(
        (verdict for verdict in _periods(judged) if verdict.evidence.spread is not None),
        key=lambda verdict: len(verdict.evidence.spread.years) if verdict.evidence.spread else 0,
        default=None,
    )
    history = longest.evidence.spread if longest else None
    if longest is None or history is None or len(history.years) < FEW_YEARS:
        return
    fitted = quasi_poisson_trend(history.counts, history.years)
    wording = wording_of(visit)
    if fitted is not None:
        yield visit.words(
            "{said}, {years} ({count} full years): {p} with a variance {ratio} times the mean around the "
            "fit; "
            "taken as independent, {independent}.",
            said=wording.said(longest),
            years=wording.years(history.years),
            count=len(history.years),
            p=probability(fitted.p_value, visit.words),
            ratio=ratio_text(fitted.ratio),
            independent=probability(trend_test(history.counts, history.years).p_value, visit.words),
        )


def _level(visit: Visit, judged: Judged) -> Iterator[str]:
    yield from _sentence_and_details(visit, _tested(judged, EXCEEDANCE, above=True), "level")


def _none(visit: Visit, judged: Judged) -> Iterator[str]:
    verdict = _tested(judged, AGAINST_EARLIER, above=True)
    if verdict is None:
        return
    yield from _sentence_and_details(visit, verdict, "none")
    counts = verdict.evidence.counts
    total, years = sum(counts), len(counts)
    if counts[-1] == total:
        comparison = against_earlier(counts[-1], 0, years - 1)
        yield visit.words(
            "All {count} fell on the last of {years} years: (1/{years}) to the power of {count} is {p}.",
            count=total,
            years=years,
            p=digits(comparison.p_more),
        )


def _rare(visit: Visit, judged: Judged) -> Iterator[str]:
    longest = max(_periods(judged), key=lambda verdict: verdict.years_without, default=None)
    if longest is None or longest.years_without < 1:
        return
    wording = wording_of(visit)
    yield visit.words(
        "{said}: none in the {years} full years up to {year} still allows {most} a year.",
        said=wording.said(longest),
        years=longest.years_without,
        year=longest.year,
        most=f"{rule_of_three(longest.years_without):.1f}",
    )


def _prediction(visit: Visit, judged: Judged) -> Iterator[str]:
    verdicts = (
        verdict
        for indicator in judged.values()
        for verdict in (indicator.evaluated, indicator.newest)
        if indicator.kind == "no-increase" and verdict and verdict.prediction
    )
    yield from _detail(visit, next(verdicts, None), "prediction")


def _clustering(visit: Visit, judged: Judged) -> Iterator[str]:
    verdict = _tested(judged, EXCEEDANCE, above=True)
    history = verdict.evidence.spread if verdict else None
    if verdict is None or history is None:
        return
    wording = wording_of(visit)
    yield visit.words(
        "{name}, {years}: {counts}; variance divided by mean is {ratio}.",
        name=wording.name(verdict.indicator),
        years=wording.years(history.years),
        counts=visit.words(", ").join(map(str, history.counts)),
        ratio=ratio_text(spread(history.counts) or 0.0),
    )
    yield from _detail(visit, _tested(judged, TREND, above=True), "clustering")


Example = Callable[[Visit, Judged], Iterator[str]]

EXAMPLES: dict[str, Example] = {
    "interval": _interval,
    "trend": _trend,
    "power": _power,
    "many-years": _many_years,
    "level": _level,
    "none": _none,
    "rare": _rare,
    "prediction": _prediction,
    "clustering": _clustering,
}

PAGE = Page(path=METHODS, position=9, name=message("Methods"), build=build)
