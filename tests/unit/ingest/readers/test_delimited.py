"""Text becomes rows exactly as found, each with the line that it starts on, or is refused at its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.problems import Problem
from ingest.readers import Limits
from ingest.readers.reading import read_table

Refused = Callable[..., Problem]
Rows = tuple[tuple[str, ...], ...]


def rows_and_lines(text: str) -> tuple[Rows, tuple[int, ...]]:
    table, problems = read_table("a.csv", text.encode())
    assert table is not None, problems
    return table.rows, table.lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_gives_the_same_rows(end: str) -> None:
    expected = (("year", "region"), ("2023", "World"), ("2024", "World"))
    text = end.join(",".join(row) for row in expected)
    assert rows_and_lines(text) == (expected, (1, 2, 3))
    assert rows_and_lines(text + end) == (expected, (1, 2, 3))


def test_mixed_line_ends_are_each_one_line() -> None:
    rows, lines = rows_and_lines("a,b\r1,2\r\n3,4\n5,6\n\r7,8")
    assert rows == (("a", "b"), ("1", "2"), ("3", "4"), ("5", "6"), (), ("7", "8"))
    assert lines == (1, 2, 3, 4, 5, 6)


def test_characters_that_only_look_like_line_ends_stay_in_the_cell() -> None:
    rows, _ = rows_and_lines("a\x0bb,c\x0cd,e\u2028f,g\x85h\n")
    assert rows == (("a\x0bb", "c\x0cd", "e\u2028f", "g\x85h"),)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_seen(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("year", "area", "n"), ("2024", "Asia", "72")))
    table, _ = read_table("a.csv", text.encode())
    assert table is not None
    assert table.delimiter == delimiter
    assert table.rows == (("year", "area", "n"), ("2024", "Asia", "72"))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("year;share\n2023;1,5\n2024;2,5\n", ";"),
        ("2023;1,5\n2024;2,5\n", ";"),
        ('area\tnote\nAsia\t"one, two"\nAfrica\tthree, four, five\n', "\t"),
        ('area,note\nAsia,"a;b;c"\nAfrica,"d;e"\n', ","),
        ("a;b,1\nc;d,2\n", ","),
        ("Piracy, armed robbery\n\nyear;area;n\n2023;Asia;5\n2024;Asia;6\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_gives_rows_of_one_width(text: str, delimiter: str) -> None:
    table, _ = read_table("a.csv", text.encode())
    assert table is not None
    assert table.delimiter == delimiter


def test_one_column_is_a_table_and_its_delimiter_a_comma() -> None:
    table, _ = read_table("a.csv", b"incidents\n5\n6\n")
    assert table is not None
    assert (table.delimiter, table.rows) == (",", (("incidents",), ("5",), ("6",)))


def test_cells_are_not_stripped_and_widths_not_made_equal() -> None:
    rows, _ = rows_and_lines(" a ,\u3000b\n1,,\n007,1e5,=A1\n")
    assert rows == ((" a ", "\u3000b"), ("1", "", ""), ("007", "1e5", "=A1"))


def test_blank_lines_are_kept_with_their_numbers() -> None:
    rows, lines = rows_and_lines('title\n\n,\n""\nyear,n\n\n2024,5\n\n')
    assert rows == (("title",), (), ("", ""), ("",), ("year", "n"), (), ("2024", "5"), ())
    assert lines == (1, 2, 3, 4, 5, 6, 7, 8)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_after_quoted_line_ends_has_its_line_in_the_file(end: str) -> None:
    text = end.join(["year,note", '2023,"one', "", 'three"', "2024,x", '2025,"a', 'b"', "2026,y"])
    rows, lines = rows_and_lines(text)
    assert lines == (1, 2, 5, 6, 8)
    assert rows[1] == ("2023", f"one{end}{end}three")


def test_quotation_marks_doubled_in_quotes_are_one() -> None:
    rows, _ = rows_and_lines('year,note\n2024,"the ""Ruen"", taken"\n2025,""""\n')
    assert rows[1:] == (("2024", 'the "Ruen", taken'), ("2025", '"'))


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ('year,region,incidents\n2023,"World,120\n2024,World,116\n', 2, "B"),
        ('"year,region\n2023,World\n', 1, "A"),
        ('year,note\n2022,"a\nb",\n2023,"c\nd","e\n2024,x\n', 5, "C"),
        ('year,region,n\r2023,"World,120\r2024,"World",116\r', 2, "B"),
        ("year,region,n\n2023,World,1\n" + '2024,"World,2\n' + "2025,World,3\n" * 40_000, 3, "B"),
    ],
)
def test_a_quotation_mark_never_closed_is_refused_where_it_opens(
    refused: Refused, text: str, row: int, column: str
) -> None:
    problem = refused(text.encode())
    assert (problem.code, problem.row, problem.column) == ("unclosed-quote", row, column)


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ('year,region,incidents\n2023,"World,120\n2024,World,116\n2025,World",95\n2026,Asia,1\n', 2, "B"),
        ('a;b;c\n1;2;3\n4;"5;6\n7;8;9\n10;11";12\n', 3, "B"),
        ('a,b,c\n1,"x\ny","5,6\n7,8,9\n10"\n2,3,4\n3,4,5\n', 3, "C"),
    ],
)
def test_a_quoted_cell_that_swallowed_rows_is_refused_where_it_opens(
    refused: Refused, text: str, row: int, column: str
) -> None:
    problem = refused(text.encode())
    assert (problem.code, problem.row, problem.column) == ("swallowed-rows", row, column)


