"""What ten and a hundred times the series cost a page (``make benchmark``). Nothing here fails for time.

Processor time of the server's work alone, so that what else the machine does counts little.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from many_series import fill_many

from dashboard.web.application import create_app
from ingest.database import open_database

TIMES = (1, 10, 100)
YEARS = range(1993, 2000)
ADDRESSES = {
    "Trends": "/trends?series=imb-world&from={year}&lang=en",
    "Trends, list open": "/trends?series=imb-world&from={year}&page=1&lang=en",
    "Compare": "/compare?region=somalia-gulf-of-aden&from={year}&to=2024&lang=en",
    "Objectives": "/objectives?from={year}&lang=en",
    "Revisions": "/revisions?series=recaap-asia&from={year}&lang=en",
    "Trace": "/trace?numbers={year},58,67&from=2021&lang=en",
    "Sources": "/sources?at=publication-imb-annual-{year}&lang=en",
    "Sources, as published by a day": "/sources?published={year}-12-31&lang=en",
}


def costs(folder: Path, times: int) -> Iterator[tuple[float, float, int]]:
    """Of each page the seconds after the start, the median of further addresses, and the bytes."""
    for address in ADDRESSES.values():
        engine = open_database(f"sqlite:///{folder / f'{times}.sqlite3'}")
        client = create_app(engine).server.test_client()
        seconds, size = [], 0
        for year in YEARS:
            start = time.process_time()
            size = len(client.get(address.format(year=year)).data)
            seconds.append(time.process_time() - start)
        engine.dispose()
        yield seconds[0], statistics.median(seconds[1:]), size


def test_many_times_the_series_against_those_of_today(tmp_path: Path) -> None:
    found = {}
    for times in TIMES:
        engine = open_database(f"sqlite:///{tmp_path / f'{times}.sqlite3'}")
        fill_many(engine, times)
        engine.dispose()
        found[times] = list(costs(tmp_path, times))
    print(f"\n{'page, against 102 series':34} {'new address':>24} {'first after a start':>24} {'bytes':>14}")
    for place, name in enumerate(ADDRESSES):
        first, new, size = found[1][place]
        columns = [f"{new * 1000:6.0f} ms", f"{first * 1000:6.0f} ms", f"{size / 1000:4.0f} kB"]
        for times in TIMES[1:]:
            many = found[times][place]
            for column, ratio in enumerate((many[1] / new, many[0] / first, many[2] / size)):
                columns[column] += f" {ratio:4.1f}x"
        print(f"{name:34} {columns[0]:>24} {columns[1]:>24} {columns[2]:>14}")
