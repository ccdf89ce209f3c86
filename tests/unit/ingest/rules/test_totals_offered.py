"""Totals are left out, and offered as a publisher's own figure for the whole."""

from __future__ import annotations

from typing import Any

REGIONS = "area,2022,2023\nSouth East Asia,58,67\nAfrica,30,26\nTotal,115,120\n"


def test_a_total_is_left_out_and_offered_as_the_whole_of_its_parts(check: Any) -> None:
    checked = check(REGIONS)
    facts = checked.only("totals-left-out").facts
    assert (facts["found"], facts["wanted"], facts["count"]) == ("Total", "imb-world", 2)
    assert checked.fates.count("set_aside") == 2 and checked.report.outcome == 0


def test_what_the_analyst_says_of_it_makes_it_a_figure(check: Any) -> None:
    checked = check(REGIONS, mapping={"Total": "imb-world"})
    world = [figure.value for figure in checked.report.figures if figure.series == "imb-world"]
    assert world == [115, 120] and "totals-left-out" not in checked.codes


def test_a_file_of_totals_alone_asks_whose_they_are(check: Any) -> None:
    checked = check("海域,2023,2024\n合計,120,116\n", publication="imb-annual-2024")
    assert checked.report.outcome == 3 and checked.only("only-totals").facts["count"] == 2
    assert check("海域,2023,2024\n合計,120,116\n", mapping={"合計": "imb-world"}).report.outcome == 0


def test_a_total_says_nothing_of_the_label_above_it(check: Any) -> None:
    assert "carried-down" not in check("year,area,value\n2023,Africa,30\nTotal,,30\n").codes
