"""What verdicts rest on: from which year counts tell of their spread, and which series repeats a count

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicators", sa.Column("history_from", sa.Integer(), nullable=True))
    with op.batch_alter_table("indicator_series") as table:
        table.add_column(sa.Column("history_with", sa.String(length=80), nullable=True))
        table.create_foreign_key(
            op.f("fk_indicator_series_history_with_series"), "series", ["history_with"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("indicator_series") as table:
        table.drop_constraint(op.f("fk_indicator_series_history_with_series"), type_="foreignkey")
        table.drop_column("history_with")
    op.drop_column("indicators", "history_from")
