"""What stands beside figures in words: titles, notes, headers, labels, the publication's title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.checked import CheckedFigure
from ingest.rules import Material

TITLES = ("title", "heading", "unit", "text")
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
    of_table = [aside.text for aside in material.tidied.asides if aside.kind in kinds]
    sheet = material.tidied.sheet or ""
    of_table += [] if PLAIN_SHEET.fullmatch(sheet.strip()) else [sheet]
    headers = {column.index: column.header for column in material.tidied.columns}
    texts: dict[str, list[CheckedFigure]] = defaultdict(list)
    for (column, labels, publication, note), of_these in alike.items():
        row = material.publications.get(publication, {})
        titles = [str(row[name]) for name in ("title_en", "title_ja") if row.get(name)]
        for text in dict.fromkeys([*of_table, headers[column], *labels, note, *titles]):
            if text:
                texts[text].extend(of_these)
    return dict(texts)
