"""What a check found: every cell with its fate, every problem, and what would be stored."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Row

from ingest.answers import Answers
from ingest.periods import Period
from ingest.problems import Problem
from ingest.readers import RawTable
from ingest.tidy import Aside, Figure, letter_of
from ingest.tidy.figures import Tidied
from ingest.words import Words

FATES = ("stored", "missing", "unchanged", "refused", "held", "set_aside")
LOADABLE, HAS_ERRORS, UNREADABLE, NEEDS_ANSWERS = 0, 1, 2, 3
"""What ``check`` says of a file, which is also the exit code of the command."""


@dataclass(frozen=True)
class Source:
    """A file as it came: its name without a path, and its bytes."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(slots=True, eq=False)
class Entry:
    """A figure on its way: what it was resolved to, and its one fate. The steps of the road fill it in.

    ``change`` is new, changed, confirmed (another edition gives the shown value) or "" where nothing would
    be stored; ``shown`` is the row that the dashboard shows for the period now; ``replaces`` the row of the
    same publication.
    """

    figure: Figure
    series: str | None = None
    publication: str | None = None
    period: Period | None = None
    finality: str = "final"
    fate: str = ""
    change: str = ""
    vintage: str = "first"
    shown: Row[Any] | None = None
    replaces: Row[Any] | None = None

    @property
    def value(self) -> int | None:
        return self.figure.value.value

    @property
    def is_open(self) -> bool:
        """Whether it may still be stored: nothing decided yet, or held for an answer (more may be asked)."""
        return self.fate in ("", "held")

    @property
    def counts(self) -> bool:
        """Whether it is a number for a known series and period that may be stored."""
        return self.is_open and self.figure.value.availability == "reported" and self.period is not None


@dataclass(frozen=True)
class Report:
    """A file, how it was understood, its figures with their fates, and all problems in the file's order."""

    source: Source
    answers: Answers
    problems: tuple[Problem, ...]
    raw: RawTable | None = None
    tidied: Tidied | None = None
    entries: tuple[Entry, ...] = ()
    publications: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    new_words: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    loaded_before: int | None = None

    @cached_property
    def outcome(self) -> int:
        """One of LOADABLE, HAS_ERRORS, UNREADABLE, NEEDS_ANSWERS."""
        if self.raw is None:
            return UNREADABLE
        severities = {problem.severity for problem in self.problems}
        if "error" in severities:
            return HAS_ERRORS
        return NEEDS_ANSWERS if "question" in severities else LOADABLE

    @cached_property
    def cells(self) -> dict[str, int]:
        """How many cells were read, and how many met each fate; the fates add up to the cells read."""
        fates = Counter(self.fate_of(entry) for entry in self.entries)
        return {"read": len(self.entries), **{fate: fates[fate] for fate in FATES}}

    def fate_of(self, entry: Entry) -> str:
        """The fate of a figure; nothing of a file is stored while the file as a whole cannot be."""
        waits = self.outcome != LOADABLE and entry.fate in ("stored", "missing")
        return "held" if waits else entry.fate

    @cached_property
    def changes(self) -> dict[str, int]:
        """How many figures are new, changed, or confirmed by another edition."""
        return dict(Counter(entry.change for entry in self.entries if entry.fate in ("stored", "missing")))

    @property
    def to_store(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.fate in ("stored", "missing")]

    @property
    def asides(self) -> tuple[Aside, ...]:
        return self.tidied.asides if self.tidied else ()

    def understood(self) -> dict[str, Any]:
        """Encoding, delimiter, sheet, header row (its line; two where merged), columns and rows set aside."""
        if self.raw is None:
            return {}
        columns = self.tidied.columns if self.tidied else ()
        header = self.tidied.header_lines if self.tidied else ()
        return {
            "kind": self.raw.kind,
            "encoding": self.raw.encoding,
            "delimiter": self.raw.delimiter,
            "sheet": self.raw.sheet,
            "hidden_sheets": list(self.raw.hidden_sheets),
            "header_row": header[-1] if header else None,
            "header_rows": list(header),
            "columns": [
                {"column": one.letter, "header": one.header, "is": one.role}
                for one in columns
                if one.role != "empty"
            ],
            "rows_set_aside": [
                {"row": aside.line, "kind": aside.kind, "text": aside.text}
                for aside in self.asides
                if aside.kind != "blank"
            ],
            "source_in_file": self.tidied.source if self.tidied else None,
        }

    def as_record(self, words: Words) -> dict[str, Any]:
        """The report for a program, as ``--json`` prints it."""
        return {
            "file": self.source.name,
            "sha256": self.source.sha256,
            "outcome": self.outcome,
            "cells": self.cells,
            "changes": self.changes,
            "observations": [self._observation(entry) for entry in self.entries if not entry.figure.is_total],
            "understood": self.understood(),
            "problems": [problem.as_record(words) for problem in self.problems],
            "batch": None,
        }

    def _observation(self, entry: Entry) -> dict[str, Any]:
        value = entry.figure.value
        return {
            "series": entry.series,
            "period": entry.period.label if entry.period else None,
            "period_start": entry.period.start.isoformat() if entry.period else None,
            "period_end": entry.period.end.isoformat() if entry.period else None,
            "period_kind": entry.period.kind if entry.period else None,
            "value": value.value,
            "availability": value.availability,
            "bound": value.bound,
            "coverage": "partial" if entry.period and entry.period.is_partial else "full",
            "finality": entry.finality,
            "publication": entry.publication,
            "row": entry.figure.line,
            "column": letter_of(entry.figure.column),
            "labels": [
                one for one in (entry.figure.area, entry.figure.category, *entry.figure.labels) if one
            ],
            "fate": self.fate_of(entry),
            "change": entry.change or None,
        }
