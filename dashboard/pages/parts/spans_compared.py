"""Two spans of years that a reader marked, held against each other, with the chance that they are alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.findings import why_not_judged
from dashboard.pages import Visit
from dashboard.record.captions import counted, number
from dashboard.scene.sheet import Sheet
from dashboard.statistics.change import LEVEL
from dashboard.statistics.spans import SpanTest, compare_spans
from dashboard.verdicts.wording import probability
from dashboard.words import pick

Span = tuple[int, int]
"""The first and the last year."""


def spans_compared(visit: Visit, sheet: Sheet, spans: tuple[Span, Span]) -> list[Component]:
    """A line for each series, and what the choice of spans does to a test."""
    words = visit.words
    earlier, later = sorted(spans)
    title = words("{earlier} against {later}", earlier=_years(visit, earlier), later=_years(visit, later))
    if earlier[1] >= later[0]:
        both = words("The two spans share years. Mark two that do not.")
        return [html.H3(title), html.P(both)]
    lines = [_line(visit, series, counts, earlier, later) for series, counts in _counts(sheet)]
    caution = words(
        "Spans that were chosen because they look different will often pass for a change. The test takes "
        "incidents as independent; where they cluster, the difference is less certain."
    )
    return [html.H3(title), html.Ul([html.Li(line) for line in lines]), html.P(caution, className="caution")]


def _counts(sheet: Sheet) -> Iterator[tuple[str, dict[int, int]]]:
    """Each series' exact counts of full years: the figures that are drawn, of several editions the newest."""
    for series in dict.fromkeys(row.observation.series for row in sheet.rows):
        yield (
            series,
            {
                row.observation.period_start.year: row.observation.value or 0
                for row in sheet.rows
                if row.observation.series == series
                and is_exact(row.observation)
                and (row.edition == "newest" or not sheet.shows_editions)
            },
        )


def _years(visit: Visit, span: Span) -> str:
    first, last = span
    return str(first) if first == last else visit.words("{first} to {last}", first=first, last=last)


def _line(visit: Visit, series: str, counts: dict[int, int], earlier: Span, later: Span) -> str:
    words, catalogue = visit.words, visit.catalogue
    name = pick(catalogue.series[series], "short", visit.language)
    reason = why_not_judged(series, catalogue, visit.language)
    if reason:
        return words("{series}: not judged; {reason}.", series=name, reason=reason)
    values = [
        [count for year, count in counts.items() if span[0] <= year <= span[1]] for span in (earlier, later)
    ]
    if not all(values):
        return words("{series}: no full year is known in one of the spans", series=name)
    totals = [counted(number(sum(each)), series, catalogue, words) for each in values]
    sentence = words(
        "{series}: {earlier} in {earlier_years} known years, then {later} in {later_years}",
        series=name,
        earlier=totals[0],
        earlier_years=len(values[0]),
        later=totals[1],
        later_years=len(values[1]),
    )
    test = compare_spans(sum(values[0]), len(values[0]), sum(values[1]), len(values[1]))
    if test is None:
        return sentence
    ratio, chance = _ratio(visit, test), _chance(visit, test)
    return words("{counts}; {ratio}. {chance}", counts=sentence, ratio=ratio, chance=chance)


def _ratio(visit: Visit, test: SpanTest) -> str:
    words = visit.words
    if test.ratio is None:
        return words("a rate from none")
    return words(
        "{ratio} times the yearly rate (95 % interval {low} to {high})",
        ratio=_two_digits(test.ratio),
        low=_two_digits(test.interval.low),
        high=_two_digits(test.interval.high),
    )


def _two_digits(value: float) -> str:
    """Two digits that count, written out: 9.8, 0.034, 1,200."""
    return f"{Decimal(f'{value:.2g}'):,f}"


def _chance(visit: Visit, test: SpanTest) -> str:
    words = visit.words
    p_value = probability(test.p_value, words)
    if test.p_value <= LEVEL:
        return words("Hardly chance, if incidents are independent ({p}).", p=p_value)
    return words("Chance could bring this difference ({p}).", p=p_value)
