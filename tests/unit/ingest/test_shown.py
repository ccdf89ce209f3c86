"""What a workbook shows is what is meant: formats that say something, raised and struck text, merged cells,
rows and columns that nobody sees."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from ingest import pipeline
from ingest.answers import Answers
from ingest.problems import Problem
from ingest.readers import Merged, RawTable
from ingest.readers.cells import number_text
from ingest.readers.shown import number_format
from ingest.report import Source
from ingest.tidy.figures import tidy
from ingest.vocabulary import read_vocabulary
from ingest.words import Words

TODAY = date(2026, 11, 23)
Write = Callable[[Any, Any], None]


def shown(code: str, number: float) -> str:
    return number_format(code).text(number, number_text(number), epoch=CALENDAR_WINDOWS_1900)


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("General", 107, "107"),
        ("標準", 107, "107"),
        ("0", 107, "107"),
        ("#,##0", 2278, "2278"),
        ("#,##0_);[Red](#,##0)", 107, "107"),
        ("#,##0_);[Red](#,##0)", -107, "(107)"),
        ("0.00", 107, "107"),
        ("0", 106.6, "106.6"),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 0, "0"),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 107, "107"),
        ('"約"0', 107, "約107"),
        ("約0", 107, "約107"),
        ('0"(p)"', 107, "107(p)"),
        ('"<"0', 107, "<107"),
        ('"△"0', 107, "△107"),
        ('0;"△"0', -107, "△107"),
        ('0"人"', 107, "107人"),
        ("0人", 107, "107人"),
        ('"令和"0"年"', 6, "令和6年"),
        ("0%", 0.25, "25%"),
        ("#,##0,", 150000, "150×1000"),
        ("[$¥-411]#,##0", 107, "¥107"),
        ('0;0;"なし"', 0, "なし"),
        ("[<10]0;0", 5, "5"),
        ('[<10]"少数";0', 5, "少数"),
        ('[<10]"少数";0', 50, "50"),
        ("0.0E+00", 107, "107"),
        ("yyyy/m/d", 45292, "2024-01-01"),
        ('yyyy"年"', 45292, "2024年"),
        ("yyyy", 45292, "2024年"),
        ('ggge"年"', 45292, "令和6年"),
        ('[$-ja-JP]ggge"年"', 43466, "平成31年"),
        ('[$-411]ggge"年";;@', 45292, "令和6年"),
        ('yyyy"年度"', 45383, "2024年度"),
        ('yyyy"年"m"月"', 45292, "2024年1月"),
        ("[h]:mm", 1.5, "36:00:00"),
    ],
)
def test_a_format_says_what_a_person_reads(code: str, number: float, text: str) -> None:
    assert shown(code, number) == text


@given(st.text(max_size=25), st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)))
def test_no_format_whatever_makes_it_raise_or_changes_the_digits_of_a_plain_one(
    code: str, number: float
) -> None:
    assert isinstance(shown(code, number), str)
    assert shown("#,##0", abs(number)) == number_text(abs(number))


def book(write: Write) -> bytes:
    """A workbook whose sheet ``write`` fills below a header of year and value."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["年", "件数"])
        write(workbook, sheet)
    return content.getvalue()


def check(engine: Any, write: Write, **answers: Any) -> Any:
    given = Answers(**{"publication": "recaap-annual-2024", "series": "recaap-asia", **answers})
    return pipeline.check(engine, Source("table.xlsx", book(write)), given, today=TODAY)


def codes(report: Any) -> list[tuple[str, int | None, str | None]]:
    return [
        (problem.code, problem.row, problem.column)
        for problem in report.problems
        if problem.severity in ("error", "question")
    ]


