"""Which of several editions of a figure stands, and which one is shown: the only place for that rule.

An observation stands until a retraction takes it back, and again once that was undone. Among rows that say
the same thing (``schema.OBSERVATION_KEY``) the newest counts. Of the editions of one period the one shown is:
a reported value before a blank, no contradicting print, the newest edition, the first reading, the last
recorded.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from ingest import schema, taken_back
from ingest.dating import was_said

PERIOD = ("series", "period_start", "period_end", "period_kind")


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


def ranked(query: Select[Any], *, published: date | None = None, read_in: str | None = None) -> Select[Any]:
    """The rows of ``standing`` that count, by series and period, with their ``rank``: 1 is the one shown.

    ``published`` keeps what publishers had certainly said by that day (``was_said``), ``read_in`` what was
    read in places of one kind.
    """
    newest = query.subquery()
    rank = (
        func.row_number()
        .over(
            partition_by=[newest.c[name] for name in PERIOD],
            order_by=(
                (newest.c.vintage == "variant"),
                (newest.c.availability != "reported"),
                func.coalesce(newest.c.edition_year, 0).desc(),
                newest.c.reading,
                newest.c.id.desc(),
            ),
        )
        .label("rank")
    )
    return (
        select(newest, rank)
        .where(newest.c.age == 1)
        # After the age: a row whose date was put right must not come back under its wrong date.
        .where(*([] if published is None else [was_said(newest.c, published)]))
        .where(*([] if read_in is None else [newest.c.place.in_(_places(read_in))]))
        .order_by(newest.c.series, newest.c.period_start, newest.c.period_end, rank)
    )


def _places(kind: str) -> Select[Any]:
    return select(schema.places.c.id).where(schema.places.c.kind == kind)
