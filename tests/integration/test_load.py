"""After the first load the database is the truth: what a later load adds, leaves and refuses."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.record.queries import count_undecided, observations
from ingest import schema, store
from ingest.database import PROJECT, writing
from ingest.dating import NOT_KNOWN
from ingest.dump import dump_folder
from ingest.load import fingerprint_of, load_folder
from ingest.problems import RefusedFiles

DATA = PROJECT / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change_cell(path: Path, where: dict[str, str], **changes: str) -> int:
    """Change cells of the one row that has these cells; returns its line. A figure is one of a whole year."""
    if "period_start" in where:
        where = {"period_kind": "CY"} | where
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    hits = [number for number, row in enumerate(rows) if where.items() <= row.items()]
    assert len(hits) == 1, f"{where} fits {len(hits)} rows"
    rows[hits[0]].update(changes)
    text_of_rows = io.StringIO()
    writer = csv.DictWriter(text_of_rows, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text_of_rows.getvalue(), encoding="utf-8")
    return hits[0] + 2


def current(engine: Engine, series: str, year: int) -> int | None:
    frame = observations(engine, series=[series], first=year, last=year)
    values = frame[frame["is_current"] & (frame["period_kind"] == "CY")]["value"].tolist()
    return int(values[0]) if values else None


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(schema.observations)) or 0


def test_a_second_load_of_the_same_files_adds_nothing(loaded: Engine) -> None:
    before = count(loaded)
    again = load_folder(loaded, DATA, reason="again", even_if_seen=True)
    assert (again.batch, again.new, again.changed, again.references) == (None, 0, 0, 0)
    assert (again.unchanged, count(loaded)) == (1186, before)


def test_a_restart_does_not_even_compare_files_that_it_has_seen(loaded: Engine) -> None:
    assert load_folder(loaded, DATA, reason="restart").compared is False


def test_a_changed_value_becomes_one_new_observation_and_the_old_one_stays(
    loaded: Engine, folder: Path
) -> None:
    where = {"series": "imb-south-east-asia", "period_start": "2022-01-01"}
    change_cell(folder / "counts/imb.csv", where, value="59")
    report = load_folder(loaded, folder, reason="a correction")
    assert (report.new, report.changed) == (0, 1)
    assert current(loaded, "imb-south-east-asia", 2022) == 59
    with loaded.connect() as connection:
        values = connection.scalars(
            select(schema.observations.c.value)
            .where(schema.observations.c.series == "imb-south-east-asia")
            .where(schema.observations.c.period_start == date(2022, 1, 1))
            .where(schema.observations.c.period_kind == "CY")
            .order_by(schema.observations.c.id)
        ).all()
    assert values == [58, 59]


def test_a_restart_does_not_take_back_what_was_loaded_from_a_copy(loaded: Engine, folder: Path) -> None:
    where = {"series": "imb-south-east-asia", "period_start": "2022-01-01"}
    change_cell(folder / "counts/imb.csv", where, value="59")
    load_folder(loaded, folder, reason="a correction")
    load_folder(loaded, DATA, reason="restart")
    assert current(loaded, "imb-south-east-asia", 2022) == 59


def test_an_undone_batch_is_not_brought_back(loaded: Engine, folder: Path) -> None:
    where = {"series": "imb-south-east-asia", "period_start": "2022-01-01"}
    change_cell(folder / "counts/imb.csv", where, value="59")
    batch = load_folder(loaded, folder, reason="a correction").batch
    assert batch is not None
    store.undo(loaded, batch, who="tester", reason="it was wrong")
    assert current(loaded, "imb-south-east-asia", 2022) == 58
    again = load_folder(loaded, folder, reason="again", even_if_seen=True)
    assert [problem.code for problem in again.problems] == ["undone-before"]
    assert current(loaded, "imb-south-east-asia", 2022) == 58


def test_a_batch_is_undone_once(loaded: Engine) -> None:
    store.undo(loaded, 1, who="tester", reason="all of it")
    assert current(loaded, "imb-world", 2023) is None
    with pytest.raises(store.NoSuchBatch):
        store.undo(loaded, 1, who="tester", reason="again")
    with pytest.raises(store.NoSuchBatch):
        store.undo(loaded, 99, who="tester", reason="no such")


def analyst_loads(engine: Engine, series: str, year: int, value: int) -> int:
    """An analyst's own figure for a year, from the publication that data/ cites."""
    with engine.connect() as connection:
        row = (
            connection.execute(
                select(schema.observations)
                .where(schema.observations.c.series == series)
                .where(schema.observations.c.period_start == datetime(year, 1, 1, tzinfo=UTC).date())
                .where(schema.observations.c.period_kind == "CY")
            )
            .mappings()
            .first()
        )
    assert row is not None
    values = {
        column.name: row[column.name]
        for column in schema.observations.columns
        if not column.info.get("internal")
    } | {"value": value}
    new = store.NewObservation(values, NOT_KNOWN, fingerprint_of(values, NOT_KNOWN), "mine.csv", 2)
    with writing(engine) as connection:
        return store.append_batch(
            connection,
            kind="analyst",
            who="analyst",
            reason="from the printed report",
            source_name="mine.csv",
            sha256=None,
            observations=[new],
        )


