"""Months that an analyst says of fiscal years: they are counted from January, so no such year has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """An error for each answer that names months and meets fiscal years; their figures are refused."""
    said = material.answers.months
    of_answer: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        if figure.counts and figure.period and figure.period.kind == "FY":
            year = str(figure.period.start.year)
            year = year if year in said else "all"
            if said.get(year, "full") != "full":
                of_answer[year].append(figure)
    for year, figures in of_answer.items():
        facts = {"found": figures[0].cell.period_text, "said": said[year], "count": len(figures)}
        yield Finding(
            material.problem("months-of-fiscal-year", figures[0], **facts), tuple(figures), "refused"
        )


RULE = Rule(stage="periods", codes=("months-of-fiscal-year",), check=check)
