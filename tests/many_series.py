"""A database with many times the series of data/: copies with own ids, names, waters, publishers and reports.

Copies count other things than what they were copied from: their values are shares of the original's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, Table, insert, select

from ingest import schema
from ingest.database import PROJECT, migrate, writing
from ingest.load import load_folder

REFERENCES: Mapping[Table, tuple[str, ...]] = {
    schema.publishers: ("id",),
    schema.publications: ("id", "publisher"),
    schema.areas: ("id", "parent", "defined_by"),
    schema.definitions: ("id", "publisher"),
    schema.series: ("id", "publisher", "area", "definition", "successor"),
    schema.regions: ("id",),
    schema.region_areas: ("region", "area"),
    schema.observations: ("series", "publication"),
}
"""The tables that are copied, in the order of their references, and their columns that name a copied row."""
NAMES = ("name", "short", "title")
WATERS = {"en": "{name}, waters {number}", "ja": "{name}・海域{number}"}


def fill_many(engine: Engine, times: int) -> None:
    """Make the newest tables, load data/, and copy it until there are ``times`` as many series."""
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="many series")
    with writing(engine) as connection:
        for table, references in REFERENCES.items():
            rows = [dict(row) for row in connection.execute(_copied(table)).mappings()]
            for number in range(1, times):
                connection.execute(insert(table), [_copy(row, references, number) for row in rows])


def _copied(table: Table) -> Any:
    """The world stands beside every region, and the law on every page of Sources: they are not copied."""
    parts = select(schema.regions.c.id).where(schema.regions.c.kind == "part")
    if table is schema.regions:
        return select(table).where(table.c.kind == "part")
    if table is schema.region_areas:
        return select(table).where(table.c.region.in_(parts))
    if table is schema.definitions:
        return select(table).where(table.c.publisher.is_not(None))
    return select(table)


def _copy(row: dict[str, Any], references: tuple[str, ...], number: int) -> dict[str, Any]:
    copy = dict(row)
    for name in references:
        if copy[name] is not None:
            copy[name] = f"{copy[name]}-{number}"
    for language, waters in WATERS.items():
        for name in NAMES:
            column = f"{name}_{language}"
            if column in copy:
                copy[column] = waters.format(name=copy[column], number=number)
    if "position" in copy:
        copy["position"] += 1000 * number
    if "value" in copy:
        del copy["id"]
        copy["value"] = copy["value"] and copy["value"] * (50 + 13 * number % 101) // 100
    return copy
