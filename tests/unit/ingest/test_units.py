"""Units, multipliers and signs that a table states are never set aside."""

from __future__ import annotations

import pytest
from known_marks import UNITS

from ingest.tidy.legend import MISSING, NOT_PUBLISHED, ZERO, legend_of
from ingest.units import unit_words
from ingest.words import Words


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("アジアにおける海賊等事案（単位：千件）", [("times", "千"), ("unit", "件")]),
        ("(単位：人)", [("unit", "人")]),
        ("単位：隻", [("unit", "隻")]),
        ("【単位 百万件】", [("times", "百万"), ("unit", "件")]),
        ("Incidents (in thousands)", [("times", "thousands")]),
        ("Ships ('000s)", [("times", "'000s")]),
        ("Unit: persons", [("unit", "persons")]),
        ("件数（千件）", [("times", "千"), ("unit", "件")]),
        ("人数（人）", [("unit", "人")]),
        ("千葉沖の事案", []),
        ("A thousand miles off Somalia", []),
        ("Table 1. Incidents in Asia, 2023", []),
        ("海賊等事案の発生件数", []),
        ("", []),
    ],
)
def test_a_text_states_a_multiplier_or_a_unit_only_where_it_speaks_of_one(
    text: str, stated: list[tuple[str, str]]
) -> None:
    assert list(dict.fromkeys(UNITS.stated(text))) == stated


def test_a_word_may_be_the_unit_of_several_kinds_of_series() -> None:
    assert UNITS.called("隻") == {"ships", "transits"}
    assert UNITS.called("件") == {"incidents"}
    assert UNITS.called("アジア") == frozenset()


def test_without_words_nothing_is_a_unit() -> None:
    none = unit_words(())
    assert none.called("件") == frozenset() and list(none.stated("（単位：千）")) == [("times", "千")]


def codes(checked) -> list[tuple[str, int | None, str | None]]:
    return [
        (problem.code, problem.row, problem.column)
        for problem in checked.report.problems
        if problem.severity in ("error", "question")
    ]


@pytest.mark.parametrize(
    ("table", "series", "wanted"),
    [
        ("表（単位：千件）,\n年,件数\n2024,107\n", "recaap-asia", [("multiplied", 1, None)]),
        ("（単位：千件）,\n年,件数\n2024,107\n", "recaap-asia", [("multiplied", 1, None)]),
        ("年,件数（千件）\n2024,107\n", "recaap-asia", [("multiplied", 2, "B")]),
        ("年,件数\n2024,107隻\n", "recaap-asia", [("other-unit", 2, "B")]),
        ("年,件数\n2024,107件\n", "recaap-asia", []),
        ("年,件数\n2024,107人以上\n", "recaap-asia", [("other-unit", 2, "B")]),
        ("年,件数,単位\n2024,107,人\n", "recaap-asia", [("other-unit", 2, "B")]),
        ("年,件数,単位\n2024,107,件\n", "recaap-asia", []),
        ("表,（単位：件）\n年,件数\n2024,13213\n", "suez-transits", [("other-unit", 1, None)]),
        ("表,（単位：隻）\n年,隻数\n2024,13213\n", "suez-transits", [("column-meaning", 2, "B")]),
        ("年,件数\n2018,3隻\n", "mofa-somalia-hijacked-ships", []),
        ("表（単位：件、隻）,\n年,件数\n2018,3\n", "mofa-somalia-hijacked-ships", []),
        ("表（単位：件、人）,\n年,件数\n2018,3\n", "mofa-somalia-hijacked-ships", [("other-unit", 1, None)]),
    ],
)
def test_a_count_in_another_unit_or_a_multiple_of_it_is_not_loaded(
    check, table: str, series: str, wanted: list[tuple[str, int | None, str | None]]
) -> None:
    assert codes(check(table, series=series)) == wanted


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("年,件数（千件）\n2024,107\n", "“件数（千件）” gives the numbers in “千”"),
        ("年,件数,単位\n2024,107,人\n", "“人” counts in “人”"),
        ("年,件数\n2024,107隻\n", "“107隻” counts in “隻”"),
    ],
)
def test_the_text_that_states_a_unit_is_named_and_not_the_number(check, table: str, said: str) -> None:
    problems = check(table, series="recaap-asia").report.problems
    assert any(said in problem.message(Words("en")) for problem in problems)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("注：「－」は該当数値のないもの（皆無）を示す", {"-": ZERO}),
        ("「－」：皆無、「…」：不詳", {"-": ZERO}),
        ("… は不詳。「―」は該当なし", {"...": MISSING, "-": ZERO}),
        ("「x」は秘匿", {"x": NOT_PUBLISHED}),
        ('Note: "-" means nil', {"-": ZERO}),
        ("- = not available", {"-": MISSING}),
        ("「－」は該当資料なし", {"-": MISSING}),
        ("A note - of nothing", {}),
        ("", {}),
    ],
)
def test_a_legend_says_what_its_signs_mean(text: str, meaning: dict[str, object]) -> None:
    assert {
        sign: said for sign, said in legend_of([text]).items() if sign in meaning or not meaning
    } == meaning


def test_two_legends_that_differ_say_nothing() -> None:
    assert legend_of(["「－」は皆無", "「－」は不詳"]) == {}


LEGEND = "注：「－」は皆無を示す,\n年,件数\n2023,1\n2024,－\n"
PLAIN = "年,件数\n2023,1\n2024,－\n"


def test_a_dash_is_read_as_the_tables_own_legend_says_and_that_is_told(check) -> None:
    checked = check(LEGEND, series="recaap-asia-cat1")
    assert [figure.value for figure in checked.report.figures] == [1, 0]
    problem = checked.only("sign-is-zero")
    assert (problem.severity, problem.row, problem.column) == ("warning", 4, "B")


@pytest.mark.parametrize(("answer", "value"), [("zero", 0), ("missing", None)])
def test_a_dash_of_which_nothing_is_said_is_asked_about(check, answer: str, value: int | None) -> None:
    asked = check(PLAIN, series="recaap-asia-cat1")
    assert codes(asked) == [("dash-meaning", 3, "B")]
    answered = check(PLAIN, series="recaap-asia-cat1", dash=answer)
    assert codes(answered) == []
    assert [figure.value for figure in answered.report.figures] == [1, value]


def test_a_check_that_reads_nothing_is_an_error(check) -> None:
    checked = check("年,備考\n2023,a\n2024,b\n", series="recaap-asia")
    assert [problem.severity for problem in checked.report.problems].count("error") == 1


def test_codes_of_e_stat_are_no_figures(check) -> None:
    table = (
        '"tab_code","表章項目","cat01_code","海域","time_code","時間軸(年次)","unit","value"\n'
        '"1","件数","100","アジア","2023000000","2023年","件","101"\n'
        '"1","件数","100","アジア","2024000000","2024年","件","107"\n'
    )
    checked = check(table, publication="recaap-annual-2024")
    assert [(figure.series, figure.period.label, figure.value) for figure in checked.report.figures] == [
        ("recaap-asia", "2023", 101),
        ("recaap-asia", "2024", 107),
    ]


def test_a_multiplier_is_told_before_the_series_is_known(check) -> None:
    checked = check("（単位：千件）,\n年,海域,値\n2023,どこか,16\n", series=None)
    assert ("multiplied", 1, None) in codes(checked)
