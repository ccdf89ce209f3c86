"""Bytes of workbooks, made by hand: the small real thing, and what an attacker would change in it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from ingest.problems import Problem
from ingest.readers.reading import read_table
from ingest.words import Words

Cell = tuple[int, int, object]
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECTOR = 512
SMALLEST_STREAM = 4096  # shorter streams would stand in the short-sector stream, which this does not write


@pytest.fixture
def refused() -> Callable[..., Problem]:
    """Reads a file that must be refused with one error, whose sentence can be said in both languages."""

    def read(content: bytes, name: str = "figures.csv", **options: Any) -> Problem:
        table, problems = read_table(name, content, **options)
        assert table is None
        [problem] = problems
        assert problem.severity == "error"
        for language in ("en", "ja"):
            assert "{" not in problem.sentence(Words(language))
        return problem

    return read


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """An XLSX with these sheets: name to rows."""

    def build(states: dict[str, str] | None = None, **sheets: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = (states or {}).get(name, "visible")
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue()

    return build


@pytest.fixture
def changed() -> Callable[..., bytes]:
    """The same ZIP with some parts changed, by a function of their text, or replaced, or added."""

    def change(content: bytes, parts: dict[str, bytes | Callable[[str], str]]) -> bytes:
        saved = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(saved, "w", 8) as new:
            for name in dict.fromkeys([*old.namelist(), *parts]):
                part = parts.get(name)
                if part is None:
                    part = old.read(name)
                elif callable(part):
                    part = part(old.read(name).decode()).encode()
                new.writestr(name, part)
        return saved.getvalue()

    return change


@pytest.fixture
def sheet_xlsx(xlsx: Callable[..., bytes], changed: Callable[..., bytes]) -> Callable[[str], bytes]:
    """An XLSX as Excel saves it, with this XML between <sheetData> and </sheetData> and in <sst>."""

    def build(rows: str, before: str = "", shared: str = "", namespace: str = SPREADSHEET) -> bytes:
        page = f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData></worksheet>'
        content_type = (
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
        )
        return changed(
            xlsx(Figures=[[1]]),
            {
                "xl/worksheets/sheet1.xml": page.encode(),
                "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{shared}</sst>'.encode(),
                "[Content_Types].xml": lambda xml: xml.replace("</Types>", content_type),
                "xl/workbook.xml": lambda xml: xml.replace('fullCalcOnLoad="1"', ""),
            },
        )

    return build


@pytest.fixture
def ole() -> Callable[[dict[str, bytes]], bytes]:
    """An OLE file (the container of Excel 97-2003 and of protected workbooks) with up to three streams."""

    def build(streams: dict[str, bytes]) -> bytes:
        allocation, directory, body = [-3, -2], [_entry("Root Entry", 5, -2, 0, child=1)], b""
        for number, (name, stream) in enumerate(streams.items(), start=1):
            size = max(len(stream) + -len(stream) % SECTOR, SMALLEST_STREAM)
            first, count = len(allocation), size // SECTOR
            directory.append(_entry(name, 2, first, size, right=number + 1 if number < len(streams) else -1))
            allocation += [*range(first + 1, first + count), -2]
            body += stream.ljust(size, b"\x00")
        allocation += [-1] * (SECTOR // 4 - len(allocation))
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<iiiiiiiiii", 0, 1, 1, 0, SMALLEST_STREAM, -2, 0, -2, 0, 0) + b"\xff" * 432
        return header + struct.pack("<128i", *allocation) + b"".join(directory).ljust(SECTOR, b"\x00") + body

    return build


def _entry(name: str, kind: int, first: int, size: int, *, child: int = -1, right: int = -1) -> bytes:
    spelled = (name + "\x00").encode("utf-16-le")
    start = spelled.ljust(64, b"\x00") + struct.pack("<HBB", len(spelled), kind, 1)
    return start + struct.pack("<iii", -1, right, child) + bytes(36) + struct.pack("<iii", first, size, 0)


@pytest.fixture
def xls(ole: Callable[[dict[str, bytes]], bytes]) -> Callable[..., bytes]:
    """An XLS (BIFF8) with these sheets: name to (visibility, cells). Style 1 is a date."""

    def build(
        sheets: dict[str, tuple[int, list[Cell]]], *, from_1904: bool = False, encrypted: bool = False
    ) -> bytes:
        opening = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
        if encrypted:
            opening += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
        opening += _record(0x42, b"\xb0\x04") + _record(0x22, struct.pack("<H", from_1904))
        opening += b"".join(_record(0xE0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 14))
        pages = {name: _page(cells) for name, (_, cells) in sheets.items()}
        names = {name: name.encode("utf-16-le") for name in sheets}
        position = len(opening) + sum(4 + 8 + len(name) for name in names.values()) + 4
        for name, (visibility, _) in sheets.items():
            start = struct.pack("<IBBBB", position, visibility, 0, len(name), 1)
            opening += _record(0x85, start + names[name])
            position += len(pages[name])
        return ole({"Workbook": opening + _record(0x0A, b"") + b"".join(pages.values())})

    return build


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _page(cells: list[Cell]) -> bytes:
    page = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, column, content in cells:
        style, value = (1, content[0]) if isinstance(content, tuple) else (0, content)
        start = struct.pack("<HHH", row, column, style)
        if isinstance(value, str):
            page += _record(0x204, start + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        elif isinstance(value, bool):
            page += _record(0x205, start + struct.pack("<BB", value, 0))
        elif isinstance(value, bytes):
            page += _record(0x205, start + value + b"\x01")
        else:
            page += _record(0x203, start + struct.pack("<d", value))
    return page + _record(0x0A, b"")
