"""History: what was loaded and taken back, down to the file and line of each row, and the ways to take
back."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.address.selection import Selection
from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.downloads import attachment
from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import DATA_PATH, desk_page, rendered, script_addresses
from dashboard.record.queries import WholeDatabase
from dashboard.words import Words, message
from ingest import history, store
from ingest.periods import Period
from ingest.tidy import letter_of

MOST_ROWS = 500

KIND_NAMES = {
    "data": message("figures of data/"),
    "analyst": message("loaded by an analyst"),
    "undo": message("undo"),
    "withdrawal": message("withdrawal of one value"),
}


def attach_past(server: Flask, engine: WholeDatabase) -> None:
    """Add the routes of the history."""

    @server.get(f"{DATA_PATH}/history")
    @analyst_only(engine)
    def show_history() -> Response:
        words = desk_words()
        title = words("History")
        body = rendered(
            "history.html",
            title=title,
            back=words("Data"),
            columns=[words(one) for one in HISTORY_COLUMNS],
            batches=[_batch(one, words) for one in history.batches(engine)],
        )
        return desk_page(engine, title=title, body=body, active=True)

    @server.get(f"{DATA_PATH}/history/<int:batch>")
    @analyst_only(engine)
    def show_batch(batch: int) -> Response:
        return _batch_page(engine, batch)

    @server.get(f"{DATA_PATH}/history/<int:batch>/file")
    @analyst_only(engine)
    def original_file(batch: int) -> Response:
        kept = history.original(engine, batch)
        if kept is None:
            abort(404)
        name, content = kept
        return attachment(content, "application/octet-stream", name)

    @server.post(f"{DATA_PATH}/history/<int:batch>/undo")
    @analyst_only(engine)
    def undo_batch(batch: int) -> Response:
        words, reason = desk_words(), request.form.get("reason", "").strip()
        if not reason:
            return _batch_page(engine, batch, notice=words("Say why: the reason is kept."), status=400)
        try:
            done = history.undo(engine, batch, who=current_analyst(), reason=reason)
        except store.NoSuchBatch:
            notice = words("This batch cannot be undone: it was undone before, or is an undo itself.")
            return _batch_page(engine, batch, notice=notice, status=409)
        return redirect(desk_address(f"{DATA_PATH}/history/{done.batch}"), 303)

    @server.post(f"{DATA_PATH}/figures/<int:figure>/withdraw")
    @analyst_only(engine)
    def withdraw_figure(figure: int) -> Response:
        words, reason = desk_words(), request.form.get("reason", "").strip()
        batch = request.form.get("batch", type=int) or 0
        if not reason:
            return _batch_page(engine, batch, notice=words("Say why: the reason is kept."), status=400)
        try:
            done = history.withdraw(engine, figure, who=current_analyst(), reason=reason)
        except history.NoSuchFigure:
            return _batch_page(engine, batch, notice=words("This value was taken back before."), status=409)
        return redirect(desk_address(f"{DATA_PATH}/history/{done.batch}"), 303)


HISTORY_COLUMNS = (
    message("Batch"),
    message("When (UTC)"),
    message("What"),
    message("Who"),
    message("File"),
    message("Why"),
    message("Figures"),
)


def _batch(one: history.Batch, words: Words) -> dict[str, Any]:
    state = ""
    if one.undone_by is not None:
        state = words("undone by batch {batch}", batch=one.undone_by)
    elif one.undoes is not None:
        state = words("undoes batch {batch}", batch=one.undoes)
    elif one.taken_back:
        state = words("values taken back: {count}", count=one.taken_back)
    return {
        "id": one.id,
        "address": desk_address(f"{DATA_PATH}/history/{one.id}"),
        "when": one.recorded_at.strftime("%Y-%m-%d %H:%M:%S"),
        "what": words(KIND_NAMES[one.kind]),
        "who": one.who,
        "file": one.source_name,
        "why": one.reason,
        "figures": one.rows,
        "state": state,
        "can_be_undone": one.can_be_undone,
        "sha256": one.sha256,
    }


def _batch_page(engine: WholeDatabase, batch: int, *, notice: str = "", status: int = 200) -> Response:
    words = desk_words()
    found = history.batch(engine, batch)
    if found is None:
        abort(404)
    rows = history.rows_of(engine, batch, limit=MOST_ROWS + 1)
    title = words("Batch {batch}", batch=batch)
    body = rendered(
        "batch.html",
        title=title,
        notice=notice,
        batch=_batch(found, words),
        columns=[words(one) for one in HISTORY_COLUMNS],
        back=words("History"),
        rows=[_row(row, words) for row in rows[:MOST_ROWS]],
        more=words("Only the first {count} rows are shown.", count=MOST_ROWS)
        if len(rows) > MOST_ROWS
        else "",
        headings=[
            words(one)
            for one in (
                message("Series"),
                message("Period"),
                message("Value"),
                message("Publication"),
                message("Read in"),
            )
        ],
        has_file=history.original(engine, batch) is not None,
        file_text=words("The file as it was loaded"),
        standing=_standing(engine, found, words),
        standing_title=words("What stands now"),
        undo_title=words("Take this batch back"),
        undo_hint=words("All its figures go; what was shown before comes back. The undo is kept as a batch."),
        reason=words("Why?"),
        undo=words("Undo"),
        withdraw=words("Withdraw"),
    )
    return desk_page(engine, title=title, body=body, active=True, status=status, scripts=script_addresses())


def _row(row: Any, words: Words) -> dict[str, Any]:
    period = Period(row.period_start, row.period_end, row.period_kind).label
    value = {"missing": words("missing"), "not-published": words("not published")}.get(
        row.availability, row.value
    )
    column = f" {letter_of(row.source_column - 1)}" if row.source_column else ""
    return {
        "id": row.id,
        "series": row.series,
        "trend": Selection((row.series,), language=words.language, says_language=True).address("/trends"),
        "period": period,
        "value": value,
        "publication": row.publication,
        "place": words("{file}, row {row}", file=row.source_file, row=row.source_line) + column,
        "taken_back": words("taken back by batch {batch}", batch=row.taken_back_by)
        if row.taken_back_by
        else "",
    }


def _standing(engine: WholeDatabase, found: history.Batch, words: Words) -> list[str]:
    """For an undo or a withdrawal: the figures that a later batch brought and that stand."""
    return [
        words(
            "{series} {period}: {value} of batch {batch}",
            series=one.series,
            period=one.period,
            value="—" if one.value is None else one.value,
            batch=one.batch,
        )
        for one in history.standing_after(engine, found.id)
        if one.batch is not None
    ]
