"""How answers travel: compressed, cached for ever where an address names its content, and to nobody else.

Other sites may show a chart in a frame where the operator names them, and nothing else of ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, g, request
from flask_compress import Compress

from dashboard.address.old_links import EMBED_PATH
from dashboard.address.settings import EVERY_ORIGIN, embed_origins

DESK_PATHS = ("/data", "/sign-in", "/sign-out")
"""What only analysts see: no cache keeps it, not even the browser's own."""
FOR_EVER = "public, max-age=31536000, immutable"
COMPRESSED_TYPES = [
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/atom+xml",
    "image/svg+xml",
]
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
"""No third party at all. Dash and Plotly set styles on elements, hence 'unsafe-inline' for styles only."""
EMBED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
"""A chart in another site's frame runs our own script alone, and asks for nothing but that and its looks."""
MOST_BYTES_KEPT = 16_000_000
"""Of compressed answers, some 25 KB a page; the ones not asked for the longest go first."""


class _Compressed:
    """The compressed bytes of what was answered last, by address and content: each is compressed once."""

    def __init__(self) -> None:
        self._answers: LRUCache[str, bytes] = LRUCache(MOST_BYTES_KEPT, getsizeof=len)
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            return self._answers.get(key)

    def set(self, key: str, value: bytes) -> None:
        # Flask-Compress puts its algorithm and a semicolon before the name; an answer without has none.
        if key.endswith(";") or len(value) > self._answers.maxsize:
            return
        with self._lock:
            self._answers[key] = value


OURS = ("'self'",)


def _name_of_content(_request: Any) -> str:
    """A name that no other content has: a fingerprinted address, or address and ETag; "" for the rest."""
    if _is_fingerprinted():
        return request.full_path
    return f"{request.full_path} {g.etag}" if "etag" in g else ""


def deliver(server: Flask, *, script_hashes: Callable[[], Any]) -> None:
    """Set up compression, caching and the security headers of every answer."""
    server.config.update(
        COMPRESS_MIMETYPES=COMPRESSED_TYPES,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=8,
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_CACHE_KEY=_name_of_content,
        COMPRESS_CACHE_BACKEND=_Compressed,
    )
    hashes = " ".join(script_hashes())

    # Flask runs these in reverse order: what is registered last, first.
    @server.after_request
    def secure(response: Response) -> Response:
        ancestors = _who_may_frame()
        if request.path.startswith(EMBED_PATH):
            response.headers["Content-Security-Policy"] = EMBED_POLICY.format(ancestors=" ".join(ancestors))
        else:
            response.headers["Content-Security-Policy"] = POLICY.format(hashes=hashes)
        if ancestors == OURS:
            # The older header says the same to older browsers; it cannot name another site.
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    Compress(server)

    @server.after_request
    def cache(response: Response) -> Response:
        if _is_of_the_desk():
            response.headers["Cache-Control"] = "no-store"
            response.headers.pop("ETag", None)
            return response
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            response.vary.add("Accept-Language")
            return response
        if _is_fingerprinted():
            response.headers["Cache-Control"] = FOR_EVER
            response.headers.pop("ETag", None)
            return response
        if response.direct_passthrough:
            response.headers["Cache-Control"] = "no-cache"
            return response
        # What named its own content before it was made (a chart's file) keeps that name.
        response.headers.setdefault("Cache-Control", "no-cache")
        etag, _ = response.get_etag()
        g.etag = etag or hashlib.sha256(response.get_data()).hexdigest()[:32]
        if etag is None:
            response.set_etag(g.etag)
        response.vary.add("Accept-Language")
        response.make_conditional(request)
        return response


def _who_may_frame() -> tuple[str, ...]:
    """Whose pages may hold the answer in a frame: our own, and for a chart made for that who was named."""
    others = embed_origins() if request.path.startswith(EMBED_PATH) else ()
    return others if others == (EVERY_ORIGIN,) else (*OURS, *others)


def _is_of_the_desk() -> bool:
    return any(request.path == path or request.path.startswith(f"{path}/") for path in DESK_PATHS)


def _is_fingerprinted() -> bool:
    """Whether the address changes whenever its content does."""
    if "/_dash-component-suites/" in request.path:
        return ".v" in request.path or "m" in request.args
    return request.path.startswith("/assets/") and "m" in request.args
