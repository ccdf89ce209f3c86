"""The form of ``data/``: which file holds which table, how a row is read and how it is written.

The only place for that form. Reading, writing and ``datapackage.json`` are all made from the tables
of ``ingest.schema``, so that a column is named once.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, Integer, Table

from ingest import schema
from ingest.problems import Problem

Row = dict[str, Any]

REFERENCE_TABLES: tuple[Table, ...] = (
    schema.publishers,
    schema.places,
    schema.publications,
    schema.areas,
    schema.regions,
    schema.region_areas,
    schema.units,
    schema.measures,
    schema.categories,
    schema.definitions,
    schema.series,
    schema.derived_series,
    schema.spans,
    schema.breakdowns,
    schema.breakdown_parts,
    schema.other_measures,
    schema.objectives,
    schema.sheet_items,
    schema.item_states,
    schema.indicators,
    schema.indicator_series,
    schema.cited_figures,
    schema.events,
    schema.rates,
    schema.aliases,
)
"""Tables of words, in an order in which each names only what stands before it."""

LICENCE = {
    "name": "MIT",
    "title": "MIT License, for our words and their arrangement; what publishers say of theirs is theirs",
    "path": "https://opensource.org/license/mit",
}
DATA_DAY = date(2026, 11, 30)
"""When the figures of ``data/`` were last changed."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

TRANSITS = "transits"
"""The measure whose observations are traffic: they stand in a file of their own, never with incidents."""


@dataclass(frozen=True)
class FilledRow:
    """A row of a file with the line that it stands on (1 = header)."""

    file: str
    line: int
    values: Row


@cache
def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns that the CSV of a table has, in order."""
    return tuple(column for column in table.columns if not column.info.get("internal"))


@cache
def _cells_of(table: Table) -> itemgetter[Any]:
    """What takes the values of a table's columns out of a row."""
    return itemgetter(*(column.name for column in columns_of(table)))


def file_of(table: Table) -> str:
    return f"{table.name}.csv"


def observation_file(publisher: str, measure: str) -> str:
    """The file that holds the observations of a series."""
    return "traffic.csv" if measure == TRANSITS else f"counts/{publisher}.csv"


def observation_files(folder: Path) -> list[str]:
    """The files of observations that a folder has, as paths relative to it."""
    counts = sorted(f"counts/{path.name}" for path in (folder / "counts").glob("*.csv"))
    return [*counts, "traffic.csv"]


def fingerprint_of_folder(folder: Path) -> str:
    """SHA-256 over every CSV under a folder, names included: equal when nothing changed."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.csv")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fingerprint_of_row(table: Table, values: Mapping[str, Any]) -> str:
    """SHA-256 of what a row says, the same from a file as from the database."""
    cells = map(_cell, _cells_of(table)(values))
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()


def read_table(folder: Path, file: str, table: Table) -> tuple[list[FilledRow], list[Problem]]:
    """The rows of one CSV as typed values, and every fault in it."""
    path = folder / file
    if not path.is_file():
        return [], [Problem("missing-file", file)]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return [], [Problem("not-utf8", file, facts={"found": fault.start})]
    names = [column.name for column in columns_of(table)]
    rows: list[FilledRow] = []
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != names:
            facts = {"found": ", ".join(header) or "—", "wanted": ", ".join(names)}
            return [], [Problem("wrong-header", file, 1, facts=facts)]
        for cells in reader:
            line = reader.line_num
            if not cells:
                continue
            if len(cells) != len(names):
                facts_of_width = {"found": len(cells), "wanted": len(names)}
                problems.append(Problem("wrong-width", file, line, facts=facts_of_width))
                continue
            values, faults = read_cells(table, file, line, dict(zip(names, cells, strict=True)))
            problems.extend(faults)
            if not faults:
                rows.append(FilledRow(file, line, values))
    except csv.Error as fault:
        problems.append(Problem("broken-csv", file, reader.line_num, facts={"found": fault}))
    return rows, problems


def read_cells(table: Table, file: str, line: int, cells: dict[str, str]) -> tuple[Row, list[Problem]]:
    """The cells of one row as typed values, and every fault in them."""
    values: Row = {}
    problems: list[Problem] = []
    for column in columns_of(table):
        cell = cells[column.name].strip()
        value, code = _value(column, cell)
        values[column.name] = value
        if code:
            description = ", ".join(column.info.get("choices", ())) or column.info.get("about") or column.name
            problems.append(Problem(code, file, line, column.name, {"found": cell, "wanted": description}))
    if not problems:
        problems.extend(_row_faults(file, line, values))
    return values, problems


def _value(column: Column[Any], cell: str) -> tuple[Any, str | None]:
    """A cell as the column's type, or the code of what is wrong with it."""
    if not cell:
        return None, None if column.nullable else "empty-cell"
    if isinstance(column.type, Integer):
        return (int(cell), None) if cell.isascii() and cell.isdigit() else (None, "not-a-number")
    if isinstance(column.type, Date):
        try:
            return (date.fromisoformat(cell), None) if DAY.fullmatch(cell) else (None, "not-a-date")
        except ValueError:
            return None, "not-a-date"
    choices = column.info.get("choices")
    if choices and cell not in choices:
        return None, "unknown-choice"
    return cell, None


