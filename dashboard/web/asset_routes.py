"""``/assets/<name>``: looks and scripts of our own, each made small once; Dash answers for the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import PurePath

import brotli
import flask
from flask import Response, request

from dashboard.markup.assets import LEAN_TYPES, asset, own_assets

LEVEL = 10
"""Of brotli's compression, done once a file: the strictest takes four times as long for two per cent less."""


def answer_assets(server: flask.Flask) -> None:
    """Add a route for each of our own assets to a server."""
    for name in own_assets():
        server.add_url_rule(f"/assets/{name}", f"asset {name}", _view(name))


def _view(name: str) -> Callable[[], Response]:
    kind = LEAN_TYPES[PurePath(name).suffix]

    def answer() -> Response:
        if not request.accept_encodings["br"]:
            return Response(asset(name), mimetype=kind)
        response = Response(_compressed(name), mimetype=kind)
        response.content_encoding = "br"
        response.vary.add("Accept-Encoding")
        return response

    return answer


@cache
def _compressed(name: str) -> bytes:
    return bytes(brotli.compress(asset(name), mode=brotli.MODE_TEXT, quality=LEVEL))
