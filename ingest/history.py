"""What was loaded and taken back: batches, their rows, and the ways to take back, each a batch too.

Figures that are worked out are left aside: they follow their parts, and nobody loads them or takes them back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, insert, select

from ingest import audit, derived, editions, schema, store, taken_back
from ingest.database import writing
from ingest.periods import Period
from ingest.readers import RawTable
from ingest.readers.reading import read_table
from ingest.tidy.figures import with_edits


@dataclass(frozen=True)
class Batch:
    """One load or taking back. ``undone_by`` is the undo that holds; ``rows`` counts its observations,
    ``taken_back`` those of them that do not stand, ``retracted`` what it took back itself, ``brought_back``
    what it reinstated as an undo of an undo; ``states`` counts the states of initiatives that an analyst's
    file brought."""

    id: int
    kind: str
    recorded_at: datetime
    who: str
    reason: str
    source_name: str
    sha256: str | None
    undoes: int | None
    undone_by: int | None
    rows: int
    taken_back: int
    retracted: int
    brought_back: int
    states: int

    @property
    def moved(self) -> int:
        """How many figures it brought, brought back or took back."""
        return self.rows or self.brought_back or self.retracted

    @property
    def can_be_undone(self) -> bool:
        return self.undone_by is None

    @property
    def took_back(self) -> bool:
        """Whether it took figures back, so that undoing it brings them back."""
        return self.kind == "withdrawal" or (self.kind == "undo" and not self.brought_back)


@dataclass(frozen=True)
class Standing:
    """A figure that an undo touched and what is shown of it now: by a later batch, an earlier one, or
    none."""

    series: str
    period: Period
    batch: int | None
    is_later: bool
    availability: str | None = None
    value: int | None = None
    bound: str = "exact"
    finality: str = "final"


@dataclass(frozen=True)
class UndoOutcome:
    """What an undo did: its own batch, how many figures it took or brought back, and what stands of them."""

    batch: int
    taken_back: int
    brought_back: int
    standing: tuple[Standing, ...]


class NoSuchFigure(Exception):
    """The observation to withdraw does not exist or was taken back before."""


def batch(engine: Engine, number: int) -> Batch | None:
    """One batch; None where there is none of that number."""
    return next(iter(batches(engine, limit=1, number=number)), None)


def batches(engine: Engine, *, limit: int = 200, number: int | None = None) -> list[Batch]:
    """The newest batches first; ``number`` asks for one alone."""
    table, observations = schema.batches, schema.observations
    retractions, reinstatements = schema.retractions, schema.reinstatements
    of_batch = (observations.c.batch_id == table.c.id, _is_loaded())
    rows = select(func.count()).where(*of_batch).scalar_subquery()
    back = select(func.count()).where(*of_batch, observations.c.id.in_(taken_back.ids())).scalar_subquery()
    held = retractions.join(observations, observations.c.id == retractions.c.observation_id)
    retracted = (
        select(func.count())
        .select_from(held)
        .where(retractions.c.batch_id == table.c.id, _is_loaded())
        .scalar_subquery()
    )
    reinstated = (
        select(func.count())
        .select_from(reinstatements.join(held, retractions.c.id == reinstatements.c.retraction_id))
        .where(reinstatements.c.batch_id == table.c.id, _is_loaded())
        .scalar_subquery()
    )
    of_file = (schema.item_states.c.batch_id == table.c.id, schema.item_states.c.source_line.is_not(None))
    query = (
        select(
            table,
            rows.label("rows"),
            back.label("taken_back"),
            retracted.label("retracted"),
            reinstated.label("brought_back"),
            select(func.count()).where(*of_file).scalar_subquery().label("states"),
        )
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    if number is not None:
        query = query.where(table.c.id == number)
    with engine.connect() as connection:
        undos = store.read_undos(connection)
        return [_batch(row, undos) for row in connection.execute(query)]


def _is_loaded() -> ColumnElement[bool]:
    """Whether an observation came from a file, and was not worked out from others."""
    return schema.observations.c.series.not_in(derived.ids())


def _batch(row: Row[Any], undos: store.Undos) -> Batch:
    moment = row.recorded_at
    return Batch(
        id=row.id,
        kind=row.kind,
        recorded_at=moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC),
        who=row.who,
        reason=row.reason,
        source_name=row.source_name,
        sha256=row.sha256,
        undoes=row.undoes,
        undone_by=undos.undone_by(row.id),
        rows=row.rows,
        taken_back=row.taken_back,
        retracted=row.retracted,
        brought_back=row.brought_back,
        states=row.states,
    )


def rows_of(engine: Engine, batch: int, *, limit: int | None = None) -> Sequence[Row[Any]]:
    """The observations that a batch brought, took back or brought back, with file and line.

    Each row has all columns of ``observations`` and ``taken_back_by``, a batch number or None.
    """
    with engine.connect() as connection:
        return connection.execute(_touched_by(batch).limit(limit)).all()


def _touched_by(batch: int) -> Select[Any]:
    """The observations that a batch brought, took back or brought back, in the order of their file."""
    observations, retractions = schema.observations, schema.retractions
    gone = select(retractions.c.observation_id).where(retractions.c.batch_id == batch)
    return (
        select(observations, taken_back.by().label("taken_back_by"))
        .where(
            (observations.c.batch_id == batch)
            | observations.c.id.in_(gone)
            | observations.c.id.in_(taken_back.brought_back_by(batch)),
            _is_loaded(),
        )
        .order_by(observations.c.source_line, observations.c.source_column, observations.c.id)
    )


def would_move(engine: Engine, batch: int) -> Sequence[Row[Any]]:
    """The observations that undoing a batch would take away or, if it took back, bring back."""
    with engine.connect() as connection:
        return connection.execute(_moved_by(store.read_undos(connection).newest(batch))).all()


def _moved_by(batch: int) -> Select[Any]:
    """The observations that only this batch decides about: no other one holds them back."""
    held = taken_back.in_force().where(schema.retractions.c.batch_id != batch)
    by_others = held.with_only_columns(schema.retractions.c.observation_id)
    return _touched_by(batch).where(schema.observations.c.id.not_in(by_others))


def original(engine: Engine, batch: int) -> tuple[str, bytes] | None:
    """The name and the bytes of the file that a batch was loaded from; None where none was kept."""
    table = schema.batches
    with engine.connect() as connection:
        row = connection.execute(
            select(table.c.source_name, table.c.original).where(table.c.id == batch)
        ).first()
    return None if row is None or row.original is None else (row.source_name, bytes(row.original))


class Correction(NamedTuple):
    """A cell that the analyst corrected before the load; ``column`` from 0."""

    line: int
    column: int
    before: str
    after: str


class Corrected(NamedTuple):
    """A kept file's table with its corrected cells, and what these were."""

    table: RawTable
    cells: list[Correction]


