"""Which editions are expected next, and by when, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.record.periods import day_label
from dashboard.record.releases import Release
from dashboard.words import Words, pick


def release_text(release: Release, publishers: Mapping[str, Any], words: Words) -> str:
    """An edition with the day by which it is usually out, and what that rests on."""
    return words(
        "{publisher}: “{title}”, usually out by {day} as the last {count} dated editions were; not loaded",
        publisher=pick(publishers[release.publisher], "short", words.language),
        title=release.title_ja if words.language == "ja" else release.title_en,
        day=day_label(release.by, words.language),
        count=release.count,
    )


def release_in_short(release: Release, publishers: Mapping[str, Any], words: Words) -> str:
    """The same in a few words: IMB 2026, by 2027-01-16."""
    return words(
        "{publisher} {year}, by {day}",
        publisher=pick(publishers[release.publisher], "short", words.language),
        year=release.edition_year,
        day=day_label(release.by, words.language),
    )
