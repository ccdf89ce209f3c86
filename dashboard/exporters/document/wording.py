"""Words put into a document that stands: in the looks that they have there, with their links."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.exporters.document.page import BuiltInDocument

RUN, LINK, LOOKS, TEXT, BREAK = (qn(f"w:{name}") for name in ("r", "hyperlink", "rPr", "t", "br"))
STYLES = tuple(qn(f"w:{name}") for name in ("pStyle", "tblStyle"))
HOLDERS = (LINK, *(qn(f"w:{name}") for name in ("ins", "del", "smartTag", "sdt", "proofErr")))
"""What holds runs in a paragraph, or stands between them, and goes with them."""


def rewrite(document: Any, paragraph: Any, fresh: Any, built: BuiltInDocument, *, keep_looks: bool) -> None:
    """Put the words of a fresh paragraph into one that stands, which keeps its style and what else is in it.

    ``keep_looks``: its letters look as they did; else as the fresh ones do.
    """
    old = [child for child in paragraph if child.tag in HOLDERS or _has_text(child)]
    looks = [run.find(LOOKS) for run in _runs(old)]
    anchor = OxmlElement("w:r")
    if old:
        old[0].addprevious(anchor)
    else:
        paragraph.append(anchor)
    new = [deepcopy(child) for child in fresh if child.tag == LINK or _has_text(child)]
    for child in new:
        anchor.addprevious(child)
    if keep_looks and looks:
        for run in _runs(new):
            _set_looks(run, looks[-1 if run.getparent().tag == LINK else 0])
    _relate(document, new, built)
    for child in (*old, anchor):
        paragraph.remove(child)


def set_text(cell: Any, text: str) -> None:
    """The text of a table's cell, in the looks of what stands there."""
    paragraphs = list(cell.iter(qn("w:p")))
    runs = list(cell.iter(RUN))
    looks = runs[0].find(LOOKS) if runs else None
    for paragraph in paragraphs[1:]:
        paragraph.getparent().remove(paragraph)
    for child in [child for child in paragraphs[0] if child.tag in HOLDERS or _has_text(child)]:
        paragraphs[0].remove(child)
    if not text:
        return
    run = OxmlElement("w:r")
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        piece = OxmlElement("w:t")
        piece.text = line
        run.append(piece)
    _set_looks(run, looks)
    marks = [child for child in paragraphs[0] if child.tag == qn("w:bookmarkEnd")]
    if marks:
        marks[0].addprevious(run)
    else:
        paragraphs[0].append(run)


def adopt(document: Any, element: Any, built: BuiltInDocument) -> Any:
    """A copy of a fresh paragraph or table for a document: with its styles by their names, and its links."""
    copy = deepcopy(element)
    names = {style.style_id: style.name for style in built.document.styles}
    ids = {style.name: style.style_id for style in document.styles}
    for style in [*copy.iter(*STYLES)]:
        own = ids.get(names.get(style.get(qn("w:val")), ""))
        if own is None:
            style.getparent().remove(style)
        else:
            style.set(qn("w:val"), own)
    _relate(document, [copy], built)
    return copy


def _relate(document: Any, elements: list[Any], built: BuiltInDocument) -> None:
    for element in elements:
        for link in element.iter(LINK):
            address = built.document.part.rels[link.get(qn("r:id"))].target_ref
            link.set(
                qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )


def _runs(elements: list[Any]) -> Iterator[Any]:
    for element in elements:
        yield from element.iter(RUN)


def _has_text(child: Any) -> bool:
    """Whether it is a run that says something, and no note, picture or break of a page."""
    return child.tag == RUN and child.find(TEXT) is not None


def _set_looks(run: Any, looks: Any) -> None:
    own = run.find(LOOKS)
    if own is not None:
        run.remove(own)
    if looks is not None:
        run.insert(0, deepcopy(looks))