def corrected(engine: Engine, batch: int) -> Corrected | None:
    """The file of a batch as it was read; None where no cell of it was corrected."""
    table = schema.batches
    with engine.connect() as connection:
        text = connection.scalar(select(table.c.answers).where(table.c.id == batch))
    answers, file = json.loads(text or "{}"), original(engine, batch)
    edits = {(line, column): cell for line, column, cell in answers.get("edits", ())}
    if file is None or not edits:
        return None
    raw, _problems = read_table(*file, sheet=answers.get("sheet"))
    if raw is None:
        return None
    before = dict(zip(raw.lines, raw.rows, strict=True))
    cells = [
        Correction(line, column, "".join(before.get(line, ())[column : column + 1]), text)
        for (line, column), text in sorted(edits.items())
    ]
    changed = [cell for cell in cells if cell.before != cell.after]
    return Corrected(with_edits(raw, edits), changed) if changed else None


def undo(engine: Engine, batch: int, *, who: str, reason: str) -> UndoOutcome:
    """Take back what a batch brought, bring back what it took back, and say what stands now.

    Raises ``store.NoSuchBatch``.
    """
    with writing(engine) as connection:
        number = store.undo_on(connection, batch, who=who, reason=reason)
        figures = connection.scalar(select(func.count()).select_from(_moved_by(number).subquery()))
        detail = json.dumps({"batch": batch, "figures": figures, "reason": reason}, ensure_ascii=False)
        audit.record(connection, who=who, action="undo", detail=detail, batch=number)
    with engine.connect() as connection:  # others need not wait for what only is to be told
        return _outcome(connection, number)


def figure(engine: Engine, observation: int) -> Row[Any]:
    """One value that stands. Raises ``NoSuchFigure``."""
    with engine.connect() as connection:
        return _figure(connection, observation)


def _figure(connection: Connection, observation: int) -> Row[Any]:
    observations = schema.observations
    query = select(observations).where(
        observations.c.id == observation, observations.c.id.not_in(taken_back.ids()), _is_loaded()
    )
    row = connection.execute(query).first()
    if row is None:
        raise NoSuchFigure(observation)
    return row


def withdraw(engine: Engine, observation: int, *, who: str, reason: str) -> UndoOutcome:
    """Take back one value by itself. Raises ``NoSuchFigure``."""
    with writing(engine) as connection:
        row = _figure(connection, observation)
        number = store.append_batch(
            connection,
            kind="withdrawal",
            who=who,
            reason=reason,
            source_name=f"batch {row.batch_id}",
            sha256=None,
        )
        now = datetime.now(UTC)
        retraction = {"observation_id": observation, "batch_id": number, "recorded_at": now}
        connection.execute(insert(schema.retractions), [retraction])
        store.settle_derived(connection, number, now)
        outcome = _outcome(connection, number)
        detail = json.dumps(
            {"series": row.series, "period": str(row.period_start), "value": row.value, "reason": reason},
            ensure_ascii=False,
        )
        audit.record(connection, who=who, action="withdraw", detail=detail, batch=number)
    return outcome


def standing_after(engine: Engine, number: int) -> tuple[Standing, ...]:
    """What is shown now of the figures that an undo or a withdrawal touched; nothing for other batches."""
    with engine.connect() as connection:
        kind = connection.scalar(select(schema.batches.c.kind).where(schema.batches.c.id == number))
        return _outcome(connection, number).standing if kind in ("undo", "withdrawal") else ()


def _outcome(connection: Connection, number: int) -> UndoOutcome:
    observations, reinstatements = schema.observations, schema.reinstatements
    moved = connection.execute(_moved_by(number))
    rows = sorted(moved, key=lambda row: (row.series, row.period_start))
    query = select(func.count()).where(reinstatements.c.batch_id == number)
    brings_back = bool(connection.scalar(query))
    series = {row.series for row in rows}
    current = {
        (row.series, row.period_start, row.period_end): row
        for row in connection.execute(
            editions.ranked(editions.standing().where(observations.c.series.in_(series)))
        )
        if row.rank == 1
    }
    standing = []
    for row in rows:
        period = Period(row.period_start, row.period_end, row.period_kind)
        now = current.get((row.series, row.period_start, row.period_end))
        if now is None:
            standing.append(Standing(row.series, period, None, is_later=False))
            continue
        standing.append(
            Standing(
                row.series,
                period,
                now.batch_id,
                now.batch_id > row.batch_id,
                now.availability,
                now.value,
                now.bound,
                now.finality,
            )
        )
    taken, brought = (0, len(rows)) if brings_back else (len(rows), 0)
    return UndoOutcome(number, taken, brought, tuple(standing))
