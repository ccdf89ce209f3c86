"""A year far from all others of its series, in file and record: 1923 among 2021 to 2024 is asked about."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.vocabulary import key_of

MOST_YEARS_APART = 20
"""Records of piracy have holes, but none as long as this."""
FEWEST_OTHERS = 2
FEWEST_LETTERS = 2


def check(material: Material) -> Iterator[Finding]:
    """A question for each such year; words for that year answer it."""
    figures: dict[tuple[str, int], list[CheckedFigure]] = defaultdict(list)
    years: dict[str, set[int]] = defaultdict(set)
    for (series, period), of_these in material.by_series_and_period().items():
        if period.kind in ("CY", "FY"):
            figures[series, period.start.year].extend(of_these)
            years[series].add(period.start.year)
    known = {
        series: sorted(of_series | {row.period_start.year for row in material.stored.rows_of(series)})
        for series, of_series in years.items()
    }
    for (series, year), of_these in figures.items():
        nearest = _nearest(known[series], year)
        if len(known[series]) <= FEWEST_OTHERS or abs(nearest - year) <= MOST_YEARS_APART:
            continue
        facts = {
            "found": of_these[0].cell.period_text,
            "series": series,
            "year": year,
            "nearest": nearest,
            "apart": abs(nearest - year),
        }
        if len(key_of(material.answers.why.get(str(year), ""))) >= FEWEST_LETTERS:
            yield Finding(material.problem("far-year-explained", of_these[0], **facts))
        else:
            yield Finding(material.problem("far-year", of_these[0], **facts), tuple(of_these), "held")


def _nearest(years: Sequence[int], year: int) -> int:
    """The nearest other one of sorted years; the year itself where there is none."""
    at = bisect_left(years, year)
    others = (*years[max(0, at - 1) : at], *years[at + 1 : at + 2])
    return min(others, key=lambda other: abs(other - year), default=year)


RULE = Rule(stage="periods", codes=("far-year", "far-year-explained"), check=check)
