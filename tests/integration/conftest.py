"""A database of its own for a test that writes, on SQLite and on PostgreSQL: empty, or filled from data/."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url

from ingest import accounts
from ingest.database import open_database


@pytest.fixture
def engine(request: pytest.FixtureRequest, database_url: str) -> Iterator[Engine]:
    """A database with the newest tables and nothing in them; with the figures of data/ for ``loaded``."""
    content = "loaded" if "loaded" in request.fixturenames else "empty"
    if database_url.startswith("sqlite"):
        shutil.copy(request.getfixturevalue(f"{content}_file"), database_url.removeprefix("sqlite:///"))
    else:
        template = request.getfixturevalue(f"{content}_postgres")
        name = make_url(database_url).database
        request.getfixturevalue("postgres_cluster").execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Scrypt as ever, but in a few milliseconds: for tests that are not about the cost of a password."""
    monkeypatch.setattr(accounts, "METHOD", "scrypt:1024:8:1")
    accounts._hash_of_nobody.cache_clear()
    yield
    accounts._hash_of_nobody.cache_clear()


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    """A database that holds what data/ says, in one batch."""
    return engine
