"""Figures without a publication."""

from __future__ import annotations

from datetime import date
from typing import Any

from ingest.answers import Citation

ROW = "series,year,value\nimb-gulf-of-guinea,2016,55\n"


def test_a_file_without_a_source_is_asked_for_it_once(check: Any) -> None:
    checked = check(ROW + "imb-gulf-of-guinea,2015,31\n", publication=None)
    assert checked.codes == ["no-publication"]
    assert (checked.fates, checked.report.outcome) == (["held", "held"], 3)


def test_the_source_note_of_the_file_is_offered(check: Any) -> None:
    checked = check(ROW + "Source: ICC IMB annual report 2017,,\n", publication=None)
    assert "ICC IMB annual report 2017" in checked.message("no-publication-but-note")
    assert "no-publication" not in checked.codes


ROWS = """series,year,value,出典
imb-gulf-of-guinea,2015,31,IMB report 2015
imb-gulf-of-guinea,2016,55,imb-anual-2016
imb-gulf-of-guinea,2017,43,IMB report 2015
"""


def test_unknown_publications_of_rows_are_asked_about_once_with_the_nearest(check: Any) -> None:
    checked = check(ROWS, publication=None)
    message = checked.message("unknown-publications")
    assert "“IMB report 2015 / imb-anual-2016”" in message and "not known (2)" in message
    assert (checked.fates, checked.report.outcome) == (["held"] * 3, 3)


def test_rows_are_cited_one_by_one_once_somebody_says_who_published_them(check: Any) -> None:
    checked = check(
        ROWS, publication=None, rows_publisher="imb", mapping={"imb-anual-2016": "imb-annual-2016"}
    )
    (row,) = [row for table, row in checked.report.new_references if table == "publications"]
    assert (row["title_en"], row["publisher"], row["edition_year"]) == ("IMB report 2015", "imb", 2017)
    assert [figure.publication for figure in checked.report.figures] == [
        row["id"],
        "imb-annual-2016",
        row["id"],
    ]
    assert checked.report.outcome == 0


def test_a_column_of_sources_can_be_left_out_for_one_of_the_whole_file(check: Any) -> None:
    checked = check(ROWS, mapping={"出典": "ignore"})
    assert {figure.publication for figure in checked.report.figures} == {"imb-annual-2025"}


def test_a_row_of_another_publisher_than_the_publication_is_asked_about(check: Any) -> None:
    text = (
        "series,year,value,publisher\nimb-gulf-of-guinea,2016,55,ReCAAP ISC\nimb-gulf-of-guinea,2015,31,IMB\n"
    )
    checked = check(text)
    assert checked.only("publisher-of-rows").facts["count"] == 1 and checked.report.outcome == 3
    assert check(text.replace("ReCAAP ISC", "imb")).codes == []


def test_who_published_is_asked_and_never_taken_from_the_series(check: Any) -> None:
    asked = check(ROW, publication=None, citation=Citation("Copyright report 2016"))
    assert "imb" in asked.message("no-publisher") and asked.report.outcome == 3
    assert asked.report.new_references == ()
    other = check(ROW, publication=None, citation=Citation("A report", publisher="recaap"))
    (row,) = [row for table, row in other.report.new_references if table == "publications"]
    assert row["publisher"] == "recaap" and other.codes == ["source-of-another"]
    unknown = check(ROW, publication=None, citation=Citation("A report", publisher="recap"))
    assert unknown.only("unknown-publisher-cited").facts["wanted"] == "recaap"


def test_a_known_publication_by_id_in_the_file_is_no_problem(check: Any) -> None:
    text = "series,year,value,publication\nimb-gulf-of-guinea,2016,55,imb-annual-2017\n"
    checked = check(text, publication=None)
    assert (checked.codes, checked.report.figures[0].publication) == ([], "imb-annual-2017")


def test_a_new_citation_is_a_source(check: Any) -> None:
    checked = check(
        ROW, publication=None, citation=Citation("IMB annual report 2016", date(2017, 1, 10), publisher="imb")
    )
    (row,) = [row for table, row in checked.report.new_references if table == "publications"]
    assert checked.codes == []
    assert (row["title_en"], row["publisher"], row["edition_year"]) == ("IMB annual report 2016", "imb", 2016)


def test_a_citation_of_tomorrow_an_empty_one_and_no_address_are_refused(check: Any) -> None:
    tomorrow = Citation("IMB annual report", date(2026, 11, 24))
    assert "published-later" in check(ROW, publication=None, citation=tomorrow).codes
    assert "citation-empty" in check(ROW, publication=None, citation=Citation(" ")).codes
    local = Citation("IMB annual report", url="file:///etc/passwd")
    assert "not-an-address" in check(ROW, publication=None, citation=local).codes


def test_the_publication_of_another_publisher_is_told(check: Any) -> None:
    message = check(ROW, publication="recaap-annual-2020").message("source-of-another")
    assert "recaap-annual-2020" in message and "imb-gulf-of-guinea" in message
