"""When a publisher's next regular edition is usually out, worked out from the dates of those before it.

Editions of one kind bear the same title but for its year. Only those whose date is known well enough count,
and of them the newest; nothing is said where they are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ingest.dating import dating_of
from ingest.part_titles import parts_named

FEWEST_EDITIONS, MOST_EDITIONS = 3, 8
LONGEST_DOUBT = timedelta(days=45)
"""A date that may be further off says nothing of the usual one."""
LONGEST_WAIT = 3
"""Years after which an edition that never came is expected no more."""
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Release:
    """The next edition of a kind: its publisher's id, title in both languages, year, and the day by which
    each of ``count`` dated editions was out in its own year, the ``first`` and ``last`` of them by year.

    ``until`` is the last month that it covers, by its title; None for the whole year.
    """

    publisher: str
    title_en: str
    title_ja: str
    edition_year: int
    by: date
    count: int
    first: int
    last: int
    until: int | None = None


def next_releases(publications: Iterable[Any]) -> list[Release]:
    """The next edition of each kind, the soonest first; kinds that ended long before the newest edition of
    any are left out."""
    kinds: dict[tuple[str, str], list[Any]] = defaultdict(list)
    newest = 0
    for row in publications:
        if row.edition_year is not None and str(row.edition_year) in row.title_en:
            kinds[row.publisher, row.title_en.replace(str(row.edition_year), "")].append(row)
            newest = max(newest, row.edition_year)
    found = (_next(sorted(rows, key=lambda row: row.edition_year)) for rows in kinds.values())
    known = (release for release in found if release and newest - release.edition_year < LONGEST_WAIT)
    return sorted(known, key=lambda release: (release.by, release.publisher))


def late_and_due(
    publications: Iterable[Any], today: date | None
) -> tuple[Sequence[Release], Sequence[Release]]:
    """The next editions whose usual day was past on a day, and those that are still to come, the soonest
    first; without a day all are to come."""
    releases = next_releases(publications)
    late = [release for release in releases if today is not None and release.by < today]
    return late, [release for release in releases if release not in late]


def _next(editions: list[Any]) -> Release | None:
    dated = list(_dated(editions))[-MOST_EDITIONS:]
    if len(dated) < FEWEST_EDITIONS:
        return None
    last = editions[-1]
    year = last.edition_year + 1
    years, month, day = max((out.year - of_year, out.month, out.day) for of_year, out in dated)
    return Release(
        last.publisher,
        last.title_en.replace(str(last.edition_year), str(year)),
        last.title_ja.replace(str(last.edition_year), str(year)),
        year,
        date(year + years, month, min(day, LAST_DAYS[month - 1])),
        len(dated),
        dated[0][0],
        dated[-1][0],
        next((part.until for part in parts_named(last.title_en)), None),
    )


def _dated(editions: list[Any]) -> Iterator[tuple[int, date]]:
    """The year of each edition whose date is known well enough, and the day by which it was out."""
    for row in editions:
        dating = dating_of(row._mapping)
        if dating.earliest and dating.latest and dating.latest - dating.earliest <= LONGEST_DOUBT:
            yield row.edition_year, dating.latest
