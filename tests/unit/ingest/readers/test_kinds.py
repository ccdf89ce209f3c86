"""A file is what its bytes say, whatever its name says."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from ingest.problems import Problem
from ingest.readers.reading import read_table

Refused = Callable[..., Problem]


def zipped(*names: str, mimetype: str = "") -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name in names:
            archive.writestr(name, mimetype or "<x/>")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is-picture", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is-picture", "JPEG"),
        (b"GIF89a\x01\x00", "is-picture", "GIF"),
        (b"BM" + struct.pack("<I", 20) + bytes(14), "is-picture", "BMP"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is-picture", "WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is-picture", "SVG"),
        (b"%PDF-1.7\n%\xe2\xe3", "is-pdf", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "is-archive", "gzip"),
        (b"7z\xbc\xaf\x27\x1c\x00", "is-archive", "7z"),
        (b"BZh91AY&SY\x00", "is-archive", "bzip2"),
        (zipped(), "is-archive", "ZIP"),
        (zipped("figures.csv"), "is-archive", "ZIP"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "is-program", "Windows"),
        (b"\x7fELF\x02\x01\x01", "is-program", "Linux"),
        (zipped("[Content_Types].xml", "word/document.xml"), "is-document", "Word (DOCX)"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "is-document", "PowerPoint (PPTX)"),
        (b"<?xml version='1.0'?><Workbook/>", "is-document", "XML"),
        (b"{\\rtf1\\ansi}", "is-document", "RTF"),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), "is-other-workbook", "XLSB"),
        (
            zipped("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "is-other-workbook",
            "ODS",
        ),
        (b"<!DOCTYPE html>\n<html><table><tr><td>1</td></tr></table>", "is-web-page", "HTML"),
        (b"\xef\xbb\xbf \r\n<HTML lang='ja'>", "is-web-page", "HTML"),
        ("<!doctype html><p>1,2".encode("utf-16"), "is-web-page", "HTML"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "is-web-page", "HTML"),
    ],
)
def test_a_file_that_holds_no_table_is_refused_by_what_it_is(
    refused: Refused, content: bytes, code: str, found: str
) -> None:
    problem = refused(content)
    assert (problem.code, problem.facts["found"]) == (code, found)


@pytest.mark.parametrize("content", [b"BM,1\nBMI,2\n", b"MZ,area\n1,2\n", b"PK,1\n2,3\n", b"GIF,1\n2,3\n"])
def test_a_table_that_opens_with_the_letters_of_another_kind_is_read(content: bytes) -> None:
    table, problems = read_table("a.csv", content)
    assert table is not None
    assert not problems


def test_a_workbook_named_csv_is_read_as_a_workbook(xlsx: Callable[..., bytes]) -> None:
    table, _ = read_table("a.csv", xlsx(Figures=[["year"], [2024]]))
    assert table is not None
    assert (table.kind, table.rows) == ("xlsx", (("year",), ("2024",)))


def test_text_named_xlsx_is_read_as_text() -> None:
    table, _ = read_table("a.xlsx", b"year,value\n2024,116\n")
    assert table is not None
    assert (table.kind, table.encoding, table.sheet) == ("csv", "utf-8", None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\xef\xbb\xbf", "only-byte-order-mark"),
        (b"\xff\xfe", "only-byte-order-mark"),
        (b"\n\r\n\r", "only-blank-lines"),
        (b" \n\t\n", "only-blank-lines"),
        (b",,\n,,\n", "only-blank-lines"),
        ("\u3000\n".encode("cp932"), "only-blank-lines"),
    ],
)
def test_a_file_with_nothing_in_it_is_refused(refused: Refused, content: bytes, code: str) -> None:
    assert refused(content).code == code
