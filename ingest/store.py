"""The only writer: a batch is one transaction, and what was recorded is never overwritten.

An observation is appended; an undo appends too: a retraction for each observation that its batch brought, a
reinstatement for each that its batch took back. What was shown at any earlier moment can therefore be asked
for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert, literal, select, update

from ingest import data_package, derived, schema
from ingest.database import writing
from ingest.dating import Dating
from ingest.taken_back import brought_back_by

ROWS_A_STATEMENT = 1000


class NewObservation(NamedTuple):
    """An observation to append: its CSV columns, and where in which file it stands."""

    values: Mapping[str, Any]
    dating: Dating
    fingerprint: str
    file: str
    line: int
    column: int | None = None


@dataclass(frozen=True)
class ReferenceRow:
    """A row of a table that figures refer to (a series, a publication ...), to add or to replace."""

    table: Table
    values: Mapping[str, Any]
    is_new: bool


class NoSuchBatch(Exception):
    """The batch to undo does not exist, or is undone now."""


@dataclass(frozen=True)
class Undos:
    """Which batch undoes which. An undo may be undone too: what it undid then stands again."""

    by_batch: Mapping[int, int]

    def newest(self, batch: int) -> int:
        """The batch whose undo takes this one back: itself, or the undo of its undo."""
        return self._chain(batch)[0]

    def undone_by(self, batch: int) -> int | None:
        """The undo that holds; None for a batch that stands."""
        newest, length = self._chain(batch)
        return newest if length % 2 else None

    def _chain(self, batch: int) -> tuple[int, int]:
        length = 0
        while batch in self.by_batch:
            batch, length = self.by_batch[batch], length + 1
        return batch, length


def read_undos(connection: Connection) -> Undos:
    """All undos that there are."""
    table = schema.batches
    rows = connection.execute(select(table.c.undoes, table.c.id).where(table.c.undoes.is_not(None)))
    return Undos({row.undoes: row.id for row in rows})


def append_batch(
    connection: Connection,
    *,
    kind: str,
    who: str,
    reason: str,
    source_name: str,
    sha256: str | None,
    references: Iterable[ReferenceRow] = (),
    observations: Iterable[NewObservation] = (),
    undoes: int | None = None,
    original: bytes | None = None,
    answers: str | None = None,
) -> int:
    """Append one batch inside the caller's transaction and return its number."""
    now = datetime.now(UTC)
    batch_row = {
        "kind": kind,
        "recorded_at": now,
        "who": who,
        "reason": reason,
        "source_name": source_name,
        "sha256": sha256,
        "undoes": undoes,
        "original": original,
        "answers": answers,
    }
    added = insert(schema.batches).values(batch_row).returning(schema.batches.c.id)
    batch = int(connection.execute(added).scalar_one())
    for row in references:
        _write_reference_row(connection, row, batch)
    _append(
        connection,
        (
            {
                **new.values,
                "published_on": new.dating.latest,
                "published_from": new.dating.earliest,
                "recorded_at": now,
                "batch_id": batch,
                "source_file": new.file,
                "source_line": new.line,
                "source_column": new.column,
                "fingerprint": new.fingerprint,
            }
            for new in observations
        ),
    )
    settle_derived(connection, batch, now)
    return batch


def settle_derived(connection: Connection, batch: int, moment: datetime) -> None:
    """Let figures that are worked out from others follow what a batch has stored or taken back, as part of
    it."""
    changes = derived.settled(connection)
    _append(
        connection,
        (
            {
                **figure.values,
                "published_on": figure.dating.latest,
                "published_from": figure.dating.earliest,
                "recorded_at": moment,
                "batch_id": batch,
                "source_file": derived.FILE,
                "source_line": figure.line,
                "source_column": None,
                "fingerprint": data_package.fingerprint_of_row(schema.observations, figure.values)
                + figure.dating.mark,
            }
            for figure in changes.new
        ),
    )
    if changes.gone:
        retractions = [
            {"observation_id": gone, "batch_id": batch, "recorded_at": moment} for gone in changes.gone
        ]
        connection.execute(insert(schema.retractions), retractions)


def _append(connection: Connection, observations: Iterator[dict[str, Any]]) -> None:
    """Insert rows, many to a statement: SQLite makes ready what its checks need at each statement anew."""
    columns = [column for column in schema.observations.columns if column.name != "id"]
    names = [column.name for column in columns]
    cells_of = itemgetter(*names)
    processors = [
        (index, lru_cache(maxsize=1024)(process))
        for index, column in enumerate(columns)
        if (process := column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect))
    ]
    place = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    row = f"({', '.join([place] * len(names))})"
    while some := list(islice(observations, ROWS_A_STATEMENT)):
        bound: list[Any] = []
        for values in some:
            cells = list(cells_of(values))
            for index, process in processors:
                cells[index] = process(cells[index])
            bound += cells
        statement = f"INSERT INTO observations ({', '.join(names)}) VALUES {', '.join([row] * len(some))}"
        connection.exec_driver_sql(statement, tuple(bound))


def _write_reference_row(connection: Connection, row: ReferenceRow, batch: int) -> None:
    values = {**row.values, "batch_id": batch}
    if row.is_new:
        connection.execute(insert(row.table).values(values))
        return
    keys = [column == values[column.name] for column in row.table.primary_key]
    connection.execute(update(row.table).where(*keys).values(values))


def remember_comparison(connection: Connection, fingerprint: str, batch: int | None) -> None:
    """Note that the files with this fingerprint were compared, so that the next start need not."""
    values = {"fingerprint": fingerprint, "recorded_at": datetime.now(UTC), "batch_id": batch}
    connection.execute(insert(schema.comparisons).values(values))


def undo(engine: Engine, batch: int, *, who: str, reason: str) -> int:
    """Undo a batch in a transaction of its own. Returns the undo's number."""
    with writing(engine) as connection:
        return undo_on(connection, batch, who=who, reason=reason)


def undo_on(connection: Connection, batch: int, *, who: str, reason: str) -> int:
    """Take back what a batch brought, and bring back what it took back; the undo is a batch too.

    Words (names, definitions) that the batch brought stay: observations of later batches may need them.
    Returns the undo's number. Raises ``NoSuchBatch``.
    """
    undos = read_undos(connection)
    is_there = connection.scalar(select(schema.batches.c.id).where(schema.batches.c.id == batch))
    if is_there is None or undos.undone_by(batch) is not None:
        raise NoSuchBatch(batch)
    undone = undos.newest(batch)
    number = append_batch(
        connection,
        kind="undo",
        who=who,
        reason=reason,
        source_name=f"batch {undone}",
        sha256=None,
        undoes=undone,
    )
    observations, retractions, reinstatements = schema.observations, schema.retractions, schema.reinstatements
    brought = select(observations.c.id).where(observations.c.batch_id == undone)
    taken_back = select(retractions.c.id).where(retractions.c.batch_id == undone)
    now = datetime.now(UTC)
    rest = (literal(number), literal(now, retractions.c.recorded_at.type))
    for table, column, ids in (
        (reinstatements, "retraction_id", taken_back),
        (retractions, "observation_id", brought),
        (retractions, "observation_id", brought_back_by(undone)),
    ):
        names = [column, "batch_id", "recorded_at"]
        connection.execute(insert(table).from_select(names, ids.add_columns(*rest)))
    settle_derived(connection, number, now)
    return number
