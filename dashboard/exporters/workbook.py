"""A workbook that nothing in it can run and that is the same, byte by byte, whenever it is made."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dashboard.drawing.svg import UNPRINTABLE as CONTROL_CHARACTERS
from dashboard.exporters.csv_file import harmless

FACES = {"en": "Calibri", "ja": "Yu Gothic"}
"""The fonts that Excel has in each language."""
INK, QUIET, ACCENT, GROUND = "FF1A1A1C", "FF5C5F66", "FF0B4A9E", "FFE8EFF9"
LONGEST_CELL = 32_767
"""Letters that a cell can hold."""
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""The first that a zip file can say."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Look:
    """How a cell is written: size in points, weight, colour, number format, indent in letters."""

    size: int = 10
    bold: bool = False
    colour: str = INK
    form: str = "General"
    wrap: bool = True
    indent: int = 0


PLAIN, HEADING = Look(), Look(bold=True)
TITLE, SUBTITLE, SMALL = Look(size=16, bold=True), Look(size=11, colour=QUIET), Look(size=9, colour=QUIET)
LINK = Look(size=9, colour=ACCENT)
THIN = Side(style="thin", color="FFD5D8DD")


def write(sheet: Worksheet, row: int, column: int, value: Any, *, face: str, look: Look = PLAIN) -> Any:
    """Write one cell: a number stays one, None stays blank, and no text is ever run as a formula."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        text = str(harmless(value.translate(CONTROL_CHARACTERS)))[:LONGEST_CELL]
        cell.value = text or None
        if text:
            cell.data_type = "s"
    else:
        cell.value = value
    cell.font = Font(name=face, size=look.size, bold=look.bold, color=look.colour)
    left = "left" if look.indent else None
    cell.alignment = Alignment(horizontal=left, indent=look.indent, wrap_text=look.wrap, vertical="top")
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif look.form != "General":
        cell.number_format = look.form
    return cell


def typed(value: Any) -> Any:
    """A text of a record as what it says: a day as a date, a number as a number, else itself; "" as None."""
    if not isinstance(value, str) or not value:
        return None if value == "" else value
    if DAY.fullmatch(value):
        return date.fromisoformat(value)
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if number.is_integer() and "." not in value else number


def header(sheet: Worksheet, row: int, headings: Sequence[str], *, face: str, freeze: bool = True) -> None:
    """A row of headings on a pale ground; what is above and the row itself stay in sight."""
    for column, heading in enumerate(headings, 1):
        cell = write(sheet, row, column, heading, face=face, look=HEADING)
        cell.fill = PatternFill("solid", fgColor=GROUND)
        cell.border = Border(bottom=Side(style="medium", color=ACCENT))
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    if freeze:
        sheet.freeze_panes = f"A{row + 1}"
        sheet.print_title_rows = f"{row}:{row}"


def widths(sheet: Worksheet, wanted: Sequence[float]) -> None:
    """The widths of the first columns, in digits."""
    for column, width in enumerate(wanted, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def height_of(texts: Sequence[tuple[str, float]], *, size: float) -> float:
    """The height in points of a row whose texts are wrapped in columns of these widths."""
    lines = max((_lines(text, width * 10.5 / size) for text, width in texts), default=1)
    return max(15.0, lines * size * 1.4 + 3)


def _lines(text: str, room: float) -> int:
    """The lines of a text: a Japanese letter is two digits wide, a Latin one a little less than one."""
    letters = sum(2.0 if ord(letter) > 0x2E7F else 0.9 for letter in text)
    return max(1, math.ceil(letters / room))


def to_print(page: Worksheet, *, footer: str) -> None:
    """A4 landscape, as wide as the page, with the source and the page's number below."""
    sheet: Any = page
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35
    sheet.oddFooter.left.text = footer.replace("&", "&&")[:200]
    sheet.oddFooter.right.text = "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    sheet.sheet_view.showGridLines = False


def as_bytes(workbook: Workbook, *, moment: datetime | None, alternatives: Sequence[str]) -> bytes:
    """The file: ``moment`` is when it was made and changed, ``alternatives`` the charts' texts in order."""
    made = max(moment or FIRST_DAY, FIRST_DAY)
    workbook.properties.created = workbook.properties.modified = made.replace(tzinfo=None, microsecond=0)
    raw = io.BytesIO()
    with ZipFile(raw, "w") as archive:
        # Not Workbook.save: that writes the time of day into the properties.
        ExcelWriter(workbook, archive).write_data()
    result = io.BytesIO()
    left = iter(alternatives)
    with ZipFile(raw) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/drawings/drawing"):
                content = _described(content, left)
            entry = ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return result.getvalue()


def _described(drawing: bytes, alternatives: Any) -> bytes:
    """Give each chart of a drawing its text for those who cannot see it."""

    def described(found: re.Match[str]) -> str:
        return f'{found[1]} descr="{_attribute(next(alternatives, ""))}"{found[2]}'

    text = drawing.decode("utf-8")
    return re.sub(r'(<(?:\w+:)?cNvPr id="[^"]*" name="Chart [^"]*")( ?/?>)', described, text).encode("utf-8")


def _attribute(text: str) -> str:
    plain = text.translate(CONTROL_CHARACTERS)
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", " ")):
        plain = plain.replace(letter, entity)
    return plain
