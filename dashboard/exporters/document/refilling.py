"""A document that was made before, filled with today's figures and words.

What still reads as it was written follows; what a hand has changed, added or taken out stays, and is told.
Charts keep their place, size and looks, paragraphs and tables theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.exporters.document.marks import (
    BEGINS,
    FIGURES,
    PARAGRAPH,
    SOURCES,
    TABLE,
    drop_marks,
    key_of,
    reads,
    set_marks,
    texts_in,
)
from dashboard.exporters.document.page import BuiltInDocument
from dashboard.exporters.document.places import Place, standing_in
from dashboard.exporters.document.tables_refilled import refill_table
from dashboard.exporters.document.wording import adopt, rewrite
from dashboard.exporters.native.refilled import refill
from dashboard.exporters.native.workbooks import with_own_sheets
from dashboard.exporters.native.written import plotted
from dashboard.exporters.slides.panel_shapes import Drawn
from dashboard.exporters.slides.refilling import FILLED, GONE, KEPT, SAME, FoundChart, SlideOutcome, of_hand
from dashboard.exporters.slides.shapes import FrameName, plain
from dashboard.exporters.texts import as_of_text
from dashboard.words import Words

FIXED = ("panel title", "heading")
"""Parts that stand beside charts: no line of theirs comes or goes without its chart."""


def refill_sheet(
    document: Any,
    name: FrameName,
    found: Sequence[FoundChart],
    written: Mapping[str, Sequence[str]],
    built: BuiltInDocument,
    drawn: Mapping[int, Drawn],
    truly: Mapping[int, Drawn],
    words: Words,
    *,
    ours: set[str],
) -> Iterator[SlideOutcome]:
    """Fill the charts, the words and the table of a sheet.

    ``written``: its words as they were, in a pack without sources, which stand at its end; ``built``: the
    sheet as it would be made today; ``drawn``: the charts of today by their panels, with the numbers that a
    hand has changed, ``truly`` without.
    """
    parts = {part: those for part, those in built.parts.items() if part != SOURCES or part in written}
    for number, each in enumerate(found):
        texts = texts_in(parts) if number == 0 else {}
        yield from _chart(each, drawn[each.panel], truly[each.panel], texts, words, ours)
    key = key_of(name)
    standing = standing_in(document, key, written, built, found[0].frame.about)
    today: dict[Place, Any] = {}
    followed: dict[str, Any] = {}
    if name.at is not None:
        as_of = as_of_text(drawn[found[0].panel].context.moment, words)
        followed[as_of_text(name.at, words)] = built.document.add_paragraph(as_of)._p
    last: Any = None
    for part, become in parts.items():
        if part.startswith(TABLE):
            yield from _table(document, part, written, standing.get((part, 0)), built, last, today)
        elif part in written:
            yield from _part(document, part, written[part], become, standing, built, today, followed)
        elif last is not None and part not in FIXED:
            _insert(document, become, last, built, [(part, number) for number in range(len(become))], today)
            yield SlideOutcome(FILLED, part, today="\n".join(map(reads, become)))
        last = next((today[place] for place in reversed(today) if place[0] == part), last)
    for part in written:
        if part not in parts and not part.startswith(TABLE):
            yield from _part(document, part, written[part], (), standing, built, today, followed)
    drop_marks(document, key)
    set_marks(document, key, today)
    _follow_elsewhere(document, followed, built)


def _chart(
    found: FoundChart, drawn: Drawn, truly: Drawn, texts: dict[str, list[str]], words: Words, ours: set[str]
) -> Iterator[SlideOutcome]:
    frame = found.frame
    space = frame.space
    before = plotted(space)
    refill(space, drawn.frame.part.blob, found.written, found.edits, words)
    workbook = with_own_sheets(frame.workbook, drawn.workbook(replace(truly.written, texts=texts)), ours)
    frame.write(space, workbook)
    if plain(frame.about.get("descr", "")) in ("", plain(found.written.alt)):
        frame.about.set("descr", drawn.written.alt)
    frame.about.set("name", drawn.context.name)
    yield from of_hand(found, truly)
    yield SlideOutcome(SAME if plotted(space) == before else FILLED, "")


def _part(
    document: Any,
    part: str,
    written: Sequence[str],
    fresh: Sequence[Any],
    standing: Mapping[Place, Any],
    built: BuiltInDocument,
    today: dict[Place, Any],
    followed: dict[str, Any],
) -> Iterator[SlideOutcome]:
    """Let the paragraphs of a part follow, each where it reads as it was written; ``today`` learns where
    each of today's stands, ``followed`` what words have become."""
    becomes = [reads(paragraph) for paragraph in fresh]
    is_filled = False
    last: Any = None
    for tag, start, end, first, after in SequenceMatcher(
        None, written, becomes, autojunk=False
    ).get_opcodes():
        new = list(range(first, after))
        for number in range(start, end):
            paragraph = standing.get((part, number))
            become = new.pop(0) if new else None
            text = becomes[become] if become is not None else ""
            if paragraph is None:
                yield SlideOutcome(GONE, part, then=written[number])
                continue
            last = paragraph
            if reads(paragraph) != written[number]:
                yield SlideOutcome(KEPT, part, written[number], reads(paragraph), text)
            elif become is None and part not in FIXED:
                is_filled, last = True, paragraph.getprevious()
                paragraph.getparent().remove(paragraph)
                continue
            elif tag == "replace" and become is not None:
                rewrite(document, paragraph, fresh[become], built, keep_looks=part != "key")
                is_filled = True
                followed[written[number]] = fresh[become]
            if become is not None:
                today[part, become] = paragraph
        if new and last is not None and part not in FIXED:
            places = [(part, number) for number in new]
            last = _insert(document, [fresh[number] for number in new], last, built, places, today)
            is_filled = True
    if is_filled:
        yield SlideOutcome(FILLED, part, "\n".join(written), "\n".join(written), "\n".join(becomes))


