"""Compare ``data/`` with the database and append what is new: the road that the program's own figures take.

After the first load the database is the truth. A row that is new or changed in ``data/`` becomes part
of a batch; one that contradicts what an analyst loaded is reported and left; one that was undone stays
undone. Nothing is written unless every file is free of errors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import IntegrityError

from ingest import data_package, derived, schema, store, taken_back
from ingest.clock import today
from ingest.data_package import FilledRow
from ingest.database import writing
from ingest.dating import Dating, dating_of
from ingest.periods import kind_of
from ingest.problems import Problem, RefusedFiles
from ingest.report import is_address

WHO = "data/"


@dataclass(frozen=True)
class LoadReport:
    """What a load did. Counts are rows of observations, but ``references``: rows of all other tables."""

    batch: int | None
    new: int
    changed: int
    unchanged: int
    references: int
    problems: tuple[Problem, ...]
    compared: bool = True


@dataclass(frozen=True)
class _Files:
    references: dict[str, list[FilledRow]]
    observations: list[FilledRow]


def load_folder(engine: Engine, folder: Path, *, reason: str, even_if_seen: bool = False) -> LoadReport:
    """Load a folder in the form of ``data/`` into the database, as one batch.

    Raises ``RefusedFiles`` with every problem found when a file has an error; nothing is written then.
    """
    if not folder.is_dir():
        raise RefusedFiles([Problem("missing-folder", str(folder), facts={"found": folder})])
    fingerprint = data_package.fingerprint_of_folder(folder)
    if not even_if_seen and _was_compared(engine, fingerprint):
        return LoadReport(None, 0, 0, 0, 0, (), compared=False)
    files = read_folder(folder)
    try:
        with writing(engine) as connection:
            return _compare_and_store(connection, files, fingerprint, folder, reason)
    except IntegrityError as fault:
        facts = {"found": str(fault.orig).splitlines()[0]}
        raise RefusedFiles([Problem("refused-by-database", str(folder), facts=facts)]) from fault


def _was_compared(engine: Engine, fingerprint: str) -> bool:
    """Whether files just like these were compared at any time: a restart then has nothing to add."""
    comparisons = schema.comparisons
    query = select(comparisons.c.id).where(comparisons.c.fingerprint == fingerprint).limit(1)
    with engine.connect() as connection:
        return connection.scalar(query) is not None


IN_ORDER = (
    ("publications", "published_from", "published_to"),
    ("spans", "first_day", "last_day"),
    ("events", "start", "end"),
    ("indicators", "in_force_from", "in_force_to"),
    ("indicators", "window_from", "window_to"),
)
"""Days and years of which the second is not before the first: table, first and last column."""


def read_folder(folder: Path) -> _Files:
    """Every row of every file, checked. Raises ``RefusedFiles`` with all problems at once."""
    problems: list[Problem] = []
    references: dict[str, list[FilledRow]] = {}
    for table in data_package.REFERENCE_TABLES:
        rows, faults = data_package.read_table(folder, data_package.file_of(table), table)
        references[table.name] = rows
        problems += faults
    observations: list[FilledRow] = []
    for file in data_package.observation_files(folder):
        rows, faults = data_package.read_table(folder, file, schema.observations)
        observations += rows
        problems += faults
    faulty = {problem.file for problem in problems}
    problems += _cross_faults(references, observations, faulty)
    if problems:
        raise RefusedFiles(problems)
    return _Files(references, observations)


def _cross_faults(
    references: dict[str, list[FilledRow]], observations: list[FilledRow], faulty: set[str]
) -> Iterator[Problem]:
    """Rows said twice, and ids that name no row; a file with faults is not asked which ids it has."""
    ids = {
        name: {row.values.get("id") for row in rows}
        for name, rows in references.items()
        if f"{name}.csv" not in faulty
    }
    for table in data_package.REFERENCE_TABLES:
        keys = tuple(column.name for column in table.primary_key)
        yield from _duplicates(references[table.name], keys)
        yield from _unknown_ids(references[table.name], table, ids)
        yield from _not_addresses(references[table.name], table)
    for name, first, last in IN_ORDER:
        yield from _reversed_days(references[name], first, last)
    yield from _unlikely_days(references, today())
    yield from _within_themselves(references["areas"])
    yield from _overlapping(references["spans"])
    yield from _duplicates(observations, schema.OBSERVATION_KEY)
    yield from _kinds_against_days(observations)
    yield from _worked_out(observations, references["derived_series"])
    yield from _unknown_ids(observations, schema.observations, ids)


def _not_addresses(rows: list[FilledRow], table: Table) -> Iterator[Problem]:
    """Cells that would become links and are no addresses of the web."""
    for column in (name for name in ("url", "terms_url") if name in table.c):
        for row in rows:
            url = row.values[column]
            if url is not None and not is_address(url):
                yield Problem("not-a-web-address", row.file, row.line, column, {"found": url})


def _reversed_days(rows: list[FilledRow], first: str, last: str) -> Iterator[Problem]:
    """What ends before it starts."""
    for row in rows:
        start, end = row.values[first], row.values[last]
        if start is not None and end is not None and end < start:
            facts = {"found": end, "wanted": start, "first": first}
            yield Problem("days-reversed", row.file, row.line, last, facts)


def _within_themselves(areas: list[FilledRow]) -> Iterator[Problem]:
    """Areas that are a part of themselves, by whatever way."""
    parents = {row.values["id"]: row.values["parent"] for row in areas}
    told: set[str] = set()
    for row in areas:
        way = [row.values["id"]]
        while (parent := parents.get(way[-1])) and parent not in way:
            way.append(parent)
        if parent == way[0] and parent not in told:
            told.update(way)
            facts: dict[str, object] = {"found": " < ".join([*way, parent])}
            yield Problem("area-within-itself", row.file, row.line, "parent", facts)


def _unlikely_days(references: dict[str, list[FilledRow]], until: date) -> Iterator[Problem]:
    """A publication with a day and bounds at once, and what is dated after today."""
    for row in references["publications"]:
        if row.values["published_on"] and (row.values["published_from"] or row.values["published_to"]):
            yield Problem("day-and-bounds", row.file, row.line, "published_on")
    for name, column in (("publications", "published_on"), ("events", "start")):
        for row in references[name]:
            day = row.values[column]
            if day is not None and day > until:
                facts = {"found": day, "wanted": until}
                yield Problem("day-in-the-future", row.file, row.line, column, facts)
    for row in references["events"]:
        if row.values["publication"] is None and row.values["place"] is None:
            yield Problem("event-without-source", row.file, row.line, "publication")


def _duplicates(rows: Iterable[FilledRow], keys: tuple[str, ...]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], FilledRow] = {}
    for row in rows:
        key = tuple(row.values[name] for name in keys)
        if key in first:
            earlier = first[key]
            position = earlier.line if earlier.file == row.file else f"{earlier.line} ({earlier.file})"
            facts: dict[str, object] = {"found": position, "wanted": " + ".join(keys)}
            yield Problem("duplicate-key", row.file, row.line, facts=facts)
        first.setdefault(key, row)


def _kinds_against_days(rows: list[FilledRow]) -> Iterator[Problem]:
    """Figures of periods whose kind is not the one that their days say."""
    for row in rows:
        start, end, kind = (row.values[f"period_{name}"] for name in ("start", "end", "kind"))
        if start and end and start <= end and kind and kind != kind_of(start, end):
            facts = {"found": kind, "start": start, "end": end, "wanted": kind_of(start, end)}
            yield Problem("kind-against-days", row.file, row.line, "period_kind", facts)


def _worked_out(observations: list[FilledRow], links: list[FilledRow]) -> Iterator[Problem]:
    """Figures of a series that takes its figures from its parts."""
    parts: dict[str, list[str]] = defaultdict(list)
    for link in links:
        parts[link.values["series"]].append(link.values["part"])
    for row in observations:
        series = row.values["series"]
        if series in parts:
            facts = {"found": series, "wanted": ", ".join(parts[series])}
            yield Problem("series-worked-out", row.file, row.line, "series", facts)


def _overlapping(spans: list[FilledRow]) -> Iterator[Problem]:
    """Spans of a series that begin before the one before them has ended."""
    ordered = sorted(spans, key=lambda row: (row.values["series"], row.values["first_day"] or date.min))
    for before, row in pairwise(ordered):
        is_same = before.values["series"] == row.values["series"]
        if is_same and (row.values["first_day"] or date.min) <= (before.values["last_day"] or date.max):
            facts = {"found": before.values["id"]}
            yield Problem("spans-overlap", row.file, row.line, "first_day", facts)


def _unknown_ids(rows: list[FilledRow], table: Table, ids: dict[str, set[Any]]) -> Iterator[Problem]:
    for column in data_package.columns_of(table):
        targets = [key.column.table.name for key in column.foreign_keys]
        if joined := column.info.get("ids_of"):
            targets.append(joined)
        for target in targets:
            for row in rows if target in ids else []:
                value = row.values[column.name]
                for named in (value or "").split(";") if joined else [value]:
                    if named and named not in ids[target]:
                        facts = {"found": named, "wanted": f"{target}.csv"}
                        yield Problem("unknown-id", row.file, row.line, column.name, facts)


def _compare_and_store(
    connection: Connection, files: _Files, fingerprint: str, folder: Path, reason: str
) -> LoadReport:
    references, problems = _compare_references(connection, files.references)
    comparison = _Comparison(connection, files)
    new, changed, unchanged = comparison.sort_out()
    problems += comparison.problems
    batch = None
    if references or new or changed:
        batch = store.append_batch(
            connection,
            kind="data",
            who=WHO,
            reason=reason,
            source_name=folder.name,
            sha256=fingerprint,
            references=references,
            observations=[*new, *changed],
        )
    store.remember_comparison(connection, fingerprint, batch)
    return LoadReport(batch, len(new), len(changed), unchanged, len(references), tuple(problems))


def _kinds_of_batches(connection: Connection) -> dict[int, str]:
    return {
        row.id: row.kind for row in connection.execute(select(schema.batches.c.id, schema.batches.c.kind))
    }


def _compare_references(
    connection: Connection, files: dict[str, list[FilledRow]]
) -> tuple[list[store.ReferenceRow], list[Problem]]:
    kinds = _kinds_of_batches(connection)
    references: list[store.ReferenceRow] = []
    problems: list[Problem] = []
    for table in data_package.REFERENCE_TABLES:
        keys = [column.name for column in table.primary_key]
        stored = {
            tuple(row[key] for key in keys): row for row in connection.execute(select(table)).mappings()
        }
        names = [column.name for column in data_package.columns_of(table)]
        for row in files[table.name]:
            there = stored.get(tuple(row.values[key] for key in keys))
            if there is None:
                references.append(store.ReferenceRow(table, row.values, is_new=True))
            elif any(there[name] != row.values[name] for name in names):
                if kinds[there["batch_id"]] == "analyst":
                    label = " ".join(str(row.values[key]) for key in keys)
                    facts = {"found": label, "wanted": label, "batch": there["batch_id"]}
                    problems.append(Problem("conflict-with-analyst", row.file, row.line, facts=facts))
                else:
                    references.append(store.ReferenceRow(table, row.values, is_new=False))
    return references, problems


class _Comparison:
    """The observations of the files held against those of the database."""

    def __init__(self, connection: Connection, files: _Files) -> None:
        observations = schema.observations
        undone = taken_back.by().label("undone")
        everything = (
            select(observations, schema.batches.c.kind.label("kind"), undone)
            .join(schema.batches, schema.batches.c.id == observations.c.batch_id)
            .where(observations.c.series.not_in(derived.ids()))
            .order_by(observations.c.id)
        )
        self.live: dict[tuple[Any, ...], Any] = {}
        self.undone: dict[tuple[Any, ...], Any] = {}
        self.by_analyst: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in connection.execute(everything).mappings():
            key = tuple(row[name] for name in schema.OBSERVATION_KEY)
            if row["undone"] is not None:
                if row["kind"] == "data":
                    self.undone[(key, row["fingerprint"])] = row
                continue
            self.live[key] = row
            if row["kind"] == "analyst":
                self.by_analyst[self._period(row)].append(row)
        self.rows = files.observations
        self.dating = {row.values["id"]: dating_of(row.values) for row in files.references["publications"]}
        self.problems: list[Problem] = []

    @staticmethod
    def _period(row: Any) -> tuple[Any, ...]:
        return (row["series"], row["period_start"], row["period_end"])

    def sort_out(self) -> tuple[list[store.NewObservation], list[store.NewObservation], int]:
        """New, changed, and how many are unchanged; what is left aside goes to ``problems``."""
        new: list[store.NewObservation] = []
        changed: list[store.NewObservation] = []
        unchanged = 0
        for row in self.rows:
            key = tuple(row.values[name] for name in schema.OBSERVATION_KEY)
            dating = self.dating[row.values["publication"]]
            fingerprint = fingerprint_of(row.values, dating)
            there = self.live.pop(key, None)
            if there is not None and there["fingerprint"] == fingerprint:
                unchanged += 1
            elif not self._set_aside(row, key, fingerprint):
                appended = store.NewObservation(row.values, dating, fingerprint, row.file, row.line)
                (new if there is None else changed).append(appended)
        for row_left in self.live.values():
            if row_left["kind"] == "data":
                facts = {"found": _label(row_left)}
                self.problems.append(Problem("not-in-data", row_left["source_file"], facts=facts))
        return new, changed, unchanged

    def _set_aside(self, row: FilledRow, key: tuple[Any, ...], fingerprint: str) -> bool:
        undone = self.undone.get((key, fingerprint))
        if undone is not None:
            facts = {"found": _label(row.values), "batch": undone["undone"]}
            self.problems.append(Problem("undone-before", row.file, row.line, facts=facts))
            return True
        for theirs in self.by_analyst[self._period(row.values)]:
            same_key = all(theirs[name] == row.values[name] for name in schema.OBSERVATION_KEY)
            if same_key or theirs["value"] != row.values["value"]:
                facts = {
                    "found": _label(row.values),
                    "wanted": _label(theirs),
                    "batch": theirs["batch_id"],
                }
                self.problems.append(Problem("conflict-with-analyst", row.file, row.line, "value", facts))
                return True
        return False


def fingerprint_of(values: Any, dating: Dating) -> str:
    """What a row says together with when it was said: a learnt date of publication is a change too."""
    return data_package.fingerprint_of_row(schema.observations, values) + dating.mark


def _label(row: Any) -> str:
    value = "—" if row["value"] is None else row["value"]
    year = row["period_start"].year
    return f"{row['series']} {year} = {value}"
