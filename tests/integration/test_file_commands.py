"""The commands for files as a person types them: exit codes, words, JSON, and copies to fill in."""

from __future__ import annotations

import csv
import getpass
import io
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, func, select

import app
from dashboard.record.queries import observations
from ingest import asking, history, pipeline, schema
from ingest.annotated import annotated_csv, annotated_xlsx
from ingest.answers import Answers
from ingest.database import PROJECT
from ingest.report import Source
from ingest.spreadsheets import as_csv
from ingest.words import Words

EXAMPLES = PROJECT / "tests/files/analysts"
CITED = ("--publication", "imb-annual-2025")


class Shell:
    """Runs ``piracy`` in this process and keeps what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch
        self.out = self.err = ""

    def __call__(self, *arguments: str, language: str = "en") -> int:
        self.monkeypatch.setenv("PIRACY_LANG", language)
        self.capsys.readouterr()
        code = app.main(arguments)
        self.out, self.err = self.capsys.readouterr()
        return code

    def json(self, *arguments: str) -> tuple[int, Any]:
        code = self(*arguments, "--json")
        return code, json.loads(self.out)


@pytest.fixture
def shell(
    loaded: Engine,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    monkeypatch.setenv("PIRACY_DATABASE_URL", database_url)
    return Shell(capsys, monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def to_file(text: str, name: str = "mine.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return to_file


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(schema.observations)) or 0


def shown(engine: Engine, series: str, year: int) -> int | None:
    frame = observations(engine, series=[series], first=year, last=year)
    values = frame[frame["is_current"]]["value"].dropna().tolist()
    return int(values[0]) if values else None


GOOD = "series,year,value\nimb-gulf-of-guinea,2016,55\nimb-gulf-of-guinea,2015,31\n"


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (GOOD, CITED, 0),
        (GOOD.replace("55", "-5"), CITED, 1),
        ('series,year,value\nimb-world,2016,"55\n', CITED, 2),
        (GOOD, (), 3),
    ],
)
def test_the_exit_code_says_what_came_of_the_file(
    shell: Shell, write: Any, loaded: Engine, command: str, text: str, arguments: tuple[str, ...], code: int
) -> None:
    before = count(loaded)
    more = ("--yes", "--reason", "test") if command == "load" else ()
    assert shell(command, write(text), *arguments, *more) == code
    added = 2 if command == "load" and code == 0 else 0
    assert count(loaded) == before + added


def test_a_file_that_is_not_there_and_an_argument_that_cannot_be_understood_are_told(
    shell: Shell, write: Any
) -> None:
    assert shell("check", "no/such/file.csv") == 2
    assert "cannot be opened" in shell.out + shell.err
    assert shell("check", write(GOOD), "--map", "nonsense") == 2
    assert "nonsense" in shell.err
    assert shell("check", write(GOOD), "--cite", "x", "--published", "yesterday") == 2
    assert "yesterday" in shell.err


def test_a_program_reads_cells_observations_what_was_understood_problems_and_the_batch(
    shell: Shell, write: Any
) -> None:
    file = write("series,year,value\nimb-gulf-of-guinea,2020,84\nimb-gulf-of-guinea,2016,55(p)\n")
    code, report = shell.json("check", file, *CITED)
    assert (code, report["outcome"], report["batch"], report["file"]) == (0, 0, None, "mine.csv")
    assert report["cells"] == {
        **{"read": 2, "stored": 2, "missing": 0},
        **{"unchanged": 0, "refused": 0, "held": 0, "set_aside": 0},
    }
    first, second = report["observations"]
    assert (first["series"], first["period"], first["value"]) == ("imb-gulf-of-guinea", "2020", 84)
    assert (first["row"], first["column"], first["change"], first["fate"]) == (2, "C", "changed", "stored")
    assert (second["finality"], second["change"]) == ("provisional", "new")
    assert report["understood"]["delimiter"] == "," and report["understood"]["header_row"] == 1
    (problem,) = report["problems"]
    assert (problem["code"], problem["row"], problem["value"]) == ("restates-stored", 2, "84")
    code, report = shell.json("load", file, *CITED, "--yes", "--reason", "test")
    assert code == 0 and isinstance(report["batch"], int)
    code, rows = shell.json("history", str(report["batch"]))
    assert [(row["value"], row["source_line"]) for row in rows] == [(84, 2), (55, 3)]


def test_an_unreadable_file_is_told_to_a_program_too(shell: Shell, write: Any) -> None:
    code, report = shell.json("check", write("", "empty.csv"))
    assert (code, report["outcome"], report["batch"]) == (2, 2, None)
    assert report["problems"][0]["remedy"]


def test_both_languages_say_the_same_of_the_same_file(shell: Shell) -> None:
    file = str(EXAMPLES / "conflicting_years.csv")
    assert shell("check", file, *CITED, language="en") == 3
    english = shell.out + shell.err
    assert shell("check", file, *CITED, language="ja") == 3
    japanese = shell.out + shell.err
    assert "IMB: Gulf of Guinea" in english and "IMB：ギニア湾" in japanese
    for fact in ("84, 81", "34, 35", "2, 3", "4, 5", "--stands last"):
        assert fact in english and fact.replace(", ", "、") in japanese


def test_a_japanese_shell_is_told_in_japanese_alone(shell: Shell) -> None:
    assert shell("check", str(EXAMPLES / "conflicting_years.csv"), *CITED, language="en") == 3
    assert "They are not added up." in shell.out + shell.err
    assert shell("check", str(EXAMPLES / "conflicting_years.csv"), *CITED, language="ja") == 3
    assert "They are not added up." not in shell.out + shell.err


def test_without_yes_and_without_a_terminal_nothing_is_loaded(
    shell: Shell, write: Any, loaded: Engine
) -> None:
    before = count(loaded)
    assert shell("load", write(GOOD), *CITED, "--reason", "test") == 3
    assert "--yes" in shell.err
    assert shell("load", write(GOOD), *CITED, "--yes") == 3
    assert "--reason" in shell.err
    assert count(loaded) == before


def test_a_load_an_undo_and_a_withdrawal_are_told_and_stand_in_the_history(
    shell: Shell, write: Any, loaded: Engine
) -> None:
    _, report = shell.json("load", write(GOOD), *CITED, "--yes", "--reason", "the printed report")
    batch = report["batch"]
    assert shell("history") == 0
    assert "the printed report" in shell.out and "mine.csv" in shell.out
    _, rows = shell.json("history", str(batch))
    figure = next(row["id"] for row in rows if row["value"] == 55)
    assert shell("withdraw", str(figure), "--reason", "a slip", "--yes") == 0
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None
    assert shown(loaded, "imb-gulf-of-guinea", 2015) == 31
    assert shell("withdraw", str(figure), "--reason", "again", "--yes") == 1
    assert shell("undo", str(batch), "--reason", "all of it", "--yes") == 0
    assert "figures taken back: 1" in shell.out
    assert shown(loaded, "imb-gulf-of-guinea", 2015) is None
    assert shell("undo", str(batch), "--reason", "again") == 1
    _, batches = shell.json("history")
    kinds = [one["kind"] for one in batches]
    assert kinds == ["undo", "withdrawal", "analyst", "data"]
    assert next(one for one in batches if one["id"] == batch)["undone_by"] == batches[0]["id"]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ("IMB: Gulf of Guinea, actual and attempted", "Annual report on piracy")),
        ("ja", ("IMB：ギニア湾（既遂・未遂）", "年次報告")),
    ],
)
def test_an_undo_shows_what_it_takes_away_and_waits_to_be_agreed_to(
    shell: Shell, write: Any, loaded: Engine, language: str, titles: tuple[str, ...]
) -> None:
    _, report = shell.json("load", write(GOOD), *CITED, "--yes", "--reason", "the printed report")
    batch = str(report["batch"])
    before = len(history.batches(loaded))
    assert shell("undo", batch, "--reason", "wrong", language=language) == 3
    year = {"en": "", "ja": "年"}[language]
    for part in (*titles, f"2015{year} = 31", f"2016{year} = 55", "the printed report", getpass.getuser()):
        assert part in shell.out
    assert "imb-gulf-of-guinea" not in shell.out
    assert "--yes" in shell.err
    assert len(history.batches(loaded)) == before
    _, rows = shell.json("history", batch)
    assert shell("withdraw", str(rows[0]["id"]), "--reason", "wrong", language=language) == 3
    assert titles[0] in shell.out
    assert len(history.batches(loaded)) == before


@pytest.mark.parametrize(
    ("language", "series"),
    [("en", "IMB: Gulf of Guinea, actual and attempted"), ("ja", "IMB：ギニア湾（既遂・未遂）")],
)
def test_what_would_be_and_what_was_loaded_is_told_in_titles(
    shell: Shell, write: Any, language: str, series: str
) -> None:
    assert shell("load", write(GOOD), *CITED, "--yes", "--reason", "test", language=language) == 0
    before = {"en": f"{series} 2016: — → 55", "ja": f"{series}、2016年：— → 55"}[language]
    after = {"en": "2015 = 31", "ja": "2015年 = 31"}[language]
    assert before in shell.out
    (told,) = [line for line in shell.out.splitlines() if after in line]
    assert series in told
    assert "imb-gulf-of-guinea" not in shell.out


def test_a_series_that_the_load_itself_defines_is_told_by_its_name(shell: Shell, write: Any) -> None:
    definition = "id=imb-mine; publisher=imb; area=imb-red-sea; definition=imb-incidents; name=My own"
    file = write("year,value\n2016,5\n")
    said = ("--series", "imb-mine", "--define", definition, "--yes", "--reason", "test")
    assert shell("load", file, *CITED, *said) == 0, shell.out + shell.err
    assert "My own 2016: — → 5" in shell.out
    assert "My own: 2016 = 5" in shell.out


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets the time zone of this process; it is as before after the test."""

    def use(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield use
    monkeypatch.undo()
    time.tzset()


def test_today_is_the_day_where_the_person_is(
    shell: Shell, write: Any, in_zone: Callable[[str], None]
) -> None:
    in_the_east = (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()
    cited = ("--cite", "A report", "--publisher", "imb", "--published", in_the_east)
    in_zone("EAST-14")
    assert shell("check", write(GOOD), *cited) == 0
    in_zone("WEST12")
    assert shell("check", write(GOOD), *cited) == 1
    assert "after today" in shell.err


def test_an_undo_is_undone_by_the_command_that_it_prints(shell: Shell, write: Any, loaded: Engine) -> None:
    _, report = shell.json("load", write(GOOD), *CITED, "--yes", "--reason", "the printed report")
    shell("undo", str(report["batch"]), "--reason", "wrong", "--yes")
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None
    assert shell(*printed_command(shell.out), "--yes") == 0
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55
    assert shell(*printed_command(shell.out), "--yes") == 0
    assert shown(loaded, "imb-gulf-of-guinea", 2016) is None


@pytest.mark.parametrize(
    ("language", "asked"), [("en", "This needs a reason: --reason TEXT."), ("ja", "理由を --reason で示す")]
)
def test_an_undo_without_a_reason_shows_what_would_go_and_asks_for_one(
    shell: Shell, write: Any, loaded: Engine, language: str, asked: str
) -> None:
    _, report = shell.json("load", write(GOOD), *CITED, "--yes", "--reason", "the printed report")
    before = len(history.batches(loaded))
    assert shell("undo", str(report["batch"]), language=language) == 3
    assert "= 31" in shell.out and asked in shell.err
    _, rows = shell.json("history", str(report["batch"]))
    assert shell("withdraw", str(rows[0]["id"]), "--yes", language=language) == 3
    assert asked in shell.err
    assert len(history.batches(loaded)) == before


@pytest.mark.parametrize(
    ("language", "kinds", "period"),
    [
        (
            "en",
            ("took back the figures of batch 2", "file loaded", "read when the program started", "2 figures"),
            ("Jan–Sep 2026", "2016"),
        ),
        (
            "ja",
            ("取込番号2の数値の取下げ", "ファイルの取込み", "プログラム起動時の読込み", "数値2件"),
            ("2026年1～9月", "2016年"),
        ),
    ],
)
def test_the_history_speaks_the_language_of_the_person(
    shell: Shell,
    write: Any,
    loaded: Engine,
    language: str,
    kinds: tuple[str, ...],
    period: tuple[str, ...],
) -> None:
    file = write("series,year,value\nimb-world,2026 Jan-Sep,90\nimb-gulf-of-guinea,2016,55\n")
    cited = ("--cite", "Report", "--published", "2026-10-15", "--publisher", "imb")
    assert shell("load", file, *cited, "--yes", "--reason", "new", language=language) == 0, shell.err
    assert all(each in shell.out for each in period)
    assert shell("history", "2", language=language) == 0
    assert all(each in shell.out for each in period)
    shell("undo", "2", "--reason", "wrong", "--yes")
    assert shell("history", language=language) == 0
    newest, *others = shell.out.splitlines()
    assert kinds[0] in newest and kinds[-1] in newest
    assert all(kind in "".join(others) for kind in kinds[1:])
    assert "start-up" not in shell.out and "undo" not in shell.out and "analyst" not in shell.out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_whole_below_many_of_its_parts_is_told_once(shell: Shell, write: Any, language: str) -> None:
    shell("check", write("series,year,value\nimb-world,2000,1\n"), *CITED, language=language)
    more = {"en": "more of the kind: ", "ja": "同種がほかに"}[language]
    said = (shell.out + shell.err).splitlines()
    (fold,) = [line for line in said if more in line]
    assert fold.endswith("…") and fold.count("2000") == 3
    below = {"en": "is less than a part of it", "ja": "を下回っている"}[language]
    assert sum(below in line for line in said) == 1


@pytest.mark.parametrize(
    ("language", "absent", "folder"),
    [
        ("en", "there is no such file", "it is a folder"),
        ("ja", "その名前のファイル又はフォルダーがない", "フォルダーである"),
    ],
)
def test_why_a_file_cannot_be_opened_is_told_in_words(
    shell: Shell, tmp_path: Path, language: str, absent: str, folder: str
) -> None:
    assert shell("check", str(tmp_path / "none.csv"), language=language) == 2
    assert absent in shell.err and "Errno" not in shell.err and "directory" not in shell.err
    assert shell("check", str(tmp_path), language=language) == 2
    assert folder in shell.err


@pytest.mark.parametrize(("language", "unit"), [("en", "incidents a year"), ("ja", "年間件数")])
def test_another_unit_is_told_beside_the_title_of_the_series_own(
    shell: Shell, write: Any, language: str, unit: str
) -> None:
    assert shell("check", write("series,year,value\nimb-world,2016,70人\n"), *CITED, language=language) == 3
    assert unit in shell.err and "（incidents）" not in shell.err


def printed_command(said: str) -> list[str]:
    """The command that a message ends with, as a person would type it."""
    return said.rpartition("piracy ")[2].split()


def test_the_same_file_again_says_that_there_is_nothing_new(shell: Shell, write: Any) -> None:
    arguments = ("load", write(GOOD), *CITED, "--yes", "--reason", "test")
    assert shell(*arguments) == 0 and "Loaded as batch" in shell.out
    assert shell(*arguments) == 0 and "Nothing new in the file; nothing was changed." in shell.out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_template_filled_in_as_csv_loads(
    shell: Shell, tmp_path: Path, loaded: Engine, language: str
) -> None:
    path = tmp_path / "template.csv"
    assert shell("template", str(path), "--series", "imb-gulf-of-guinea", language=language) == 0
    with path.open(encoding="utf-8-sig", newline="") as text:
        header, *rows = list(csv.reader(text))
    blank = [row for row in rows if row[3] == ""]
    assert [row[2] for row in rows] == ["2023", "2024", "2025", "2026"] and blank == [rows[-1]]
    blank[0][2:5] = ["2016", "55", "imb-annual-2017"]
    path.write_bytes(as_csv([header, *rows]))
    before = count(loaded)
    assert shell("load", str(path), "--yes", "--reason", "test", language=language) == 0, shell.err
    assert count(loaded) == before + 1
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


def test_a_template_filled_in_as_a_workbook_loads(shell: Shell, tmp_path: Path, loaded: Engine) -> None:
    path = tmp_path / "template.xlsx"
    assert shell("template", str(path), "--series", "imb-gulf-of-guinea") == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.cell(5, 4).value is None
    for column, value in ((3, 2016), (4, 55), (5, "imb-annual-2017")):
        sheet.cell(5, column).value = value
    book.save(path)
    before = count(loaded)
    assert shell("load", str(path), "--yes", "--reason", "test") == 0, shell.out + shell.err
    assert count(loaded) == before + 1
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


@pytest.mark.parametrize("name", ["template.csv", "template.xlsx"])
def test_a_template_that_nobody_filled_in_stores_nothing(
    shell: Shell, tmp_path: Path, loaded: Engine, name: str
) -> None:
    path = str(tmp_path / name)
    assert shell("template", path) == 0
    before = count(loaded)
    assert shell("load", path, "--yes", "--reason", "test") == 0, shell.out + shell.err
    assert count(loaded) == before


RISKY = ["=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+1+cmd", "-1+cmd"]


@pytest.fixture
def risky(shared: Engine) -> Any:
    """A checked file whose cells a spreadsheet would run, one count that is negative, one that is none."""
    text = io.StringIO(newline="")
    rows = [("series", "year", "value", "note"), ("imb-world", "1980", "-5", "")]
    rows += [("imb-world", str(1981 + number), "7", cell) for number, cell in enumerate(RISKY)]
    csv.writer(text).writerows([*rows, ("imb-world", "1985", "about 9", "")])
    source = Source("risky.csv", text.getvalue().encode())
    report = pipeline.check(shared, source, Answers(publication="imb-annual-2025", why="test"))
    assert {problem.code for problem in report.problems} == {"negative", "approximate"}
    return report


def test_an_annotated_csv_holds_each_problem_beside_its_row_and_runs_no_cell(risky: Any) -> None:
    rows = list(csv.reader(io.StringIO(annotated_csv(risky, Words("en")).decode("utf-8-sig"), newline="")))
    assert rows[1][:4] == ["imb-world", "1980", "-5", ""], "a number stays a number"
    assert "which is not negative" in rows[1][4] and rows[1][4].startswith("[C]")
    assert "approximate" in rows[6][4]
    assert [row[3] for row in rows[2:6]] == [f"'{cell}" for cell in RISKY]
    assert [row[4] for row in rows[2:6]] == [""] * 4
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell


def test_an_annotated_workbook_marks_the_cells_and_holds_no_formula(risky: Any) -> None:
    book = load_workbook(io.BytesIO(annotated_xlsx(risky, Words("en"))))
    sheet = book.worksheets[0]
    marked = sheet["C2"]
    assert marked.comment is not None and "which is not negative" in marked.comment.text
    assert marked.fill.fgColor.rgb.endswith("F8CBAD")
    assert "which is not negative" in sheet["E2"].value
    assert sheet["C3"].comment is None and sheet["E3"].value is None
    assert (sheet["B2"].value, sheet["C3"].value) == (1980, 7)
    assert [sheet.cell(row, 4).value for row in range(3, 7)] == RISKY
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_problems_of_the_whole_file_stand_below_its_rows(shared: Engine) -> None:
    source = Source("bare.csv", GOOD.encode())
    report = pipeline.check(shared, source, Answers())
    rows = list(csv.reader(io.StringIO(annotated_csv(report, Words("en")).decode("utf-8-sig"), newline="")))
    assert "does not say where its figures come from" in rows[-1][-1]
    sheet = load_workbook(io.BytesIO(annotated_xlsx(report, Words("en")))).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows(min_row=4) for cell in row if cell.value]
    assert any("does not say where its figures come from" in str(cell) for cell in cells)


def test_an_unreadable_file_is_annotated_with_why(shared: Engine) -> None:
    report = pipeline.check(shared, Source("empty.csv", b""), Answers())
    assert "The file is empty" in annotated_csv(report, Words("en")).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(annotated_xlsx(report, Words("en")))).worksheets[0]
    assert any("The file is empty" in str(cell.value) for row in sheet.iter_rows() for cell in row)


