"""The small chart on an indicator's card: its series since shortly before the evaluated years."""

from __future__ import annotations

from dataclasses import replace

from dashboard import theme
from dashboard.charts.trend import build_sheet
from dashboard.queries import Catalogue, Database, kept
from dashboard.selection import Selection
from dashboard.sheet import Sheet

YEARS_BEFORE = 6
"""How many years before the evaluated ones a card shows, for the reader to see what was usual."""


def card_selection(catalogue: Catalogue, indicator: str, selection: Selection) -> Selection:
    """The series of an indicator from shortly before its evaluated years on, as the reader sees the rest."""
    row = catalogue.indicators[indicator]
    return replace(
        selection.plain(),
        series=catalogue.indicator_series.get(indicator, ()),
        first=row.window_from - YEARS_BEFORE,
    )


@kept(64)
def build_card(engine: Database, catalogue: Catalogue, indicator: str, selection: Selection) -> Sheet:
    """The sheet of one card."""
    chosen = card_selection(catalogue, indicator, selection)
    return build_sheet(
        engine, catalogue, chosen, chart=f"card-{indicator}", sizes=(theme.CARD_WIDE, theme.CARD_NARROW)
    )
