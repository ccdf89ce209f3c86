"""How our server bears many readers, a start, and many selections. Nothing here fails for time."""

from __future__ import annotations

import json
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path
from threading import Barrier

import pytest
from benchmarks.anchors import own_server, running
from benchmarks.conftest import Goals
from sqlalchemy import select

from ingest import schema
from ingest.answers import Answers, Citation
from ingest.database import open_database
from ingest.pipeline import check, commit
from ingest.report import Source

READERS, SECONDS = 50, 6
ROUNDS = 5
STARTS = 3
SELECTIONS = 2000
AT_ONCE = 8
KEPT = [f"{path}?lang={lang}" for path in ("", "trends", "compare", "objectives") for lang in ("en", "ja")]
FIRST_PAGES = {"breakdown": "600 ms", "compare": "450 ms", "objectives": "250 ms"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('server') / 'piracy.sqlite3'}"


def asked(address: str) -> float:
    """The milliseconds until an answer is there."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br", "Accept-Language": "en"})
    start = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - start)


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """What a process holds in memory."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def selections(database: str) -> Iterator[str]:
    """Addresses of pages with charts, no two alike."""
    engine, chosen, seen = open_database(database), random.Random(1), {""}
    with engine.connect() as connection:
        series = list(connection.scalars(select(schema.series.c.id).order_by(schema.series.c.id)))
    engine.dispose()
    for page in ("trends", "revisions", "compare", "objectives", "breakdown", "trends", "") * SELECTIONS:
        first, language, query = chosen.randrange(1991, 2015), chosen.choice(("en", "ja")), ""
        if page in ("trends", "revisions"):
            query = "".join(f"&series={name}" for name in chosen.sample(series, chosen.choice((1, 1, 2, 3))))
        years = f"from={first}&to={chosen.randrange(first + 3, 2026)}"
        address = f"{page}?lang={language}&{years}{query}"
        if address not in seen:
            seen.add(address)
            yield address


def test_a_start_the_first_pages_and_memory(database: str, goals: Goals) -> None:
    imports, starts, idle = [], [], []
    first: dict[str, list[float]] = {page: [] for page in FIRST_PAGES}
    for number in range(STARTS + 1):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import dash, pandas"], check=True)
        imported = time.perf_counter()
        command, address, options = own_server(database)
        with running(command, address, **options) as process:
            if number == 0:
                continue  # this one loads the data and compiles the program
            starts.append(1000 * (time.perf_counter() - imported))
            imports.append(1000 * (imported - begin))
            time.sleep(3)
            idle.append(megabytes(process))
            for page, found in first.items():
                found.append(asked(address + page))
            if number == STARTS:
                addresses = (address + page for page in selections(database))
                held = [held_after(process, islice(addresses, SELECTIONS // 2)) for _half in range(2)]
    goals.ratio(
        "start to first byte of `/`",
        statistics.median(starts),
        "`python -c 'import dash, pandas'`",
        statistics.median(imports),
        "2x",
    )
    for page, goal in FIRST_PAGES.items():
        goals.number(f"first uncached `/{page}`", statistics.median(first[page]), "ms", goal)
    goals.number("memory idle", statistics.median(idle), "MB", "145 MB")
    goals.number(f"memory after {SELECTIONS // 2:,} selections", held[0], "MB", "530 MB, flat")
    goals.number(f"memory after {SELECTIONS:,} selections", held[1], "MB", "530 MB, flat")


def held_after(process: subprocess.Popen[bytes], addresses: Iterator[str]) -> float:
    """The megabytes that a server holds once it has answered all of these."""
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(asked, addresses))
    return megabytes(process)


@pytest.fixture(scope="module")
def server(database: str) -> Iterator[str]:
    """The address of a server that keeps the pages of ``KEPT``."""
    command, address, options = own_server(database)
    with running(command, address, **options):
        for page in KEPT:
            asked(address + page)
        yield address


def readers(*addresses: str) -> subprocess.Popen[str]:
    program = str(Path(__file__).with_name("readers.py"))
    command = [sys.executable, program, str(READERS), str(SECONDS), *addresses]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def found_by(process: subprocess.Popen[str]) -> dict[str, float]:
    found: dict[str, float] = json.loads(process.communicate(timeout=120)[0])
    return found


def test_a_kept_page_for_many_readers(server: str, goals: Goals) -> None:
    page = f"{server}trends?lang=en"
    with urllib.request.urlopen(page) as answer:
        styles = re.findall(r"/(assets/style\.css[^\"]+)", answer.read().decode())[0]
    pages, assets = (
        [found_by(readers(address))["count"] for _ in range(3)] for address in (page, server + styles)
    )
    goals.ratio(
        f"pages a second, {READERS} readers, kept `/trends`",
        statistics.median(pages) / SECONDS,
        "style sheet of the same server",
        statistics.median(assets) / SECONDS,
        "at least 0.7x",
        "a second",
    )


def test_a_new_page_that_several_ask_for_at_once(server: str, goals: Goals) -> None:
    years = count(1992)
    together = Barrier(AT_ONCE)

    def read(address: str) -> float:
        together.wait()
        return asked(address)

    one = [asked(f"{server}trends?lang=en&series=imb-world&from={next(years)}") for _ in range(ROUNDS)]
    with ThreadPoolExecutor(AT_ONCE) as hands:
        last = [
            max(hands.map(read, [f"{server}trends?lang=en&series=imb-world&from={next(years)}"] * AT_ONCE))
            for _ in range(ROUNDS)
        ]
    goals.ratio(
        f"{AT_ONCE} readers, same new page", statistics.median(last), "one", statistics.median(one), "1.3x"
    )


def test_readers_while_an_analyst_loads_a_value(database: str, server: str, goals: Goals) -> None:
    addresses = [server + page for page in KEPT]
    calm = [found_by(readers(*addresses))["p95"] for _ in range(3)]
    engine, busy = open_database(database), []
    for year in range(2019, 2022):
        asking = readers(*addresses)
        time.sleep(SECONDS / 3)
        source = Source(f"{year}.csv", f"series,year,value\nimb-world,{year},120\n".encode())
        answers = Answers(citation=Citation(f"Report of {year}", publisher="imb"), why={"": "a benchmark"})
        report = check(engine, source, answers)
        commit(engine, report, who="benchmark", reason="benchmark")
        busy.append(found_by(asking)["p95"])
    engine.dispose()
    goals.ratio(
        f"p95 of {READERS} readers while a value is loaded",
        statistics.median(busy),
        "without the load",
        statistics.median(calm),
        "2x",
    )