# Somebody else stores other values after the check.


@pytest.fixture
def colleague(loaded: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """One who loads 56 for the Gulf of Guinea in 2016 just before one's own load is stored."""
    commit = pipeline.commit
    theirs = Source("theirs.csv", b"series,year,value\nimb-gulf-of-guinea,2016,56\n")

    def after_the_other(*arguments: Any, **named: Any) -> pipeline.Committed:
        monkeypatch.setattr(pipeline, "commit", commit)
        report = pipeline.check(loaded, theirs, Answers(publication="imb-annual-2025"))
        commit(loaded, report, who="colleague", reason="first")
        return commit(*arguments, **named)

    monkeypatch.setattr(pipeline, "commit", after_the_other)


MINE = "series,year,value\nimb-gulf-of-guinea,2016,55\n"


@pytest.mark.usefixtures("colleague")
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Somebody else changed these figures after the check. Nothing is loaded yet."),
        ("ja", "点検の後に別の人がこれらの数値を変更した。まだ何も取り込んでいない。"),
    ],
)
def test_a_load_that_was_agreed_to_beforehand_does_not_overwrite_what_came_after_the_check(
    shell: Shell, write: Any, loaded: Engine, language: str, told: str
) -> None:
    typed = ("load", write(MINE), *CITED, "--yes", "--reason", "mine")
    assert shell(*typed, language=language) == 3
    assert told in shell.err
    year = {"en": " 2016: ", "ja": "、2016年："}[language]
    assert f"{year}— → 55" in shell.out and f"{year}56 → 55" in shell.out
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 56
    assert shell(*typed) == 0, "typed again, it is agreed to as it stands now"
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == 55


