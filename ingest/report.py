"""What a check found: every cell with its fate, every problem, and what would be stored."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ingest.answers import Answers
from ingest.checked import FATES, CheckedFigure
from ingest.problems import Problem
from ingest.readers import RawTable
from ingest.tidy import Aside, letter_of
from ingest.words import Words

if TYPE_CHECKING:
    from ingest.tidy.figures import Tidied

LOADABLE, HAS_ERRORS, UNREADABLE, NEEDS_ANSWERS = 0, 1, 2, 3
"""What ``check`` says of a file, which is also the exit code of the command."""


def is_address(text: str) -> bool:
    """Whether what was typed for a file is an address."""
    return text.startswith(("http://", "https://"))


@dataclass(frozen=True)
class Source:
    """A file as it came: its name without a path, and its bytes."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Report:
    """A file, how it was understood, each of its figures with a fate, and all problems, in the file's
    order. ``as_of`` is the newest batch that the check saw."""

    source: Source
    answers: Answers
    problems: tuple[Problem, ...]
    raw: RawTable | None = None
    tidied: Tidied | None = None
    figures: tuple[CheckedFigure, ...] = ()
    publications: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    new_references: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    loaded_before: int | None = None
    as_of: int = 0

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
        fates = Counter(self.fate_of(figure) for figure in self.figures)
        return {"read": len(self.figures), **{fate: fates[fate] for fate in FATES}}

    def fate_of(self, figure: CheckedFigure) -> str:
        """The fate of a figure; nothing of a file is stored while the file as a whole cannot be."""
        waits = self.outcome != LOADABLE and figure.fate in ("stored", "missing")
        return "held" if waits else figure.fate

    @cached_property
    def changes(self) -> dict[str, int]:
        """How many figures are new, changed, or confirmed by another edition."""
        return dict(Counter(figure.change for figure in self.figures if figure.fate in ("stored", "missing")))

    @property
    def to_store(self) -> list[CheckedFigure]:
        return [figure for figure in self.figures if figure.fate in ("stored", "missing")]

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
                {"column": column.letter, "header": column.header, "is": column.role}
                for column in columns
                if column.role != "empty"
            ],
            "rows_set_aside": [
                {"row": aside.line or None, "kind": aside.kind, "text": aside.text}
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
            "observations": [
                self._observation(figure) for figure in self.figures if not figure.cell.is_total
            ],
            "understood": self.understood(),
            "problems": [problem.as_record(words) for problem in self.problems],
            "batch": None,
        }

    def _observation(self, figure: CheckedFigure) -> dict[str, Any]:
        value = figure.cell.value
        return {
            "series": figure.series,
            "period": figure.period.label if figure.period else None,
            "period_start": figure.period.start.isoformat() if figure.period else None,
            "period_end": figure.period.end.isoformat() if figure.period else None,
            "period_kind": figure.period.kind if figure.period else None,
            "value": value.value,
            "availability": value.availability,
            "bound": value.bound,
            "coverage": "partial" if figure.period and figure.period.is_partial else "full",
            "finality": figure.finality,
            "publication": figure.publication,
            "row": figure.cell.line,
            "column": letter_of(figure.cell.column),
            "labels": [
                label for label in (figure.cell.area, figure.cell.category, *figure.cell.labels) if label
            ],
            "fate": self.fate_of(figure),
            "change": figure.change or None,
        }
