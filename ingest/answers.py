"""What an analyst says about a file that the file does not say itself. A load is a file and its answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Citation:
    """A publication that the database does not know yet; ``publisher`` is an id or a name."""

    title: str
    published: date | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class NewSeries:
    """A series to be made: ids of what is known, or names of what is new.

    ``publisher`` and ``area`` are ids, or names where no such id exists; ``measure`` and ``category`` are
    ids; ``definition`` is an id or the words of a new one. The unit follows from the measure.
    """

    id: str
    publisher: str
    area: str
    measure: str = "incidents"
    category: str = "all"
    definition: str = ""
    name_en: str = ""
    name_ja: str = ""
    citation: str = ""


def is_months(text: str) -> bool:
    """Whether a text says which part of a year figures cover: "full", or months from January such as
    "1-9"."""
    return text in ("full", *(f"1-{month}" for month in range(1, 12)))


@dataclass(frozen=True)
class Answers:
    """Everything asked for. ``mapping`` gives a header or label its meaning; ``edits`` corrects cells by
    (line, column from 0); ``stands`` says which of two rows for one period holds, "first" or "last";
    ``dash`` says whether a dash is "zero" or "missing"; ``marks`` whether the mark of a footnote says that a
    figure is "provisional", or is a "note"; ``hidden`` whether hidden rows and columns are to be
    "read" or "left"; ``era`` is that of bare years which would turn back. ``months`` says which part of a
    year the figures cover, by year or for "all": "1-9", or "full"; ``finality`` in the same way whether they
    are "final" or "provisional";
    ``years`` whether bare years are "fiscal" or "calendar". ``rows_publisher`` published what rows
    name as their source. ``why`` explains values outside their expected range, by series, or under "" for
    the only one; ``replaces`` are the series most of whose stored figures the file may replace, ``continues``
    ended ones that it may carry on.
    ``define_missing`` makes a series of each known area and category that has none yet."""

    sheet: str | None = None
    year: str | None = None
    series: str | None = None
    publication: str | None = None
    citation: Citation | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    keep_mapping: bool = False
    edits: Mapping[tuple[int, int], str] = field(default_factory=dict)
    stands: str | None = None
    dash: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    hidden: str | None = None
    era: str | None = None
    months: Mapping[str, str] = field(default_factory=dict)
    finality: Mapping[str, str] = field(default_factory=dict)
    years: str | None = None
    rows_publisher: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    new_series: tuple[NewSeries, ...] = ()
    define_missing: bool = False

    def with_edit(self, line: int, column: int, text: str) -> Answers:
        """The answers with one more cell corrected."""
        return replace(self, edits={**self.edits, (line, column): text})

    def as_json(self) -> str:
        """The answers as text, for a draft and for the batch that they led to."""
        data: dict[str, Any] = asdict(self)
        data["edits"] = [[line, column, text] for (line, column), text in self.edits.items()]
        return json.dumps(data, ensure_ascii=False, default=str)

    @staticmethod
    def from_json(text: str) -> Answers:
        """The answers that ``as_json`` wrote."""
        data = json.loads(text)
        data["edits"] = {(line, column): cell for line, column, cell in data["edits"]}
        data["new_series"] = tuple(NewSeries(**series) for series in data["new_series"])
        for name in ("replaces", "continues"):
            data[name] = tuple(data.get(name, ()))
        if isinstance(why := data["why"], str) or why is None:  # as it was kept before it had series
            data["why"] = {"": why} if why else {}
        if citation := data["citation"]:
            published = date.fromisoformat(citation["published"]) if citation["published"] else None
            data["citation"] = Citation(**{**citation, "published": published})
        return Answers(**data)
