"""A whole and its parts, year by year: which years are fully divided, by which edition of the whole. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from dashboard.record.captions import Observation


@dataclass(frozen=True)
class Division:
    """One year of a whole: its parts in order (None where not known) and the edition of the whole to show.

    ``whole`` is the edition that the parts add up to, where there is one, else the newest. ``newest`` is
    another than ``whole`` where a later edition restated it.
    """

    year: int
    parts: tuple[Observation | None, ...]
    whole: Observation | None
    newest: Observation | None
    is_complete: bool

    @property
    def known(self) -> int:
        """What the known parts add up to."""
        return sum(part.value or 0 for part in self.parts if part)

    @property
    def not_divided(self) -> int | None:
        """How many of the whole are in no known part; None where the whole is not known or is exceeded."""
        if self.whole is None or self.whole.value is None or self.whole.value < self.known:
            return None
        return self.whole.value - self.known

    @property
    def has_parts(self) -> bool:
        return any(self.parts)

    def share(self, part: Observation | None) -> float | None:
        """A part's share of the whole, 0 to 1; None unless every part is known and they add up to it."""
        if not self.is_complete or part is None or part.value is None or not self.whole:
            return None
        return part.value / self.whole.value if self.whole.value else None


def divisions(
    editions: Mapping[str, Sequence[Observation]], *, whole: str, parts: Sequence[str]
) -> list[Division]:
    """The years of a whole from the first that has a known part on; part-years and bounds are left out.

    ``editions`` are those of ``base.figures.editions_of``: by observation, the one to draw first.
    """
    by_year: dict[int, dict[str, list[Observation]]] = defaultdict(dict)
    for group in editions.values():
        exact = [edition for edition in group if is_exact(edition)]
        if exact and exact[0].series in (whole, *parts):
            by_year[exact[0].period_start.year][exact[0].series] = exact
    years = [_division(year, by_year[year], whole, parts) for year in sorted(by_year)]
    return list(dropwhile(lambda division: not division.has_parts, years))


def is_exact(observation: Observation) -> bool:
    """Whether it is a count of one whole calendar year, neither a bound nor a forecast."""
    return observation.is_full_year and observation.bound == "exact"


def _division(
    year: int, series: Mapping[str, Sequence[Observation]], whole: str, parts: Sequence[str]
) -> Division:
    counts = tuple(series[name][0] if name in series else None for name in parts)
    editions = series.get(whole, ())
    total = sum(part.value or 0 for part in counts if part)
    fitting = next((edition for edition in editions if edition.value == total), None) if all(counts) else None
    newest = editions[0] if editions else None
    return Division(year, counts, fitting or newest, newest, fitting is not None)
