"""The database as the program makes it, on SQLite and on PostgreSQL: empty, or with the figures of data/."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with the newest tables and nothing in them."""
    engine = open_database(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    """A database that holds what data/ says, in one batch."""
    load_folder(engine, PROJECT / "data", reason="start-up")
    return engine