def test_a_raised_footnote_is_no_digit_of_a_count_and_none_of_a_year(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        raised = workbook.add_format({"font_script": 1})
        sheet.write(1, 0, 2023)
        sheet.write_rich_string(1, 1, "1", raised, "2")
        sheet.write_rich_string(2, 0, "2024", raised, "1")
        sheet.write(2, 1, 107)

    report = check(shared, write)
    assert ("mark-meaning", 2, "B") in codes(report)
    assert [figure.value for figure in report.figures] == [1, 107]
    assert [figure.period.label for figure in report.figures] == ["2023", "2024"]


def test_what_is_struck_out_is_no_count_and_is_named_as_it_looks(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        struck = workbook.add_format({"font_strikeout": True})
        sheet.write(1, 0, 2023)
        sheet.write_rich_string(1, 1, struck, "101", "102")
        sheet.write(2, 0, 2024)
        sheet.write(2, 1, 107, struck)

    report = check(shared, write)
    assert codes(report) == [("not-a-count", 2, "B"), ("not-a-count", 3, "B")]
    assert report.problems[0].facts["found"] == "1\u03360\u03361\u0336102"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ('"約"0', "approximate"),
        ('"<"0', "not-a-count"),
        ('"△"0', "negative"),
        ("0%", "a-percentage"),
        ("#,##0,", "shown-in-thousands"),
    ],
)
def test_a_count_with_a_format_that_makes_it_another_is_refused(shared: Any, code: str, wanted: str) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write(1, 0, 2024)
        sheet.write(1, 1, 107, workbook.add_format({"num_format": code}))

    assert codes(check(shared, write)) == [(wanted, 2, "B")]


def test_a_format_makes_a_count_provisional_and_a_date_the_year_that_it_shows(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write(1, 0, 45292, workbook.add_format({"num_format": '[$-411]ggge"年"'}))
        sheet.write(1, 1, 107, workbook.add_format({"num_format": '0"(p)"'}))

    [figure] = check(shared, write).figures
    assert (figure.period.label, figure.value, figure.finality) == ("2024", 107, "provisional")


def test_a_count_merged_over_two_years_is_nobodys_until_it_is_written_for_each(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write(1, 0, 2023)
        sheet.write(2, 0, 2024)
        sheet.merge_range(1, 1, 2, 1, 150)

    assert codes(check(shared, write)) == [("merged-value", 2, "B")]
    mended = check(shared, write, edits={(2, 1): "101", (3, 1): "107"})
    assert codes(mended) == []
    assert [figure.value for figure in mended.figures] == [101, 107]


def test_a_count_merged_over_two_areas_is_nobodys_and_titles_and_labels_may_be_merged(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "表1 海賊等事案")
        sheet.write_row(1, 0, ["年", "ギニア湾", "アジア"])
        sheet.write(2, 0, 2023)
        sheet.merge_range(2, 1, 2, 2, 150)
        sheet.write_row(3, 0, [2024, 18, 107])

    report = check(shared, write, series=None)
    assert [code for code in codes(report) if code[0] == "merged-value"] == [("merged-value", 3, "B")]


def test_merged_cells_that_overlap_leave_no_figure_to_be_trusted(shared: Any) -> None:
    table = (("年", "件数"), ("2023", "101"), ("2024", "107"))
    raw = RawTable("table.xlsx", table, (1, 2, 3), "xlsx", merged=(Merged(1, 1, 3, 1),) * 100_000)
    with shared.connect() as connection:
        tidied = tidy(raw, Answers(series="recaap-asia"), read_vocabulary(connection))
    assert [figure.value.code for figure in tidied.figures] == ["merged-value"] * 2


def test_figures_that_nobody_sees_are_not_read(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 101])
        sheet.write_row(2, 0, [2024, 107])
        sheet.set_row(2, options={"hidden": True})

    assert codes(check(shared, write)) == [("hidden-rows", 3, None)]


def test_a_column_of_figures_that_nobody_sees_is_not_read(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["年", "アジア", "ギニア湾"])
        sheet.write_row(1, 0, [2023, 101, 22])
        sheet.set_column(2, 2, options={"hidden": True})

    assert ("hidden-columns", None, "C") in codes(check(shared, write, series=None))


def test_a_hidden_row_without_figures_hides_nothing(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write(0, 0, "注：内部用")
        sheet.set_row(0, options={"hidden": True})
        sheet.write_row(1, 0, ["年", "件数"])
        sheet.write_row(2, 0, [2024, 107])

    assert codes(check(shared, write)) == []


@pytest.mark.parametrize(
    ("look", "value"),
    [
        ({"font_color": "white"}, 107),
        ({"font_color": "#C0C0C0", "bg_color": "#C0C0C0"}, 107),
        ({"num_format": ";;;"}, 107),
        ({"num_format": "0;-0;;@"}, 0),
    ],
)
def test_a_cell_that_shows_nothing_is_asked_about_and_left_blank_or_read(
    shared: Any, look: dict[str, str], value: int
) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 101])
        sheet.write(2, 0, 2024)
        sheet.write(2, 1, value, workbook.add_format(look))

    assert ("unseen-cells", 3, "B") in codes(check(shared, write))
    read = check(shared, write, hidden="read", why={"": "a test"})
    assert [figure.value for figure in read.figures] == [101, value]
    assert [figure.value for figure in check(shared, write, hidden="leave").figures] == [101, None]


