"""The audit log: who did what and when."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from ingest import schema


def record(connection: Connection, *, who: str, action: str, detail: str, batch: int | None = None) -> None:
    """Append one line inside the caller's transaction."""
    row = {"at": datetime.now(UTC), "who": who, "action": action, "detail": detail, "batch_id": batch}
    connection.execute(insert(schema.audit).values(row))
