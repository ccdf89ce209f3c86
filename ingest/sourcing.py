"""Give every figure its publication: a known one, or a new citation. No figure enters without a source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ingest.answers import Answers, Citation
from ingest.checked import CheckedFigure
from ingest.problems import Problem
from ingest.vocabulary import Vocabulary, key_of

FILE_PLACE = "analyst-file"
"""The place where every figure of an analyst's load was read: the file, which its batch keeps."""


@dataclass(frozen=True)
class Sourcing:
    """Figures with their publications, these by id (known and new, as mappings of their columns), and what
    is wrong with how they were named."""

    figures: tuple[CheckedFigure, ...]
    publications: Mapping[str, Mapping[str, Any]]
    problems: tuple[Problem, ...]


def cited_publisher(vocabulary: Vocabulary, answers: Answers) -> str | None:
    """The publisher of the publication that the analyst names for the whole file, where it is known."""
    if answers.publication in vocabulary.publications:
        return str(vocabulary.publications[answers.publication].publisher)
    if answers.citation and answers.citation.publisher:
        publisher = answers.citation.publisher
        return vocabulary.publishers.get(key_of(publisher), publisher)
    return None


def source_figures(
    figures: Sequence[CheckedFigure], vocabulary: Vocabulary, answers: Answers, *, file: str, today: date
) -> Sourcing:
    """Give each open figure whose series is known its publication."""
    publications: dict[str, Mapping[str, Any]] = {
        key: dict(row._mapping) for key, row in vocabulary.publications.items()
    }
    problems = _faults(vocabulary, answers, file, today)
    citation = answers.citation if not problems else None
    publishers = {
        figure: vocabulary.series[figure.series].publisher
        for figure in figures
        if figure.is_open and figure.series is not None
    }
    if citation is not None:
        latest: dict[str, int] = {}
        for figure, publisher in publishers.items():
            year = figure.period.end.year if figure.period and figure.value is not None else 0
            latest[publisher] = max(latest.get(publisher, 0), year)
        for publisher, year in latest.items():
            row = _new_publication(citation, publisher, year, vocabulary)
            publications.setdefault(row["id"], row)

    def publication_of(figure: CheckedFigure) -> str | None:
        text = figure.cell.publication
        if text:
            return text if text in publications else _by_title(vocabulary, text)
        if answers.publication in publications:
            return answers.publication
        return None if citation is None else publication_id(citation, publishers[figure])

    sourced = (
        replace(figure, publication=publication_of(figure)) if figure in publishers else figure
        for figure in figures
    )
    return Sourcing(tuple(sourced), publications, tuple(problems))


def _by_title(vocabulary: Vocabulary, text: str) -> str | None:
    key = key_of(text)
    ids = [
        row.id
        for row in vocabulary.publications.values()
        if key in (key_of(row.id), key_of(row.title_en), key_of(row.title_ja))
    ]
    return ids[0] if len(ids) == 1 else None


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
    identity = "\x1f".join(
        (publisher, " ".join(citation.title.split()), str(citation.published or ""), citation.url or "")
    )
    return f"{publisher[:50]}-cited-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"


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
