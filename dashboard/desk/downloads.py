"""Files that the desk sends: always as an attachment, never shown by the browser as a page."""

from __future__ import annotations

import string
from urllib.parse import quote

from flask import Response


def attachment(content: bytes, content_type: str, name: str) -> Response:
    """A file to save. The name may hold any letters; a path in it is the sender's business no more."""
    allowed = f"{string.ascii_letters}{string.digits}._-"
    plain = "".join(letter if letter in allowed else "_" for letter in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, content_type=content_type, headers={"Content-Disposition": disposition})
