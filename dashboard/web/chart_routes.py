"""``/c/<chart>.<format>``: every chart in every format, from the same Sheet as the page; ``/c/<chart>`` leads
to that page. For browsers, ``curl -o``, spreadsheets and ``pandas.read_csv(url)`` alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

import flask
from flask import Response, request

from dashboard.address import settings
from dashboard.address.known import meant
from dashboard.address.lookup import arguments_of, look_up
from dashboard.address.old_links import CHARTS, PATHS, current_chart
from dashboard.address.options import DOWNLOAD, NOT_A_CHOICE, read_options
from dashboard.address.refusals import known_in, turned_years
from dashboard.address.selection import Dropped
from dashboard.charts import charts
from dashboard.exporters.texts import content_disposition, file_stem, page_of
from dashboard.files.chart_file import FileCache, FileRequest, NothingToDraw, formats, require_figures
from dashboard.record.queries import Database
from dashboard.web.answers import (
    not_there,
    plain_answer,
    preferred_language,
    query_string,
    reader_words,
    refusal,
)
from dashboard.words import interface_words

REVALIDATED = "public, no-cache"
"""Any cache may keep a file, and asks before each use whether it still holds: that costs a 304."""
MOST_DROPPED = 8


def answer_files(server: flask.Flask, engine: Database) -> None:
    """Add the routes of charts as files, and of charts by name, to a server."""
    cache = FileCache()

    @server.get("/c/<name>")
    def chart_file(name: str) -> Response:
        chart_name, dot, typed = name.rpartition(".") if "." in name else (name, "", "")
        chart, ending = current_chart(chart_name, charts()), meant(typed, formats())
        arguments = arguments_of(query_string())
        if chart is None or (dot and ending is None):
            addresses = [f"/c/{chart}.{ending}" for chart in charts() for ending in formats()]
            return plain_answer(not_there(addresses, reader_words(arguments)), 404)
        if meant(chart_name, CHARTS):
            return _elsewhere(f"/c/{chart}{dot}{ending or ''}", arguments)
        if ending is None:
            return _to_its_page(engine, chart, arguments)
        return _file(engine, cache, chart, ending, arguments)


def follow_old_links(server: flask.Flask) -> None:
    """Lead from a page's old address to where it stands today."""

    @server.before_request
    def follow() -> Response | None:
        if request.path not in PATHS or request.method not in ("GET", "HEAD"):
            return None
        return _elsewhere(PATHS[request.path], arguments_of(query_string()))


def _file(
    engine: Database, cache: FileCache, chart: str, ending: str, arguments: Mapping[str, Sequence[str]]
) -> Response:
    options, dropped, rest = read_options(arguments, public_url=settings.public_url())
    download, wrong, rest = _download_in(rest)
    catalogue, selection, unknown = look_up(engine, rest, preferred_language=preferred_language())
    dropped = (*dropped, *wrong, *unknown)
    words = interface_words(selection.language)
    if refused := refusal((*dropped, *turned_years(rest)), known_in(catalogue), words):
        return refused
    file_request = FileRequest(charts()[chart], formats()[ending], catalogue, selection, options)
    name = file_request.name_of_content()
    if _is_known_to_the_reader(name):
        return with_caching(Response(status=304), name)
    file = cache.get(name)
    if file is None:
        sheet = file_request.sheet(engine)
        try:
            require_figures(engine, catalogue, sheet, selection)
        except NothingToDraw as nothing:
            return plain_answer(nothing.args, 404)
        file = file_request.file(sheet), file_stem(sheet)
        cache.put(name, *file)
    content, stem = file
    response = Response(content, content_type=file_request.exporter.content_type)
    response.headers["Content-Disposition"] = content_disposition(stem, ending, inline=not download)
    tell_dropped(response, dropped)
    return with_caching(response, name)


def tell_dropped(response: Response, dropped: Sequence[Dropped]) -> None:
    """Say in the head of an answer what of the address was not understood."""
    for part in dropped[:MOST_DROPPED]:
        response.headers.add("X-Dropped", flask.json.dumps(f"{part.name}={part.value[:60]}: {part.reason}"))


def _download_in(
    arguments: Mapping[str, Sequence[str]],
) -> tuple[bool, tuple[Dropped, ...], dict[str, list[str]]]:
    rest = {name: list(values) for name, values in arguments.items()}
    values = [value.strip() for value in rest.pop(DOWNLOAD, [])]
    wrong = tuple(Dropped(DOWNLOAD, value, NOT_A_CHOICE) for value in values if value not in ("", "0", "1"))
    return "1" in values, wrong, rest


def _is_known_to_the_reader(name: str) -> bool:
    """Whether the reader's copy is the same content; compression puts its own mark behind the name."""
    tags = request.if_none_match.as_set(include_weak=True)
    return any(tag.partition(":")[0] == name for tag in tags)


def with_caching(response: Response, name: str) -> Response:
    """A file that caches may keep under the name of its content."""
    response.set_etag(name)
    response.headers["Cache-Control"] = REVALIDATED
    response.vary.add("Accept-Language")
    return response


def _to_its_page(engine: Database, chart: str, arguments: Mapping[str, Sequence[str]]) -> Response:
    """The page that shows the chart with this selection; how a file should look is nothing to a page."""
    _, selection, _ = look_up(engine, arguments, preferred_language=preferred_language())
    path, place = page_of(chart, selection.indicator)
    _, _, rest = read_options(arguments)
    _, _, rest = _download_in(rest)
    if not charts()[chart].series_are_chosen:
        rest.pop("series", None)
    return _elsewhere(path, rest, place)


def _elsewhere(path: str, arguments: Mapping[str, Sequence[str]], place: str = "") -> Response:
    query = urlencode([(name, value) for name, values in arguments.items() for value in values], safe=":,")
    address = f"{path}{'?' if query else ''}{query}{quote(place, safe='#')}"
    return Response(status=302, headers={"Location": address, "Cache-Control": "no-cache"})
