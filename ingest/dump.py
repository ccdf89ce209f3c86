"""Write what the database holds in the form of ``data/``: the same files in the same order."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from ingest import data_package, derived, schema, taken_back


def dump_folder(engine: Engine, folder: Path) -> list[Path]:
    """Write every table into a folder (made if need be) and return the files written."""
    written = []
    for name, content in dump_files(engine).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def dump_files(engine: Engine) -> dict[str, bytes]:
    """Every table as a file, by its name in the folder, and what describes them, ``datapackage.json``."""
    with engine.connect() as connection:
        files = {
            data_package.file_of(table): data_package.write_table(table, _words_of(connection, table))
            for table in data_package.REFERENCE_TABLES
        }
        counts = _observations_by_file(connection)
        theirs = schema.batches.c.kind != "data"
        newest = connection.scalar(select(func.max(schema.batches.c.recorded_at)).where(theirs))
        publishers = _words_of(connection, schema.publishers)
    files |= {file: data_package.write_table(schema.observations, rows) for file, rows in counts.items()}
    day = newest.date() if newest else data_package.DATA_DAY
    files["datapackage.json"] = data_package.describe(counts, publishers=publishers, day=day)
    return files


def _words_of(connection: Connection, table: Table) -> list[Any]:
    keys = [column.name for column in table.primary_key]
    if "position" in table.c:
        keys = [key for key in keys if key in ("indicator", "breakdown")] + ["position", *keys]
    if "objective" in table.c and "position" in table.c:
        keys = ["objective", *keys]
    rows = connection.execute(select(table)).mappings().all()
    if table is schema.item_states:
        away = taken_back.batches(connection)
        rows = taken_back.standing_states(rows, away)
    return sorted(rows, key=lambda row: [row[key] for key in keys])


def _observations_by_file(connection: Connection) -> dict[str, list[Any]]:
    """The live observations of every file: for each key the newest that was not taken back."""
    observations, series, publications = schema.observations, schema.series, schema.publications
    live = (
        select(observations, series.c.publisher, series.c.measure, publications.c.edition_year)
        .join(series, series.c.id == observations.c.series)
        .join(publications, publications.c.id == observations.c.publication)
        .where(observations.c.id.not_in(taken_back.ids()), observations.c.series.not_in(derived.ids()))
        .order_by(observations.c.id)
    )
    newest = {
        tuple(row[name] for name in schema.OBSERVATION_KEY): row
        for row in connection.execute(live).mappings()
    }
    files: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(newest.values(), key=_order):
        files[data_package.observation_file(row["publisher"], row["measure"])].append(row)
    return dict(sorted(files.items()))


def _order(row: Any) -> tuple[Any, ...]:
    return (
        row["series"],
        row["period_start"],
        row["period_end"],
        row["edition_year"] or 0,
        schema.VINTAGES.index(row["vintage"]),
        row["publication"],
        row["reading"],
    )
