"""The trend chart: chosen series over chosen years, as their publishers count them."""

from __future__ import annotations

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.counts import build_counts
from dashboard.charts.base.selections import first_indicator
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet


@kept(512)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a selection; kept until the data version (and with it the catalogue) changes."""
    return build_counts(
        engine,
        catalogue,
        selection,
        chart="trend",
        sizes=(theme.WIDE, theme.NARROW),
        events=selection.events,
        judges=True,
    )


CHART = Chart(id="trend", build=build, default=first_indicator)
