"""Rows and columns called "Total" are left out, since they repeat their parts; that one is a publisher's own
figure for the whole can be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.sourcing import cited_publisher
from ingest.wholes import wholes_of

MOST_OFFERED = 3


def check(material: Material) -> Iterator[Finding]:
    """A notice for each name of totals; a question where the file holds nothing else."""
    totals: dict[str, list[CheckedFigure]] = defaultdict(list)
    others = False
    headers = {column.index: column.header for column in material.tidied.columns}
    for figure in material.figures:
        cell = figure.cell
        if not cell.is_total:
            others = others or not cell.ignored
        elif cell.value.value is not None:
            names = (cell.series, cell.area, cell.category, *cell.labels, headers[cell.column])
            name = next((name for name in names if name and material.vocabulary.is_total(name)), None)
            if name is not None:
                totals[name].append(figure)
    offered = _wholes(material) if totals else []
    for name, figures in totals.items():
        facts = {"found": name, "count": len(figures), "wanted": ", ".join(offered) or "—"}
        if others and offered:
            yield Finding(material.problem("totals-left-out", figures[0], **facts))
        elif not others:
            yield Finding(material.problem("only-totals", figures[0], **facts), tuple(figures), "held")


def _wholes(material: Material) -> list[str]:
    """The series that a total may be of: a whole of all series of the file, else the publisher's widest."""
    rows = material.vocabulary.series
    named = {figure.series for figure in material.figures if figure.series is not None}
    over = wholes_of(material.vocabulary) if named else {}
    common = set.intersection(*(set(over[series]) for series in named)) if named else set()
    publishers = {rows[series].publisher for series in named} or {
        cited_publisher(material.vocabulary, material.answers)
    }
    widest = [
        row.id
        for row in rows.values()
        if row.publisher in publishers
        and (row.measure, row.category) == ("incidents", "all")
        and not material.vocabulary.area_rows[row.area].parent
    ]
    return (sorted(common - named) or [series for series in widest if series not in named])[:MOST_OFFERED]


RULE = Rule(stage="sources", codes=("totals-left-out", "only-totals"), check=check)
