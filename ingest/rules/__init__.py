"""The rules that figures are checked against: one module a rule, each binding ``RULE``.

A rule looks at the material and yields findings; a finding decides the fate of the entries that it names.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Row

from ingest.answers import Answers
from ingest.periods import Period
from ingest.problems import Problem
from ingest.report import Entry
from ingest.tidy import letter_of
from ingest.tidy.figures import Tidied
from ingest.vocabulary import Vocabulary

Key = tuple[str, date, date, str]


@dataclass(frozen=True)
class Stored:
    """What the database holds of the series concerned: every edition that stands, the shown one first."""

    editions: dict[Key, list[Row[Any]]]

    def shown(self, series: str, period: Period) -> Row[Any] | None:
        """The row that the dashboard shows for a period; None where there is none."""
        rows = self.editions.get((series, period.start, period.end, period.kind))
        return rows[0] if rows else None

    def shown_of(self, series: str) -> Iterator[Row[Any]]:
        """The rows shown of a series, in order of time."""
        return iter(self._shown_by_series.get(series, ()))

    @cached_property
    def _shown_by_series(self) -> dict[str, list[Row[Any]]]:
        found: dict[str, list[Row[Any]]] = defaultdict(list)
        for key, rows in self.editions.items():
            found[key[0]].append(rows[0])
        for rows in found.values():
            rows.sort(key=lambda row: (row.period_start, row.period_end))
        return dict(found)


@dataclass(frozen=True)
class Material:
    """All that a rule may look at. ``publications`` holds known and new ones, by id."""

    file: str
    entries: tuple[Entry, ...]
    stored: Stored
    vocabulary: Vocabulary
    publications: dict[str, Any]
    answers: Answers
    today: date
    tidied: Tidied

    def by_series_and_period(self) -> dict[tuple[str, Period], list[Entry]]:
        """Open figures with a number, by what they are figures of."""
        found: dict[tuple[str, Period], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.counts and entry.series is not None and entry.period is not None:
                found[(entry.series, entry.period)].append(entry)
        return found

    def problem(self, code: str, entry: Entry, **facts: object) -> Problem:
        """A problem of one cell; ``found`` is the cell as it stands unless a fact says otherwise."""
        figure = entry.figure
        return Problem(
            code, self.file, figure.line, letter_of(figure.column), {"found": figure.text, **facts}
        )


@dataclass(frozen=True)
class Finding:
    """A problem and the entries that it decides. ``fate`` None leaves them as they are."""

    problem: Problem
    entries: tuple[Entry, ...] = ()
    fate: str | None = None


@dataclass(frozen=True)
class Rule:
    """A rule by its place in the order: names and sources, then figures among themselves, then the stored."""

    position: int
    check: Callable[[Material], Iterable[Finding]]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of this package, in order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.position))
