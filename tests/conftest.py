"""Databases for the tests: SQLite in a file, and a throw-away PostgreSQL that no network reaches."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import prepare
import psycopg
import pytest
from hypothesis import settings

from dashboard.publish.run import Means, publish
from ingest.database import PROJECT, migrate, open_database
from ingest.dump import dump_folder
from ingest.load import load_folder

# No test is timed: a slow machine is not a wrong program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 80  # the path of a Unix socket has at most 107 bytes, its file name included
STARTUP_SECONDS = 60

# Nothing waits for the disk: what a power cut would lose is thrown away in a minute anyway.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


COPY_ADDRESS = "https://stats.example.go.jp/piracy"
COPY_SHOWS = ("recaap-bangladesh", "imb-world", "africa")
COPY_FORMATS = ("csv", "png")


@pytest.fixture(scope="session")
def published_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``piracy.sqlite3``, the figures of data/, and ``site``, their copy in both languages.

    It shows a few series and regions in two formats, and was drawn by two processes. Tests only read it.
    """
    folder = tmp_path_factory.mktemp("published")
    address = f"sqlite:///{folder / 'piracy.sqlite3'}"
    engine = open_database(address)
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="start-up")
    means = Means(lambda out: dump_folder(engine, out), partial(open_database, address), jobs=2)
    publish(engine, folder / "site", means, base_url=COPY_ADDRESS, endings=COPY_FORMATS, only=COPY_SHOWS)
    engine.dispose()
    return folder


@dataclass(frozen=True)
class PostgresCluster:
    """A running PostgreSQL server, reached by the Unix socket in ``folder`` alone."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of one of its databases, for SQLAlchemy."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run a statement that stands outside a transaction, such as CREATE DATABASE."""
        with psycopg.connect(
            host=str(self.folder), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """A PostgreSQL cluster of its own for this run, stopped and removed at the end."""
    programs = prepare.find_postgres()
    if programs is None:
        pytest.fail(prepare.remedy(prepare.POSTGRES), pytrace=False)
    folder = _folder_for_the_server()
    data = folder / "data"
    try:
        _run_as_server(
            folder,
            programs / "initdb",
            f"--pgdata={data}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(folder=folder))
        _run_as_server(
            folder,
            programs / "pg_ctl",
            f"--pgdata={data}",
            f"--log={folder / 'log'}",
            f"--timeout={STARTUP_SECONDS}",
            "--wait",
            "start",
        )
        try:
            yield PostgresCluster(folder)
        finally:
            _run_as_server(folder, programs / "pg_ctl", f"--pgdata={data}", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def _folder_for_the_server() -> Path:
    short = len(tempfile.gettempdir()) <= LONGEST_SOCKET_FOLDER
    folder = Path(tempfile.mkdtemp(prefix="piracy-pg-", dir=None if short else "/tmp"))
    if _is_root():
        _make_server_user()
        shutil.chown(folder, SUPERUSER, SUPERUSER)
    return folder


def _run_as_server(folder: Path, *command: str | Path) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root. Shows its words and log if it fails."""
    words = [str(word) for word in command]
    if _is_root():
        words = ["runuser", "-u", SUPERUSER, "--", *words]
    # The server would keep a pipe open for as long as it lives: its words go to a file.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(
            words, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
        output.seek(0)
        said = output.read()
    if done.returncode != 0:
        log = folder / "log"
        said += log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        pytest.fail(f"{' '.join(words)} failed with {done.returncode}:\n{said}", pytrace=False)


def _make_server_user() -> None:
    """The Debian package makes this user; the programs alone, from elsewhere, do not."""
    known = subprocess.run(["id", SUPERUSER], capture_output=True, check=False).returncode == 0
    if not known:
        subprocess.run(["useradd", "--system", "--user-group", SUPERUSER], check=True)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
