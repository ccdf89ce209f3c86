"""Lines of text or bytes, ended by LF, CRLF or CR: counted and gone through without keeping them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_LINE_WITH_END = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_LINE_OF_BYTES = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def line_ends(text: str | bytes) -> int:
    """How many line ends there are; CRLF is one."""
    if isinstance(text, bytes):
        return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def lines_with_ends(text: str) -> Iterator[str]:
    """Each line with its end, parted there and nowhere else (str.splitlines knows more ends)."""
    return (line.group() for line in _LINE_WITH_END.finditer(text))


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line without its end, with its number from 1."""
    return ((number, line.group(1)) for number, line in enumerate(_LINE.finditer(text), start=1))


def numbered_lines_of_bytes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The same for bytes that are not decoded yet."""
    return ((number, line.group(1)) for number, line in enumerate(_LINE_OF_BYTES.finditer(content), start=1))
