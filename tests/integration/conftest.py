"""The database as the program makes it, on SQLite and on PostgreSQL: empty, or with the figures of data/."""

from __future__ import annotations

import uuid
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


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A loaded database for tests that only read: one for a module, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'piracy.sqlite3'}"
    else:
        cluster = request.getfixturevalue("postgres_cluster")
        name = f"shared_{uuid.uuid4().hex}"
        cluster.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        url = cluster.url(name)
    engine = open_database(url)
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="start-up")
    yield engine
    engine.dispose()
