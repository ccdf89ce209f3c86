"""Files that the desk sends: always as an attachment, never shown by the browser as a page."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response


def attachment(content: bytes, content_type: str, name: str) -> Response:
    """A file to save. The name may hold any letters; a path in it is the sender's business no more."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "._-") else "_" for one in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, content_type=content_type, headers={"Content-Disposition": disposition})
