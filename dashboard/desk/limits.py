"""How much may be sent to the desk at once, and what somebody gets who sends more or asks for what is not
there."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import DATA_PATH, message_page
from dashboard.record.queries import WholeDatabase
from ingest.readers import LIMITS

FORM_BYTES = 1_000_000
"""Room for the rest of the form beside the file."""
PASTED_BYTES = 5_000_000


def attach_limits(server: Flask, engine: WholeDatabase) -> None:
    """Limit what is read of a request, and answer in words."""
    server.config["MAX_CONTENT_LENGTH"] = LIMITS.file_bytes + FORM_BYTES
    server.config["MAX_FORM_MEMORY_SIZE"] = PASTED_BYTES

    def too_large(fault: RequestEntityTooLarge) -> Response | RequestEntityTooLarge:
        if not request.path.startswith(DATA_PATH):
            return fault
        words = desk_words()
        sentence = words(
            "More was sent than is read at once: a file may have {file} MB, pasted cells {pasted} MB.",
            file=LIMITS.file_bytes // 1_000_000,
            pasted=PASTED_BYTES // 1_000_000,
        )
        return _refusal(engine, words("Too large"), sentence, 413)

    def not_there(fault: NotFound) -> Response | NotFound:
        if not request.path.startswith(f"{DATA_PATH}/"):
            return fault
        words = desk_words()
        sentence = words("It was loaded or thrown away, or its address is not whole.")
        return _refusal(engine, words("This is not there"), sentence, 404)

    server.register_error_handler(RequestEntityTooLarge, too_large)
    server.register_error_handler(NotFound, not_there)


def _refusal(engine: WholeDatabase, title: str, sentence: str, status: int) -> Response:
    return message_page(
        engine,
        title=title,
        sentences=[sentence],
        link=desk_address(DATA_PATH),
        link_text=desk_words()("Data"),
        active=True,
        status=status,
    )
