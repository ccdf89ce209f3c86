"""How fast an analyst's file is loaded, beside a plain import of the same rows (``make benchmark``).

Nothing here fails for time. The plain import only copies text into a table; the road also reads, checks each
figure against its history and its whole, and keeps where every one came from.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sqlite3
import subprocess
import time
import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select

from ingest import pipeline, schema, store
from ingest.answers import Answers
from ingest.database import PROJECT, migrate, open_database, writing
from ingest.load import load_folder
from ingest.report import Source

SERIES, FIRST_YEAR, YEARS = 800, 1901, 125
ROWS = SERIES * YEARS
PUBLICATION = "imb-annual-2025"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A database with the figures of data/ and 800 more series of one publisher, without figures."""
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
            for number in range(SERIES)
        ]
        connection.execute(insert(schema.series), rows)
    return engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """100,000 rows of yearly counts that stay inside what their own history leads one to expect."""
    path = tmp_path / "counts.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["series", "year", "value"])
        for number in range(SERIES):
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                writer.writerow([f"many-{number}", year, 20 + (number * 7 + year * 3) % 11])
    return path


def plain_import(file: Path, database: Path) -> tuple[str, float]:
    """The means used and its seconds: the sqlite3 command, else Python's csv with executemany."""
    program = shutil.which("sqlite3")
    start = time.perf_counter()
    if program:
        lines = f".mode csv\n.import {file} counts\n"
        subprocess.run([program, str(database)], input=lines, text=True, check=True, capture_output=True)
        return "sqlite3 .import", time.perf_counter() - start
    with sqlite3.connect(database) as connection, file.open(encoding="utf-8", newline="") as text:
        connection.execute("CREATE TABLE counts (series TEXT, year TEXT, value TEXT)")
        rows = csv.reader(text)
        next(rows)
        connection.executemany("INSERT INTO counts VALUES (?, ?, ?)", rows)
    return "csv + executemany", time.perf_counter() - start


def count_in(engine: Engine) -> int:
    observations = schema.observations
    mine = select(func.count()).where(observations.c.series.like("many-%"))
    with engine.connect() as connection:
        return connection.scalar(mine) or 0


def test_a_hundred_thousand_rows_against_a_plain_import(engine: Engine, file: Path, tmp_path: Path) -> None:
    means, plain = plain_import(file, tmp_path / "plain.sqlite3")
    with sqlite3.connect(tmp_path / "plain.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM counts").fetchone() == (ROWS,)
    source = Source(file.name, file.read_bytes())
    start = time.perf_counter()
    report = pipeline.check(engine, source, Answers(publication=PUBLICATION))
    checked = time.perf_counter() - start
    assert (report.outcome, report.cells["stored"]) == (0, ROWS)
    pipeline.commit(engine, report, who="benchmark", reason="benchmark")
    road = time.perf_counter() - start
    assert count_in(engine) == ROWS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{ROWS:,} rows: check + commit {road:.1f} s ({ROWS / road:,.0f} rows/s; check {checked:.1f} s) "
        f"against {means} {plain:.2f} s ({ROWS / plain:,.0f} rows/s), ratio {road / plain:.0f}; "
        f"peak memory of the process {peak:,.0f} MiB"
    )


def test_the_memory_of_a_check_of_a_hundred_thousand_rows(engine: Engine, file: Path) -> None:
    source = Source(file.name, file.read_bytes())
    tracemalloc.start()
    try:
        report = pipeline.check(engine, source, Answers(publication=PUBLICATION))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.cells["read"] == ROWS
    size = len(source.content)
    print(
        f"\ncheck of {ROWS:,} rows ({size / 2**20:.1f} MiB): peak {peak / 2**20:,.0f} MiB of Python objects, "
        f"{peak / ROWS:,.0f} bytes a row"
    )
