"""A draft's pages: look at it, answer, correct cells, load it, throw it away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask, abort, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.before_after import before_and_after
from dashboard.desk.data import CSV_TYPE, XLSX_TYPE
from dashboard.desk.downloads import attachment
from dashboard.desk.forms import BadDate, answers_from
from dashboard.desk.language import desk_address, desk_language, desk_words
from dashboard.desk.page import DATA_PATH, desk_page, rendered, script_addresses
from dashboard.desk.review import review_values
from dashboard.desk.review_words import review_words
from dashboard.record.queries import WholeDatabase, catalogue
from dashboard.words import pick
from ingest import drafts, pipeline
from ingest.annotated import annotated_csv, annotated_xlsx
from ingest.drafts import Draft
from ingest.judging import Judge
from ingest.report import Report
from ingest.words import Words

LONGEST_CELL = 10_000


def attach_drafts(server: Flask, engine: WholeDatabase, *, judge: Judge | None) -> None:
    """Add the routes of drafts. ``judge`` says which verdicts a load would change."""

    def own_draft(draft: str) -> Draft:
        return _own_draft(engine, draft)

    def check(found: Draft) -> Report:
        return pipeline.check(engine, found.source, found.answers)

    def answered(found: Draft, *, notice: str = "", status: int = 200) -> Response:
        """The review in place for a script, else by a redirect to the page."""
        if request.headers.get("HX-Request"):
            part = _review_part(engine, found, check(found), judge, notice=notice)
            return Response(str(part), mimetype="text/html")
        if notice:
            return _review_page(engine, found, check(found), judge, notice=notice, status=status)
        return redirect(desk_address(f"{DATA_PATH}/drafts/{found.id}"), 303)

    @server.get(f"{DATA_PATH}/drafts/<draft>")
    @analyst_only(engine)
    def show_draft(draft: str) -> Response:
        found = own_draft(draft)
        return _review_page(engine, found, check(found), judge)

    @server.post(f"{DATA_PATH}/drafts/<draft>/answers")
    @analyst_only(engine)
    def answer_draft(draft: str) -> Response:
        found = own_draft(draft)
        try:
            answers = answers_from(request.form, found.answers)
        except BadDate as fault:
            words = desk_words()
            notice = words("“{found}” is no date; wanted one such as 2026-01-31.", found=fault)
            return answered(found, notice=notice, status=400)
        drafts.answer(engine, draft, answers, who=current_analyst())
        return answered(replace(found, answers=answers))

    @server.post(f"{DATA_PATH}/drafts/<draft>/cells")
    @analyst_only(engine)
    def correct_cell(draft: str) -> Response:
        found = own_draft(draft)
        line, column = request.form.get("line", type=int), request.form.get("column", type=int)
        text = request.form.get("text", "")
        if line is None or column is None or not 0 <= column < 400 or len(text) > LONGEST_CELL:
            abort(400)
        answers = found.answers.with_edit(line, column, text)
        drafts.answer(engine, draft, answers, who=current_analyst())
        return answered(replace(found, answers=answers))

    @server.post(f"{DATA_PATH}/drafts/<draft>/commit")
    @analyst_only(engine)
    def commit_draft(draft: str) -> Response:
        words, found = desk_words(), own_draft(draft)
        reason = request.form.get("reason", "").strip()
        if not reason:
            return answered(
                found, notice=words("Say why you load this file: the reason is kept with it."), status=400
            )
        report = check(found)
        if request.form.get("seen") != pipeline.fingerprint_of_seen(report):
            return answered(
                found, notice=words("The stored figures changed meanwhile. Look again."), status=409
            )
        try:
            done = pipeline.commit(engine, report, who=current_analyst(), reason=reason)
        except (pipeline.ChangedMeanwhile, pipeline.CannotCommit):
            return answered(
                found, notice=words("The stored figures changed meanwhile. Look again."), status=409
            )
        drafts.discard(engine, draft, who=current_analyst())
        address = f"{DATA_PATH}/history/{done.batch}" if done.batch else f"{DATA_PATH}/history"
        target = desk_address(address)
        if request.headers.get("HX-Request"):
            return Response(status=204, headers={"HX-Redirect": target})
        return redirect(target, 303)

    @server.post(f"{DATA_PATH}/drafts/<draft>/discard")
    @analyst_only(engine)
    def discard_draft(draft: str) -> Response:
        drafts.discard(engine, draft, who=current_analyst())
        return redirect(desk_address(DATA_PATH), 303)


def _own_draft(engine: WholeDatabase, draft: str) -> Draft:
    found = drafts.read(engine, draft, who=current_analyst())
    if found is None:
        abort(404)
    return found


def attach_annotated(server: Flask, engine: WholeDatabase) -> None:
    """Add the copies of a draft's file that hold its problems."""

    @server.get(f"{DATA_PATH}/drafts/<draft>/annotated.<ending>")
    @analyst_only(engine)
    def annotated(draft: str, ending: str) -> Response:
        found = _own_draft(engine, draft)
        report, words = pipeline.check(engine, found.source, found.answers), Words(desk_language())
        stem = found.source.name.rpartition(".")[0] or found.source.name
        if ending == "xlsx":
            return attachment(annotated_xlsx(report, words), XLSX_TYPE, f"{stem}-checked.xlsx")
        if ending == "csv":
            return attachment(annotated_csv(report, words), CSV_TYPE, f"{stem}-checked.csv")
        abort(404)


def _review_part(
    engine: WholeDatabase, found: Draft, report: Report, judge: Judge | None, *, notice: str = ""
) -> Markup:
    words = desk_words()
    known = catalogue(engine)
    language = words.language

    def listed(rows: Any, name: str) -> list[tuple[str, str]]:
        return [(row.id, pick(row, name, language)) for row in rows.values()]

    return rendered(
        "review.html",
        words=review_words(words),
        base=f"{DATA_PATH}/drafts/{found.id}",
        name=found.source.name,
        notice=notice,
        seen=pipeline.fingerprint_of_seen(report),
        before_after=before_and_after(engine, report, words=words, judge=judge),
        language=language,
        known_series=listed(known.series, "name"),
        known_publications=listed(known.publications, "title"),
        known_publishers=listed(known.publishers, "name"),
        known_areas=listed(known.areas, "name"),
        known_measures=listed(known.measures, "name"),
        known_categories=listed(known.categories, "name"),
        known_definitions=listed(known.definitions, "name"),
        **review_values(report, words=words),
    )


def _review_page(
    engine: WholeDatabase,
    found: Draft,
    report: Report,
    judge: Judge | None,
    *,
    notice: str = "",
    status: int = 200,
) -> Response:
    body = _review_part(engine, found, report, judge, notice=notice)
    return desk_page(
        engine, title=found.source.name, body=body, active=True, status=status, scripts=script_addresses()
    )
