"""The figures behind a chart as CSV; in Japanese with a byte-order mark, so that Excel in Japan reads it."""

from __future__ import annotations

import csv
import io

from dashboard.exporters import Exporter, records
from dashboard.queries import Catalogue
from dashboard.sheet import Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet runs: texts that look like a formula get an apostrophe, numbers stay."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def export(sheet: Sheet, catalogue: Catalogue) -> bytes:
    rows = records(sheet, catalogue)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in rows)
    encoding = "utf-8-sig" if sheet.selection.language == "ja" else "utf-8"
    return text.getvalue().encode(encoding)


COLUMNS = [
    "series",
    "series_name",
    "period",
    "period_start",
    "period_end",
    "period_kind",
    "value",
    "unit",
    "status",
    "coverage",
    "finality",
    "bound",
    "vintage",
    "publication",
    "publication_title",
    "publisher",
    "url",
    "published_on",
    "read_at",
    "read_at_url",
    "also_at",
    "method",
    "confidence",
    "other_editions",
    "note",
    "recorded_on",
]

EXPORTER = Exporter(format="csv", content_type="text/csv; charset=utf-8", export=export)
