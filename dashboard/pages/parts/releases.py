"""Which editions are expected next, and by when, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.record.periods import day_label, months_label
from dashboard.record.releases import Release
from dashboard.words import Words, message, pick

TO_COME, PAST = message("{publisher} {year}, by {day}"), message("{publisher} {year}, by {day} (past)")
PART_OF_YEAR = message("{months} {year}")


def release_text(release: Release, publishers: Mapping[str, Any], words: Words) -> str:
    """An edition with the day by which it is usually out, and what that rests on."""
    return words(
        "{publisher}: “{title}”, usually out by {day} as the last {count} dated editions were",
        publisher=pick(publishers[release.publisher], "short", words.language),
        title=release.title_ja if words.language == "ja" else release.title_en,
        day=day_label(release.by, words.language),
        count=release.count,
    )


def release_in_short(
    release: Release, publishers: Mapping[str, Any], words: Words, *, recorded: date | None
) -> str:
    """The same in a few words: IMB Jan–Jun 2026, by 2026-07-31; whether that day was past when the record
    last changed (``recorded``)."""
    is_past = recorded is not None and release.by < recorded
    return words(
        PAST if is_past else TO_COME,
        publisher=pick(publishers[release.publisher], "short", words.language),
        year=_covered(release, words),
        day=day_label(release.by, words.language),
    )


def _covered(release: Release, words: Words) -> str:
    """The year that an edition covers, with its months where they are a part of it."""
    if release.until is None:
        return words("{year}", year=release.edition_year)
    months = months_label(1, release.until, words.language)
    return words(PART_OF_YEAR, months=months, year=release.edition_year)
