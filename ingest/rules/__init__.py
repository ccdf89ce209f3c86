"""The rules that figures are checked against: one module a rule, each binding ``RULE``.

A rule looks at the material and yields findings; a finding decides the fate of the figures that it names.
All rules of a stage see the figures as the stages before it left them, so that their order does not matter.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from types import ModuleType
from typing import Any, Literal, get_args

from sqlalchemy import Row

from ingest.answers import Answers
from ingest.checked import CheckedFigure, Finding, problems_of
from ingest.naming import Names, Naming
from ingest.periods import Period
from ingest.problems import Problem
from ingest.sentences import sentences
from ingest.spans import span_of
from ingest.tidy import letter_of
from ingest.tidy.figures import Tidied
from ingest.vocabulary import Vocabulary

Stage = Literal["names", "sources", "file", "wholes", "periods", "history", "record"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In this order: which series a figure is of; which publication states it; the file's figures among
themselves. Then beside what is stored: parts and their wholes; periods, today and each other; the other
periods of the same series; the value shown for the same period."""

Key = tuple[str, date, date, str]


@dataclass(frozen=True)
class Stored:
    """What the database holds of the series concerned: every edition that stands, the shown one first, and
    their spans."""

    editions: Mapping[Key, list[Row[Any]]] = field(default_factory=dict)
    spans: Mapping[str, list[Row[Any]]] = field(default_factory=dict)

    def span_of(self, series: str, start: date, end: date) -> str:
        """The same for periods of a series that may be compared; see ``ingest.spans``."""
        return span_of(start, end, self.spans.get(series, ()))

    def row_of(self, series: str, period: Period) -> Row[Any] | None:
        """The row that the dashboard shows for a period; None where there is none."""
        rows = self.editions.get((series, period.start, period.end, period.kind))
        return rows[0] if rows else None

    def rows_of(self, series: str) -> Iterator[Row[Any]]:
        """The rows shown of a series, in order of time."""
        return iter(self._rows_by_series.get(series, ()))

    @cached_property
    def _rows_by_series(self) -> dict[str, list[Row[Any]]]:
        by_series: dict[str, list[Row[Any]]] = defaultdict(list)
        for key, rows in self.editions.items():
            by_series[key[0]].append(rows[0])
        for rows in by_series.values():
            rows.sort(key=lambda row: (row.period_start, row.period_end))
        return dict(by_series)


@dataclass(frozen=True)
class Material:
    """All that a rule may look at; what a later stage adds is empty before it.

    ``namings`` is what the names in the file lead to, ``publications`` holds known and new ones, by id.
    """

    file: str
    figures: tuple[CheckedFigure, ...]
    vocabulary: Vocabulary
    answers: Answers
    today: date
    tidied: Tidied
    namings: Mapping[Names, Naming] = field(default_factory=dict)
    publications: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stored: Stored = field(default_factory=Stored)

    def by_series_and_period(self) -> Mapping[tuple[str, Period], list[CheckedFigure]]:
        """Open figures with a number, by what they are figures of."""
        return self._by_series_and_period

    @cached_property
    def _by_series_and_period(self) -> dict[tuple[str, Period], list[CheckedFigure]]:
        figures: dict[tuple[str, Period], list[CheckedFigure]] = {}
        for figure in self.figures:
            if figure.counts and figure.series is not None and figure.period is not None:
                figures.setdefault((figure.series, figure.period), []).append(figure)
        return figures

    def problem(self, code: str, figure: CheckedFigure, **facts: object) -> Problem:
        """A problem of one cell; ``found`` is the cell as it stands unless a fact says otherwise."""
        cell = figure.cell
        return Problem(code, self.file, cell.line, letter_of(cell.column), {"found": cell.text, **facts})


@dataclass(frozen=True)
class Rule:
    """A rule: the stage that it runs in, every code that it may give a problem, and what it looks for."""

    stage: Stage
    codes: tuple[str, ...]
    check: Callable[[Material], Iterable[Finding]]

    def findings(self, material: Material) -> list[Finding]:
        """All that the rule finds. Raises ``BadRule`` for a problem whose code it does not declare."""
        findings = list(self.check(material))
        undeclared = {problem.code for problem in problems_of(findings)} - set(self.codes)
        if undeclared:
            raise BadRule(f"{self.check.__module__} gives {_listed(undeclared)}, which RULE does not declare")
        return findings


class BadRule(Exception):
    """A rule that the program cannot run; the message says which, and what is wrong with it."""


def collect_rules(package: ModuleType) -> tuple[Rule, ...]:
    """The rules of a package, by stage and module name. Raises ``BadRule``."""
    rules_by_code: dict[str, str] = {}
    collected: list[Rule] = []
    for module in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        name = f"{package.__name__}.{module}"
        rule = getattr(importlib.import_module(name), "RULE", None)
        if not isinstance(rule, Rule):
            raise BadRule(f"{name} binds no Rule to RULE but {rule!r}")
        if rule.stage not in STAGES:
            raise BadRule(f"{name} names the stage {rule.stage!r}; wanted one of {', '.join(STAGES)}")
        if wordless := set(rule.codes) - sentences().keys():
            raise BadRule(f"{name} declares {_listed(wordless)}, for which ingest.sentences has no sentence")
        for code in rule.codes:
            if code in rules_by_code:
                raise BadRule(f"{name} declares {code}, as {rules_by_code[code]} does")
            rules_by_code[code] = name
        collected.append(rule)
    return tuple(sorted(collected, key=lambda rule: STAGES.index(rule.stage)))


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the program, by stage and module name. Raises ``BadRule``."""
    return collect_rules(sys.modules[__name__])
