"""The parts of a sheet in a document as they are found again: each paragraph by a hidden bookmark, which Word
and LibreOffice keep through edits, each table by the bookmark in its first cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.exporters.slides.shapes import FrameName, plain

HEADLINE, CAVEAT, FIGURES, SOURCES = "title", "caveat", "figures", "sources"
REMARKS = "remarks"
"""What a page calls its notes; a slide's notes are the speaker's."""
TABLE = "table "
"""How the names begin of the tables of figures."""
BEGINS = "_piracy_"
"""How our bookmarks begin: Word does not list those that begin with a line."""
PARAGRAPH, TABLE_TAG = qn("w:p"), qn("w:tbl")

Parts = Mapping[str, Sequence[Any]]
"""The paragraphs, or the table, of each part of a sheet, as elements and in their order."""


def key_of(name: FrameName) -> str:
    """What the bookmarks of a sheet have in common: the same whatever the moment of the record."""
    return hashlib.sha256(f"{name.chart}?{name.query}".encode()).hexdigest()[:10]


def bookmark_name(key: str, part: str, number: int) -> str:
    """The name of a bookmark, within the 40 letters that Word allows."""
    return f"{BEGINS}{key}_{part.replace(' ', '')}_{number}"


def texts_in(parts: Parts) -> dict[str, list[str]]:
    """The words of each part; of a table its rows."""
    return {part: [text for element in those for text in _texts(element)] for part, those in parts.items()}


def _texts(element: Any) -> list[str]:
    return ["\t".join(row) for row in rows_of(element)] if element.tag == TABLE_TAG else [reads(element)]


def rows_of(table: Any) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    return [cells_of(row) for row in table.iterchildren(qn("w:tr"))]


def cells_of(row: Any) -> list[str]:
    """The texts of the cells of a row."""
    return [
        "\n".join(filter(None, map(reads, cell.iter(PARAGRAPH)))) for cell in row.iterchildren(qn("w:tc"))
    ]


def reads(paragraph: Any) -> str:
    """A paragraph as it reads; what is marked as deleted is not there."""
    pieces = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    texts = (
        (piece.text or "") if piece.tag == qn("w:t") else pieces[piece.tag]
        for piece in paragraph.iter(qn("w:t"), *pieces)
        if piece.getparent().tag != qn("w:tabs")
    )
    return plain("".join(texts))


def set_marks(document: Any, key: str, parts: Mapping[tuple[str, int], Any]) -> None:
    """Put a bookmark to each paragraph and table of a sheet, by part and number; those of before go.

    A second copy of a sheet in one document has none: names of bookmarks are there once.
    """
    every = list(document.element.body.iter(qn("w:bookmarkStart")))
    if any(mark.get(qn("w:name"), "").startswith(f"{BEGINS}{key}_") for mark in every):
        return
    last = max((int(mark.get(qn("w:id"))) for mark in every), default=-1)
    for (part, number), element in parts.items():
        last += 1
        holder = next(element.iter(PARAGRAPH))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(last))
        start.set(qn("w:name"), bookmark_name(key, part, number))
        end.set(qn("w:id"), str(last))
        properties = holder.find(qn("w:pPr"))
        if properties is None:
            holder.insert(0, start)
        else:
            properties.addnext(start)
        holder.append(end)


def drop_marks(document: Any, key: str) -> None:
    """Take the bookmarks of a sheet out of a document."""
    body = document.element.body
    starts = [
        mark
        for mark in body.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name"), "").startswith(f"{BEGINS}{key}_")
    ]
    numbers = {mark.get(qn("w:id")) for mark in starts}
    ends = [mark for mark in body.iter(qn("w:bookmarkEnd")) if mark.get(qn("w:id")) in numbers]
    for mark in (*starts, *ends):
        mark.getparent().remove(mark)


def marked(document: Any) -> dict[str, Any]:
    """The paragraphs of a document by the names of our bookmarks in them."""
    found: dict[str, Any] = {}
    for mark in document.element.body.iter(qn("w:bookmarkStart")):
        name, holder = mark.get(qn("w:name"), ""), mark.getparent()
        if name.startswith(BEGINS) and holder.tag == PARAGRAPH:
            found.setdefault(name, holder)
    return found
