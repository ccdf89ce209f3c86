"""A database that goes away under a running server: told in the reader's language; well when it is back."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from conftest import fill
from flask.testing import FlaskClient
from postgres import PostgresCluster, running_cluster
from shell import in_this_process
from werkzeug.test import TestResponse

from dashboard.desk import Desk
from dashboard.web.application import create_app
from dashboard.words import interface_words
from ingest import database
from ingest.database import open_database

Outage = Callable[[], AbstractContextManager[None]]
PAGES = (
    "/?lang={}",
    "/trends?series=imb-world&lang={}",
    "/embed/trend?series=imb-world&lang={}",
    "/data?lang={}",
)
FILES = ("/c/trend.csv?series=imb-world&lang={}", "/c/severity.png?lang={}")
TITLE = "The figures cannot be read at the moment"


@pytest.fixture(scope="module")
def cluster() -> Iterator[PostgresCluster]:
    """A PostgreSQL server that these tests alone may stop."""
    with running_cluster() as own:
        own.execute("CREATE DATABASE away TEMPLATE template0")
        engine = open_database(own.url("away"))
        fill(engine)
        engine.dispose()
        yield own


@pytest.fixture
def file(tmp_path: Path, loaded_file: Path) -> Path:
    return Path(shutil.copy(loaded_file, tmp_path / "piracy.sqlite3"))


@contextmanager
def stopped(cluster: PostgresCluster) -> Iterator[None]:
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()


@contextmanager
def removed(file: Path) -> Iterator[None]:
    aside = file.rename(file.with_suffix(".aside"))
    yield
    assert not file.exists(), "an empty database was made in its place"
    aside.rename(file)


@contextmanager
def replaced_by_another_file(file: Path) -> Iterator[None]:
    aside = file.rename(file.with_suffix(".aside"))
    file.write_bytes(b"no database at all " * 100)
    yield
    file.unlink()
    aside.rename(file)


@contextmanager
def written_by_another(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture(params=["stopped", "removed", "replaced"])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[FlaskClient, Outage]]:
    """A server's client, and what takes its database away for a while."""
    if request.param == "stopped":
        cluster: PostgresCluster = request.getfixturevalue("cluster")
        address = cluster.url("away")
        outage: Outage = lambda: stopped(cluster)  # noqa: E731
    else:
        file: Path = request.getfixturevalue("file")
        address = f"sqlite:///{file}"
        way = {"removed": removed, "replaced": replaced_by_another_file}[request.param]
        outage = lambda: way(file)  # noqa: E731
    engine = open_database(address)
    client = create_app(engine, desk=Desk("127.0.0.1")).server.test_client()
    yield client, outage
    engine.dispose()


def answer_with(client: FlaskClient, address: str, status: int) -> TestResponse:
    """The answer of this status: what was asked a moment ago may be known for a fraction of a second."""
    deadline = time.monotonic() + 60
    while True:
        answer = client.get(address)
        if answer.status_code == status or time.monotonic() > deadline:
            assert answer.status_code == status, address
            return answer
        time.sleep(0.05)


def test_every_address_says_that_the_database_is_away_and_answers_as_before_when_it_is_back(
    served: tuple[FlaskClient, Outage],
) -> None:
    client, outage = served
    addresses = [each.format(language) for each in (*PAGES, *FILES) for language in ("en", "ja")]
    before = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in before.values()} == {200}
    with outage():
        for address in addresses:
            answer = answer_with(client, address, 503)
            said = answer.get_data(as_text=True)
            words = interface_words("ja" if address.endswith("ja") else "en")
            assert words(TITLE) in said, address
            assert answer.mimetype == ("text/plain" if address.startswith("/c/") else "text/html")
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Traceback" not in said and "sqlalchemy" not in said
    for address in addresses:
        assert answer_with(client, address, 200).mimetype == before[address].mimetype
        if address.startswith("/c/"):
            assert client.get(address).get_data() == before[address].get_data()


@pytest.mark.usefixtures("quick_passwords")
@pytest.mark.parametrize("reason", ["removed", "written by another program"])
def test_a_form_that_met_no_database_leads_back_to_its_page(
    file: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    engine = open_database(f"sqlite:///{file}")
    server = create_app(engine, desk=Desk("127.0.0.1")).server
    server.config["WTF_CSRF_ENABLED"] = False
    form = {"name": "Sato", "password": "a long password"}
    headers = {"Referer": "http://localhost/sign-in?lang=ja", "Accept-Language": "ja"}
    with removed(file) if reason == "removed" else written_by_another(file):
        answer = server.test_client().post("/sign-in", data=form, headers=headers)
    assert answer.status_code == 503
    said = answer.get_data(as_text=True)
    assert interface_words("ja")(TITLE) in said and 'href="http://localhost/sign-in?lang=ja"' in said
    assert server.test_client().post("/sign-in", data=form, headers=headers).status_code not in (500, 503)
    engine.dispose()


@pytest.mark.parametrize(("language", "word"), [("en", "wanted UTF8"), ("ja", "文字コード")])
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "EUC_JP", "LATIN1"])
@pytest.mark.parametrize("command", ["load", "serve", "doctor", "history"])
def test_a_postgresql_database_of_another_encoding_is_refused_in_words(
    cluster: PostgresCluster, command: str, encoding: str, language: str, word: str
) -> None:
    name = f"other_{encoding.lower()}"
    cluster.execute(f"DROP DATABASE IF EXISTS {name}")
    cluster.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0")
    done = in_this_process(command, database=cluster.url(name), PIRACY_LANG=language, PORT="8999")
    assert done.code == 1
    assert word in done.err and encoding in done.err and "ENCODING 'UTF8'" in done.err
