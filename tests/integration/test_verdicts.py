"""The verdicts on the figures of data/, as ``piracy verdicts --json`` prints them, on both databases."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from earlier import take_back
from shell import in_this_process, typed_for
from sqlalchemy import Engine, select, text

from dashboard.commands.parsers import add_verdicts_command
from dashboard.commands.verdicts import print_verdicts
from dashboard.record.queries import catalogue, data_version
from dashboard.verdicts.judge import judge
from dashboard.verdicts.lookup import verdicts
from ingest import schema, store
from ingest.database import PROJECT, migrate, open_database, writing
from ingest.dating import NOT_KNOWN
from ingest.history import undo
from ingest.judging import changed
from ingest.load import load_folder

KEYS = {
    "indicator",
    "basis",
    "series",
    "period",
    "value",
    "level",
    "fact",
    "window",
    "evidence",
    "test",
    "p_value",
    "interval",
    "prediction",
    "needed_for_change",
    "sentence_en",
    "sentence_ja",
}
Row = dict[str, Any]


def rows_of(engine: Engine, capsys: pytest.CaptureFixture[str], *options: str) -> list[Row]:
    """What ``piracy verdicts --json`` prints of a database."""
    parser = argparse.ArgumentParser()
    add_verdicts_command(parser.add_subparsers(), "en")
    assert print_verdicts(engine, parser.parse_args(["verdicts", "--json", *options]), "en") == 0

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    found: list[Row] = json.loads(capsys.readouterr().out, parse_constant=refuse)
    return found


def row(rows: list[Row], series: str, period: str) -> Row:
    (found,) = [one for one in rows if (one["series"], one["period"]) == (series, period)]
    return found


def restate(engine: Engine, series: str, year: int, value: int) -> int:
    """An analyst's batch that gives a year of a series another value."""
    table = schema.observations
    with engine.connect() as connection:
        found = (
            connection.execute(
                select(table)
                .where(table.c.series == series, table.c.period_start == date(year, 1, 1))
                .order_by(table.c.id.desc())
            )
            .mappings()
            .first()
        )
    plain = {one.name: (found or {})[one.name] for one in table.columns if not one.info.get("internal")}
    changes = {"value": value, "vintage": "restated"}
    with writing(engine) as connection:
        return store.append_batch(
            connection,
            kind="analyst",
            who="analyst",
            reason="restated",
            source_name="mine.csv",
            sha256=None,
            references=[],
            observations=[store.NewObservation(plain | changes, NOT_KNOWN, f"test-{value}", "mine.csv", 2)],
        )


