"""What was written into a native chart and around it, kept unseen in its workbook.

Whoever fills the file again later learns from it what a hand has changed since.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any
from zipfile import BadZipFile

import openpyxl
from lxml import etree

from dashboard.exporters.native.grid import WRITTEN
from dashboard.words import Words

LONGEST_CELL = 30_000
NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


@dataclass(frozen=True)
class Plotted:
    """A series of a chart as it stands: its name, its values by place, the places that have a label, all
    places that it has cells for, and what kind of chart draws it."""

    name: str
    values: dict[str, float]
    labels: list[str]
    places: list[str] = field(default_factory=list)
    kind: str = ""


@dataclass(frozen=True)
class Written:
    """What a chart was written with: its series, which of them repeat others by formula, and the texts of the
    slide by the names of their shapes, "" and empty where another chart of the slide keeps them; ``name`` is
    its frame's, "" where every program keeps that."""

    series: list[Plotted]
    copies: list[str] = field(default_factory=list)
    alt: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    name: str = ""


def at(element: Any, path: str) -> list[Any]:
    """What a path leads to from an element of a chart, whatever library has read it."""
    found: list[Any] = _path(path)(element)
    return found


@cache
def _path(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMES)


def plotted(space: Any) -> list[Plotted]:
    """The series of a chart's XML, from what it remembers of its cells."""
    return [_series(series) for series in space.iter(f"{{{NAMES['c']}}}ser")]


def _series(series: Any) -> Plotted:
    def cached(path: str) -> dict[int, str]:
        points = at(series, f"./c:{path}//c:pt[c:v]")
        return {int(point.get("idx")): point.findtext(f"{{{NAMES['c']}}}v") or "" for point in points}

    places = cached("cat") or cached("xVal")
    values = cached("val") or cached("yVal")
    names = at(series, "./c:tx//c:v/text()")
    labels = at(
        series,
        "./c:dLbls/c:dLbl[not(c:delete/@val='1')][c:showVal/@val='1' or c:showSerName/@val='1' or c:tx]"
        "/c:idx/@val",
    )
    return Plotted(
        name=names[0] if names else "",
        values={
            place_of(places[number]): number_of(text) for number, text in values.items() if number in places
        },
        labels=sorted(place_of(places[int(number)]) for number in labels if int(number) in places),
        places=[place_of(places[number]) for number in sorted(places)],
        kind=etree.QName(series.getparent()).localname if series.getparent() is not None else "",
    )


def place_of(text: str) -> str:
    """A place of the axis as it is called, a number alike however it is written."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def number_of(text: str) -> float:
    """A number of a cache; what a hand typed that is none is no number."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def cells_of(written: Written) -> list[str]:
    """What goes into the cells of the sheet, one below the other."""
    text = json.dumps(asdict(written), ensure_ascii=False, separators=(",", ":"))
    return [text[start : start + LONGEST_CELL] for start in range(0, len(text), LONGEST_CELL)]


def read_written(workbook: bytes | None) -> Written | None:
    """What a chart's workbook keeps; None where it keeps nothing that can be read."""
    if workbook is None:
        return None
    try:
        book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True, data_only=True)
        if WRITTEN not in book.sheetnames:
            return None
        text = "".join(str(row[0]) for row in book[WRITTEN].iter_rows(max_col=1, values_only=True) if row[0])
        content = json.loads(text)
        series = [Plotted(**each) for each in content.pop("series")]
        return Written(series, **content)
    except (BadZipFile, KeyError, TypeError, ValueError, OSError, etree.XMLSyntaxError):
        return None


Key = tuple[str, int]
"""A series by its name without the year in which it ends, and its number among those of that name."""


def base_name(name: str, words: Words) -> str:
    """The name of a series without the year in which it ends, which the next figure takes away."""
    ending = re.escape(words("{series}, to {year}", series="", year="0000")).replace("0000", r"\d{4}")
    return re.sub(f"{ending}$", "", name)


def keyed(series: Sequence[Plotted], words: Words) -> dict[Key, Plotted]:
    """Series by their keys, in their order."""
    found: dict[Key, Plotted] = {}
    for each in series:
        name = base_name(each.name, words)
        number = sum(key[0] == name for key in found)
        found[name, number] = each
    return found
