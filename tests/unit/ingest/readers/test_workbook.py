"""XLSX and XLS become rows of text: the right sheet, every value as its reader means it, no formula run."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from ingest.problems import Problem
from ingest.readers import Limits, RawTable
from ingest.readers.reading import read_table
from ingest.words import Words

Refused = Callable[..., Problem]
Build = Callable[..., bytes]


def read(content: bytes, **options: str) -> RawTable:
    table, problems = read_table("figures.xlsx", content, **options)
    assert table is not None, problems
    return table


def test_values_of_each_kind_are_written_as_people_read_them(xlsx: Build) -> None:
    values = [116, 116.0, 0.1, -3, 10**15, True, "007", " a ", None, "x"]
    assert read(xlsx(Figures=[values])).rows == (
        ("116", "116", "0.1", "-3", "1000000000000000", "TRUE", "007", " a ", "", "x"),
    )


def test_dates_and_times_are_iso(xlsx: Build) -> None:
    moments = [
        datetime.date(2024, 12, 31),
        datetime.datetime(2024, 12, 31, 13, 45),
        datetime.time(13, 45),
        datetime.timedelta(hours=36, minutes=5),
    ]
    assert read(xlsx(Figures=[moments])).rows == (
        ("2024-12-31", "2024-12-31T13:45:00", "13:45:00", "36:05:00"),
    )


def test_the_raw_cells_of_a_sheet_are_read_by_their_type(sheet_xlsx: Build) -> None:
    table = read(
        sheet_xlsx(
            '<row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="b"><v>0</v></c>'
            '<c r="D2" t="inlineStr"><is><r><t>To</t></r><r><t xml:space="preserve">kyo </t></r>'
            "<rPh><t>トウキョウ</t></rPh></is></c>"
            '<c r="E2"><v>1.16E2</v></c><c r="F2" t="d"><v>2024-12-31T00:00:00</v></c>'
            '<c r="G2" t="str"><v>a_x000D_b_x005F_x0041_</v></c>'
            '<c r="H2"><v>12345678901234567890</v></c></row>'
        )
    )
    assert table.rows == (
        ("", "#N/A", "FALSE", "Tokyo ", "116", "2024-12-31", "a\rb_x0041_", "12345678901234567890"),
    )
    assert table.lines == (2,)


def test_shared_texts_are_read_without_their_furigana(sheet_xlsx: Build) -> None:
    content = sheet_xlsx(
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
        shared='<si><t>海域</t><rPh sb="0" eb="2"><t>カイイキ</t></rPh></si>'
        '<si><r><t xml:space="preserve">沖 </t></r><r><t>合</t></r></si>',
    )
    assert read(content).rows == (("沖 合", "海域"),)


def test_rows_without_content_are_left_out_and_the_lines_tell_the_gap(xlsx: Build) -> None:
    table = read(xlsx(Figures=[["year"], [], [None, None], [2024, None]]))
    assert (table.rows, table.lines) == ((("year",), ("2024",)), (1, 4))


def test_the_first_visible_sheet_is_read_and_the_others_are_named(xlsx: Build) -> None:
    content = xlsx(
        states={"Old": "hidden", "Key": "veryHidden"}, Old=[[1]], Figures=[[2]], Key=[[3]], Notes=[[4]]
    )
    table, problems = read_table("figures.xlsx", content)
    assert table is not None
    assert (table.kind, table.sheet, table.rows) == ("xlsx", "Figures", (("2",),))
    assert (table.other_sheets, table.hidden_sheets) == (("Notes",), ("Old", "Key"))
    assert (table.encoding, table.delimiter) == (None, None)
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("hidden-sheets", "notice"),
        ("other-sheets", "notice"),
    ]
    assert "“Old”, “Key”" in problems[0].sentence(Words("en"))
    assert "シート「Figures」を読み込んだ" in problems[1].sentence(Words("ja"))


def test_a_named_sheet_is_read(xlsx: Build) -> None:
    table = read(xlsx(Figures=[[1]], Notes=[[2]]), sheet="Notes")
    assert (table.sheet, table.rows, table.other_sheets) == ("Notes", (("2",),), ("Figures",))


def test_a_name_that_no_sheet_has_is_refused_with_the_names_there_are(refused: Refused, xlsx: Build) -> None:
    problem = refused(xlsx(Figures=[[1]], Notes=[[2]]), sheet="Data")
    assert problem.code == "unknown-sheet"
    assert problem.facts == {"found": "Data", "wanted": ("Figures", "Notes")}
    assert "“Figures”, “Notes”" in problem.message(Words("en"))
    assert "「Figures」、「Notes」" in problem.message(Words("ja"))


def test_a_named_hidden_sheet_is_refused_as_hidden(refused: Refused, xlsx: Build) -> None:
    problem = refused(xlsx(states={"Old": "hidden"}, Figures=[[1]], Old=[[2]]), sheet="Old")
    assert (problem.code, problem.facts["found"]) == ("named-sheet-hidden", "Old")


def test_an_empty_sheet_is_refused_with_the_sheets_to_look_at(refused: Refused, xlsx: Build) -> None:
    problem = refused(xlsx(Cover=[[None]], Figures=[[1]]))
    assert problem.code == "empty-sheet"
    assert problem.facts == {"found": "Cover", "wanted": ("Figures",)}


def test_a_sheet_asked_of_a_text_file_is_said_not_to_be_there() -> None:
    table, [problem] = read_table("a.csv", b"a,b\n1,2\n", sheet="Data")
    assert table is not None
    assert (problem.code, problem.severity) == ("no-sheets-in-text", "notice")


def test_a_formula_without_a_saved_value_is_refused_at_the_first_such_cell(
    refused: Refused, xlsx: Build
) -> None:
    problem = refused(xlsx(Figures=[["year", "n"], [2023, 5], [2024, "=B2+1"], [2025, "=B3+1"]]))
    assert (problem.code, problem.row, problem.column) == ("formula-not-calculated", 3, "B")


def test_the_saved_value_of_a_formula_is_read_and_no_formula_run(sheet_xlsx: Build) -> None:
    table = read(
        sheet_xlsx(
            '<row r="1"><c r="A1"><f>1+1</f><v>7</v></c><c r="B1" t="str"><f>"a"</f><v>b</v></c>'
            '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>0</f><v>0</v></c></row>'
        )
    )
    assert table.rows == (("7", "b", "", "0"),)


def test_zeros_that_a_program_saved_for_excel_to_replace_are_no_values(
    refused: Refused, sheet_xlsx: Build, changed: Build
) -> None:
    calculated = sheet_xlsx('<row r="1"><c r="A1"><v>0</v></c><c r="B1"><f>SUM(A1,5)</f><v>0</v></c></row>')
    assert read(calculated).rows == (("0", "0"),)
    asks = {"xl/workbook.xml": lambda xml: xml.replace("<calcPr ", '<calcPr fullCalcOnLoad="1" ')}
    problem = refused(changed(calculated, asks))
    assert (problem.code, problem.row, problem.column) == ("formula-not-calculated", 1, "B")


def test_the_sheets_own_word_about_its_size_is_not_believed(sheet_xlsx: Build) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row>'
    )
    for said in ("A1", "A1:XFD1048576"):
        table = read(sheet_xlsx(rows, f'<dimension ref="{said}"/>'))
        assert (table.rows, table.lines) == ((("1", "2"), ("", "", "3")), (1, 3))


def test_formats_dragged_to_the_end_of_the_sheet_are_no_rows_and_no_columns(sheet_xlsx: Build) -> None:
    table = read(
        sheet_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
            '<row r="1000000"><c r="XFD1000000"/></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
        )
    )
    assert (table.rows, table.lines) == ((("1",), ("2",)), (1, 1_048_576))


def test_rows_and_cells_without_an_address_follow_each_other(sheet_xlsx: Build) -> None:
    table = read(sheet_xlsx("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"))
    assert (table.rows, table.lines) == ((("1", "", "2"), ("3",)), (1, 3))


@pytest.mark.parametrize(
    ("rows", "code", "row", "column", "limit", "found"),
    [
        ([[1]] * 5, "too-many-rows", 4, None, 3, 5),
        ([[1], [None, None, None, 5]], "too-many-columns", 2, "D", 3, 4),
        ([[1], [2, "x" * 11]], "cell-too-long", 2, "B", 10, 11),
    ],
)
def test_a_limit_is_named_with_the_place_and_the_number_found(
    refused: Refused,
    xlsx: Build,
    rows: list[list[object]],
    code: str,
    row: int,
    column: str | None,
    limit: int,
    found: int,
) -> None:
    problem = refused(xlsx(Figures=rows), limits=Limits(rows=3, columns=3, cell_characters=10))
    assert (problem.code, problem.row, problem.column) == (code, row, column)
    assert problem.facts == {"wanted": limit, "found": found}


def test_a_sheet_of_strict_open_xml_is_read(sheet_xlsx: Build) -> None:
    content = sheet_xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>',
        shared="<si><t>year</t></si>",
        namespace="http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    assert read(content).rows == (("year", "5"),)


def test_a_workbook_protected_by_a_password_is_refused_with_the_way_to_remove_it(
    refused: Refused, ole: Build, xls: Build
) -> None:
    for content in (
        ole({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"\x10" * 5000}),
        xls({"Figures": (0, [(0, 0, "year")])}, encrypted=True),
    ):
        assert refused(content).code == "password"


def test_an_old_office_file_without_a_workbook_is_refused_as_a_document(refused: Refused, ole: Build) -> None:
    assert refused(ole({"WordDocument": b"\xec\xa5\xc1\x00"})).code == "is-document"


def test_xls_values_of_each_kind_are_written_as_in_xlsx(xls: Build) -> None:
    cells = [
        (0, 0, "海域"),
        (0, 2, 116.0),
        (1, 0, 0.1),
        (1, 1, True),
        (1, 2, b"\x2a"),
        (3, 0, (45657.0,)),
        (3, 1, (45657.5,)),
    ]
    table = read(xls({"Figures": (0, cells)}))
    assert (table.kind, table.sheet) == ("xls", "Figures")
    assert table.rows == (("海域", "", "116"), ("0.1", "TRUE", "#N/A"), ("2024-12-31", "2024-12-31T12:00:00"))
    assert table.lines == (1, 2, 4)


def test_xls_dates_follow_the_day_from_which_the_book_counts(xls: Build) -> None:
    table = read(xls({"Figures": (0, [(0, 0, (44195.0,))])}, from_1904=True))
    assert table.rows == (("2024-12-31",),)


def test_hidden_sheets_of_an_xls_are_named_and_not_read(refused: Refused, xls: Build) -> None:
    content = xls(
        {
            "Old": (1, [(0, 0, "a")]),
            "Key": (2, [(0, 0, "b")]),
            "Figures": (0, [(0, 0, "c")]),
            "Notes": (0, [(0, 0, "d")]),
        }
    )
    table = read(content)
    assert (table.sheet, table.rows) == ("Figures", (("c",),))
    assert (table.other_sheets, table.hidden_sheets) == (("Notes",), ("Old", "Key"))
    assert read(content, sheet="Notes").rows == (("d",),)
    assert refused(content, sheet="Key").code == "named-sheet-hidden"
    assert refused(content, sheet="Data").code == "unknown-sheet"


def test_the_limits_hold_for_an_xls(refused: Refused, xls: Build) -> None:
    content = xls({"Figures": (0, [(0, 0, 1.0), (1, 3, 2.0)])})
    problem = refused(content, limits=Limits(columns=3))
    assert (problem.code, problem.row, problem.column) == ("too-many-columns", 2, "D")
    assert refused(content, limits=Limits(rows=1)).code == "too-many-rows"