@pytest.mark.usefixtures("colleague")
@pytest.mark.parametrize(("answer", "code", "stands"), [("y", 0, 55), ("n", 3, 56)])
def test_what_a_load_would_do_now_is_asked_again(
    shell: Shell,
    write: Any,
    loaded: Engine,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    stands: int,
) -> None:
    answers = iter(("y", answer))
    monkeypatch.setattr(asking, "agreed", lambda _question: next(answers) == "y")
    assert shell("load", write(MINE), *CITED, "--reason", "mine") == code
    assert "0 new, 1 changed" in shell.out
    assert shown(loaded, "imb-gulf-of-guinea", 2016) == stands


@pytest.mark.usefixtures("colleague")
def test_what_a_colleague_stored_alike_meanwhile_is_nothing_new(
    shell: Shell, write: Any, loaded: Engine
) -> None:
    before = count(loaded)
    assert shell("load", write(MINE.replace("55", "56")), *CITED, "--yes", "--reason", "mine") == 0
    assert "Nothing new in the file" in shell.out
    assert count(loaded) == before + 1


def test_findings_name_a_series_by_its_title_and_its_id_where_it_is_typed(shell: Shell, write: Any) -> None:
    assert shell("check", write("series,year,value\nimb-gulf-of-guinea,2016,5500\n"), *CITED) == 3
    assert "IMB: Gulf of Guinea, actual and attempted [imb-gulf-of-guinea] 2016 = 5500" in shell.err
    assert '--why "imb-gulf-of-guinea=TEXT"' in shell.err
    assert shell("check", write("series,year,value\nimb-gulf-of-guinea,2023,23\n"), *CITED) == 0
    assert "IMB: Gulf of Guinea, actual and attempted 2023: 22 stored (Annual report" in shell.out
    assert "imb-" not in shell.out


def test_a_year_below_a_part_of_it_names_the_months_of_the_part(shell: Shell, write: Any) -> None:
    part = write("series,period,value\nimb-gulf-of-guinea,2016 H1,60\n", "part.csv")
    assert shell("load", part, *CITED, "--yes", "--reason", "test") == 0
    year = write("series,year,value\nimb-gulf-of-guinea,2016,55\n")
    for language, months in (("en", "Jan–Jun 2016 = 60"), ("ja", "2016年1～6月の 60")):
        assert shell("check", year, *CITED, language=language) == 0
        assert months in shell.out


def test_lists_in_a_sentence_are_divided_as_the_language_does(shell: Shell, write: Any) -> None:
    file = write("year,value,value\n2016,55,56\n")
    for language, columns in (("en", "columns B, C"), ("ja", "B、C")):
        assert shell("check", file, *CITED, "--series", "imb-gulf-of-guinea", language=language) == 1
        assert columns in shell.err