def _row_faults(file: str, line: int, values: Row) -> Iterator[Problem]:
    for name in values:
        other = f"{name[:-3]}_ja"
        if name.endswith("_en") and (values[name] is None) != (values[other] is None):
            yield Problem("one-language-only", file, line, name[:-3])
    if "availability" in values and (values["availability"] == "reported") != (values["value"] is not None):
        facts = {"found": _cell(values["value"]), "wanted": values["availability"]}
        yield Problem("value-and-availability", file, line, "value", facts)
    start, end = values.get("period_start"), values.get("period_end")
    if start and end and end < start:
        yield Problem("period-reversed", file, line, "period_end", {"found": end, "wanted": start})


@lru_cache(maxsize=4096)
def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def write_table(table: Table, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as the CSV of a table: UTF-8, LF, quoted only where needed."""
    names = [column.name for column in columns_of(table)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode("utf-8")


def describe(count_files: Iterable[str], *, publishers: Iterable[Mapping[str, Any]], day: date) -> bytes:
    """``datapackage.json`` (Frictionless Data Package) for these files of observations.

    ``publishers`` are rows of that table, the sources; ``day`` is when the figures were put together, which
    is their version.
    """
    resources = [_resource(file_of(table), table) for table in REFERENCE_TABLES]
    resources += [_resource(file, schema.observations) for file in count_files]
    package = {
        "name": "maritime-piracy-counts",
        "title": "Yearly counts of piracy and armed robbery against ships, each with its source",
        "description": (
            "The counts are facts that their publishers state; each row names the edition that states it and "
            "the page where it was read. A blank is a figure that is not known, never a zero."
        ),
        "version": day.isoformat(),
        "created": f"{day.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": "The piracy dashboard authors", "role": "author"}],
        "sources": [
            {"title": row["name_en"], **({"path": row["url"]} if row["url"] else {})} for row in publishers
        ],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def describe_folder(folder: Path) -> bytes:
    """The same for a folder in the form of ``data/``, as of the day of the program's own figures."""
    with (folder / file_of(schema.publishers)).open(encoding="utf-8", newline="") as stream:
        publishers = list(csv.DictReader(stream))
    return describe(observation_files(folder), publishers=publishers, day=DATA_DAY)


def _resource(file: str, table: Table) -> dict[str, Any]:
    keys = [column.name for column in table.primary_key if column in columns_of(table)]
    return {
        "name": file.removesuffix(".csv").replace("/", "-").replace("_", "-"),
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in columns_of(table)],
            "primaryKey": keys or list(schema.OBSERVATION_KEY),
            "foreignKeys": [
                {
                    "fields": [key.parent.name],
                    "reference": {
                        "resource": ""
                        if key.column.table is table
                        else key.column.table.name.replace("_", "-"),
                        "fields": [key.column.name],
                    },
                }
                for column in columns_of(table)
                for key in column.foreign_keys
            ],
            "missingValues": [""],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.info.get("choices"):
        constraints["enum"] = list(column.info["choices"])
    is_integer, is_date = isinstance(column.type, Integer), isinstance(column.type, Date)
    kind = "integer" if is_integer else "date" if is_date else "string"
    if kind == "integer":
        constraints["minimum"] = 0
    described: dict[str, Any] = {"name": column.name, "type": kind, "description": _about(column)}
    if constraints:
        described["constraints"] = constraints
    return described


PLAIN_COLUMNS = {
    "position": "order in lists",
    "page": "page, table or chapter of the publication, where known",
    **dict.fromkeys(("period_start", "start", "valid_from", "in_force_from"), "first day"),
    **dict.fromkeys(("period_end", "end", "valid_to", "in_force_to"), "last day; empty where open or none"),
    **dict.fromkeys(("window_from", "window_to"), "first or last year that is evaluated"),
    **dict.fromkeys(("level_low", "value_low"), "lowest count stated"),
    **dict.fromkeys(("level_high", "value_high"), "highest count stated"),
}
"""What columns hold that say so by their name, and need no words of their own in the schema."""
LANGUAGES = {"_en": "English", "_ja": "Japanese"}


def _about(column: Column[Any]) -> str:
    """What a column holds, in English."""
    name: str = column.name
    about = column.info.get("about") or PLAIN_COLUMNS.get(name)
    if about:
        return str(about)
    for key in column.foreign_keys:
        return f"id of a row of {key.column.table.name}"
    return f"{name[:-3].replace('_', ' ')} ({LANGUAGES[name[-3:]]})"
