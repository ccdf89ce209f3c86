"""How a file is to look is read from its address; what is not understood is named, never an error."""

from __future__ import annotations

from dashboard.address.options import Options, read_options
from dashboard.files.chart_file import FileCache


def test_options_are_read_and_taken_out_of_the_query() -> None:
    query = {"scale": ["3"], "background": ["Transparent"], "paper": ["A4"], "series": ["x"]}
    options, dropped, rest = read_options(query, public_url="https://a.example")
    assert options == Options(scale=3, transparent=True, paper="a4", public_url="https://a.example")
    assert dropped == ()
    assert rest == {"series": ["x"]}


def test_what_is_not_a_choice_is_dropped_and_named() -> None:
    query = {"scale": ["5"], "background": ["red"], "paper": ["", "a4", " A4 ", "16:9"], "from": ["2020"]}
    options, dropped, rest = read_options(query)
    assert options == Options(paper="a4")
    assert [(one.name, one.value, one.reason) for one in dropped] == [
        ("background", "red", "not-a-choice"),
        ("paper", "16:9", "repeated"),
        ("scale", "5", "not-a-choice"),
    ]
    assert rest == {"from": ["2020"]}


def test_files_not_asked_for_the_longest_make_room() -> None:
    kept = FileCache(most_bytes=100)
    for name in "abcd":
        kept.put(name, b"x" * 25, name)
    assert kept.get("a")
    kept.put("e", b"x" * 25, "e")
    assert kept.get("b") is None
    assert kept.get("a") == (b"x" * 25, "a")
    kept.put("large", b"x" * 26, "large")
    assert kept.get("large") is None
