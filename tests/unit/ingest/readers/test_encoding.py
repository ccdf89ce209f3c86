"""Bytes become text in the right encoding, or are refused by what they are."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from ingest.problems import Problem
from ingest.readers.reading import read_table

Refused = Callable[..., Problem]
JAPANESE = "年,海域,件数\n2023年,ソマリア沖・アデン湾,1\n2024年,東南アジア,72\n"


@pytest.mark.parametrize(
    ("written", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("cp932", b"", "cp932"),
    ],
)
def test_each_encoding_is_known_and_gives_the_same_cells(written: str, mark: bytes, named: str) -> None:
    table, problems = read_table("a.csv", mark + JAPANESE.encode(written))
    assert not problems
    assert table is not None
    assert table.encoding == named
    assert table.rows == tuple(tuple(line.split(",")) for line in JAPANESE.splitlines())


@pytest.mark.parametrize("text", ["①,件数\n", "㈱日本海運,1\n", "髙田丸,1\n", "№,~∥―\n", "表,ソ,能\n"])
def test_cp932_has_the_characters_of_windows(text: str) -> None:
    table, _ = read_table("a.csv", text.encode("cp932"))
    assert table is not None
    assert (table.encoding, ",".join(table.rows[0])) == ("cp932", text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "ﾏﾗｯｶ海峡,3\n",
        "ﾏﾗｯｶ,3\n",
        "ｲﾝﾄﾞﾈｼｱ,ﾌｨﾘﾋﾟﾝ\n",
        "海域,ｿﾏﾘｱ沖\nｱﾃﾞﾝ湾,5\n",
        "ﾊﾞﾝｸﾞﾗﾃﾞｼｭ,2\n",
        "年,件\n2024,5\n",
        "A船,B船\n1,2\n",
        "ASEAN及びEU,2\n",
        "第1回ReCAAP会合,2\n",
        "10kt級,2\n",
        "area,Somalia沖\n2024,8\n",
        "ｺﾝﾃﾅ船,ﾀﾝｶｰ\n",
        "ﾀｲ,ﾄｺﾞ\n",
        "ﾊｲﾁ,1\n",
    ],
)
def test_short_cp932_with_half_width_or_single_characters_is_still_cp932(text: str) -> None:
    table, problems = read_table("a.csv", text.encode("cp932"))
    assert not problems
    assert table is not None
    assert table.encoding == "cp932"
    assert ",".join(table.rows[0]) == text.splitlines()[0]


def test_cp932_of_an_even_number_of_bytes_is_not_taken_for_utf16() -> None:
    content = "海賊,件数\n".encode("cp932")
    content += b"\n" * (len(content) % 2)
    table, _ = read_table("a.csv", content)
    assert table is not None
    assert table.encoding == "cp932"


def test_utf8_lines_after_cp932_lines_are_refused_at_the_first_that_differs(refused: Refused) -> None:
    content = "年,海域\n2023,東南アジア\n".encode("cp932") + "2024,ソマリア沖\n".encode()
    problem = refused(content)
    assert (problem.code, problem.row) == ("mixed-encodings", 3)
    assert (problem.facts["wanted"], problem.facts["found"]) == ("CP932", "UTF-8")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_cp932_lines_after_utf8_lines_are_refused_at_the_first_that_differs(
    refused: Refused, mark: bytes
) -> None:
    content = mark + "year,area\n2022,東南アジア\n".encode() + "2023,ソマリア沖\n".encode("cp932")
    problem = refused(content)
    assert (problem.code, problem.row, problem.facts["found"]) == ("mixed-encodings", 3, "CP932")


def test_a_french_name_in_utf8_among_cp932_lines_is_a_mixture_too(refused: Refused) -> None:
    problem = refused("海域,件数\n".encode("cp932") + "Côte d'Ivoire,5\n".encode())
    assert (problem.code, problem.row) == ("mixed-encodings", 2)


def test_utf8_with_a_character_cut_in_two_is_refused_at_its_line(refused: Refused) -> None:
    problem = refused("年,海域\n2023,東南アジア\n2024,ソマリア沖".encode()[:-1])
    assert (problem.code, problem.row, problem.facts["wanted"]) == ("undecodable", 3, "UTF-8")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_bytes_of_no_encoding_are_refused_at_their_line(refused: Refused, end: str) -> None:
    content = (
        end.join(["年,海域", "2023,東南アジア", "2024,"]).encode("cp932") + b"\x85\xff\xff" + end.encode()
    )
    problem = refused(content)
    assert (problem.code, problem.row) == ("undecodable", 3)


@pytest.mark.parametrize("byte", [b"\x80", b"\xa0", b"\xfd", b"\xfe", b"\xff"])
def test_bytes_that_only_the_codec_lets_through_are_refused(refused: Refused, byte: bytes) -> None:
    problem = refused("年,海域\n2023,東南アジア".encode("cp932") + byte + b",1\n")
    assert (problem.code, problem.row) == ("undecodable", 2)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP (JIS)"), ("utf-32", "UTF-32")],
)
@pytest.mark.parametrize("text", [JAPANESE, "年,件数\n平成１１年,３９\n", "海域\nマラッカ海峡\n"])
def test_other_japanese_encodings_are_refused_by_name(
    refused: Refused, text: str, encoding: str, named: str
) -> None:
    problem = refused(text.encode(encoding))
    assert (problem.code, problem.facts["found"]) == ("other-encoding", named)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "area,incidents\nCôte d'Ivoire,5\n",
        "area,incidents\nGuinée équatoriale,5\nRéunion,2\n",
        "area,incidents\nSão Tomé and Príncipe,5\n",
        "area,incidents\nMéxico,5\nPerú,3\n",
        "area,incidents\nCURAÇAO,5\n",
    ],
)
def test_western_text_is_refused_and_never_read_as_kanji(refused: Refused, text: str, encoding: str) -> None:
    assert refused(text.encode(encoding)).code in ("western-encoding", "undecodable", "garbled-text")


def test_western_text_that_decodes_as_cp932_is_called_western_with_its_line(refused: Refused) -> None:
    content = "area,incidents\nCôte d'Ivoire,5\n".encode("latin-1")
    assert content.decode("cp932")
    problem = refused(content)
    assert (problem.code, problem.row) == ("western-encoding", 2)


@pytest.mark.parametrize("encoding", ["euc_kr", "gb2312"])
def test_korean_and_chinese_are_refused_even_where_cp932_decodes_them(
    refused: Refused, encoding: str
) -> None:
    text = {
        "euc_kr": "해역,건수\n소말리아,5\n동남아시아,72\n",
        "gb2312": "海域,件数\n索马里沿海,5\n东南亚,72\n",
    }
    refused(text[encoding].encode(encoding))


def test_nul_bytes_without_a_mark_are_refused_at_their_line(refused: Refused) -> None:
    problem = refused(b"year,region,incidents\n2024,Gulf\x00 of Guinea,18\n")
    assert (problem.code, problem.row) == ("nul-byte", 2)
    assert refused(JAPANESE.encode("utf-16-le")).code == "nul-byte"
    assert refused("a,b\n\x00,1\n".encode("utf-16")).row == 2


def test_half_a_utf16_character_is_refused_at_its_line(refused: Refused) -> None:
    problem = refused(codecs.BOM_UTF16_LE + "a,b\n1,2".encode("utf-16-le") + b"\x33")
    assert (problem.code, problem.row) == ("undecodable", 2)
