"""Two spans of years that a reader marked, set beside each other: a description, no verdict."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.findings import why_not_judged
from dashboard.exporters.texts import source_line
from dashboard.pages import Visit
from dashboard.record.captions import Observation, counted, number, said
from dashboard.record.periods import year_label
from dashboard.record.spans import years_apart
from dashboard.scene.scene import COLUMNS, COUNTS, LINE, Scene
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.statistics.dispersion import within
from dashboard.statistics.pooled import compare
from dashboard.words import message, pick

Span = tuple[int, int]
"""The first and the last year."""
MOST_DECIMALS = 6
MOST_TIMES, LEAST_TIMES = 1000, 1e-6
"""A larger upper limit is said as none, and what is smaller is written as 0."""
CAUTION = message(
    "This describes the spans that were marked and is no verdict: spans chosen because they look different "
    "often have an interval that leaves out 1. The intervals allow for how much counts vary within the "
    "spans, and where these are short for how much yearly counts of incidents usually do."
)
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
    """What each series has in the two spans, how that is to be read, and the sources.

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
    if any(each.has_ratio for each in compared):
        told.append(html.P(words(CAUTION), className="caution"))
    sources = source_line([one for each in compared for one in each.figures], visit.catalogue, words)
    return [*told, html.P(sources, className="source-line")] if sources else told


def span_marked(visit: Visit, span: Span) -> str:
    """What is said of the first span, before there is another."""
    return visit.words("{span}: now mark another span.", span=_years(visit, span))


@dataclass(frozen=True)
class _Compared:
    text: str
    has_ratio: bool = False
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
    known_rows = [{year: row for year, row in rows.items() if span[0] <= year <= span[1]} for span in spans]
    if not any(known_rows):
        return _Compared(words("{series}: no full year of either span is in this chart.", series=name))
    for span, known in zip(spans, known_rows, strict=True):
        if not known:
            years = _years(visit, span)
            text = words("{series}: no full year of {span} is in this chart.", series=name, span=years)
            return _Compared(text)
    figures = tuple(row.observation for known in known_rows for row in known.values())
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
    counts = [[row.observation.value or 0 for row in known.values()] for known in known_rows]
    totals = [sum(of_span) for of_span in counts]
    texts = [counted(number(total), series, catalogue, words) for total in totals]
    known_years = [_known(visit, known, span) for known, span in zip(known_rows, spans, strict=True)]
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
    sentences.append(_ratio(visit, counts))
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


def _ratio(visit: Visit, counts: Sequence[Sequence[int]]) -> str:
    """How many times the earlier rate the later one is, with its limits: a description, no verdict."""
    words, (earlier, later) = visit.words, counts
    found = compare(earlier, later, within(counts))
    if found is None:
        return words("None in either, so there is no ratio.")
    low, high = found.interval.low, found.interval.high
    if found.ratio is None:
        return words(
            "None in the earlier span, so there is no ratio (95 % interval from {low}, with no upper limit "
            "to speak of).",
            low=_alike(math.inf, low)[1],
        )
    if high <= MOST_TIMES:
        ratio, least, most = _alike(found.ratio, low, high)
        return words(
            "Per year with a figure, the later rate is {ratio} times the earlier one (95 % interval {low} to "
            "{high}).",
            ratio=ratio,
            low=least,
            high=most,
        )
    ratio, least = _alike(found.ratio, low)
    return words(
        "Per year with a figure, the later rate is {ratio} times the earlier one (95 % interval from {low}, "
        "with no upper limit to speak of).",
        ratio=ratio,
        low=least,
    )


def _alike(ratio: float, *limits: float) -> list[str]:
    """A ratio and its limits with the same decimals: so many that no limit is written as the ratio, as 1 or
    as 0 unless it is: 1.07, 1.01, 1.13."""
    start = min(2, max(0, 1 - math.floor(math.log10(max(limits[0] or limits[-1], LEAST_TIMES)))))
    decimals = next(
        (
            decimals
            for decimals in range(start, MOST_DECIMALS)
            if not any(
                limit != other and round(limit, decimals) == round(other, decimals)
                for limit in limits
                for other in (ratio, 1, 0)
            )
        ),
        MOST_DECIMALS,
    )
    return [f"{value:,.{decimals}f}" if value >= LEAST_TIMES else "0" for value in (ratio, *limits)]
