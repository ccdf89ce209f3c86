"""When the next edition is usually out, from the dates of those before."""

from __future__ import annotations

from collections import namedtuple
from datetime import date
from typing import Any

from dashboard.record.releases import FEWEST_EDITIONS, next_releases

FIELDS = "publisher title_en title_ja edition_year published_on published_from published_to"
Publication = namedtuple("Publication", FIELDS)


class Row(Publication):
    @property
    def _mapping(self) -> dict[str, Any]:
        return self._asdict()


def edition(
    year: int, day: date | None = None, bounds: tuple[date | None, date | None] = (None, None), **changed: Any
) -> Row:
    row = Row("imb", f"Annual report, {year}", f"年次報告 {year}年", year, day, *bounds)
    return row._replace(**changed)


def test_the_next_edition_is_out_by_the_latest_day_of_those_before() -> None:
    days = {2021: date(2022, 1, 13), 2022: date(2023, 1, 12), 2023: date(2024, 1, 11)}
    [release] = next_releases(edition(year, day) for year, day in days.items())
    assert (release.publisher, release.edition_year, release.by) == ("imb", 2024, date(2025, 1, 13))
    assert (release.title_en, release.title_ja) == ("Annual report, 2024", "年次報告 2024年")
    assert (release.count, release.first, release.last) == (3, 2021, 2023)


def test_an_edition_without_a_date_is_known_to_be_there_and_tells_no_day() -> None:
    days = {2020: date(2021, 1, 20), 2021: date(2022, 1, 13), 2022: date(2023, 1, 12), 2023: None}
    [release] = next_releases(edition(year, day) for year, day in days.items())
    assert (release.edition_year, release.by, release.count) == (2024, date(2025, 1, 20), 3)


def test_bounds_count_by_their_later_end_and_only_where_they_are_near() -> None:
    near = (date(2024, 1, 1), date(2024, 1, 26))
    far = (date(2023, 1, 16), date(2023, 12, 31))
    half = (None, date(2022, 1, 31))
    known = [edition(2019, date(2020, 1, 9)), edition(2020, date(2021, 1, 9))]
    [release] = next_releases([*known, edition(2023, bounds=near)])
    assert release.by == date(2025, 1, 26)
    assert next_releases([*known, edition(2022, bounds=far)]) == []
    assert next_releases([*known, edition(2021, bounds=half)]) == []


def test_of_few_dated_editions_nothing_is_said() -> None:
    editions = [edition(2020 + number, date(2021 + number, 1, 9)) for number in range(FEWEST_EDITIONS)]
    assert len(next_releases(editions)) == 1
    assert next_releases(editions[1:]) == []


def test_kinds_are_told_apart_and_one_that_ended_is_left_out() -> None:
    ended = [edition(year, date(year + 1, 5, 1), title_en=f"Survey, {year}") for year in range(2001, 2006)]
    circular = [
        edition(year, date(year + 1, 4, 19), title_en=f"Circular, {year}") for year in range(2020, 2024)
    ]
    annual = [edition(year, date(year + 1, 1, 9)) for year in range(2020, 2024)]
    releases = next_releases([*ended, *circular, *annual])
    assert [release.title_en for release in releases] == ["Annual report, 2024", "Circular, 2024"]
