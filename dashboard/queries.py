"""The only reader of the database: what a selection asks for, as frozen rows and tidy frames.

Three questions have an answer each: what is current, what publishers had said by a day
(``published``), and what our database held at a moment (``recorded``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import Engine, Row, Select, func, select

from ingest import schema

Database = Engine
"""A database that ``ingest`` has brought up to date."""


@dataclass(frozen=True)
class DataVersion:
    """The newest batch and when it was recorded (UTC); what a page shows changes only with it."""

    batch: int
    recorded_at: datetime | None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every table of words, by id and in display order; publishers stand as their first series do.

    Rows carry the columns of ``ingest.schema``.

    One object a data version, compared by identity, so that it can stand in the key of a cache.
    """

    version: DataVersion
    publishers: dict[str, Row[Any]]
    publications: dict[str, Row[Any]]
    places: dict[str, Row[Any]]
    areas: dict[str, Row[Any]]
    measures: dict[str, Row[Any]]
    categories: dict[str, Row[Any]]
    definitions: dict[str, Row[Any]]
    series: dict[str, Row[Any]]
    objectives: dict[str, Row[Any]]
    indicators: dict[str, Row[Any]]
    events: dict[str, Row[Any]]
    indicator_series: dict[str, tuple[str, ...]]

    def indicators_of_series(self, series: str) -> list[Row[Any]]:
        """The indicators that list a series."""
        return [
            indicator
            for indicator in self.indicators.values()
            if series in self.indicator_series.get(indicator.id, ())
        ]


def data_version(engine: Engine) -> DataVersion:
    """The version that the next page shows. Asked at each request, so that several servers agree."""
    newest = select(schema.batches.c.id, schema.batches.c.recorded_at).order_by(schema.batches.c.id.desc())
    with engine.connect() as connection:
        row = connection.execute(newest.limit(1)).first()
    return DataVersion(row.id, _utc(row.recorded_at)) if row else DataVersion(0, None)


def _utc(moment: datetime) -> datetime:
    """SQLite gives moments back without their zone; they were stored as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def catalogue(engine: Engine) -> Catalogue:
    """Every name, definition, objective and indicator; kept until the data version changes."""
    return _catalogue(engine, data_version(engine))


@lru_cache(maxsize=4)
def _catalogue(engine: Engine, version: DataVersion) -> Catalogue:
    with engine.connect() as connection:

        def by_id(table: Any, *order: Any) -> dict[str, Row[Any]]:
            return {
                row.id: row for row in connection.execute(select(table).order_by(*(order or (table.c.id,))))
            }

        series = by_id(schema.series, schema.series.c.position, schema.series.c.id)
        in_order = list(dict.fromkeys(row.publisher for row in series.values()))
        publishers = by_id(schema.publishers)
        links = schema.indicator_series
        chosen: dict[str, tuple[str, ...]] = {}
        for link in connection.execute(select(links).order_by(links.c.indicator, links.c.position)):
            chosen[link.indicator] = (*chosen.get(link.indicator, ()), link.series)
        return Catalogue(
            version=version,
            publishers={
                one: publishers[one] for one in [*in_order, *sorted(set(publishers) - set(in_order))]
            },
            publications=by_id(
                schema.publications, schema.publications.c.publisher, schema.publications.c.edition_year
            ),
            places=by_id(schema.places),
            areas=by_id(schema.areas),
            measures=by_id(schema.measures),
            categories=by_id(schema.categories),
            definitions=by_id(schema.definitions),
            series=series,
            objectives=by_id(schema.objectives, schema.objectives.c.position),
            indicators=by_id(schema.indicators, schema.indicators.c.objective, schema.indicators.c.position),
            events=by_id(schema.events, schema.events.c.start),
            indicator_series=chosen,
        )


FRAME_COLUMNS = (
    "series",
    "period_start",
    "period_end",
    "period_kind",
    "availability",
    "value",
    "bound",
    "coverage",
    "finality",
    "vintage",
    "reading",
    "publication",
    "page",
    "place",
    "also_at",
    "method",
    "confidence",
    "note_en",
    "note_ja",
    "published_on",
    "recorded_at",
    "batch_id",
    "edition_year",
    "is_current",
)


def observations(
    engine: Engine,
    *,
    series: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    published: date | None = None,
    recorded: datetime | None = None,
) -> pd.DataFrame:
    """Observations as a tidy frame, one row an edition or reading, ``is_current`` marking the one to draw.

    ``series`` None asks for all; ``first`` and ``last`` are calendar years of the period's first day.
    ``published`` keeps what publishers had said by that day (rows without a known date are left out;
    ``count_undated`` counts them). ``recorded`` gives the database as it was at that moment. Rows are
    ordered by series, period, then newest edition first. Values are counts in the series' unit;
    dates are ``datetime.date``.
    """
    table = schema.observations
    standing = _standing(recorded)
    if series is not None:
        standing = standing.where(table.c.series.in_(series))
    if first is not None:
        standing = standing.where(table.c.period_start >= date(first, 1, 1))
    if last is not None:
        standing = standing.where(table.c.period_start <= date(last, 12, 31))
    if published is not None:
        standing = standing.where(table.c.published_on <= published)
    newest = standing.subquery()
    rank = (
        func.row_number()
        .over(
            partition_by=(newest.c.series, newest.c.period_start, newest.c.period_end, newest.c.period_kind),
            order_by=(
                (newest.c.vintage == "variant"),
                func.coalesce(newest.c.edition_year, 0).desc(),
                newest.c.reading,
                newest.c.id.desc(),
            ),
        )
        .label("rank")
    )
    ranked = (
        select(newest, rank)
        .where(newest.c.age == 1)
        .order_by(newest.c.series, newest.c.period_start, newest.c.period_end, rank)
    )
    with engine.connect() as connection:
        rows = [
            {**row, "is_current": row["rank"] == 1, "recorded_at": _utc(row["recorded_at"])}
            for row in connection.execute(ranked).mappings()
        ]
    return pd.DataFrame(rows, columns=list(FRAME_COLUMNS)).astype({"value": "Int64", "is_current": bool})


def _standing(recorded: datetime | None) -> Select[Any]:
    """Every observation not taken back, with its age among rows that say the same thing (1 = newest)."""
    table, retractions, publications = schema.observations, schema.retractions, schema.publications
    taken_back = select(retractions.c.observation_id)
    if recorded is not None:
        taken_back = taken_back.where(retractions.c.recorded_at <= recorded)
    same_thing = [table.c[name] for name in schema.OBSERVATION_KEY]
    age = func.row_number().over(partition_by=same_thing, order_by=table.c.id.desc()).label("age")
    standing = (
        select(table, publications.c.edition_year, age)
        .join(publications, publications.c.id == table.c.publication)
        .where(table.c.id.not_in(taken_back))
    )
    return standing if recorded is None else standing.where(table.c.recorded_at <= recorded)


def count_undated(engine: Engine, *, series: Sequence[str]) -> int:
    """How many observations of these series have no known date of publication."""
    standing = _standing(None).where(schema.observations.c.series.in_(series)).subquery()
    undated = select(func.count()).where(standing.c.age == 1, standing.c.published_on.is_(None))
    with engine.connect() as connection:
        return connection.scalar(undated) or 0


def years_covered(engine: Engine) -> tuple[int, int]:
    """The first and last calendar year of any observation; (0, 0) in an empty database."""
    table = schema.observations
    with engine.connect() as connection:
        low, high = connection.execute(
            select(func.min(table.c.period_start), func.max(table.c.period_start))
        ).one()
    return (low.year, high.year) if low else (0, 0)
