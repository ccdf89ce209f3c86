"""The names that files use for what the database knows: headers, areas, kinds, totals, series, publishers.

Names are looked up by their letters and digits alone, in one width and case, without a unit in brackets.
The only place that compares names; what is not found here is asked for, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, select

from ingest import derived, schema
from ingest.marks import Marks, marks_of
from ingest.phrases import Phrases, phrases_of
from ingest.units import UnitWords, unit_words
from ingest.visible import RAISED

FIELDS = (
    "period",
    "part",
    "series",
    "area",
    "category",
    "publisher",
    "publication",
    "value",
    "status",
    "unit",
    "note",
    "page",
    "ignore",
)
"""What a column can be."""

UNIT_IN_BRACKETS = re.compile(
    r"[(（\[【]\s*(単位[:：]?)?\s*((百万|千|万|百)?(件数?|隻数?|人数?)|回|number|no\.?|count|unit.*?)\s*[)）\]】]",
    re.IGNORECASE,
)


NEAR = 0.65
"""How close a name comes in spelling to one that may be meant."""
COMMON = {
    "strait",
    "gulf",
    "coast",
    "ocean",
    "water",
    "incident",
    "south",
    "east",
    "west",
    "north",
    "other",
    "with",
}
NEUTRAL = "neutral"
IN_RUNNING_TEXT = (NEUTRAL, "other-measure")
"""Kinds of words that are looked for within texts, never as a whole name."""
READ_ELSEWHERE = (NEUTRAL, "header", "total", "unit", "status", "period-mark", "value-mark", "other-measure")
"""Kinds of words that say nothing of what is counted, or that a rule of their own looks for."""


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """A name as it is looked up: letters and digits only, in one width and case; of signs alone the signs."""
    folded = unicodedata.normalize("NFKC", name.translate(RAISED))
    bare = UNIT_IN_BRACKETS.sub("", folded).replace("&", " and ")
    letters = "".join(character for character in bare.casefold() if character.isalnum())
    return letters or "".join(bare.split())


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every known name by its key, and the rows that names lead to, by id.

    Of series that are worked out nothing is loaded: they are in ``derived`` alone, by name, with their parts.
    """

    headers: dict[str, str]
    totals: frozenset[str]
    other_subjects: frozenset[str]
    incident_headers: frozenset[str]
    other_measures: Phrases
    neutral: Phrases
    named_areas: Phrases
    named_categories: Phrases
    statuses: dict[str, str]
    marks: Marks
    unit_words: UnitWords
    areas: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[str, ...]]
    publishers: dict[str, str]
    series_names: dict[str, tuple[str, ...]]
    mappings: dict[str, dict[str, str]]
    series: dict[str, Row[Any]]
    derived: dict[str, tuple[str, ...]]
    publications: dict[str, Row[Any]]
    area_rows: dict[str, Row[Any]]
    category_rows: dict[str, Row[Any]]
    publisher_rows: dict[str, Row[Any]]
    measure_rows: dict[str, Row[Any]]
    definition_rows: dict[str, Row[Any]]

    def copy(self) -> Vocabulary:
        """The same names in tables of its own, to which names can be added."""
        tables: dict[str, Any] = {
            field.name: dict(table)
            for field in fields(self)
            if isinstance(table := getattr(self, field.name), dict)
        }
        return replace(self, **tables)

    def is_total(self, name: str) -> bool:
        return key_of(name) in self.totals

    def kinds_of(self, name: str) -> set[str]:
        """Which of series, area, category a name is known as."""
        key = key_of(name)
        tables = (
            *(("series", self.series_names), ("series", self.derived)),
            *(("area", self.areas), ("category", self.categories)),
        )
        return {kind for kind, table in tables if key in table}

    def nearest(self, name: str, kind: str) -> str | None:
        """The known name that a name comes closest to in spelling; None where none is close."""
        names = {
            "series": [*self.series, *(row.name_en for row in self.series.values())],
            "area": [name for row in self.area_rows.values() for name in (row.name_en, row.name_ja)],
            "category": [name for row in self.category_rows.values() for name in (row.name_en, row.name_ja)],
            "publication": list(self.publications),
            "publisher": [
                name for row in self.publisher_rows.values() for name in (row.id, row.name_en, row.name_ja)
            ],
            "field": list(FIELDS),
        }[kind]
        by_key = {key_of(name): name for name in names}
        alike = {key: other for key, other in by_key.items() if _words(other) & _words(name)}
        matches = get_close_matches(key_of(name), alike, n=1, cutoff=0.3)
        matches = matches or get_close_matches(key_of(name), by_key, n=1, cutoff=NEAR)
        return by_key[matches[0]] if matches else None

    def series_of(
        self, *, areas: Iterable[str], categories: Iterable[str], publisher: str | None
    ) -> list[str]:
        """Series of incidents in one of these areas, of one of these kinds, by this publisher if one is
        named."""
        wanted_areas, wanted_kinds = set(areas), set(categories)
        return [
            row.id
            for row in self.series.values()
            if row.area in wanted_areas
            and row.category in wanted_kinds
            and row.measure == "incidents"
            and publisher in (None, row.publisher)
        ]


