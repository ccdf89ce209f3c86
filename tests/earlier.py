"""A database as an earlier version of the program left it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from ingest.database import PROJECT


def take_back(engine: Engine, version: str) -> None:
    """Give the tables the form of an earlier version; SQLite's foreign keys rest meanwhile."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "ingest/migrations"))
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.cursor()
        if is_sqlite:
            raw.execute("PRAGMA foreign_keys = OFF")
        config.attributes["connection"] = connection
        command.downgrade(config, version)
        connection.commit()
        if is_sqlite:
            raw.execute("PRAGMA foreign_keys = ON")
        raw.close()
