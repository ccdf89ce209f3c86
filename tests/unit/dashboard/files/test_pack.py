"""A pack's file is read whole, and every fault in it is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.files.pack import (
    FaultyPack,
    Pack,
    PackSheet,
    around_of,
    pack_text,
    read_pack,
    with_surroundings,
)
from dashboard.words import interface_words

CHARTS = ("trend", "severity")


def read(tmp_path: Path, text: str, language: str = "en") -> Pack:
    path = tmp_path / "pack.toml"
    path.write_text(text, encoding="utf-8")
    return read_pack(path, charts=CHARTS, words=interface_words(language))


def faults(tmp_path: Path, text: str, language: str = "en") -> list[str]:
    with pytest.raises(FaultyPack) as raised:
        read(tmp_path, text, language)
    return raised.value.faults


def test_a_pack_is_its_charts_in_order(tmp_path: Path) -> None:
    text = """
        title = "四半期報告"
        language = "ja"
        paper = "a4"
        [[sheet]]
        chart = "trend"
        query = "series=x&from=2021"
        [[sheet]]
        chart = "severity"
    """
    assert read(tmp_path, text) == Pack(
        (PackSheet("trend", "series=x&from=2021"), PackSheet("severity")), "四半期報告", ("ja",), "a4"
    )


def test_every_fault_is_said_with_file_key_found_and_wanted(tmp_path: Path) -> None:
    text = """
        titel = "x"
        title = 3
        language = "fr"
        paper = "a3"
        recorded = "yesterday"
        published = 2025
        eras = "on"
        [[sheet]]
        chart = "trnd"
        query = 3
        [[sheet]]
        qery = "x"
    """
    said = faults(tmp_path, text)
    wanted = {
        "titel": "one of title, language, paper, recorded, published, eras, sheet",
        "title": "a text",
        "language": "one of en, ja, or a list of both",
        "paper": "one of 16:9, a4",
        "recorded": "found “yesterday”: it is not a date",
        "published": "found “2025”: a day is written with year, month and day",
        "eras": "found “on”: years stand with their era unless",
        "sheet[1].chart": "one of trend, severity",
        "sheet[1].query": "a text",
        "sheet[2].qery": "one of chart, query",
        "sheet[2].chart": "one of trend, severity",
    }
    assert len(said) == len(wanted)
    for key, what in wanted.items():
        (sentence,) = [one for one in said if one.startswith(f"pack.toml, key {key}:")]
        assert what in sentence


@pytest.mark.parametrize("text", ["", "sheet = 3", "sheet = []", "sheet = [1]", 'sheet = "trend"'])
def test_a_pack_without_charts_says_what_is_wanted(tmp_path: Path, text: str) -> None:
    (sentence,) = faults(tmp_path, text)
    assert "1 to 100 tables [[sheet]]" in sentence


@pytest.mark.parametrize("text", ["a = ", "[[sheet]", "\x00"])
def test_what_is_no_toml_is_one_sentence(tmp_path: Path, text: str) -> None:
    (sentence,) = faults(tmp_path, text)
    assert sentence.startswith("pack.toml is no TOML text")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FaultyPack) as raised:
        read_pack(tmp_path / "none.toml", charts=CHARTS, words=interface_words("en"))
    (sentence,) = raised.value.faults
    assert "none.toml cannot be read" in sentence


def test_a_pack_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes('title = "海賊"'.encode("cp932"))
    with pytest.raises(FaultyPack) as raised:
        read_pack(path, charts=CHARTS, words=interface_words("ja"))
    assert len(raised.value.faults) == 1


def test_both_languages_are_a_list(tmp_path: Path) -> None:
    text = 'language = ["en", "ja"]\n[[sheet]]\nchart = "trend"'
    assert read(tmp_path, text).languages == ("en", "ja")
    for wrong in ('["en", "fr"]', '["ja", "ja"]', "[]", "3"):
        assert (
            "wanted one of en, ja, or a list of both"
            in faults(tmp_path, text.replace('["en", "ja"]', wrong))[0]
        )


def test_case_and_white_space_are_of_no_matter(tmp_path: Path) -> None:
    text = 'language = [" JA ", "En"]\npaper = "A4"\neras = "OFF"\n[[sheet]]\nchart = " Trends "'
    around = (("eras", "off"),)
    assert read(tmp_path, text) == Pack((PackSheet("trend"),), "", ("ja", "en"), "a4", around)
    assert "a list of both" in faults(tmp_path, text.replace("En", "ja"))[0]


def test_faults_of_queries_are_told_with_those_of_keys(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_text('titel = "x"\n[[sheet]]\nchart = "trnd"\nquery = "q"\n[[sheet]]\nchart = "trend"')
    asked: list[Pack] = []

    def in_queries(pack: Pack) -> list[str]:
        asked.append(pack)
        return ["of a query"]

    with pytest.raises(FaultyPack) as raised:
        read_pack(path, charts=CHARTS, words=interface_words("en"), in_queries=in_queries)
    assert [one.partition(":")[0] for one in raised.value.faults] == [
        "pack.toml, key titel",
        "pack.toml, key sheet[1].chart",
        "of a query",
    ]
    assert asked == [Pack((PackSheet("", "q"), PackSheet("trend")))]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('recorded = "2026-12-01"', "2026-12-01"),
        ("recorded = 2026-12-01", "2026-12-01"),
        ("recorded = 2026-12-01T10:30:00Z", "2026-12-01T10:30:00Z"),
        ('recorded = "2026-12-01T10:30:00+09:00"', "2026-12-01T01:30:00Z"),
    ],
)
def test_a_pack_keeps_language_and_moment(tmp_path: Path, written: str, read_as: str) -> None:
    text = f'language = "ja"\n{written}\npublished = 2025-04-01\n[[sheet]]\nchart = "trend"'
    pack = read(tmp_path, text)
    around = around_of(pack, "en")
    assert (around.language, around.recorded_text, around.published_text) == ("ja", read_as, "2025-04-01")
    stated = with_surroundings(Pack(pack.sheets), around)
    assert stated == pack
    assert read(tmp_path, pack_text(stated)) == pack


def test_a_pack_without_a_moment_is_of_the_newest_in_the_language_of_who_asks(tmp_path: Path) -> None:
    around = around_of(read(tmp_path, '[[sheet]]\nchart = "trend"'), "ja")
    assert (around.language, around.is_as_of) == ("ja", False)


def test_the_file_of_a_pack_is_the_same_pack(tmp_path: Path) -> None:
    sheets = (PackSheet("trend", 'series=a&x="\\'), PackSheet("severity"))
    for pack in (Pack(sheets, '四半期 "A" \\ 🚢', ("ja", "en"), "a4"), Pack(sheets)):
        assert read(tmp_path, pack_text(pack)) == pack