@pytest.mark.parametrize(
    "look",
    [
        {"font_color": "white", "bg_color": "#1F4E78"},
        {"font_color": "black"},
        {"num_format": "@"},
        {"num_format": "0;-0;;@"},
        {"num_format": "#,##0;[Red]-#,##0"},
    ],
)
def test_a_cell_that_can_be_read_is_read(shared: Any, look: dict[str, str]) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 101])
        sheet.write(2, 0, 2024)
        sheet.write(2, 1, 107, workbook.add_format(look))

    report = check(shared, write)
    assert (codes(report), [figure.value for figure in report.figures]) == ([], [101, 107])


@pytest.mark.parametrize(
    ("cell", "years"), [("B3", [2024]), ("C3", [2024]), ("B1", [2023, 2024]), ("D1", [2023, 2024])]
)
def test_a_comment_speaks_of_the_figures_at_its_cell(shared: Any, cell: str, years: list[int]) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 102])
        sheet.write_row(2, 0, [2024, 108])
        sheet.write_comment(cell, "速報値")

    report = check(shared, write)
    assert [code for code, _, _ in codes(report)] == ["said-provisional"]
    held = [figure.period.start.year for figure in report.figures if figure.decision == "held"]
    assert held == years


def test_a_text_box_states_the_unit_of_all_figures(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 101])
        sheet.insert_textbox("D2", "単位：千件")
        sheet.insert_textbox("D9", "関係者限り")

    report = check(shared, write)
    assert [code for code, _, _ in codes(report)] == ["multiplied"]
    texts = [aside.text for aside in report.asides if aside.kind == "box"]
    assert texts == ["単位：千件", "関係者限り"]


def test_the_title_of_a_chart_speaks_of_the_table(shared: Any) -> None:
    def write(workbook: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, [2023, 101])
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$B$2:$B$2"})
        chart.set_title({"name": "単位：千件"})
        sheet.insert_chart("D2", chart)

    assert codes(check(shared, write)) == [("multiplied", None, None)]


@pytest.mark.parametrize(
    ("row", "column", "found", "english", "japanese"),
    [
        (3, None, ("3", "4"), "as you said: rows 3, 4.", "3、4行目"),
        (None, "B", ("B",), "as you said: columns B.", "B列"),
        (3, "B", "B3", "as you said: cells B3.", "セルB3"),
    ],
)
def test_what_was_hidden_is_called_rows_columns_or_cells(
    row: int | None, column: str | None, found: object, english: str, japanese: str
) -> None:
    problem = Problem("hidden-left", "mine.xlsx", row, column, {"found": found})
    assert english in problem.message(Words("en")) and japanese in problem.message(Words("ja"))
