"""What Alembic runs: the migrations, in the transaction that ``ingest.database`` hands in."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from ingest.schema import metadata

connection: Connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
