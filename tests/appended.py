"""Figures as an analyst appends them: like one that stands, changed, in a batch of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import Engine, select

from ingest import schema, store
from ingest.database import writing
from ingest.dating import Dating

TABLES = {
    table.name: table
    for table in (schema.publishers, schema.publications, schema.places, schema.series, schema.definitions)
}
LINES = count(2)


def figure(
    engine: Engine, like: str, year: int, published: date | Dating | None = None, **changes: Any
) -> Any:
    """A figure like the newest of a series and full year, changed, as an analyst appends it; published on a
    day, within bounds, or when nobody knows."""
    table = schema.observations
    with engine.connect() as connection:
        row = connection.execute(
            select(table)
            .where(table.c.series == like, table.c.period_start == date(year, 1, 1))
            .where(table.c.period_kind == "CY")
            .order_by(table.c.id.desc())
        ).mappings()
        found = dict(row.first() or {})
    values = {
        column.name: found[column.name] for column in table.columns if not column.info.get("internal")
    } | changes
    line = next(LINES)
    dating = published if isinstance(published, Dating) else Dating(published, published)
    return store.NewObservation(values, dating, f"test-{line}", "mine.csv", line)


def copied(engine: Engine, table: Any, key: str, **changes: Any) -> dict[str, Any]:
    """A row of words of data/, changed."""
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.id == key)).mappings().one()
    return {name: value for name, value in row.items() if name != "batch_id"} | changes


def loads(engine: Engine, *figures: Any, words: Mapping[str, list[dict[str, Any]]] | None = None) -> int:
    """An analyst's batch."""
    rows = [
        store.ReferenceRow(TABLES[name], row, is_new=True)
        for name, new in (words or {}).items()
        for row in new
    ]
    with writing(engine) as connection:
        return store.append_batch(
            connection,
            kind="analyst",
            who="analyst",
            reason="from the printed report",
            source_name="mine.csv",
            sha256=None,
            references=rows,
            observations=figures,
        )
