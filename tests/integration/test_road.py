"""The one road of an analyst's file: what a load keeps, how it is taken back, and what can never be lost."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, insert, select, text

from dashboard.record.queries import observations
from ingest import history, pipeline, schema, store
from ingest.answers import Answers, Citation, NewSeries
from ingest.database import PROJECT, WRITER_LOCK, open_database, writing
from ingest.report import LOADABLE, NEEDS_ANSWERS, Report, Source
from ingest.template import template_csv, template_rows
from ingest.words import Words

TODAY = date(2026, 11, 23)
ANSWERS = Answers(publication="imb-annual-2025")
HEADER = "series,year,value\n"


def look(engine: Engine, text: str | bytes, answers: Answers = ANSWERS, name: str = "mine.csv") -> Report:
    content = text.encode() if isinstance(text, str) else text
    report = pipeline.check(engine, Source(name, content), answers, today=TODAY)
    assert report.cells["read"] == sum(report.cells.values()) - report.cells["read"]
    return report


def load(engine: Engine, text: str | bytes, answers: Answers = ANSWERS, name: str = "mine.csv") -> int:
    report = look(engine, text, answers, name)
    assert report.outcome == LOADABLE, report.problems
    done = pipeline.commit(engine, report, who="analyst", reason="the yearly report", today=TODAY)
    assert done.batch is not None
    return done.batch


def shown(engine: Engine, series: str, year: int) -> int | None:
    """What is shown of the full year."""
    frame = observations(engine, series=[series], first=year, last=year)
    found = frame[frame["is_current"] & (frame["period_kind"] == "CY")]["value"].dropna().tolist()
    assert len(found) <= 1
    return int(found[0]) if found else None


def frame_of(engine: Engine) -> pd.DataFrame:
    return observations(engine).reset_index(drop=True)


def dump(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in schema.metadata.sorted_tables
        }


def new_rows(engine: Engine, batch: int) -> list[Any]:
    return list(history.rows_of(engine, batch))


def test_a_load_keeps_who_why_the_name_the_digest_and_the_very_bytes(loaded: Engine) -> None:
    content = (HEADER + "imb-gulf-of-guinea,2016,５５\r\n").encode("cp932")
    batch = load(loaded, content, name="報告.csv")
    kept = next(one for one in history.batches(loaded) if one.id == batch)
    assert (kept.kind, kept.who, kept.reason, kept.rows) == ("analyst", "analyst", "the yearly report", 1)
    assert (kept.source_name, kept.sha256) == ("報告.csv", hashlib.sha256(content).hexdigest())
    assert history.original(loaded, batch) == ("報告.csv", content)
    with loaded.connect() as connection:
        answers = connection.scalar(select(schema.batches.c.answers).where(schema.batches.c.id == batch))
        audited = connection.execute(select(schema.audit).where(schema.audit.c.batch_id == batch)).all()
    assert Answers.from_json(answers or "") == ANSWERS
    assert len(audited) == 1 and json.loads(audited[0].detail)["stored"] == 1


def test_every_stored_figure_leads_to_its_file_line_and_column(loaded: Engine) -> None:
    text = "A title\n\narea,2015,2016\nGulf of Guinea,31,55\nAmericas,,12\n"
    rows = new_rows(loaded, load(loaded, text))
    cells = [line.split(",") for line in text.splitlines()]
    for row in rows:
        cell = cells[row.source_line - 1][row.source_column - 1]
        assert cell == ("" if row.value is None else str(row.value))
        assert row.source_file == "mine.csv" and row.publication == "imb-annual-2025"
        assert cells[2][row.source_column - 1] == str(row.period_start.year)
    places = {(row.source_line, row.source_column) for row in rows}
    assert (4, 2) in places and (4, 3) in places


def test_an_undo_restores_exactly_what_the_dashboard_showed(loaded: Engine) -> None:
    before = frame_of(loaded)
    batch = load(
        loaded,
        HEADER + "imb-gulf-of-guinea,2020,84\nimb-gulf-of-guinea,2016,55\nimb-world,2025年1～9月,99(p)\n",
    )
    assert shown(loaded, "imb-gulf-of-guinea", 2020) == 84
    assert not frame_of(loaded).equals(before)
    undone = history.undo(loaded, batch, who="analyst", reason="wrong table")
    assert undone.taken_back == 3
    pd.testing.assert_frame_equal(frame_of(loaded), before)
    with pytest.raises(store.NoSuchBatch):
        history.undo(loaded, batch, who="analyst", reason="again")


def test_an_undo_leaves_what_a_later_batch_says_of_the_same_figure_and_names_it(loaded: Engine) -> None:
    first = load(loaded, HEADER + "imb-gulf-of-guinea,2020,84\nimb-gulf-of-guinea,2016,55\n")
    later = load(loaded, HEADER + "imb-gulf-of-guinea,2020,85\n", name="later.csv")
    undone = history.undo(loaded, first, who="analyst", reason="wrong table")
    assert shown(loaded, "imb-gulf-of-guinea", 2020) == 85
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None
    standing = {str(one.period.start.year): one for one in undone.standing}
    assert (standing["2020"].value, standing["2020"].batch, standing["2020"].is_later) == (85, later, True)
    assert (standing["2016"].value, standing["2016"].is_later) == (None, False)


def test_an_undo_of_the_later_batch_brings_the_earlier_one_back(loaded: Engine) -> None:
    first = load(loaded, HEADER + "imb-gulf-of-guinea,2020,84\n")
    later = load(loaded, HEADER + "imb-gulf-of-guinea,2020,85\n", name="later.csv")
    undone = history.undo(loaded, later, who="analyst", reason="wrong")
    (standing,) = undone.standing
    assert (standing.value, standing.batch, standing.is_later) == (84, first, False)
    assert shown(loaded, "imb-gulf-of-guinea", 2020) == 84


def test_an_undo_that_is_undone_leaves_everything_as_it_was_before_it(loaded: Engine) -> None:
    first = load(loaded, HEADER + "imb-gulf-of-guinea,2020,84\nimb-gulf-of-guinea,2016,55\n")
    load(loaded, HEADER + "imb-gulf-of-guinea,2020,85\n", name="later.csv")
    before = frame_of(loaded)
    undone = history.undo(loaded, first, who="analyst", reason="wrong table")
    without = frame_of(loaded)
    redone = history.undo(loaded, undone.batch, who="analyst", reason="it was right")
    assert (redone.taken_back, redone.brought_back) == (0, 2)
    pd.testing.assert_frame_equal(frame_of(loaded), before)
    again = history.undo(loaded, first, who="analyst", reason="it was not")
    assert (again.taken_back, again.brought_back) == (2, 0)
    pd.testing.assert_frame_equal(frame_of(loaded), without)
    newest = {one.id: one.undone_by for one in history.batches(loaded)}
    assert (newest[first], newest[undone.batch], newest[redone.batch]) == (again.batch, None, again.batch)


def test_what_stood_between_an_undo_and_its_undo_can_be_asked_for(loaded: Engine) -> None:
    batch = load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n")
    undone = history.undo(loaded, batch, who="analyst", reason="wrong table")
    between = datetime.now(UTC)
    history.undo(loaded, undone.batch, who="analyst", reason="it was right")
    assert observations(loaded, series=["imb-gulf-of-guinea"], first=2016, last=2016, recorded=between).empty
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


def test_a_withdrawal_and_an_undo_of_its_batch_are_undone_in_either_order(loaded: Engine) -> None:
    batch = load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\nimb-gulf-of-guinea,2015,31\n")
    everything = frame_of(loaded)
    withdrawn = {row.period_start.year: row.id for row in new_rows(loaded, batch)}[2016]
    withdrawal = history.withdraw(loaded, withdrawn, who="analyst", reason="a slip").batch
    undo = history.undo(loaded, batch, who="analyst", reason="all of it").batch
    assert history.undo(loaded, withdrawal, who="analyst", reason="no slip").brought_back == 0
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None, "its batch is still undone"
    assert history.undo(loaded, undo, who="analyst", reason="all is well").brought_back == 2
    pd.testing.assert_frame_equal(frame_of(loaded), everything)


def test_a_file_whose_undo_was_undone_is_known_as_loaded(loaded: Engine) -> None:
    text = HEADER + "imb-gulf-of-guinea,2016,55\n"
    batch = load(loaded, text)
    undone = history.undo(loaded, batch, who="analyst", reason="too early")
    history.undo(loaded, undone.batch, who="analyst", reason="not too early")
    assert look(loaded, text).loaded_before == batch


def test_an_undone_file_can_be_loaded_again(loaded: Engine) -> None:
    text = HEADER + "imb-gulf-of-guinea,2016,55\n"
    cited = Answers(citation=Citation("IMB annual report 2016", publisher="imb"))
    first = load(loaded, text, cited)
    history.undo(loaded, first, who="analyst", reason="too early")
    assert look(loaded, text, cited).loaded_before is None
    second = load(loaded, text, cited)
    assert second > first and shown(loaded, "imb-gulf-of-guinea", 2016) == 55


def test_one_value_can_be_withdrawn_by_itself_and_only_once(loaded: Engine) -> None:
    before = frame_of(loaded)
    batch = load(loaded, HEADER + "imb-gulf-of-guinea,2020,84\nimb-gulf-of-guinea,2016,55\n")
    rows = {row.period_start.year: row for row in new_rows(loaded, batch)}
    undone = history.withdraw(loaded, rows[2020].id, who="analyst", reason="a slip")
    assert undone.taken_back == 1
    assert shown(loaded, "imb-gulf-of-guinea", 2020) == 81
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55
    with pytest.raises(history.NoSuchFigure):
        history.withdraw(loaded, rows[2020].id, who="analyst", reason="again")
    with pytest.raises(history.NoSuchFigure):
        history.withdraw(loaded, 10**6, who="analyst", reason="no such figure")
    assert history.undo(loaded, batch, who="analyst", reason="all").taken_back == 1
    pd.testing.assert_frame_equal(frame_of(loaded), before)


def test_a_load_is_refused_where_the_stored_figures_changed_after_the_check(loaded: Engine) -> None:
    seen = look(loaded, HEADER + "imb-gulf-of-guinea,2020,84\n")
    load(loaded, HEADER + "imb-gulf-of-guinea,2020,85\n", name="a colleague's.csv")
    before = dump(loaded)
    with pytest.raises(pipeline.ChangedMeanwhile) as caught:
        pipeline.commit(loaded, seen, who="analyst", reason="the yearly report", today=TODAY)
    (figure,) = caught.value.report.figures
    assert figure.shown is not None and figure.shown.value == 85
    assert dump(loaded) == before
    pipeline.commit(loaded, caught.value.report, who="analyst", reason="seen anew", today=TODAY)
    assert shown(loaded, "imb-gulf-of-guinea", 2020) == 84


def test_a_load_is_not_refused_for_a_change_of_other_figures(loaded: Engine) -> None:
    seen = look(loaded, HEADER + "imb-gulf-of-guinea,2020,84\n")
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n", name="a colleague's.csv")
    assert pipeline.commit(loaded, seen, who="analyst", reason="the yearly report", today=TODAY).batch


def test_a_kept_meaning_serves_the_next_file_of_the_same_publisher_only(loaded: Engine) -> None:
    named = replace(ANSWERS, mapping={"Guinea waters": "imb-gulf-of-guinea"})
    first = "year,area,incidents\n2016,Guinea waters,55\n"
    second = "year,area,incidents\n2015,Guinea waters,31\n"
    load(loaded, first, named)
    assert look(loaded, second).outcome == NEEDS_ANSWERS, "nothing is kept unasked"
    load(loaded, "year,area,incidents\n2014,Guinea waters,41\n", replace(named, keep_mapping=True))
    assert look(loaded, second, Answers(publication="imb-annual-2024")).outcome == LOADABLE
    assert look(loaded, second, Answers(publication="recaap-annual-2024")).outcome == NEEDS_ANSWERS


def test_a_meaning_of_a_very_long_label_serves_its_own_file_and_is_not_kept(loaded: Engine) -> None:
    label = "x" * 300
    named = replace(ANSWERS, mapping={label: "imb-gulf-of-guinea"}, keep_mapping=True)
    load(loaded, f"year,area,incidents\n2016,{label},55\n", named)
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55
    assert look(loaded, f"year,area,incidents\n2015,{label},31\n").outcome == NEEDS_ANSWERS


NEW = NewSeries(
    id="imb-malacca-strait",
    publisher="imb",
    area="Malacca Strait",
    definition="imb-incidents",
    name_en="IMB: Malacca Strait",
    name_ja="IMB：マラッカ海峡",
)


def test_a_new_series_comes_with_its_first_figures_and_serves_the_next_file(loaded: Engine) -> None:
    load(loaded, HEADER + "imb-malacca-strait,2024,1\n", replace(ANSWERS, new_series=(NEW,)))
    load(loaded, "area,2025\nMalacca Strait,2\n", name="next.csv")
    assert [shown(loaded, "imb-malacca-strait", year) for year in (2024, 2025)] == [1, 2]
    with loaded.connect() as connection:
        row = connection.execute(
            select(schema.series).where(schema.series.c.id == "imb-malacca-strait")
        ).one()
    assert (row.name_ja, row.unit, row.definition) == ("IMB：マラッカ海峡", "incidents", "imb-incidents")


def test_a_new_series_that_lacks_its_definition_is_refused(loaded: Engine) -> None:
    lacking = replace(ANSWERS, new_series=(replace(NEW, definition=""),))
    report = look(loaded, HEADER + "imb-malacca-strait,2024,1\n", lacking)
    assert "series-incomplete" in [problem.code for problem in report.problems]


def test_missing_series_of_known_areas_and_kinds_are_made_at_once(loaded: Engine) -> None:
    text = "Region,Boarded,Hijacked\nAmericas,1,0\nGulf of Guinea,16,1\n"
    load(loaded, text, replace(ANSWERS, year="2024", define_missing=True))
    found = {
        (area, kind): shown(loaded, f"imb-{area}-{kind}", 2024)
        for area in ("americas", "gulf-of-guinea")
        for kind in ("boarded", "hijacked")
    }
    assert list(found.values()) == [1, 0, 16, 1]


@pytest.mark.parametrize("publication", ["imb-annual-2024", "imb-annual-2025"])
def test_a_blank_never_displaces_a_stored_value(loaded: Engine, publication: str) -> None:
    text = HEADER + "imb-gulf-of-guinea,2024,\nimb-gulf-of-guinea,2023,…\nimb-gulf-of-guinea,2016,55\n"
    load(loaded, text, Answers(publication=publication))
    assert [shown(loaded, "imb-gulf-of-guinea", year) for year in (2024, 2023, 2016)] == [18, 22, 55]


@pytest.mark.parametrize("rows", ["2016,\n2016,7\n", "2016,7\n2016,\n"])
def test_a_blank_never_displaces_a_value_of_its_own_file(loaded: Engine, rows: str) -> None:
    load(loaded, "year,value\n" + rows, replace(ANSWERS, series="imb-gulf-of-guinea"))
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 7


def test_a_value_takes_the_place_of_a_blank(loaded: Engine) -> None:
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,\nimb-gulf-of-guinea,2015,31\n")
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n")
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


def test_a_value_of_an_older_edition_takes_the_place_of_a_newer_editions_blank(loaded: Engine) -> None:
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,\nimb-gulf-of-guinea,2015,31\n")
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n", Answers(publication="imb-annual-2016"))
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


def test_unfilled_rows_of_the_template_are_set_aside_and_the_others_unchanged(shared: Engine) -> None:
    rows = template_rows(shared, today=TODAY, language="en")
    blank = [row for row in rows if row[3] is None]
    report = look(shared, template_csv(rows, Words("en")), Answers())
    assert (report.outcome, report.cells["set_aside"]) == (LOADABLE, len(blank))
    assert report.to_store == [] and report.cells["unchanged"] == len(rows) - len(blank) > 0


def test_a_rehearsal_shows_the_load_and_leaves_no_trace(loaded: Engine) -> None:
    report = look(
        loaded,
        HEADER + "imb-gulf-of-guinea,2016,55\nimb-americas,2016,9\n",
        replace(ANSWERS, keep_mapping=True, mapping={"x": "note"}),
    )
    before = dump(loaded)

    def count(connection: Any) -> int:
        return int(connection.scalar(select(func.count()).select_from(schema.observations)))

    was, would_be = pipeline.rehearse(loaded, report, count)
    assert would_be == was + 2
    was, would_be = pipeline.rehearse(loaded, report, count, only={"imb-americas"})
    assert would_be == was + 1
    assert dump(loaded) == before
    assert pipeline.commit(loaded, report, who="analyst", reason="for good", today=TODAY).batch


# Any small table: nothing lost, nothing doubled.

THREE = tuple(
    replace(
        NEW, id=f"test-series-{name}", area=f"Test area {name}", name_en=f"Test {name}", name_ja=f"試験{name}"
    )
    for name in "abc"
)
IDS = [one.id for one in THREE]
CELLS = st.one_of(
    st.integers(0, 400).map(str),
    st.integers(0, 400).map(lambda count: f"{count}(p)"),
    st.sampled_from(["", "-", "…", "非公表", "1,234", "１２", "5以上", "12件"]),
)
YEARS = st.integers(1951, 1999)


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, int]:
    """A long or wide table with marks, blanks, duplicates and perhaps a row of totals; and how many counts
    it has cells for."""
    if draw(st.booleans()):
        rows = draw(st.lists(st.tuples(st.sampled_from(IDS), YEARS.map(str), CELLS), min_size=1, max_size=9))
        rows += draw(st.lists(st.sampled_from(rows), max_size=2))
        grid = [("series", "year", "value"), *rows]
        across = 1
        if draw(st.booleans()):
            grid.append(("Total", "", "999"))
    else:
        years = draw(st.lists(YEARS, min_size=2, max_size=4, unique=True).map(sorted))
        names = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
        grid = [("series", *map(str, years))]
        across = len(years)
        grid += [(name, *(draw(CELLS) for _ in years)) for name in names]
        if draw(st.booleans()):
            grid.append(("Total", *("999" for _ in years)))
    text = io.StringIO(newline="")
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(grid)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16"]))
    return text.getvalue().encode(encoding), across * (len(grid) - 1)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory, loaded_file: Path) -> Engine:
    """A SQLite database with the figures of data/, and three series that have none but one in 1900."""
    engine = open_database(f"sqlite:///{shutil.copy(loaded_file, tmp_path_factory.mktemp('three'))}")
    rows = "".join(f"{name},1900,1\n" for name in IDS)
    load(engine, HEADER + rows, replace(ANSWERS, new_series=THREE))
    return engine


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables(), stands=st.sampled_from(["first", "last"]))
def test_of_any_table_exactly_the_accepted_cells_are_stored_and_an_undo_takes_back_exactly_them(
    three: Engine, table: tuple[bytes, int], stands: str
) -> None:
    content, cells = table
    before = frame_of(three)
    why = dict.fromkeys([*IDS, *map(str, range(1900, 2100))], "the test")
    answers = replace(ANSWERS, stands=stands, dash="missing", why=why, replaces=tuple(IDS))
    report = look(three, content, answers)
    assert report.outcome == LOADABLE, [problem.sentence(Words("en")) for problem in report.problems]
    assert report.cells["read"] == cells
    done = pipeline.commit(three, report, who="analyst", reason="the test", today=TODAY)
    accepted = sorted(
        (figure.cell.line, figure.cell.column + 1, figure.series, str(figure.period.start.year), figure.value)
        for figure in report.figures
        if figure.period and report.fate_of(figure) in ("stored", "missing")
    )
    if done.batch is None:
        assert not accepted
        pd.testing.assert_frame_equal(frame_of(three), before)
        return
    rows = new_rows(three, done.batch)
    stored = sorted(
        (row.source_line, row.source_column, row.series, str(row.period_start.year), row.value)
        for row in rows
    )
    assert stored == accepted
    keys = [(row.series, row.period_start, row.period_end) for row in rows]
    assert len(keys) == len(set(keys)), "one period of a series was stored twice"
    assert len(frame_of(three)) == len(before) + len(rows)
    again = look(three, content, answers)
    assert again.to_store == []
    history.undo(three, done.batch, who="analyst", reason="the test")
    pd.testing.assert_frame_equal(frame_of(three), before)


# Two analysts at once.


def load_until_done(url: str, name: str, text: str) -> int:
    """Check and commit; where somebody else changed the same figures, look again."""
    engine = open_database(url)
    try:
        answers = replace(ANSWERS, why={str(year): "the test" for year in range(1950, 1990)})
        report = look(engine, text, answers, name=name)
        while True:
            try:
                done = pipeline.commit(engine, report, who=name, reason="at once", today=TODAY)
                return done.batch or 0
            except pipeline.ChangedMeanwhile as change:
                report = change.report
    finally:
        engine.dispose()


def test_of_two_analysts_at_once_nothing_is_lost_and_nothing_doubled(
    loaded: Engine, database_url: str
) -> None:
    with loaded.connect() as connection:
        before = connection.scalar(select(func.count()).select_from(schema.observations)) or 0
    same = HEADER + "".join(f"imb-gulf-of-guinea,{year},30\n" for year in range(1960, 1990))
    files = [(f"same-{number}.csv", same) for number in range(3)]
    files += [
        (
            f"own-{number}.csv",
            HEADER + "".join(f"imb-americas,{year},9\n" for year in range(start, start + 10)),
        )
        for number, start in enumerate((1950, 1960, 1970))
    ]
    with ThreadPoolExecutor(len(files)) as pool:
        batches = list(pool.map(lambda file: load_until_done(database_url, *file), files))
    assert sorted(bool(batch) for batch in batches[:3]) == [False, False, True], "the same file counts once"
    assert all(batches[3:])
    with loaded.connect() as connection:
        after = connection.scalar(select(func.count()).select_from(schema.observations)) or 0
    assert after == before + 30 + 30
    frame = observations(loaded, series=["imb-gulf-of-guinea"], first=1960, last=1989)
    assert (len(frame), set(frame["value"])) == (30, {30})


def test_of_two_values_for_one_figure_at_once_one_is_stored_and_the_other_is_told(
    loaded: Engine,
) -> None:
    reports = [look(loaded, HEADER + f"imb-gulf-of-guinea,2016,{value}\n") for value in (55, 56)]

    def attempt(report: Report) -> int | None:
        try:
            return pipeline.commit(loaded, report, who="analyst", reason="at once", today=TODAY).batch
        except pipeline.ChangedMeanwhile as change:
            assert [one.code for one in change.report.problems] == ["corrects-stored"]
            return None

    with ThreadPoolExecutor(2) as pool:
        batches = list(pool.map(attempt, reports))
    assert sorted(batch is None for batch in batches) == [False, True]
    assert len(observations(loaded, series=["imb-gulf-of-guinea"], first=2016, last=2016)) == 1


def lock_is_free(url: str) -> bool:
    """Whether somebody else could write now."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True
    engine = open_database(url)
    with engine.connect() as connection:
        free = connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
    engine.dispose()
    return bool(free)


