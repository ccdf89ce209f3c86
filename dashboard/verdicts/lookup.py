"""The verdicts of every indicator, from the database as it is or was. The only place that asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dashboard.record.captions import Observation, observations_in
from dashboard.record.queries import Catalogue, Database, kept, observation_rows
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.judging import Indicator, ListedSeries, judge
from dashboard.verdicts.model import IndicatorVerdicts


@kept(32)
def verdicts(
    database: Database,
    catalogue: Catalogue,
    *,
    recorded: datetime | None = None,
    published: date | None = None,
    undecided: bool = False,
) -> dict[str, IndicatorVerdicts]:
    """Every indicator judged, by id, in the catalogue's order; at a point of either clock if given.

    ``undecided``: on what publishers may have said by that point too.
    """
    links = catalogue.indicator_series
    names = {series for listed in links.values() for series in listed}
    names |= {row.history_with for row in catalogue.listings.values() if row.history_with}
    names |= {part for series in names for part in parts_of(series, catalogue)}
    rows = observation_rows(
        database, series=sorted(names), recorded=recorded, published=published, undecided=undecided
    )
    current: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations_in(row for row in rows if row["is_current"]):
        current[observation.series].append(observation)
    return {
        id: judge(_indicator(row), _listed(id, catalogue, current))
        for id, row in catalogue.indicators.items()
    }


def _indicator(row: Any) -> Indicator:
    return Indicator(
        id=row.id,
        kind=row.level_kind,
        low=row.level_low,
        high=row.level_high,
        basis=row.basis,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        window=(row.window_from, row.window_to),
        history_from=row.history_from,
    )


def _listed(
    indicator: str, catalogue: Catalogue, current: dict[str, list[Observation]]
) -> list[ListedSeries]:
    successors = {row.successor for row in catalogue.series.values() if row.successor}
    listed = []
    for series in catalogue.indicator_series.get(indicator, ()):
        twin = catalogue.listings[indicator, series].history_with
        history = counts_by_year(comparable(current[twin])) if twin else {}
        listed.append(
            ListedSeries(
                series,
                _in_order(current[series]),
                is_ended=bool(catalogue.series[series].successor),
                follows=series in successors,
                twin=twin or "",
                history=tuple(history.items()),
                spans=catalogue.spans.get(series, ()),
                parts=tuple((part, _in_order(current[part])) for part in parts_of(series, catalogue)),
            )
        )
    return listed


def _in_order(figures: list[Observation]) -> tuple[Observation, ...]:
    return tuple(sorted(figures, key=lambda figure: (figure.period_start, figure.period_end)))


def parts_of(series: str, catalogue: Catalogue) -> list[str]:
    """The series of the same kind in waters within those of a series, and not within each other's.

    Of waters within waters the wider ones; of a kind are series of one publisher, measure, category,
    definition and unit. The waters of a series that is worked out are those of its summands too.
    """
    row = catalogue.series[series]
    sums = catalogue.derived_series.get(series, ())
    whole = {row.area, *(catalogue.series[part].area for part in sums)}
    same = {
        other.area: other.id
        for other in catalogue.series.values()
        if other.area not in whole and all(getattr(other, name) == getattr(row, name) for name in KIND)
    }
    return [id for area, id in same.items() if _first_within(area, whole, same, catalogue) == area]


KIND = ("publisher", "measure", "category", "definition", "unit")
"""What series have in common that may be parts of one another."""


def _first_within(area: str, whole: set[str], same: Mapping[str, str], catalogue: Catalogue) -> str:
    """The widest area below one of ``whole`` that has a series, on the way down to an area; "" of none."""
    found, passed = "", set[str]()
    while area and area not in whole and area not in passed:
        passed.add(area)
        if area in same:
            found = area
        area = catalogue.areas[area].parent
    return found if area in whole else ""
