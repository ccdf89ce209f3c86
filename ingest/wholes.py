"""Which series are parts of which: an area inside a wider one, a kind inside all kinds."""

from __future__ import annotations

from collections import defaultdict

from ingest.vocabulary import Vocabulary


def wholes_of(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The series that each series is a part of.

    A whole has the same publisher, measure and definition, and a wider area or all kinds.
    """
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in vocabulary.series.values():
        alike[(row.publisher, row.measure, row.definition, row.area, row.category)].append(row.id)
    wholes: dict[str, list[str]] = {}
    for row in vocabulary.series.values():
        same = (row.publisher, row.measure, row.definition)
        wider: list[str] = []
        area = vocabulary.area_rows[row.area].parent
        while area:
            wider += alike.get((*same, area, row.category), ())
            area = vocabulary.area_rows[area].parent
        if row.category != "all":
            wider += alike.get((*same, row.area, "all"), ())
        wholes[row.id] = wider
    return wholes
