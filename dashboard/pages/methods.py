"""Methods: how counts are judged, each rule in plain words with an example from the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.frame import page_title
from dashboard.pages.parts.methods_text import RULES, MethodsSection
from dashboard.pages.parts.pooled_table import pooled_table
from dashboard.pages.parts.record_table import record_table
from dashboard.pages.parts.verdict_parts import METHODS, wording_of
from dashboard.statistics.intervals import count_interval, rule_of_three
from dashboard.verdicts.details import ASSUMPTIONS, details
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import LEVEL_ITSELF, IndicatorVerdicts, PeriodVerdict, SeriesVerdicts
from dashboard.verdicts.sentences import period_sentence
from dashboard.verdicts.year_end_record import whole_record
from dashboard.words import message

Judged = dict[str, IndicatorVerdicts]
Example = Callable[[Visit, Judged], Iterator[str]]


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
            None if selection.is_as_of else record_table(visit),
        ]
    )

    return View(page_title(PAGE.name, visit.language), content)


def _rule(visit: Visit, rule: MethodsSection, judged: Judged) -> Component:
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


def _leads(judged: Judged) -> Iterator[tuple[IndicatorVerdicts, SeriesVerdicts, PeriodVerdict]]:
    """Each indicator with the series that answers for it and its newest verdict."""
    for indicator in judged.values():
        if indicator.lead is not None and indicator.newest is not None:
            yield indicator, indicator.lead, indicator.newest


def _sentence_and_details(
    visit: Visit, series: SeriesVerdicts, verdict: PeriodVerdict, rule: str
) -> Iterator[str]:
    """A verdict's sentence, and what of its details belongs to a rule."""
    wording = wording_of(visit)
    yield period_sentence(verdict, wording)
    assumed = visit.words(ASSUMPTIONS)  # said of the rule itself
    for detail in details(verdict, series, wording):
        if detail.rule == rule and detail.text != assumed:
            yield detail.text


def _detail(visit: Visit, series: SeriesVerdicts, verdict: PeriodVerdict, rule: str) -> Iterator[str]:
    wording = wording_of(visit)
    name = visit.words("{said}, {period}", said=wording.said(verdict), period=wording.period(verdict))
    for detail in details(verdict, series, wording):
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


def _since(visit: Visit, judged: Judged) -> Iterator[str]:
    for _, series, verdict in _leads(judged):
        if verdict.change.against != LEVEL_ITSELF and verdict.change.pooled is not None:
            yield from _sentence_and_details(visit, series, verdict, "since")


def _level(visit: Visit, judged: Judged) -> Iterator[str]:
    for _, series, verdict in _leads(judged):
        if verdict.change.against == LEVEL_ITSELF:
            yield from _sentence_and_details(visit, series, verdict, "level")


def _none(visit: Visit, judged: Judged) -> Iterator[str]:
    for indicator, _, verdict in _leads(judged):
        if indicator.kind == "none":
            yield period_sentence(verdict, wording_of(visit))


def _of_rule(rule: str) -> Example:
    """What the details of the verdicts that answer say of a rule."""

    def example(visit: Visit, judged: Judged) -> Iterator[str]:
        for _, series, verdict in _leads(judged):
            yield from _detail(visit, series, verdict, rule)

    return example


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


def _running(visit: Visit, _judged: Judged) -> Iterator[str]:
    tried = whole_record()
    yield visit.words(
        "Of {made} such ranges {held} held the year; a straight line through the first months, with the "
        "range of independent incidents, held {straight}.",
        made=tried.made,
        held=tried.held,
        straight=tried.straight_held,
    )


EXAMPLES: dict[str, Example] = {
    "interval": _interval,
    "since": _since,
    "story": _of_rule("story"),
    "level": _level,
    "none": _none,
    "rare": _rare,
    "prediction": _of_rule("prediction"),
    "running": _running,
    "clustering": _of_rule("clustering"),
}

PAGE = Page(path=METHODS, position=42, name=message("Methods"), group="figures", build=build)
