"""What is answered while the database is away: that it is, in the reader's language, and to ask again.

Nothing is remembered of it: the next request asks the database anew, so that all is well once that is back.
"""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from flask import Flask, Response, request

from dashboard.address.old_links import EMBED_PATH
from dashboard.markup.document import Document
from dashboard.web.answers import reader_words
from dashboard.words import Words, message
from ingest.unavailable import FAULTS, is_unavailable, lacks_space

RETRY_SECONDS = 10
Sentences = tuple[str, str]
"""A title, and what there is to know and to do."""
AWAY: Sentences = (
    message("The figures cannot be read at the moment"),
    message(
        "The database behind this page does not answer. Nothing is lost or changed; please try again in a "
        "moment."
    ),
)
FULL: Sentences = (
    message("There is no space left on the server"),
    message(
        "Nothing was stored and nothing was changed. Whoever keeps this server has to free some space on its "
        "disk; then please try again."
    ),
)


def answer_while_away(server: Flask, *, write_page: Callable[..., str]) -> None:
    """Answer every request so; ``write_page`` makes a document of a view."""

    def away(fault: Exception) -> Response:
        is_full = lacks_space(fault)
        if not is_full and not is_unavailable(fault):
            raise fault
        title, sentence = FULL if is_full else AWAY
        cause = str(getattr(fault, "orig", None) or fault).strip().partition("\n")[0]
        server.logger.error("%s (%s): %s", title, request.path, cause)
        words = reader_words({"lang": request.args.getlist("lang")})
        if _is_a_page():
            response = Response(_page(words(title), words(sentence), words, write_page), mimetype="text/html")
        else:
            response = Response(f"{words(title)}: {words(sentence)}\n", mimetype="text/plain")
        response.status_code = 503
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Accept-Language")
        return response

    for kind in (*FAULTS, OSError):
        server.register_error_handler(kind, away)


def _is_a_page() -> bool:
    """Whether somebody looks at the answer: it is no file, and nothing that Dash asked for."""
    is_file = request.path.startswith("/c/") or "." in request.path.rpartition("/")[2]
    return not is_file and not request.path.startswith("/_dash")


def _page(title: str, sentence: str, words: Words, write_page: Callable[..., str]) -> str:
    """A page of its own: the frame of all others is made of what the database says."""
    again = request.full_path.rstrip("?")
    if request.method not in ("GET", "HEAD"):  # back to the form: a click is not to send it again
        again = request.referrer or ""
        again = again if again.startswith(request.host_url) else "/"
    is_embed = request.path.startswith(EMBED_PATH)
    tree = html.Div(
        className="page embed" if is_embed else "page",
        lang=words.language,
        children=html.Main(
            html.Section(
                [
                    html.P(words("Maritime Piracy Statistics"), className="site-name"),
                    html.H1(title, className="page-title"),
                    html.P(sentence),
                    html.P(html.A(words("Try again"), href=again, className="desk-button")),
                ],
                className="panel desk-card",
            ),
            id="main",
            className="main",
        ),
    )
    view = Document(words.language, title, sentence, tree, 503)
    return write_page(view, target="_self" if is_embed else "")
