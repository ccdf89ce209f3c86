"""What a chart shows where an address names no series."""

from __future__ import annotations

from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.record.queries import Catalogue, Database


def first_indicator(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, or with the first indicator's series where it names none."""
    if selection.series:
        return selection
    first = next((catalogue.indicator_series[indicator] for indicator in catalogue.indicators), ())
    return replace(selection, series=first)
