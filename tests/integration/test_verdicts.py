"""The verdicts on the figures of data/, as ``piracy verdicts --json`` prints them, on both databases."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from databases import ON_SQLITE
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
    "evidence",
    "direction",
    "p_value",
    "since_evaluation",
    "answers",
    "answers_for_indicator",
    "running_year",
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
        is_of_a_part = one["fact_reason"] == "part-year"
        assert (one["value"] is None or is_of_a_part) == (one["interval"] is None)
        assert one["judged_as_of"]
    listed = catalogue(shared).indicator_series
    pairs = {(one["indicator"], one["series"]) for one in rows}
    assert pairs == {(one, series) for one, chosen in listed.items() for series in chosen}


def test_the_designs_figures_come_out(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(shared, capsys)
    alone = row(rows, "mofa-somalia-gulf-of-aden", "2024")
    assert (alone["value"], alone["fact"], alone["evidence"]) == (8, "not_met", "not_detectable")
    assert alone["interval"] == pytest.approx([3.4538, 15.7632], abs=1e-4)
    together = row(rows, "imb-somalia", "2025")
    assert (together["value"], together["fact"], together["evidence"]) == (5, "not_met", "detectable")
    since = together["since_evaluation"]
    assert (since["against"], since["level"], since["years"]) == ("level", 1, {"2024": 8, "2025": 5})
    assert (since["ratio"], since["confidence"]) == (6.5, 0.95)
    assert since["dispersion_years"] == [2015, 2016, 2017, 2018, 2020, 2022, 2023]
    assert since["limits"][0] > 1
    assert together["answers_for_indicator"]
    gap = row(rows, "mofa-somalia-gulf-of-aden", "2021")
    assert (gap["value"], gap["fact"], gap["since_evaluation"]) == (None, "not_assessable", None)
    assert "0 to 1" in gap["sentence_en"]
    assert "年0～1件" in gap["sentence_ja"]
    serious = row(rows, "recaap-asia-cat1", "2024")
    assert (serious["value"], serious["fact"], serious["evidence"]) == (2, "not_met", "not_detectable")
    evaluated = row(rows, "imb-south-east-asia", "2023")
    assert (evaluated["evidence"], evaluated["since_evaluation"]["reason"]) == ("too_few_data", "evaluated")
    assert (evaluated["prediction"], evaluated["needed_for_change"]) == (None, None), "its span ends"
    earlier = row(rows, "imb-south-east-asia", "2022")
    assert earlier["prediction"] is None, "2016 to 2020 are not known: more years than the two since"
    earlier = row(rows, "recaap-asia", "2024")
    assert (earlier["prediction_year"], earlier["prediction_outcome"]) == (2025, "held")
    newest = row(rows, "recaap-asia", "2025")
    since = newest["since_evaluation"]
    assert (since["evaluated"], since["years"]) == (
        {"2021": 82, "2022": 84, "2023": 101},
        {"2024": 107, "2025": 132},
    )
    assert (newest["evidence"], newest["direction"], since["ratio"]) == ("not_detectable", 0, 1.3427)
    assert "increase" not in newest["sentence_en"]
    assert "増加" not in newest["sentence_ja"]
    answers = newest["answers"]
    assert [(step["first"], step["last"]) for step in answers["story"][0]["steps"]] == [
        (2010, 2015),
        (2016, 2025),
    ]
    straits, rest = answers["parts"]
    assert (straits["series"], straits["years"]) == ("recaap-soms", {"2024": 62, "2025": 108})
    assert (rest["series"], rest["evaluated"]) == (None, {"2022": 29, "2023": 38})


def test_the_newest_row_of_a_series_has_a_block_of_its_running_year(
    shared: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    of_recaap = [one["running_year"] for one in rows_of(shared, capsys) if one["series"] == "recaap-asia"]
    (block,) = filter(None, of_recaap)
    assert (block["year"], block["is_running"], block["same_months"]["2025"]["whole"]) == (2025, False, 132)
    assert block["year_end_record"]["made"] >= block["year_end_record"]["held"] > 0
    (decided,) = block["decided"]
    assert (decided["indicator"], decided["highest_within"]) == ("asia-minor", 101)
    assert len(block["sentences_en"]) == len(block["sentences_ja"]) > 2


def test_one_series_answers_for_each_indicator(shared: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(shared, capsys)
    leads = {one["indicator"]: one for one in rows if one["answers_for_indicator"]}
    assert leads.keys() == catalogue(shared).indicators.keys()
    for one in leads.values():
        assert one["sentence_en"] in one["indicator_sentence_en"]
        assert one["sentence_ja"] in one["indicator_sentence_ja"]
        assert one["answers"]["standing_en"] in one["sentence_en"]


def test_every_test_stays_inside_one_series(shared: Engine) -> None:
    for judged in verdicts(shared, catalogue(shared)).values():
        for series in judged.series:
            own = {one.year: one.value for one in series.periods}
            for one in series.periods:
                seen = {**one.change.before, **one.change.since}
                assert all(own[year] == value for year, value in seen.items())


@ON_SQLITE
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
    assert newest["since_evaluation"]["years"] == {"2024": 107, "2025": 90}
    assert row(after, "recaap-asia", "2024")["prediction_outcome"] == "held"
    told = changed(judged_before, judge(loaded))
    assert [one.after.series for one in told if one.after] == [frozenset({"recaap-asia"})]
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
    assert "評価書の年0～1件" in told.out
    assert "偶然とは考えにくい" in told.out


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
