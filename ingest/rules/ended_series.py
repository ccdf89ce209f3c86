"""A figure of a year after a series has ended may belong to the series that goes on from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """One question for each ended series that the file would carry on."""
    later: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        row = material.vocabulary.series[figure.series] if figure.series else None
        if row is None or not row.successor or not figure.counts or figure.period is None:
            continue
        if figure.period.start.year > _last_year(material, row.id):
            later[row.id].append(figure)
    for series, figures in later.items():
        if series in material.answers.continues:
            continue
        facts = {
            "series": series,
            "wanted": material.vocabulary.series[series].successor,
            "year": _last_year(material, series),
            "count": len(figures),
        }
        yield Finding(material.problem("series-ended", figures[0], **facts), tuple(figures), "held")


def _last_year(material: Material, series: str) -> int:
    """The last year of which a figure is stored; no year is later where none is."""
    years = [
        row.period_start.year for row in material.stored.rows_of(series) if row.availability == "reported"
    ]
    return max(years, default=material.today.year)


RULE = Rule(stage="history", codes=("series-ended",), check=check)
