"""The year or months that an analyst says, where a title of the table names other ones: one is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.part_titles import parts_named
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

OF_FIGURES = re.compile(
    r"年度?\s*(?:の|中の|分の)?(?:数値|データ|値|件数|実績|統計)"
    r"|\b(?:figures|data|values|counts) (?:for|of|in) \d{4}",
    re.IGNORECASE,
)
"""What a note says of the year of the figures, not of something else that was in that year."""


def check(material: Material) -> Iterator[Finding]:
    """A question for each title that names years, and not the one that was said; for each text that names
    months from January, and other ones than were said."""
    yield from _years(material)
    yield from _months(material)


def _years(material: Material) -> Iterator[Finding]:
    if not material.answers.year:
        return
    said = [figure for figure in material.figures if figure.counts and not figure.cell.period_text]
    titles = texts_beside(material, said, with_notes=False)
    for text, of_these in texts_beside(material, said).items():
        years = years_in(text) if text in titles or OF_FIGURES.search(text) else set()
        if not years or meaning_of(text, material.answers.mapping):
            continue
        figures = tuple(
            each
            for each in of_these
            if each.period
            and not min(years) <= each.period.start.year <= max(years)
            and not _is_cited(text, each, material)
        )
        if figures:
            facts = {"found": text, "said": material.answers.year, "wanted": max(years)}
            yield Finding(material.problem("year-against-title", figures[0], **facts), figures, "held")


def _is_cited(text: str, figure: CheckedFigure, material: Material) -> bool:
    """Whether a text is the title of the figure's publication, which names the year of its edition."""
    row = material.publications.get(figure.publication or "", {})
    return text in (row.get("title_en"), row.get("title_ja"))


def _months(material: Material) -> Iterator[Finding]:
    months = material.answers.months
    parts = [
        figure
        for figure in material.figures
        if figure.counts and months and figure.cell.period and figure.cell.period.period != figure.period
    ]
    for text, of_these in texts_beside(material, parts).items():
        named = next(parts_named(text), None)
        if named is None or named.until is None or meaning_of(text, material.answers.mapping):
            continue
        figures = tuple(
            each
            for each in of_these
            if each.period
            and named.year in (None, each.period.start.year)
            and each.period.end.month != named.until
        )
        if figures and figures[0].period:
            year = str(figures[0].period.start.year)
            said = months.get(year, months.get("all"))
            facts = {"found": text, "said": said, "wanted": named.until, "year": named.year or "all"}
            yield Finding(material.problem("months-against-title", figures[0], **facts), figures, "held")


RULE = Rule(stage="periods", codes=("year-against-title", "months-against-title"), check=check)
