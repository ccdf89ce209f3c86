"""How fast, as ratios measured side by side in one run (``make benchmark``). Nothing here fails for time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.trend import CHART
from dashboard.pages import Visit
from dashboard.pages.parts.frame import pictures_html
from dashboard.record.queries import catalogue
from dashboard.web.application import create_app
from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder

ROUNDS = 7


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_database(f"sqlite:///{tmp_path / 'piracy.sqlite3'}")
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="benchmark")
    return engine


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def report(name: str, slow: float, fast: float) -> None:
    print(f"\n{name}: {slow * 1000:.1f} ms against {fast * 1000:.1f} ms, ratio {slow / fast:.1f}")


def test_a_start_with_files_seen_before_against_a_full_comparison(engine: Engine) -> None:
    full = median_seconds(lambda: load_folder(engine, PROJECT / "data", reason="x", even_if_seen=True))
    seen = median_seconds(lambda: load_folder(engine, PROJECT / "data", reason="x"))
    report("comparing data/ against knowing it", full, seen)


def test_a_page_made_anew_against_one_from_memory(engine: Engine) -> None:
    client = create_app(engine).server.test_client()
    client.get("/trends?lang=en")
    years = iter(range(1991, 2025))
    anew = median_seconds(lambda: client.get(f"/trends?lang=en&series=imb-world&from={next(years)}"))
    kept = median_seconds(lambda: client.get("/trends?lang=en"))
    report("a page never asked for against one from memory", anew, kept)


def test_the_pictures_share_of_a_new_page(engine: Engine) -> None:
    words = catalogue(engine)
    selections = [Selection(("imb-world",), first=year) for year in range(1991, 1991 + 2 * ROUNDS)]
    sheets = iter(selections)

    def draw() -> None:
        sheet = CHART.build(engine, words, next(sheets))
        pictures_html(Visit(engine, words, sheet.selection), "p", sheet)

    with_pictures = median_seconds(draw)
    without = median_seconds(lambda: CHART.build(engine, words, next(sheets)))
    report("a sheet with its two pictures against the sheet alone", with_pictures, without)
