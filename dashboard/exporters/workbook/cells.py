"""The cells of a workbook and how they look: the only place that writes one, so that no text is ever run.

Equal input gives equal bytes: nothing in the file says when it was written.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from dashboard.drawing.svg import UNPRINTABLE as CONTROL_CHARACTERS
from dashboard.exporters.csv_file import harmless
from dashboard.scene.theme import INK, QUIET

FACES = {"en": "Calibri", "ja": "Yu Gothic"}
"""The fonts that Excel has in each language."""
ACCENT, GROUND = "#0B4A9E", "#E8EFF9"
LONGEST_CELL = 32_767
"""Letters that a cell can hold."""
LONGEST_ADDRESS = 2_079
"""Letters that Excel follows as a link."""
LONGEST_PROPERTY = 255
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""When a file of no known moment says that it was made."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DIGIT = 7
"""The pixels of a digit, in which columns are measured."""


@dataclass(frozen=True)
class CellLook:
    """How a cell is written: size in points, weight, colour, number format, indent in letters."""

    size: int = 10
    bold: bool = False
    colour: str = INK
    form: str = "General"
    wrap: bool = True
    indent: int = 0
    align: str = ""
    is_link: bool = False
    is_header: bool = False


PLAIN, HEADING = CellLook(), CellLook(bold=True)
TITLE, SUBTITLE, SMALL = (
    CellLook(size=16, bold=True),
    CellLook(size=11, colour=QUIET),
    CellLook(size=9, colour=QUIET),
)
LINK = CellLook(size=9, colour=ACCENT, is_link=True)
HEADER = CellLook(bold=True, is_header=True)


@dataclass(frozen=True)
class Properties:
    """What a workbook says of itself; ``moment`` is when it was made, ``address`` where it is found."""

    title: str
    subject: str
    description: str
    author: str
    keywords: str
    language: str
    address: str
    moment: datetime | None


@dataclass
class Book:
    """A workbook in the making, in one font."""

    face: str
    content: io.BytesIO = field(default_factory=io.BytesIO)
    formats: dict[CellLook, Any] = field(default_factory=dict)
    charts: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file: Any = xlsxwriter.Workbook(self.content, {"in_memory": True})

    def page(self, name: str) -> WorkbookPage:
        return WorkbookPage(self, self.file.add_worksheet(name))

    def add_chart(self, xml: bytes) -> Any:
        """A chart to put on a page, which is drawn by XML of our own."""
        self.charts.append(xml)
        chart = self.file.add_chart({"type": "column"})
        # XlsxWriter asks for cells; the XML says what is drawn.
        chart.add_series({"values": [self.file.worksheets()[0].name, 0, 0, 0, 0]})
        return chart

    def look(self, look: CellLook) -> Any:
        """A look as the file has it: each once."""
        if look not in self.formats:
            heading = {"bg_color": GROUND, "bottom": 2, "bottom_color": ACCENT} if look.is_header else {}
            properties = {
                "font_name": self.face,
                "font_scheme": "none",
                "font_size": look.size,
                "bold": look.bold,
                "font_color": look.colour,
                "underline": int(look.is_link),
                "num_format": look.form,
                "text_wrap": look.wrap,
                "indent": look.indent,
                "align": "left" if look.indent else look.align,
                "valign": "vcenter" if look.is_header else "top",
            }
            self.formats[look] = self.file.add_format(properties | heading)
        return self.formats[look]

    def as_bytes(self, about: Properties) -> bytes:
        self.file.set_properties(
            {
                "title": about.title,
                "subject": about.subject,
                "comments": about.description,
                "author": about.author,
                "keywords": about.keywords[:LONGEST_PROPERTY],
                "created": (about.moment or FIRST_DAY).replace(microsecond=0),
            }
        )
        self.file.set_custom_property("Language", about.language)
        if about.address and len(about.address) <= LONGEST_PROPERTY:
            self.file.set_custom_property("Address", about.address)
        self.file.close()
        return self._with_charts(self.content.getvalue())

    def _with_charts(self, content: bytes) -> bytes:
        """The file with its charts as we draw them; XlsxWriter counts them in the order of their making."""
        ours = {f"xl/charts/chart{number}.xml": xml for number, xml in enumerate(self.charts, 1)}
        rewritten = io.BytesIO()
        with ZipFile(io.BytesIO(content)) as old, ZipFile(rewritten, "w", ZIP_DEFLATED) as new:
            for entry in old.infolist():
                new.writestr(entry, ours.get(entry.filename) or old.read(entry))
        return rewritten.getvalue()


@dataclass(frozen=True)
class WorkbookPage:
    """A sheet of a workbook; rows and columns count from 0."""

    book: Book
    sheet: Any

    def write(self, row: int, column: int, value: Any, look: CellLook = PLAIN) -> None:
        """Write one cell: a number stays one, and no text is ever run as a formula.

        None and "" are not written: of a blank cell with a look a chart would keep a zero.
        """
        if value is None or value == "":
            return
        if isinstance(value, str):
            self.sheet.write_string(row, column, _text(value), self.book.look(look))
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.book.look(replace(look, form="yyyy-mm-dd")))
        else:
            self.sheet.write_number(row, column, value, self.book.look(look))

    def formula(self, row: int, column: int, formula: str, value: Any, look: CellLook = PLAIN) -> None:
        """Write a formula of our own with what it works out at present."""
        self.sheet.write_formula(row, column, f"={formula}", self.book.look(look), value)

    def row(self, row: int, cells: Sequence[Any], columns: Sequence[float], look: CellLook) -> None:
        """Write cells beside each other, in columns of these widths, as high as the longest needs."""
        for column, cell in enumerate(cells):
            self.write(row, column, cell, look)
        self.fit(row, cells, columns, size=look.size)

    def paragraph(self, row: int, text: str, columns: Sequence[float], look: CellLook) -> None:
        """Write a text over columns of these widths, as high as it needs."""
        self.sheet.merge_range(row, 0, row, len(columns) - 1, "", self.book.look(look))
        self.write(row, 0, text, look)
        self.fit(row, [text], [sum(columns)], size=look.size)

    def link(self, row: int, column: int, address: str) -> None:
        """Turn the text of a cell that is an address of the web into a link that a click follows."""
        if address.startswith(("https://", "http://")) and len(address) <= LONGEST_ADDRESS:
            self.sheet.write_url(row, column, address, self.book.look(LINK), _text(address))

    def header(self, row: int, headings: Sequence[str], *, frozen: int | None = 0) -> None:
        """A row of headings on a pale ground; it and what is above stay in sight, and so many columns.

        ``frozen``: None for headings that scroll away.
        """
        for column, heading in enumerate(headings):
            self.write(row, column, heading, HEADER)
        if frozen is not None:
            self.sheet.freeze_panes(row + 1, frozen)
            self.sheet.repeat_rows(row)

    def widths(self, columns: Sequence[float]) -> None:
        """The widths of the first columns, in digits."""
        for column, width in enumerate(columns):
            self.sheet.set_column_pixels(column, column, round(width * DIGIT))

    def fit(self, row: int, texts: Sequence[object], columns: Sequence[float], *, size: int) -> None:
        """Make a row as high as its longest text needs in columns of these widths."""
        pairs = [(str(text), width) for text, width in zip(texts, columns, strict=False) if text is not None]
        self.sheet.set_row(row, height_of(pairs, size=size))

    def to_print(self, *, footer: str, pages_high: int = 0) -> None:
        """A4 landscape, as wide as the page, with the source and the page's number below."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, pages_high)
        self.sheet.set_margins(left=0.45, right=0.45, top=0.5, bottom=0.75)
        # With a space: a footer that begins with a digit would be taken for part of the size.
        text = _text(footer).replace("&", "&&")[:200]
        self.sheet.set_footer(f"&L&8 {text}&R&8 &P / &N", {"margin": 0.35})
        self.sheet.hide_gridlines(2)


def _text(value: str) -> str:
    return str(harmless(without_controls(value)))[:LONGEST_CELL]


def without_controls(text: str) -> str:
    """A text without the characters that a file cannot hold."""
    return text.translate(CONTROL_CHARACTERS)


def value_of(value: Any) -> Any:
    """A text of a record as what it says: a day as a date, a number as a number, else itself; "" as None."""
    if not isinstance(value, str) or not value:
        return None if value == "" else value
    if DAY.fullmatch(value):
        return date.fromisoformat(value)
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    return int(number) if number.is_integer() and "." not in value else number


def height_of(texts: Sequence[tuple[str, float]], *, size: float) -> float:
    """The height in points of a row whose texts are wrapped in columns of these widths."""
    lines = max((_lines(text, width * 10.5 / size) for text, width in texts), default=1)
    return max(15.0, lines * size * 1.4 + 3)


def _lines(text: str, room: float) -> int:
    """The lines of a text: a Japanese letter is two digits wide, a Latin one a little less than one."""
    letters = sum(2.0 if ord(letter) > 0x2E7F else 0.9 for letter in text)
    return max(1, math.ceil(letters / room))
