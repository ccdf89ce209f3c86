"""The files that pages ask for: looks and scripts as they are sent, without comments and indentation."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

LEAN_TYPES = {".css": "text/css", ".js": "text/javascript"}
"""Their types by ending; a file of another's making (``.min.js``) is sent as it came."""
_COMMENTS = re.compile(r"^[ \t]*/\*.*?\*/", re.DOTALL | re.MULTILINE)
_INDENTATION = re.compile(r"\n\s+")


def asset_address(name: str) -> str:
    """The address of a file of ``assets``, marked by its content so that a browser may keep it for ever."""
    return f"/assets/{name}?m={_mark(name)}"


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(asset(name)).hexdigest()[:12]


@cache
def asset(name: str) -> bytes:
    """A file of ``assets`` as it is sent. Raises ``FileNotFoundError``."""
    return sent_as(resources.files("dashboard") / "assets" / name)


def sent_as(file: Traversable) -> bytes:
    """A file as it is sent: of our own style sheets and scripts what a browser reads.

    A comment begins its line, and no text of several lines stands in a script (both are tested), so that
    what is left means the same.
    """
    content = file.read_bytes()
    if not _is_ours(file.name):
        return content
    return _INDENTATION.sub("\n", _COMMENTS.sub("", content.decode())).strip().encode()


def own_assets() -> list[str]:
    """The names of our own style sheets and scripts among ``assets``."""
    return sorted(
        file.name for file in (resources.files("dashboard") / "assets").iterdir() if _is_ours(file.name)
    )


def _is_ours(name: str) -> bool:
    return name.endswith(tuple(LEAN_TYPES)) and ".min." not in name
