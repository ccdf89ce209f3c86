"""Units in words, how a count is divided into parts, and what else is counted

Revision: 0006, after 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.String(length=80)
WORDS = (
    ("incidents", "Incidents a year", "年間件数", "{value}", "{value}件", None, None),
    ("ships", "Ships a year", "年間隻数", "{value} ships", "{value}隻", None, None),
    (
        "persons",
        "Persons a year",
        "年間人数",
        "{value} persons",
        "{value}人",
        "persons are taken many at a time, not one by one",
        "人数は一度に多数となるため",
    ),
    (
        "percent",
        "Percent",
        "割合（％）",
        "{value} %",
        "{value}％",
        "a share is not a count",
        "割合であり件数ではない",
    ),
    (
        "transits",
        "Ship transits a year (traffic, not incidents)",
        "年間通航隻数（交通量であり、事案の件数ではない）",
        "{value} transits",
        "{value}隻",
        "traffic, not incidents",
        "通航量であり事案ではない",
    ),
)
"""The units that the program had in words of its own until then."""
UNKNOWN = ("how such values spread is not known", "値のばらつき方が不明であるため")


def upgrade() -> None:
    units = op.create_table(
        "units",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("counted_en", sa.Text(), nullable=False),
        sa.Column("counted_ja", sa.Text(), nullable=False),
        sa.Column("not_judged_en", sa.Text(), nullable=True),
        sa.Column("not_judged_ja", sa.Text(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "replace(counted_en, '{value}', '') <> counted_en AND "
            "replace(counted_ja, '{value}', '') <> counted_ja",
            name=op.f("ck_units_a_value_has_its_place"),
        ),
        sa.CheckConstraint(
            "(not_judged_en IS NULL) = (not_judged_ja IS NULL)",
            name=op.f("ck_units_not_judged_in_both_languages"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_units_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    _fill(units)
    for name in ("measures", "series"):
        with op.batch_alter_table(name) as table:
            table.alter_column("unit", existing_type=sa.Text(), type_=KEY, existing_nullable=False)
            table.create_foreign_key(op.f(f"fk_{name}_unit_units"), "units", ["unit"], ["id"])
    op.create_table(
        "breakdowns",
        sa.Column("id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("divided_by", sa.String(length=20), nullable=False),
        sa.Column("whole", KEY, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "divided_by IN ('severity', 'kind')", name=op.f("ck_breakdowns_divided_by_is_known")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_breakdowns_batch_id_batches")),
        sa.ForeignKeyConstraint(["whole"], ["series.id"], name=op.f("fk_breakdowns_whole_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdowns")),
    )
    op.create_table(
        "breakdown_parts",
        sa.Column("breakdown", KEY, nullable=False),
        sa.Column("series", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published_share", KEY, nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_breakdown_parts_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(
            ["breakdown"], ["breakdowns.id"], name=op.f("fk_breakdown_parts_breakdown_breakdowns")
        ),
        sa.ForeignKeyConstraint(
            ["published_share"], ["series.id"], name=op.f("fk_breakdown_parts_published_share_series")
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_breakdown_parts_series_series")),
        sa.PrimaryKeyConstraint("breakdown", "series", name=op.f("pk_breakdown_parts")),
        sa.UniqueConstraint("breakdown", "position", name=op.f("uq_breakdown_parts_breakdown_position")),
    )
    op.create_table(
        "other_measures",
        sa.Column("series", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name=op.f("fk_other_measures_batch_id_batches")
        ),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_other_measures_series_series")),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_other_measures")),
    )


def _fill(units: sa.Table) -> None:
    """The units that a filled database uses, as written by its first batch: series cannot be without."""
    connection = op.get_bind()
    used = connection.execute(
        sa.text("SELECT unit FROM measures UNION SELECT unit FROM series ORDER BY unit")
    ).scalars()
    known = {row[0]: row for row in WORDS}
    rows = [known.get(one, (one, one, one, "{value}", "{value}", *UNKNOWN)) for one in used]
    if rows:
        batch = connection.execute(sa.text("SELECT min(id) FROM batches")).scalar()
        names = [column.name for column in units.columns]
        op.bulk_insert(units, [dict(zip(names, (*row, batch), strict=True)) for row in rows])


def downgrade() -> None:
    for name in ("other_measures", "breakdown_parts", "breakdowns"):
        op.drop_table(name)
    for name in ("series", "measures"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_unit_units"), type_="foreignkey")
            table.alter_column("unit", existing_type=KEY, type_=sa.Text(), existing_nullable=False)
    op.drop_table("units")
