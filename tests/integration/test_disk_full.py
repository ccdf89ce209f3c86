"""A disk that is full: said with the word, with what to do, and nothing half stored."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shell import environment, in_this_process
from sqlalchemy import Engine, func, select

from dashboard.desk import Desk
from dashboard.desk.link import SignInLink
from dashboard.web.application import create_app
from ingest import database, schema
from ingest.database import PROJECT, open_database
from ingest.history import batches

LONG_NOTE = "x" * 9000
"""Longer than what is free in a page of the database."""
COUNTS = "series,year,value,note\n" + "".join(
    f"imb-gulf-of-guinea,{year},{value},{LONG_NOTE}\n" for year, value in ((2015, 31), (2016, 55))
)
SPACE = {"en": "space", "ja": "空き容量"}
FULL = Path("/dev/full")
"""Where Unix says of every write that there is no space."""


@pytest.fixture
def full(tmp_path: Path, loaded_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database that cannot grow by a single page: SQLite says of that what it says of a full disk."""
    file = shutil.copy(loaded_file, tmp_path / "piracy.sqlite3")
    write_ahead = database._write_ahead

    def without_room(cursor: Any) -> None:
        write_ahead(cursor)
        cursor.execute("PRAGMA max_page_count = 1")  # at least as many as there are

    monkeypatch.setattr(database, "_write_ahead", without_room)
    engine = open_database(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def stored(engine: Engine) -> tuple[int, int]:
    """How many batches and drafts there are."""
    with engine.connect() as connection:
        drafts = connection.scalar(select(func.count()).select_from(schema.drafts))
    return len(batches(engine)), int(drafts or 0)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_load_without_space_stores_nothing_and_says_so(full: Engine, tmp_path: Path, language: str) -> None:
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    words = ("load", str(tmp_path / "counts.csv"), "--publication", "imb-annual-2025", "--yes")
    before = stored(full)
    done = in_this_process(*words, "--reason", "a test", database=str(full.url), PIRACY_LANG=language)
    assert done.code == 1
    assert SPACE[language] in done.err
    assert stored(full) == before


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_upload_without_space_is_answered_with_a_page_that_says_so(full: Engine, language: str) -> None:
    link = SignInLink(address="http://localhost", show=lambda _link: None)
    server = create_app(full, desk=Desk("127.0.0.1", sign_in_link=link)).server
    server.config["WTF_CSRF_ENABLED"] = False
    client = server.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "link:Sato"
    file = (io.BytesIO(COUNTS.encode()), "counts.csv")
    before = stored(full)
    answer = client.post(f"/data/upload?lang={language}", data={"file": file})
    assert answer.status_code == 503
    assert SPACE[language] in answer.get_data(as_text=True)
    assert stored(full) == before
    assert client.get(f"/data?lang={language}").status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        ("template", str(FULL)),
        ("export", "severity", "--format", "csv", "--out", str(FULL)),
    ],
)
def test_a_file_without_space_is_one_sentence(
    loaded_file: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    address = f"sqlite:///{shutil.copy(loaded_file, tmp_path / 'piracy.sqlite3')}"
    done = in_this_process(*words, database=address)
    assert done.code == 1
    assert "space" in done.err


@pytest.mark.parametrize("language", ["en", "ja"])
def test_output_to_a_full_disk_is_one_sentence(loaded_file: Path, tmp_path: Path, language: str) -> None:
    address = f"sqlite:///{shutil.copy(loaded_file, tmp_path / 'piracy.sqlite3')}"
    with FULL.open("wb") as output:
        done = subprocess.run(
            [sys.executable, "app.py", "history"],
            cwd=PROJECT,
            env=environment(address, PIRACY_LANG=language),
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    said = done.stderr.decode("utf-8")
    assert done.returncode == 1
    assert SPACE[language] in said
    assert "Traceback" not in said and len(said.splitlines()) == 1
