"""The desk's first page, ``/data``: who may change data, and who is signed in."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from dashboard.desk.analyst import current_analyst, is_signed_in
from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import DATA_PATH, desk_page, rendered
from dashboard.queries import Database


def attach_data(server: Flask, engine: Database) -> None:
    """Add the route of the desk's first page."""

    @server.get(DATA_PATH)
    def data() -> Response:
        words = desk_words()
        title = words("Data")
        if not is_signed_in():
            body = rendered(
                "message.html",
                title=title,
                sentences=[words("Reading is open to everyone. Changing data needs signing in.")],
                link=desk_address("/sign-in"),
                link_text=words("Sign in"),
            )
        else:
            body = rendered(
                "data.html",
                title=title,
                who=words("Signed in: {name}", name=current_analyst()),
                button=words("Sign out"),
            )
        return desk_page(engine, title=title, body=body, active=True)
