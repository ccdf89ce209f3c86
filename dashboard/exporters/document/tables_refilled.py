"""A table of figures that was written before, brought to today's cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from dashboard.exporters.document.marks import FIGURES, cells_of, rows_of
from dashboard.exporters.document.page import BuiltInDocument
from dashboard.exporters.document.wording import adopt, set_text
from dashboard.exporters.slides.refilling import FILLED, GONE, KEPT, SlideOutcome

ROW, CELL = qn("w:tr"), qn("w:tc")
Rows = Sequence[Sequence[str]]
"""Rows of cells, the headings first; the first cell of each is its period."""


def refill_table(
    document: Any, table: Any, written: Rows, fresh: Any, built: BuiltInDocument
) -> tuple[list[SlideOutcome], Any]:
    """Fill a table; what is to be told, and the table as it stands then.

    Cells and rows of a hand's are kept; a table whose columns a hand has changed is left as it is.
    """
    stands, becomes = rows_of(table), rows_of(fresh)
    headings = list(written[0])
    periods = {row[0]: row for row in written[1:]}
    own_rows = [row for row in stands[1:] if not row or row[0] not in periods]
    has_new_columns = becomes[0] != headings
    is_of_hand = stands[:1] != [headings] or any(len(row) != len(headings) for row in stands)
    if is_of_hand or (has_new_columns and own_rows):
        then, now, today = (
            "; ".join(" ".join(row) for row in rows[:1]) for rows in (written, stands, becomes)
        )
        return [SlideOutcome(KEPT, FIGURES, then, now, today)], table
    now_by_period = {row[0]: row for row in stands[1:]}
    today_by_period = {row[0]: dict(zip(becomes[0], row, strict=True)) for row in becomes[1:]}
    edits = {
        (period, heading): cell
        for period, row in periods.items()
        if period in now_by_period
        for heading, was, cell in zip(headings, row, now_by_period[period], strict=True)
        if cell != was
    }
    gone = [period for period in periods if period not in now_by_period]
    told = [
        SlideOutcome(
            KEPT,
            f"{heading}, {period}",
            periods[period][headings.index(heading)],
            cell,
            today_by_period.get(period, {}).get(heading, ""),
        )
        for (period, heading), cell in edits.items()
    ]
    told += [SlideOutcome(GONE, period) for period in gone]
    if has_new_columns:
        replacement = adopt(document, fresh, built)
        replacement.replace(replacement.find(qn("w:tblPr")), deepcopy(table.find(qn("w:tblPr"))))
        table.addnext(replacement)
        table.getparent().remove(table)
        table = replacement
    _fill(table, becomes, edits, set(periods), set(gone), fresh)
    if rows_of(table) != stands:
        told.append(SlideOutcome(FILLED, FIGURES))
    return told, table


def _fill(
    table: Any,
    becomes: Rows,
    edits: dict[tuple[str, str], str],
    written: set[str],
    gone: set[str],
    fresh: Any,
) -> None:
    """Bring the rows to today's, in their order; rows of a hand's stay where they stand."""
    rows = {row[0]: element for row, element in zip(rows_of(table), table.iterchildren(ROW), strict=True)}
    head = next(table.iterchildren(ROW))
    last = head
    edited = {period for period, _ in edits}
    for row, model in zip(becomes[1:], list(fresh.iterchildren(ROW))[1:], strict=True):
        period = row[0]
        if period in gone:
            if period in rows:
                table.remove(rows[period])
            continue
        element = rows.get(period)
        if element is None:
            others = (each for each in rows.values() if each is not head)
            element = _copy(last if last is not head else next(others, model))
            last.addnext(element)
        cells = zip(becomes[0], element.iterchildren(CELL), row, cells_of(element), strict=True)
        for heading, cell, text, there in cells:
            wanted = edits.get((period, heading), text)
            if there != wanted:
                set_text(cell, wanted)
        last = element
    today = {row[0] for row in becomes[1:]}
    for period, element in rows.items():
        if period in written - today - edited:
            table.remove(element)


def _copy(row: Any) -> Any:
    """A row as another stands there, without what only one may have."""
    copy = deepcopy(row)
    for mark in [*copy.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for element in copy.iter():
        for name in [name for name in element.attrib if name.endswith(("}paraId", "}textId"))]:
            del element.attrib[name]
    return copy
