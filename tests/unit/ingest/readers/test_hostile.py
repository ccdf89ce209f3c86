"""Files made to do harm are refused before they can, with the limit and the number found."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from ingest.problems import Problem
from ingest.readers import LIMITS, Limits
from ingest.readers.reading import read_table

Refused = Callable[..., Problem]
Build = Callable[..., bytes]
MUCH_MEMORY = 100_000_000
SHEET = "xl/worksheets/sheet1.xml"


def with_zeros(content: bytes, size: int, name: str = "xl/media/zeros.xml") -> bytes:
    """The workbook with one part more, of so many zeros."""
    saved = io.BytesIO(content)
    with (
        zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return saved.getvalue()


def test_a_bomb_is_refused_by_its_directory_without_unpacking_it(refused: Refused, xlsx: Build) -> None:
    bomb = with_zeros(xlsx(Figures=[[1]]), 400_000_000)
    tracemalloc.start()
    try:
        problem = refused(bomb)
        assert tracemalloc.get_traced_memory()[1] < MUCH_MEMORY
    finally:
        tracemalloc.stop()
    assert problem.code == "unpacks-too-large"
    assert problem.facts["wanted"] == LIMITS.unpacked_bytes
    assert int(str(problem.facts["found"])) > 400_000_000


def test_a_bomb_below_the_size_is_refused_by_its_ratio(refused: Refused, xlsx: Build) -> None:
    problem = refused(with_zeros(xlsx(Figures=[[1]]), 100_000_000))
    assert (problem.code, problem.facts["wanted"]) == ("unpacks-too-much", LIMITS.unpacked_ratio)
    assert int(str(problem.facts["found"])) > LIMITS.unpacked_ratio


def test_too_many_entries_are_refused_by_their_number(refused: Refused, xlsx: Build, changed: Build) -> None:
    parts = {f"xl/media/{number}": b"x" for number in range(3_000)}
    problem = refused(changed(xlsx(Figures=[[1]]), parts))
    assert problem.code == "too-many-entries"
    assert problem.facts["wanted"] == LIMITS.archive_entries
    assert int(str(problem.facts["found"])) > 3_000


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_said(
    refused: Refused, xlsx: Build, changed: Build, part: str
) -> None:
    honest = changed(xlsx(Figures=[[1]]), {part: lambda xml: xml + " " * 60_000_000})
    entry = honest.rindex(b"PK\x01\x02", 0, honest.rindex(part.encode()))
    lying = bytearray(honest)
    lying[entry + 24 : entry + 28] = struct.pack("<I", 300)
    tracemalloc.start()
    try:
        problem = refused(bytes(lying))
        assert tracemalloc.get_traced_memory()[1] < MUCH_MEMORY
    finally:
        tracemalloc.stop()
    assert problem.code in ("broken-archive", "broken-workbook")


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY c SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'>"])
@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_that_is_read(
    refused: Refused, sheet_xlsx: Build, changed: Build, part: str, declared: str, encoding: str
) -> None:
    content = sheet_xlsx('<row><c t="s"><v>0</v></c></row>', shared="<si><t>year</t></si>")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(part).decode()
    body = xml[xml.index("?>") + 2 :] if xml.startswith("<?xml") else xml
    hostile = f"<?xml version='1.0' encoding='{encoding}'?>{declared}{body}"
    assert refused(changed(content, {part: hostile.encode(encoding)})).code == "entities-in-workbook"


def test_more_marks_than_a_tree_can_hold_are_refused_by_their_number(
    refused: Refused, xlsx: Build, changed: Build
) -> None:
    content = changed(
        xlsx(Figures=[[1]]),
        {"xl/styles.xml": lambda xml: xml.replace("</styleSheet>", "<x/>" * 500_000 + "</styleSheet>")},
    )
    problem = refused(content, limits=Limits(unpacked_ratio=10_000))
    assert problem.code == "too-much-markup"
    assert int(str(problem.facts["found"])) > int(str(problem.facts["wanted"]))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="9999999999999"><c><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        '<row r="one"/>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="é1"><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>99</v></c></row>',
        '<row r="1"><c t="s"><v>x</v></c></row>',
        '<row r="1"><c s="x"><v>1</v></c></row>',
        "<row>" + "<c/>" * 20_000 + "</row>",
        "<row><c><v>1</v>",
    ],
)
def test_addresses_and_numbers_that_no_sheet_has_are_refused(
    refused: Refused, sheet_xlsx: Build, rows: str
) -> None:
    assert refused(sheet_xlsx(rows)).code == "broken-workbook"


def test_one_endless_attribute_is_refused(refused: Refused, sheet_xlsx: Build) -> None:
    endless = sheet_xlsx('<row x="' + "y" * 5_000_000 + '"/>')
    assert refused(endless, limits=Limits(unpacked_ratio=10_000)).code == "broken-workbook"


def test_a_cell_at_the_far_corner_is_refused_without_filling_the_way(
    refused: Refused, sheet_xlsx: Build
) -> None:
    problem = refused(sheet_xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert (problem.code, problem.row, problem.column) == ("too-many-columns", 1_048_576, "XFD")


def test_a_truncated_workbook_is_refused(refused: Refused, xlsx: Build, xls: Build) -> None:
    content = xlsx(Figures=[["year"], [2024]])
    assert refused(content[: len(content) // 2]).code == "broken-archive"
    old = xls({"Figures": (0, [(0, 0, "year")])})
    for cut in (8, 600, 1_500):
        refused(old[:cut])


def test_a_damaged_part_is_refused(refused: Refused, xlsx: Build) -> None:
    content = bytearray(xlsx(Figures=[["year"], [2024]]))
    position = content.index(SHEET.encode()) + len(SHEET) + 20
    content[position] ^= 0xFF
    assert refused(bytes(content)).code in ("broken-archive", "broken-workbook")


def test_an_encrypted_zip_is_refused_as_such(refused: Refused, xlsx: Build) -> None:
    content = bytearray(xlsx(Figures=[[1]]))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    assert refused(bytes(content)).code == "encrypted-archive"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", SHEET])
def test_a_part_that_is_no_xml_is_refused(refused: Refused, xlsx: Build, changed: Build, part: str) -> None:
    for xml in (b"", b"<", b"no xml", b"<x>" * 10_000):
        assert refused(changed(xlsx(Figures=[[1]]), {part: xml})).code == "broken-workbook"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_part_that_is_some_other_xml_is_refused(
    refused: Refused, xlsx: Build, changed: Build, part: str
) -> None:
    refused(changed(xlsx(Figures=[[1]]), {part: b"<x/>"}))


def test_the_last_net_catches_what_nobody_thought_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("ingest.readers.text_file.decode", fail)
    table, [problem] = read_table("a.csv", b"a,b\n")
    assert table is None
    assert (problem.code, problem.facts["found"]) == ("unreadable", "RecursionError")
