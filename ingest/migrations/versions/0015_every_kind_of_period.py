"""Months and any spans of days are periods too, and the days of a period say its kind.

Revision ID: 0015
Revises: 0014
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OBSERVATIONS = sa.table(
    "observations",
    *(sa.column(name, sa.Date()) for name in ("period_start", "period_end")),
    *(sa.column(name, sa.Text()) for name in ("series", "period_kind", "coverage", "publication", "vintage")),
    sa.column("reading", sa.Integer()),
)
SAME_FIGURE = ("series", "period_start", "period_end", "publication", "vintage", "reading")
WHOLE = {12: {1: "CY", 4: "FY"}, 6: dict.fromkeys((1, 4, 7, 10), "H"), 3: dict.fromkeys((1, 4, 7, 10), "Q")}
PARTIAL = ("YTD", "D")


def upgrade() -> None:
    _allow("'CY', 'FY', 'H', 'Q', 'M', 'YTD', 'D'")
    columns = OBSERVATIONS.c
    periods = sa.select(columns.period_start, columns.period_end, columns.period_kind).distinct()
    for start, end, kind in op.get_bind().execute(periods).all():
        if kind != _kind(start, end):
            _give(_kind(start, end), start, end, kind)


def _give(right: str, start: date, end: date, kind: str) -> None:
    """Give the figures of a period the right kind, but one that stands beside it with that kind already."""
    columns, twins = OBSERVATIONS.c, OBSERVATIONS.alias()
    is_twin = sa.and_(twins.c.period_kind == right, *(twins.c[name] == columns[name] for name in SAME_FIGURE))
    values = {"period_kind": right}
    if right in PARTIAL or kind in PARTIAL:
        values["coverage"] = "partial" if right in PARTIAL else "full"
    op.execute(
        OBSERVATIONS.update()
        .where(columns.period_start == start, columns.period_end == end, columns.period_kind == kind)
        .where(~sa.exists().where(is_twin))
        .values(values)
    )


def _kind(start: date, end: date) -> str:
    """The kind that a period has by its days."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return "D"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = "M" if months == 1 else WHOLE.get(months, {}).get(start.month)
    return whole or ("YTD" if start.month == 1 and months < 12 else "D")


def downgrade() -> None:
    op.execute(
        "UPDATE observations SET period_kind = 'YTD', coverage = 'partial' WHERE period_kind IN ('M', 'D')"
    )
    _allow("'CY', 'FY', 'H', 'Q', 'YTD'")


def _allow(kinds: str) -> None:
    name = op.f("ck_observations_period_kind_is_known")
    with op.batch_alter_table("observations") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"period_kind IN ({kinds})")
