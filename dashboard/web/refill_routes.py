"""``/briefing/refill``: a file that was made before goes in, and comes back with today's figures.

A POST changes nothing of ours; the file is kept in memory for whoever sent it, until others come.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from threading import Lock, Semaphore

import flask
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.address import settings
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.texts import content_disposition
from dashboard.files.chart_file import formats
from dashboard.files.tray import PATH
from dashboard.pages import View, Visit
from dashboard.pages.parts.refill import REFILL, refilled_view, refused_view
from dashboard.record.queries import Database
from dashboard.web.pack_routes import MOST_TEMPLATE_BYTES
from dashboard.words import LANGUAGES, interface_words

READING_POST = "briefing_refill"
"""The function of this module that answers a POST and changes nothing."""
MOST_KEPT = 6


@dataclass(frozen=True)
class Result:
    """A file that was filled, the report in each language, and the name of its file."""

    content: bytes
    reports: Mapping[str, str]
    stem: str
    ending: str


@dataclass
class Results:
    """The last files of this process by names that nobody can guess; the oldest make room."""

    by_name: dict[str, Result] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    at_once: Semaphore = field(default_factory=lambda: Semaphore(1))

    def add(self, result: Result) -> str:
        with self.lock:
            while len(self.by_name) >= MOST_KEPT:
                del self.by_name[next(iter(self.by_name))]
            name = uuid.uuid4().hex
            self.by_name[name] = result
            return name


def answer_refills(
    server: flask.Flask,
    engine: Database,
    *,
    visit_of: Callable[[str], Visit],
    write_view: Callable[[Visit, View], str],
) -> None:
    """Add the routes; ``visit_of`` reads a query, ``write_view`` makes a whole page of a view."""
    results = Results()

    def answer(visit: Visit, view: View, status: int = 200) -> Response:
        response = Response(write_view(visit, view), status=status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.post(REFILL, endpoint=READING_POST)
    def refill() -> Response:
        from dashboard.files.refill_file import refill_file
        from dashboard.files.refill_report import lines, reports, summary

        request.max_content_length = MOST_TEMPLATE_BYTES
        try:
            sent, language = request.files.get("deck"), request.form.get("lang", "")
        except RequestEntityTooLarge:
            visit = visit_of("")
            most = MOST_TEMPLATE_BYTES // 1_000_000
            sentence = visit.words("The file is larger than {most} MB; choose a smaller one.", most=most)
            return answer(visit, refused_view(visit, sentence), 413)
        visit = visit_of(f"lang={language}" if language in LANGUAGES else "")
        if sent is None or not sent.filename:
            sentence = visit.words(
                "No file was chosen: choose one that was made here before (.pptx or .docx)."
            )
            return answer(visit, refused_view(visit, sentence), 400)
        options = Options(public_url=settings.public_url())
        try:
            with results.at_once:
                refilled, ending = refill_file(
                    engine, sent.read(), Selection(language=visit.language), options
                )
        except TemplateNotRead as fault:
            sentence = visit.words(
                "{file} cannot be filled: {cause}.", file=sent.filename, cause=fault.sentence(visit.words)
            )
            return answer(visit, refused_view(visit, sentence), 400)
        if not refilled.slides:
            return answer(visit, refused_view(visit, lines(refilled, visit.words, ending)[0]), 400)
        told = {
            language: "\r\n".join(lines(refilled, interface_words(language), ending))
            for language in LANGUAGES
        }
        name = results.add(Result(refilled.content, told, PurePath(sent.filename).stem, ending))
        words = visit.words
        view = refilled_view(
            visit, f"{name}.{ending}", summary(refilled, words), reports(refilled, words, ending)
        )
        return answer(visit, view)

    @server.get(REFILL)
    def form() -> Response:
        return Response(status=302, headers={"Location": PATH, "Cache-Control": "no-cache"})

    @server.get(f"{REFILL}/<name>.<any(pptx, docx):ending>")
    def filled(name: str, ending: str) -> Response:
        result = results.by_name.get(name)
        if result is None or ending != result.ending:
            return flask.abort(404)
        response = Response(result.content, content_type=formats()[ending].content_type)
        response.headers["Content-Disposition"] = content_disposition(result.stem, ending, inline=False)
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.get(f"{REFILL}/<name>_<language>.txt")
    def report(name: str, language: str) -> Response:
        result = results.by_name.get(name)
        if result is None or language not in result.reports:
            return flask.abort(404)
        response = Response(f"\ufeff{result.reports[language]}\r\n", content_type="text/plain; charset=utf-8")
        stem = f"{result.stem}_{language}"
        response.headers["Content-Disposition"] = content_disposition(stem, "txt", inline=False)
        response.headers["Cache-Control"] = "no-store"
        return response
