"""``/download/...``: all figures and names at once, as one archive or file by file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from threading import Lock

import flask
from cachetools import LRUCache, cached
from flask import Response

from dashboard.address.known import meant
from dashboard.address.lookup import arguments_of
from dashboard.pages.downloads import ARCHIVE, DOWNLOAD
from dashboard.record.queries import DataVersion, WholeDatabase, data_version
from dashboard.web.answers import not_there, plain_answer, query_string, reader_words
from dashboard.web.chart_routes import with_caching
from ingest.dump import dump_files

FIRST_DAY_OF_ARCHIVES = (1980, 1, 1, 0, 0, 0)
"""An archive can name no earlier moment."""


def answer_downloads(server: flask.Flask, engine: WholeDatabase) -> None:
    """Add the routes of the whole data to a server."""

    # The archive and the files are made once for a state of the database, whoever asks.
    @cached(LRUCache(1), key=lambda version: version, lock=Lock())
    def files_of(version: DataVersion) -> dict[str, bytes]:
        files = dump_files(engine)
        return files | {ARCHIVE: _archive(files, version)}

    @server.get(f"{DOWNLOAD}/<path:name>")
    def download(name: str) -> Response:
        files = files_of(data_version(engine))
        asked = meant(name, files)
        if asked is None:
            known = [f"{DOWNLOAD}/{file}" for file in files]
            return plain_answer(not_there(known, reader_words(arguments_of(query_string()))), 404)
        name = asked
        content = files[name]
        kind = {"zip": "application/zip", "json": "application/json"}.get(name.rpartition(".")[2])
        response = Response(content, content_type=kind or "text/csv; charset=utf-8")
        saved_as = name.rpartition("/")[2]
        response.headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
        return with_caching(response, hashlib.sha256(content).hexdigest()[:32])


def _archive(files: dict[str, bytes], version: DataVersion) -> bytes:
    """The files in one folder; equal figures give equal bytes."""
    moment = version.recorded_at.timetuple()[:6] if version.recorded_at else FIRST_DAY_OF_ARCHIVES
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, bytes_of_file in files.items():
            entry = zipfile.ZipInfo(f"piracy-counts/{name}", date_time=moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, bytes_of_file)
    return content.getvalue()
