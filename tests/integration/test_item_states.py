"""States of initiatives that an analyst loads by CSV: checked by cell, stored once, undone as a batch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from shell import Said, in_this_process
from sqlalchemy import Engine

from dashboard.record.queries import catalogue
from dashboard.web.application import create_app
from ingest.database import open_database
from ingest.dump import dump_folder
from ingest.load import load_folder

GOOD = (
    "item,state,dated,by,source,url,note_en,note_ja\n"
    "maritime-drtc,seen,2022-03-31,JICA,Annual report 2021,https://example.org/a,Twelve courses,研修12件\n"
    "osa-budget,not-known,2026-01-31,An analyst,Budget documents,,,\n"
)


@pytest.fixture
def address(loaded_file: Path, tmp_path: Path) -> str:
    (tmp_path / "piracy.sqlite3").write_bytes(loaded_file.read_bytes())
    return f"sqlite:///{tmp_path / 'piracy.sqlite3'}"


@pytest.fixture
def database(address: str) -> Engine:
    return open_database(address)


@pytest.fixture
def piracy(address: str, tmp_path: Path) -> Callable[..., Said]:
    def typed(*arguments: str, text: str = GOOD, language: str = "en") -> Said:
        file = tmp_path / "states.csv"
        file.write_text(text, encoding="utf-8")
        filled = [str(file) if argument == "FILE" else argument for argument in arguments]
        return in_this_process(*filled, database=address, PIRACY_LANG=language)

    return typed


def states(engine: Engine, item: str, recorded: datetime | None = None) -> list[tuple[str, str]]:
    """The states of an item that stand, asked of the database itself: another connection wrote them."""
    with engine.connect() as connection:
        rows = catalogue(connection, recorded=recorded).item_states.values()
    return [(row.state, row.by_en) for row in rows if row.item == item]


def load(piracy: Callable[..., Said], text: str = GOOD) -> int:
    said = piracy("load", "FILE", "--yes", "--reason", "a test", "--json", text=text)
    return int(json.loads(said.out)["batch"])


def test_a_state_is_loaded_shown_with_its_source_and_dumped(
    piracy: Callable[..., Said], database: Engine, tmp_path: Path
) -> None:
    said = piracy("check", "FILE")
    assert said.code == 0 and "2 new, 0 known already" in said.out
    assert len(states(database, "maritime-drtc")) == 2, "a check writes nothing"
    load(piracy)
    assert ("seen", "JICA") in states(database, "maritime-drtc")
    html = create_app(database).server.test_client().get("/objectives?lang=ja").get_data(as_text=True)
    item = html.split('id="item-maritime-drtc"')[1].split('id="item-')[0]
    assert "裏付けを確認：JICA" in item and "研修12件" in item
    assert '<a href="https://example.org/a">Annual report 2021</a>' in item
    dump_folder(database, tmp_path / "dump")
    with (tmp_path / "dump/item_states.csv").open(encoding="utf-8", newline="") as stream:
        dumped = [row for row in csv.DictReader(stream) if row["by_en"] in ("JICA", "An analyst")]
    assert [row["item"] for row in dumped] == ["maritime-drtc", "osa-budget"]
    again = load_folder(database, tmp_path / "dump", reason="its own dump", even_if_seen=True)
    assert (again.batch, again.problems) == (None, ())


def test_an_undo_takes_states_back_and_an_undo_of_it_brings_them_back(
    piracy: Callable[..., Said], database: Engine, tmp_path: Path
) -> None:
    before = states(database, "maritime-drtc")
    batch = load(piracy)
    loaded = datetime.now(UTC)
    with_it = states(database, "maritime-drtc")
    assert f"{batch}  " in piracy("history").out and "states: 2" in piracy("history").out
    listed = piracy("history", str(batch)).out
    assert "maritime-drtc  seen  2022-03-31  states.csv, row 2" in listed
    said = piracy("undo", str(batch), "--reason", "wrong report", "--yes")
    assert said.code == 0 and "To be taken back: 2 states of initiatives." in said.out
    assert f"Batch {batch + 1}: states taken back: 2." in said.out
    assert "figures" not in said.out.lower()
    assert states(database, "maritime-drtc") == before
    assert states(database, "maritime-drtc", recorded=loaded) == with_it
    dump_folder(database, tmp_path / "dump")
    assert "JICA,JICA" not in (tmp_path / "dump/item_states.csv").read_text(encoding="utf-8")
    said = piracy("undo", str(batch + 1), "--reason", "right after all", "--yes")
    assert said.code == 0 and "To be brought back: 2 states of initiatives." in said.out
    assert f"Batch {batch + 2}: states brought back: 2." in said.out
    assert states(database, "maritime-drtc") == with_it


def test_the_same_file_again_is_nothing_new_until_it_was_undone(
    piracy: Callable[..., Said], database: Engine
) -> None:
    batch = load(piracy)
    said = piracy("load", "FILE", "--yes", "--reason", "again")
    assert said.code == 0 and "0 new, 2 known already" in said.out
    piracy("undo", str(batch), "--reason", "a test", "--yes")
    assert load(piracy) == batch + 2
    assert states(database, "maritime-drtc").count(("seen", "JICA")) == 1


def test_a_state_said_again_before_its_undo_was_undone_stands_once(
    piracy: Callable[..., Said], database: Engine, tmp_path: Path
) -> None:
    batch = load(piracy)
    piracy("undo", str(batch), "--reason", "a test", "--yes")
    load(piracy)
    piracy("undo", str(batch + 1), "--reason", "right after all", "--yes")
    assert states(database, "maritime-drtc").count(("seen", "JICA")) == 1
    dump_folder(database, tmp_path / "dump")
    assert (tmp_path / "dump/item_states.csv").read_text(encoding="utf-8").count("JICA,JICA") == 1


def test_no_state_is_shown_of_before_it_was_recorded(piracy: Callable[..., Said], database: Engine) -> None:
    assert states(database, "maritime-drtc")
    assert states(database, "maritime-drtc", recorded=datetime(2020, 1, 1, tzinfo=UTC)) == []
    client = create_app(database).server.test_client()
    register = client.get("/register/maritime.pdf?lang=en&recorded=2020-01-01").get_data()
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(register)).pages)
    assert "As recorded by 2020-01-01" in said
    assert "Reported done" not in said


@pytest.mark.parametrize(
    ("header", "row", "column", "found", "wanted"),
    [
        ("", "maritime-aim,seen,2022-03-31,JICA,Report", "item", "maritime-aim", "arctic-information"),
        ("", "maritime-drtc,done,2022-03-31,JICA,Report", "state", "done", "reported, seen, not-known"),
        ("", "maritime-drtc,seen,March 2022,JICA,Report", "dated", "March 2022", "2024-12-31"),
        ("", "maritime-drtc,seen,2999-01-01,JICA,Report", "dated", "2999-01-01", "today"),
        ("", "maritime-drtc,seen,2022-03-31,,Report", "by", "", "who reports it"),
        ("", "maritime-drtc,seen,2022-03-31,JICA,", "source", "", "a publication, or a source"),
        (
            ",publication",
            "maritime-drtc,seen,2022-03-31,JICA,,nowhere",
            "publication",
            "nowhere",
            "publications.csv",
        ),
        (",url", "maritime-drtc,seen,2022-03-31,JICA,Report,javascript:x", "url", "javascript:x", "https://"),
        (",note_en", "maritime-drtc,seen,2022-03-31,JICA,Report,only", "note", "", "Japanese column"),
        (",colour", "maritime-drtc,seen,2022-03-31,JICA,Report,red", "", "colour", "note_ja"),
    ],
)
def test_a_fault_names_file_row_column_what_was_found_and_what_is_wanted(
    piracy: Callable[..., Said], database: Engine, header: str, row: str, column: str, found: str, wanted: str
) -> None:
    good = "osa-budget,seen,2024-01-01,MOF,Budget" + "," * bool(header)
    text = f"item,state,dated,by,source{header}\n{good}\n{row}\n"
    for command in (("check", "FILE"), ("load", "FILE", "--yes", "--reason", "a test")):
        said = piracy(*command, text=text)
        assert said.code == 1
        (line,) = [line for line in said.err.splitlines() if "states.csv" in line]
        assert (f"states.csv, row 3, column {column}" if column else "states.csv, row 1") in line
        assert found in line and wanted in line
    assert ("seen", "MOF") not in states(database, "osa-budget")


def test_a_japanese_shell_reads_the_fault_in_japanese(piracy: Callable[..., Said]) -> None:
    text = "item,state,dated,by,source\nosa-aim,seen,2024-01-01,MOF,Budget\n"
    assert "「osa-aim」は評価書の取組ではない" in piracy("check", "FILE", text=text, language="ja").err
