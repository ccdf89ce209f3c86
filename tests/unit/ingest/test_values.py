"""What a cell says of a count: numbers, marks, blanks, and the reason for each cell that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_marks import MARKS

from ingest.marks import marks_of
from ingest.values import looks_numeric, read_value

FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("116", 116),
        ("0", 0),
        ("1,234", 1234),
        ("１１６", 116),
        ("１，２３４", 1234),
        ("116件", 116),
        ("18隻", 18),
        ("116 incidents", 116),
        (" 116 ", 116),
        ("\u3000116\u00a0", 116),
        ("116.0", 116),
        ("5※1", 5),
        ("5（注1）", 5),
    ],
)
def test_a_count_is_read_whatever_its_width_and_unit(cell: str, value: int) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.bound) == ("reported", value, "exact")
    assert (reading.code, reading.provisional) == (None, False)


@pytest.mark.parametrize("cell", ["116(p)", "116p", "116（速報）", "116速報値", "速報116", "116件（暫定）"])
def test_a_mark_beside_a_count_says_provisional(cell: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.provisional) == ("reported", 116, True)


@pytest.mark.parametrize("cell", ["速報", "（暫定）", "速報*"])
def test_a_mark_alone_says_that_a_count_is_awaited(cell: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.provisional) == ("missing", None, True)


def test_without_words_only_signs_are_marks() -> None:
    no_words = marks_of(frozenset())
    assert read_value("116*", no_words).footnote == "*"
    assert read_value("116速報", no_words).code == read_value("速報", no_words).code == "not-a-count"


def test_a_word_of_the_data_is_a_mark_without_a_change_of_code() -> None:
    known = marks_of(frozenset({("value-mark", "見込み", "provisional")}))
    assert [read_value(cell, known).provisional for cell in ("116（見込み）", "116見込み")] == [True, True]


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("116*", "*"),
        ("*116", "*"),
        ("116※1", "※1"),
        ("116（注2）", "(注2)"),
        ("116件†", "†"),
        ("116(p)**", "**"),
        ("116[1]", "[1]"),
        ("116 [a]", "[a]"),
        ("１１６（１）", "(1)"),
        ("116件 1)", "1)"),
        ("116a)", "a)"),
        ("116¹", "¹"),
        ("116(p)¹)", "¹)"),
        ("116[1](p)", "[1]"),
    ],
)
def test_the_mark_of_a_footnote_is_kept_and_says_nothing_by_itself(cell: str, mark: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.value, reading.footnote) == (116, mark)
    assert reading.provisional == ("(p)" in cell)


def test_a_mark_of_restatement_is_kept() -> None:
    assert (read_value("35(r)", MARKS).value, read_value("35(r)", MARKS).restated) == (35, True)


@pytest.mark.parametrize(
    ("cell", "value", "bound"),
    [("5以上", 5, "at-least"), ("at least 5", 5, "at-least"), ("5+", 5, "at-least"), ("100超", 100, "over")],
)
def test_a_lower_bound_is_no_exact_count(cell: str, value: int, bound: str) -> None:
    assert (read_value(cell, MARKS).value, read_value(cell, MARKS).bound) == (value, bound)


@pytest.mark.parametrize("cell", ["", " ", "-", "－", "―", "…", "...", "N/A", "n.a.", "不明", "欠測"])
def test_a_blank_is_missing_and_never_zero(cell: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.code) == ("missing", None, None)


@pytest.mark.parametrize("cell", ["非公表", "未公表", "not published", "withheld"])
def test_not_published_is_neither_missing_nor_zero(cell: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.code) == ("not-published", None, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-5", "negative"),
        ("△3", "negative"),
        ("▲3", "negative"),
        ("(3)", "negative"),
        ("1.5", "fractional"),
        (".5", "fractional"),
        ("NaN", "not-finite"),
        ("inf", "not-finite"),
        ("-inf", "not-finite"),
        ("0x10", "not-decimal"),
        ("1e3", "not-decimal"),
        ("TRUE", "true-or-false"),
        ("20%", "a-percentage"),
        ("$5", "money"),
        ("¥5", "money"),
        ("約116", "approximate"),
        ("about 116", "approximate"),
        ("②", "raised-digit"),
        ("11¹6", "raised-digit"),
        ("116₁", "raised-digit"),
        ("116①", "raised-digit"),
        ("(116)(1)", "negative"),
        ("116[1](2)", "not-a-count"),
        ("[1]", "not-a-count"),
        ("1,23", "odd-commas"),
        ("1234,567", "odd-commas"),
        ("10-12", "a-range"),
        ("10～12", "a-range"),
        ("なし", "none-in-words"),
        ("#REF!", "spreadsheet-error"),
        ("99999999999", "too-large"),
        ("1 234", "not-a-count"),
        ("twelve", "not-a-count"),
    ],
)
def test_what_is_no_plain_count_is_refused_with_its_reason(cell: str, code: str) -> None:
    reading = read_value(cell, MARKS)
    assert (reading.availability, reading.value, reading.code) == (None, None, code)


@given(st.integers(min_value=0, max_value=1_000_000))
def test_every_count_written_plainly_with_commas_or_in_full_width_reads_back(count: int) -> None:
    for text in (
        str(count),
        f"{count:,}",
        str(count).translate(FULL_WIDTH),
        f"{count:,}".translate(FULL_WIDTH),
    ):
        reading = read_value(text, MARKS)
        assert (reading.availability, reading.value, reading.code) == ("reported", count, None)


NUMBERISH = st.text(alphabet="0123456789０１２,.-+△▲()（）%$¥件隻約速報p*rev注※以上超 ²②Ⅻ٣１", max_size=14)


@given(st.one_of(st.text(max_size=30), NUMBERISH))
def test_no_text_whatever_makes_it_raise_or_give_a_number_and_a_fault_at_once(text: str) -> None:
    reading = read_value(text, MARKS)
    assert (reading.code is None) == (reading.availability is not None)
    assert (reading.value is not None) == (reading.availability == "reported")
    assert reading.value is None or reading.value >= 0
    assert looks_numeric(text, MARKS) in (True, False)
