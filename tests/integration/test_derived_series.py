"""A series that is worked out is always the sum of its parts, whatever is loaded or taken back, and no file
gives its figures."""

from __future__ import annotations

import csv
import random
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from appended import copied, figure, loads
from earlier import take_back
from sqlalchemy import Engine, delete, insert, select

from dashboard.charts.base.regions import series_of_region
from dashboard.record.queries import catalogue, observation_rows
from ingest import history, pipeline, schema, store
from ingest.answers import Answers, NewSeries
from ingest.database import PROJECT, migrate, writing
from ingest.dump import dump_folder
from ingest.load import load_folder
from ingest.problems import RefusedFiles
from ingest.report import HAS_ERRORS, LOADABLE, Report, Source
from ingest.template import loadable_series, template_rows
from ingest.words import Words

DERIVED = "imb-east-south-east-asia-rebuilt"
TOGETHER, EAST, SOUTH_EAST = "imb-east-south-east-asia", "imb-east-asia", "imb-south-east-asia"
TODAY = date(2026, 11, 23)
ANSWERS = Answers(publication="imb-annual-2025")
DEFINED_ANEW = NewSeries(DERIVED, "imb", TOGETHER, definition="imb-incidents", name_en="Mine")


def rows(engine: Engine, series: str = DERIVED, **asked: Any) -> list[dict[str, Any]]:
    return observation_rows(engine, series=[series], **asked)


def shown(engine: Engine, series: str = DERIVED, **asked: Any) -> dict[int, int]:
    """The exact counts of full calendar years that are shown, by year."""
    return {
        row["period_start"].year: row["value"]
        for row in rows(engine, series, **asked)
        if row["is_current"]
        and (row["period_kind"], row["coverage"], row["bound"]) == ("CY", "full", "exact")
        and row["value"] is not None
    }


def sums(engine: Engine, **asked: Any) -> dict[int, int]:
    """What the parts that are shown come to: the joint row, else both rows."""
    east, south_east = shown(engine, EAST, **asked), shown(engine, SOUTH_EAST, **asked)
    both = {year: east[year] + south_east[year] for year in east.keys() & south_east.keys()}
    return both | shown(engine, TOGETHER, **asked)


def restated(engine: Engine, series: str, year: int, value: int, edition: int = 2025, **changes: Any) -> int:
    """An analyst's batch with another number for a part, as a later report prints it."""
    like = {EAST: 2023, SOUTH_EAST: 2023, TOGETHER: 2024}[series]
    period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    printed = {"publication": f"imb-annual-{edition}", "vintage": "restated", "value": value, **changes}
    return loads(engine, figure(engine, series, like, date(edition + 1, 1, 15), **period, **printed))


def test_the_first_load_works_it_out_with_its_parts_and_their_publication(loaded: Engine) -> None:
    assert shown(loaded) == sums(loaded) == {2021: 57, 2022: 60, 2023: 70, 2024: 72, 2025: 95}
    by_year = {row["period_start"].year: row for row in rows(loaded)}
    methods = {year: row["method"] for year, row in by_year.items()}
    assert methods == {2021: "derived", 2022: "derived", 2023: "derived", 2024: "stated", 2025: "stated"}
    assert {row["vintage"] for row in by_year.values()} == {"first"}
    assert by_year[2021]["note_en"] == (
        "Worked out: 56 in South East Asia and 1 in East Asia, each printed in a row of its own."
    )
    assert by_year[2021]["note_ja"].startswith("算出値：東南アジア56件及び東アジア1件の計。")
    assert by_year[2025]["note_en"] == "Printed in one row: 95 in East and South East Asia."
    for year, part in ((2021, EAST), (2023, EAST), (2024, TOGETHER)):
        (printed,) = (row for row in rows(loaded, part, first=year, last=year) if row["period_kind"] == "CY")
        for name in ("publication", "place", "published_on"):
            assert by_year[year][name] == printed[name]


def test_what_one_page_alone_prints_makes_the_sum_no_surer(loaded: Engine) -> None:
    row = next(row for row in rows(loaded) if row["period_start"].year == 2023)
    parts = {rows(loaded, part, first=2023, last=2023)[0]["confidence"] for part in (EAST, SOUTH_EAST)}
    assert (parts, row["confidence"]) == ({"confirmed1", "confirmed2"}, "confirmed1")


def test_a_part_restated_restates_the_sum_in_the_same_batch_and_an_undo_gives_it_back(loaded: Engine) -> None:
    before = datetime.now(UTC)
    batch = restated(loaded, EAST, 2023, 4)
    row, earlier = rows(loaded, first=2023, last=2023)
    assert (row["value"], row["vintage"], row["batch_id"]) == (71, "restated", batch)
    assert (row["publication"], row["published_on"]) == ("imb-annual-2025", date(2026, 1, 15))
    assert (earlier["value"], earlier["is_current"]) == (70, False)
    assert shown(loaded, published=date(2025, 12, 31))[2023] == shown(loaded, recorded=before)[2023] == 70
    undo = store.undo(loaded, batch, who="analyst", reason="a slip")
    assert [row["value"] for row in rows(loaded, first=2023, last=2023)] == [70]
    store.undo(loaded, undo, who="analyst", reason="no slip")
    assert shown(loaded)[2023] == 71


