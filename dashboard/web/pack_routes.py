"""``/briefing.pptx?item=...`` and ``.pdf``: a tray as one file; ``/briefing.toml`` is its recipe.

The page makes the file in a job and asks how far it is; without scripts, or by ``curl -o``, the answer is
the file itself. Nothing here writes to the database: a POST only carries an office's own slides along.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock, Semaphore, Thread
from typing import Any

import flask
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.address import settings
from dashboard.address.known import meant
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.options import read_options
from dashboard.address.refusals import known_in, refused, sentences, turned_years
from dashboard.charts import charts
from dashboard.exporters import TemplateNotRead
from dashboard.exporters.texts import content_disposition
from dashboard.files.chart_file import FileCache, formats
from dashboard.files.pack import pack_text, with_surroundings
from dashboard.files.pack_file import PackRequest, faults_in, make_pack, packing_formats
from dashboard.files.tray import NAMES, PATH, read_tray
from dashboard.record.queries import Database
from dashboard.scene.sheet import Sheet
from dashboard.web.answers import (
    not_there,
    plain_answer,
    preferred_language,
    query_string,
    reader_words,
    where_asked,
)
from dashboard.web.chart_routes import REVALIDATED
from dashboard.words import Words, interface_words

RECIPE = "toml"
JOBS = f"{PATH}/jobs"
READING_POSTS = ("briefing_file", "briefing_start")
"""The functions of this module that answer a POST: they change nothing, so they need no token."""
MOST_TEMPLATE_BYTES = 30_000_000
MOST_JOBS = 12
MOST_WAITING = 8
"""Jobs that are not done; more are refused, to be asked for again in a moment."""
AT_ONCE = 1
"""Packs that are made at the same time: pages are to stay quick meanwhile."""


@dataclass
class Job:
    """A pack in the making: how many of its steps are done, what was done last, and what came of it."""

    pack_request: PackRequest
    total: int
    done: int = 0
    doing: str = ""
    content: bytes = b""
    fault: str = ""
    is_over: bool = False


@dataclass
class Jobs:
    """The jobs of this process, oldest first; the oldest that are over are forgotten."""

    by_name: dict[str, Job] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    at_once: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    def add(self, job: Job) -> str | None:
        """The job's name; None where too many wait."""
        with self.lock:
            if sum(not job.is_over for job in self.by_name.values()) >= MOST_WAITING:
                return None
            name = uuid.uuid4().hex
            self.by_name[name] = job
            over = [name for name, job in self.by_name.items() if job.is_over]
            for oldest in over[: max(0, len(self.by_name) - MOST_JOBS)]:
                del self.by_name[oldest]
            return name

    def get(self, name: str) -> Job | None:
        with self.lock:
            return self.by_name.get(name)


def answer_briefings(server: flask.Flask, engine: Database) -> None:
    """Add the routes of packs to a server."""
    cache, jobs = FileCache(), Jobs()

    @server.route(f"{PATH}.<typed>", methods=["GET", "POST"], endpoint=READING_POSTS[0])
    def pack_file(typed: str) -> Response:
        ending = meant(typed, _endings())
        if ending is None:
            words = reader_words(arguments_of(query_string()))
            return plain_answer(not_there([f"{PATH}.{one}" for one in _endings()], words), 404)
        try:
            pack_request, faults = _pack_request(engine, ending)
        except RequestEntityTooLarge:
            return _too_large()
        if faults:
            return plain_answer(faults, 400)
        if ending == RECIPE:
            recipe = with_surroundings(pack_request.pack, pack_request.around)
            return _file(engine, pack_request, pack_text(recipe).encode())
        name = pack_request.name_of_content(engine)
        if request.method == "GET" and name in {tag.partition(":")[0] for tag in _known_to_the_reader()}:
            return _cached(Response(status=304), name)
        file = cache.get(name)
        try:
            content = file[0] if file else make_pack(engine, pack_request)
        except TemplateNotRead as fault:
            return plain_answer([_unread(_words(pack_request), fault)], 400)
        cache.put(name, content, "")
        response = _file(engine, pack_request, content)
        return _cached(response, name) if request.method == "GET" else response

    @server.post(JOBS, endpoint=READING_POSTS[1])
    def start() -> Response:
        try:
            pack_request, faults = _pack_request(engine, "")
        except RequestEntityTooLarge:
            return _too_large()
        if faults:
            return plain_answer(faults, 400)
        job = Job(pack_request, pack_request.steps)
        name = jobs.add(job)
        if name is None:
            words = _words(pack_request)
            busy = words("Others are making packs at this moment: ask again in a minute.")
            response = plain_answer([busy], 503)
            response.headers["Retry-After"] = "30"
            return response
        Thread(target=_work, args=(engine, job, jobs.at_once), daemon=True).start()
        return _progress(name, job, 202)

    @server.get(f"{JOBS}/<name>")
    def progress(name: str) -> Response:
        job = jobs.get(name)
        return _progress(name, job, 200) if job else plain_answer(["No such job."], 404)

    @server.get(f"{JOBS}/<name>/file")
    def result(name: str) -> Response:
        job = jobs.get(name)
        if job is None or not job.content:
            return plain_answer(["No such file."], 404)
        response = _file(engine, job.pack_request, job.content)
        response.headers["Cache-Control"] = "no-store"
        return response


