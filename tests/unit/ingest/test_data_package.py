"""Reading a file finds each fault in its cell; writing gives back what was read."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from ingest import schema
from ingest.data_package import fingerprint_of_folder, read_table, write_table
from ingest.problems import Problem
from ingest.sentences import sentences
from ingest.words import Words

HEADER = "id,unit,name_en,name_ja,definition_en,definition_ja\n"


def read(tmp_path: Path, content: bytes) -> tuple[list[str], list[Problem]]:
    (tmp_path / "measures.csv").write_bytes(content)
    rows, problems = read_table(tmp_path, "measures.csv", schema.measures)
    return [row.values["id"] for row in rows], problems


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "wrong-header", 1),
        (b"id,unit\n", "wrong-header", 1),
        (HEADER.encode() + b"a,b,c\n", "wrong-width", 2),
        (HEADER.encode() + b'a,b,c,d,,\nx,"never closed,c,d,,\n', "broken-csv", 3),
        (HEADER.encode("utf-16"), "not-utf8", None),
        (HEADER.encode() + "a,件,c,d,,\n".encode("cp932"), "not-utf8", None),
        (HEADER.encode() + b"a,,c,d,,\n", "empty-cell", 2),
        (HEADER.encode() + b"a,b,c,d,only English,\n", "one-language-only", 2),
        (b"\x00" * 40, "wrong-header", 1),
        (b"\x89PNG\r\n\x1a\n", "not-utf8", None),
    ],
)
def test_a_fault_is_found_where_it_stands(tmp_path: Path, content: bytes, code: str, row: int | None) -> None:
    _, problems = read(tmp_path, content)
    assert [(problem.code, problem.row) for problem in problems] == [(code, row)]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    content = "\ufeff" + HEADER + "a,件,c,d,,\n"
    ids, problems = read(tmp_path, content.replace("\n", "\r\n").encode())
    assert (ids, problems) == (["a"], [])


def test_what_was_read_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    content = (HEADER + 'a,incidents,"one, two","「三」""四""",x,y\n').encode()
    (tmp_path / "measures.csv").write_bytes(content)
    rows, _ = read_table(tmp_path, "measures.csv", schema.measures)
    assert write_table(schema.measures, [row.values for row in rows]) == content


def test_a_changed_or_renamed_file_changes_the_folders_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")
    first = fingerprint_of_folder(tmp_path)
    path.write_text("y")
    second = fingerprint_of_folder(tmp_path)
    path.rename(tmp_path / "b.csv")
    assert len({first, second, fingerprint_of_folder(tmp_path)}) == 3


@pytest.mark.parametrize("code", sentences())
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_problem_says_where_what_and_what_to_do(code: str, language: str) -> None:
    _, what, remedy = sentences()[code]
    facts = {name: f"<{name}>" for _, name, _, _ in string.Formatter().parse(what + remedy) if name}
    sentence = Problem(code, "counts/imb.csv", 12, "value", facts).sentence(Words(language))
    assert "counts/imb.csv" in sentence
    assert "12" in sentence
    assert "value" in sentence
    assert all(fact in sentence for fact in facts.values())
    assert "{" not in sentence
    assert len(sentence) > 30
