"""Where the paragraphs and tables of a sheet stand in a document that has been edited since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.text.paragraph import Paragraph

from dashboard.exporters.document.marks import (
    PARAGRAPH,
    TABLE,
    TABLE_TAG,
    bookmark_name,
    marked,
    reads,
    texts_in,
)
from dashboard.exporters.document.page import BuiltInDocument

Place = tuple[str, int]
"""A paragraph or a table of a sheet: its part, and its number in it from 0."""


def standing_in(
    document: Any, key: str, written: Mapping[str, Sequence[str]], built: BuiltInDocument, chart: Any
) -> dict[Place, Any]:
    """Each paragraph and table that was written, as it stands: found by its bookmark, else by its words, else
    by its place and its style beside others; what is found by none of them is not there.

    ``key``: what the sheet's bookmarks have in common; ``chart``: what names one of its charts.
    """
    bookmarks = marked(document)
    every = list(document.element.body.iter(PARAGRAPH))
    numbers = {id(paragraph): number for number, paragraph in enumerate(every)}
    words = {id(paragraph): reads(paragraph) for paragraph in every}
    places = {
        (part, number): text
        for part, texts in written.items()
        if not part.startswith(TABLE)
        for number, text in enumerate(texts)
    }
    named = {place: bookmarks.get(bookmark_name(key, *place)) for place in places}
    found = {place: paragraph for place, paragraph in named.items() if paragraph is not None}
    taken = {id(paragraph) for paragraph in bookmarks.values()}
    near = numbers.get(id(next(chart.iterancestors(PARAGRAPH))), 0)
    # The same words may stand elsewhere, such as among the methods of a pack.
    of_sheet = [near, *(numbers[id(paragraph)] for paragraph in found.values())] if found else [0, len(every)]
    within = every[min(of_sheet) : max(of_sheet)]
    within.sort(key=lambda paragraph: abs(numbers[id(paragraph)] - near))
    for place, text in places.items():
        same = (each for each in within if id(each) not in taken and words[id(each)] == text)
        if place not in found and (paragraph := next(same, None)) is not None:
            found[place] = paragraph
            taken.add(id(paragraph))
    _find_beside(document, list(places), built, words, taken, found)
    return found | _tables(document, key, written, bookmarks)


def _find_beside(
    document: Any,
    places: Sequence[Place],
    built: BuiltInDocument,
    words: Mapping[int, str],
    taken: set[int],
    found: dict[Place, Any],
) -> None:
    """Take for changed what stands, in the style of a paragraph that is not found, where that one was."""
    first = next((found[place] for place in places if place in found), None)
    beside = first.getprevious() if first is not None else None
    for place in places:
        if place not in found and words.get(id(beside)) and id(beside) not in taken:
            fresh = built.parts.get(place[0], ())[place[1] :][:1]
            if fresh and _style(document, beside) == _style(built.document, fresh[0]):
                found[place] = beside
                taken.add(id(beside))
        if place in found:
            beside = found[place].getnext()
            while beside is not None and words.get(id(beside)) == "":  # a chart
                beside = beside.getnext()


def _style(document: Any, paragraph: Any) -> str:
    style = Paragraph(paragraph, document._body).style
    return (style.name or "") if style is not None else ""


def _tables(
    document: Any, key: str, written: Mapping[str, Sequence[str]], bookmarks: Mapping[str, Any]
) -> dict[Place, Any]:
    """The tables of figures: by their bookmarks, else by their words."""
    found: dict[Place, Any] = {}
    every = list(document.element.body.iter(TABLE_TAG))
    for part, rows in written.items():
        if not part.startswith(TABLE):
            continue
        cell = bookmarks.get(bookmark_name(key, part, 0))
        holders = cell.iterancestors(TABLE_TAG) if cell is not None else ()
        same = (each for each in every if texts_in({part: [each]})[part] == list(rows))
        table = next((each for each in (*holders, *same)), None)
        if table is not None:
            found[part, 0] = table
    return found
