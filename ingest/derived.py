"""Series that are worked out from others: each figure is the sum of its parts' figures, and follows them.

A row of ``derived_series`` names a part and the way that it belongs to. A year takes the first way whose
parts all have an exact figure for the whole of it. Such figures are loaded from no file: whatever is stored
or taken back, ``settled`` says what has to be appended and what no longer holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ingest import editions, schema
from ingest.dating import Dating
from ingest.words import LANGUAGES, Words, message

FILE = "derived_series.csv"
SUM = message("Worked out: {parts}, each printed in a row of its own.")
ONE_ROW = message("Printed in one row: {parts}.")
LEAST_SURE_FIRST = ("unlocated", "confirmed1", "confirmed2")

Year = tuple[date, date]


@dataclass(frozen=True)
class DerivedFigure:
    """A figure worked out: its CSV columns, when it was said, and the line of ``FILE`` that asks for it."""

    values: Mapping[str, Any]
    dating: Dating
    line: int

    def is_said_by(self, row: Row[Any]) -> bool:
        """Whether a stored row says just this; which of its editions it counts as is another matter."""
        if (row.published_from, row.published_on) != self.dating:
            return False
        return all(row._mapping[name] == value for name, value in self.values.items() if name != "vintage")


@dataclass(frozen=True)
class Settled:
    """What makes derived figures right: those to append, and the ids of stored ones that no longer hold."""

    new: list[DerivedFigure] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Way:
    """One way to work a figure out: its parts, in the order of series, and its first line of ``FILE``."""

    line: int
    parts: Sequence[str]


def ids() -> Select[Any]:
    """The ids of all derived series."""
    return select(schema.derived_series.c.series).distinct()


def parts(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The parts of every derived series, those of its first way first."""
    return {
        series: tuple(dict.fromkeys(part for way in ways for part in way.parts))
        for series, ways in _ways(connection).items()
    }


def settled(connection: Connection) -> Settled:
    """Every derived figure held against its parts as they stand now."""
    changes = Settled()
    ways = _ways(connection)
    if not ways:
        return changes
    printed = _printed(connection, {part for some in ways.values() for way in some for part in way.parts})
    stored = _stored(connection)
    names = _names(connection)
    for series, of_series in ways.items():
        for year in sorted({*printed, *stored[series]}):
            rows = stored[series].get(year, [])
            by_part = printed.get(year, {})
            way = next((way for way in of_series if by_part.keys() >= set(way.parts)), None)
            if way is None:
                changes.gone.extend(row.id for row in rows)
                continue
            addends = [by_part[part] for part in way.parts]
            figure = _figure(series, way.line, addends, rows, names)
            same = next((row for row in reversed(rows) if figure.is_said_by(row)), None)
            if same is None:
                changes.new.append(figure)
            edition = max(_edition(row) for row in addends)
            place = (edition, same.id) if same is not None else (edition + 1,)
            changes.gone.extend(
                row.id
                for row in rows
                if (_edition(row), row.id) > place or _is_later(row, edition, figure.dating)
            )
    return changes


def _ways(connection: Connection) -> dict[str, list[_Way]]:
    """The ways of every derived series, in their order."""
    table, series = schema.derived_series, schema.series
    links = connection.execute(select(table.c.series, table.c.way, table.c.part)).all()
    lines: dict[tuple[str, int], int] = {}
    for line, link in enumerate(sorted(links), start=2):
        lines.setdefault((link.series, link.way), line)
    positions = {row.id: row.position for row in connection.execute(select(series.c.id, series.c.position))}
    ways: dict[str, list[_Way]] = defaultdict(list)
    for (name, number), line in lines.items():
        of_way = [link.part for link in links if (link.series, link.way) == (name, number)]
        ways[name].append(_Way(line, sorted(of_way, key=lambda part: (positions[part], part))))
    return ways


def _printed(connection: Connection, wanted: set[str]) -> dict[Year, dict[str, Row[Any]]]:
    """The exact figures of whole calendar years that are shown of parts, by year and series."""
    query = editions.standing().where(schema.observations.c.series.in_(wanted))
    figures: dict[Year, dict[str, Row[Any]]] = defaultdict(dict)
    for row in connection.execute(editions.ranked(query)):
        is_whole = (row.period_kind, row.coverage) == ("CY", "full")
        is_exact = (row.availability, row.bound) == ("reported", "exact")
        if row.rank == 1 and is_whole and is_exact and row.vintage != "variant":
            figures[row.period_start, row.period_end][row.series] = row
    return figures


