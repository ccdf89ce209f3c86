"""Standard output that does not die: of what its encoding lacks, or of a reader that has seen enough."""

from __future__ import annotations

import codecs
import errno
import io
import json
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import Any

PLAINER = {
    **dict.fromkeys("—–―−‐‑", "-"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("〜～", "~"),
    **{"→": "->", "…": "...", "≤": "<=", "≥": ">=", "×": "x", "✓": "+", "✗": "x", "█": "#", "░": "."},
}
"""How signs are written where a console has none of them."""
PLAINLY = "plainly"
CLOSED = (errno.EPIPE, errno.EINVAL)
"""What a pipe says whose reader has gone: on Unix, on Windows."""


def make_robust() -> None:
    """Let the standard streams write what their encoding lacks another way, and outlive their reader.

    ``piracy load FILE | head`` is to finish its work, whether or not somebody reads to the end.
    """
    codecs.register_error(PLAINLY, _plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper) or stream is not getattr(sys, f"__{name}__"):
            continue
        if stream.isatty():
            stream.reconfigure(errors=PLAINLY)
        else:
            bytes_on = io.BufferedWriter(_UntilNobodyReads(getattr(stream.buffer, "raw", stream.buffer)))
            lines = name == "stderr"
            robust = io.TextIOWrapper(bytes_on, stream.encoding, PLAINLY, line_buffering=lines)
            setattr(sys, name, robust)


def as_called() -> str:
    """What a person types to run this program again: ``piracy`` where that is found, else as it is called."""
    called = Path(sys.argv[0])
    found = shutil.which("piracy")
    if called.name == "app.py":
        typed = [sys.orig_argv[0], sys.argv[0]]
    elif called.stem != "piracy" or (found and Path(found).resolve() == called.resolve()):
        typed = ["piracy"]
    else:
        typed = [sys.argv[0]]
    return " ".join(f'"{part}"' if " " in part else part for part in typed)


def print_json(record: Any, **options: Any) -> None:
    """Print for a program. Where the encoding lacks a sign, all are written as JSON's own escapes."""
    text = json.dumps(record, ensure_ascii=False, **options)
    print(text if _can_write(text) else json.dumps(record, **options))


def can_write_japanese() -> bool:
    """Whether what is printed can be Japanese."""
    return _can_write("日本語")


def _can_write(text: str) -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class _UntilNobodyReads(io.RawIOBase):
    """Hands bytes on; when nobody reads them any more, they go nowhere."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._is_read = True

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return int(self._target.fileno())

    def write(self, content: Any) -> int:
        if self._is_read:
            try:
                return int(self._target.write(content))
            except OSError as fault:
                self._is_read = False
                if fault.errno not in CLOSED:
                    raise
        return len(content)


def _plainly(fault: UnicodeError) -> tuple[str, int]:
    """The error handler: a plainer sign, else the letter without its marks, else its number."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    missing = fault.object[fault.start : fault.end]
    return "".join(_plainer(sign, fault.encoding) for sign in missing), fault.end


def _plainer(sign: str, encoding: str) -> str:
    without_marks = "".join(
        part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)
    )
    for candidate in (PLAINER.get(sign, ""), without_marks):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        if candidate:
            return candidate
    return sign.encode("ascii", "backslashreplace").decode("ascii")