def test_a_row_that_conflicts_with_an_analyst_is_reported_and_not_applied(loaded: Engine) -> None:
    batch = analyst_loads(loaded, "imb-gulf-of-guinea", 2023, 23)
    report = load_folder(loaded, DATA, reason="again", even_if_seen=True)
    assert [problem.code for problem in report.problems] == ["conflict-with-analyst"]
    problem = report.problems[0]
    assert (problem.file, problem.column, problem.facts["batch"]) == ("counts/imb.csv", "value", batch)
    assert report.batch is None
    assert current(loaded, "imb-gulf-of-guinea", 2023) == 23


def test_the_two_clocks_answer_two_questions(loaded: Engine, folder: Path) -> None:
    moment = datetime.now(UTC)
    where = {"series": "imb-south-east-asia", "period_start": "2022-01-01"}
    change_cell(folder / "counts/imb.csv", where, value="59")
    with writing(loaded) as connection:
        earlier = moment - timedelta(hours=1)
        connection.execute(update(schema.observations).values(recorded_at=earlier))
    load_folder(loaded, folder, reason="a correction")
    then = observations(loaded, series=["imb-south-east-asia"], first=2022, last=2022, recorded=moment)
    assert then[then["period_kind"] == "CY"]["value"].tolist() == [58]
    forecast = {"series": ["suez-transits"], "first": 2022, "last": 2022}
    before = observations(loaded, **forecast, published=datetime(2022, 12, 22, tzinfo=UTC).date())
    after = observations(loaded, **forecast, published=datetime(2022, 12, 23, tzinfo=UTC).date())
    assert before.empty
    assert count_undecided(loaded, datetime(2022, 12, 23, tzinfo=UTC).date(), series=["suez-transits"]) == 10
    assert after["value"].tolist() == [23869]


def test_what_was_shown_before_an_undo_can_be_asked_for(loaded: Engine) -> None:
    moment = datetime.now(UTC)
    store.undo(loaded, 1, who="tester", reason="all of it")
    assert observations(loaded, series=["imb-world"]).empty
    assert len(observations(loaded, series=["imb-world"], recorded=moment)) > 30


