"""What stands beside figures in words: titles, notes, headers, labels, names of sheet and file, the
publication's title. The only place that knows it: every rule reads the same texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from ingest.checked import CheckedFigure
from ingest.footnotes import mark_of, names_of_mark, notes_of, signed_notes_of
from ingest.rules import Material
from ingest.tidy import Aside

TITLES = ("title", "heading", "unit", "text", "box")
NOTES = ("note", "source")
PLAIN_NAME = re.compile(r"(sheet|シート|table|表|data|データ)?\s*\d{0,3}", re.IGNORECASE)
"""A sheet's or file's name that says nothing."""
SPEAKING = ("period", "part", "label", "area", "category", "series", "beside")
"""Columns whose header speaks of the figures beside them; that of any other speaks of its own cells."""
IN_A_CORNER = re.compile(r"[/／＼\\|｜・]")
"""Between what a header says of the names below it and of all to its right."""


def of_the_table(material: Material) -> Iterator[Aside]:
    """What is said of all figures of a table: titles and the like, the names of its sheet and file, headers
    of columns that hold no figures."""
    tidied = material.tidied
    yield from (aside for aside in tidied.asides if aside.kind in TITLES)
    yield from names_of_table(material)
    for header in dict.fromkeys(column.header for column in tidied.columns if column.role in SPEAKING):
        for part in dict.fromkeys([header, *IN_A_CORNER.split(header)]):
            if part.strip():
                yield Aside(tidied.header_lines[-1] if tidied.header_lines else 0, "header", part.strip())


def names_of_table(material: Material) -> Iterator[Aside]:
    """The names of a table's sheet and file, where they say something."""
    sheet, file = material.tidied.sheet or "", PurePath(material.file).stem.replace("_", " ")
    for kind, name in (("sheet", sheet.strip()), ("file", file.strip())):
        if not PLAIN_NAME.fullmatch(name):
            yield Aside(0, kind, name)


def texts_beside(
    material: Material, figures: Iterable[CheckedFigure], *, with_notes: bool = True
) -> dict[str, list[CheckedFigure]]:
    """Each text that speaks of some of these figures, with them; titles alone, or notes as well."""
    figures = list(figures)
    alike: dict[tuple[int, tuple[str, ...], str], list[CheckedFigure]] = defaultdict(list)
    for figure in figures:
        alike[figure.cell.column, figure.cell.labels, figure.publication or ""].append(figure)
    of_cells = texts_of_cells(material, figures) if with_notes else {}
    asides = material.tidied.asides
    of_table = [aside.text for aside in of_the_table(material)]
    of_table += [
        aside.text for aside in asides if with_notes and aside.kind in NOTES and aside.text not in of_cells
    ]
    headers = {column.index: column.header for column in material.tidied.columns}
    texts: dict[str, list[CheckedFigure]] = defaultdict(list)
    for (column, labels, publication), of_these in alike.items():
        row = material.publications.get(publication, {})
        titles = [str(row[name]) for name in ("title_en", "title_ja") if row.get(name)]
        for text in dict.fromkeys([*of_table, headers[column], *labels, *titles]):
            if text:
                texts[text].extend(of_these)
    for text, concerned in of_cells.items():
        texts[text] = list(dict.fromkeys([*texts[text], *concerned]))
    return {text: concerned for text, concerned in texts.items() if concerned}


def texts_of_cells(material: Material, figures: Sequence[CheckedFigure]) -> dict[str, list[CheckedFigure]]:
    """Each text that speaks of single figures, with them: what a row says in its column of notes, a comment
    at a cell, the note of a mark; none of these, where only other figures bear the mark."""
    texts: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in figures:
        if figure.cell.note:
            texts[figure.cell.note].append(figure)
    here, by_mark = set(figures), _by_mark(material.figures)
    for aside in material.tidied.asides:
        if aside.kind == "comment" and (concerned := commented(aside, figures)):
            texts[aside.text].extend(concerned)
        elif aside.kind in NOTES and by_mark:
            marks = {*notes_of([aside.text]), *signed_notes_of([aside.text])} & by_mark.keys()
            if marks:
                bear_it = dict.fromkeys(figure for mark in marks for figure in by_mark[mark])
                texts[aside.text].extend(figure for figure in bear_it if figure in here)
    return dict(texts)


def _by_mark(figures: Iterable[CheckedFigure]) -> dict[str, list[CheckedFigure]]:
    """Figures by the marks of footnotes at their value or period, as notes call these."""
    by_mark: dict[str, list[CheckedFigure]] = defaultdict(list)
    for figure in figures:
        period = figure.cell.period
        for mark in {figure.cell.value.footnote, period.footnote if period else ""} - {""}:
            for name in names_of_mark(mark_of(mark)):
                by_mark[name].append(figure)
    return by_mark


def commented(comment: Aside, figures: Sequence[CheckedFigure]) -> list[CheckedFigure]:
    """The figures of which a comment at a cell speaks: the one there, else those of its row, else those of
    its column, else all."""
    of_row = [figure for figure in figures if figure.cell.line == comment.line]
    here = [figure for figure in of_row if figure.cell.column == comment.column]
    of_column = [figure for figure in figures if figure.cell.column == comment.column]
    return here or of_row or of_column or list(figures)
