"""A publication cannot state a year or a part of one that came after it: one of the two is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.dating import dating_of
from ingest.periods import Period
from ingest.rules import Material, Rule

EXAMPLE = 9
"""The last month of a part, to show how one is said, where the publication does not bound it."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each publication that is older than the end of years that it is said to state, and one
    where it is older than the end of other periods, whose months are written already."""
    years: dict[str, list[CheckedFigure]] = defaultdict(list)
    others: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        period = figure.period  # one that is not over is asked about by itself
        is_over = figure.counts and period is not None and period.end <= material.today
        if is_over and figure.period and figure.publication and figure.cell.value.bound == "exact":
            row = material.publications[figure.publication]
            day, edition = dating_of(row).latest, row["edition_year"]
            came_before = day is not None and day < figure.period.end
            if came_before or (edition is not None and figure.period.start.year > edition):
                early = years if figure.period.kind == "CY" else others
                early[figure.publication].append(figure)
    for publication, figures in years.items():
        facts = _publication(material, publication, figures)
        year, day = max(_periods(figures)).start.year, dating_of(material.publications[publication]).latest
        is_within = day is not None and day.year == year
        facts |= {"year": year, "wanted": max(1, day.month - 1) if day and is_within else EXAMPLE}
        yield Finding(material.problem("published-before-end", figures[0], **facts), tuple(figures), "held")
    for publication, figures in others.items():
        facts = _publication(material, publication, figures) | {"period": max(_periods(figures))}
        yield Finding(material.problem("published-before-part", figures[0], **facts), tuple(figures), "held")


def _periods(figures: list[CheckedFigure]) -> list[Period]:
    return [figure.period for figure in figures if figure.period]


def _publication(material: Material, publication: str, figures: list[CheckedFigure]) -> dict[str, object]:
    row = material.publications[publication]
    day = row["published_on"] or row["edition_year"] or dating_of(row).latest
    return {"publication": row["title_en"], "day": day, "count": len(figures)}


RULE = Rule(stage="periods", codes=("published-before-end", "published-before-part"), check=check)
