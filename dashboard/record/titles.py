"""A publication's title in short, so that two of one publisher can be told apart. Pure.

The years are those that titles have: none is written by its era.
"""

from __future__ import annotations

import calendar
import re
import textwrap
from datetime import date
from functools import lru_cache

from dashboard.record.periods import period_label, year_label
from dashboard.words.eras import OFF, Language
from ingest.part_titles import parts_named

LONGEST = {"en": 44, "ja": 26}
"""Letters of a title in short."""
ANNUAL = re.compile(r"\bannual report\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def period_reported(title: str, year: int | None, language: str) -> str:
    """The months of its year of which an English title says that it reports: Jan–Jun 2024; "" of all."""
    for part in parts_named(_bare(title), is_title=True):
        if part.months and part.year is not None and part.year == year:
            first, last = part.months
            end = date(year, last, calendar.monthrange(year, last)[1])
            return period_label(date(year, first, 1), end, "YTD", Language(language, OFF))
    return ""


def year_of(year: int | None, language: str) -> str:
    """2024, or 2024年; "" where a publication has none."""
    return year_label(year, Language(language, OFF)) if year else ""


def is_annual_report(title: str) -> bool:
    """Whether an English title says so."""
    return ANNUAL.search(title) is not None


def in_short(title: str, language: str) -> str:
    """A title without what stands in brackets, cut where it is long."""
    bare, longest = _bare(title), LONGEST[language]
    if language == "en":
        return textwrap.shorten(bare, longest, placeholder=" …")
    return bare if len(bare) <= longest else f"{bare[: longest - 1]}…"


def names_year(title: str) -> bool:
    return re.search(r"\d{4}", title) is not None


def _bare(title: str) -> str:
    return re.split(r"\s*[(（]", title, maxsplit=1)[0]
