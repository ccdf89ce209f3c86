"""Taking back can be taken back: a retraction holds until a later batch reinstates its figure.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("retractions") as table:
        table.drop_constraint(op.f("uq_retractions_observation_id"), type_="unique")
        table.create_index(op.f("ix_retractions_observation_id"), ["observation_id"])
    op.create_table(
        "reinstatements",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("retraction_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_reinstatements_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(
            ["retraction_id"], ["retractions.id"], name=op.f("fk_reinstatements_retraction_id_retractions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reinstatements")),
        sa.UniqueConstraint("retraction_id", name=op.f("uq_reinstatements_retraction_id")),
    )


def downgrade() -> None:
    op.drop_table("reinstatements")
    with op.batch_alter_table("retractions") as table:
        table.drop_index(op.f("ix_retractions_observation_id"))
        table.create_unique_constraint(op.f("uq_retractions_observation_id"), ["observation_id"])
