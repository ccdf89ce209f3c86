"""Who did what and when: the only place that writes and reads the audit log.

The log is data, not prose: an action is one of the short names below, and the detail is what it was done
to (a name, an address, a file). Passwords and one-time links never stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from ingest import schema
from ingest.database import writing

ACCOUNT_ADDED = "account-added"
ACCOUNT_DISABLED = "account-disabled"
ACCOUNT_ENABLED = "account-enabled"
PASSWORD_CHANGED = "password-changed"
SIGNED_IN = "signed-in"
SIGN_IN_FAILED = "sign-in-failed"
SIGNED_OUT = "signed-out"

LONGEST_NAME, LONGEST_DETAIL = 80, 2000


@dataclass(frozen=True)
class AuditRecord:
    """Who did what, to what, and when, as the audit log keeps it; ``at`` is in UTC, ``batch`` the number of a
    batch that the action wrote."""

    at: datetime
    who: str
    action: str
    detail: str
    batch: int | None


def record(connection: Connection, *, who: str, action: str, detail: str, batch: int | None = None) -> None:
    """Append one line inside the caller's transaction, so that it stands if and only if the deed does."""
    values = {
        "at": datetime.now(UTC),
        "who": printable(who, most=LONGEST_NAME),
        "action": action,
        "detail": printable(detail, most=LONGEST_DETAIL),
        "batch_id": batch,
    }
    connection.execute(insert(schema.audit).values(values))


def note(engine: Engine, *, who: str, action: str, detail: str) -> None:
    """Append one line in a transaction of its own, for a deed that changes no other table."""
    with writing(engine) as connection:
        record(connection, who=who, action=action, detail=detail)


def records(engine: Engine, limit: int = 100) -> Sequence[AuditRecord]:
    """The newest lines, newest first."""
    audit = schema.audit.c
    newest = select(schema.audit).order_by(audit.id.desc()).limit(limit)
    with engine.connect() as connection:
        return [
            AuditRecord(_utc(row.at), row.who, row.action, row.detail, row.batch_id)
            for row in connection.execute(newest)
        ]


def printable(text: str, *, most: int) -> str:
    """Text as a terminal, a page and either database can hold it: no control characters, not endless."""
    plain = (" " if letter.isspace() else letter for letter in text[:most])
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in plain)


def _utc(moment: datetime) -> datetime:
    """SQLite forgets the zone of what was written in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