@pytest.mark.parametrize(
    ("file", "where", "changes", "code", "column"),
    [
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"value": "1,20"},
            "not-a-number",
            "value",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"value": ""},
            "value-and-availability",
            "value",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"bound": "about"},
            "unknown-choice",
            "bound",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"place": "nowhere"},
            "unknown-id",
            "place",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"period_end": "31/12/2023"},
            "not-a-date",
            "period_end",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"period_end": "2022-12-31"},
            "period-reversed",
            "period_end",
        ),
        (
            "counts/imb.csv",
            {"series": "imb-world", "period_start": "2023-01-01"},
            {"period_end": "2023-06-30", "period_kind": "YTD", "coverage": "partial"},
            "kind-against-days",
            "period_kind",
        ),
        ("publishers.csv", {"id": "imb"}, {"name_ja": ""}, "empty-cell", "name_ja"),
        (
            "spans.csv",
            {"id": "imb-far-east-from-1995"},
            {"first_day": "1994-12-31"},
            "spans-overlap",
            "first_day",
        ),
        ("spans.csv", {"id": "imb-oman-2011"}, {"last_day": "2010-12-31"}, "days-reversed", "last_day"),
        ("events.csv", {"id": "galaxy-leader"}, {"end": "2023-01-01"}, "days-reversed", "end"),
        ("indicators.csv", {"id": "asia-minor"}, {"window_from": "2024"}, "days-reversed", "window_to"),
        ("areas.csv", {"id": "imb-africa"}, {"parent": "imb-somalia"}, "area-within-itself", "parent"),
        ("events.csv", {"id": "galaxy-leader"}, {"start": "2999-01-01"}, "day-in-the-future", "start"),
        (
            "events.csv",
            {"id": "galaxy-leader"},
            {"publication": "", "place": ""},
            "event-without-source",
            "publication",
        ),
        (
            "publications.csv",
            {"id": "imb-annual-2003"},
            {"published_from": "2004-02-01"},
            "days-reversed",
            "published_to",
        ),
        (
            "publications.csv",
            {"id": "imb-annual-2003"},
            {"published_on": "2004-01-28"},
            "day-and-bounds",
            "published_on",
        ),
        (
            "publications.csv",
            {"id": "imb-annual-2007"},
            {"published_on": "2999-01-01"},
            "day-in-the-future",
            "published_on",
        ),
        ("publishers.csv", {"id": "imb"}, {"terms_url": "terms.html"}, "not-a-web-address", "terms_url"),
        ("publishers.csv", {"id": "imb"}, {"terms_en": "Free to use"}, "one-language-only", "terms"),
        *(
            (file, {"id": id}, {"url": "javascript:alert(1)"}, "not-a-web-address", "url")
            for file, id in (
                ("publications.csv", "eunavfor-key-facts-2014"),
                ("publishers.csv", "imb"),
                ("places.csv", "icc-imb-2007"),
            )
        ),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column_and_nothing_is_loaded(
    loaded: Engine,
    folder: Path,
    file: str,
    where: dict[str, str],
    changes: dict[str, str],
    code: str,
    column: str,
) -> None:
    line = change_cell(folder / file, where, **changes)
    change_cell(
        folder / "counts/imb.csv",
        {"series": "imb-world", "period_start": "2022-01-01"},
        note_en="x",
        note_ja="x",
    )
    before = count(loaded)
    with pytest.raises(RefusedFiles) as refusal:
        load_folder(loaded, folder, reason="bad")
    assert [(p.code, p.file, p.row, p.column) for p in refusal.value.problems] == [(code, file, line, column)]
    assert count(loaded) == before


def test_every_problem_is_reported_in_one_pass(loaded: Engine, folder: Path) -> None:
    change_cell(folder / "counts/imb.csv", {"series": "imb-world", "period_start": "2023-01-01"}, value="x")
    change_cell(folder / "counts/imb.csv", {"series": "imb-world", "period_start": "2022-01-01"}, value="-3")
    (folder / "areas.csv").unlink()
    with pytest.raises(RefusedFiles) as refusal:
        load_folder(loaded, folder, reason="bad")
    codes = [problem.code for problem in refusal.value.problems]
    assert codes.count("not-a-number") == 2
    assert "missing-file" in codes


def test_an_unclosed_quote_is_refused(loaded: Engine, folder: Path) -> None:
    path = folder / "counts/jcg.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"imb-world,2020', encoding="utf-8")
    with pytest.raises(RefusedFiles) as refusal:
        load_folder(loaded, folder, reason="bad")
    assert refusal.value.problems[0].code == "broken-csv"


def test_a_dump_is_the_very_files_that_were_loaded(loaded: Engine, tmp_path: Path) -> None:
    written = dump_folder(loaded, tmp_path / "dump")
    for path in written:
        name = path.relative_to(tmp_path / "dump")
        assert path.read_bytes() == (DATA / name).read_bytes(), f"{name} differs from data/"
    kept = {path.relative_to(DATA) for path in DATA.rglob("*.csv")}
    assert kept <= {path.relative_to(tmp_path / "dump") for path in written}


def test_the_database_itself_refuses_what_the_checks_would(loaded: Engine) -> None:
    with loaded.connect() as connection:
        row = dict(connection.execute(select(schema.observations).limit(1)).mappings().one())
    row.pop("id")
    for fault in ({"series": "no-such-series"}, {"value": None}, {"value": -1}, {"coverage": "most"}):
        with pytest.raises(IntegrityError), writing(loaded) as connection:
            connection.execute(insert(schema.observations).values({**row, **fault}))


def test_a_load_that_fails_halfway_leaves_nothing(
    loaded: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"series": "imb-world", "period_start": "2023-01-01"}
    change_cell(folder / "counts/imb.csv", where, value="121")

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "remember_comparison", stop)
    before = count(loaded)
    with pytest.raises(KeyboardInterrupt):
        load_folder(loaded, folder, reason="interrupted")
    assert count(loaded) == before
    assert current(loaded, "imb-world", 2023) == 120