def test_a_quoted_note_of_two_lines_with_commas_is_prose() -> None:
    note = "Counted by flag, not by owner.\nSee, for ships, crews, cargoes and ports, the report."
    rows, _ = rows_and_lines(f'year,n,note\n2024,5,"{note}"\n2025,6,\n')
    assert rows[1][2] == note


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('year,note\n2023,5" gun\n', 2),
        ('year,note\n2023,"World" 1\n', 2),
        ('year,note\n2023,ok\n2024, "Gulf, Guinea"\n', 3),
        ('year,note\n2023,"a\nb"\n2024,x"y"\n', 4),
    ],
)
def test_a_stray_quotation_mark_is_refused_at_its_line(refused: Refused, text: str, row: int) -> None:
    problem = refused(text.encode())
    assert (problem.code, problem.row, problem.column) == ("stray-quote", row, "B")


LIMITS = Limits(rows=3, columns=3, cell_characters=10, file_bytes=100)


@pytest.mark.parametrize(
    ("text", "code", "row", "column", "limit", "found"),
    [
        ("a,b\n" * 4, "too-many-rows", 4, None, 3, 4),
        ('"a",b\n' * 5, "too-many-rows", 4, None, 3, 5),
        ("a,b\n1,2,3,4\n", "too-many-columns", 2, "D", 3, 4),
        ('"a",b\n1,2,3,4\n', "too-many-columns", 2, "D", 3, 4),
        ("a,b\n1,12345678901\n", "cell-too-long", 2, "B", 10, 11),
        ('"a",b\n1,12345678901\n', "cell-too-long", 2, "B", 10, 11),
        ("a" * 101, "file-too-large", None, None, 100, 101),
    ],
)
def test_a_limit_is_named_with_the_place_and_the_number_found(
    refused: Refused, text: str, code: str, row: int | None, column: str | None, limit: int, found: int
) -> None:
    problem = refused(text.encode(), limits=LIMITS)
    assert (problem.code, problem.row, problem.column) == (code, row, column)
    assert problem.facts == {"wanted": limit, "found": found}


def test_what_is_at_the_limits_is_read() -> None:
    table, problems = read_table("a.csv", b'1,2,3\n"1234567890",,\n1,2,3\n', limits=LIMITS)
    assert table is not None, problems


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_longer_than_the_csv_module_takes_is_refused_at_its_place(
    refused: Refused, quote: str
) -> None:
    problem = refused(f"a,b\n1,{quote}{'x' * 200_000}{quote}\n".encode())
    assert (problem.code, problem.row, problem.column) == ("cell-too-long", 2, "B")


def test_a_million_columns_are_refused_by_their_number(refused: Refused) -> None:
    assert refused(b"," * 1_000_000).facts["found"] == 1_000_001
    assert refused(b'"",' * 300_000 + b'"').code == "too-many-columns"
