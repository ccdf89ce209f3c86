"""Files such as analysts really have: what is understood, asked and refused, and never a cell lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from ingest import pipeline, schema
from ingest.answers import Answers, Citation
from ingest.database import PROJECT
from ingest.report import HAS_ERRORS, LOADABLE, NEEDS_ANSWERS, UNREADABLE, Report, Source
from ingest.words import Words

FOLDER = PROJECT / "tests/files/analysts"
TODAY = date(2026, 11, 23)
WORDS = Words("en")


@dataclass(frozen=True)
class Example:
    """A file, what the analyst says of it, and what must come of it."""

    name: str
    bare: int  # the outcome without any answer
    answers: Answers = field(default_factory=Answers)
    outcome: int = LOADABLE  # the outcome with the answers
    codes: tuple[str, ...] = ()  # problems without any answer, warnings and notices among them


EXAMPLES = (
    Example(
        "simple_long.csv", NEEDS_ANSWERS, Answers(publication="imb-annual-2025"), codes=("no-publication",)
    ),
    Example(
        "japan_related_ships_cp932.csv",
        NEEDS_ANSWERS,
        Answers(
            series="mlit-japan-related-ships",
            citation=Citation("国土交通省海事局公表資料等", publisher="mlit"),
        ),
        codes=("no-publication-but-note", "which-series"),
    ),
    Example(
        "imo_world_with_notes.csv",
        NEEDS_ANSWERS,
        Answers(series="imo-world", citation=Citation("BTS special tabulations", publisher="imo")),
        codes=("no-publication-but-note", "which-series"),
    ),
    Example(
        "imb_2024_region_by_type.csv",
        NEEDS_ANSWERS,
        Answers(year="2024", publication="imb-annual-2024", define_missing=True),
        codes=("no-year", "no-publication", "no-such-series-yet"),
    ),
    Example(
        "conflicting_years.csv",
        NEEDS_ANSWERS,
        Answers(publication="imb-annual-2022", stands="last"),
        codes=("no-publication", "two-values-for-one-period", "two-values-for-one-period"),
    ),
    Example(
        "cr_only.csv",
        NEEDS_ANSWERS,
        Answers(publication="imb-annual-2025"),
        codes=("no-publication", "several-series"),
    ),
    Example(
        "duplicate_header.csv",
        HAS_ERRORS,
        Answers(publication="imb-annual-2025", series="imb-world"),
        HAS_ERRORS,
        codes=("no-publication", "header-twice", "which-series"),
    ),
    *(
        Example(name, UNREADABLE, Answers(publication="imb-annual-2025"), UNREADABLE)
        for name in ("unterminated_quote.csv", "nul_bytes.csv", "empty.csv", "only_bom.csv", "png_named.csv")
    ),
)
BY_NAME = {example.name: example for example in EXAMPLES}


def test_every_example_file_is_told_about_here() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(BY_NAME)


def look(engine: Engine, name: str, answers: Answers | None = None) -> Report:
    source = Source(name, (FOLDER / name).read_bytes())
    report = pipeline.check(engine, source, answers or Answers(), today=TODAY)
    fates = {fate: count for fate, count in report.cells.items() if fate != "read"}
    assert report.cells["read"] == sum(fates.values()) == len(report.figures)
    return report


def answered(engine: Engine, name: str) -> Report:
    return look(engine, name, BY_NAME[name].answers)


def dump(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in schema.metadata.sorted_tables
        }


def values(report: Report) -> dict[str, int | None]:
    return {figure.period.label: figure.value for figure in report.figures if figure.period}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_file_ends_as_it_should_with_and_without_answers(shared: Engine, example: Example) -> None:
    bare = look(shared, example.name)
    assert bare.outcome == example.bare
    if example.codes:
        assert sorted(problem.code for problem in bare.problems) == sorted(example.codes)
    assert bare.cells["stored"] == bare.cells["missing"] == 0, "nothing is stored while anything is open"
    assert answered(shared, example.name).outcome == example.outcome


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.outcome != LOADABLE], ids=lambda example: example.name
)
def test_a_refused_file_changes_nothing_and_says_why_in_both_languages(
    shared: Engine, example: Example
) -> None:
    before = dump(shared)
    report = answered(shared, example.name)
    with pytest.raises(pipeline.CannotCommit):
        pipeline.commit(shared, report, who="tester", reason="the test", today=TODAY)
    assert dump(shared) == before
    english = [problem.sentence(WORDS) for problem in report.problems]
    japanese = [problem.sentence(Words("ja")) for problem in report.problems]
    assert english and all(sentence.startswith(example.name) for sentence in english)
    assert all(one != other for one, other in zip(english, japanese, strict=True))


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.outcome == LOADABLE], ids=lambda example: example.name
)
def test_the_same_file_twice_stores_nothing_the_second_time(loaded: Engine, example: Example) -> None:
    first = answered(loaded, example.name)
    done = pipeline.commit(loaded, first, who="tester", reason="the test", today=TODAY)
    assert done.batch is not None and first.to_store
    before = dump(loaded)
    second = answered(loaded, example.name)
    assert (second.outcome, second.to_store, second.loaded_before) == (LOADABLE, [], done.batch)
    again = pipeline.commit(loaded, second, who="tester", reason="again", today=TODAY)
    assert again.batch is None
    assert dump(loaded) == before


def test_the_plainest_form_is_compared_with_what_is_stored(shared: Engine) -> None:
    report = answered(shared, "simple_long.csv")
    found = [
        (figure.series, figure.period and figure.period.label, figure.value) for figure in report.figures
    ]
    assert found == [
        ("imb-somalia", "2024", 8),
        ("imb-somalia", "2025", 5),
        ("imb-east-south-east-asia", "2024", 72),
        ("imb-east-south-east-asia", "2025", 95),
    ]
    assert [figure.change for figure in report.figures] == ["confirmed", "unchanged"] * 2


def test_eras_full_width_digits_and_a_blank_year_of_a_japanese_file(shared: Engine) -> None:
    report = answered(shared, "japan_related_ships_cp932.csv")
    counted = [39, 31, 10, 16, 12, 7, None, 8, 10, 12, 5, 15]
    assert values(report) == dict(zip(map(str, range(1999, 2011)), counted, strict=True))
    (blank,) = [figure for figure in report.figures if figure.value is None]
    assert (blank.cell.value.availability, report.fate_of(blank)) == ("missing", "missing")
    understood = report.understood()
    assert understood["encoding"] == "cp932"
    assert understood["source_in_file"] == "国土交通省海事局公表資料等"
    kinds = [row["kind"] for row in understood["rows_set_aside"]]
    assert kinds == ["title", "unit", "note", "note", "source"]


def test_titles_units_notes_and_source_around_the_figures_of_the_imo(shared: Engine) -> None:
    report = answered(shared, "imo_world_with_notes.csv")
    counted = [233, 248, 209, 310, 492, 366, 383]
    assert values(report) == dict(zip(map(str, range(1996, 2003)), counted, strict=True))
    offered = report.understood()["source_in_file"]
    assert offered.startswith("BTS special tabulations based on United Nations International Maritime")
    asked = [problem for problem in look(shared, "imo_world_with_notes.csv").problems]
    assert offered in asked[0].message(WORDS)


def test_a_table_of_regions_by_kind_holds_116_incidents_and_never_232(shared: Engine) -> None:
    report = answered(shared, "imb_2024_region_by_type.csv")
    assert sum(figure.value or 0 for figure in report.to_store) == 116
    assert [figure.value for figure in report.figures if figure.cell.is_total] == [
        *(8, 18, 2, 16, 72),
        *(13, 94, 3, 6, 116),
    ]
    assert all(report.fate_of(figure) == "set_aside" for figure in report.figures if figure.cell.is_total)
    assert "total-differs" not in [problem.code for problem in report.problems]
    assert (report.cells["stored"], report.cells["missing"]) == (14, 6)


def test_years_said_twice_are_neither_added_up_nor_chosen_between(shared: Engine) -> None:
    report = look(shared, "conflicting_years.csv", Answers(publication="imb-annual-2022"))
    asked = [problem for problem in report.problems if problem.code == "two-values-for-one-period"]
    said = " ".join(problem.message(WORDS) for problem in asked)
    assert "rows 2, 3" in said and "84, 81" in said and "rows 4, 5" in said and "34, 35" in said
    assert report.cells["held"] == 4 and 165 not in [figure.value for figure in report.figures]
    answer = answered(shared, "conflicting_years.csv")
    kept = {figure.value for figure in answer.figures if answer.fate_of(figure) != "set_aside"}
    assert kept == {81, 35}


def test_line_ends_of_cr_alone_are_two_rows(shared: Engine) -> None:
    assert values(answered(shared, "cr_only.csv")) == {"2023": 120, "2024": 116}


def test_a_quote_that_is_never_closed_names_the_line_where_it_opens(shared: Engine) -> None:
    (problem,) = answered(shared, "unterminated_quote.csv").problems
    assert problem.row == 2


def test_of_two_columns_with_one_name_neither_is_dropped(shared: Engine) -> None:
    report = look(shared, "duplicate_header.csv", Answers(publication="imb-annual-2025", series="imb-world"))
    assert {116, 18} == {figure.value for figure in report.figures}
    (problem,) = [one for one in report.problems if one.code == "header-twice"]
    assert "columns B, C" in problem.message(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "series,year,value\nimb-gulf-of-guinea,2015,\nimb-gulf-of-guinea,2016,7\n",
        "year,area,incidents\n2015,Gulf of Guinea,\n2016,Gulf of Guinea,7\n",
        "area,2015,2016\nGulf of Guinea,,7\n",
        "area,2016,2015\nSomalia,,\nGulf of Guinea,7,\n",
    ],
)
def test_first_rows_that_are_all_blank_are_figures_and_no_header(shared: Engine, text: str) -> None:
    source = Source("blank_first.csv", text.encode())
    report = pipeline.check(shared, source, Answers(publication="imb-annual-2025"), today=TODAY)
    said = {
        (figure.period.label, figure.value)
        for figure in report.figures
        if figure.period and figure.series == "imb-gulf-of-guinea"
    }
    assert (report.outcome, said) == (LOADABLE, {("2015", None), ("2016", 7)})