def _named(kind: str, rows: dict[str, Row[Any]], written: Iterable[Row[Any]]) -> Phrases:
    """What areas or categories are called in running text."""
    called = {(name, row.id) for row in rows.values() for name in (row.name_en, row.name_ja) if name}
    return phrases_of(frozenset(called | {(row.alias, row.meaning) for row in written if row.kind == kind}))


def _names_of(series: Row[Any]) -> tuple[str, ...]:
    """All that a series is called."""
    return (series.id, series.name_en, series.name_ja, series.short_en, series.short_ja)


def _words(name: str) -> set[str]:
    """The words of a name by which it is told from others."""
    return {word for word in re.findall(r"[a-z]{4,}", name.casefold()) if word.rstrip("s") not in COMMON}


def read_vocabulary(connection: Connection) -> Vocabulary:
    """All names that the database holds now."""

    def by_id(table: Any, *order: Any) -> dict[str, Row[Any]]:
        return {row.id: row for row in connection.execute(select(table).order_by(*(order or (table.c.id,))))}

    aliases: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    written = connection.execute(select(schema.aliases)).all()
    for row in written:
        if row.kind not in IN_RUNNING_TEXT:
            aliases[row.kind][key_of(row.alias)].add(row.meaning)
    areas, categories = by_id(schema.areas), by_id(schema.categories)
    for kind, rows in (("area", areas), ("category", categories)):
        for row in rows.values():
            for name in (row.id, row.name_en, row.name_ja):
                aliases[kind][key_of(name)].add(row.id)
    series = by_id(schema.series, schema.series.c.position, schema.series.c.id)
    worked_out = {
        key_of(name): parts
        for id, parts in derived.parts(connection).items()
        for name in _names_of(series.pop(id))
    }
    names: dict[str, set[str]] = defaultdict(set)
    for row in series.values():
        for name in _names_of(row):
            names[key_of(name)].add(row.id)
    publishers = by_id(schema.publishers)
    mappings: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(schema.kept_mappings)):
        mappings[row.publisher][row.label] = row.field
    return Vocabulary(
        headers={key: sorted(meanings)[0] for key, meanings in aliases["header"].items()},
        totals=frozenset(aliases["total"]),
        other_subjects=frozenset(aliases["other-subject"]),
        incident_headers=frozenset(aliases["incident-header"]),
        other_measures=phrases_of(
            frozenset((row.alias, row.meaning) for row in written if row.kind == "other-measure")
        ),
        neutral=phrases_of(
            frozenset(
                (name, NEUTRAL)
                for name in (
                    *(row.alias for row in written if row.kind in READ_ELSEWHERE),
                    *(name for row in publishers.values() for name in (row.name_en, row.name_ja)),
                    *(name for row in publishers.values() for name in (row.short_en, row.short_ja)),
                )
                if name
            )
        ),
        named_areas=_named("area", areas, written),
        named_categories=_named("category", categories, written),
        statuses={key: sorted(meanings)[0] for key, meanings in aliases["status"].items()},
        marks=marks_of(
            frozenset(
                (row.kind, row.alias, row.meaning)
                for row in written
                if row.kind == "unit" or row.kind.endswith("-mark")
            )
        ),
        unit_words=unit_words((row.alias, row.meaning) for row in written if row.kind == "unit"),
        areas={key: tuple(sorted(ids)) for key, ids in aliases["area"].items() if key},
        categories={key: tuple(sorted(ids)) for key, ids in aliases["category"].items() if key},
        publishers={
            key_of(name): row.id
            for row in publishers.values()
            for name in (row.id, row.name_en, row.name_ja, row.short_en, row.short_ja)
        },
        series_names={key: tuple(sorted(ids)) for key, ids in names.items() if key},
        mappings=dict(mappings),
        series=series,
        derived=worked_out,
        publications=by_id(schema.publications),
        area_rows=areas,
        category_rows=categories,
        publisher_rows=publishers,
        measure_rows=by_id(schema.measures),
        definition_rows=by_id(schema.definitions),
    )
