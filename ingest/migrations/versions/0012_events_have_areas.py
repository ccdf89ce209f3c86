"""Where an event bears on the counts, how sure it is, and two further kinds of events.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KIND_IS_KNOWN = "ck_events_kind_is_known"


def upgrade() -> None:
    with op.batch_alter_table("events") as table:
        table.add_column(sa.Column("areas", sa.Text(), nullable=True))
        table.add_column(sa.Column("also_at", sa.Text(), nullable=True))
        table.add_column(sa.Column("confidence", sa.String(length=20), nullable=True))
        table.drop_constraint(op.f(KIND_IS_KNOWN), type_="check")
        table.create_check_constraint(
            op.f(KIND_IS_KNOWN), "kind IN ('policy', 'enforcement', 'incident', 'shock', 'definition')"
        )


def downgrade() -> None:
    op.execute("DELETE FROM events WHERE kind IN ('enforcement', 'incident')")
    with op.batch_alter_table("events") as table:
        table.drop_constraint(op.f(KIND_IS_KNOWN), type_="check")
        table.create_check_constraint(op.f(KIND_IS_KNOWN), "kind IN ('policy', 'shock', 'definition')")
        table.drop_column("confidence")
        table.drop_column("also_at")
        table.drop_column("areas")
