"""Japan's eras: which calendar years they have, and the era of a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
"""First year of each era; the last year of one is the first of the next."""
FIRST_DAYS = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
NO_ERA_ENDS = 2100
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})(?!\d)|({'|'.join(ERAS)})(元|\d{{1,2}})年")


def year_of_era(era: str, number: int) -> int | None:
    """The calendar year of an era's year; None where the era had no such year."""
    names = list(ERAS)
    after = names.index(era) + 1
    last = ERAS[names[after]] if after < len(names) else NO_ERA_ENDS
    year = ERAS[era] + number - 1
    return year if number >= 1 and year <= last else None


def era_of(day: date) -> tuple[str, int]:
    """The era of a day and its year in it, as a calendar of that day says; the first for all days before."""
    era = next((name for name, first in reversed(FIRST_DAYS.items()) if first <= day), next(iter(ERAS)))
    return era, day.year - ERAS[era] + 1


def years_in(text: str) -> set[int]:
    """The years that a text names, of either calendar."""
    found = (
        int(match[1]) if match[1] else year_of_era(match[2], 1 if match[3] == "元" else int(match[3]))
        for match in _YEAR.finditer(unicodedata.normalize("NFKC", text))
    )
    return {year for year in found if year is not None}
