"""What holds for every file: nothing is raised, nothing is changed, every refusal can be said."""

from __future__ import annotations

import codecs
import csv
import io
import string
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import ingest.readers
from ingest.readers.reading import file_name, read_table
from ingest.sentences.reading import SENTENCES
from ingest.words import Words

MARKS = {
    "utf-8": b"",
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16": codecs.BOM_UTF16_LE,
    "cp932": b"",
}
OPENINGS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    b'a,"b\n',
]
FACTS = {"found": 1_000, "wanted": 100}
# Latin letters with accents are left out of CP932 and single kanji between letters out of all: these are what
# the readers take for Western text. No quoted cell looks like rows: no line end beside a delimiter.
LETTERS = string.digits + " .-()" + '"' + "年月日海域件数東南アジアソマリア沖合計表①㈱髙ひらがなカタカナ。"
CELLS = some.text(alphabet=LETTERS, max_size=8)
ROWS = some.integers(min_value=2, max_value=5).flatmap(
    lambda width: some.lists(
        some.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=8
    )
)


def written(rows: list[tuple[str, ...]], delimiter: str, end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


@given(opening=some.sampled_from(OPENINGS), rest=some.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_it_raise(opening: bytes, rest: bytes) -> None:
    table, problems = read_table("a.csv", opening + rest)
    assert (table is None) == any(problem.severity == "error" for problem in problems)
    for problem in problems:
        assert problem.sentence(Words("en"))
        assert problem.sentence(Words("ja"))


@given(data=some.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_of_a_workbooks_bytes_makes_it_raise(
    xlsx: Callable[..., bytes], xls: Callable[..., bytes], data: some.DataObject
) -> None:
    kind = data.draw(some.booleans())
    content = bytearray(xlsx(A=[["year", 5], [2024, 6]]) if kind else xls({"A": (0, [(0, 0, "year")])}))
    for _ in range(data.draw(some.integers(min_value=1, max_value=8))):
        # The time of writing stands in a workbook: its length differs from one making to the next.
        position = data.draw(some.integers(min_value=0, max_value=100_000))
        content[8 + position % (len(content) - 8)] = data.draw(some.integers(min_value=0, max_value=255))
    table, problems = read_table("a.xlsx", bytes(content))
    assert (table is None) == any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@given(rows=ROWS, end=some.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=50, deadline=None)
def test_what_a_csv_writer_writes_comes_back_cell_for_cell(
    encoding: str, delimiter: str, rows: list[tuple[str, ...]], end: str
) -> None:
    text = written([("年", "海域"), *rows], delimiter, end)
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    table, problems = read_table("a.csv", MARKS[encoding] + text.encode(codec))
    assert not problems
    assert table is not None
    assert (table.encoding, table.delimiter) == (encoding, delimiter)
    assert table.rows == (("年", "海域"), *rows)


@given(notes=some.lists(some.text(alphabet="ab年\r\n\"'", max_size=12), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_line_ends_in_quoted_cells_come_back_and_lines_are_counted_past_them(notes: list[str]) -> None:
    table, problems = read_table("a.csv", written([("n", note) for note in notes], ",", "\r\n").encode())
    assert table is not None, problems
    assert table.rows == tuple(("n", note) for note in notes)
    line = 1
    for note, found in zip(notes, table.lines, strict=True):
        assert found == line
        line += 1 + len(note.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sentence_can_be_filled_in(code: str, language: str) -> None:
    _, message, remedy = SENTENCES[code]
    for sentence in (message, remedy):
        assert "{" not in Words(language)(sentence, **FACTS)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("figures.csv", "figures.csv"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\figures.csv", "figures.csv"),
        ("C:\\Users\\a\\表.xlsx", "表.xlsx"),
        ("a\x00b\r\n\x1b[31mc.csv", "ab[31mc.csv"),
        ("gnp.\u202ecsv", "gnp.csv"),
        ("x" * 500, "x" * 120),
        ("", "-"),
        ("folder/", "-"),
        ("a\udce9.csv", "a.csv"),
    ],
)
def test_only_the_last_part_of_a_name_is_shown_and_nothing_hides_in_it(name: str, shown: str) -> None:
    assert file_name(name) == shown
    table, _ = read_table(name, b"a,b\n1,2\n")
    assert table is not None
    assert table.file == shown
    _, [problem] = read_table(name, b"")
    assert problem.file == shown


def test_a_kind_of_file_is_known_by_being_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A module beside the others is enough, and is asked before what takes every text."""
    (tmp_path / "slash_file.py").write_text(
        "from ingest.readers import RawTable, Reader\n"
        "def read(file, content, sheet, limits):\n"
        "    rows = tuple(tuple(line.split('/')) for line in content.decode().splitlines()[1:])\n"
        "    return RawTable(file=file, rows=rows, lines=tuple(range(2, len(rows) + 2)), kind='slash')\n"
        "READER = Reader(knows=lambda content: content.startswith(b'#slash'), read=read)\n"
    )
    monkeypatch.setattr(ingest.readers, "__path__", [*ingest.readers.__path__, str(tmp_path)])
    ingest.readers.readers.cache_clear()
    try:
        table, problems = read_table("a", b"#slash\nyear/count\n2024/3\n")
        assert table is not None and (table.kind, table.rows[1], problems) == ("slash", ("2024", "3"), [])
        other, _ = read_table("a.csv", b"year,count\n2024,3\n")
        assert other is not None and other.kind == "csv"
    finally:
        ingest.readers.readers.cache_clear()
        sys.modules.pop("ingest.readers.slash_file", None)
