"""What an analyst's load needs: where a figure stood in its file, drafts, accounts, aliases, an audit log

Revision: 0002, after 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _kinds(
        "batches",
        "'data', 'analyst', 'undo', 'withdrawal'",
        added=[sa.Column("answers", sa.Text(), nullable=True)],
    )
    _kinds("places", "'original', 'reprint', 'press', 'mirror', 'file'")
    op.add_column("observations", sa.Column("source_column", sa.Integer(), nullable=True))
    op.create_table(
        "aliases",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("meaning", sa.String(length=80), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_aliases_batch_id_batches")),
        sa.PrimaryKeyConstraint("kind", "alias", "meaning", name=op.f("pk_aliases")),
    )
    op.create_table(
        "kept_mappings",
        sa.Column("publisher", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["publisher"], ["publishers.id"], name=op.f("fk_kept_mappings_publisher_publishers")
        ),
        sa.PrimaryKeyConstraint("publisher", "label", name=op.f("pk_kept_mappings")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "fetches",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_fetches")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name", name=op.f("uq_accounts_name")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_audit_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _kinds(table: str, kinds: str, *, added: list[sa.Column[str]] | None = None) -> None:
    name = op.f(f"ck_{table}_kind_is_known")
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, f"kind IN ({kinds})")
        for column in added or []:
            changed.add_column(column)


def downgrade() -> None:
    for table in ("settings", "audit", "accounts", "fetches", "drafts", "kept_mappings", "aliases"):
        op.drop_table(table)
    with op.batch_alter_table("observations") as changed:
        changed.drop_column("source_column")
    _kinds("places", "'original', 'reprint', 'press', 'mirror'")
    with op.batch_alter_table("batches") as changed:
        changed.drop_column("answers")
    _kinds("batches", "'data', 'analyst', 'undo'")
