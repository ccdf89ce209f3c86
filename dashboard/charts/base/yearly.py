"""The full-year counts of every series with all their editions, ready to be traced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import editions_of
from dashboard.charts.base.regions import is_full_year
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
        usable = [one for one in group if is_full_year(one) and one.bound == "exact"]
        if not usable:
            continue
        for one in usable:
            observations[one.edition_key] = one
        years[usable[0].series][usable[0].period_start.year] = tuple(
            Edition(one.value or 0, one.edition_key, place == 0) for place, one in enumerate(usable)
        )
    return Yearly(tuple(YearlyCounts(one, years.get(one, {})) for one in catalogue.series), observations)