def _insert(
    document: Any,
    fresh: Sequence[Any],
    after: Any,
    built: BuiltInDocument,
    places: Sequence[Place],
    today: dict[Place, Any],
) -> Any:
    """Put paragraphs that are new today after an element; the last of them."""
    for place, paragraph in zip(places, fresh, strict=True):
        copy = adopt(document, paragraph, built)
        after.addnext(copy)
        after = today[place] = copy
    return after


def _follow_elsewhere(document: Any, followed: Mapping[str, Any], built: BuiltInDocument) -> None:
    """Let the same words follow where a document repeats them: in the list of its charts, in the line that
    says as of when it is, among its methods."""
    for paragraph in list(document.element.body.iter(PARAGRAPH)):
        fresh = followed.get(reads(paragraph))
        if fresh is not None and not _is_marked(paragraph):
            rewrite(document, paragraph, fresh, built, keep_looks=True)


def _is_marked(paragraph: Any) -> bool:
    return any(
        mark.get(qn("w:name"), "").startswith(BEGINS) for mark in paragraph.iter(qn("w:bookmarkStart"))
    )


def _table(
    document: Any,
    part: str,
    written: Mapping[str, Sequence[str]],
    table: Any,
    built: BuiltInDocument,
    last: Any,
    today: dict[Place, Any],
) -> Iterator[SlideOutcome]:
    """Let a table of figures follow, cell by cell; one more stands below those before it."""
    (fresh,) = built.parts[part]
    if part not in written:
        if last is not None:
            between = OxmlElement("w:p")
            last.addnext(between)
            between.addnext(copy := adopt(document, fresh, built))
            today[part, 0] = copy
            yield SlideOutcome(FILLED, FIGURES)
        return
    if table is None:
        yield SlideOutcome(GONE, FIGURES, then="\n".join(written[part]))
        return
    told, stands = refill_table(document, table, [row.split("\t") for row in written[part]], fresh, built)
    today[part, 0] = stands
    yield from told
