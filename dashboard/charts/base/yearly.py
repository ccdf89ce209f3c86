"""The full-year counts of every series with all their editions, ready to be traced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.address.selection import Selection
from dashboard.charts.base.divided import is_exact
from dashboard.charts.base.figures import editions_of, point_of_time
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.verdicts.tracing import StatedCount, YearlyCounts


@dataclass(frozen=True)
class Yearly:
    """Every series' usable counts, in display order."""

    series: tuple[YearlyCounts, ...]

    @cached_property
    def of_series(self) -> Mapping[str, Mapping[int, tuple[StatedCount, ...]]]:
        """The usable counts of each series by year."""
        return {counts.series: counts.years for counts in self.series}

    @cached_property
    def _with_count(self) -> Mapping[tuple[int, int], Sequence[str]]:
        """The series that an edition gives a count of a year, by year and count, in display order."""
        found: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
        for counts in self.series:
            for year, editions in counts.years.items():
                for edition in editions:
                    found[year, edition.count][counts.series] = None
        return {place: tuple(names) for place, names in found.items()}

    def stating(self, numbers: Sequence[int], *, first: int) -> list[str]:
        """The series that state numbers of consecutive years in every one of them: the exact ones of
        ``verdicts.tracing.trace``."""
        each = [self._with_count.get((first + place, number), ()) for place, number in enumerate(numbers)]
        return [name for name in each[0] if all(name in names for names in each[1:])] if each else []


def yearly_counts(engine: Database, catalogue: Catalogue, selection: Selection) -> Yearly:
    """The exact counts of whole calendar years at the selection's point of time.

    Part-years, lower bounds and forecasts are not usable; nor are fiscal years, which lie across two
    calendar years.
    """
    return _yearly_counts(engine, catalogue, point_of_time(selection))


@kept(16)
def _yearly_counts(engine: Database, catalogue: Catalogue, point: Selection) -> Yearly:
    years: dict[str, dict[int, tuple[StatedCount, ...]]] = defaultdict(dict)
    for group in editions_of(engine, point, of_every_series=True).values():
        usable = [figure for figure in group if is_exact(figure)]
        if usable:
            years[usable[0].series][usable[0].period_start.year] = tuple(
                StatedCount(figure.value or 0, figure.edition_key, place == 0)
                for place, figure in enumerate(usable)
            )
    return Yearly(tuple(YearlyCounts(name, years.get(name, {})) for name in catalogue.series))
