"""Series that an analyst defines while loading: rows of data, no code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from ingest.answers import Answers, NewSeries
from ingest.checked import CheckedFigure
from ingest.naming import name_series
from ingest.problems import UNKNOWN, Problem
from ingest.sourcing import cited_publisher
from ingest.vocabulary import Vocabulary, key_of

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class NewReferences:
    """Rows to add for series that the analyst defines, in the order in which they name each other, and the
    vocabulary that knows them."""

    vocabulary: Vocabulary
    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def define_series(vocabulary: Vocabulary, answers: Answers, file: str) -> NewReferences:
    """The rows that new series need, and a vocabulary with them, so that figures can name them."""
    references = NewReferences(vocabulary.copy())
    vocabulary = references.vocabulary
    for new in answers.new_series:
        if new.id in vocabulary.series:
            continue  # defined by an earlier load of the same file
        problem = _series_fault(vocabulary, new, file)
        if problem is not None:
            references.problems.append(problem)
            continue
        publisher = _publisher_row(vocabulary, new.publisher, references)
        area = _area_row(vocabulary, new.area, publisher, references)
        definition = _definition_row(vocabulary, new, publisher, references)
        name_en = new.name_en or new.name_ja or new.id
        name_ja = new.name_ja or new.name_en or new.id
        row = {
            "id": new.id,
            "position": max((series.position for series in vocabulary.series.values()), default=0) + 1,
            "publisher": publisher,
            "area": area,
            "measure": new.measure,
            "category": new.category,
            "definition": definition,
            "unit": vocabulary.measure_rows[new.measure].unit,
            "name_en": name_en,
            "name_ja": name_ja,
            "short_en": name_en,
            "short_ja": name_ja,
            "successor": None,
            "break_en": None,
            "break_ja": None,
            "note_en": new.citation or None,
            "note_ja": new.citation or None,
        }
        _add(vocabulary.series, "series", row, references)
        for name in (new.id, name_en, name_ja):
            vocabulary.series_names.setdefault(key_of(name), (new.id,))
    return references


def _series_fault(vocabulary: Vocabulary, new: Any, file: str) -> Problem | None:
    empty = [name for name in ("id", "publisher", "area", "definition") if not getattr(new, name).strip()]
    empty += [] if new.name_en or new.name_ja else ["name"]
    if empty:
        found = new.id or new.name_en or new.name_ja or UNKNOWN
        return Problem("series-incomplete", file, facts={"found": found, "wanted": tuple(empty)})
    if parts := vocabulary.derived.get(key_of(new.id)):
        return Problem("series-worked-out", file, facts={"found": new.id, "wanted": ", ".join(parts)})
    if not ID.fullmatch(new.id) or len(new.id) > 80:
        return Problem("series-id", file, facts={"found": new.id})
    for kind, rows in (("measure", vocabulary.measure_rows), ("category", vocabulary.category_rows)):
        if getattr(new, kind) not in rows:
            facts = {"found": getattr(new, kind), "wanted": tuple(rows)}
            return Problem("series-choice", file, facts=facts)
    return None


def _add(rows: dict[str, Any], table: str, row: dict[str, Any], references: NewReferences) -> str:
    rows[row["id"]] = SimpleNamespace(**row)
    references.rows.append((table, row))
    return str(row["id"])


def slug(text: str, prefix: str = "") -> str:
    """An id made of a name; a name without Latin letters gets one made of its digest."""
    letters = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    plain = letters or hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"{prefix}-{plain}"[:80].strip("-") if prefix else plain[:80].strip("-")


def _publisher_row(vocabulary: Vocabulary, name: str, references: NewReferences) -> str:
    publisher = name if name in vocabulary.publisher_rows else vocabulary.publishers.get(key_of(name))
    if publisher is not None:
        return publisher
    row = {
        "id": slug(name),
        "name_en": name,
        "name_ja": name,
        "short_en": name,
        "short_ja": name,
        "url": None,
        "note_en": None,
        "note_ja": None,
    }
    vocabulary.publishers[key_of(name)] = row["id"] or ""
    return _add(vocabulary.publisher_rows, "publishers", row, references)


def _area_row(vocabulary: Vocabulary, name: str, publisher: str, references: NewReferences) -> str:
    if name in vocabulary.area_rows:
        return name
    same = [
        area
        for area in vocabulary.areas.get(key_of(name), ())
        if vocabulary.area_rows[area].defined_by == publisher
    ]
    if same:
        return same[0]
    row = {
        "id": slug(name, publisher),
        "parent": None,
        "defined_by": publisher,
        "name_en": name,
        "name_ja": name,
        "definition_en": None,
        "definition_ja": None,
    }
    vocabulary.areas[key_of(name)] = (*vocabulary.areas.get(key_of(name), ()), str(row["id"]))
    return _add(vocabulary.area_rows, "areas", row, references)


def _definition_row(vocabulary: Vocabulary, new: Any, publisher: str, references: NewReferences) -> str:
    if new.definition in vocabulary.definition_rows:
        return str(new.definition)
    name = new.name_en or new.name_ja or new.id
    row = {
        "id": f"{new.id}-definition"[:80],
        "publisher": publisher,
        "name_en": name,
        "name_ja": new.name_ja or name,
        "text_en": new.definition,
        "text_ja": new.definition,
        "citation_en": new.citation or None,
        "citation_ja": new.citation or None,
    }
    return _add(vocabulary.definition_rows, "definitions", row, references)


def missing_series(
    figures: Iterable[CheckedFigure], vocabulary: Vocabulary, answers: Answers
) -> tuple[NewSeries, ...]:
    """A new series for each pair of a known area and category that has none yet."""
    publisher = cited_publisher(vocabulary, answers)
    namings = name_series(figures, vocabulary, answers, publisher=publisher)
    pairs = sorted({naming.definable for naming in namings.values() if naming.definable})
    return tuple(_series_of_pair(vocabulary, area, category) for area, category in pairs)


def _series_of_pair(vocabulary: Vocabulary, area: str, category: str) -> NewSeries:
    """A series named after its area and category, defined as its publisher's other series of that area
    are."""
    publisher = vocabulary.area_rows[area].defined_by
    rows = [row for row in vocabulary.series.values() if row.publisher == publisher]
    same = [row for row in rows if row.area == area] or rows
    area_row, kind = vocabulary.area_rows[area], vocabulary.category_rows[category]
    short = vocabulary.publisher_rows[publisher]
    return NewSeries(
        id=f"{area}-{category}"[:80],
        publisher=publisher,
        area=area,
        category=category,
        definition=same[0].definition if same else "",
        name_en=f"{short.short_en}: {area_row.name_en}, {kind.name_en.lower()}",
        name_ja=f"{short.short_ja}：{area_row.name_ja}（{kind.name_ja}）",
    )
