"""What was loaded and taken back: batches, their rows, and the ways to take back, each a batch too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select

from ingest import audit, editions, schema, store
from ingest.database import writing


@dataclass(frozen=True)
class Batch:
    """One load or taking back. ``undone_by`` is the batch that undid it; ``rows`` counts its observations."""

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

    @property
    def can_be_undone(self) -> bool:
        return self.kind in ("data", "analyst") and self.undone_by is None


@dataclass(frozen=True)
class Standing:
    """A figure that an undo touched and what is shown of it now: by a later batch, an earlier one, or
    none."""

    series: str
    period: str
    value: int | None
    batch: int | None
    is_later: bool


@dataclass(frozen=True)
class UndoOutcome:
    """What an undo did: its own batch, how many figures it took back, and what stands in their place."""

    batch: int
    taken_back: int
    standing: tuple[Standing, ...]


class NoSuchFigure(Exception):
    """The observation to withdraw does not exist or was taken back before."""


def batch(engine: Engine, number: int) -> Batch | None:
    """One batch; None where there is none of that number."""
    return next(iter(batches(engine, limit=1, number=number)), None)


def batches(engine: Engine, *, limit: int = 200, number: int | None = None) -> list[Batch]:
    """The newest batches first; ``number`` asks for one alone."""
    table, observations, retractions = schema.batches, schema.observations, schema.retractions
    undo = table.alias("undo")
    rows = select(func.count()).where(observations.c.batch_id == table.c.id).scalar_subquery()
    back = (
        select(func.count())
        .select_from(retractions.join(observations, observations.c.id == retractions.c.observation_id))
        .where(observations.c.batch_id == table.c.id)
        .scalar_subquery()
    )
    query = (
        select(table, undo.c.id.label("undone_by"), rows.label("rows"), back.label("taken_back"))
        .outerjoin(undo, undo.c.undoes == table.c.id)
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    if number is not None:
        query = query.where(table.c.id == number)
    with engine.connect() as connection:
        return [_batch(row) for row in connection.execute(query)]


def _batch(row: Row[Any]) -> Batch:
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
        undone_by=row.undone_by,
        rows=row.rows,
        taken_back=row.taken_back,
    )


def rows_of(engine: Engine, batch: int, *, limit: int | None = None) -> Sequence[Row[Any]]:
    """The observations that a batch brought, or took back if it is an undo or a withdrawal, with file and
    line.

    Each row has all columns of ``observations`` and ``taken_back_by``, a batch number or None.
    """
    observations, retractions = schema.observations, schema.retractions
    taken_back = retractions.c.batch_id.label("taken_back_by")
    query = (
        select(observations, taken_back)
        .outerjoin(retractions, retractions.c.observation_id == observations.c.id)
        .where((observations.c.batch_id == batch) | (retractions.c.batch_id == batch))
        .order_by(observations.c.source_line, observations.c.source_column, observations.c.id)
    )
    with engine.connect() as connection:
        return connection.execute(query if limit is None else query.limit(limit)).all()


def original(engine: Engine, batch: int) -> tuple[str, bytes] | None:
    """The name and the bytes of the file that a batch was loaded from; None where none was kept."""
    table = schema.batches
    with engine.connect() as connection:
        row = connection.execute(
            select(table.c.source_name, table.c.original).where(table.c.id == batch)
        ).first()
    return None if row is None or row.original is None else (row.source_name, bytes(row.original))


def undo(engine: Engine, batch: int, *, who: str, reason: str) -> UndoOutcome:
    """Take back all that a batch brought and say what stands now. Raises ``store.NoSuchBatch``."""
    with writing(engine) as connection:
        number = store.undo_on(connection, batch, who=who, reason=reason)
        outcome = _outcome(connection, number, batch)
        detail = json.dumps(
            {"batch": batch, "taken_back": outcome.taken_back, "reason": reason}, ensure_ascii=False
        )
        audit.record(connection, who=who, action="undo", detail=detail, batch=number)
    return outcome


def withdraw(engine: Engine, observation: int, *, who: str, reason: str) -> UndoOutcome:
    """Take back one value by itself. Raises ``NoSuchFigure``."""
    observations, retractions = schema.observations, schema.retractions
    with writing(engine) as connection:
        row = connection.execute(select(observations).where(observations.c.id == observation)).first()
        retraction = connection.scalar(
            select(retractions.c.id).where(retractions.c.observation_id == observation)
        )
        if row is None or retraction is not None:
            raise NoSuchFigure(observation)
        number = store.append_batch(
            connection,
            kind="withdrawal",
            who=who,
            reason=reason,
            source_name=f"batch {row.batch_id}",
            sha256=None,
        )
        taken_back = {"observation_id": observation, "batch_id": number, "recorded_at": datetime.now(UTC)}
        connection.execute(insert(retractions), [taken_back])
        outcome = _outcome(connection, number, row.batch_id)
        detail = json.dumps(
            {"series": row.series, "period": str(row.period_start), "value": row.value, "reason": reason},
            ensure_ascii=False,
        )
        audit.record(connection, who=who, action="withdraw", detail=detail, batch=number)
    return outcome


def standing_after(engine: Engine, taking_back: int) -> tuple[Standing, ...]:
    """What is shown now of the figures that an undo or a withdrawal took back; nothing for other batches."""
    observations, retractions = schema.observations, schema.retractions
    first = (
        select(observations.c.batch_id)
        .join(retractions, retractions.c.observation_id == observations.c.id)
        .where(retractions.c.batch_id == taking_back)
        .limit(1)
    )
    with engine.connect() as connection:
        batch = connection.scalar(first)
        return _outcome(connection, taking_back, batch).standing if batch is not None else ()


def _outcome(connection: Connection, number: int, batch: int) -> UndoOutcome:
    observations, retractions = schema.observations, schema.retractions
    rows = connection.execute(
        select(observations)
        .join(retractions, retractions.c.observation_id == observations.c.id)
        .where(retractions.c.batch_id == number)
        .order_by(observations.c.series, observations.c.period_start)
    ).all()
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
        now = current.get((row.series, row.period_start, row.period_end))
        standing.append(
            Standing(
                series=row.series,
                period=str(row.period_start.year),
                value=now.value if now is not None else None,
                batch=now.batch_id if now is not None else None,
                is_later=now is not None and now.batch_id > batch,
            )
        )
    return UndoOutcome(number, len(rows), tuple(standing))
