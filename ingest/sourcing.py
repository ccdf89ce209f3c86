"""Give every figure its publication: a known one, or a new citation. No figure enters without a source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from ingest.answers import Answers, Citation
from ingest.problems import Problem
from ingest.report import Entry
from ingest.vocabulary import Vocabulary, key_of

FILE_PLACE = "analyst-file"
"""The place where every figure of an analyst's load was read: the file, which its batch keeps."""


@dataclass
class Sourcing:
    """Publications by id (known and new, as mappings of their columns), the new ones, and problems."""

    publications: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    new: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def cited_publisher(vocabulary: Vocabulary, answers: Answers) -> str | None:
    """The publisher of the publication that the analyst names for the whole file, where it is known."""
    if answers.publication in vocabulary.publications:
        return str(vocabulary.publications[answers.publication].publisher)
    if answers.citation and answers.citation.publisher:
        found = vocabulary.publishers.get(key_of(answers.citation.publisher))
        return found or answers.citation.publisher
    return None


def source_entries(
    entries: Iterable[Entry], vocabulary: Vocabulary, answers: Answers, *, file: str, today: date
) -> Sourcing:
    """Fill in the publication of every open entry whose series is known."""
    sourcing = Sourcing({one: dict(row._mapping) for one, row in vocabulary.publications.items()})
    sourcing.problems += _faults(vocabulary, answers, file, today)
    open_entries = [entry for entry in entries if entry.is_open and entry.series is not None]
    citation = answers.citation if not sourcing.problems else None
    latest: dict[str, int] = {}
    if citation is not None:
        for entry in open_entries:
            publisher = vocabulary.series[entry.series].publisher if entry.series else ""
            year = entry.period.end.year if entry.period and entry.figure.value.value is not None else 0
            latest[publisher] = max(latest.get(publisher, 0), year)
        for publisher, year in latest.items():
            row = _new_publication(citation, publisher, year, vocabulary)
            sourcing.publications.setdefault(row["id"], row)
            if row["id"] not in vocabulary.publications:
                sourcing.new[row["id"]] = row
    for entry in open_entries:
        text = entry.figure.publication
        if text:
            entry.publication = text if text in sourcing.publications else _by_title(vocabulary, text)
        elif answers.publication in sourcing.publications:
            entry.publication = answers.publication
        elif citation is not None and entry.series is not None:
            entry.publication = publication_id(citation, vocabulary.series[entry.series].publisher)
    return sourcing


def _by_title(vocabulary: Vocabulary, text: str) -> str | None:
    wanted = key_of(text)
    found = [
        row.id
        for row in vocabulary.publications.values()
        if wanted in (key_of(row.id), key_of(row.title_en), key_of(row.title_ja))
    ]
    return found[0] if len(found) == 1 else None


def _faults(vocabulary: Vocabulary, answers: Answers, file: str, today: date) -> list[Problem]:
    problems = []
    if answers.publication and answers.publication not in vocabulary.publications:
        near = vocabulary.nearest(answers.publication, "publication")
        facts: dict[str, object] = {"found": answers.publication, "wanted": near or "—"}
        problems.append(Problem("unknown-publication", file, facts=facts))
    citation = answers.citation
    if citation is None:
        return problems
    if not citation.title.strip():
        problems.append(Problem("citation-empty", file))
    if citation.published is not None and citation.published > today:
        facts = {"found": citation.published.isoformat(), "wanted": today.isoformat()}
        problems.append(Problem("published-later", file, facts=facts))
    if citation.url and (
        urlsplit(citation.url).scheme not in ("http", "https") or not urlsplit(citation.url).netloc
    ):
        problems.append(Problem("not-an-address", file, facts={"found": citation.url}))
    return problems


def publication_id(citation: Citation, publisher: str) -> str:
    """The id of a cited publication: the same citation has the same id, so that loading twice adds
    nothing."""
    said = "\x1f".join(
        (publisher, " ".join(citation.title.split()), str(citation.published or ""), citation.url or "")
    )
    return f"{publisher[:50]}-cited-{hashlib.sha256(said.encode()).hexdigest()[:10]}"