def _stored(connection: Connection) -> dict[str, dict[Year, list[Row[Any]]]]:
    """Every row that stands of derived series, the one that is shown last."""
    query = editions.standing().where(schema.observations.c.series.in_(ids()))
    stored: dict[str, dict[Year, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(connection.execute(query), key=lambda row: (_edition(row), row.id)):
        stored[row.series][row.period_start, row.period_end].append(row)
    return stored


def _names(connection: Connection) -> dict[str, Any]:
    """What the areas of series are called and how their values are said, by series."""
    series, areas, units = schema.series, schema.areas, schema.units
    query = (
        select(series.c.id, areas.c.name_en, areas.c.name_ja, units.c.counted_en, units.c.counted_ja)
        .join(areas, areas.c.id == series.c.area)
        .join(units, units.c.id == series.c.unit)
    )
    return {row.id: row for row in connection.execute(query)}


def _edition(row: Row[Any]) -> int:
    return row.edition_year or 0


def _is_later(row: Row[Any], edition: int, dating: Dating) -> bool:
    """Whether a row of this edition year came out after the figure that is right now."""
    days = row.published_from, dating.earliest
    return _edition(row) == edition and None not in days and days[0] > days[1]


def _figure(
    series: str,
    line: int,
    addends: Sequence[Row[Any]],
    rows: Sequence[Row[Any]],
    names: Mapping[str, Any],
) -> DerivedFigure:
    """The sum of the parts of a year, as the newest of their publications makes it known."""
    newest = max(addends, key=lambda row: (_edition(row), row.published_on or date.min, row.id))
    value = sum(row.value for row in addends)
    places = [row.place for row in addends] + [row.also_at for row in addends if len(addends) == 1]
    further = [place for place in dict.fromkeys(places) if place not in (newest.place, None)]
    pages = {row.page for row in addends}
    values = {
        **{name: newest._mapping[name] for name in ("period_start", "period_end", "period_kind")},
        **{name: newest._mapping[name] for name in ("availability", "bound", "coverage")},
        **{name: newest._mapping[name] for name in ("publication", "place")},
        "series": series,
        "value": value,
        "finality": max((row.finality for row in addends), key=schema.FINALITIES.index),
        "vintage": _vintage(newest.publication, value, addends, rows),
        "reading": 1,
        "page": newest.page if len(pages) == 1 else None,
        "also_at": ";".join(further) or None,
        "method": "derived" if len(addends) > 1 else newest.method,
        "confidence": min((row.confidence for row in addends), key=LEAST_SURE_FIRST.index),
        **{f"note_{language}": _note(addends, names, language) for language in LANGUAGES},
    }
    earliest = [row.published_from for row in addends if row.published_from]
    latest = [row.published_on for row in addends]
    dating = Dating(max(earliest, default=None), None if None in latest else max(latest))
    return DerivedFigure(values, dating, line)


def _vintage(publication: str, value: int, addends: Sequence[Row[Any]], rows: Sequence[Row[Any]]) -> str:
    """As for a figure that is loaded: the same edition's stays what it was, a later one's says whether it is
    another number; the first takes it from its parts."""
    same = next((row.vintage for row in reversed(rows) if row.publication == publication), None)
    if same is not None:
        return str(same)
    if rows:
        return "later" if rows[-1].value == value else "restated"
    return max((str(row.vintage) for row in addends), key=schema.VINTAGES.index)


def _note(addends: Sequence[Row[Any]], names: Mapping[str, Any], language: str) -> str:
    words = Words(language)
    named = [names[row.series]._mapping for row in addends]
    told = [
        words(
            "{count} in {area}",
            count=name[f"counted_{language}"].replace("{value}", str(row.value)),
            area=name[f"name_{language}"],
        )
        for row, name in zip(addends, named, strict=True)
    ]
    return words(SUM if len(told) > 1 else ONE_ROW, parts=words(" and ").join(told))
