"""Figures that a title or note calls provisional, and that bear no mark themselves: that is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.rules import Material, Rule
from ingest.tidy.figures import NOT_FINAL, NOT_SO
from ingest.vocabulary import key_of

SHORTEST = 2
LEGEND = re.compile(
    r"^[\s(\[]*(\*+|※\s*\d*|注\s*\d+|†|‡|\d{1,2}(?=[)\]])|[a-z](?=[)\]]|\s*[:=は]|\s+\S))[)\]]?\s*[:=は]?\s*\S.{0,24}$",
    re.IGNORECASE,
)
"""A note that explains a mark speaks of what bears the mark."""
SEVERAL = re.compile(r"[;,、]\s*(?=[(*※†‡]|[a-z]\s*[):=は])", re.IGNORECASE)
"""Between notes in one cell."""


def check(material: Material) -> Iterator[Finding]:
    """One question for each text that speaks of provisional figures, about those that are final so far."""
    marked = [
        figure
        for figure in material.figures
        if figure.counts and figure.finality == "provisional" and _is_said(figure, material, "final")
    ]
    if marked:
        facts: dict[str, object] = {"count": len(marked)}
        yield Finding(material.problem("provisional-all-the-same", marked[0], **facts))
    final = [figure for figure in material.figures if figure.counts and figure.finality == "final"]
    words = [word for word, said in material.vocabulary.statuses.items() if said == "provisional"]
    words = [word for word in words if len(word) > SHORTEST or (len(word) == SHORTEST and not word.isascii())]
    for text, of_these in texts_beside(material, final).items():
        folded = unicodedata.normalize("NFKC", text)
        is_said = any(word in key_of(folded) for word in words) and not NOT_SO.search(folded)
        if not (is_said or NOT_FINAL.search(folded)):
            continue
        if any(LEGEND.match(note) and _is_used(note, material) for note in SEVERAL.split(folded)):
            continue
        years = years_in(folded)
        year = next(iter(years)) if len(years) == 1 else None
        figures = tuple(
            figure
            for figure in of_these
            if year in (None, _year_of(figure)) and not _is_said(figure, material)
        )
        if figures:
            facts = {"found": text, "year": year or "all", "count": len(figures)}
            yield Finding(material.problem("said-provisional", figures[0], **facts), figures, "held")


def _is_used(note: str, material: Material) -> bool:
    """Whether some figure bears the mark that a note explains."""
    mark = LEGEND.match(note)
    sign = mark[1].strip("()") if mark else ""
    return any(
        sign in (text.strip().rstrip(")")[-len(sign) :], text.strip()[: len(sign)])
        for figure in material.figures
        for text in (figure.cell.text, figure.cell.period_text)
    )


def _year_of(figure: CheckedFigure) -> int | None:
    return figure.period.start.year if figure.period else None


def _is_said(figure: CheckedFigure, material: Material, meaning: str = "") -> bool:
    """Whether the analyst said how sure a figure is, or that it is so."""
    finality = material.answers.finality
    said = finality.get(str(_year_of(figure)), finality.get("all"))
    return said == meaning if meaning else bool(said)


RULE = Rule(stage="periods", codes=("said-provisional", "provisional-all-the-same"), check=check)
