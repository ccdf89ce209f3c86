"""A figure may have been read off the labels of a chart.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allow("'stated', 'charted', 'derived', 'counted'")


def downgrade() -> None:
    op.execute("UPDATE observations SET method = 'stated' WHERE method = 'charted'")
    _allow("'stated', 'derived', 'counted'")


def _allow(methods: str) -> None:
    name = op.f("ck_observations_method_is_known")
    with op.batch_alter_table("observations") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"method IN ({methods})")
