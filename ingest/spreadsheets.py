"""Write tables for a spreadsheet: cells that it would run are shown as text, numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

RUNS = ("=", "+", "-", "@", "\t", "\r", "|")
NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?%?")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before what starts like a formula and is no number."""
    return f"'{cell}" if cell.startswith(RUNS) and not NUMBER.fullmatch(cell) else cell


def as_csv(rows: Iterable[Sequence[object]], *, delimiter: str = ",") -> bytes:
    """Rows as CSV that Excel opens as it is: UTF-8 with BOM, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")
