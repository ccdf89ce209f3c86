"""Run the rules over a file's figures, and compare each with what is stored."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ingest import editions, schema
from ingest.answers import Answers
from ingest.problems import Problem
from ingest.report import Entry
from ingest.rules import STAGES, Finding, Key, Material, Stored, rules
from ingest.sourcing import source_entries
from ingest.tidy.figures import Tidied
from ingest.vocabulary import Vocabulary


class Checker:
    """Runs the rules in their order, with the comparison between them, and gives every entry its fate."""

    def __init__(
        self,
        connection: Connection,
        file: str,
        entries: tuple[Entry, ...],
        vocabulary: Vocabulary,
        answers: Answers,
        today: date,
        tidied: Tidied,
    ) -> None:
        self.connection, self.entries, self.vocabulary = connection, entries, vocabulary
        self.answers, self.file, self.today = answers, file, today
        self.material = Material(
            file=file,
            entries=entries,
            stored=Stored({}),
            vocabulary=vocabulary,
            publications={},
            answers=answers,
            today=today,
            tidied=tidied,
        )
        self.problems: list[Problem] = []

    def run(self) -> list[Problem]:
        preparations = {"sources": self._source, "wholes": self._compare_with_stored}
        for stage in STAGES:
            if stage in preparations:
                preparations[stage]()
            findings = [
                finding for rule in rules() if rule.stage == stage for finding in rule.findings(self.material)
            ]
            for finding in findings:
                self._decide(finding)
        for entry in self.entries:
            if not entry.fate:
                entry.fate = "stored" if entry.figure.value.availability == "reported" else "missing"
        return self.problems

    def _source(self) -> None:
        self.sourcing = source_entries(
            self.entries, self.vocabulary, self.answers, file=self.file, today=self.today
        )
        self.problems += self.sourcing.problems
        self.material = replace(self.material, publications=dict(self.sourcing.publications))

    def _compare_with_stored(self) -> None:
        series = {entry.series for entry in self.entries if entry.series}
        self.material = replace(self.material, stored=Stored(read_stored(self.connection, series)))
        for entry in self.entries:
            if entry.is_open:
                self._compare(entry)

    def _decide(self, finding: Finding) -> None:
        self.problems.append(finding.problem)
        if finding.fate is not None:
            for entry in finding.entries:
                entry.fate = finding.fate

    def _compare(self, entry: Entry) -> None:
        """Say how a figure stands to what is stored; what is the same already, or blank over a value, is
        done."""
        if entry.series is None or entry.period is None or entry.publication is None:
            entry.fate = "held"
            return
        period = entry.period
        rows = self.material.stored.editions.get((entry.series, period.start, period.end, period.kind), [])
        shown = rows[0] if rows else None
        same = next(
            (
                row
                for row in rows
                if row.publication == entry.publication and row.reading == 1 and row.vintage != "variant"
            ),
            None,
        )
        entry.shown, entry.replaces = shown, same
        was_held = entry.fate == "held"
        self._set_change(entry, shown, same)
        if was_held:
            entry.fate = "held"

    def _set_change(self, entry: Entry, shown: Any, same: Any) -> None:
        if entry.figure.value.availability != "reported":
            self._compare_blank(entry, shown, same)
        elif same is not None and _says(same) == said_by(entry):
            entry.fate, entry.change = "unchanged", "unchanged"
        elif shown is None or shown.availability != "reported":
            entry.change = "new"
            entry.vintage = same.vintage if same is not None else "first"
        elif same is not None:
            entry.change, entry.vintage = "changed", same.vintage
        elif _says(shown)[:3] == said_by(entry)[:3]:
            entry.change, entry.vintage = "confirmed", "later"
        else:
            entry.change, entry.vintage = "changed", "restated"
        if entry.figure.value.restated and entry.change in ("new", "confirmed"):
            entry.vintage = "restated"

    def _compare_blank(self, entry: Entry, shown: Any, same: Any) -> None:
        period = entry.period
        if shown is not None and shown.availability == "reported":
            entry.fate = "set_aside"
            facts = {"series": entry.series, "period": period.label if period else "", "stored": shown.value}
            self.problems.append(self.material.problem("blank-over-value", entry, **facts))
        elif period is not None and period.end > self.today:
            entry.fate = "set_aside"
        elif same is not None and same.availability == entry.figure.value.availability:
            entry.fate, entry.change = "unchanged", "unchanged"
        else:
            entry.change = "new" if shown is None else "changed"
            entry.vintage = same.vintage if same is not None else "first"


def said_by(entry: Entry) -> tuple[Any, ...]:
    """What a figure says, as the row that it would become says it."""
    value = entry.figure.value
    return (value.availability, value.value, value.bound, entry.finality)


def _says(row: Any) -> tuple[Any, ...]:
    return (row.availability, row.value, row.bound, row.finality)


def read_stored(connection: Connection, series: set[str]) -> dict[Key, list[Any]]:
    """Every edition that stands of these series and of those they are parts of, by series and period."""
    found: dict[Key, list[Any]] = defaultdict(list)
    if not series:
        return found
    publishers = select(schema.series.c.publisher).where(schema.series.c.id.in_(series))
    chosen = editions.standing().where(
        schema.observations.c.series.in_(
            select(schema.series.c.id).where(schema.series.c.publisher.in_(publishers))
        )
    )
    for row in connection.execute(editions.ranked(chosen)):
        found[(row.series, row.period_start, row.period_end, row.period_kind)].append(row)
    return found
