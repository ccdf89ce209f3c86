"""A table to fill in: the newest values of the series asked for, and empty cells for the next year."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from ingest import editions, schema
from ingest.periods import Period
from ingest.spreadsheets import as_csv
from ingest.words import Words

YEARS_SHOWN = 3
EMPTY_ROWS = 200
"""Rows below the filled ones that offer the series to choose from."""

Row = tuple[str, str, str, int | str | None, str]

BOUNDS = {"exact": "{value}", "at-least": "at least {value}", "over": "over {value}"}
"""How a stored value is written so that it reads back as the same; a forecast cannot be."""


def template_rows(engine: Engine, *, series: Sequence[str] = (), today: date, language: str) -> list[Row]:
    """Series id, its name, period, value and publication: the newest values, then a blank for the next year.

    Without ``series`` all that have a value for a whole year within the last three are taken.
    """
    rows: list[Row] = []
    with engine.connect() as connection:
        chosen = select(schema.series).order_by(schema.series.c.position, schema.series.c.id)
        known = {row.id: row for row in connection.execute(chosen)}
        shown: dict[str, list[object]] = {one: [] for one in known}
        for row in connection.execute(editions.ranked(editions.standing())):
            is_count = row.availability == "reported" and row.bound in BOUNDS
            if row.rank == 1 and is_count and row.period_kind == "CY":
                shown[row.series].append(row)
    for one in series or known:
        values = shown.get(one, [])[-YEARS_SHOWN:]
        if one not in known or known[one].successor:
            continue
        last = values[-1].period_start.year if values else today.year - 1  # type: ignore[attr-defined]
        if not series and last < today.year - YEARS_SHOWN:
            continue
        name = known[one].name_ja if language == "ja" else known[one].name_en
        for value in values:
            period = Period(value.period_start, value.period_end, value.period_kind)  # type: ignore[attr-defined]
            rows.append((one, name, period.label, _cell(value), value.publication))  # type: ignore[attr-defined]
        rows.append((one, name, str(last + 1), None, ""))
    return rows


def _cell(row: Any) -> int | str:
    """A stored value with its bound and its mark of being provisional."""
    if row.bound == "exact" and row.finality == "final":
        return int(row.value)
    return BOUNDS[row.bound].format(value=row.value) + ("(p)" if row.finality == "provisional" else "")


def _header(words: Words) -> list[str]:
    return ["series", words("name (not read)"), "year", "value", "publication", "status", "note"]


def template_csv(rows: Sequence[Row], words: Words) -> bytes:
    """The template as CSV that Excel opens as it is."""
    filled = [
        [one, name, year, "" if value is None else value, source, "", ""]
        for one, name, year, value, source in rows
    ]
    return as_csv([_header(words), *filled])


def template_xlsx(rows: Sequence[Row], words: Words, *, series: Sequence[str]) -> bytes:
    """The template as a workbook: a list to choose the series from, whole numbers only, empty cells
    marked."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    if sheet is None:
        sheet = book.create_sheet()
    sheet.title = words("Counts")
    sheet.append(_header(words))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for one, name, year, value, source in rows:
        sheet.append([one, name, int(year) if year.isdigit() else year, value, source])
        if value is None:
            sheet.cell(sheet.max_row, 4).fill = PatternFill("solid", fgColor="FFF2CC")
    choices = book.create_sheet(words("Series"))
    for one in series:
        choices.append([one])
    last = len(rows) + 1 + EMPTY_ROWS
    title = choices.title.replace("'", "''")
    listed = DataValidation(
        type="list", formula1=f"'{title}'!$A$1:$A${max(len(series), 1)}", allow_blank=True
    )
    whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    sheet.add_data_validation(listed)
    sheet.add_data_validation(whole)
    listed.add(f"A2:A{last}")
    whole.add(f"D2:D{last}")
    for letter, width in zip("ABCDEFG", (34, 60, 10, 10, 34, 14, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