def test_others_can_write_while_a_file_is_examined_and_not_while_it_is_stored(
    loaded: Engine, database_url: str
) -> None:
    seen = look(loaded, HEADER + "imb-gulf-of-guinea,2020,84\n")
    load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n", name="a colleague's.csv")
    free: dict[str, set[bool]] = defaultdict(set)

    def note(step: str, _done: int, _all: int) -> None:
        free[step].add(lock_is_free(database_url))

    pipeline.commit(loaded, seen, who="analyst", reason="the report", today=TODAY, progress=note)
    assert free == {"read": {True}, "tidy": {True}, "check": {True}, "store": {False}}


def test_what_was_stored_of_other_publishers_after_the_check_needs_no_second_look(loaded: Engine) -> None:
    seen = look(loaded, HEADER + "imb-gulf-of-guinea,2020,84\n")
    load(loaded, HEADER + "recaap-asia,1990,84\n", Answers(publication="recaap-annual-2024"))
    steps: list[str] = []
    pipeline.commit(
        loaded,
        seen,
        who="analyst",
        reason="the report",
        today=TODAY,
        progress=lambda step, _done, _all: steps.append(step),
    )
    assert set(steps) == {"store"}


def test_a_load_is_refused_where_what_it_replaces_was_taken_back_after_the_check(loaded: Engine) -> None:
    first = load(loaded, HEADER + "imb-gulf-of-guinea,2016,55\n")
    seen = look(loaded, HEADER + "imb-gulf-of-guinea,2016,56\n")
    history.undo(loaded, first, who="colleague", reason="wrong")
    with pytest.raises(pipeline.ChangedMeanwhile) as caught:
        pipeline.commit(loaded, seen, who="analyst", reason="the report", today=TODAY)
    assert [figure.change for figure in caught.value.report.figures] == ["new"]


