"""How often ranges for the next year have held on the figures of this product, series by series.

The record stands in ``ahead_record.csv``: to make hundreds of ranges, each from earlier years alone, takes
too long for a page. ``python -m tests.contracts.ahead_record`` works it out anew from ``data/``; a test
compares.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.record.captions import Observation, observations_in
from dashboard.record.queries import Catalogue, Database, catalogue, observation_rows
from dashboard.statistics.ahead import Record, record
from dashboard.verdicts.comparable import counts_by_year, usable

FILE = Path(__file__).with_name("ahead_record.csv")
DAY = date(2026, 11, 30)
"""The state of the figures that the file was worked out from."""


def count_record(database: Database, known: Catalogue) -> dict[str, Record]:
    """The record of every judged series of a database with at least one range, by id, in the record's order.

    A range is made within a span, of exact counts of full years, as ranges on pages are. A series that is
    worked out from others would repeat their record and has none.
    """
    judged = [
        row.id
        for row in known.series.values()
        if not known.units[row.unit].not_judged_en and row.id not in known.derived_series
    ]
    found: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations_in(
        row for row in observation_rows(database, series=sorted(judged)) if row["is_current"]
    ):
        found[observation.series].append(observation)
    records = {}
    for series in judged:
        spans: dict[str, list[Observation]] = defaultdict(list)
        for figure in usable(found[series]):
            spans[figure.span].append(figure)
        counted = record(counts_by_year(figures) for figures in spans.values())
        if counted.made:
            records[series] = counted
    return records


@cache
def records() -> dict[str, Record]:
    """The record of each series as it stands in the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["series"]: Record(held=int(row["held"]), made=int(row["made"]))
            for row in csv.DictReader(lines)
        }


def whole_record() -> Record:
    """All series together."""
    return Record(
        held=sum(one.held for one in records().values()), made=sum(one.made for one in records().values())
    )


def write_records(database: Database, path: Path = FILE) -> None:
    """Work the record out and write the file that ``records`` reads."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["series", "made", "held"])
        for series, counted in count_record(database, catalogue(database)).items():
            writer.writerow([series, counted.made, counted.held])
