"""The two parts of an XLSX that can be large, streamed: the rows of a sheet and the list of shared texts.

openpyxl would build a tree of each element (slow, and hundreds of bytes apiece); its knowledge of styles
and dates is used, its loops are not. The sheet's own word about its size (``<dimension>``) is not asked.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_ISO8601

from ingest.readers import Merged
from ingest.readers.archive import feed, safe_parser
from ingest.readers.cells import boolean_text, number_text
from ingest.readers.faint import WHITE
from ingest.readers.refusal import Refusal
from ingest.readers.sheet_rows import SheetRows
from ingest.readers.shown import NumberFormat
from ingest.visible import in_font

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # "Strict Open XML Spreadsheet" in Excel's list
)
_TAGS = {
    f"{namespace} {tag}": tag
    for namespace in _NAMESPACES
    for tag in (
        *("row", "c", "v", "f", "si", "t", "rPh", "r", "vertAlign", "strike", "color"),
        *("col", "mergeCell", "sheetView"),
    )
}
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_DEEPEST = 100  # elements in elements; Excel writes about ten
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetFormat:
    """What a cell's style says of its number and its text, and from which day the book counts.

    ``numbers`` are the number formats by style; ``struck`` and ``raised`` the styles whose font is so,
    ``faint`` those whose font has the colour of its ground.
    """

    epoch: datetime.datetime
    numbers: tuple[NumberFormat, ...]
    struck: frozenset[int]
    raised: frozenset[int]
    faint: frozenset[int]
    recalculates: bool
    """The program that wrote the book asks Excel to calculate it; its zeros may be placeholders."""


class _Run:
    """The stretch of a text that has one font: whether it is raised, struck out or white."""

    def __init__(self) -> None:
        self._is_raised = self._is_struck = self.is_white = False

    def start(self, tag: str | None, attributes: dict[str, str]) -> None:
        if tag in ("si", "r"):
            self._is_raised = self._is_struck = self.is_white = False
        elif tag == "color":
            self.is_white = attributes.get("rgb", "")[-6:] == WHITE or attributes.get("theme") == "0"
        elif tag == "vertAlign":
            self._is_raised = attributes.get("val") != "baseline"
        elif tag == "strike":
            self._is_struck = attributes.get("val") not in ("0", "false")

    def end(self, tag: str | None) -> None:
        if tag == "r":
            self._is_raised = self._is_struck = self.is_white = False

    def shown(self, text: str) -> str:
        return in_font(text, is_raised=self._is_raised, is_struck=self._is_struck)


def shared_texts(chunks: Iterator[bytes]) -> list[str]:
    """The texts that cells refer to by number; furigana beside them are left out."""
    texts: list[str] = []
    pieces: list[tuple[str, bool]] = []
    run = _Run()
    reading_aloud = False
    depth = 0
    parser = safe_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reading_aloud, depth
        depth += 1
        if depth > _DEEPEST:
            raise Refusal("broken-workbook", found=f"depth {_DEEPEST}")
        tag = _TAGS.get(name)
        run.start(tag, attributes)
        if tag == "si":
            pieces.clear()
        elif tag == "rPh":
            reading_aloud = True
        elif tag == "t" and not reading_aloud:
            parser.CharacterDataHandler = lambda text: pieces.append((run.shown(text), run.is_white))

    def end(name: str) -> None:
        nonlocal reading_aloud, depth
        depth -= 1
        parser.CharacterDataHandler = None
        tag = _TAGS.get(name)
        run.end(tag)
        if tag == "si":
            texts.append(_unescape(_joined(pieces)))
        elif tag == "rPh":
            reading_aloud = False

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    feed(parser, chunks)
    return texts


def _joined(pieces: list[tuple[str, bool]]) -> str:
    """The stretches of a text as one; white ones beside others are not seen, and told by a stroke."""
    is_mixed = len({is_white for _, is_white in pieces}) > 1
    return "".join(
        in_font(text, is_raised=False, is_struck=is_mixed and is_white) for text, is_white in pieces
    )


class SheetReader:
    """Reads one sheet into SheetRows; no formula is ever calculated."""

    def __init__(self, rows: SheetRows, *, texts: list[str], formats: SheetFormat) -> None:
        self._rows = rows
        self._texts = texts
        self._formats = formats
        self._parser = safe_parser()
        self._row = 0
        self._column = 0
        self._is_hidden = self._hides_rows = self._hides_zeros = False
        self._cells: dict[int, str] = {}
        self._columns: dict[str, int] = {}
        self._pieces: list[str] = []
        self._attributes: dict[str, str] = {}
        self._has_value = self._has_formula = self._reading_aloud = False
        self._depth = 0
        self._run = _Run()

    def read(self, chunks: Iterator[bytes]) -> None:
        """Every filled row of the sheet; raises Refusal at the first cell that cannot be trusted."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        feed(self._parser, chunks)
        self._rows.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        self._run.start(tag, attributes)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refusal("broken-workbook", found=f"depth {_DEEPEST}")
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._has_value = True
            self._pieces.clear()
            self._parser.CharacterDataHandler = self._pieces.append
        elif tag == "row":
            self._cells = {}
            self._column = 0
            self._row = self._whole(attributes.get("r"), self._row + 1)
            if not 1 <= self._row <= _LAST_ROW:
                raise Refusal("broken-workbook", found=f"row {self._row}")
            self._is_hidden = (
                attributes.get("hidden") in ("1", "true")
                or _is_zero(attributes.get("ht"))
                or (self._hides_rows and "ht" not in attributes)
            )
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._reading_aloud = True
        elif tag == "t" and not self._reading_aloud:
            self._has_value = True
            self._parser.CharacterDataHandler = lambda text: self._pieces.append(self._run.shown(text))
        elif tag == "sheetView":
            self._hides_zeros = attributes.get("showZeros") in ("0", "false")
        elif tag == "sheetFormatPr":
            self._hides_rows = attributes.get("zeroHeight") in ("1", "true")
        elif tag == "col" and (
            attributes.get("hidden") in ("1", "true") or _is_zero(attributes.get("width"))
        ):
            first = self._whole(attributes.get("min"), 1)
            self._rows.hide_columns(first, self._whole(attributes.get("max"), first))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._pieces.clear()
        self._has_value = self._has_formula = False
        letters = attributes.get("r", "").rstrip("0123456789")
        if letters:
            column = self._columns.get(letters)
            if column is None:
                try:
                    column = self._columns[letters] = column_index_from_string(letters)
                except ValueError as error:
                    raise Refusal("broken-workbook", found=f"cell {letters}{self._row}"[:40]) from error
            self._column = column
        else:
            self._column += 1
        if self._column > _LAST_COLUMN:
            raise Refusal("broken-workbook", found=f"column {self._column}")

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._parser.CharacterDataHandler = None
        tag = _TAGS.get(name)
        self._run.end(tag)
        if tag == "c":
            if self._has_value or self._has_formula:
                text = self._in_its_font(self._cell_text("".join(self._pieces)))
                if text:
                    self._cells[self._column] = text
                    if self._is_unseen("".join(self._pieces)):
                        self._rows.unseen.append((self._row, self._column - 1))
        elif tag == "row":
            self._rows.add(self._row, self._cells, is_hidden=self._is_hidden)
            self._cells = {}
        elif tag == "rPh":
            self._reading_aloud = False

    def _merge(self, reference: str) -> None:
        try:
            left, top, right, bottom = range_boundaries(reference)
        except (ValueError, TypeError) as error:
            raise Refusal("broken-workbook", found=f"range {reference}"[:40]) from error
        if left and top and right and bottom:
            self._rows.merge(Merged(top, left - 1, bottom, right - 1))

    def _in_its_font(self, text: str) -> str:
        style = self._whole(self._attributes.get("s"), 0)
        return in_font(text, is_raised=style in self._formats.raised, is_struck=style in self._formats.struck)

    def _is_unseen(self, value: str) -> bool:
        """Whether a cell that holds something shows nothing."""
        style = self._whole(self._attributes.get("s"), 0)
        if style in self._formats.faint:
            return True
        if self._attributes.get("t", "n") != "n" or not 0 <= style < len(self._formats.numbers):
            return False
        if not (self._hides_zeros or self._formats.numbers[style].may_hide):
            return False
        try:
            number = float(value)
        except ValueError:
            return False
        return (number == 0 and self._hides_zeros) or self._formats.numbers[style].hides(number)

    def _cell_text(self, value: str) -> str:
        kind = self._attributes.get("t", "n")
        if self._has_formula and self._not_calculated(kind, value):
            raise Refusal("formula-not-calculated", row=self._row, column=get_column_letter(self._column))
        if kind == "s":
            position = self._whole(value, -1)
            if not 0 <= position < len(self._texts):
                raise Refusal("broken-workbook", found=f"text {value[:20]}")
            return self._texts[position]
        if kind in ("str", "inlineStr"):
            return _unescape(value)
        if kind == "b":
            return boolean_text(value.strip() not in ("0", "false")) if value else ""
        if kind == "n" and value:
            return self._number_text(value)
        if kind == "d":
            return _iso_text(value)
        return value

    def _not_calculated(self, kind: str, value: str) -> bool:
        """Whether a formula has no saved value; an empty text is a value."""
        if value:
            return self._formats.recalculates and kind == "n" and value == "0"
        return not (kind == "str" and self._has_value)

    def _number_text(self, value: str) -> str:
        style = self._whole(self._attributes.get("s"), 0)
        try:
            number = float(value)
            # A whole number of many digits keeps them all.
            digits = str(int(value)) if value.isdecimal() else number_text(number)
            if not 0 <= style < len(self._formats.numbers):
                return digits
            return self._formats.numbers[style].text(number, digits, epoch=self._formats.epoch)
        except ValueError:
            return value  # no number, whatever the cell's type says: shown as it stands

    def _whole(self, value: str | None, otherwise: int) -> int:
        try:
            return otherwise if value is None else int(value)
        except ValueError as error:
            raise Refusal("broken-workbook", found=f"number {value}"[:40]) from error


def _iso_text(value: str) -> str:
    to_moment: Any = from_ISO8601
    try:
        moment = to_moment(value)
    except (ValueError, TypeError, OverflowError):
        return value
    if isinstance(moment, datetime.datetime) and moment.time() == datetime.time():
        return moment.date().isoformat()
    return value


def _unescape(text: str) -> str:
    """Excel writes a character that XML cannot hold as _x000D_; half of a pair and NUL stay as they are."""

    def letter(match: re.Match[str]) -> str:
        code = int(match.group(1), 16)
        return match.group() if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)

    return _ESCAPE.sub(letter, text) if "_x" in text else text


def _is_zero(length: str | None) -> bool:
    """Whether a width or height leaves nothing to be seen: less than one digit's or one point's."""
    try:
        return length is not None and float(length) < 1
    except ValueError:
        return False
