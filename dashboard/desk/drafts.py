"""A draft's pages: look at it, answer, correct cells, load it, throw it away."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from dash.development.base_component import Component
from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.before_after import before_and_after
from dashboard.desk.clock import desk_today
from dashboard.desk.data import CSV_TYPE, XLSX_TYPE
from dashboard.desk.downloads import attachment
from dashboard.desk.forms import BadDate, answers_from
from dashboard.desk.language import desk_address, desk_language, desk_words
from dashboard.desk.page import DATA_PATH, desk_page
from dashboard.desk.remedies import remedy_on_the_page
from dashboard.desk.review import review
from dashboard.desk.states import states_page
from dashboard.markup.html import to_html
from dashboard.record.queries import WholeDatabase, catalogue
from dashboard.words import message
from ingest import drafts, pipeline
from ingest.annotated import annotated_csv, annotated_xlsx
from ingest.drafts import Draft
from ingest.item_states import holds_states
from ingest.judging import Judge
from ingest.report import Report
from ingest.telling import read_titles
from ingest.words import Words

LONGEST_CELL = 10_000
CHANGED_MEANWHILE = message(
    "Somebody else changed these figures after you looked. Nothing is loaded yet; below is what a load would "
    "do now."
)


def attach_drafts(server: Flask, engine: WholeDatabase, *, judge: Judge | None) -> None:
    """Add the routes of drafts. ``judge`` says which verdicts a load would change."""

    def check(draft: Draft) -> Report:
        return pipeline.check(engine, draft.source, draft.answers, today=desk_today())

    def follow_up(draft: Draft, *, notice: str = "", status: int = 200) -> Response:
        """The review in place for a script, else by a redirect to the page."""
        if request.headers.get("HX-Request"):
            part = _review(engine, draft, check(draft), judge, notice=notice)
            return Response(to_html(part), mimetype="text/html")
        if notice:
            return _review_page(engine, draft, check(draft), judge, notice=notice, status=status)
        return redirect(desk_address(f"{DATA_PATH}/drafts/{draft.id}"), 303)

    @server.get(f"{DATA_PATH}/drafts/<draft_id>")
    @analyst_only(engine)
    def show_draft(draft_id: str) -> Response:
        draft = _own_draft(engine, draft_id)
        if holds_states(draft.source):
            return states_page(engine, draft)
        return _review_page(engine, draft, check(draft), judge)

    @server.post(f"{DATA_PATH}/drafts/<draft_id>/answers")
    @analyst_only(engine)
    def answer_draft(draft_id: str) -> Response:
        draft = _own_draft(engine, draft_id)
        try:
            answers = answers_from(request.form, draft.answers)
        except BadDate as fault:
            words = desk_words()
            notice = words("“{found}” is no date; wanted one such as 2026-01-31.", found=fault)
            return follow_up(draft, notice=notice, status=400)
        drafts.answer(engine, draft.id, answers, who=current_analyst())
        return follow_up(replace(draft, answers=answers))

    @server.post(f"{DATA_PATH}/drafts/<draft_id>/cells")
    @analyst_only(engine)
    def correct_cell(draft_id: str) -> Response:
        draft = _own_draft(engine, draft_id)
        line, column = request.form.get("line", type=int), request.form.get("column", type=int)
        text = request.form.get("text", "")
        if line is None or column is None or not 0 <= column < 400 or len(text) > LONGEST_CELL:
            abort(400)
        answers = draft.answers.with_edit(line, column, text)
        if request.form.get("with_answers"):
            with suppress(BadDate):
                answers = answers_from(request.form, answers)
        drafts.answer(engine, draft.id, answers, who=current_analyst())
        return follow_up(replace(draft, answers=answers))

    @server.post(f"{DATA_PATH}/drafts/<draft_id>/commit")
    @analyst_only(engine)
    def commit_draft(draft_id: str) -> Response:
        words, draft = desk_words(), _own_draft(engine, draft_id)
        reason = request.form.get("reason", "").strip()
        if not reason:
            return follow_up(
                draft, notice=words("Say why you load this file: the reason is kept with it."), status=400
            )
        report = check(draft)
        if request.form.get("seen") != pipeline.fingerprint_of_seen(report):
            return follow_up(draft, notice=words(CHANGED_MEANWHILE), status=409)
        try:
            load = pipeline.commit(engine, report, who=current_analyst(), reason=reason, today=desk_today())
        except (pipeline.ChangedMeanwhile, pipeline.CannotCommit):
            return follow_up(draft, notice=words(CHANGED_MEANWHILE), status=409)
        drafts.discard(engine, draft_id, who=current_analyst())
        address = f"{DATA_PATH}/history/{load.batch}" if load.batch else f"{DATA_PATH}/history"
        target = desk_address(address, done="yes")
        if request.headers.get("HX-Request"):
            return Response(status=204, headers={"HX-Redirect": target})
        return redirect(target, 303)

    @server.post(f"{DATA_PATH}/drafts/<draft_id>/discard")
    @analyst_only(engine)
    def discard_draft(draft_id: str) -> Response:
        drafts.discard(engine, draft_id, who=current_analyst())
        return redirect(desk_address(DATA_PATH), 303)


def _own_draft(engine: WholeDatabase, draft_id: str) -> Draft:
    draft = drafts.read(engine, draft_id, who=current_analyst())
    if draft is None:
        abort(404)
    return draft


def attach_annotated(server: Flask, engine: WholeDatabase) -> None:
    """Add the copies of a draft's file that hold its problems."""

    @server.get(f"{DATA_PATH}/drafts/<draft_id>/annotated.<ending>")
    @analyst_only(engine)
    def annotated(draft_id: str, ending: str) -> Response:
        draft = _own_draft(engine, draft_id)
        words = Words(desk_language())
        report = pipeline.check(engine, draft.source, draft.answers, today=desk_today())
        stem = draft.source.name.rpartition(".")[0] or draft.source.name
        if ending == "xlsx":
            return attachment(
                annotated_xlsx(report, words, remedy=remedy_on_the_page), XLSX_TYPE, f"{stem}-checked.xlsx"
            )
        if ending == "csv":
            return attachment(
                annotated_csv(report, words, remedy=remedy_on_the_page), CSV_TYPE, f"{stem}-checked.csv"
            )
        abort(404)


def _review(
    engine: WholeDatabase, draft: Draft, report: Report, judge: Judge | None, *, notice: str = ""
) -> Component:
    words = desk_words()
    titles = read_titles(engine, words.language, new=report.new_references)
    return review(
        report,
        catalogue(engine),
        titles,
        words,
        path=f"{DATA_PATH}/drafts/{draft.id}",
        before_after=before_and_after(engine, report, titles, words=words, judge=judge),
        warning=notice,
    )


def _review_page(
    engine: WholeDatabase,
    draft: Draft,
    report: Report,
    judge: Judge | None,
    *,
    notice: str = "",
    status: int = 200,
) -> Response:
    body = _review(engine, draft, report, judge, notice=notice)
    return desk_page(engine, title=draft.source.name, body=body, active=True, status=status, has_scripts=True)
