"""Which series state given numbers in given years: exactly, nearly, and how many would by chance alone. Pure.

The chance is worked out as if each series' counts of these years were Poisson with the mean that they
have: it says how telling a match is, not whether the series are Poisson.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.statistics.distributions import poisson_at_most

MOST_NUMBERS = 20
LARGEST = 999_999_999
NEAR_COUNT = 2
NEAR_SHARE = 0.05
"""Near is within this many or this share of the number, whichever is more."""
MOST_CLOSEST = 8

SEPARATORS = dict.fromkeys(map(ord, ",、;・/|"), " ")
COUNTERS = ("件", "隻", "人", "名")
"""Japanese words that stand after a number that counts."""


@dataclass(frozen=True)
class NotUnderstood:
    """Why numbers could not be read: ``code`` is "not-a-number", "too-many" or "too-large"."""

    code: str
    found: str


def read_numbers(text: str) -> tuple[int, ...] | NotUnderstood:
    """The whole numbers of a text such as "56, 58, 67" or 「５６、５８、６７」; () of an empty one."""
    parts = unicodedata.normalize("NFKC", text).translate(SEPARATORS).split()
    if len(parts) > MOST_NUMBERS:
        return NotUnderstood("too-many", str(len(parts)))
    numbers = []
    for part in parts:
        digits = part[:-1] if part.endswith(COUNTERS) else part
        if not (digits.isascii() and digits.isdigit()):
            return NotUnderstood("not-a-number", part)
        if len(digits.lstrip("0")) > len(str(LARGEST)):
            return NotUnderstood("too-large", part)
        numbers.append(int(digits))
    return tuple(numbers)


@dataclass(frozen=True)
class StatedCount:
    """One edition's count of one year; ``key`` names the observation, ``is_newest`` the one charts draw."""

    count: int
    key: str
    is_newest: bool = True


@dataclass(frozen=True)
class YearlyCounts:
    """A series with its usable full-year counts: by year, its editions, the newest first."""

    series: str
    years: Mapping[int, tuple[StatedCount, ...]]


@dataclass(frozen=True)
class TracedYear:
    """One year of a series: the number asked for, the edition nearest to it, and the newest edition."""

    year: int
    number: int
    edition: StatedCount
    newest: StatedCount


@dataclass(frozen=True)
class TracedSeries:
    """One series held against the numbers, year by year."""

    series: str
    years: tuple[TracedYear, ...]


@dataclass(frozen=True)
class Trace:
    """What came of tracing ``numbers`` from year ``first`` on.

    ``exact``, ``near`` and ``closest`` (those nearest to the numbers of all the others) exclude each other.
    ``compared`` series have a count in every year, ``left_out`` ones lack at least one. By chance so many
    of the compared series would match: ``exact_by_chance``, ``near_by_chance`` (the exact ones included).
    """

    numbers: tuple[int, ...]
    first: int
    exact: tuple[TracedSeries, ...]
    near: tuple[TracedSeries, ...]
    closest: tuple[TracedSeries, ...]
    compared: int
    left_out: int
    exact_by_chance: float
    near_by_chance: float


def tolerance(number: int) -> float:
    """How far from a number is near: 2 or 5 %, whichever is more."""
    return max(NEAR_COUNT, NEAR_SHARE * number)


def trace(numbers: Sequence[int], *, first: int, series: Iterable[YearlyCounts]) -> Trace:
    """Hold numbers of consecutive years against each series that has a usable count in every one of them."""
    by_year = {first + place: number for place, number in enumerate(numbers)}
    candidates = list(series)
    usable = [counts for counts in candidates if by_year and by_year.keys() <= counts.years.keys()]
    misses = [_misses(counts, by_year) for counts in usable]
    allowed = [tolerance(number) for number in by_year.values()]
    order = sorted(range(len(usable)), key=lambda place: sum(misses[place]))
    exact = [place for place in order if not any(misses[place])]
    near: list[int] = []
    others: list[int] = []
    for place in order[len(exact) :]:
        is_near = all(miss <= limit for miss, limit in zip(misses[place], allowed, strict=True))
        (near if is_near else others).append(place)
    exact_by_chance, near_by_chance = (
        sum(chances_of_match(usable, by_year, nearly=nearly)) for nearly in (False, True)
    )
    return Trace(
        numbers=tuple(numbers),
        first=first,
        exact=tuple(_traced(usable[place], by_year) for place in exact),
        near=tuple(_traced(usable[place], by_year) for place in near),
        closest=tuple(_traced(usable[place], by_year) for place in others[:MOST_CLOSEST]),
        compared=len(usable),
        left_out=len(candidates) - len(usable),
        exact_by_chance=exact_by_chance,
        near_by_chance=near_by_chance,
    )


def where_stated(numbers: Sequence[int], series: Iterable[YearlyCounts]) -> list[tuple[int, tuple[str, ...]]]:
    """The first years from which a series states numbers of consecutive years exactly, in any edition, with
    the ids of those series; the newest first."""
    found: dict[int, list[str]] = {}
    for counts in series:
        for first in counts.years:
            editions = [counts.years.get(first + place, ()) for place in range(len(numbers))]
            pairs = zip(numbers, editions, strict=True)
            if all(any(edition.count == number for edition in of_year) for number, of_year in pairs):
                found.setdefault(first, []).append(counts.series)
    return [(first, tuple(found[first])) for first in sorted(found, reverse=True)]


def _misses(series: YearlyCounts, by_year: Mapping[int, int]) -> list[int]:
    """By how much the edition nearest to each year's number misses it."""
    return [
        min([abs(edition.count - number) for edition in series.years[year]])
        for year, number in by_year.items()
    ]


def _traced(series: YearlyCounts, by_year: Mapping[int, int]) -> TracedSeries:
    """A series against the numbers: of each year the edition nearest to its number, the newest if equal."""
    years = []
    for year, number in by_year.items():
        editions = series.years[year]
        nearest = min(editions, key=lambda edition: (abs(edition.count - number), not edition.is_newest))
        years.append(TracedYear(year, number, nearest, editions[0]))
    return TracedSeries(series.series, tuple(years))


def chances_of_match(
    series: Sequence[YearlyCounts], by_year: Mapping[int, int], *, nearly: bool
) -> list[float]:
    """The chance of each series that a Poisson series with its own mean over these years meets every number.

    The mean is that of the newest editions. Exactly, or ``nearly``: each within its tolerance. The years
    are taken as independent.
    """
    means = np.array([sum([one.years[year][0].count for year in by_year]) / len(by_year) for one in series])
    chances = np.ones(len(series))
    for number in by_year.values():
        within = math.floor(tolerance(number)) if nearly else 0
        chances *= poisson_at_most(number + within, means) - poisson_at_most(number - within - 1, means)
    return [float(chance) for chance in chances]
