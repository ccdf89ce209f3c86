"""The trend chart: chosen series over chosen years, as their publishers count them."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.address.selection import Selection
from dashboard.charts import Chart, Variant
from dashboard.charts.base.counts import build_counts
from dashboard.charts.base.selections import first_indicator
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import message


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


def variants(database: Database, catalogue: Catalogue) -> Iterator[Variant]:
    """Each series alone, and the series of each indicator that has several."""
    yield Variant(shows=first_indicator(database, catalogue, Selection()).series)
    yield from (Variant((name,), series=(name,), shows=(name,)) for name in catalogue.series)
    for indicator, listed in catalogue.indicator_series.items():
        if len(listed) > 1:
            yield Variant(("indicator", indicator), series=listed, shows=listed)


CHART = Chart(
    id="trend",
    build=build,
    default=first_indicator,
    page="/trends",
    name=message("Trend of chosen series"),
    series_are_chosen=True,
    variants=variants,
)
