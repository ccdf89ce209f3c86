"""Series that are worked out from others.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "derived_series",
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("way", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("series <> part", name=op.f("ck_derived_series_no_part_of_itself")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_derived_series_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(["part"], ["series.id"], name=op.f("fk_derived_series_part_series")),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_derived_series_series_series")),
        sa.PrimaryKeyConstraint("series", "way", "part", name=op.f("pk_derived_series")),
    )
    # The indicator takes the series that is worked out in its place, with the next load.
    op.execute(
        "DELETE FROM indicator_series WHERE indicator = 'asia-minor' AND series = 'imb-east-south-east-asia'"
    )


def downgrade() -> None:
    op.drop_table("derived_series")