def test_a_part_confirmed_by_a_later_report_confirms_the_sum(loaded: Engine) -> None:
    restated(loaded, EAST, 2023, 3, vintage="later")
    assert [(row["value"], row["vintage"]) for row in rows(loaded, first=2023, last=2023)] == [
        (70, "later"),
        (70, "first"),
    ]


def test_it_follows_its_parts_through_loads_and_undos_in_any_order(loaded: Engine) -> None:
    chance, batches, moments = random.Random(14), [], []
    for _ in range(40):
        if batches and chance.random() < 0.4:
            batches.append(
                store.undo(loaded, batches.pop(chance.randrange(len(batches))), who="a", reason="b")
            )
        else:
            part = chance.choice((EAST, EAST, SOUTH_EAST, SOUTH_EAST, TOGETHER))
            bound = chance.choice(("exact", "exact", "exact", "over"))
            year, edition = chance.choice((2022, 2023)), chance.choice((2024, 2025))
            batches.append(restated(loaded, part, year, chance.randrange(99), edition, bound=bound))
        assert shown(loaded) == sums(loaded)
        moments.append((datetime.now(UTC), shown(loaded)))
    assert len({tuple(then.items()) for _, then in moments}) > 10
    for moment, then in moments:
        assert shown(loaded, recorded=moment) == then == sums(loaded, recorded=moment)


@pytest.mark.parametrize("changes", [{"bound": "over"}, {"coverage": "partial"}])
def test_a_year_of_which_a_part_is_not_exact_and_full_has_no_sum(loaded: Engine, changes: Any) -> None:
    restated(loaded, EAST, 2023, 4, **changes)
    assert 2023 not in shown(loaded)


def test_a_year_that_the_publisher_prints_as_one_row_takes_that_row(loaded: Engine) -> None:
    restated(loaded, TOGETHER, 2023, 75)
    row = rows(loaded, first=2023, last=2023)[0]
    assert (row["value"], row["note_en"]) == (75, "Printed in one row: 75 in East and South East Asia.")


def test_a_part_may_be_withdrawn_and_the_sum_goes_but_not_the_sum_itself(loaded: Engine) -> None:
    with loaded.connect() as connection:
        table = schema.observations
        of_year = select(table.c.id).where(table.c.period_start == date(2023, 1, 1))
        part = connection.scalar(of_year.where(table.c.series == EAST))
        whole = connection.scalar(of_year.where(table.c.series == DERIVED))
    with pytest.raises(history.NoSuchFigure):
        history.withdraw(loaded, whole, who="analyst", reason="not ours")
    outcome = history.withdraw(loaded, part, who="analyst", reason="not printed")
    assert outcome.taken_back == 1
    assert 2023 not in shown(loaded)
    store.undo(loaded, outcome.batch, who="analyst", reason="it is")
    assert shown(loaded)[2023] == 70


