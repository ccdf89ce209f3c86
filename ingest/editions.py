"""Which of several editions of a figure stands, and which one is shown: the only place for that rule.

An observation stands until a retraction takes it back, and again once that was undone. Among rows that say
the same thing (``schema.OBSERVATION_KEY``) the newest counts. Of the editions of one period the one shown is:
a reported value before a blank, no contradicting print, the newest edition, the first reading, the last
recorded.

Which edition is newest: of a year, the one that covers the latest year, then the one that came out last. Of a
part of a year, the one that came out last, then the one that covers the latest year: every report of a year
may give its parts again. A publication came out on the first day on which it can have; where no such day is
known, no earlier than what covers an earlier year, or the same and was recorded before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select

from ingest import schema, taken_back
from ingest.dating import may_have_been_said, was_said

PERIOD = ("series", "period_start", "period_end", "period_kind")


class Edition(NamedTuple):
    """What tells how new an edition is; ``published_from`` is the first day on which it can have come out."""

    period_kind: str
    edition_year: int | None
    published_from: date | None

    def not_newer(self, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
        """Those of one period's rows of ``ranked`` before which a figure of this edition, recorded now, would
        stand."""
        year = self.edition_year or 0
        so_far = [
            row.published_from for row in rows if row.published_from and (row.edition_year or 0) <= year
        ]
        day = self.published_from or max(so_far, default=date.min)

        def told_day(row: Row[Any]) -> date:
            is_after = row.published_from is None and (row.edition_year or 0) > year
            return max(row.told_day or date.min, day if is_after else date.min)

        return [row for row in rows if _newness(row, told_day(row)) <= _newness(self, day)]


def _newness(edition: Edition | Row[Any], day: date) -> tuple[int, date, int]:
    """What ``ranked`` orders editions of one period by."""
    year = edition.edition_year or 0
    return year if edition.period_kind in schema.WHOLE_YEARS else 0, day, year


def standing(recorded: datetime | None = None) -> Select[Any]:
    """Every observation not taken back (by a moment), with its edition year and its ``age``: 1 is the newest
    among rows that say the same thing."""
    table, publications = schema.observations, schema.publications
    same_thing = [table.c[name] for name in schema.OBSERVATION_KEY]
    age = func.row_number().over(partition_by=same_thing, order_by=table.c.id.desc()).label("age")
    query = (
        select(table, publications.c.edition_year, age)
        .join(publications, publications.c.id == table.c.publication)
        .where(table.c.id.not_in(taken_back.ids(recorded)))
    )
    return query if recorded is None else query.where(table.c.recorded_at <= recorded)


def ranked(
    query: Select[Any],
    *,
    published: date | None = None,
    undecided: bool = False,
    read_in: str | None = None,
) -> Select[Any]:
    """The rows of ``standing`` that count, by series and period, with their ``rank``: 1 is the one shown.

    ``told_year`` (0 for parts of years) and ``told_day`` (None where nothing tells it) say how new their
    editions are.
    ``published`` keeps what publishers had certainly said by that day (``was_said``), with ``undecided`` what
    they may have said too. ``read_in`` keeps what was read in places of one kind.
    """
    newest = query.subquery()
    edition, day = func.coalesce(newest.c.edition_year, 0), newest.c.published_from
    year = case((newest.c.period_kind.in_(schema.WHOLE_YEARS), edition), else_=0)
    alike = [*(newest.c[name] for name in PERIOD), year]
    so_far = func.max(day).over(partition_by=alike, order_by=(edition, newest.c.id))
    dated = (
        select(newest, year.label("told_year"), func.coalesce(day, so_far).label("told_day"))
        .where(newest.c.age == 1)
        # After the age: a row whose date was put right must not come back under its wrong date.
        .where(*([] if published is None else [_was_said(newest.c, published, undecided)]))
        .where(*([] if read_in is None else [newest.c.place.in_(_places(read_in))]))
        .subquery()
    )
    rank = (
        func.row_number()
        .over(
            partition_by=[dated.c[name] for name in PERIOD],
            order_by=(
                (dated.c.vintage == "variant"),
                (dated.c.availability != "reported"),
                dated.c.told_year.desc(),
                dated.c.told_day.desc().nulls_last(),
                func.coalesce(dated.c.edition_year, 0).desc(),
                dated.c.reading,
                dated.c.id.desc(),
            ),
        )
        .label("rank")
    )
    return select(dated, rank).order_by(dated.c.series, dated.c.period_start, dated.c.period_end, rank)


def _was_said(columns: Any, day: date, undecided: bool) -> ColumnElement[bool]:
    certain = was_said(columns, day)
    return or_(certain, may_have_been_said(columns, day)) if undecided else certain


def _places(kind: str) -> Select[Any]:
    return select(schema.places.c.id).where(schema.places.c.kind == kind)
