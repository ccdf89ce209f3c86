"""How fast an analyst's file is loaded, and in how much memory, beside a plain loop with the same duties.

Nothing here fails for time. The plain loop reads the same rows, makes dates of them, adds up each series,
takes a SHA-256 of each row and inserts all into one table with an index; it checks nothing.
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from benchmarks.conftest import Goals
from shell import environment
from sqlalchemy import Engine, func, insert, make_url, select

from ingest import schema, store
from ingest.database import PROJECT, migrate, open_database, writing
from ingest.load import load_folder

SERIES, FIRST_YEAR, YEARS = 800, 1901, 125
ROWS = SERIES * YEARS
PUBLICATION = "imb-annual-2025"
ROUNDS, STARTS = 3, 5
LOOP = "plain loop"
COMMAND = """
import sys, app
code = app.main(sys.argv[1:])
print(open("/proc/self/status").read(), code)
"""
AT_ONCE = """
import sys, threading
from pathlib import Path
import app
from dashboard.desk import Desk
from dashboard.web.application import create_app
from ingest import pipeline
from ingest.answers import Answers
from ingest.database import open_database
from ingest.report import Source

engine = open_database()
server = create_app(engine, desk=Desk(host="127.0.0.1", sign_in_link=None, judge=app.judge)).server
server.test_client().get("/?lang=en")
publication, *files = sys.argv[1:]

def load(file):
    source = Source(Path(file).name, Path(file).read_bytes())
    report = pipeline.check(engine, source, Answers(publication=publication))
    pipeline.commit(engine, report, who="benchmark", reason="benchmark")

loads = [threading.Thread(target=load, args=[file]) for file in files]
for each in loads:
    each.start()
for each in loads:
    each.join()
print(open("/proc/self/status").read(), 0)
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database with the figures of data/ and twice 800 more series of one publisher, without figures."""
    engine = open_database(f"sqlite:///{tmp_path / 'piracy.sqlite3'}")
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="benchmark")
    with writing(engine) as connection:
        batch = store.append_batch(
            connection, kind="data", who="benchmark", reason="series", source_name="-", sha256=None
        )
        pattern = connection.execute(select(schema.series).where(schema.series.c.id == "imb-americas")).one()
        names = ("id", "name_en", "name_ja", "short_en", "short_ja")
        rows = [
            {**pattern._mapping, **dict.fromkeys(names, f"many-{number}"), "batch_id": batch}
            for number in range(2 * SERIES)
        ]
        connection.execute(insert(schema.series), rows)
    engine.dispose()
    return engine


def counts(path: Path, first: int = 0) -> Path:
    """100,000 rows of yearly counts that stay inside what their own history leads one to expect."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["series", "year", "value"])
        for number in range(first, first + SERIES):
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                writer.writerow([f"many-{number}", year, 20 + (number * 7 + year * 3) % 11])
    return path


def plain_loop(file: Path, database: Path) -> float:
    """The seconds that the same duties take without a check."""
    sums: Counter[str] = Counter()
    rows = []
    start = time.perf_counter()
    with sqlite3.connect(database) as connection, file.open(encoding="utf-8", newline="") as text:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE counts (id INTEGER PRIMARY KEY, series TEXT, first DATE, last DATE, value INTEGER, "
            "line INTEGER, fingerprint TEXT)"
        )
        connection.execute("CREATE INDEX by_period ON counts (series, first, last)")
        reader = csv.reader(text)
        next(reader)
        for line, (series, year, value) in enumerate(reader, start=2):
            first, last = date(int(year), 1, 1).isoformat(), date(int(year), 12, 31).isoformat()
            sums[series] += int(value)
            fingerprint = hashlib.sha256("\x1f".join((series, first, last, value)).encode()).hexdigest()
            rows.append((series, first, last, int(value), line, fingerprint))
        columns = "series, first, last, value, line, fingerprint"
        connection.executemany(f"INSERT INTO counts ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
    seconds = time.perf_counter() - start
    connection.close()
    assert len(sums) == SERIES
    return seconds


def program(text: str, *words: str, database: Path) -> tuple[float, float]:
    """The seconds that a program takes from its start, and the most megabytes that it held."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", text, *words],
        cwd=PROJECT,
        env=environment(f"sqlite:///{database}"),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    assert done.stdout.rstrip().endswith(" 0"), done.stdout + done.stderr
    return seconds, int(re.findall(r"VmHWM:\s+(\d+)", done.stdout)[0]) / 1024


def count_in(database: Path) -> int:
    with open_database(f"sqlite:///{database}").connect() as connection:
        mine = select(func.count()).where(schema.observations.c.series.like("many-%"))
        return connection.scalar(mine) or 0


def test_a_load_of_a_hundred_thousand_values(engine: Engine, tmp_path: Path, goals: Goals) -> None:
    file, filled = counts(tmp_path / "counts.csv"), Path(make_url(engine.url).database or "")
    plain, ours, held = [], [], []
    for number in range(ROUNDS):
        plain.append(plain_loop(file, tmp_path / f"plain-{number}.sqlite3"))
        database = Path(shutil.copy(filled, tmp_path / f"load-{number}.sqlite3"))
        words = ("load", str(file), "--publication", PUBLICATION, "--yes", "--reason", "benchmark")
        seconds, megabytes = program(COMMAND, *words, database=database)
        assert count_in(database) == ROWS
        ours.append(seconds)
        held.append(megabytes)
    ratio = (1000 * statistics.median(ours), LOOP, 1000 * statistics.median(plain))
    goals.ratio(f"`piracy load` of {ROWS:,} values", *ratio, "8x")
    goals.number("its memory", max(held), "MB", "300 MB")


def test_two_loads_at_once_in_one_server(engine: Engine, tmp_path: Path, goals: Goals) -> None:
    files = [str(counts(tmp_path / f"counts-{first}.csv", first)) for first in (0, SERIES)]
    database = Path(make_url(engine.url).database or "")
    _, megabytes = program(AT_ONCE, PUBLICATION, *files, database=database)
    assert count_in(database) == 2 * ROWS
    goals.number(f"memory of a server, two loads of {ROWS:,} values at once", megabytes, "MB", "700 MB")


def test_the_start_of_commands(engine: Engine, tmp_path: Path, goals: Goals) -> None:
    file, database = tmp_path / "small.csv", Path(make_url(engine.url).database or "")
    file.write_text("series,year,value\nimb-gulf-of-guinea,2016,55\n", encoding="utf-8")
    checked = ("check", str(file), "--publication", PUBLICATION)
    named = [("piracy --help", ("--help",), "1,000 ms"), ("piracy check FILE", checked, "2,000 ms")]
    for name, words, goal in named:
        took = []
        for _ in range(STARTS):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "app.py", *words],
                cwd=PROJECT,
                env=environment(f"sqlite:///{database}"),
                capture_output=True,
                check=True,
            )
            took.append(1000 * (time.perf_counter() - start))
        goals.number(f"`{name}`", statistics.median(took), "ms", goal)
