"""What the program decides once and keeps in the database: the only place that reads table settings."""

from __future__ import annotations

import os
import secrets

from sqlalchemy import Connection, Engine, insert, select

from ingest import schema
from ingest.database import writing

SECRET_KEY = "secret-key"


def secret_key(engine: Engine) -> str:
    """The key that session cookies are signed with: ``PIRACY_SECRET_KEY``, else one made once and kept.

    Two processes that start at once on one database get the same key: the writer lock lets one make it
    and the other find it.
    """
    key = os.environ.get("PIRACY_SECRET_KEY")
    if key:
        return key
    with engine.connect() as connection:
        key = _read(connection, SECRET_KEY)
    if key is not None:
        return key
    with writing(engine) as connection:
        key = _read(connection, SECRET_KEY)
        if key is None:
            key = secrets.token_hex(32)
            connection.execute(insert(schema.settings).values(name=SECRET_KEY, value=key))
        return key


def _read(connection: Connection, name: str) -> str | None:
    value = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.name == name))
    return None if value is None else str(value)
