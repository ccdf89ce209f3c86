"""A publication cannot state a year or a part of one that came after it: one of the two is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.dating import dating_of
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """One question for each publication that is older than the end of years that it is said to state."""
    early: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        period = figure.period  # one that is not over is asked about by itself
        is_over = figure.counts and period is not None and period.end <= material.today
        if is_over and figure.period and figure.publication and figure.cell.value.bound == "exact":
            row = material.publications[figure.publication]
            day, edition = dating_of(row).latest, row["edition_year"]
            came_before = day is not None and day < figure.period.end
            if came_before or (edition is not None and figure.period.start.year > edition):
                early[figure.publication].append(figure)
    for publication, figures in early.items():
        row = material.publications[publication]
        year = max(figure.period.start.year for figure in figures if figure.period)
        facts = {
            "publication": row["title_en"],
            "day": row["published_on"] or row["edition_year"] or dating_of(row).latest,
            "year": year,
            "count": len(figures),
        }
        yield Finding(material.problem("published-before-end", figures[0], **facts), tuple(figures), "held")


RULE = Rule(stage="periods", codes=("published-before-end",), check=check)
