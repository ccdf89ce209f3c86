"""The wholes of a chart and the parts that they are divided into, as the catalogue lists them."""

from __future__ import annotations

from dashboard.charts.base.stacks import Whole
from dashboard.record.queries import Catalogue
from dashboard.scene import theme


def wholes(catalogue: Catalogue, divided_by: str) -> tuple[Whole, ...]:
    """Every count that is divided by severity, or by kind, with the looks of its parts."""
    return tuple(
        _whole(row.whole, tuple(part.series for part in catalogue.breakdown_parts.get(row.id, ())), catalogue)
        for row in catalogue.breakdowns.values()
        if row.divided_by == divided_by
    )


def _whole(series: str, parts: tuple[str, ...], catalogue: Catalogue) -> Whole:
    rows = [catalogue.series.get(part) for part in parts]
    return Whole(series, parts, theme.part_looks([row.category if row else "" for row in rows]))


def published_shares(catalogue: Catalogue, divided_by: str) -> tuple[str, ...]:
    """The series of percentages that publishers give of the parts: never turned into counts."""
    return tuple(
        part.published_share
        for row in catalogue.breakdowns.values()
        if row.divided_by == divided_by
        for part in catalogue.breakdown_parts.get(row.id, ())
        if part.published_share
    )
