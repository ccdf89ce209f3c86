"""What several publishers state of one region: which series are set beside each other, and their figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cachetools import LRUCache, cached

from dashboard.address.selection import Selection
from dashboard.charts.base.editions import editions_in
from dashboard.charts.base.figures import editions_of, shown_of
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database, kept

INCIDENTS = "incidents"
WHOLE = ("all", "total")
"""The categories that leave no kind of incident out; parts of a count are not set beside wholes."""


@dataclass(frozen=True)
class Compared:
    """What a region's publishers state over the chosen years.

    ``here`` are the series of the region, ``world`` those of the whole world beside it, ``silent`` those of
    both without any figure in these years, all of the chosen publishers, by id in display order. ``groups``
    holds the editions of each figure, newest first, as queries order them, by observation key.
    """

    region: Any
    here: tuple[str, ...]
    world: tuple[str, ...]
    silent: tuple[str, ...]
    groups: Mapping[str, Sequence[Observation]]

    def of_year(self, year: int) -> dict[str, Sequence[Observation]]:
        """The editions of each series' full count of one calendar year, series of the region first."""
        groups = {
            group[0].series: group
            for group in self.groups.values()
            if group[0].is_full_year and group[0].period_start.year == year
        }
        return {name: groups[name] for name in (*self.here, *self.world) if name in groups}

    @property
    def fullest_year(self) -> int | None:
        """The newest of the years in which most series of the region have a full count."""
        counted = Counter(
            group[0].period_start.year
            for group in self.groups.values()
            if group[0].series in self.here and group[0].is_full_year
        )
        return max(counted, key=lambda year: (counted[year], year), default=None)


def series_of_region(catalogue: Catalogue, region: str) -> tuple[str, ...]:
    """The series of a region's areas that count every incident: those of one quantity first, actual and
    attempted, then totals by a rule of the publisher's own; by publisher."""
    by_area = _wholes(catalogue)
    placed = [one for area in catalogue.region_areas.get(region, ()) for one in by_area.get(area, ())]
    return tuple(series for _, series in sorted(placed))


@cached(LRUCache(8))
def _wholes(catalogue: Catalogue) -> dict[str, list[tuple[tuple[int, int, int], str]]]:
    """The series that count every incident, by area, each with its place: by quantity and publisher, in
    display order. No publisher states what is worked out from others."""
    publishers = {publisher: place for place, publisher in enumerate(catalogue.publishers)}
    by_area: dict[str, list[tuple[tuple[int, int, int], str]]] = defaultdict(list)
    for place, row in enumerate(catalogue.series.values()):
        is_stated = row.id not in catalogue.derived_series
        if is_stated and row.measure == INCIDENTS and row.category in WHOLE:
            order = (WHOLE.index(row.category), publishers[row.publisher], place)
            by_area[row.area].append((order, row.id))
    return dict(by_area)


def beside_each_other(catalogue: Catalogue, region: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The series of a region, and those of the whole world beside it."""
    here = series_of_region(catalogue, region)
    context = [row for row in catalogue.regions.values() if row.kind == "world" and row.id != region]
    return here, tuple(id for row in context for id in series_of_region(catalogue, row.id) if id not in here)


def _chosen(catalogue: Catalogue, selection: Selection) -> Collection[str]:
    return selection.publishers or catalogue.publishers.keys()


@kept(128)
def compared(engine: Database, catalogue: Catalogue, selection: Selection) -> Compared:
    """The figures of a selection that names a region, by series of the region and of the world."""
    region = catalogue.regions.get(selection.region)
    here, world = (
        tuple(id for id in series if catalogue.series[id].publisher in _chosen(catalogue, selection))
        for series in beside_each_other(catalogue, selection.region)
    )
    groups, _ = shown_of(editions_of(engine, replace(selection, series=(*here, *world))), selection)
    with_figures = {group[0].series for group in groups.values()}
    return Compared(
        region=region,
        here=tuple(id for id in here if id in with_figures),
        world=tuple(id for id in world if id in with_figures),
        silent=tuple(id for id in (*here, *world) if id not in with_figures),
        groups=groups,
    )


def earlier_editions(group: Sequence[Observation]) -> tuple[Observation, ...]:
    """The editions whose count the newest one replaced by another, oldest first."""
    editions = editions_in(group)
    if editions is None or not editions.is_restated:
        return ()
    return tuple(edition for edition in editions.earlier if edition.value != editions.newest.value)
