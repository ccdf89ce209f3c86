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
from ingest.tidy.columns import meaning_of
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
    problems = _faults(vocabulary, answers, file, today)
    named = [figure for figure in figures if figure.is_open and figure.series is not None]
    problems += _publisher_faults(named, vocabulary, answers, file)
    sources = _Sources(vocabulary, answers, can_cite=not problems)
    sourced = tuple(
        figure.sourced(sources.publication_of(figure))
        if figure.is_open and figure.series is not None
        else figure
        for figure in figures
    )
    publications: dict[str, Mapping[str, Any]] = dict(sources.cited)
    publications |= {key: dict(row._mapping) for key, row in vocabulary.publications.items()}
    return Sourcing(sourced, publications, tuple(problems))


class _Sources:
    """Says of figures which publication states them, and makes the rows of those that are cited anew."""

    def __init__(self, vocabulary: Vocabulary, answers: Answers, *, can_cite: bool) -> None:
        self.vocabulary, self.answers, self.can_cite = vocabulary, answers, can_cite
        self.cited: dict[str, dict[str, Any]] = {}
        self._ids: dict[tuple[str, str], str | None] = {}

    def publication_of(self, figure: CheckedFigure) -> str | None:
        text, publisher = figure.cell.publication or "", figure.cell.publisher or ""
        if (text, publisher) not in self._ids:
            self._ids[text, publisher] = self._of_row(text, publisher) if text else self._of_file()
        publication = self._ids[text, publisher]
        row = self.cited.get(publication or "")
        if row is not None and figure.period is not None and figure.value is not None:
            row["edition_year"] = max(figure.period.end.year, row["edition_year"] or 0)
        return publication

    def _of_file(self) -> str | None:
        if self.answers.publication in self.vocabulary.publications:
            return self.answers.publication
        citation = self.answers.citation
        return None if citation is None else self._cite(citation)

    def _of_row(self, text: str, publisher: str) -> str | None:
        """A publication as a row names it: by id, by title, as the analyst said, or as a new one."""
        said = meaning_of(text, self.answers.mapping) or text
        if said in self.vocabulary.publications:
            return said
        known = _by_title(self.vocabulary, text)
        return known or self._cite(Citation(text, publisher=publisher or self.answers.rows_publisher))

    def _cite(self, citation: Citation) -> str | None:
        """The id of a citation, which may be cited anew; None where nobody said who published it."""
        publisher = _publisher_id(citation.publisher, self.vocabulary)
        if publisher is None or not self.can_cite:
            return None
        citation = replace(citation, publisher=publisher)
        publication = publication_id(citation)
        if publication not in self.vocabulary.publications:
            self.cited.setdefault(publication, _publication_row(citation))
        return publication


def _publisher_id(name: str | None, vocabulary: Vocabulary) -> str | None:
    if not name:
        return None
    return name if name in vocabulary.publisher_rows else vocabulary.publishers.get(key_of(name))


def _publisher_faults(
    figures: Sequence[CheckedFigure], vocabulary: Vocabulary, answers: Answers, file: str
) -> list[Problem]:
    """A citation needs its publisher, who is asked for and never taken from the series."""
    citation, problems = answers.citation, []
    for name in (citation and citation.publisher, answers.rows_publisher):
        if name and _publisher_id(name, vocabulary) is None:
            near = vocabulary.nearest(name, "publisher") or "—"
            problems.append(Problem("unknown-publisher-cited", file, facts={"found": name, "wanted": near}))
    needs_it = citation is not None and any(not figure.cell.publication for figure in figures)
    if citation is not None and needs_it and not citation.publisher:
        publishers = sorted({str(vocabulary.series[figure.series or ""].publisher) for figure in figures})
        facts = {"found": citation.title, "wanted": tuple(publishers)}
        problems.append(Problem("no-publisher", file, facts=facts))
    return problems


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


def publication_id(citation: Citation) -> str:
    """The id of a cited publication, whose publisher is known: the same citation has the same id, so that
    loading twice adds nothing."""
    publisher = citation.publisher or ""
    identity = "\x1f".join(
        (publisher, " ".join(citation.title.split()), str(citation.published or ""), citation.url or "")
    )
    return f"{publisher[:50]}-cited-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"


def _publication_row(citation: Citation) -> dict[str, Any]:
    """A row of publications. The edition covers at least the year before it came out, and the latest year
    of which it has a figure."""
    title = " ".join(citation.title.split())
    return {
        "id": publication_id(citation),
        "publisher": citation.publisher,
        "title_en": title,
        "title_ja": title,
        "edition_year": citation.published.year - 1 if citation.published else None,
        "published_on": citation.published,
        "published_from": None,
        "published_to": None,
        "dated_by": None,
        "url": citation.url,
        "note_en": None,
        "note_ja": None,
    }
