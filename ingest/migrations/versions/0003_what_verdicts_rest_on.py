"""What verdicts rest on: from which year counts spread, which series repeats a count, how each is named

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
        table.add_column(sa.Column("said_en", sa.Text(), nullable=True))
        table.add_column(sa.Column("said_ja", sa.Text(), nullable=True))
        table.create_check_constraint(
            op.f("ck_indicator_series_said_in_both_languages"), "(said_en IS NULL) = (said_ja IS NULL)"
        )
        table.create_foreign_key(
            op.f("fk_indicator_series_history_with_series"), "series", ["history_with"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("indicator_series") as table:
        table.drop_constraint(op.f("fk_indicator_series_history_with_series"), type_="foreignkey")
        table.drop_constraint(op.f("ck_indicator_series_said_in_both_languages"), type_="check")
        for name in ("said_ja", "said_en", "history_with"):
            table.drop_column(name)
    op.drop_column("indicators", "history_from")
