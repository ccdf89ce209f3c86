"""States of the evaluation sheet's initiatives from an analyst's CSV: checked, compared, stored as one batch.

Its columns are those of ``data/item_states.csv`` without the id; ``by``, ``source`` and ``note`` may stand
for the columns of both languages. A state is appended and never changed; an undo of its batch takes it back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, select

from ingest import audit, schema, store, taken_back
from ingest.data_package import Row, columns_of, read_cells
from ingest.database import writing
from ingest.meanwhile import newest_batch
from ingest.problems import Problem
from ingest.report import HAS_ERRORS, LOADABLE, Source, is_address

TELLING = {"item", "state", "dated"}
"""Columns by which a file of states is known."""
BOTH = ("by", "source", "note")
TABLE = schema.item_states
NAMES = tuple(column.name for column in columns_of(TABLE) if column.name != "id")


@dataclass(frozen=True)
class StatesReport:
    """What a file of states holds: its rows by line, those that are new, and every fault."""

    source: Source
    rows: tuple[tuple[int, Row], ...]
    new: tuple[tuple[int, Row], ...]
    problems: tuple[Problem, ...]

    @property
    def outcome(self) -> int:
        return HAS_ERRORS if self.problems else LOADABLE


def holds_states(source: Source) -> bool:
    """Whether a file is one of states, by its first line."""
    first = source.content.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    return {name.strip('" \r') for name in first.split(",")} >= TELLING


def check(engine: Engine, source: Source, *, today: date) -> StatesReport:
    """Look at a file and say what would be loaded; writes nothing."""
    with engine.connect() as connection:
        return _check(connection, source, today)


def _check(connection: Connection, source: Source, today: date) -> StatesReport:
    read, problems = _read(source)
    rows = [(line, row) for line, row in read if row is not None]
    known = _Known(connection)
    for line, row in rows:
        problems += known.faults(source.name, line, row, today)
    first: dict[tuple[Any, ...], int] = {}
    for line, row in rows:
        earlier = first.setdefault(_said(row), line)
        if earlier != line:
            facts = {"found": earlier, "wanted": " + ".join(NAMES)}
            problems.append(Problem("duplicate-key", source.name, line, facts=facts))
    new = tuple((line, row) for line, row in rows if _said(row) not in known.standing)
    problems.sort(key=lambda problem: problem.row or 0)
    return StatesReport(source, tuple(rows), new, tuple(problems))


def _read(source: Source) -> tuple[list[tuple[int, Row | None]], list[Problem]]:
    """Each row by its line, None where a cell of it cannot be understood."""
    file = source.name
    try:
        text = source.content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return [], [Problem("not-utf8", file, facts={"found": fault.start})]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, Row | None]] = []
    problems: list[Problem] = []
    try:
        header = next(reader, [])
        if len(set(header)) < len(header) or not set(header) <= {*NAMES, *BOTH}:
            facts = {"found": ", ".join(header), "wanted": ", ".join((*NAMES, *BOTH))}
            return [], [Problem("odd-columns", file, 1, facts=facts)]
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                width = {"found": len(cells), "wanted": len(header)}
                problems.append(Problem("wrong-width", file, reader.line_num, facts=width))
                continue
            by_name = _in_both_languages(dict(zip(header, cells, strict=True)))
            values, faults = read_cells(TABLE, file, reader.line_num, by_name)
            problems += _in_columns(faults, header)
            rows.append((reader.line_num, None if faults else values))
    except csv.Error as fault:
        problems.append(Problem("broken-csv", file, reader.line_num, facts={"found": fault}))
    return rows, problems


def _in_both_languages(cells: dict[str, str]) -> dict[str, str]:
    """The cells of every column; what a column says for both languages stands in each that is empty."""
    whole = {"id": "new", **dict.fromkeys(NAMES, "")} | {name: cells[name] for name in cells if name in NAMES}
    for name in BOTH:
        for language in ("en", "ja"):
            whole[f"{name}_{language}"] = whole[f"{name}_{language}"] or cells.get(name, "")
    return whole


def _in_columns(faults: list[Problem], header: Sequence[str]) -> list[Problem]:
    """Faults by the columns that the file has: one that says both languages is named once."""
    named: dict[tuple[str, str], Problem] = {}
    for fault in faults:
        column = fault.column or ""
        base = column.removesuffix("_en").removesuffix("_ja")
        column = base if base in header else column
        named.setdefault((fault.code, column), replace(fault, column=column or None))
    return list(named.values())


class _Known:
    """What a state may name, and the states that stand."""

    def __init__(self, connection: Connection) -> None:
        items = schema.sheet_items
        initiatives = select(items.c.id).where(items.c.heading == "initiatives").order_by(items.c.id)
        self.initiatives = list(connection.scalars(initiatives))
        self.publications = set(connection.scalars(select(schema.publications.c.id)))
        standing = select(TABLE).where(TABLE.c.batch_id.not_in(taken_back.batches(connection)))
        self.standing = {_said(row) for row in connection.execute(standing).mappings()}

    def faults(self, file: str, line: int, row: Row, today: date) -> Iterator[Problem]:
        if row["item"] not in self.initiatives:
            facts = {"found": row["item"], "wanted": next(iter(self.initiatives), "—")}
            yield Problem("not-an-initiative", file, line, "item", facts)
        if row["dated"] > today:
            yield Problem(
                "state-in-the-future", file, line, "dated", {"found": row["dated"], "wanted": today}
            )
        publication = row["publication"]
        if publication is not None and publication not in self.publications:
            facts = {"found": publication, "wanted": "publications.csv"}
            yield Problem("unknown-id", file, line, "publication", facts)
        if publication is None and row["source_en"] is None:
            yield Problem("state-without-source", file, line, "source")
        if row["url"] is not None and not is_address(row["url"]):
            yield Problem("not-a-web-address", file, line, "url", {"found": row["url"]})


def _said(row: Any) -> tuple[Any, ...]:
    """What a state says, whatever its id: the same twice is said once."""
    return tuple(row[name] for name in NAMES)


def load(
    engine: Engine, source: Source, *, who: str, reason: str, today: date
) -> tuple[int | None, StatesReport]:
    """Check once more and store what is new: one transaction, one batch, the file's bytes kept.

    The batch is None where the file has faults by now, or nothing new.
    """
    with writing(engine) as connection:
        report = _check(connection, source, today)
        if report.outcome != LOADABLE or not report.new:
            return None, report
        stem = f"loaded-{newest_batch(connection) + 1}"
        batch = store.append_batch(
            connection,
            kind="analyst",
            who=who,
            reason=reason,
            source_name=source.name,
            sha256=source.sha256,
            original=source.content,
            references=[
                store.ReferenceRow(TABLE, {**row, "id": f"{stem}-{line}", "source_line": line}, is_new=True)
                for line, row in report.new
            ],
        )
        detail = {"file": source.name, "states": len(report.new), "reason": reason}
        text = json.dumps(detail, ensure_ascii=False)
        audit.record(connection, who=who, action="load", detail=text, batch=batch)
    return batch, report


def states_of(engine: Engine, batch: int) -> tuple[Sequence[Any], bool]:
    """The states that a batch brought, or that the batch which it undoes brought; and whether they stand."""
    table = schema.batches
    with engine.connect() as connection:
        undoes = {row.id: row.undoes for row in connection.execute(select(table.c.id, table.c.undoes))}
        while undoes.get(batch) is not None:
            batch = undoes[batch]
        rows = connection.execute(
            select(TABLE)
            .where(TABLE.c.batch_id == batch, TABLE.c.source_line.is_not(None))
            .order_by(TABLE.c.source_line)
        ).all()
        return rows, batch not in taken_back.batches(connection)
