"""A database of an earlier version: brought up to date at the start, before any file is compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from alembic.script import ScriptDirectory
from appended import figure, loads
from earlier import take_back
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from dashboard.record.queries import catalogue
from ingest import schema
from ingest.database import MIGRATIONS, PROJECT, migrate, newest_version, schema_version, writing
from ingest.load import load_folder


def test_the_newest_version_is_the_one_that_migrations_lead_to(loaded: Engine) -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert schema_version(loaded) == newest_version() == scripts.get_current_head()


@pytest.fixture
def of_the_first_release(loaded: Engine) -> Engine:
    take_back(loaded, "0005")
    assert "units" not in inspect(loaded).get_table_names()
    return loaded


WORDS = 5
"""A unit's id, its names and how a count of it is said; why it is not judged has been said better since."""


def test_units_have_their_words_before_the_next_load(of_the_first_release: Engine) -> None:
    migrate(of_the_first_release)
    of_that_release = {"incidents", "percent", "persons", "ships", "transits"}
    units = catalogue(of_the_first_release).units
    before = {name: tuple(units[name])[:WORDS] for name in of_that_release}
    load_folder(of_the_first_release, PROJECT / "data", reason="the next start", even_if_seen=True)
    known = catalogue(of_the_first_release)
    assert {name: tuple(known.units[name])[:WORDS] for name in of_that_release} == before
    assert {row.unit for row in known.series.values()} == set(known.units)


def test_what_counts_are_divided_into_comes_with_the_next_load(of_the_first_release: Engine) -> None:
    migrate(of_the_first_release)
    assert not catalogue(of_the_first_release).breakdowns
    load_folder(of_the_first_release, PROJECT / "data", reason="the next start", even_if_seen=True)
    known = catalogue(of_the_first_release)
    assert [row.whole for row in known.breakdowns.values()] == [
        "recaap-asia-actual",
        "imb-world",
        "recaap-asia",
    ]
    assert len(known.other_measures) == 8


def test_a_unit_that_an_office_brought_itself_is_kept_and_not_judged(of_the_first_release: Engine) -> None:
    with writing(of_the_first_release) as connection:
        connection.execute(text("UPDATE measures SET unit = 'tonnes' WHERE id = 'transits'"))
    migrate(of_the_first_release)
    unit = catalogue(of_the_first_release).units["tonnes"]
    assert (unit.name_en, unit.counted_ja, bool(unit.not_judged_ja)) == ("tonnes", "{value}", True)


def test_every_figure_stays_and_every_unit_must_be_known(of_the_first_release: Engine) -> None:
    count = text("SELECT count(*) FROM observations")
    with of_the_first_release.connect() as connection:
        before = connection.scalar(count)
    migrate(of_the_first_release)
    with of_the_first_release.connect() as connection:
        assert connection.scalar(count) == before
        assert connection.scalar(select(schema.series.c.unit).limit(1))
    with pytest.raises(IntegrityError), writing(of_the_first_release) as connection:
        connection.execute(text("UPDATE series SET unit = 'nowhere' WHERE id = 'imb-world'"))


def test_events_get_their_areas_and_the_new_kinds_with_the_next_load(loaded: Engine) -> None:
    told = text("SELECT id, kind, areas, also_at, confidence FROM events ORDER BY id")
    with loaded.connect() as connection:
        before = connection.execute(told).all()
    assert {row.kind for row in before} == set(schema.EVENT_KINDS)
    take_back(loaded, "0011")
    migrate(loaded)
    with loaded.connect() as connection:
        old = connection.execute(told).all()
    assert old
    assert all(row.kind in ("policy", "shock", "definition") and row[2:] == (None,) * 3 for row in old)
    load_folder(loaded, PROJECT / "data", reason="the next start", even_if_seen=True)
    with loaded.connect() as connection:
        assert connection.execute(told).all() == before
    with pytest.raises(IntegrityError), writing(loaded) as connection:
        connection.execute(text("UPDATE events SET kind = 'rumour' WHERE id = 'cgima'"))


def kinds(engine: Engine) -> Iterator[tuple[str, str, str, int]]:
    """Last day, kind, coverage and value of the figures that ``figures_of_2024`` appends."""
    table = schema.observations
    columns = (table.c.period_end, table.c.period_kind, table.c.coverage, table.c.value)
    with engine.connect() as connection:
        query = select(*columns).where(table.c.fingerprint.like("test-%")).order_by(table.c.id)
        for row in connection.execute(query):
            yield str(row.period_end), row.period_kind, row.coverage, row.value


def figures_of_2024(engine: Engine, *figures: tuple[date, str, str, int]) -> None:
    loads(
        engine,
        *(
            figure(
                engine, "imb-world", 2024, period_end=end, period_kind=kind, coverage=coverage, value=value
            )
            for end, kind, coverage, value in figures
        ),
    )


def test_a_period_of_an_earlier_version_gets_the_kind_that_its_days_say(loaded: Engine) -> None:
    figures_of_2024(
        loaded,
        (date(2024, 6, 30), "YTD", "partial", 60),
        (date(2024, 9, 30), "YTD", "partial", 90),
        (date(2024, 1, 31), "YTD", "partial", 9),
        (date(2024, 9, 19), "YTD", "partial", 85),
        (date(2024, 4, 30), "H", "full", 35),
        (date(2024, 3, 31), "Q", "partial", 29),
    )
    take_back(loaded, "0014")
    migrate(loaded)
    assert list(kinds(loaded)) == [
        ("2024-06-30", "H", "full", 60),
        ("2024-09-30", "YTD", "partial", 90),
        ("2024-01-31", "M", "full", 9),
        ("2024-09-19", "D", "partial", 85),
        ("2024-04-30", "YTD", "partial", 35),
        ("2024-03-31", "Q", "partial", 29),
    ]


def test_a_figure_beside_the_same_one_of_the_right_kind_is_left_as_it_is(loaded: Engine) -> None:
    figures_of_2024(loaded, (date(2024, 6, 30), "H", "full", 60), (date(2024, 6, 30), "YTD", "partial", 60))
    before = list(kinds(loaded))
    take_back(loaded, "0014")
    migrate(loaded)
    assert list(kinds(loaded)) == before


def test_an_earlier_version_takes_months_and_spans_of_days_for_parts_of_a_year(loaded: Engine) -> None:
    newest = [(date(2024, 1, 31), "M", "full", 9), (date(2024, 9, 19), "D", "partial", 85)]
    figures_of_2024(loaded, *newest)
    take_back(loaded, "0014")
    assert [(kind, coverage) for _, kind, coverage, _ in kinds(loaded)] == [("YTD", "partial")] * 2
    with pytest.raises(IntegrityError), writing(loaded) as connection:
        connection.execute(text("UPDATE observations SET period_kind = 'M' WHERE fingerprint LIKE 'test-%'"))
    migrate(loaded)
    assert list(kinds(loaded)) == [(str(end), *others) for end, *others in newest]
    with pytest.raises(IntegrityError), writing(loaded) as connection:
        connection.execute(text("UPDATE observations SET period_kind = 'W' WHERE fingerprint LIKE 'test-%'"))
