"""Tables of every shape become the same figures; what is no figure is set aside and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.readers import LIMITS
from ingest.tidy import figures

LONG = "series,year,value\nrecaap-asia,2023,101\nrecaap-asia,2024,107\n"
WIDE = "海域,2023年,2024年\nアジア,101,107\n"
DOWN = "Year,Asia\n2023,101\n2024,107\n"
MERGED = ",2023,,2024,\nArea,Actual,Attempted,Actual,Attempted\nAsia,100,1,96,11\n"


def said(checked) -> list[tuple[str | None, str | None, int | None]]:
    return [
        (figure.series, figure.period.label if figure.period else None, figure.value)
        for figure in checked.report.figures
    ]


@pytest.mark.parametrize("table", [LONG, WIDE, DOWN])
def test_long_tables_and_both_kinds_of_wide_ones_say_the_same(check, table: str) -> None:
    checked = check(table, publication="recaap-annual-2024")
    assert said(checked) == [("recaap-asia", "2023", 101), ("recaap-asia", "2024", 107)]


def test_two_merged_header_rows_name_year_and_kind(check) -> None:
    checked = check(MERGED, publication="recaap-annual-2024")
    assert said(checked) == [
        ("recaap-asia-actual", "2023", 100),
        ("recaap-asia-attempted", "2023", 1),
        ("recaap-asia-actual", "2024", 96),
        ("recaap-asia-attempted", "2024", 11),
    ]


def test_title_unit_note_source_and_total_rows_are_set_aside_and_told(check) -> None:
    table = "表1 ギニア湾,\n,（単位：件）\n年,件数\n2023,22\n2024,18\n計,40\n注：速報を含む。,\n出典：IMB,\n"
    checked = check(table, series="imb-gulf-of-guinea")
    kinds = [aside.kind for aside in checked.report.asides if aside.kind != "blank"]
    assert kinds == ["title", "unit", "total", "note", "source"]
    assert [value for _, _, value in said(checked)] == [22, 18, 40]
    assert checked.fates[2] == "set_aside"
    assert checked.report.tidied.source == "IMB"


def test_bare_years_below_the_header_nendo_are_fiscal_years(check) -> None:
    checked = check("年度,件数\n2023,5\n2024,6\n", series="imb-somalia")
    assert [period for _, period, _ in said(checked)] == ["FY2023", "FY2024"]


def test_a_blank_that_is_read_as_the_cell_above_is_a_warning_that_names_it(check) -> None:
    table = "area,year,value\nGulf of Guinea,2023,22\n,2024,18\n"
    problem = check(table).only("carried-down")
    assert (problem.row, problem.column, problem.severity) == (3, "A", "warning")
    assert problem.facts["above"] == "Gulf of Guinea"
    assert "carried-down" not in check("area,year,value\nGulf of Guinea,2023,22\n").codes


def test_a_column_without_a_known_name_is_asked_about_and_its_meaning_taken(check) -> None:
    table = "year,数えたもの\n2023,22\n"
    asked = check(table, series="imb-gulf-of-guinea")
    assert asked.only("column-meaning").facts["found"] == "数えたもの"
    assert asked.fates == ["held"]
    answered = check(table, series="imb-gulf-of-guinea", mapping={"数えたもの": "value"})
    assert "column-meaning" not in answered.codes
    assert said(answered) == [("imb-gulf-of-guinea", "2023", 22)]


def test_a_column_or_name_that_the_analyst_leaves_out_is_set_aside_not_lost(check) -> None:
    table = "year,Asia,foo\n2023,101,7\n"
    checked = check(table, publication="recaap-annual-2024", mapping={"foo": "ignore"})
    assert checked.fates == ["unchanged", "set_aside"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("Hospital,City,Beds\nSt Mary,London,300\n", "other-subject"),
        ("Software piracy by country,,\nCountry,2007,2008\nIndonesia,84%,85%\n", "other-subject"),
        ("Name,City,Seats\nOdeon,London,300\n", "not-about-counts"),
        ("just some words\nand more of them\n", "no-figures"),
    ],
)
def test_a_table_that_is_not_about_counts_is_refused_and_asks_nothing(check, table: str, code: str) -> None:
    checked = check(table)
    assert checked.codes == [code]
    assert set(checked.fates) <= {"refused"}


def test_a_table_with_more_figures_than_the_limit_is_refused_naming_it(
    check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "LIMITS", replace(LIMITS, figures=1))
    problem = check(LONG).only("too-many-figures")
    assert (problem.facts["found"], problem.facts["wanted"]) == (2, 1)


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ("11 12 1 2", ["2024-11", "2024-12", None, None]),
        ("12 11 10", ["2024-12", "2024-11", "2024-10"]),
        ("2 1 12", ["2024-02", "2024-01", None]),
        ("Q4 Q1", ["2024-10/12", None]),
        ("H2 H1", ["2024-07/12", "2024-01/06"]),
        ("Q3 Q4 H2 1 2", ["2024-07/09", "2024-10/12", "2024-07/12", "2024-01", "2024-02"]),
    ],
)
@pytest.mark.parametrize("header", ["年,月,件数", "Year,Month,Incidents"])
def test_a_part_that_turns_back_below_a_year_written_once_is_of_no_certain_year(
    check, header: str, parts: str, wanted: list[str | None]
) -> None:
    first, *others = parts.split()
    rows = [f"2024,{first},1", *(f",{part},1" for part in others)]
    checked = check("\n".join([header, *rows]), series="imb-red-sea")
    assert [label for _, label, _ in said(checked)] == wanted
    assert ("part-without-year" in checked.codes) == (None in wanted)


def test_a_year_written_again_and_another_area_begin_their_parts_anew(check) -> None:
    rows = "Red Sea,2024,11,1\n,,12,1\nSomalia,,11,1\n,2025,1,1\n,,2,1\n"
    checked = check("海域,年,月,件数\n" + rows)
    labels = [label for _, label, _ in said(checked)]
    assert labels == ["2024-11", "2024-12", "2024-11", "2025-01", "2025-02"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("年,4月,12月,1月", ["2024-04", "2024-12", None]),
        ("Year,Apr,Dec,Jan", ["2024-04", "2024-12", None]),
        ("年度,4月,12月,1月", ["2024-04", "2024-12", "2025-01"]),
        ("年,12月,11月,10月", ["2024-12", "2024-11", "2024-10"]),
        ("Year,Dec,Feb,Jan", ["2024-12", "2024-02", "2024-01"]),
        ("年,12月,10～12月,1月", ["2024-12", "2024-10/12", None]),
        ("海域,2024年11月,12月,1月", ["2024-11", "2024-12", None]),
    ],
)
def test_columns_of_months_that_pass_the_end_of_a_year_are_not_all_of_it(
    check, header: str, wanted: list[str | None]
) -> None:
    cell = "紅海" if header.startswith("海域") else "2024"
    checked = check(f"{header}\n{cell},1,1,1\n", series="imb-red-sea")
    assert [label for _, label, _ in said(checked)] == wanted
    assert ("part-without-year" in checked.codes) == (None in wanted)


@pytest.mark.parametrize(("year", "last"), [("2024", None), ("2024年度", "2025-01")])
def test_a_year_that_is_said_is_not_that_of_months_beyond_its_end(check, year: str, last: str | None) -> None:
    for table in ("海域,11月,12月,1月\n紅海,1,1,1\n", "月,件数\n11月,1\n12月,1\n1月,1\n"):
        labels = [label for _, label, _ in said(check(table, series="imb-red-sea", year=year))]
        assert labels == ["2024-11", "2024-12", last]


@pytest.mark.parametrize(
    "header",
    ["Year,Q1,Q2,Q3,Q4,Year", "年,第1四半期,第2四半期,第3四半期,第4四半期,年", "年,Q1,Q2,Q3,Q4,年度"],
)
def test_figures_in_a_further_column_called_year_are_asked_about(check, header: str) -> None:
    checked = check(f"{header}\n2024,1,2,3,4,10\n", series="imb-red-sea")
    assert checked.only("column-meaning").column == "F"
    assert (len(checked.fates), checked.fates[-1]) == (5, "held")
    assert checked.report.outcome != 0


@pytest.mark.parametrize(
    "table", ["年,件数,年\n2024,1,2024\n", "年,年,件数\n2024,6,1\n", "年,和暦,件数\n2024,6,1\n"]
)
def test_a_further_column_of_the_same_years_holds_no_figures(check, table: str) -> None:
    checked = check(table, series="imb-red-sea")
    assert (said(checked), checked.report.outcome) == ([("imb-red-sea", "2024", 1)], 0)
