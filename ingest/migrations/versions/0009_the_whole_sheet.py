"""What the evaluation sheet says, item by item, and the states of its initiatives.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_items",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("objective", sa.String(length=80), nullable=False),
        sa.Column("heading", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part_en", sa.Text(), nullable=True),
        sa.Column("part_ja", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_ja", sa.Text(), nullable=False),
        sa.Column("evidence_en", sa.Text(), nullable=True),
        sa.Column("evidence_ja", sa.Text(), nullable=True),
        sa.Column("publication", sa.String(length=80), nullable=False),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "heading IN ('aim', 'initiatives', 'result', 'way-forward', 'next-aim')",
            name=op.f("ck_sheet_items_heading_is_known"),
        ),
        sa.CheckConstraint(
            "(heading = 'initiatives') = (evidence_en IS NOT NULL)",
            name=op.f("ck_sheet_items_an_initiative_has_its_evidence"),
        ),
        sa.CheckConstraint(
            "(part_en IS NULL) = (part_ja IS NULL)", name=op.f("ck_sheet_items_part_in_both_languages")
        ),
        sa.CheckConstraint(
            "(evidence_en IS NULL) = (evidence_ja IS NULL)",
            name=op.f("ck_sheet_items_evidence_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_sheet_items_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["objective"], ["objectives.id"], name=op.f("fk_sheet_items_objective_objectives")
        ),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_sheet_items_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_items")),
        sa.UniqueConstraint("objective", "position", name=op.f("uq_sheet_items_objective_position")),
    )
    op.create_table(
        "item_states",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("by_en", sa.Text(), nullable=False),
        sa.Column("by_ja", sa.Text(), nullable=False),
        sa.Column("publication", sa.String(length=80), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("source_en", sa.Text(), nullable=True),
        sa.Column("source_ja", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("note_en", sa.Text(), nullable=True),
        sa.Column("note_ja", sa.Text(), nullable=True),
        sa.Column("source_line", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('reported', 'seen', 'not-known')", name=op.f("ck_item_states_state_is_known")
        ),
        sa.CheckConstraint(
            "publication IS NOT NULL OR source_en IS NOT NULL",
            name=op.f("ck_item_states_a_state_has_a_source"),
        ),
        sa.CheckConstraint(
            "(source_en IS NULL) = (source_ja IS NULL)", name=op.f("ck_item_states_source_in_both_languages")
        ),
        sa.CheckConstraint(
            "(note_en IS NULL) = (note_ja IS NULL)", name=op.f("ck_item_states_note_in_both_languages")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_item_states_batch_id_batches")),
        sa.ForeignKeyConstraint(["item"], ["sheet_items.id"], name=op.f("fk_item_states_item_sheet_items")),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_item_states_publication_publications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_states")),
    )
    with op.batch_alter_table("objectives") as table:
        table.drop_column("next_ja")
        table.drop_column("next_en")


def downgrade() -> None:
    with op.batch_alter_table("objectives") as table:
        table.add_column(sa.Column("next_en", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("next_ja", sa.Text(), nullable=False, server_default=""))
    op.drop_table("item_states")
    op.drop_table("sheet_items")
