"""A publication's date may be bounds, with the page that shows it; a figure carries both ends.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("publications") as table:
        table.add_column(sa.Column("published_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("published_to", sa.Date(), nullable=True))
        table.add_column(sa.Column("dated_by", sa.String(length=80), nullable=True))
        table.create_foreign_key(op.f("fk_publications_dated_by_places"), "places", ["dated_by"], ["id"])
        table.create_check_constraint(
            op.f("ck_publications_a_day_or_bounds"),
            "published_on IS NULL OR (published_from IS NULL AND published_to IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_publications_bounds_in_order"), "published_from <= published_to"
        )
    with op.batch_alter_table("observations") as table:
        table.add_column(sa.Column("published_from", sa.Date(), nullable=True))
    observations = sa.table(
        "observations", sa.column("published_on", sa.Date()), sa.column("published_from", sa.Date())
    )
    op.execute(observations.update().values(published_from=observations.c.published_on))


def downgrade() -> None:
    with op.batch_alter_table("observations") as table:
        table.drop_column("published_from")
    with op.batch_alter_table("publications") as table:
        table.drop_constraint(op.f("ck_publications_bounds_in_order"), type_="check")
        table.drop_constraint(op.f("ck_publications_a_day_or_bounds"), type_="check")
        table.drop_constraint(op.f("fk_publications_dated_by_places"), type_="foreignkey")
        table.drop_column("dated_by")
        table.drop_column("published_to")
        table.drop_column("published_from")
