"""Whether bytes that decode as CP932 are something else: the only place for these rules of thumb.

They look at what CP932 makes of a foreign file: half-width katakana in orders that no word has (EUC-JP,
Korean, Chinese), and single kanji inside Latin words (Western European text, where an accented letter and
the letter after it become one kanji).
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
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


def is_euc_jp(content: bytes, as_cp932: str | None) -> bool:
    """Whether the bytes are EUC-JP; ``as_cp932`` is None where they do not decode as CP932."""
    try:
        as_euc = content.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    if any(ord(letter) in range(0x80, 0xA0) for letter in as_euc):
        return False
    if as_cp932 is None:
        # Western text may have pairs of accented letters, but rarely nothing but pairs.
        return bool(re.search("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]", as_euc))
    runs = _HALF_WIDTH_RUN.findall(as_cp932)
    if not runs:
        return False
    # Hiragana, full-width digits and Japanese punctuation read as half-width ones with "､", "｣" and "｡".
    return any(_NO_WORD.search(run) for run in runs) or bool(re.search("[ぁ-ん０-９、。（）]", as_euc))


def is_western(content: bytes) -> bool:
    """Whether the bytes are single-byte Western text: accented letters, each inside a Latin word."""
    runs = _HIGH_RUN.findall(content)
    if not runs or any(len(run) > 2 for run in runs):
        return False
    if len(_ACCENT_IN_WORD.findall(content)) > _MOST_OF * len(runs):
        return True
    as_cp932 = content.decode("cp932", "replace")
    return bool(_KANJI_IN_WORD.search(as_cp932)) and (
        len(_KANJI_AT_WORD.findall(as_cp932)) > _MOST_OF * len(runs)
    )


def first_high_line(content: bytes) -> tuple[int, str]:
    """The first line that is not plain ASCII, as CP932 would show it, with its number from 1."""
    for row, line in enumerate(re.split(rb"\r\n|\r|\n", content), start=1):
        found = _HIGH_RUN.search(line)
        if found:
            start = max(found.start() - 10, 0)
            return row, line[start : start + 30].decode("cp932", "replace")
    return 1, ""


def first_garbled_line(text: str) -> tuple[int, str] | None:
    """The first line with half-width katakana in an impossible order, where most such runs are impossible."""
    runs = _HALF_WIDTH_RUN.findall(text)
    wrong = [run for run in runs if _NO_WORD.search(run)]
    if not wrong or len(wrong) <= _MOST_OF * len(runs):
        return None
    for row, line in enumerate(_LINE_ENDS.split(text), start=1):
        for run in _HALF_WIDTH_RUN.finditer(line):
            if _NO_WORD.search(run.group()):
                start = max(run.start() - 10, 0)
                return row, line[start : start + 30]
    return None
