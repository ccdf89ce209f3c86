"""Open the database and bring its tables up to date: the only place that knows how."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DisconnectionError

if TYPE_CHECKING:
    from alembic.config import Config

PROJECT = Path(__file__).resolve().parent.parent
MIGRATIONS = Path(__file__).with_name("migrations")
DEFAULT_FILE = PROJECT / "piracy.sqlite3"
BUSY_SECONDS = 30
CONNECT_SECONDS = 10


def database_url() -> str:
    """The address of the database: ``PIRACY_DATABASE_URL``, else a SQLite file beside ``app.py``."""
    return os.environ.get("PIRACY_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def shown_address() -> str:
    """The database's address for a person to read: without its password; as given where it is none."""
    try:
        return make_url(database_url()).render_as_string(hide_password=True)
    except ArgumentError:
        return database_url()


class NoDatabase(Exception):
    """The address of the database leads nowhere; the message is the cause in the words of what failed."""


class NotUtf8(NoDatabase):
    """The database keeps text in another encoding, of which the message is the name."""


def open_database(url: str | None = None) -> Engine:
    """An engine whose SQLite connections check foreign keys and write ahead (WAL).

    A plain ``postgresql://`` address is served by psycopg 3, the driver that the product installs.
    Raises ``NoDatabase`` for an address that no driver knows or a folder that cannot be made; whether a
    server answers shows at the first connection.
    """
    try:
        return _engine(url or database_url())
    except (ArgumentError, ImportError, OSError) as fault:
        raise NoDatabase(str(fault)) from fault


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS})
        event.listen(engine, "do_connect", _connect_to_utf8)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    if parsed.database and parsed.database != ":memory:":
        _stay_with_the_file(engine, Path(parsed.database))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_to_utf8(dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
    """Connect, before anything is asked that another encoding would answer in bytes."""
    connection = dialect.connect(*arguments, **options)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise NotUtf8(encoding)
    return connection


def _stay_with_the_file(engine: Engine, file: Path) -> None:
    """Use no connection to a file that has gone from its place, and make no empty one there instead.

    A connection goes on with a file that was removed or replaced: what it then says is not of the database,
    and what it writes is lost.
    """
    known: list[tuple[int, int]] = []

    def now() -> tuple[int, int] | None:
        try:
            found = file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def connect(dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        if known and now() is None:
            raise sqlite3.OperationalError(f"{file} is gone")
        return dialect.connect(*arguments, **options)

    def note(_connection: Any, record: Any) -> None:
        record.info["file"] = now()
        known[:] = [record.info["file"]]

    def check(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != now():
            raise DisconnectionError("the file was removed or replaced")

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", check)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions start late and skip table changes; ours start with BEGIN, below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Turn on WAL. Two that make the same new file at once are refused without waiting: then ask again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


WRITER_LOCK = 0x50495241
"""The PostgreSQL advisory lock that a writer holds until its transaction ends."""


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other writer can run beside, on either database."""
    with engine.connect() as connection, writing_on(connection):
        yield connection


@contextmanager
def writing_on(connection: Connection) -> Iterator[Connection]:
    """The same on a connection that is open already and in no transaction."""
    connection.execution_options(writes=True)
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


def open_up_to_date() -> Engine:
    """The database that the settings name, its tables brought to the newest version."""
    engine = open_database()
    migrate(engine)
    return engine


def _alembic() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def newest_version() -> str:
    """The schema version that this program is written for: each migration's file begins with its own."""
    return max(path.stem.partition("_")[0] for path in MIGRATIONS.glob("versions/0*.py"))


def schema_version(engine: Engine) -> str | None:
    """The schema version that the database has; None where no table was made yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest version; does nothing where they are.

    SQLite makes a changed table anew: its foreign keys rest meanwhile and are checked before the commit.
    """
    if schema_version(engine) == newest_version():
        return
    # Not before here: most starts find the tables as they are to be.
    from alembic import command

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            raw = connection.connection.cursor()
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with writing_on(connection):
                config = _alembic()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if engine.dialect.name == "sqlite":
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                    if broken:
                        raise NoDatabase(f"foreign keys broken after the change of tables: {broken[:3]}")
        finally:
            if engine.dialect.name == "sqlite":
                raw.execute("PRAGMA foreign_keys = ON")
                raw.close()
