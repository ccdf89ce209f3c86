"""Both databases answer every query with equal rows: what is made of them is tested on SQLite alone.

Both databases hold the same rows, moments and numbers among them: the figures of data/, then an analyst's
load, a load and its undo, a withdrawal, restated, undated, missing and far figures, a newcomer's series.
"""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from appended import copied, figure, loads
from postgres import PostgresCluster
from sqlalchemy import Connection, Engine, func, insert, select

from dashboard.charts import charts
from dashboard.record import queries
from dashboard.verdicts.judge import judge
from dashboard.verdicts.lookup import verdicts
from dashboard.web.application import create_app
from ingest import editions, history, pipeline, schema
from ingest.answers import Answers
from ingest.database import PROJECT, open_database
from ingest.report import Source
from ingest.template import template_rows

MINOR = "imb-south-east-asia"
TODAY = date(2026, 11, 23)
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
FAR_AWAY = datetime(2099, 1, 1, tzinfo=UTC)
PAGES = (
    "/",
    "/objectives",
    "/trends",
    "/compare",
    "/breakdown",
    "/revisions",
    "/trace",
    "/sources",
    "/methods",
    "/changes",
    "/changes.atom",
)


@dataclass(frozen=True)
class Both:
    """Two databases with the same rows; ``moments`` lie before, between and after their batches."""

    sqlite: Engine
    postgres: Engine
    moments: tuple[datetime | None, ...]

    def __iter__(self) -> Iterator[Engine]:
        return iter((self.sqlite, self.postgres))


def tell_the_story(engine: Engine) -> None:
    """What analysts do to the figures of data/, so that each kind of row occurs."""
    dated = copied(engine, schema.publications, "imb-annual-2023", id="dated", published_on=date(2024, 1, 11))
    loads(
        engine,
        figure(engine, MINOR, 2022, vintage="restated", value=61, publication="imb-annual-2025"),
        figure(engine, MINOR, 2023, date(2024, 1, 11), publication="dated", value=68),
        figure(engine, MINOR, 2021, publication="dated", value=None, availability="missing"),
        words={"publications": [dated]},
    )
    slip = loads(engine, figure(engine, "recaap-asia", 2025, value=140))
    history.undo(engine, slip, who="analyst", reason="a slip")
    double = loads(engine, figure(engine, "recaap-asia", 2024, value=111))
    undone = history.undo(engine, double, who="analyst", reason="a double")
    history.undo(engine, undone.batch, who="analyst", reason="no double")
    loads(engine, figure(engine, "imb-world", 2022, date(2023, 1, 1), value=114))
    loads(engine, figure(engine, "imb-world", 2022, date(2023, 6, 1), value=114))
    newcomer = {
        "publishers": [copied(engine, schema.publishers, "imb", id="newcomer", name_en="Newcomer Bureau")],
        "publications": [
            copied(engine, schema.publications, "imb-annual-2023", id="theirs", publisher="newcomer")
        ],
        "series": [
            copied(engine, schema.series, MINOR, id="newcomer-asia", publisher="newcomer", successor=None)
            | {"name_en": "Newcomer: Asia", "position": 9000}
        ],
    }
    far = {"period_start": date(2040, 1, 1), "period_end": date(2040, 12, 31)}
    theirs = loads(
        engine,
        figure(engine, MINOR, 2023, series="newcomer-asia", publication="theirs", value=5),
        figure(engine, MINOR, 2023, series="newcomer-asia", publication="theirs", value=7, **far),
        words=newcomer,
    )
    history.withdraw(engine, history.rows_of(engine, theirs)[0].id, who="analyst", reason="misread")


def copy_rows(source: Engine, target: Engine) -> None:
    """Every row of every table as it is; what points to what was checked where it was written."""
    with source.connect() as origin, target.begin() as copy:
        copy.exec_driver_sql("SET session_replication_role = replica")
        for table in schema.metadata.sorted_tables:
            rows = [_as_utc(row) for row in origin.execute(select(table)).mappings()]
            if rows:
                copy.execute(insert(table), rows)


def _as_utc(row: Any) -> dict[str, Any]:
    """SQLite gives moments back without their zone; they were stored as UTC."""
    return {
        name: value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    loaded_file: Path,
    empty_postgres: str,
    postgres_cluster: PostgresCluster,
) -> Iterator[Both]:
    sqlite = open_database(f"sqlite:///{shutil.copy(loaded_file, tmp_path_factory.mktemp('both'))}")
    tell_the_story(sqlite)
    postgres_cluster.execute(f"CREATE DATABASE contract TEMPLATE {empty_postgres}")
    postgres = open_database(postgres_cluster.url("contract"))
    copy_rows(sqlite, postgres)
    recorded = [one.recorded_at for one in history.batches(sqlite)]
    yield Both(sqlite, postgres, (None, LONG_AGO, *recorded, FAR_AWAY))
    sqlite.dispose()
    postgres.dispose()
    postgres_cluster.execute("DROP DATABASE contract")


