"""What a command prints where its console lacks the letters, or where nobody reads to the end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shell import environment

from ingest.database import PROJECT, open_database
from ingest.history import batches

COUNTS = "year,value\n2013,150\n"
SAID = ("--series", "imb-world", "--publication", "imb-annual-2025")
GIVEN_UP = {
    "history": (),
    "history of a batch": ("history", "1"),
    "history for a program": ("history", "--json"),
    "verdicts": (),
    "doctor": (),
    "help": ("--help",),
    "check": ("check", "counts.csv", *SAID),
    "undo": ("undo", "1", "--reason", "a test", "--yes"),
    "template": ("template", "template.csv"),
    "dump": ("dump", "dump"),
    "export": ("export", "severity", "--format", "csv", "--out", "-"),
}


@pytest.fixture
def database(tmp_path: Path, loaded_file: Path) -> str:
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    return f"sqlite:///{shutil.copy(loaded_file, tmp_path / 'piracy.sqlite3')}"


def started(
    database: str, folder: Path, *words: str, stdout: int, **settings: str
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(PROJECT / "app.py"), *words],
        cwd=folder,
        env=environment(database, **settings),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def into_a_file(database: str, folder: Path, *words: str, encoding: str, **settings: str) -> tuple[int, str]:
    """Exit code and what a command wrote, as a console of that encoding reads it."""
    with (folder / "output").open("wb") as output:
        process = started(
            database,
            folder,
            *words,
            stdout=output.fileno(),
            PYTHONUTF8="0",
            PYTHONIOENCODING=encoding,
            **settings,
        )
        errors = process.communicate(timeout=120)[1]
    assert "Traceback" not in errors.decode(encoding)
    return process.returncode, (folder / "output").read_text(encoding=encoding)


@pytest.mark.parametrize(
    ("encoding", "language", "change", "series"),
    [
        ("cp932", "en", "2013: 264 → 150", "IMB: world"),
        ("cp932", "ja", "2013年：264 → 150", "IMB：世界"),
        ("cp1252", "en", "2013: 264 -> 150", "IMB: world"),
        ("ascii", "ja", "2013: 264 -> 150", "IMB: world"),
    ],
)
def test_what_a_console_lacks_is_written_another_way(
    database: str, tmp_path: Path, encoding: str, language: str, change: str, series: str
) -> None:
    code, said = into_a_file(
        database, tmp_path, "check", "counts.csv", *SAID, encoding=encoding, PIRACY_LANG=language
    )
    assert code == 0
    assert change in said and series in said
    assert "\\u" not in said


def test_a_dash_that_a_japanese_console_lacks_is_a_plain_one(database: str, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("year,value\n1980,150\n", encoding="utf-8")
    code, said = into_a_file(database, tmp_path, "check", "counts.csv", *SAID, encoding="cp932")
    assert code == 0
    assert "1980: - → 150" in said


def test_what_is_printed_for_a_program_is_the_same_in_every_encoding(database: str, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text(COUNTS + "note — é 😀 海\n", encoding="utf-8")
    records = [
        json.loads(
            into_a_file(database, tmp_path, "check", "counts.csv", *SAID, "--json", encoding=encoding)[1]
        )
        for encoding in ("utf-8", "cp932", "ascii")
    ]
    assert "— é 😀 海" in str(records[0])
    assert records[0] == records[1] == records[2]


@pytest.mark.parametrize("name", GIVEN_UP)
def test_a_command_whose_output_nobody_reads_to_the_end_does_its_work(
    database: str, tmp_path: Path, name: str
) -> None:
    process = started(database, tmp_path, *(GIVEN_UP[name] or (name,)), stdout=subprocess.PIPE)
    if process.stdout is not None:
        process.stdout.close()
    errors = process.communicate(timeout=120)[1].decode()
    assert "Traceback" not in errors and "BrokenPipe" not in errors
    assert process.returncode == 0


def test_a_load_whose_output_nobody_reads_is_loaded_whole(database: str, tmp_path: Path) -> None:
    words = ("load", "counts.csv", *SAID, "--reason", "a test", "--yes")
    process = started(database, tmp_path, *words, stdout=subprocess.PIPE)
    if process.stdout is not None:
        process.stdout.close()
    process.communicate(timeout=120)
    assert process.returncode == 0
    engine = open_database(database)
    assert [one.rows for one in batches(engine)][:1] == [1]
    engine.dispose()
