"""What stands beside figures in words: titles, notes, headers, labels, the publication's title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.checked import CheckedFigure
from ingest.rules import Material
from ingest.tidy import Aside

TITLES = ("title", "heading", "unit", "text", "box")
NOTES = ("note", "source")
PLAIN_SHEET = re.compile(r"(sheet|シート|table|表|data|データ)?\s*\d*", re.IGNORECASE)
"""A sheet's name that says nothing."""


def texts_beside(
    material: Material, figures: Iterable[CheckedFigure], *, with_notes: bool = True
) -> dict[str, list[CheckedFigure]]:
    """Each text that speaks of some of these figures, with them; titles alone, or notes as well."""
    alike: dict[tuple[int, tuple[str, ...], str, str], list[CheckedFigure]] = defaultdict(list)
    for figure in figures:
        note = (figure.cell.note or "") if with_notes else ""
        alike[figure.cell.column, figure.cell.labels, figure.publication or "", note].append(figure)
    kinds = (*TITLES, *NOTES) if with_notes else TITLES
    figures = list(figures)
    asides = material.tidied.asides
    of_table = [aside.text for aside in asides if aside.kind in kinds]
    sheet = material.tidied.sheet or ""
    of_table += [] if PLAIN_SHEET.fullmatch(sheet.strip()) else [sheet]
    columns = material.tidied.columns
    headers = {column.index: column.header for column in columns}
    of_table += [column.header for column in columns if column.role in ("period", "part") and column.header]
    texts: dict[str, list[CheckedFigure]] = defaultdict(list)
    for (column, labels, publication, note), of_these in alike.items():
        row = material.publications.get(publication, {})
        titles = [str(row[name]) for name in ("title_en", "title_ja") if row.get(name)]
        for text in dict.fromkeys([*of_table, headers[column], *labels, note, *titles]):
            if text:
                texts[text].extend(of_these)
    for aside in asides if with_notes else ():
        if aside.kind == "comment" and (concerned := commented(aside, figures)):
            texts[aside.text].extend(concerned)
    return dict(texts)


def commented(comment: Aside, figures: Sequence[CheckedFigure]) -> list[CheckedFigure]:
    """The figures of which a comment at a cell speaks: the one there, else those of its row, else those of
    its column, else all."""
    of_row = [figure for figure in figures if figure.cell.line == comment.line]
    here = [figure for figure in of_row if figure.cell.column == comment.column]
    of_column = [figure for figure in figures if figure.cell.column == comment.column]
    return here or of_row or of_column or list(figures)
