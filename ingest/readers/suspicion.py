"""Whether bytes that decode as CP932 are something else: the only place for these rules of thumb.

They look at what CP932 makes of a foreign file: half-width katakana in orders that no word has (EUC-JP,
Korean, Chinese), and single kanji inside Latin words (Western European text, where an accented letter and
the letter after it become one kanji).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.readers.lines import numbered_lines, numbered_lines_of_bytes

_HALF_WIDTH_RUN = re.compile("[｡-ﾟ]+")
# A small letter, the long-vowel mark or a voicing mark cannot open a word; a voicing mark follows certain
# letters only; a full stop, bracket or comma does not stand before one.
_NO_WORD = re.compile("^[ｧ-ｰﾞﾟ]|[^ｳｶ-ﾄﾊ-ﾎ]ﾞ|[^ﾊ-ﾎ]ﾟ|[｡-､][ｧ-ｰﾞﾟ]|[ｧ-ｮ]{2}|ｦ.")
# Windows-1252: an accented letter by itself, beside a plain one.
_ACCENT_IN_WORD = re.compile(
    rb"(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff](?![\x80-\xff])"
    rb"|(?<![\x80-\xff])[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[a-z])"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# What CP932 makes of an accented letter of MS-DOS or the old Mac: inside a word, and at its start or end.
# The second alone proves nothing: an area may be named in Latin letters with one kanji after it.
_KANJI_IN_WORD = re.compile("(?<=[A-Za-z])[^\x00-\x7f、-〿](?=[a-z])")
_KANJI_AT_WORD = re.compile(
    "(?<=[A-Za-z])[^\x00-\x7f、-〿](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f、-〿](?=[a-z])"
)
_MOST_OF = 0.5
_ENOUGH = 1_000_000  # letters after the first that is not ASCII: more would not change the guess


def is_euc_jp(content: bytes, as_cp932: str | None) -> bool:
    """Whether the bytes are EUC-JP; ``as_cp932`` is None where they do not decode as CP932."""
    try:
        as_euc = content.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    if re.search("[\x80-\x9f]", as_euc):
        return False
    if as_cp932 is None:
        # Western text may have pairs of accented letters, but rarely nothing but pairs.
        return bool(re.search("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]", as_euc))
    if not _HALF_WIDTH_RUN.search(as_cp932):
        return False
    # Hiragana, full-width digits and Japanese punctuation read as half-width ones with "､", "｣" and "｡".
    return bool(re.search("[ぁ-ん０-９、。（）]", as_euc)) or any(
        _NO_WORD.search(run.group()) for run in _HALF_WIDTH_RUN.finditer(as_cp932)
    )


def is_western(content: bytes) -> bool:
    """Whether the bytes are single-byte Western text: accented letters, each inside a Latin word."""
    first = _HIGH_RUN.search(content)
    if first is None:
        return False
    content = content[max(first.start() - 1, 0) :][:_ENOUGH]
    if re.search(rb"[\x80-\xff]{3}", content):
        return False
    runs = _count(_HIGH_RUN.finditer(content))
    if _count(_ACCENT_IN_WORD.finditer(content)) > _MOST_OF * runs:
        return True
    as_cp932 = content.decode("cp932", "replace")
    return bool(_KANJI_IN_WORD.search(as_cp932)) and (
        _count(_KANJI_AT_WORD.finditer(as_cp932)) > _MOST_OF * runs
    )


def _count(matches: Iterable[object]) -> int:
    return sum(1 for _ in matches)  # a list of millions of them would take hundreds of megabytes


def first_high_line(content: bytes) -> tuple[int, str]:
    """The first line that is not plain ASCII, as CP932 would show it, with its number from 1."""
    for row, line in numbered_lines_of_bytes(content):
        match = _HIGH_RUN.search(line)
        if match:
            start = max(match.start() - 10, 0)
            return row, line[start : start + 30].decode("cp932", "replace")
    return 1, ""


def first_garbled_line(text: str) -> tuple[int, str] | None:
    """The first line with half-width katakana in an impossible order, where most such runs are impossible."""
    first = _HALF_WIDTH_RUN.search(text)
    if first is None:
        return None
    sample = text[first.start() :][:_ENOUGH]
    runs = _count(_HALF_WIDTH_RUN.finditer(sample))
    wrong = sum(1 for run in _HALF_WIDTH_RUN.finditer(sample) if _NO_WORD.search(run.group()))
    if wrong <= _MOST_OF * runs:
        return None
    for row, line in numbered_lines(text):
        for run in _HALF_WIDTH_RUN.finditer(line):
            if _NO_WORD.search(run.group()):
                start = max(run.start() - 10, 0)
                return row, line[start : start + 30]
    return None
