"""Two spans of years that a reader marked, held against each other, with the chance that they are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.findings import why_not_judged
from dashboard.pages import Visit
from dashboard.record.captions import counted, number
from dashboard.record.periods import year_label
from dashboard.scene.scene import COLUMNS, COUNTS, LINE, Scene
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.statistics.change import LEVEL
from dashboard.statistics.spans import SpanTest, compare_spans, spread_within
from dashboard.verdicts.wording import probability
from dashboard.words import pick

Span = tuple[int, int]
"""The first and the last year."""
MOST_DIGITS = 6
MOST_LISTED = 6
"""Years of a span whose counts are listed; of more, how many are known is said."""


def can_compare_spans(scene: Scene) -> bool:
    """Whether a chart shows whole series of counts over years: not parts, rates or editions, of which only
    some years are drawn or more than one count a year."""
    return not scene.slots and all(
        panel.scale == COUNTS and all(series.role in (COLUMNS, LINE) for series in panel.series)
        for panel in scene.panels
    )


def spans_compared(visit: Visit, sheet: Sheet, spans: tuple[Span, Span]) -> list[Component]:
    """What each series has in the two spans, and what the choice of spans does to a test."""
    words = visit.words
    earlier, later = sorted(spans)
    title = words("{earlier} against {later}", earlier=_years(visit, earlier), later=_years(visit, later))
    if earlier[1] >= later[0]:
        both = words("The two spans share years. Mark two that do not.")
        return [html.H3(title), html.P(both)]
    series = dict.fromkeys(row.observation.series for row in sheet.rows)
    compared = [_compared(visit, name, _rows(sheet, name), (earlier, later)) for name in series]
    caution = words(
        "Spans that were chosen because they look different will often pass for a change. The test takes "
        "incidents as independent; where they cluster, the difference is less certain."
    )
    told: list[Component] = [html.H3(title), html.Ul([html.Li(each.text) for each in compared])]
    if any(each.is_tested for each in compared):
        told.append(html.P(caution, className="caution"))
    return told


def span_marked(visit: Visit, span: Span) -> str:
    """What is said of the first span, before there is another."""
    return visit.words("{span}: now mark another span.", span=_years(visit, span))


@dataclass(frozen=True)
class _Compared:
    text: str
    is_tested: bool = False


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
    test = compare_spans(totals[0], len(within[0]), totals[1], len(within[1]))
    if test is None:
        sentences.append(words("None in either: nothing is tested."))
    else:
        sentences += [_ratio(visit, test), *_chance(visit, test, counts)]
    return _Compared((" " if visit.language == "en" else "").join(sentences), test is not None)


def _known(visit: Visit, rows: Mapping[int, SheetRow], span: Span) -> str:
    """Each year with its count, or of a long span how many years are known; of any, that not all are."""
    words, years = visit.words, span[1] - span[0] + 1
    told = []
    if len(rows) <= MOST_LISTED:
        told += [words("{year}: {count}", year=year, count=row.value) for year, row in sorted(rows.items())]
    if not told or len(rows) < years:
        told.append(words("{known} of {years} years known", known=len(rows), years=years))
    return words("; ").join(told)


def _ratio(visit: Visit, test: SpanTest) -> str:
    words = visit.words
    if test.ratio is None:
        return words("None in the earlier span, so there is no ratio.")
    return words(
        "The yearly rate is {ratio} times the earlier one (95 % interval {low} to {high}).",
        ratio=_two_digits(test.ratio),
        low=_limit(test.interval.low),
        high=_limit(test.interval.high),
    )


def _two_digits(value: float, digits: int = 2) -> str:
    """Two digits that count, or so many, written out: 9.8, 1.0, 0.034, 1,200; a zero is 0."""
    text = f"{Decimal(f'{value:#.{digits}g}'):,f}" if value else "0"
    return text.rstrip(".")


def _limit(value: float) -> str:
    """A limit of a ratio, with so many digits that it is not 1 where equal rates lie beyond it: 1.003."""
    written = (_two_digits(value, digits) for digits in range(2, MOST_DIGITS + 1))
    return next((text for text in written if Decimal(text.replace(",", "")) != 1), _two_digits(value))


def _chance(visit: Visit, test: SpanTest, counts: Sequence[Sequence[int]]) -> list[str]:
    """What chance could do, and where years of one span vary more than independent incidents would."""
    words = visit.words
    p_value = probability(test.p_value, words)
    if test.p_value > LEVEL:
        return [words("Chance alone could bring this, incidents taken as independent ({p}).", p=p_value)]
    sentences = [words("More than chance would bring, if incidents are independent ({p}).", p=p_value)]
    spread = spread_within(counts)
    if spread is not None and spread[1] <= LEVEL:
        sentences.append(
            words(
                "Within the two spans its counts vary {times} times as much as independent incidents would, "
                "so chance may explain more than this p says.",
                times=_two_digits(spread[0]),
            )
        )
    return sentences
