"""In which periods a series counts one thing in one way, and why it is not comparable beyond.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spans",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("reason_ja", sa.Text(), nullable=False),
        sa.Column("publication", sa.String(length=80), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_spans_a_span_ends_after_it_starts")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_spans_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["publication"], ["publications.id"], name=op.f("fk_spans_publication_publications")
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_spans_series_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spans")),
    )


def downgrade() -> None:
    op.drop_table("spans")
