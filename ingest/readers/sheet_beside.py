"""What stands on a sheet of an XLSX in no cell: comments, the text of boxes and shapes, titles of charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import coordinate_to_tuple
from openpyxl.xml.functions import fromstring

from ingest.readers import Beside
from ingest.readers.archive import Archive
from ingest.readers.refusal import Refusal

MOST_TEXTS, LONGEST_TEXT = 200, 500
THREADED = "[Threaded comment]"
"""Excel writes a comment that is talked about a second time in this dress, for older programs."""


def texts_beside_sheet(archive: Archive, part: str) -> list[Beside]:
    """The texts of a sheet, by its part's name; of very many the first. Raises Refusal."""
    texts: list[Beside] = []
    for kind, target in _related(archive, part):
        if kind == "comments":
            texts.extend(_comments(_tree(archive, target)))
        elif kind == "drawing":
            texts.extend(_boxes(_tree(archive, target)))
            charts = (chart for of, chart in _related(archive, target) if of == "chart")
            for chart in charts:
                texts.extend(_titles(_tree(archive, chart)))
    return texts[:MOST_TEXTS]


def _related(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """The parts that belong to another, each with its kind."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations in archive.namelist():
        for relation in get_dependents(archive, relations):
            if relation.target in archive.namelist():
                yield relation.Type.rpartition("/")[2], relation.target


def _tree(archive: Archive, part: str) -> Any:
    try:
        return fromstring(archive.read(part))
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("broken-workbook", found=part[:40]) from error


def _comments(tree: Any) -> Iterator[Beside]:
    for comment in _each(tree, "comment"):
        text = _text(comment, "t")
        if text.startswith(THREADED):
            text = text.rpartition("Comment:")[2]
        try:
            line, column = coordinate_to_tuple(comment.get("ref", ""))
        except ValueError:
            continue
        if text.strip():
            yield Beside(text.strip()[:LONGEST_TEXT], line, column - 1)


def _boxes(tree: Any) -> Iterator[Beside]:
    """One text a shape."""
    for shape in _each(tree, "sp"):
        text = " ".join(filter(None, (_text(paragraph, "t") for paragraph in _each(shape, "p"))))
        if text.strip():
            yield Beside(text.strip()[:LONGEST_TEXT])


def _titles(tree: Any) -> Iterator[Beside]:
    """The titles of a chart and of its axes, which speak of the numbers that it shows."""
    for title in _each(tree, "title"):
        text = _text(title, "t") or _text(title, "v")
        if text.strip():
            yield Beside(text.strip()[:LONGEST_TEXT])


def _each(tree: Any, name: str) -> Iterator[Any]:
    return (element for element in tree.iter() if _name(element) == name)


def _text(element: Any, name: str) -> str:
    return "".join(each.text or "" for each in _each(element, name))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
