"""The figures behind a chart as CSV; in Japanese with a byte-order mark, so that Excel in Japan reads it.

The columns are the same for every chart and stay where they are. A chart of editions has one more,
``edition``, and one that works something out (shares, rates) has what it works out. Only where the
address asks for the past do ``as_recorded`` and ``as_published`` follow as the last two, written as in
the address (a day stands for its end, UTC), so that a file says of itself that it is not the newest.
"""

from __future__ import annotations

import csv
import io

from dashboard.address.options import Options
from dashboard.exporters import Exporter, records
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet runs: texts that look like a formula get an apostrophe, numbers stay."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def export(sheet: Sheet, catalogue: Catalogue, _options: Options) -> bytes:
    rows = records(sheet, catalogue)
    text = io.StringIO(newline="")
    selection = sheet.selection
    as_of = {"as_recorded": selection.recorded_text, "as_published": selection.published_text}
    added = as_of if selection.is_as_of else {}
    edition = ["edition"] if sheet.shows_editions else []
    columns = [*COLUMNS, *edition, *sheet.added_columns, *added]
    writer = csv.DictWriter(text, fieldnames=columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: harmless(cell) for name, cell in (row | added).items()} for row in rows)
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
    "published_from",
    "published_to",
    "read_in",
    "read_at",
    "read_at_url",
    "also_at",
    "method",
    "confidence",
    "other_editions",
    "note",
    "recorded_on",
]

EXPORTER = Exporter(format="csv", content_type="text/csv; charset=utf-8", export=export, name="CSV")
