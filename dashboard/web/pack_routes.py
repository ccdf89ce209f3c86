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
from dashboard.address.lookup import arguments_of, asked
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import charts
from dashboard.exporters.pptx_file import TemplateNotRead
from dashboard.exporters.texts import content_disposition
from dashboard.files.chart_file import FileCache, formats
from dashboard.files.pack import Pack, pack_text
from dashboard.files.pack_file import make, name_of_content, packing_formats, stem_of, steps
from dashboard.files.tray import NAMES, PATH, read_tray
from dashboard.record.queries import Database
from dashboard.scene.sheet import Sheet
from dashboard.web.chart_routes import REVALIDATED, preferred_language, query_string
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


@dataclass(frozen=True)
class Wish:
    """What a request asks for."""

    pack: Pack
    around: Selection
    ending: str
    options: Options

    @property
    def words(self) -> Words:
        return interface_words(self.around.language)


@dataclass
class Job:
    """A pack in the making: how many of its steps are done, what was done last, and what came of it."""

    wish: Wish
    total: int
    done: int = 0
    doing: str = ""
    content: bytes = b""
    fault: str = ""
    is_over: bool = False


@dataclass
class Jobs:
    """The jobs of this process, oldest first; the oldest that are over are forgotten."""

    known: dict[str, Job] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    at_once: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))

    def add(self, job: Job) -> str | None:
        """The job's name; None where too many wait."""
        with self.lock:
            if sum(not one.is_over for one in self.known.values()) >= MOST_WAITING:
                return None
            name = uuid.uuid4().hex
            self.known[name] = job
            over = [one for one, each in self.known.items() if each.is_over]
            for one in over[: max(0, len(self.known) - MOST_JOBS)]:
                del self.known[one]
            return name

    def get(self, name: str) -> Job | None:
        with self.lock:
            return self.known.get(name)


def answer_briefings(server: flask.Flask, engine: Database) -> None:
    """Add the routes of packs to a server."""
    kept, jobs = FileCache(), Jobs()

    @server.route(f"{PATH}.<ending>", methods=["GET", "POST"], endpoint=READING_POSTS[0])
    def file(ending: str) -> Response:
        if ending != RECIPE and ending not in packing_formats():
            return _said(f"Not here. Known: {', '.join(f'{PATH}.{one}' for one in _endings())}", 404)
        try:
            wish = _wish(engine, ending)
        except RequestEntityTooLarge:
            return _too_large()
        if not wish.pack.sheets:
            return _said(_empty(wish.words), 400)
        if ending == RECIPE:
            return _file(engine, wish, pack_text(wish.pack).encode())
        name = name_of_content(engine, wish.pack, wish.around, ending, wish.options)
        if request.method == "GET" and name in {one.partition(":")[0] for one in _known_to_the_reader()}:
            return _cached(Response(status=304), name)
        found = kept.get(name)
        try:
            content = found[0] if found else _made(engine, wish)
        except TemplateNotRead as fault:
            return _said(_unread(wish.words, fault), 400)
        kept.put(name, content, "")
        response = _file(engine, wish, content)
        return _cached(response, name) if request.method == "GET" else response

    @server.post(JOBS, endpoint=READING_POSTS[1])
    def start() -> Response:
        try:
            wish = _wish(engine, "")
        except RequestEntityTooLarge:
            return _too_large()
        if not wish.pack.sheets or wish.ending not in packing_formats():
            return _said(_empty(wish.words), 400)
        job = Job(wish, steps(wish.pack, wish.around))
        name = jobs.add(job)
        if name is None:
            busy = wish.words("Others are making packs at this moment: ask again in a minute.")
            response = _said(busy, 503)
            response.headers["Retry-After"] = "30"
            return response
        Thread(target=_work, args=(engine, job, jobs.at_once), daemon=True).start()
        return _told(name, job, 202)

    @server.get(f"{JOBS}/<name>")
    def progress(name: str) -> Response:
        job = jobs.get(name)
        return _told(name, job, 200) if job else _said("No such job.", 404)

    @server.get(f"{JOBS}/<name>/file")
    def result(name: str) -> Response:
        job = jobs.get(name)
        if job is None or not job.content:
            return _said("No such file.", 404)
        response = _file(engine, job.wish, job.content)
        response.headers["Cache-Control"] = "no-store"
        return response


