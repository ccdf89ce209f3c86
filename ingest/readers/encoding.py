"""Bytes become text: the only place that decides in which encoding a text file is written.

That the bytes decode is no proof: CP932 gives some character for nearly every pair of bytes. So what
decodes as CP932 must also look like it (see ``suspicion``), and a file that mixes encodings is refused.
"""

from __future__ import annotations

import codecs
import re

from ingest.readers import suspicion
from ingest.readers.lines import line_ends, numbered_lines_of_bytes
from ingest.readers.refusal import Refusal, excerpt

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_JIS_SHIFT = re.compile(rb"\x1b\$[@B]|\x1b\$\([D-P]")
# Three bytes or more that UTF-8 makes of one character; CP932 hardly ever does (level 2 kanji, then kana).
_UTF8_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# An accented Latin letter inside a word; CP932 would have two half-width katakana there.
_UTF8_ACCENT = re.compile(
    rb"[A-Za-z][\xc3-\xc9][\x80-\xbf](?![\x80-\xff])|(?<![\x80-\xff])[\xc3-\xc9][\x80-\xbf][a-z]"
)
_FIRST_HIGH = re.compile(rb"[\x80-\xff]")
_LONG_CHARACTER = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")


def decode(content: bytes) -> tuple[str, str]:
    """Text and encoding ("utf-8", "utf-8-sig", "utf-16", "cp932"); raises Refusal with the line at fault."""
    if content.startswith(_UTF32_MARKS):
        raise Refusal("other-encoding", found="UTF-32")
    if content.startswith(_UTF16_MARKS):
        return _decode_utf16(content), "utf-16"
    if content.isascii() and _JIS_SHIFT.search(content):
        raise Refusal("other-encoding", found="ISO-2022-JP (JIS)")
    _refuse_nul(content)
    marked = content.startswith(codecs.BOM_UTF8)
    body = content[len(codecs.BOM_UTF8) :] if marked else content
    try:
        return body.decode("utf-8"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        first = _first_encoding(body, "UTF-8" if marked else None)
        if first == "UTF-8":
            raise _undecodable(body, error.start, first) from error
    return _decode_cp932(content), "cp932"


def _line_of(content: bytes, position: int) -> int:
    return line_ends(content[:position]) + 1


def _undecodable(content: bytes, position: int, encoding: str) -> Refusal:
    return Refusal(
        "undecodable",
        row=_line_of(content, position),
        found=f"0x{content[position]:02X}",
        wanted=encoding,
    )


def _refuse_nul(content: bytes) -> None:
    position = content.find(b"\x00")
    if position >= 0:
        raise Refusal("nul-byte", row=_line_of(content, position))


def _decode_utf16(content: bytes) -> str:
    byte_order = "utf-16-le" if content.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    body = content[2:]
    try:
        text = body.decode(byte_order)
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(byte_order)
        row = line_ends(before) + 1
        raise Refusal("undecodable", row=row, found=f"0x{body[error.start]:02X}", wanted="UTF-16") from error
    position = text.find("\x00")
    if position >= 0:
        raise Refusal("nul-byte", row=line_ends(text[:position]) + 1)
    return text


def _first_encoding(content: bytes, first: str | None) -> str | None:
    """The encoding that the lines show without doubt; raises Refusal at the first line that differs.

    The bytes as a whole are not UTF-8. ``first`` is what a byte order mark promises.
    """
    if first is None and not (_UTF8_LONG.search(content) or _UTF8_ACCENT.search(content)):
        return None
    for row, line in numbered_lines_of_bytes(content):
        encoding = None if line.isascii() else _encoding_of_line(line)
        if encoding is not None and first is not None and encoding != first:
            raise Refusal("mixed-encodings", row=row, found=encoding, wanted=first)
        first = first or encoding
    return first


def _encoding_of_line(line: bytes) -> str | None:
    """ "UTF-8" or "CP932" where the line leaves no doubt, else None."""
    opening = _FIRST_HIGH.search(line)
    if opening is None or not opening.group() < b"\xa0":  # no UTF-8 character begins with 0x80 to 0x9F
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            readable = line.decode("utf-8", "replace")
            if len(_LONG_CHARACTER.findall(readable)) > readable.count("\ufffd"):
                return "UTF-8"  # with a character cut in two: damaged, not mixed
        else:
            return "UTF-8" if _UTF8_LONG.search(line) or _UTF8_ACCENT.search(line) else None
    try:
        line.decode("cp932")
    except UnicodeDecodeError:
        return None
    return "CP932"


def _decode_cp932(content: bytes) -> str:
    try:
        text: str | None = content.decode("cp932")
        fault = 0
    except UnicodeDecodeError as error:
        text, fault = None, error.start
    if text is not None:
        # Bytes that no CP932 file holds, but that Python's codec lets through.
        stray = re.search(r"[\x80\uf8f0-\uf8f3]", text)
        if stray is not None:
            fault, text = len(text[: stray.start()].encode("cp932")), None
    if suspicion.is_euc_jp(content, text):
        raise Refusal("other-encoding", found="EUC-JP")
    if suspicion.is_western(content):
        row, sample = suspicion.first_high_line(content)
        raise Refusal("western-encoding", row=row, found=excerpt(sample, 40))
    if text is None:
        raise _undecodable(content, fault, "CP932")
    garbled = suspicion.first_garbled_line(text)
    if garbled is not None:
        raise Refusal("garbled-text", row=garbled[0], found=excerpt(garbled[1], 40))
    return text
