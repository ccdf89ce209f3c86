"""The marks that the figures' files may carry, as data/ names them."""

from __future__ import annotations

from ingest import schema
from ingest.data_package import file_of, read_table
from ingest.database import PROJECT
from ingest.marks import Marks, marks_of


def _known() -> Marks:
    rows, _ = read_table(PROJECT / "data", file_of(schema.aliases), schema.aliases)
    aliases = [(row.values["kind"], row.values["alias"], row.values["meaning"]) for row in rows]
    return marks_of(frozenset(one for one in aliases if one[0].endswith("-mark")))


MARKS = _known()