# Killed in the middle.

KILLED = """
import pickle, sys
from datetime import date
from pathlib import Path
from ingest import pipeline
from ingest.database import open_database

url, seen, point = sys.argv[1:]

def wait(step, done, _all):
    if f"{step}-{done}" == point:
        print("reached", flush=True)
        sys.stdin.read()

report = pickle.loads(Path(seen).read_bytes())
pipeline.commit(
    open_database(url), report, who="killed", reason="killed", today=date(2026, 11, 23), progress=wait
)
print("done", flush=True)
"""

YEARS_EACH = 100


def make_many_series(engine: Engine, count: int) -> bytes:
    """So many series of the IMB without figures, and a file of 100 rows for each."""
    with writing(engine) as connection:
        batch = store.append_batch(
            connection, kind="data", who="test", reason="series", source_name="-", sha256=None
        )
        pattern = connection.execute(select(schema.series).where(schema.series.c.id == "imb-americas")).one()
        names = ("id", "name_en", "name_ja", "short_en", "short_ja")
        rows = [
            {**pattern._mapping, **dict.fromkeys(names, f"many-{number}"), "batch_id": batch}
            for number in range(count)
        ]
        connection.execute(insert(schema.series), rows)
    lines = (
        f"many-{number},{1901 + year},{20 + year % 7}\n"
        for number in range(count)
        for year in range(YEARS_EACH)
    )
    return (HEADER + "".join(lines)).encode()


# Where all is written and nothing is kept yet, there are so many rows that SQLite has begun to write them to
# the disk. Before that no row of the file is in the database, however many it has.
@pytest.mark.parametrize(("point", "series"), [("store-0", 10), ("store-1", 60)])
def test_killed_in_the_middle_of_a_load_the_database_is_as_before_and_takes_the_next(
    loaded: Engine, database_url: str, tmp_path: Path, point: str, series: int
) -> None:
    seen = look(loaded, make_many_series(loaded, series), name="many.csv")
    file = tmp_path / "seen"
    file.write_bytes(pickle.dumps(seen))
    before = dump(loaded)
    loaded.dispose()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, database_url, str(file), point],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reached\n"
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    if database_url.startswith("sqlite"):
        on_disk = Path(database_url.removeprefix("sqlite:///") + "-wal").stat().st_size
        assert (on_disk > 0) == (point == "store-1")
    assert dump(loaded) == before
    batch = pipeline.commit(loaded, seen, who="analyst", reason="the next", today=TODAY).batch
    with loaded.connect() as connection:
        stored = connection.scalar(select(func.count()).where(schema.observations.c.batch_id == batch))
    assert stored == series * YEARS_EACH