def _words(pack_request: PackRequest) -> Words:
    return interface_words(pack_request.around.language)


def _endings() -> list[str]:
    return [*packing_formats(), RECIPE]


def _pack_request(engine: Database, ending: str) -> tuple[PackRequest, list[str]]:
    """What the address and, in a POST, the form ask for, and why that cannot be made."""
    arguments: dict[str, list[str]] = {}
    template = None
    if request.method == "POST":
        request.max_content_length = MOST_TEMPLATE_BYTES
        sent = request.files.get("template")
        template = sent.read() if sent else None
        arguments = {name: request.form.getlist(name) for name in request.form}
        form = next(iter(arguments.pop("format", ())), "")
        ending = ending or meant(form, packing_formats()) or ""
    arguments = {**arguments_of(query_string()), **arguments}
    own = {name: values for name, values in arguments.items() if name in NAMES}
    rest = {name: values for name, values in arguments.items() if name not in NAMES}
    options, wrong, rest = read_options(rest, public_url=settings.public_url())
    catalogue, around, unknown = look_up(engine, rest, preferred_language=preferred_language())
    tray = read_tray(own, charts=charts())
    pack, words = tray.pack, interface_words(around.language)
    faults = sentences(
        refused((*wrong, *unknown, *turned_years(rest), *tray.dropped)),
        where_asked(),
        known_in(catalogue, charts()),
        words,
    )
    faults += [sentence for told in faults_in(engine, pack, around).values() for sentence in told]
    if not pack.sheets or not ending:
        faults.append(_empty(words))
    options = replace(options, template=template or None, paper=pack.paper or options.paper)
    return PackRequest(pack, around, ending, options), faults


def _work(engine: Database, job: Job, at_once: Semaphore) -> None:
    """Make a job's file; whatever goes wrong, the person who waits is told that it is over."""
    words = _words(job.pack_request)

    def progress(sheet: Sheet) -> None:
        job.done += 1
        job.doing = sheet.headline

    try:
        with at_once:
            job.content = make_pack(engine, job.pack_request, progress)
    except TemplateNotRead as fault:
        job.fault = _unread(words, fault)
    except Exception:
        logging.getLogger(__name__).exception("a pack could not be made")
        job.fault = words("The file could not be made. The server's log says why.")
    finally:
        # An office's slides are not kept longer than they are needed.
        job.pack_request = replace(job.pack_request, options=replace(job.pack_request.options, template=None))
        job.is_over = True


def _progress(name: str, job: Job, status: int) -> Response:
    """How far a job is, as the script of the page reads it."""
    words = _words(job.pack_request)
    state: dict[str, Any] = {
        "at": f"{JOBS}/{name}",
        "done": job.done,
        "total": job.total,
        "doing": job.doing or words("Waiting …"),
        "fault": job.fault,
    }
    if job.content:
        state["file"] = f"{JOBS}/{name}/file"
        state["doing"] = words("Done: {size} KB.", size=-(-len(job.content) // 1000))
    response = flask.jsonify(state)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(engine: Database, pack_request: PackRequest, content: bytes) -> Response:
    kind = (
        "application/toml; charset=utf-8"
        if pack_request.ending == RECIPE
        else formats()[pack_request.ending].content_type
    )
    response = Response(content, content_type=kind)
    stem = pack_request.stem(engine)
    response.headers["Content-Disposition"] = content_disposition(stem, pack_request.ending, inline=False)
    return response


def _known_to_the_reader() -> Sequence[str]:
    return list(request.if_none_match.as_set(include_weak=True))


def _cached(response: Response, name: str) -> Response:
    response.set_etag(name)
    response.headers["Cache-Control"] = REVALIDATED
    response.vary.add("Accept-Language")
    return response


def _empty(words: Words) -> str:
    return words("The tray is empty: add at least one chart on the page Briefing.")


def _unread(words: Words, fault: TemplateNotRead) -> str:
    return words(
        "Your office's slides cannot be used: {cause}. Save them in PowerPoint as .pptx or .potx and choose "
        "that file.",
        cause=fault.sentence(words),
    )


def _too_large() -> Response:
    language = preferred_language()
    words = interface_words(language)
    most = MOST_TEMPLATE_BYTES // 1_000_000
    return plain_answer(
        [words("The slides are larger than {most} MB; choose a smaller file.", most=most)], 413
    )
