"""A file that replaces most of what is stored of a series may count something else: that is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule

FEWEST = 3
"""Fewer replaced figures are looked at one by one."""


def check(material: Material) -> Iterator[Finding]:
    """A question for each series more than half of whose figures in the file would replace stored ones."""
    compared: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        if figure.series is not None and figure.shown is not None and figure.value is not None:
            compared[figure.series].append(figure)
    for series, figures in compared.items():
        replacing = tuple(figure for figure in figures if _replaces(figure))
        if len(replacing) < FEWEST or len(replacing) * 2 <= len(figures):
            continue
        first = replacing[0]
        facts = {
            "series": series,
            "count": len(replacing),
            "compared": len(figures),
            "period": first.period.label if first.period else "",
            "stored": first.shown.value if first.shown else "",
            "now": first.value,
        }
        if series in material.answers.replaces:
            yield Finding(material.problem("most-replaced", first, **facts))
        else:
            yield Finding(material.problem("replaces-most", first, **facts), replacing, "held")


def _replaces(figure: CheckedFigure) -> bool:
    """Whether the dashboard would show another number in place of the stored one."""
    shown = figure.shown
    is_other = figure.is_open and figure.change == "changed"
    return is_other and shown is not None and shown.value not in (None, figure.value)


RULE = Rule(stage="record", codes=("replaces-most", "most-replaced"), check=check)
