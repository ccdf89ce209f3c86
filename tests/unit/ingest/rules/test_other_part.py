"""Texts and headers that speak of running totals, quarters or other months than the figures are read of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ingest.answers import Citation
from ingest.words import Words

MONTHS = "期間,件数\n2024年1月,10\n2024年2月,13\n2024年3月,15\n"
QUARTERS = "Period,Incidents,Note\nQ1 2024,30,\nQ2 2024,60,{note}\n"


@pytest.fixture
def read(check: Any) -> Any:
    """Check a table of one series."""
    return lambda text, **answers: check(text, **{"series": "imb-world", **answers})


@pytest.mark.parametrize(
    "title",
    [
        "年初来の件数",
        "各月末現在の件数",
        "Year-to-date incidents",
        "Year to date figures 2024",
        "Figures since January",
        "Running totals by month",
    ],
)
def test_a_title_of_running_totals_over_single_months_is_asked_about(read: Any, title: str) -> None:
    facts = read(f"{title},\n{MONTHS}").only("running-totals-said").facts
    assert (facts["period"], facts["count"]) == ("2024-02", 2)
    assert "running-totals-said" not in read(f"{title},\n{MONTHS}", mapping={title: "note"}).codes


@pytest.mark.parametrize(
    "note",
    [
        "注：件数は年初からの累計。",
        "（注）各月の件数は1月からの累計である。",
        "Note: figures are cumulative.",
    ],
)
def test_a_note_of_running_totals_is_asked_about(read: Any, note: str) -> None:
    checked = read(f"{MONTHS}{note},\n")
    assert (checked.only("running-totals-said").facts["count"], checked.report.outcome) == (2, 3)


@pytest.mark.parametrize("note", ["cumulative", "1月からの累計", "YTD"])
def test_a_running_total_in_the_notes_of_a_row_is_asked_about_for_that_row(read: Any, note: str) -> None:
    facts = read(QUARTERS.format(note=note)).only("running-totals-said").facts
    assert (facts["period"], facts["count"]) == ("2024-04/06", 1)


@pytest.mark.parametrize("note", ["1～6月", "January to June", "4～5月"])
def test_other_months_in_the_notes_of_a_row_are_asked_about(read: Any, note: str) -> None:
    assert read(QUARTERS.format(note=note)).only("other-part-said").facts["period"] == "2024-04/06"


@pytest.mark.parametrize("note", ["4～6月", "2024年6月末現在", "第2四半期の確報"])
def test_the_same_months_or_a_day_of_issue_in_the_notes_of_a_row_are_no_question(
    read: Any, note: str
) -> None:
    assert "other-part-said" not in read(QUARTERS.format(note=note)).codes


@pytest.mark.parametrize("note", ["（注）第2四半期は1～6月の計", "Note: Q2 covers January-June"])
def test_a_note_that_lets_a_quarter_run_from_january_is_asked_about(read: Any, note: str) -> None:
    facts = read(f"{QUARTERS.format(note='')}{note},,\n").only("other-part-said").facts
    assert (facts["period"], facts["count"]) == ("2024-04/06", 1)


@pytest.mark.parametrize("mark", ["* 7～9月", "* July to September"])
def test_the_note_of_a_mark_that_names_other_months_is_asked_about(read: Any, mark: str) -> None:
    facts = read(f"期間,件数\n2024年上半期,60\n2024年下半期*,56\n{mark},\n").only("other-part-said").facts
    assert (facts["period"], facts["count"]) == ("2024-07/12", 1)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("2024年1～6月", "2024年第3四半期,10\n"),
        ("Q1 2024", "Apr 2024,10\n"),
        ("Jan-Jun 2024", "9M 2024,10\n"),
    ],
)
def test_figures_of_months_after_those_of_a_title_are_asked_about(read: Any, title: str, rows: str) -> None:
    assert read(f"{title},\n期間,件数\n{rows}").only("other-part-said").severity == "question"


def test_the_publication_cited_may_end_before_the_months_of_the_figures(read: Any) -> None:
    cited = Citation("Report January-June 2025", date(2025, 10, 15), publisher="imb")
    answers = {"publication": None, "citation": cited}
    assert "other-part-said" in read("Year,Jan-Sep\n2025,90\n", **answers).codes
    assert "other-part-said" not in read("Period,n\nQ1 2025,45\nJan-Sep 2024,79\n", **answers).codes


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Year,As of month,Incidents\n2024,Jun,52\n", "As of month"),
        ("As of,Incidents\nJun 2024,52\n", "As of"),
        ("時点,件数\n2024年6月,52\n", "時点"),
        ("年,～月,件数\n2024,6,52\n", "～月"),
        ("年,期間（～月）,件数\n2024,6月,52\n", "期間（～月）"),
        ("年,集計月,件数\n2024,6月,52\n", "集計月"),
        ("年,何月まで,件数\n2024,6月,52\n", "何月まで"),
        ("Year,Through,Incidents\n2024,Jun,52\n", "Through"),
        ("Year,Months,Incidents\n2024,6,52\n2023,6,59\n", "Months"),
        ("Quarter,Incidents\nMar 2024,30\nJun 2024,22\n", "Quarter"),
        ("四半期,件数\n2024年3月,30\n2024年6月,22\n", "四半期"),
        ("Half,Incidents\nJun 2024,52\nDec 2024,64\n", "Half"),
    ],
)
def test_a_header_of_other_months_over_single_ones_is_asked_about(
    read: Any, header: str, column: str
) -> None:
    asked = read(header).only("other-part-in-header")
    wanted = asked.facts["wanted"]
    assert asked.facts["found"] == column and f'--map "{column}={wanted}"' in asked.remedy(Words("ja"))
    answered = read(header, mapping={column: wanted})
    assert "other-part-in-header" not in answered.codes
    assert all(figure.period.kind == "M" for figure in answered.report.figures)


@pytest.mark.parametrize("header", ["Incidents (cumulative)", "件数（累計）", "YTD"])
def test_running_totals_above_single_months_stay_asked_about_when_the_column_is_named(
    read: Any, header: str
) -> None:
    text = f"Month,{header}\nJan 2024,10\nFeb 2024,13\n"
    assert "other-part-above" in read(text, mapping={header: "value"}).codes


@pytest.mark.parametrize(
    "title", ["Quarterly incidents", "四半期別件数", "半期別件数", "Half-yearly incidents"]
)
@pytest.mark.parametrize("rows", ["2024年3月,30\n2024年6月,22\n", "2023年,120\n2024年,116\n"])
def test_a_title_of_quarters_or_halves_over_months_or_years_alone_is_asked_about(
    read: Any, title: str, rows: str
) -> None:
    codes = read(f"{title},\n期間,件数\n{rows}").codes
    assert {"other-part-said", "part-in-title"} & {*codes}


@pytest.mark.parametrize(
    "text",
    [
        f"2024年1～6月の月別件数,\n{MONTHS}",
        f"2024年6月末現在,\n{MONTHS}",
        f"2024年第1四半期,\n{MONTHS}",
        "年初来の件数,\n期間,件数\n2024年1～3月,30\n2024年1～6月,52\n2024年1～9月,79\n",
        "四半期及び年初来の件数,\n期間,件数\n2024年第1四半期,30\n2024年第2四半期,22\n2024年1～6月,52\n",
        "四半期別件数,\n四半期,件数\n2024年1～3月,30\n2024年4～6月,22\n",
        "半期・四半期,件数\n2024年第1四半期,30\n",
        "四半期別・年別件数,\n年,件数\n2023,120\n2024,116\n",
        "IMB Quarterly Report,\nYear,Incidents\n2023,120\n2024,116\n",
        "年度,第1四半期,第2四半期\n2024,30,22\n",
        "海域,2024年度上半期,2024年度下半期\n世界,52,64\n",
        "2024年度第1四半期,\n期間,件数\n2024年4～6月,22\n",
        "年,第1四半期,第2四半期\n2024,30,22\n",
        "年,時点,件数\n2024年,6月末現在,52\n",
        "Year,Months,Incidents\n2024,1,10\n2024,2,13\n",
        "Month,2023,2024\nJun,10,13\n",
    ],
)
def test_tables_of_what_their_titles_and_headers_say_are_no_question(read: Any, text: str) -> None:
    said = {"running-totals-said", "other-part-said", "other-part-in-header", "other-part-above"}
    assert not said & {*read(text).codes}
