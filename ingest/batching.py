"""Store what a report allows as one batch, inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from ingest import audit, schema, store
from ingest.checked import CheckedFigure
from ingest.dating import dating_of
from ingest.kept import is_of_a_text, may_be_kept
from ingest.load import fingerprint_of
from ingest.report import Report
from ingest.sourcing import FILE_PLACE
from ingest.vocabulary import read_vocabulary


class CannotCommit(Exception):
    """The file cannot be loaded as it is: it has errors or open questions."""


def store_report(connection: Connection, report: Report, *, who: str, reason: str) -> int | None:
    """Append the batch of a report; None where there is nothing to store."""
    to_store = report.to_store
    if not to_store:
        return None
    used = {figure.publication for figure in to_store}
    series = {figure.series for figure in to_store}
    references = [
        _reference_row(connection, table, row)
        for table, row in report.new_references
        if (table != "publications" or row["id"] in used) and (table != "series" or row["id"] in series)
    ]
    references = [*_file_place(connection), *references]
    batch = store.append_batch(
        connection,
        kind="analyst",
        who=who,
        reason=reason,
        source_name=report.source.name,
        sha256=report.source.sha256,
        original=report.source.content,
        answers=report.answers.as_json(),
        references=references,
        observations=(_new_observation(figure, report) for figure in to_store),
    )
    if report.answers.keep_mapping:
        _keep_mapping(connection, report, who)
    detail = json.dumps(
        {"file": report.source.name, "stored": len(to_store), "reason": reason}, ensure_ascii=False
    )
    audit.record(connection, who=who, action="load", detail=detail, batch=batch)
    return batch


def _reference_row(connection: Connection, table: str, row: Mapping[str, Any]) -> store.ReferenceRow:
    target = schema.metadata.tables[table]
    stored = connection.scalar(select(target.c.id).where(target.c.id == row["id"]))
    return store.ReferenceRow(target, row, is_new=stored is None)


def _file_place(connection: Connection) -> list[store.ReferenceRow]:
    if connection.scalar(select(schema.places.c.id).where(schema.places.c.id == FILE_PLACE)):
        return []
    row = {
        "id": FILE_PLACE,
        "name_en": "a file that an analyst loaded; its batch keeps it",
        "name_ja": "分析担当者が取り込んだファイル（取込記録に保存）",
        "kind": "file",
        "url": None,
        "dated_on": None,
        "note_en": None,
        "note_ja": None,
    }
    return [store.ReferenceRow(schema.places, row, is_new=True)]


def _new_observation(figure: CheckedFigure, report: Report) -> store.NewObservation:
    period = figure.period
    publication = report.publications[figure.publication or ""]
    if period is None:
        raise CannotCommit(figure.cell.line)
    note = figure.cell.note
    values = {
        "series": figure.series,
        "period_start": period.start,
        "period_end": period.end,
        "period_kind": period.kind,
        "availability": figure.cell.value.availability,
        "value": figure.value,
        "bound": figure.cell.value.bound,
        "coverage": "partial" if period.is_partial else "full",
        "finality": figure.finality,
        "vintage": figure.vintage,
        "reading": 1,
        "publication": figure.publication,
        "page": figure.cell.page,
        "place": FILE_PLACE,
        "also_at": None,
        "method": "stated",
        "confidence": "confirmed1",
        "note_en": note,
        "note_ja": note,
    }
    dating = dating_of(publication)
    return store.NewObservation(
        values=values,
        dating=dating,
        fingerprint=fingerprint_of(values, dating),
        file=report.source.name,
        line=figure.cell.line,
        column=figure.cell.column + 1,
    )


def _keep_mapping(connection: Connection, report: Report, who: str) -> None:
    """Keep the meanings given, for the next file of the same publisher."""
    vocabulary = read_vocabulary(connection)
    publishers = {report.publications[figure.publication or ""]["publisher"] for figure in report.to_store}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for publisher in sorted(publishers):
        for label, meaning in report.answers.mapping.items():
            if not may_be_kept(label, meaning, vocabulary) or is_of_a_text(label, meaning, report):
                continue
            row = {
                "publisher": publisher,
                "label": label,
                "field": meaning,
                "who": who,
                "kept_at": datetime.now(UTC),
            }
            added = dialect.insert(schema.kept_mappings).values(row)
            keys = [schema.kept_mappings.c.publisher, schema.kept_mappings.c.label]
            connection.execute(added.on_conflict_do_update(index_elements=keys, set_=row))
