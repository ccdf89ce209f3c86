"""A fault in a file is a value: it can be counted, filtered, translated and printed.

What each code says stands in ``ingest.sentences``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingest.period_labels import period_told
from ingest.periods import Period
from ingest.sentences import Severity, sentences
from ingest.words import Words, message

UNKNOWN = "—"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHERE_KNOWN = re.compile(r"\[([^\]]*\{(\w+)\}[^\]]*)\]")
"""A part of a sentence that is said only where the fact it names is known."""


class Quoted(tuple[str, ...]):
    """Names of somebody's own making, to be listed in quotation marks."""


@dataclass(frozen=True)
class Problem:
    """One fault. ``row`` is the line in the file, counted from 1; None where it has no row.

    ``column`` is the column's name, or its letter as a spreadsheet shows it. ``facts`` fill in the
    sentence, a tuple as a list, a period by its months; ``found`` among them is the cell as it stands in the
    file.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return sentences()[self.code][0]

    @property
    def value(self) -> str | None:
        """The cell as found; None where the problem is not one cell's."""
        cell = self.facts.get("found")
        return None if cell is None else ", ".join(cell) if isinstance(cell, tuple) else str(cell)

    def message(self, words: Words) -> str:
        """What was found and what was wanted, in the reader's language."""
        return self._said(sentences()[self.code][1], words)

    def remedy(self, words: Words) -> str:
        """What to do about it, in the reader's language."""
        return self._said(sentences()[self.code][2], words)

    def _said(self, sentence: str, words: Words) -> str:
        """A sentence filled in, without the parts in [] whose fact is not known."""
        template = _WHERE_KNOWN.sub(
            lambda part: "" if self.facts.get(part[2]) in (None, "", UNKNOWN) else part[1], words(sentence)
        )
        facts = {name: _told(name, fact, words) for name, fact in self.facts.items()}
        if self.code in ("hidden-read", "hidden-left"):
            facts["found"] = words(self._hidden(), found=facts.get("found", UNKNOWN))
        return template.format(**facts).strip()

    def _hidden(self) -> str:
        """What was hidden: rows have no column, columns no row."""
        if self.row is None:
            return message("columns {found}")
        return message("rows {found}") if self.column is None else message("cells {found}")

    def place(self, words: Words) -> str:
        """File, row and column, as far as they are known."""
        place = [self.file]
        if self.row is not None:
            place.append(words("row {row}", row=self.row))
        if self.column is not None:
            place.append(words("column {column}", column=self.column))
        return words(", ").join(place)

    def sentence(self, words: Words) -> str:
        """Where, what, and what to do, in the reader's language."""
        return words(
            "{place}: {message} {remedy}",
            place=self.place(words),
            message=self.message(words),
            remedy=self.remedy(words),
        )

    def as_record(self, words: Words) -> dict[str, Any]:
        """The problem for a program: code, severity, file, row, column, value, message, remedy."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message(words),
            "remedy": self.remedy(words),
        }


def _told(name: str, fact: object, words: Words) -> object:
    """A fact as a sentence tells it: several as a list, periods and the day as the language writes them."""
    if isinstance(fact, Period):
        return fact.told(words.language)
    if name == "period":
        return period_told(str(fact), words.language)
    if name == "today" and words.language == "ja" and DAY.fullmatch(str(fact)):
        day = date.fromisoformat(str(fact))
        return f"{day.year}年{day.month}月{day.day}日"
    if isinstance(fact, Quoted):
        return words(", ").join(words("“{name}”", name=name) for name in fact)
    if isinstance(fact, tuple):
        return words(", ").join(str(_told(name, each, words)) for each in fact)
    return fact


class RefusedFiles(Exception):
    """Files that cannot be loaded; holds every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")
