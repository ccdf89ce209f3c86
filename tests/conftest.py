"""Databases for the tests, each filled once, on SQLite and on PostgreSQL.

Tests that only read take ``shared``. Tests that write take ``engine`` or ``loaded``: a copy of their own, on
either database (``tests/integration/conftest.py``). That both databases answer alike is one contract,
``tests/contracts/test_databases.py``.
"""

from __future__ import annotations

import math
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import prepare
import pytest
from hypothesis import settings
from once import once_for_all_workers
from playwright.sync_api import Browser, sync_playwright
from postgres import PostgresCluster, running_cluster
from sqlalchemy import Engine, event

from dashboard.publish.run import Means, publish
from ingest.database import PROJECT, migrate, open_database
from ingest.dump import dump_folder
from ingest.load import load_folder

# No test is timed: a slow machine is not a wrong program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

COPY_ADDRESS = "https://stats.example.go.jp/piracy"
COPY_SHOWS = ("recaap-bangladesh", "imb-world", "africa")
COPY_FORMATS = ("csv", "png")
QUIET_BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # as with windows: letters stand where they are drawn, not on whole pixels
)


ENDS_AT = pytest.StashKey[float]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seconds", type=float, help="start no test after this time (make quick)")


def pytest_collection_finish(session: pytest.Session) -> None:
    # From here, so that the nearest tests run on a slow machine too.
    seconds = session.config.getoption("--seconds")
    session.config.stash[ENDS_AT] = time.monotonic() + seconds if seconds else math.inf


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if time.monotonic() > item.config.stash[ENDS_AT]:
        pytest.skip("the time of make quick is over: make test runs it")


def fill(engine: Engine) -> None:
    """Make the newest tables and load the figures of data/, as the program does at its first start."""
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="start-up")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the newest tables and nothing in them, to be copied and never opened."""
    return _sqlite_file(tmp_path_factory, "empty", migrate)


@pytest.fixture(scope="session")
def loaded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the figures of data/, to be copied and never opened."""
    return _sqlite_file(tmp_path_factory, "loaded", fill)


def _sqlite_file(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Engine], None]) -> Path:
    def fill_folder(folder: Path) -> None:
        engine = open_database(f"sqlite:///{folder / 'piracy.sqlite3'}")
        make(engine)
        engine.dispose()

    return once_for_all_workers(tmp_path_factory, f"sqlite-{name}", fill_folder) / "piracy.sqlite3"


@pytest.fixture(scope="session")
def shared(loaded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The figures of data/ for all tests that only read; SQLite refuses to change it."""
    file = Path(shutil.copy(loaded_file, tmp_path_factory.mktemp("shared")))
    engine = open_database(f"sqlite:///{file}")
    event.listen(engine, "connect", _refuse_changes)
    yield engine
    engine.dispose()


def _refuse_changes(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only = ON")


@pytest.fixture(scope="session")
def published_copy(tmp_path_factory: pytest.TempPathFactory, loaded_file: Path) -> Path:
    """A folder with ``piracy.sqlite3``, the figures of data/, and ``site``, their copy in both languages.

    It shows a few series and regions in two formats, and was drawn by two processes. Tests only read it.
    """

    def make(folder: Path) -> None:
        address = f"sqlite:///{shutil.copy(loaded_file, folder)}"
        engine = open_database(address)
        means = Means(lambda out: dump_folder(engine, out), partial(open_database, address), jobs=2)
        publish(engine, folder / "site", means, base_url=COPY_ADDRESS, endings=COPY_FORMATS, only=COPY_SHOWS)
        engine.dispose()

    return once_for_all_workers(tmp_path_factory, "published", make)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, headless, one a run or a worker; Playwright brings none of its own."""
    program = prepare.find_chromium()
    if program is None:
        pytest.fail(prepare.remedy(prepare.CHROMIUM), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=list(QUIET_BROWSER))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """A PostgreSQL cluster for this run, or for this worker of it."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def empty_postgres(postgres_cluster: PostgresCluster) -> str:
    """The name of a PostgreSQL database like ``empty_file``, to be copied."""
    return _postgres_database(postgres_cluster, "empty", migrate)


@pytest.fixture(scope="session")
def loaded_postgres(postgres_cluster: PostgresCluster) -> str:
    """The name of a PostgreSQL database like ``loaded_file``, to be copied."""
    return _postgres_database(postgres_cluster, "loaded", fill)


def _postgres_database(cluster: PostgresCluster, name: str, make: Callable[[Engine], None]) -> str:
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    engine = open_database(cluster.url(name))
    make(engine)
    engine.dispose()
    return name


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database, dropped after the test.

    Where the test has an ``engine``, that makes the database, as a copy of one that is filled.
    """
    name = f"test_{uuid.uuid4().hex}"
    if "engine" not in request.fixturenames:
        postgres_cluster.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield postgres_cluster.url(name)
    postgres_cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'piracy.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))