def every(**choices: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Each combination of the named choices."""
    return [dict(zip(choices, chosen, strict=True)) for chosen in product(*choices.values())]


SERIES = (None, (MINOR, "recaap-asia", "newcomer-asia"), ("no-such-series",), ())
YEARS = ((None, None), (2022, None), (None, 2022), (2021, 2023))
DAYS = (None, date(1990, 1, 1), date(2023, 3, 1), date(2024, 1, 11), date(2099, 1, 1))
READ_IN = (None, "original", "press")
PUBLICATIONS = (("imb-annual-2023", "recaap-annual-2015"), ())
Cases = Callable[[Both], list[dict[str, Any]]]


def chosen(both: Both, **choices: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Every point of the clocks with all series; every choice of series and years at a few points."""
    series = [
        {"series": case["series"], "first": case["years"][0], "last": case["years"][1]}
        for case in every(series=SERIES, years=YEARS)
    ]
    few = {name: (None, values[2]) for name, values in choices.items()}
    points = every(recorded=both.moments, **choices)
    return [
        *(series[0] | point for point in points),
        *(one | point for one in series[1:] for point in every(recorded=both.moments[::5], **few)),
    ]


QUERIES: dict[str, Cases] = {
    "data_version": lambda both: [{}],
    "catalogue": lambda both: every(recorded=both.moments),
    "observations": lambda both: [*chosen(both, published=DAYS), *every(series=SERIES, every_part=(True,))],
    "observation_rows": lambda both: [
        *chosen(both, published=DAYS),
        *every(publications=PUBLICATIONS, published=DAYS, recorded=both.moments),
        *every(series=SERIES, published=DAYS, read_in=READ_IN),
        *every(series=SERIES, published=DAYS, every_part=(True,)),
        *every(series=SERIES, published=DAYS, undecided=(True,)),
    ],
    "count_undecided": lambda both: [case for case in chosen(both, published=DAYS) if case["published"]],
    "stated": lambda both: every(published=DAYS, recorded=both.moments),
    "extents": lambda both: every(published=DAYS, recorded=both.moments),
    "points_in_time": lambda both: [{}],
    "moments_recorded": lambda both: [{}],
}
NEEDED = {"count_undecided": {"published": date(2023, 3, 1)}}
"""What a query cannot be asked without."""
EDITIONS: dict[str, Cases] = {
    "standing": lambda both: every(recorded=both.moments),
    "ranked": lambda both: every(recorded=both.moments, published=DAYS),
}


def public_functions(module: Any) -> dict[str, inspect.Signature]:
    return {
        name: inspect.signature(function)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def queries_of_the_module() -> dict[str, inspect.Signature]:
    """Every public function of ``dashboard.record.queries`` that asks a database; ``unchanging`` asks it
    nothing."""
    return {
        name: signature
        for name, signature in public_functions(queries).items()
        if "database" in signature.parameters and name != "unchanging"
    }


def test_every_query_with_every_option_has_its_cases(both: Both) -> None:
    found = queries_of_the_module()
    assert set(QUERIES) == set(found)
    for name, signature in found.items():
        options = [set(case) for case in QUERIES[name](both)]
        assert set().union(*options) == set(signature.parameters) - {"database"}, name
    assert set(EDITIONS) == set(public_functions(editions))


def comparable(answer: Any) -> Any:
    """An answer as plain values; rows in their order, as named columns."""
    if isinstance(answer, pd.DataFrame):
        return answer.dtypes.to_dict(), answer.astype(object).where(answer.notna(), None).to_dict("records")
    if isinstance(answer, queries.Catalogue):
        return [(name, _named(getattr(answer, name))) for name in queries.TABLES]
    return answer


def _named(rows: Any) -> list[tuple[Any, Any]]:
    if isinstance(rows, tuple):  # names alone, in their order
        return list(enumerate(rows))
    return [(id, getattr(row, "_asdict", lambda row=row: row)()) for id, row in rows.items()]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_both_databases_answer_every_query_with_equal_rows(both: Both, name: str) -> None:
    query, cases = getattr(queries, name), QUERIES[name](both)
    answers = set()
    for case in cases:
        answer, other = (comparable(query(engine, **case)) for engine in both)
        assert answer == other, case
        answers.add(repr(answer))
    assert len(answers) > 1 or len(cases) == 1, "the cases tell nothing apart"


def test_a_transaction_that_is_not_over_is_read_alike(both: Both) -> None:
    seen = []
    for engine in both:
        with engine.connect() as connection:
            number = connection.scalar(select(func.min(schema.observations.c.id)))
            taken_back = {"id": 9999, "observation_id": number, "batch_id": 1, "recorded_at": LONG_AGO}
            connection.execute(insert(schema.retractions), [taken_back])
            seen.append(
                [
                    comparable(getattr(queries, name)(connection, **NEEDED.get(name, {})))
                    for name in sorted(QUERIES)
                ]
            )
            connection.rollback()
    assert seen[0] == seen[1]


def rows_of_editions(connection: Connection, name: str, case: dict[str, Any]) -> list[dict[str, Any]]:
    standing = editions.standing(case["recorded"])
    asked = standing if name == "standing" else editions.ranked(standing, published=case["published"])
    rows = [dict(row) for row in connection.execute(asked).mappings()]
    for row in rows:
        row["recorded_at"] = queries._utc(row["recorded_at"])
    # ``standing`` is a set of rows; ``ranked`` has an order.
    return rows if name == "ranked" else sorted(rows, key=lambda row: row["id"])


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_both_databases_choose_the_same_editions(both: Both, name: str) -> None:
    for case in EDITIONS[name](both):
        with both.sqlite.connect() as sqlite, both.postgres.connect() as postgres:
            rows = rows_of_editions(sqlite, name, case)
            assert rows == rows_of_editions(postgres, name, case), case


def test_both_databases_give_the_same_verdicts(both: Both) -> None:
    for case in every(recorded=both.moments, published=DAYS):
        first, second = (verdicts(engine, queries.catalogue(engine), **case) for engine in both)
        assert first == second, case
        assert first
    assert judge(both.sqlite) == judge(both.postgres)


def test_both_databases_tell_the_same_history(both: Both) -> None:
    batches = history.batches(both.sqlite)
    assert batches == history.batches(both.postgres)
    assert {one.kind for one in batches} >= {"data", "analyst", "undo", "withdrawal"}
    for one in batches:
        first, second = (
            [_as_utc(row._mapping) for row in history.rows_of(engine, one.id)] for engine in both
        )
        assert [_at_utc(row) for row in first] == [_at_utc(row) for row in second]
        assert history.standing_after(both.sqlite, one.id) == history.standing_after(both.postgres, one.id)


def _at_utc(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: queries._utc(value) if isinstance(value, datetime) else value for name, value in row.items()
    }


@pytest.mark.parametrize("language", ["en", "ja"])
def test_both_databases_fill_the_same_template(both: Both, language: str) -> None:
    first, second = (template_rows(engine, today=TODAY, language=language) for engine in both)
    assert first == second


@pytest.mark.parametrize(
    "file", sorted((PROJECT / "tests/files/analysts").iterdir()), ids=lambda file: file.name
)
def test_a_file_is_checked_alike_against_both_databases(both: Both, file: Any) -> None:
    for answers in (Answers(), Answers(publication="imb-annual-2025", series="imb-world", stands="last")):
        source = Source(file.name, file.read_bytes())
        first, second = (pipeline.check(engine, source, answers, today=TODAY) for engine in both)
        assert first.problems == second.problems
        fates = [
            [(one.series, one.period, one.value, one.fate, one.change) for one in report.figures]
            for report in (first, second)
        ]
        assert fates[0] == fates[1]


def test_pages_and_tables_of_both_databases_are_the_same_bytes(both: Both) -> None:
    """What the application makes of the answers, with its own threads and connections."""
    clients = [create_app(engine).server.test_client() for engine in both]
    moment = next(one for one in both.moments[2:] if one).isoformat().replace("+00:00", "Z")
    past = f"&recorded={moment}&published=2024-03-01"
    tables = [f"/c/{chart}.{ending}" for chart in charts() for ending in ("csv?lang=en", "json?lang=ja")]
    pages = [*(f"{page}?lang=en" for page in PAGES), f"/changes.json?lang=en&since={moment}"]
    for address in [*tables, *(f"{one}{past}" for one in tables), *pages]:
        first, second = (client.get(address) for client in clients)
        assert first.status_code == second.status_code == 200, address
        assert first.get_data() == second.get_data(), address
