"""A throw-away PostgreSQL that no network reaches: the only place that starts and stops one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import prepare
import psycopg
import pytest

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


@dataclass(frozen=True)
class PostgresCluster:
    """A running PostgreSQL server, reached by the Unix socket in ``folder`` alone."""

    folder: Path
    programs: Path

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log, timeout = f"--log={self.folder / 'log'}", f"--timeout={STARTUP_SECONDS}"
        self._control(log, timeout, "--wait", "start")

    def stop(self) -> None:
        """Stop the server at once, as a power cut would."""
        self._control("--mode=immediate", "stop")

    def _control(self, *words: str) -> None:
        program = self.programs / "pg_ctl"
        _run_as_server(self.folder, program, f"--pgdata={self.folder / 'data'}", *words)

    def url(self, database: str) -> str:
        """The address of one of its databases, for SQLAlchemy."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.folder}"

    def execute(self, statement: str) -> None:
        """Run a statement that stands outside a transaction, such as CREATE DATABASE."""
        with psycopg.connect(
            host=str(self.folder), user=SUPERUSER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_cluster() -> Iterator[PostgresCluster]:
    """A new PostgreSQL cluster, stopped and removed at the end."""
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
        cluster = PostgresCluster(folder, programs)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    if not _server_user_is_known():
        # Another worker may come first: then it says that there is one.
        done = subprocess.run(["useradd", "--system", "--user-group", SUPERUSER], check=False)
        if not _server_user_is_known():
            done.check_returncode()


def _server_user_is_known() -> bool:
    return subprocess.run(["id", SUPERUSER], capture_output=True, check=False).returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
