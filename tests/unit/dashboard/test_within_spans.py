"""No verdict, sentence, range or line crosses a span, whatever the spans and the counts are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from observed import UNITS, indicator, observed

from dashboard.address.selection import Selection
from dashboard.charts.base.counts import series_breaks
from dashboard.charts.base.expected import expected_ranges
from dashboard.charts.base.findings import findings
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.scene.placed import PlacedMark, PlacedSeries
from dashboard.scene.scene import LINE, Mark, Series
from dashboard.verdicts.details import details, record_text
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import PeriodVerdict
from dashboard.verdicts.sentences import period_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import LANGUAGES, interface_words
from ingest.spans import span_of

FIRST = 2008
YEAR = re.compile(r"(?:19|20)\d\d")
BEYOND = re.compile(
    "(?:Left out of the comparison|None is predicted): .*|[^。]*(?:は、次の理由により|、予測していない).*"
)
"""What is said of the years that are not compared: the only sentences that may name them."""

Spans = tuple[Any, ...]


@st.composite
def spans_of_years(draw: st.DrawFn) -> Spans:
    """Spans one after the other, some years between them in none, the outer ones open or not."""
    spans: list[Any] = []
    year = FIRST
    for number in range(draw(st.integers(1, 4))):
        year += draw(st.integers(0, 3)) if draw(st.booleans()) else 0
        last = year + draw(st.integers(0, 7))
        spans.append(
            SimpleNamespace(
                id=f"span-{number}",
                first_day=None if number == 0 and draw(st.booleans()) else date(year, 1, 1),
                last_day=date(last, 12, 31),
                reason_en="Another area.",
                reason_ja="海域が異なる。",
            )
        )
        year = last + 1
    if draw(st.booleans()):
        spans[-1].last_day = None
    return tuple(spans)


def span(year: int, spans: Spans) -> str:
    return span_of(date(year, 1, 1), date(year, 12, 31), spans)


FIGURES = st.dictionaries(st.integers(FIRST, 2026), st.integers(0, 90), min_size=1)
STEADY = st.dictionaries(st.integers(FIRST, 2026), st.integers(20, 30), min_size=1)
"""Counts of which a range is drawn."""


def figures_of(counts: dict[int, int], spans: Spans) -> list[Observation]:
    return [observed(year, counts[year], span=span(year, spans)) for year in sorted(counts)]


def catalogue(spans: Spans) -> Catalogue:
    names = dict.fromkeys(("name_en", "short_en", "said_en", "level_en"), "S")
    names |= dict.fromkeys(("name_ja", "short_ja", "said_ja", "level_ja"), "系列")
    series = SimpleNamespace(unit="incidents", area="a", successor=None, **names)
    named = SimpleNamespace(
        units=UNITS,
        spans={"s": spans},
        series={"s": series},
        listings={("i", "s"): series},
        events={},
        indicators={
            "i": SimpleNamespace(
                window_from=2021, window_to=2023, objective=None, basis="reported-level", **names
            )
        },
    )
    return cast(Catalogue, named)


def said(text: str) -> set[int]:
    """The years that a text names, but for those that it says are not compared."""
    return {int(year) for year in YEAR.findall(BEYOND.sub("", text))}


@settings(max_examples=60)
@given(
    spans_of_years(),
    FIGURES,
    st.dictionaries(st.integers(FIRST, 2026), st.integers(0, 9)),
    st.sampled_from(("band", "none", "no-increase")),
    st.sampled_from((None, FIRST, 2015)),
)
def test_a_verdict_uses_and_names_years_of_one_span_alone(
    spans: Spans, counts: dict[int, int], twin: dict[int, int], kind: str, history: int | None
) -> None:
    member = ListedSeries(
        "s", tuple(figures_of(counts, spans)), history=tuple(sorted(twin.items())), spans=spans
    )
    asked = indicator(kind, history_from=history, in_force_from=date(2012, 1, 1))
    (judged,) = judge(asked, [member]).series
    for verdict in judged.periods:
        own = span(verdict.year, spans)
        assert {span(year, spans) for year in years_used(verdict)} <= {own}
        if verdict.observation is None:
            continue
        for language in LANGUAGES:
            wording = Wording(interface_words(language), catalogue(spans))
            texts = [period_sentence(verdict, wording)]
            record = record_text(wording.words)  # it names the day on which it was counted
            texts += [each.text.replace(record, "") for each in details(verdict, judged, wording)]
            for text in texts:
                assert {span(year, spans) for year in said(text)} <= {own}, text
        left_out = {figure.period_start.year for figure in verdict.left_out}
        told = wording.words("、").join(wording.left_out(verdict))
        assert bool(left_out) is ("除いた" in told)


def years_used(verdict: PeriodVerdict) -> set[int]:
    change, prediction = verdict.change, verdict.prediction
    used = {*change.before, *change.since, *change.spread_years, *verdict.level.years}
    for made in (prediction, verdict.earlier_prediction):
        used |= {*made.base_years, made.year} if made else set()
    if verdict.needed.rise_from is not None or verdict.needed.fall_to is not None:
        used.add(verdict.year + 1)
    return used


@settings(max_examples=60)
@given(spans_of_years(), FIGURES | STEADY)
def test_a_charts_finding_and_range_are_of_the_newest_span(spans: Spans, counts: dict[int, int]) -> None:
    figures, newest = figures_of(counts, spans), span(max(counts), spans)
    for language in LANGUAGES:
        words = interface_words(language)
        found = findings(["s"], figures, figures, {}, catalogue(spans), Selection(), words)
        for finding in found:
            assert {span(year, spans) for year in said(finding.text)} <= {newest}, finding.text
        is_whole = {span(year, spans) for year in counts} == {newest}
        assert is_whole is (BEYOND.search(found[0].text) is None)
        drawn = expected_ranges(
            [Series("s", "S", LINE, 0, ())], figures, figures, {}, catalogue(spans), words
        )
        for expected in drawn:
            ends = (int(expected.since or expected.x), int(expected.x))
            assert {span(year, spans) for year in ends} == {newest}


@settings(max_examples=60)
@given(spans_of_years(), FIGURES)
def test_a_line_joins_marks_of_one_span_alone_and_a_break_stands_between_two(
    spans: Spans, counts: dict[int, int]
) -> None:
    plain = Mark(0, 0, "", "", "", "")
    marks = [replace(plain, x=year, value=counts[year], span=span(year, spans)) for year in sorted(counts)]
    series = Series("s", "S", LINE, 0, tuple(marks))
    joined = PlacedSeries(series, tuple(PlacedMark(mark, mark.x, 0, 0) for mark in marks)).joined
    assert all(len({placed.mark.span for placed in run}) == 1 for run in joined)
    assert [placed.mark for run in joined for placed in run] == marks
    places = [each.x for each in series_breaks([series], catalogue(spans), 2026, interface_words("en"))]
    for before, after in pairwise(marks):
        assert any(before.x < place < after.x for place in places) is (before.span != after.span)