def test_every_row_has_what_a_program_needs(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(shared, capsys)
    assert rows
    for one in rows:
        assert one.keys() >= KEYS
        assert one["fact"] in ("met", "not_met", "not_assessable")
        assert one["evidence"] in ("detectable", "not_detectable", "too_few_data")
        assert one["basis"] == "reported-level"
        assert (one["value"] is None) == (one["interval"] is None)
        assert one["judged_as_of"]
    listed = catalogue(shared).indicator_series
    pairs = {(one["indicator"], one["series"]) for one in rows}
    assert pairs == {(one, series) for one, chosen in listed.items() for series in chosen}


def test_the_designs_figures_come_out(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(shared, capsys)
    somalia = row(rows, "mofa-somalia-gulf-of-aden", "2024")
    assert (somalia["value"], somalia["fact"], somalia["evidence"]) == (8, "not_met", "detectable")
    assert somalia["p_value"] == pytest.approx(0.00001025, rel=1e-3)
    assert 0.01 < somalia["p_value_clustered"] < 0.03
    assert somalia["variance_to_mean"] == pytest.approx(4.9, abs=0.05)
    assert somalia["variance_to_mean_years"] == [2015, 2016, 2017, 2018, 2020, 2022, 2023]
    assert somalia["interval"] == pytest.approx([3.4538, 15.7632], abs=1e-4)
    assert "0.00001" not in somalia["sentence_en"], "the plain chance never stands alone"
    assert row(rows, "imb-somalia", "2025")["value"] == 5
    assert row(rows, "imb-somalia", "2025")["fact"] == "not_met"
    gap = row(rows, "mofa-somalia-gulf-of-aden", "2021")
    assert (gap["value"], gap["fact"], gap["evidence"]) == (None, "not_assessable", "too_few_data")
    assert "0 to 1" in gap["sentence_en"]
    assert "年0～1件" in gap["sentence_ja"]
    serious = row(rows, "recaap-asia-cat1", "2024")
    assert (serious["value"], serious["fact"], serious["evidence"]) == (2, "not_met", "not_detectable")
    assert serious["p_value"] == pytest.approx(0.0625)
    evaluated = row(rows, "imb-south-east-asia", "2023")
    assert (evaluated["window"], evaluated["evidence"]) == ([2021, 2023], "not_detectable")
    assert round(evaluated["p_value"], 2) == 0.34
    assert (evaluated["prediction"], evaluated["needed_for_change"]) == (None, None), "its span ends"
    earlier = row(rows, "imb-south-east-asia", "2022")
    assert (earlier["prediction_year"], earlier["prediction_outcome"]) == (2023, "held")
    newest = row(rows, "recaap-asia", "2025")
    assert (newest["window"], newest["evidence"], newest["direction"]) == ([2021, 2025], "detectable", 1)
    assert round(newest["p_value"], 4) == 0.0001
    assert "increase" in newest["sentence_en"]
    assert "増加" in newest["sentence_ja"]
    assert list(newest["window_counts"].values()) == [82, 84, 101, 107, 132]


def test_every_test_stays_inside_one_series(shared: Engine) -> None:
    for judged in verdicts(shared, catalogue(shared)).values():
        for series in judged.series:
            own = {one.year: one.value for one in series.periods}
            for one in series.periods:
                seen = dict(zip(one.evidence.years, one.evidence.counts, strict=True))
                assert all(own[year] == value for year, value in seen.items())


def test_a_load_changes_the_verdicts_that_rest_on_it_and_no_other(
    loaded: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows_of(loaded, capsys)
    judged_before = judge(loaded)
    moment = data_version(loaded).recorded_at
    assert moment is not None
    batch = restate(loaded, "recaap-asia", 2025, 90)
    after = rows_of(loaded, capsys)
    touched = {
        (one["series"], one["period"])
        for one, other in zip(before, after, strict=True)
        if {**one, **SENTENCES_OF_ALL} != {**other, **SENTENCES_OF_ALL}
    }
    assert touched == {("recaap-asia", "2025")}, "132 and 90 are both in the range that 2024 gave"
    newest = row(after, "recaap-asia", "2025")
    assert (newest["value"], newest["fact"], newest["evidence"]) == (90, "met", "not_detectable")
    assert row(after, "recaap-asia", "2024")["prediction_outcome"] == "held"
    told = changed(judged_before, judge(loaded))
    assert {one.after.series for one in told if one.after} == {
        frozenset({"recaap-asia"}),
        frozenset(catalogue(loaded).indicator_series["asia-minor"]),
    }
    for one in told:
        assert one.before is not None
        assert one.after is not None
        assert "132" in one.before.text_en
        assert "90件" in one.after.text_ja
    then = rows_of(loaded, capsys, "--recorded", moment.isoformat().replace("+00:00", "Z"))
    assert [one["sentence_ja"] for one in then] == [one["sentence_ja"] for one in before]
    undo(loaded, batch, who="analyst", reason="not so")
    assert row(rows_of(loaded, capsys), "recaap-asia", "2025")["value"] == 132


SENTENCES_OF_ALL = dict.fromkeys(("indicator_sentence_en", "indicator_sentence_ja", "judged_as_of"))


def test_before_anything_was_recorded_every_level_is_not_assessable(
    shared: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(shared, capsys, "--recorded", "2020-01-01")
    assert {one["fact"] for one in rows} <= {"not_assessable"}
    assert {one["evidence"] for one in rows} <= {"too_few_data"}


def test_what_publishers_had_said_by_a_day_is_judged_by_itself(shared: Engine) -> None:
    known = verdicts(shared, catalogue(shared), published=date(2000, 1, 1))
    assert all(one.newest is None for one in known.values())


def test_the_command_speaks_to_people_and_says_what_it_lacks(database_url: str) -> None:
    piracy = partial(in_this_process, database=database_url)
    empty = piracy("verdicts", "--json")
    assert (empty.code, json.loads(empty.out)) == (0, [])
    assert "piracy load" in empty.err
    wrong = piracy("verdicts", "--recorded", "yesterday")
    assert wrong.code == 2
    assert "yesterday" in wrong.err
    engine = open_database(database_url)
    load_folder(engine, PROJECT / "data", reason="a test")
    engine.dispose()
    told = typed_for(database_url)("verdicts", database=database_url, PIRACY_LANG="ja")
    assert told.code == 0
    assert "報告水準" in told.out
    assert "p = 0.34" in told.out


def test_a_database_of_the_version_before_is_brought_up_and_filled_by_the_next_load(
    database_url: str,
) -> None:
    engine = open_database(database_url)
    migrate(engine)
    load_folder(engine, PROJECT / "data", reason="a test")
    take_back(engine, "0002")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM observations")).scalar()
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM observations")).scalar() == kept
        links = schema.indicator_series
        assert set(connection.scalars(select(links.c.said_en))) == {None}
    load_folder(engine, PROJECT / "data", reason="the next start", even_if_seen=True)
    with engine.connect() as connection:
        assert None not in set(connection.scalars(select(schema.indicators.c.history_from)))
        said = select(links.c.history_with).where(links.c.series == "imb-somalia")
        assert connection.scalar(said) == "mofa-somalia-gulf-of-aden"
    judged = verdicts(engine, catalogue(engine))
    assert judged["asia-minor"].newest is not None
    assert datetime.now(UTC) >= (data_version(engine).recorded_at or datetime.max.replace(tzinfo=UTC))
    engine.dispose()
