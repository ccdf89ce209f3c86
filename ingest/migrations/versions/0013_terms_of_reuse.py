"""What a publisher says of the reuse of its figures.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

IN_BOTH_LANGUAGES = "ck_publishers_terms_in_both_languages"


def upgrade() -> None:
    with op.batch_alter_table("publishers") as table:
        for name in ("terms_en", "terms_ja", "terms_url"):
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
        table.create_check_constraint(op.f(IN_BOTH_LANGUAGES), "(terms_en IS NULL) = (terms_ja IS NULL)")


def downgrade() -> None:
    with op.batch_alter_table("publishers") as table:
        table.drop_constraint(op.f(IN_BOTH_LANGUAGES), type_="check")
        for name in ("terms_url", "terms_ja", "terms_en"):
            table.drop_column(name)