def _endings() -> list[str]:
    return [*packing_formats(), RECIPE]


def _wish(engine: Database, ending: str) -> Wish:
    """What the address and, in a POST, the form ask for."""
    arguments: dict[str, list[str]] = {}
    template = None
    if request.method == "POST":
        request.max_content_length = MOST_TEMPLATE_BYTES
        sent = request.files.get("template")
        template = sent.read() if sent else None
        arguments = {name: request.form.getlist(name) for name in request.form}
        ending = ending or next(iter(arguments.pop("format", ())), "")
    arguments = {**arguments_of(query_string()), **arguments}
    own = {name: values for name, values in arguments.items() if name in NAMES}
    rest = {name: values for name, values in arguments.items() if name not in NAMES}
    _, around, _ = asked(engine, rest, preferred_language=preferred_language())
    pack = read_tray(own, charts=charts()).pack
    options = Options(public_url=settings.public_url(), template=template or None)
    if pack.paper:
        options = replace(options, paper=pack.paper)
    return Wish(pack, around, ending, options)


def _made(engine: Database, wish: Wish, told: Any = lambda _sheet: None) -> bytes:
    return make(engine, wish.pack, wish.around, ending=wish.ending, options=wish.options, told=told)


def _work(engine: Database, job: Job, at_once: Semaphore) -> None:
    """Make a job's file; whatever goes wrong, the person who waits is told that it is over."""
    words = job.wish.words

    def told(sheet: Sheet) -> None:
        job.done += 1
        job.doing = sheet.headline

    try:
        with at_once:
            job.content = _made(engine, job.wish, told)
    except TemplateNotRead as fault:
        job.fault = _unread(words, fault)
    except Exception:
        logging.getLogger(__name__).exception("a pack could not be made")
        job.fault = words("The file could not be made. The server's log says why.")
    finally:
        # An office's slides are not kept longer than they are needed.
        job.wish = replace(job.wish, options=replace(job.wish.options, template=None))
        job.is_over = True


def _told(name: str, job: Job, status: int) -> Response:
    """How far a job is, as the script of the page reads it."""
    words = job.wish.words
    said: dict[str, Any] = {
        "at": f"{JOBS}/{name}",
        "done": job.done,
        "total": job.total,
        "doing": job.doing or words("Waiting …"),
        "fault": job.fault,
    }
    if job.content:
        said["file"] = f"{JOBS}/{name}/file"
        said["doing"] = words("Done: {size} KB.", size=-(-len(job.content) // 1000))
    response = flask.jsonify(said)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(engine: Database, wish: Wish, content: bytes) -> Response:
    known = formats()
    kind = "application/toml; charset=utf-8" if wish.ending == RECIPE else known[wish.ending].content_type
    response = Response(content, content_type=kind)
    stem = stem_of(engine, wish.pack, wish.around)
    response.headers["Content-Disposition"] = content_disposition(stem, wish.ending, inline=False)
    return response


def _known_to_the_reader() -> Sequence[str]:
    return list(request.if_none_match.as_set(include_weak=True))


def _cached(response: Response, name: str) -> Response:
    response.set_etag(name)
    response.headers["Cache-Control"] = REVALIDATED
    response.vary.add("Accept-Language")
    return response


def _empty(words: Words) -> str:
    return words("The tray is empty: put at least one chart into it, as item=trend in the address.")


def _unread(words: Words, fault: Exception) -> str:
    return words(
        "Your office's slides cannot be used: {cause}. Save them in PowerPoint as .pptx or .potx and choose "
        "that file.",
        cause=words(str(fault)),
    )


def _too_large() -> Response:
    language = preferred_language()
    words = interface_words(language)
    most = MOST_TEMPLATE_BYTES // 1_000_000
    return _said(words("The slides are larger than {most} MB; choose a smaller file.", most=most), 413)


def _said(sentence: str, status: int) -> Response:
    return Response(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
