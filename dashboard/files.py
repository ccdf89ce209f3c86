"""Files of charts by address: ``/c/<chart>.<format>`` for each format, ``/c/<chart>`` for the page of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, urlencode

import flask
from flask import Response, request

import dashboard.charts
import dashboard.exporters
from dashboard.charts import Chart
from dashboard.collect import collect
from dashboard.exporters import Exporter
from dashboard.exporters.carried import (
    PAPERS,
    SCALES,
    Options,
    content_disposition,
    file_stem,
    page_address,
    public_address,
)
from dashboard.queries import Catalogue, Database, kept
from dashboard.selection import Dropped, Selection

FILE_OPTIONS = ("scale", "background", "paper", "download")
"""Options of an address that say how a file looks, not what it shows."""

Read = Callable[[str], tuple[Catalogue, Selection, tuple[Dropped, ...]]]
"""Reads a query string: the words known at its point of time, its selection, and what was dropped."""


@dataclass(frozen=True)
class Asked:
    """How a file was asked for: its look, whether it is to be saved at once, and what was not understood."""

    options: Options
    is_download: bool
    dropped: tuple[Dropped, ...]


@cache
def charts() -> Mapping[str, Chart]:
    """Every chart by its public name."""
    return {chart.id: chart for chart in collect(dashboard.charts, "CHART").values()}


@cache
def formats() -> Mapping[str, Exporter]:
    """Every format by its ending."""
    return {one.format: one for one in collect(dashboard.exporters, "EXPORTER").values()}


def split_query(query: str) -> tuple[str, dict[str, list[str]]]:
    """A query string without the options of files, and these."""
    arguments = parse_qs(query, keep_blank_values=True, errors="replace")
    of_files = {name: values for name, values in arguments.items() if name in FILE_OPTIONS}
    rest = [(name, value) for name, values in arguments.items() if name not in of_files for value in values]
    return (urlencode(rest) if of_files else query), of_files


def read_options(arguments: Mapping[str, list[str]], *, public_url: str = "") -> Asked:
    """The look that an address asks for; what is not understood is dropped and named, never an error."""
    dropped: list[Dropped] = []

    def one_of(name: str, known: tuple[str, ...]) -> str:
        for value in arguments.get(name, ()):
            if value in known:
                return value
            dropped.append(Dropped(name, value, "not-a-choice"))
        return known[0]

    options = Options(
        scale=int(one_of("scale", tuple(str(one) for one in SCALES))),
        transparent=one_of("background", ("white", "transparent")) == "transparent",
        paper=one_of("paper", PAPERS),
        public_url=public_url,
    )
    return Asked(options, one_of("download", ("0", "1")) == "1", tuple(dropped))


@kept(128)
def chart_file(
    engine: Database, catalogue: Catalogue, chart: str, selection: Selection, ending: str, options: Options
) -> tuple[bytes, str]:
    """The bytes of a file and its name without an ending; kept until the data version changes."""
    chosen = charts()[chart].default(engine, catalogue, selection)
    sheet = charts()[chart].build(engine, catalogue, chosen)
    return formats()[ending].export(sheet, catalogue, options), file_stem(sheet)


def answer_files(server: flask.Flask, engine: Database, read: Read) -> None:
    """Answer the addresses of files and the way to their pages."""

    @server.get("/c/<chart>.<ending>")
    def file_of_chart(chart: str, ending: str) -> Response:
        if chart not in charts() or ending not in formats():
            return _not_here()
        query, of_files = split_query(request.query_string.decode("ascii", "replace"))
        catalogue, selection, dropped = read(query)
        asked = read_options(of_files, public_url=public_address(os.environ.get("PIRACY_PUBLIC_URL", "")))
        content, stem = chart_file(engine, catalogue, chart, selection, ending, asked.options)
        response = Response(content, content_type=formats()[ending].content_type)
        response.headers["Content-Disposition"] = content_disposition(
            stem, ending, inline=not asked.is_download
        )
        for one in (*dropped, *asked.dropped)[:8]:
            said = flask.json.dumps(f"{one.name}={one.value[:60]}: {one.reason}")
            response.headers.add("X-Dropped", said)
        return response

    @server.get("/c/<chart>")
    def page_of_chart(chart: str) -> Response:
        if chart not in charts():
            return _not_here()
        query, _ = split_query(request.query_string.decode("ascii", "replace"))
        _, selection, _ = read(query)
        response = Response(status=302)
        response.headers["Location"] = page_address(chart, selection)
        return response


def _not_here() -> Response:
    known = ", ".join(f"/c/{one}.{other}" for one in charts() for other in formats())
    return Response(f"Not here. Known: {known}\n", status=404, mimetype="text/plain")
