"""What is taken back: the only place that knows when a retraction, or the undo of a batch, holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, ScalarSelect, Select, func, select

from ingest import schema


def in_force(recorded: datetime | None = None) -> Select[Any]:
    """The retractions that hold (at a moment): made, and not undone themselves. Observation and batch of
    each; an observation may have several."""
    retractions, reinstatements = schema.retractions, schema.reinstatements
    undone = select(reinstatements.c.retraction_id)
    query = select(retractions.c.observation_id, retractions.c.batch_id)
    if recorded is not None:
        undone = undone.where(reinstatements.c.recorded_at <= recorded)
        query = query.where(retractions.c.recorded_at <= recorded)
    return query.where(retractions.c.id.not_in(undone))


def ids(recorded: datetime | None = None) -> Select[Any]:
    """The ids of the observations that are taken back (at a moment)."""
    return in_force(recorded).with_only_columns(schema.retractions.c.observation_id)


def brought_back_by(batch: int) -> Select[Any]:
    """The ids of the observations that a batch brought back: it undid what had taken them back."""
    retractions, reinstatements = schema.retractions, schema.reinstatements
    return (
        select(retractions.c.observation_id)
        .join(reinstatements, reinstatements.c.retraction_id == retractions.c.id)
        .where(reinstatements.c.batch_id == batch)
    )


def by() -> ScalarSelect[Any]:
    """For a query of observations: the newest batch that took each back and holds; NULL where it stands."""
    held = in_force().subquery()
    newest = select(func.max(held.c.batch_id)).where(held.c.observation_id == schema.observations.c.id)
    return newest.correlate(schema.observations).scalar_subquery()


def batches(connection: Connection, recorded: datetime | None = None) -> set[int]:
    """The analysts' batches that do not stand (at a moment): undone, or recorded only later."""
    table = schema.batches
    until = [] if recorded is None else [table.c.recorded_at <= recorded]
    undos = select(table.c.id, table.c.undoes).where(table.c.undoes.is_not(None), *until)
    undone: set[int] = set()
    for row in connection.execute(undos.order_by(table.c.id.desc())):
        if row.id not in undone:  # an undo may be undone itself, by a later one
            undone.add(row.undoes)
    analysts = select(table.c.id).where(table.c.kind == "analyst")
    recorded_by_then = set(connection.scalars(analysts.where(*until)))
    return set(connection.scalars(analysts)) - (recorded_by_then - undone)


def standing_states(states: Iterable[RowMapping], away: Collection[int]) -> list[RowMapping]:
    """The states of initiatives that no batch of ``away`` brought, each once: what an undo of an undo brings
    back may have been said again meanwhile."""
    names = [column.name for column in schema.item_states.columns if column.name not in ("id", "batch_id")]
    first: dict[tuple[Any, ...], RowMapping] = {}
    for state in sorted(states, key=lambda state: state["batch_id"]):
        if state["batch_id"] not in away:
            first.setdefault(tuple(state[name] for name in names), state)
    return list(first.values())
