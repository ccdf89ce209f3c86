"""The chart of other measures: ships hijacked and crew held off Somalia, attacks on Japan-related ships."""

from __future__ import annotations

from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.counts import build_counts
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import message

SIZES = (theme.WIDE.taller(160), theme.NARROW.taller(190))


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The chart's own series: it has no choice of them, of years alone."""
    series = tuple(id for id in catalogue.other_measures if id in catalogue.series)
    return replace(selection.as_usual(), series=series)


@kept(32)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a span of years: a panel for each, since each has a unit of its own."""
    return build_counts(engine, catalogue, selection, chart="measures", sizes=SIZES)


@kept(64)
def build_one(engine: Database, catalogue: Catalogue, series: str, selection: Selection) -> Sheet:
    """The sheet of one of the measures as a small chart, on axes of its own: one picture for every window."""
    alone = replace(selection, series=(series,))
    return build_counts(engine, catalogue, alone, chart="measures", sizes=(theme.CARD_NARROW,))


CHART = Chart(
    id="measures",
    build=build,
    default=default_selection,
    page="/breakdown",
    place="measures",
    name=message("Ships and crew held, Japan-related ships"),
)