def test_a_sum_of_a_report_that_came_out_later_goes_with_its_part(loaded: Engine) -> None:
    """Of two that cover one year: the one before it, loaded after it, is what is left."""
    late = copied(loaded, schema.publications, "imb-annual-2025", id="late", published_on=date(2026, 5, 1))
    period = {"period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31)}
    printed = {"publication": "late", "vintage": "restated", "value": 62, **period}
    part = figure(loaded, SOUTH_EAST, 2023, date(2026, 5, 1), **printed)
    loads(loaded, part, words={"publications": [late]})
    restated(loaded, SOUTH_EAST, 2021, 60)
    assert shown(loaded)[2021] == sums(loaded)[2021] == 63
    with loaded.connect() as connection:
        table = schema.observations.c
        of_late = select(table.id).where(table.publication == "late", table.series == SOUTH_EAST)
        number = connection.execute(of_late).scalar_one()
    history.withdraw(loaded, number, who="analyst", reason="not printed")
    assert shown(loaded)[2021] == sums(loaded)[2021] == 61


def test_a_batch_counts_what_its_file_brought_and_not_what_followed(loaded: Engine) -> None:
    batch = restated(loaded, EAST, 2023, 4)
    assert history.batches(loaded)[0].rows == len(history.rows_of(loaded, batch)) == 1
    outcome = history.undo(loaded, batch, who="analyst", reason="a slip")
    assert (outcome.taken_back, [one.series for one in outcome.standing]) == (1, [EAST])
    assert history.batches(loaded)[0].retracted == 1


def look(engine: Engine, text: str, answers: Answers = ANSWERS) -> Report:
    return pipeline.check(engine, Source("mine.csv", text.encode()), answers, today=TODAY)


@pytest.mark.parametrize("name", ["id", "name_en", "name_ja", "short_en", "short_ja"])
@pytest.mark.parametrize("form", ["long", "wide"])
def test_a_file_that_names_it_is_refused_whole_and_told_what_to_load(
    shared: Engine, name: str, form: str
) -> None:
    called = getattr(catalogue(shared).series[DERIVED], name)
    text = (
        f'series,year,value\n"{called}",2024,80\n{EAST},2023,4\n'
        if form == "long"
        else f'year,{EAST},"{called}"\n2023,4,80\n'
    )
    report = look(shared, text)
    assert report.outcome == HAS_ERRORS
    assert report.cells["stored"] == 0
    problem = next(problem for problem in report.problems if problem.severity == "error")
    assert (problem.code, problem.row, problem.column) == ("series-worked-out", 2, "C")
    for words in (Words("en"), Words("ja")):
        assert called in problem.sentence(words)
        assert all(part in problem.sentence(words) for part in (TOGETHER, EAST, SOUTH_EAST))


@pytest.mark.parametrize(
    "answers",
    [
        Answers(publication="imb-annual-2025", series=DERIVED),
        Answers(publication="imb-annual-2025", mapping={"the whole East": DERIVED}),
        Answers(publication="imb-annual-2025", new_series=(DEFINED_ANEW,)),
    ],
)
def test_no_answer_makes_a_file_give_its_figures(shared: Engine, answers: Answers) -> None:
    report = look(shared, "area,year,value\nthe whole East,2024,80\n", answers)
    assert report.outcome == HAS_ERRORS
    assert "series-worked-out" in {problem.code for problem in report.problems}
    assert not report.new_references


@pytest.mark.parametrize("name", ["East and South East Asia", "東・東南アジア", "東アジア・東南アジア"])
def test_the_publishers_own_row_still_means_the_row_that_it_prints(shared: Engine, name: str) -> None:
    report = look(shared, f"area,year,value\n{name},2025,96\n")
    assert report.outcome == LOADABLE
    assert [one.series for one in report.figures] == [TOGETHER]


def test_it_is_offered_nowhere_to_load_and_stands_beside_no_publisher(shared: Engine) -> None:
    assert DERIVED not in loadable_series(shared)
    assert len(loadable_series(shared)) == len(catalogue(shared).series) - 1
    for asked in ((), (DERIVED,)):
        filled = template_rows(shared, series=asked, today=TODAY, language="en")
        assert DERIVED not in {row[0] for row in filled}
    known = catalogue(shared)
    assert TOGETHER in series_of_region(known, "asia")
    assert DERIVED not in series_of_region(known, "asia")


def test_data_holds_how_it_is_worked_out_and_never_its_figures(loaded: Engine, tmp_path: Path) -> None:
    dump_folder(loaded, tmp_path / "dump")
    with (tmp_path / "dump/counts/imb.csv").open(encoding="utf-8", newline="") as lines:
        assert DERIVED not in {row["series"] for row in csv.DictReader(lines)}
    assert load_folder(loaded, tmp_path / "dump", reason="again", even_if_seen=True).problems == ()
    folder = tmp_path / "data"
    shutil.copytree(PROJECT / "data", folder)
    counts = folder / "counts/imb.csv"
    lines = counts.read_text(encoding="utf-8").splitlines(keepends=True)
    given = next(line for line in lines if line.startswith(f"{TOGETHER},2024"))
    counts.write_text("".join([*lines, given.replace(TOGETHER, DERIVED, 1)]), encoding="utf-8")
    with pytest.raises(RefusedFiles) as refused:
        load_folder(loaded, folder, reason="a sum by hand")
    problem = refused.value.problems[0]
    assert (problem.code, problem.row, problem.column) == ("series-worked-out", len(lines) + 1, "series")


def test_an_older_database_gets_it_with_the_next_load_in_place_of_the_row(loaded: Engine) -> None:
    links = schema.indicator_series
    with writing(loaded) as connection:
        old = {"indicator": "asia-minor", "series": TOGETHER, "position": 2, "batch_id": 1}
        for table, name in (
            *((schema.derived_series, "series"), (links, "series")),
            *((schema.observations, "series"), (schema.series, "id")),
        ):
            connection.execute(delete(table).where(table.c[name] == DERIVED))
        connection.execute(insert(links).values(old))
    take_back(loaded, "0013")
    migrate(loaded)
    load_folder(loaded, PROJECT / "data", reason="the next start", even_if_seen=True)
    assert shown(loaded) == {2021: 57, 2022: 60, 2023: 70, 2024: 72, 2025: 95}
    listed = catalogue(loaded).indicator_series["asia-minor"]
    assert (TOGETHER in listed, listed[1]) == (False, DERIVED)
