"""One module a chart: which query, which figure, which words. Each binds ``CHART``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.address.selection import Selection
from dashboard.record.queries import Catalogue, Database
from dashboard.scene.sheet import Sheet


@dataclass(frozen=True)
class Chart:
    """A chart by its public name: ``/c/<id>.csv`` and the rest follow from it.

    ``default`` fills in what to show where a selection names no series.
    """

    id: str
    build: Callable[[Database, Catalogue, Selection], Sheet]
    default: Callable[[Database, Catalogue, Selection], Selection]
