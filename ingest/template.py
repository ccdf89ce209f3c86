"""A table to fill in: the newest values of the series asked for, and empty cells for the next year."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, Select, select

from ingest import derived, editions, schema
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
        stored = {row.id: row for row in connection.execute(_loadable_series())}
        years: dict[str, list[Any]] = {key: [] for key in stored}
        for row in connection.execute(editions.ranked(editions.standing())):
            is_count = row.availability == "reported" and row.bound in BOUNDS
            if row.series in years and row.rank == 1 and is_count and row.period_kind == "CY":
                years[row.series].append(row)
    for key in series or stored:
        if key not in stored or stored[key].successor:
            continue
        values = years[key][-YEARS_SHOWN:]
        last = values[-1].period_start.year if values else today.year - 1
        if not series and last < today.year - YEARS_SHOWN:
            continue
        name = stored[key].name_ja if language == "ja" else stored[key].name_en
        for value in values:
            period = Period(value.period_start, value.period_end, value.period_kind)
            rows.append((key, name, period.label, _cell(value), value.publication))
        rows.append((key, name, str(last + 1), None, ""))
    return rows


def loadable_series(engine: Engine) -> list[str]:
    """The ids of all series that take figures from files, in display order."""
    with engine.connect() as connection:
        return [row.id for row in connection.execute(_loadable_series())]


def _loadable_series() -> Select[Any]:
    columns = schema.series.c
    query = select(schema.series).where(columns.id.not_in(derived.ids()))
    return query.order_by(columns.position, columns.id)


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
        [key, name, year, "" if value is None else value, source, "", ""]
        for key, name, year, value, source in rows
    ]
    return as_csv([_header(words), *filled])


def template_xlsx(rows: Sequence[Row], words: Words, *, series: Sequence[str]) -> bytes:
    """The template as a workbook: a list to choose the series from, whole numbers only, empty cells
    marked."""
    import xlsxwriter
    from xlsxwriter.utility import xl_range_formula

    stream = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, plain) as book:
        sheet, choices = book.add_worksheet(words("Counts")), book.add_worksheet(words("Series"))
        sheet.write_row(0, 0, _header(words), book.add_format({"bold": True}))
        to_fill_in = book.add_format({"bg_color": "#FFF2CC"})
        for number, (key, name, year, value, source) in enumerate(rows, 1):
            sheet.write_row(number, 0, [key, name, int(year) if year.isdigit() else year, value, source])
            if value is None:
                sheet.write_blank(number, 3, None, to_fill_in)
        choices.write_column(0, 0, series)
        last = len(rows) + EMPTY_ROWS
        source = f"={xl_range_formula(choices.name, 0, 0, max(len(series), 1) - 1, 0)}"
        # Neither refuses: "at least 5" is no whole number, and is read.
        sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": source, "show_error": False})
        whole = {"validate": "integer", "criteria": ">=", "value": 0, "show_error": False}
        sheet.data_validation(1, 3, last, 3, whole)
        for column, width in enumerate((34, 60, 10, 10, 34, 14, 30)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()
