"""Files that an analyst is working on: kept with their answers until they are loaded or thrown away.

A draft is no figure: nothing of it shows anywhere until it is committed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update

from ingest import schema
from ingest.answers import Answers
from ingest.database import writing
from ingest.report import Source

KEPT_DAYS = 30


@dataclass(frozen=True)
class Draft:
    """A file and what was said about it so far."""

    id: str
    source: Source
    answers: Answers
    created_at: datetime


def keep(engine: Engine, source: Source, answers: Answers, *, who: str) -> str:
    """Keep a new draft and return its id; drafts that nobody touched for a month go."""
    table = schema.drafts
    now = datetime.now(UTC)
    row = {
        "id": secrets.token_urlsafe(12),
        "who": who,
        "created_at": now,
        "file_name": source.name,
        "content": source.content,
        "answers": answers.as_json(),
    }
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.created_at < now - timedelta(days=KEPT_DAYS)))
        connection.execute(insert(table), [row])
    return str(row["id"])


def read(engine: Engine, draft: str, *, who: str) -> Draft | None:
    """One's own draft by its id; None where there is none."""
    table = schema.drafts
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.id == draft, table.c.who == who)).first()
    if row is None:
        return None
    source = Source(row.file_name, bytes(row.content))
    return Draft(row.id, source, Answers.from_json(row.answers), row.created_at)


def of(engine: Engine, who: str) -> list[tuple[str, str, datetime]]:
    """Id, file name and start of one's own drafts, newest first."""
    table = schema.drafts
    query = select(table.c.id, table.c.file_name, table.c.created_at).where(table.c.who == who)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(table.c.created_at.desc())).all()
    return [(row.id, row.file_name, row.created_at) for row in rows]


def answer(engine: Engine, draft: str, answers: Answers, *, who: str) -> None:
    """Put new answers in the place of a draft's."""
    table = schema.drafts
    with writing(engine) as connection:
        change = update(table).where(table.c.id == draft, table.c.who == who)
        connection.execute(change.values(answers=answers.as_json()))


def discard(engine: Engine, draft: str, *, who: str) -> None:
    """Throw a draft away."""
    table = schema.drafts
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.id == draft, table.c.who == who))
