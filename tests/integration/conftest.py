"""The database as the program makes it, on SQLite and on PostgreSQL: empty, or with the figures of data/."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url

from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Databases made once and copied for each test, by kind: "sqlite empty", "postgresql loaded" ..."""
    return {"folder": str(tmp_path_factory.mktemp("templates"))}


@pytest.fixture
def engine(request: pytest.FixtureRequest, database_url: str, templates: dict[str, str]) -> Iterator[Engine]:
    """A database with the newest tables and nothing in them; with the figures of data/ for ``loaded``."""
    content = "loaded" if "loaded" in request.fixturenames else "empty"
    _copy_template(request, database_url, templates, content)
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def _copy_template(
    request: pytest.FixtureRequest, database_url: str, templates: dict[str, str], content: str
) -> None:
    """Fill a new database by copying one that the program itself made, once for all tests."""
    if database_url.startswith("sqlite"):
        template = templates.get(f"sqlite {content}")
        if template is None:
            template = templates[f"sqlite {content}"] = f"{templates['folder']}/{content}.sqlite3"
            _make(f"sqlite:///{template}", content)
        shutil.copy(template, database_url.removeprefix("sqlite:///"))
        return
    cluster = request.getfixturevalue("postgres_cluster")
    template = templates.get(f"postgresql {content}")
    if template is None:
        template = templates[f"postgresql {content}"] = f"template_{content}_{uuid.uuid4().hex}"
        cluster.execute(f"CREATE DATABASE {template} TEMPLATE template0")
        _make(cluster.url(template), content)
    name = make_url(database_url).database
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _make(url: str, content: str) -> None:
    made = open_database(url)
    migrate(made)
    if content == "loaded":
        load_folder(made, PROJECT / "data", reason="start-up")
    made.dispose()


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    """A database that holds what data/ says, in one batch."""
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
