"""Workbooks of Excel, XLSX and XLS, known by the marks of their containers."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers import Limits, RawTable, Reader
from ingest.readers.kinds import OLE_MARK, ZIP_MARK
from ingest.readers.refusal import Refusal


def knows(content: bytes) -> bool:
    """Whether the bytes are such a container; one that holds no workbook is refused when it is read."""
    return content.startswith((ZIP_MARK, OLE_MARK))


def read(file: str, content: bytes, sheet: str | None, limits: Limits) -> RawTable:
    """The table on a sheet; without a name on the first visible one that is no cover. Raises ``Refusal``."""
    # Its libraries are large; most files are text.
    from ingest.readers import workbook

    kind = "xlsx" if content.startswith(ZIP_MARK) else "xls"
    read_kind = workbook.read_xlsx if kind == "xlsx" else workbook.read_xls
    rows, sheets = read_kind(content, sheet=sheet, limits=limits)
    for other in sheets.others if sheet is None and _is_a_cover(rows.rows) else ():
        try:
            behind, names = read_kind(content, sheet=other, limits=limits)
        except Refusal:
            break
        if not _is_a_cover(behind.rows):
            rows, sheets = behind, names
            break
    return RawTable(
        file=file,
        rows=tuple(rows.rows),
        lines=tuple(rows.lines),
        kind=kind,
        sheet=sheets.name,
        other_sheets=sheets.others,
        hidden_sheets=sheets.hidden,
        merged=tuple(rows.merged),
        hidden_lines=tuple(rows.hidden_lines),
        hidden_columns=tuple(rows.hidden_columns),
        unseen=frozenset(rows.unseen),
        beside=tuple(rows.beside),
    )


def _is_a_cover(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a sheet holds single texts alone, no two beside each other."""
    return all(sum(bool(text.strip()) for text in row) <= 1 for row in rows)


READER = Reader(knows=knows, read=read)
