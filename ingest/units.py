"""Units and multipliers that a table states: beside a count, in a title, a header, a column of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

UNIT_WORDS = {
    "incidents": ("件", "件数", "事案", "incident", "incidents", "case", "cases", "attack", "attacks"),
    "ships": ("隻", "隻数", "ship", "ships", "vessel", "vessels"),
    "transits": ("隻", "隻数", "航海", "通航", "transit", "transits", "passage", "passages"),
    "persons": ("人", "名", "人数", "person", "persons", "people", "crew"),
    "percent": ("%", "％", "percent", "割合"),
}
"""What each unit of ``data/units.csv`` is called beside a count; ships may pass or be taken."""
WORDS = sorted({word for words in UNIT_WORDS.values() for word in words}, key=len, reverse=True)
_WORD = "|".join(map(re.escape, WORDS))
_TIMES = "百万|十万|千万|億|百|千|万"
_STATED = re.compile(r"(?:単位|units?)\s*[:：=]?\s*([^)\]】）]*)", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"[(\[【]\s*((?:{_TIMES})?(?:{_WORD})|(?:{_TIMES}))\s*[)\]】]", re.IGNORECASE)
_ENGLISH_TIMES = re.compile(
    r"\bin\s+(hundreds|thousands|millions|billions)\b"
    r"|[(\[]\s*(hundreds?|thousands?|millions?|'?000s?|x\s*1,?000)\s*(?:of\s+\w+)?\s*[)\]]",
    re.IGNORECASE,
)
_TIMES_AT_START = re.compile(
    rf"^({_TIMES}|hundreds?|thousands?|millions?|'?000s?|1,?000)(?=\b|{_WORD}|$)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def units_called(word: str) -> frozenset[str]:
    """The units that a word may stand for; none for a word that is no unit."""
    folded = unicodedata.normalize("NFKC", word).strip().lower()
    return frozenset(unit for unit, words in UNIT_WORDS.items() if folded in words)


@lru_cache(maxsize=4096)
def stated_units(text: str) -> tuple[tuple[str, str], ...]:
    """What a title, note or header states of its numbers: ("times", 千) or ("unit", 人), each as it is
    written. A text that speaks of neither gives nothing."""
    return tuple(_stated(text))


def _stated(text: str) -> Iterator[tuple[str, str]]:
    folded = unicodedata.normalize("NFKC", text)
    statements = [match[1] for match in _STATED.finditer(folded)]
    statements += [match[1] for match in _IN_BRACKETS.finditer(folded)]
    for match in _ENGLISH_TIMES.finditer(folded):
        yield "times", (match[1] or match[2]).strip()
    for statement in statements:
        rest = statement.strip().strip("「」()[]")
        times = _TIMES_AT_START.match(rest)
        if times:
            yield "times", times[1]
            rest = rest[times.end() :].strip().removeprefix("of ")
        for word in re.split(r"[、,/・\s]+", rest):
            if units_called(word):
                yield "unit", word
