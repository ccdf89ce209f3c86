"""Put the desk on a server: its safety first, then its routes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask

from dashboard.desk import Desk
from dashboard.desk.data import attach_data
from dashboard.desk.drafts import attach_annotated, attach_drafts
from dashboard.desk.history import attach_history
from dashboard.desk.limits import attach_limits
from dashboard.desk.page import DATA_PAGE, EXTENSION, DeskFrame
from dashboard.desk.safety import make_safe
from dashboard.desk.sign_in import attach_sign_in
from dashboard.desk.states import attach_states
from dashboard.pages import Page
from dashboard.record.queries import WholeDatabase
from ingest.settings import secret_key


def with_desk(pages: Sequence[Page]) -> list[Page]:
    """The navigation's pages and, as the last, the desk's."""
    return [*pages, DATA_PAGE]


def attach_desk(
    server: Flask,
    engine: WholeDatabase,
    desk: Desk,
    pages: Sequence[Page],
    *,
    write_page: Callable[..., str],
    reading_posts: Sequence[str] = (),
) -> None:
    """Add the desk to a server that has its Dash routes already.

    ``pages`` are those of the navigation, the desk's included; ``write_page`` makes a document of a view,
    ``reading_posts`` are the endpoints of other rooms that answer a POST and change nothing.
    """
    server.extensions[EXTENSION] = DeskFrame(pages, write_page)
    make_safe(server, host=desk.host, secret_key=secret_key(engine), reading_posts=reading_posts)
    attach_sign_in(server, engine, host=desk.host, sign_in_link=desk.sign_in_link)
    attach_data(server, engine)
    attach_drafts(server, engine, judge=desk.judge)
    attach_annotated(server, engine)
    attach_states(server, engine)
    attach_history(server, engine)
    attach_limits(server, engine)
