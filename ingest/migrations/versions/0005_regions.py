"""Regions: which areas of which publisher are set side by side

Revision: 0005, after 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regions",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('part', 'world')", name=op.f("ck_regions_kind_is_known")),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_regions_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_regions_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
    )
    op.create_table(
        "region_areas",
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["areas.id"], name=op.f("fk_region_areas_area_areas")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_region_areas_batch_id_batches")),
        sa.ForeignKeyConstraint(["region"], ["regions.id"], name=op.f("fk_region_areas_region_regions")),
        sa.PrimaryKeyConstraint("region", "area", name=op.f("pk_region_areas")),
    )


def downgrade() -> None:
    op.drop_table("region_areas")
    op.drop_table("regions")
