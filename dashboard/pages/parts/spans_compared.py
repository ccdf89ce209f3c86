"""Two spans of years that a reader marked, held against each other, with the chance that they are alike."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.findings import why_not_judged
from dashboard.exporters.texts import source_line
from dashboard.pages import Visit
from dashboard.pages.parts.verdict_parts import alarms_of_tests
from dashboard.record.captions import Observation, counted, number, said
from dashboard.record.periods import year_label
from dashboard.record.spans import years_apart
from dashboard.scene.scene import COLUMNS, COUNTS, LINE, Scene
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.statistics.change import LEVEL
from dashboard.statistics.spans import SpanTest, Spread, compare_spans, compare_uneven_spans, spread_within
from dashboard.verdicts.wording import probability
from dashboard.words import message, pick

Span = tuple[int, int]
"""The first and the last year."""
MOST_DECIMALS = 6
WIDEST = 1e6
"""An interval whose upper limit is more times its lower one is not written out: it tells nothing."""
MOST_LISTED = 6
"""Years of a span whose counts are listed; of more, how many are known is said."""


def can_compare_spans(scene: Scene) -> bool:
    """Whether a chart shows whole series of counts over years: not parts, rates or editions, of which only
    some years are drawn or more than one count a year."""
    return not scene.slots and all(
        panel.scale == COUNTS and all(series.role in (COLUMNS, LINE) for series in panel.series)
        for panel in scene.panels
    )


def spans_compared(
    visit: Visit, sheet: Sheet, spans: tuple[Span, Span], *, hidden: Collection[str] = ()
) -> list[Component]:
    """What each series has in the two spans, what the choice of spans does to a test, and the sources.

    ``hidden`` are the ids of series that the chart does not show.
    """
    words = visit.words
    earlier, later = sorted(spans)
    title = words("{earlier} against {later}", earlier=_years(visit, earlier), later=_years(visit, later))
    if earlier[1] >= later[0]:
        both = words("The two spans share years. Mark two that do not.")
        return [html.H3(title), html.P(both)]
    series = dict.fromkeys(row.observation.series for row in sheet.rows)
    compared = [_compared(visit, name, _rows(sheet, name), (earlier, later)) for name in series]
    told: list[Component] = [html.H3(title), html.Ul([html.Li(each.text) for each in compared])]
    if not series.keys().isdisjoint(hidden):
        told.append(html.P(words("Hidden series are compared too.")))
    tests = sum(each.is_tested for each in compared)
    if tests:
        caution = words(
            "Spans that were chosen because they look different will often pass for a change. Unless a line "
            "says otherwise, incidents are taken as independent; in a few years it may not show that they "
            "cluster."
        )
        cautions = [caution, *filter(None, [alarms_of_tests(tests, words)])]
        told.append(html.P(_joined(visit, cautions), className="caution"))
    sources = source_line([one for each in compared for one in each.figures], visit.catalogue, words)
    return [*told, html.P(sources, className="source-line")] if sources else told


def span_marked(visit: Visit, span: Span) -> str:
    """What is said of the first span, before there is another."""
    return visit.words("{span}: now mark another span.", span=_years(visit, span))


@dataclass(frozen=True)
class _Compared:
    text: str
    is_tested: bool = False
    figures: tuple[Observation, ...] = ()


def _joined(visit: Visit, sentences: Sequence[str]) -> str:
    return (" " if visit.language == "en" else "").join(sentences)


def _rows(sheet: Sheet, series: str) -> dict[int, SheetRow]:
    """A series' exact counts of full years, by year: the figures that are drawn."""
    return {
        row.observation.period_start.year: row
        for row in sheet.rows
        if row.observation.series == series and is_exact(row.observation)
    }


def _years(visit: Visit, span: Span) -> str:
    first, last = span
    if first == last:
        return year_label(first, visit.language)
    return visit.words("{first}–{last}", first=first, last=last)


def _compared(visit: Visit, series: str, rows: Mapping[int, SheetRow], spans: tuple[Span, Span]) -> _Compared:
    words, catalogue = visit.words, visit.catalogue
    name = pick(catalogue.series[series], "short", visit.language)
    reason = why_not_judged(series, catalogue, visit.language)
    if reason:
        return _Compared(words("{series}: not judged; {reason}.", series=name, reason=reason))
    within = [{year: row for year, row in rows.items() if span[0] <= year <= span[1]} for span in spans]
    if not any(within):
        return _Compared(words("{series}: no full year of either span is in this chart.", series=name))
    for span, known in zip(spans, within, strict=True):
        if not known:
            years = _years(visit, span)
            text = words("{series}: no full year of {span} is in this chart.", series=name, span=years)
            return _Compared(text)
    figures = tuple(row.observation for known in within for row in known.values())
    apart = [figure for figure in figures if figure.span != figures[-1].span]
    if apart:
        reasons = [
            words(
                "{series}: not compared, since {years} cannot be held against {other}. {reason}",
                series=name,
                years=years,
                other=figures[-1].period_start.year,
                reason=reason,
            )
            for years, reason in years_apart(apart, figures[-1], catalogue.spans, words)
        ]
        return _Compared(_joined(visit, reasons), figures=figures)
    counts = [[row.observation.value or 0 for row in known.values()] for known in within]
    totals = [sum(of_span) for of_span in counts]
    texts = [counted(number(total), series, catalogue, words) for total in totals]
    known_years = [_known(visit, known, span) for known, span in zip(within, spans, strict=True)]
    sentences = [
        words(
            "{series}: {earlier} ({earlier_years}), then {later} ({later_years}).",
            series=name,
            earlier=texts[0],
            earlier_years=known_years[0],
            later=texts[1],
            later_years=known_years[1],
        )
    ]
    sentences += _tested(visit, counts)
    return _Compared(_joined(visit, sentences), any(totals), figures)


