"""What was stored after a check: does it bear on what the check found?

Every row that is written bears the number of its batch, and batches are numbered in the order in which they
are stored. A check notes the newest before it looks, so that what comes after it can be told.
"""

from __future__ import annotations

from sqlalchemy import Connection, Select, func, select

from ingest import schema
from ingest.report import Report

WORDS = (
    *(schema.aliases, schema.publishers, schema.publications, schema.areas, schema.categories),
    *(schema.measures, schema.definitions, schema.series, schema.derived_series),
)
"""Tables that a check takes names and words from: those of ``vocabulary``."""


def newest_batch(connection: Connection) -> int:
    """The number of the newest batch; 0 before the first."""
    return connection.scalar(select(func.max(schema.batches.c.id))) or 0


def concerns_any(connection: Connection, report: Report) -> bool:
    """Whether anything stored or taken back since the check may make it come out otherwise: names and words,
    and figures of the publishers whose series the file has."""
    if newest_batch(connection) == report.as_of:
        return False
    return any(connection.execute(query.limit(1)).first() for query in _stored_since(report))


def _stored_since(report: Report) -> list[Select[tuple[int]]]:
    series, observations = schema.series, schema.observations
    retractions, reinstatements = schema.retractions, schema.reinstatements
    in_file = {figure.series for figure in report.figures if figure.series is not None}
    publishers = select(series.c.publisher).where(series.c.id.in_(in_file))
    concerned = observations.c.series.in_(select(series.c.id).where(series.c.publisher.in_(publishers)))
    words = [select(table.c.batch_id).where(table.c.batch_id > report.as_of) for table in WORDS]
    return [
        *words,
        select(observations.c.batch_id).where(observations.c.batch_id > report.as_of, concerned),
        select(retractions.c.batch_id)
        .join(observations, observations.c.id == retractions.c.observation_id)
        .where(retractions.c.batch_id > report.as_of, concerned),
        select(reinstatements.c.batch_id)
        .join(retractions, retractions.c.id == reinstatements.c.retraction_id)
        .join(observations, observations.c.id == retractions.c.observation_id)
        .where(reinstatements.c.batch_id > report.as_of, concerned),
    ]
