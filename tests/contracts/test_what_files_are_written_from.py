"""A file of a copy is written anew when what it is written from has changed: so every row of the catalogue
that a format reads is among those by which the copy knows a chart's content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

import dashboard.charts
import dashboard.exporters
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import Exporter
from dashboard.publish.content import named_by
from dashboard.record.queries import TABLES, Catalogue, catalogue

CHARTS = collect(dashboard.charts, "CHART", Chart)
EXPORTERS = collect(dashboard.exporters, "EXPORTER", Exporter)
EVERY = "every row"


class Watched(dict[Any, Any]):
    """A table of the catalogue that notes which of its rows are read."""

    def __init__(self, table: str, rows: dict[Any, Any], read: set[tuple[str, Any]]) -> None:
        super().__init__(rows)
        self.table, self.read = table, read

    def __getitem__(self, id: Any) -> Any:
        self.read.add((self.table, id))
        return super().__getitem__(id)

    def __contains__(self, id: object) -> bool:
        self.read.add((self.table, id))
        return super().__contains__(id)

    def get(self, id: Any, default: Any = None) -> Any:
        self.read.add((self.table, id))
        return super().get(id, default)

    def __iter__(self) -> Iterator[Any]:
        self.read.add((self.table, EVERY))
        return super().__iter__()

    def items(self) -> Any:
        self.read.add((self.table, EVERY))
        return super().items()

    def values(self) -> Any:
        self.read.add((self.table, EVERY))
        return super().values()


def watched(names: Catalogue, read: set[tuple[str, Any]]) -> Catalogue:
    tables = {table: getattr(names, table) for table in TABLES}
    return replace(
        names,
        **{table: Watched(table, rows, read) for table, rows in tables.items() if isinstance(rows, dict)},
    )


@pytest.mark.parametrize("chart", CHARTS)
def test_a_format_reads_no_row_by_which_the_copy_does_not_know_the_chart(shared: Engine, chart: str) -> None:
    names = catalogue(shared)
    selection = CHARTS[chart].default(shared, names, Selection())
    sheet = CHARTS[chart].build(shared, names, selection)
    known = set(named_by(sheet, names))
    assert sheet.rows
    for format, exporter in EXPORTERS.items():
        read: set[tuple[str, Any]] = set()
        exporter.export(sheet, watched(names, read), Options(public_url="https://stats.example.go.jp"))
        assert read, "the catalogue is watched"
        assert read <= known, format
