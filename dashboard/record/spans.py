"""What the end of a span means for the years beyond it, and why they are not compared, in words.

``ingest.spans`` decides which periods may be compared; an observation carries the answer as its ``span``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.record.captions import Observation
from dashboard.words import Words, message, pick
from ingest.spans import Span, span_of

Spans = Mapping[str, Sequence[Any]]
"""The rows of ``ingest.schema.spans`` of each series that has any."""

NOT_KNOWN = message("Whether these years are counted alike is not known.")


def goes_on(figure: Observation, spans: Iterable[Span]) -> bool:
    """Whether the year after a figure's will be comparable with it; ``spans`` are those of its series."""
    return next_span(figure, spans) == figure.span


def next_span(figure: Observation, spans: Iterable[Span]) -> str:
    """The span of the year after a figure's."""
    start, end = (_next_year(day) for day in (figure.period_start, figure.period_end))
    return span_of(start, end, spans)


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1)


def left_out_text(
    left_out: Sequence[Observation], compared: Observation, spans: Spans, words: Words
) -> Iterator[str]:
    """That years are not compared with the others of their series, and why: a sentence for each reason.

    ``compared`` is one of the figures that are.
    """
    for years, reason in years_apart(left_out, compared, spans, words):
        yield words("Left out of the comparison: {years}. {reason}", years=years, reason=reason)


def years_apart(
    apart: Sequence[Observation], other: Observation, spans: Spans, words: Words
) -> Iterator[tuple[str, str]]:
    """The years of figures in another span than ``other``, those of one reason together, and the reason."""
    years: dict[str, list[int]] = {}
    for figure in apart:
        reason = reason_of(figure.span, other.span, spans.get(figure.series, ()), words)
        years.setdefault(reason, []).append(figure.period_start.year)
    for reason, those in years.items():
        yield year_list(those, words), reason


def reason_of(span: str, other: str, spans: Iterable[Any], words: Words) -> str:
    """Why two spans of a series are not comparable, by the first of them of which it is known."""
    reasons = {row.id: pick(row, "reason", words.language) for row in spans}
    return reasons.get(span) or reasons.get(other) or words(NOT_KNOWN)


def runs_of(years: Iterable[int]) -> list[list[int]]:
    """Years in order, those together that follow one another."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def year_list(years: Iterable[int], words: Words) -> str:
    """Years with runs drawn together: 2009–2013, 2016."""
    runs = runs_of(years)
    texts = [
        words("{year}", year=run[0]) if len(run) == 1 else words("{first}–{last}", first=run[0], last=run[-1])
        for run in runs
    ]
    return words(", ").join(texts)
