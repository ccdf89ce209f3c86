"""Which observations are taken back: the only place that knows when a retraction holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select

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
