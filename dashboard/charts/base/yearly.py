"""The full-year counts of every series with all their editions, ready to be traced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from dashboard.address.selection import Selection
from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.figures import editions_of
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.verdicts.tracing import Edition, YearlyCounts


@dataclass(frozen=True)
class Yearly:
    """Every series' usable counts, and the observation behind each edition by its key."""

    series: tuple[YearlyCounts, ...]
    observations: dict[str, Observation]


@kept(16)
def yearly_counts(engine: Database, catalogue: Catalogue, selection: Selection) -> Yearly:
    """The exact counts of whole calendar years at the selection's point of time.

    Part-years, lower bounds and forecasts are not usable; nor are fiscal years, which lie across two
    calendar years.
    """
    everything = replace(selection.plain(), series=tuple(catalogue.series))
    years: dict[str, dict[int, tuple[Edition, ...]]] = defaultdict(dict)
    observations: dict[str, Observation] = {}
    for group in editions_of(engine, everything).values():
        usable = [figure for figure in group if is_exact(figure)]
        if not usable:
            continue
        observations |= {figure.edition_key: figure for figure in usable}
        years[usable[0].series][usable[0].period_start.year] = tuple(
            Edition(figure.value or 0, figure.edition_key, place == 0) for place, figure in enumerate(usable)
        )
    return Yearly(tuple(YearlyCounts(name, years.get(name, {})) for name in catalogue.series), observations)
