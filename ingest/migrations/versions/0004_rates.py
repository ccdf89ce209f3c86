"""Rates: which count of incidents is held against which count of transits

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rates",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(length=80), nullable=False),
        sa.Column("transits", sa.String(length=80), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("caution_from", sa.Integer(), nullable=True),
        sa.Column("caution_en", sa.Text(), nullable=True),
        sa.Column("caution_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(caution_from IS NULL) = (caution_en IS NULL)", name=op.f("ck_rates_a_caution_says_from_when")
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_rates_note_in_both_languages")
        ),
        sa.CheckConstraint(
            "(caution_en IS NULL) = (caution_ja IS NULL)", name=op.f("ck_rates_caution_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_rates_batch_id_batches")),
        sa.ForeignKeyConstraint(["counts"], ["series.id"], name=op.f("fk_rates_counts_series")),
        sa.ForeignKeyConstraint(["transits"], ["series.id"], name=op.f("fk_rates_transits_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates")),
    )


def downgrade() -> None:
    op.drop_table("rates")
