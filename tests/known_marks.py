"""The marks and units that the figures' files may carry, as data/ names them."""

from __future__ import annotations

from ingest import schema
from ingest.data_package import file_of, read_table
from ingest.database import PROJECT
from ingest.marks import Marks, marks_of
from ingest.units import unit_words


def _aliases() -> list[tuple[str, str, str]]:
    rows, _ = read_table(PROJECT / "data", file_of(schema.aliases), schema.aliases)
    return [(row.values["kind"], row.values["alias"], row.values["meaning"]) for row in rows]


def _known() -> Marks:
    aliases = _aliases()
    return marks_of(frozenset(one for one in aliases if one[0] == "unit" or one[0].endswith("-mark")))


MARKS = _known()
UNITS = unit_words((alias, unit) for kind, alias, unit in _aliases() if kind == "unit")
