"""A year far from all others of its series, in file and record: 1923 among 2021 to 2024 is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule

MOST_YEARS_APART = 20
"""Records of piracy have holes, but none as long as this."""
FEWEST_LETTERS = 2


def check(material: Material) -> Iterator[Finding]:
    """A question for each such year; words for that year answer it."""
    figures: dict[tuple[str, int], list[CheckedFigure]] = defaultdict(list)
    years: dict[str, set[int]] = defaultdict(set)
    for (series, period), of_these in material.by_series_and_period().items():
        figures[series, period.start.year].extend(of_these)
        years[series].add(period.start.year)
    known = {
        series: sorted(of_series | {row.period_start.year for row in material.stored.rows_of(series)})
        for series, of_series in years.items()
    }
    near = {series: _near(of_series) for series, of_series in known.items()}
    for (series, year), of_these in figures.items():
        if year in near[series]:
            continue
        nearest = _nearest(sorted(near[series]), year)
        facts = {
            "found": of_these[0].cell.period_text,
            "series": series,
            "year": year,
            "nearest": nearest,
            "apart": abs(nearest - year),
        }
        if sum(map(str.isalnum, material.answers.why.get(str(year), ""))) >= FEWEST_LETTERS:
            yield Finding(material.problem("far-year-explained", of_these[0], **facts))
        else:
            yield Finding(material.problem("far-year", of_these[0], **facts), tuple(of_these), "held")


def _near(years: Sequence[int]) -> set[int]:
    """Of sorted years the longest run without a long gap; of runs as long the newest."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year - runs[-1][-1] <= MOST_YEARS_APART:
            runs[-1].append(year)
        else:
            runs.append([year])
    longest = max(runs, key=_length_and_end)
    return set(longest)


def _length_and_end(run: list[int]) -> tuple[int, int]:
    return len(run), run[-1]


def _nearest(years: Sequence[int], year: int) -> int:
    """The nearest of sorted years."""
    return min(years, key=lambda other: abs(other - year))


RULE = Rule(stage="periods", codes=("far-year", "far-year-explained"), check=check)