def _new_publication(
    citation: Citation, publisher: str, latest: int, vocabulary: Vocabulary
) -> dict[str, Any]:
    """A row of publications. The edition covers the latest year with a figure, or the year before it came
    out."""
    covered = max(latest, citation.published.year - 1 if citation.published else 0)
    title = " ".join(citation.title.split())
    return {
        "id": publication_id(citation, publisher),
        "publisher": publisher,
        "title_en": title,
        "title_ja": title,
        "edition_year": covered or None,
        "published_on": citation.published,
        "url": citation.url,
        "note_en": None,
        "note_ja": None,
    }


ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass
class NewWords:
    """Rows to add for series that the analyst defines, in the order in which they name each other."""

    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def define_series(vocabulary: Vocabulary, answers: Answers, file: str) -> NewWords:
    """The rows that new series need; known to ``vocabulary`` from here on, so that figures can name them."""
    words = NewWords()
    for new in answers.new_series:
        if new.id in vocabulary.series:
            continue  # defined by an earlier load of the same file
        problem = _series_fault(vocabulary, new, file)
        if problem is not None:
            words.problems.append(problem)
            continue
        publisher = _publisher_row(vocabulary, new.publisher, words)
        area = _area_row(vocabulary, new.area, publisher, words)
        definition = _definition_row(vocabulary, new, publisher, words)
        name_en = new.name_en or new.name_ja or new.id
        name_ja = new.name_ja or new.name_en or new.id
        row = {
            "id": new.id,
            "position": max((one.position for one in vocabulary.series.values()), default=0) + 1,
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
        _add(vocabulary.series, "series", row, words)
        for name in (new.id, name_en, name_ja):
            vocabulary.series_names.setdefault(key_of(name), (new.id,))
    return words


def _series_fault(vocabulary: Vocabulary, new: Any, file: str) -> Problem | None:
    if not ID.fullmatch(new.id) or len(new.id) > 80:
        return Problem("series-id", file, facts={"found": new.id})
    empty = [name for name in ("publisher", "area", "definition") if not getattr(new, name).strip()]
    empty += [] if new.name_en or new.name_ja else ["name"]
    if empty:
        return Problem("series-incomplete", file, facts={"found": new.id, "wanted": ", ".join(empty)})
    for kind, rows in (("measure", vocabulary.measure_rows), ("category", vocabulary.category_rows)):
        if getattr(new, kind) not in rows:
            facts = {"found": getattr(new, kind), "wanted": ", ".join(rows)}
            return Problem("series-choice", file, facts=facts)
    return None


def _add(rows: dict[str, Any], table: str, row: dict[str, Any], words: NewWords) -> str:
    rows[row["id"]] = SimpleNamespace(**row)
    words.rows.append((table, row))
    return str(row["id"])


def slug(text: str, prefix: str = "") -> str:
    """An id made of a name; a name without Latin letters gets one made of its digest."""
    letters = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    plain = letters or hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"{prefix}-{plain}"[:80].strip("-") if prefix else plain[:80].strip("-")


def _publisher_row(vocabulary: Vocabulary, name: str, words: NewWords) -> str:
    known = name if name in vocabulary.publisher_rows else vocabulary.publishers.get(key_of(name))
    if known is not None:
        return known
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
    return _add(vocabulary.publisher_rows, "publishers", row, words)


def _area_row(vocabulary: Vocabulary, name: str, publisher: str, words: NewWords) -> str:
    if name in vocabulary.area_rows:
        return name
    same = [
        one
        for one in vocabulary.areas.get(key_of(name), ())
        if vocabulary.area_rows[one].defined_by == publisher
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
    return _add(vocabulary.area_rows, "areas", row, words)


def _definition_row(vocabulary: Vocabulary, new: Any, publisher: str, words: NewWords) -> str:
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
    return _add(vocabulary.definition_rows, "definitions", row, words)
