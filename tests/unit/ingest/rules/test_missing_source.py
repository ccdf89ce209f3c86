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


def test_an_unknown_publication_is_refused_with_the_nearest(check: Any) -> None:
    checked = check("series,year,value,publication\nimb-world,1980,12,imb-anual-2024\n", publication=None)
    message = checked.message("unknown-publication")
    assert "imb-anual-2024" in message and "Nearest: imb-annual-20" in message
    assert (checked.fates, checked.report.outcome) == (["refused"], 1)


def test_a_known_publication_by_id_in_the_file_is_no_problem(check: Any) -> None:
    text = "series,year,value,publication\nimb-gulf-of-guinea,2016,55,imb-annual-2017\n"
    checked = check(text, publication=None)
    assert (checked.codes, checked.report.figures[0].publication) == ([], "imb-annual-2017")


def test_a_new_citation_is_a_source(check: Any) -> None:
    checked = check(ROW, publication=None, citation=Citation("IMB annual report 2016", date(2017, 1, 10)))
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