def _known(visit: Visit, rows: Mapping[int, SheetRow], span: Span) -> str:
    """Each year with its count, or of a long span how many years are known; of any, that not all are."""
    words, years = visit.words, span[1] - span[0] + 1
    told = []
    if len(rows) <= MOST_LISTED:
        told += [
            words("{year}: {count}", year=year, count=said(row.observation, visit.catalogue, words))
            for year, row in sorted(rows.items())
        ]
    if len(rows) < years:
        told.append(words("{known} of {years} years known", known=len(rows), years=years))
    elif not told:
        told.append(words("all {years} years known", years=years))
    return words("; ").join(told)


def _tested(visit: Visit, counts: Sequence[Sequence[int]]) -> list[str]:
    """The ratio and what chance could do, with the spread within the spans allowed for where there is one."""
    words = visit.words
    (earlier, later), (earlier_years, later_years) = map(sum, counts), map(len, counts)
    plain = compare_spans(earlier, earlier_years, later, later_years)
    if plain is None:
        return [words("None in either: nothing is tested.")]
    spread = spread_within(counts)
    if spread is not None and spread.p_value <= LEVEL:
        allowed = compare_uneven_spans(earlier, earlier_years, later, later_years, spread)
        if allowed is None:
            more = [] if plain.p_value > LEVEL else [_more_by_chance(visit, spread)]
            return [_ratio(visit, plain), _chance(visit, plain), *more]
        return [_ratio(visit, allowed), _chance_allowing(visit, allowed, plain, spread)]
    told = [_ratio(visit, plain)]
    if earlier_years == later_years == 1:
        told.append(
            words("With one year in each span it cannot be told whether counts vary more than chance.")
        )
    return [*told, _chance(visit, plain)]


def _ratio(visit: Visit, test: SpanTest) -> str:
    words = visit.words
    if test.ratio is None:
        return words("None in the earlier span, so there is no ratio.")
    if test.ratio and test.interval.low * WIDEST < test.interval.high:
        return words(
            "Per year with a figure, the later rate is {ratio} times the earlier one (its 95 % interval is "
            "too wide to tell anything).",
            ratio=_two_digits(test.ratio),
        )
    ratio, low, high = _alike(test.ratio, test.interval.low, test.interval.high)
    return words(
        "Per year with a figure, the later rate is {ratio} times the earlier one (95 % interval {low} to "
        "{high}).",
        ratio=ratio,
        low=low,
        high=high,
    )


def _alike(ratio: float, low: float, high: float) -> list[str]:
    """A ratio and its limits with the same decimals: so many that no limit is written as the ratio, as 1 or
    as 0 unless it is: 1.07, 1.01, 1.13."""
    start = min(2, max(0, 1 - math.floor(math.log10(low or high))))
    decimals = next(
        (
            decimals
            for decimals in range(start, MOST_DECIMALS)
            if not any(
                limit != other and round(limit, decimals) == round(other, decimals)
                for limit in (low, high)
                for other in (ratio, 1, 0)
            )
        ),
        MOST_DECIMALS,
    )
    return [f"{value:,.{decimals}f}" if value else "0" for value in (ratio, low, high)]


def _two_digits(value: float) -> str:
    """Two digits that count, written out: 9.8, 56, 120."""
    return f"{Decimal(f'{value:#.2g}'):,f}".rstrip(".")


def _chance(visit: Visit, test: SpanTest) -> str:
    words, p_value = visit.words, probability(test.p_value, visit.words)
    if test.p_value > LEVEL:
        return words("Chance alone could bring this, incidents taken as independent ({p}).", p=p_value)
    return words("More than chance would bring, if incidents are independent ({p}).", p=p_value)


def _chance_allowing(visit: Visit, allowed: SpanTest, plain: SpanTest, spread: Spread) -> str:
    """What chance could do where years of one span vary more than independent incidents would."""
    could = message(
        "Years within the spans vary more than independent incidents would (variance {times} times). "
        "Allowing for that, chance alone could bring this ({p}; {p_independent} if incidents were "
        "independent)."
    )
    could_not = message(
        "Years within the spans vary more than independent incidents would (variance {times} times). "
        "Allowing for that, it is still more than chance would bring ({p}; {p_independent} if incidents were "
        "independent)."
    )
    return visit.words(
        could if allowed.p_value > LEVEL else could_not,
        times=_two_digits(spread.times),
        p=probability(allowed.p_value, visit.words),
        p_independent=probability(plain.p_value, visit.words),
    )


def _more_by_chance(visit: Visit, spread: Spread) -> str:
    return visit.words(
        "Years within the spans vary more than independent incidents would (variance {times} times), so "
        "chance may explain more than this p says.",
        times=_two_digits(spread.times),
    )
