"""History: what was loaded and taken back, down to the file and line of each row, and the ways to take
back."""

from __future__ import annotations

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.batches import MOST_ROWS, batch_body, batch_title, history_body
from dashboard.desk.data import CSV_TYPE
from dashboard.desk.downloads import attachment
from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import DATA_PATH, desk_page
from dashboard.desk.states import states_told
from dashboard.record.queries import WholeDatabase, catalogue
from ingest import history, item_states, store
from ingest.spreadsheets import as_csv
from ingest.telling import read_titles


def attach_history(server: Flask, engine: WholeDatabase) -> None:
    """Add the routes of the history."""

    @server.get(f"{DATA_PATH}/history")
    @analyst_only(engine)
    def show_history() -> Response:
        words = desk_words()
        body = history_body(history.batches(engine), words)
        return desk_page(engine, title=words("History"), body=body, active=True)

    @server.get(f"{DATA_PATH}/history/<int:batch>")
    @analyst_only(engine)
    def show_batch(batch: int) -> Response:
        return _batch_page(engine, batch, is_just_done="done" in request.args)

    @server.get(f"{DATA_PATH}/history/<int:batch>/file")
    @analyst_only(engine)
    def original_file(batch: int) -> Response:
        original = history.original(engine, batch)
        if original is None:
            abort(404)
        name, content = original
        return attachment(content, "application/octet-stream", name)

    @server.get(f"{DATA_PATH}/history/<int:batch>/corrected.csv")
    @analyst_only(engine)
    def corrected_file(batch: int) -> Response:
        corrected = history.corrected(engine, batch)
        if corrected is None:
            abort(404)
        return attachment(as_csv(corrected.table.rows), CSV_TYPE, f"batch-{batch}-corrected.csv")

    @server.post(f"{DATA_PATH}/history/<int:batch>/undo")
    @analyst_only(engine)
    def undo_batch(batch: int) -> Response:
        words, reason = desk_words(), request.form.get("reason", "").strip()
        if not reason:
            return _batch_page(engine, batch, notice=words("Say why: the reason is kept."), status=400)
        try:
            undo = history.undo(engine, batch, who=current_analyst(), reason=reason)
        except store.NoSuchBatch:
            notice = words("This batch is undone already.")
            return _batch_page(engine, batch, notice=notice, status=409)
        return redirect(desk_address(f"{DATA_PATH}/history/{undo.batch}", done="yes"), 303)

    @server.post(f"{DATA_PATH}/figures/<int:figure>/withdraw")
    @analyst_only(engine)
    def withdraw_figure(figure: int) -> Response:
        words, reason = desk_words(), request.form.get("reason", "").strip()
        batch = request.form.get("batch", type=int) or 0
        if not reason:
            return _batch_page(engine, batch, notice=words("Say why: the reason is kept."), status=400)
        try:
            withdrawal = history.withdraw(engine, figure, who=current_analyst(), reason=reason)
        except history.NoSuchFigure:
            return _batch_page(engine, batch, notice=words("This value was taken back before."), status=409)
        return redirect(desk_address(f"{DATA_PATH}/history/{withdrawal.batch}", done="yes"), 303)


def _batch_page(
    engine: WholeDatabase,
    batch_id: int,
    *,
    notice: str = "",
    status: int = 200,
    is_just_done: bool = False,
) -> Response:
    words = desk_words()
    batch = history.batch(engine, batch_id)
    if batch is None:
        abort(404)
    corrected = history.corrected(engine, batch_id)
    states, stand = item_states.states_of(engine, batch_id)
    body = batch_body(
        batch,
        history.rows_of(engine, batch_id, limit=MOST_ROWS + 1),
        words,
        has_file=history.original(engine, batch_id) is not None,
        corrections=corrected.cells if corrected else (),
        standing=history.standing_after(engine, batch_id),
        moving=history.would_move(engine, batch_id) if batch.can_be_undone else (),
        titles=read_titles(engine, words.language),
        states=states_told(states, catalogue(engine), words, stand=stand),
        warning=notice,
        is_just_done=is_just_done,
    )
    title = batch_title(batch, words)
    return desk_page(engine, title=title, body=body, active=True, status=status, has_scripts=True)
