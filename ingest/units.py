"""Units and multipliers that a table states: beside a count, in a title, a header, a column of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_TIMES = "百万|十万|千万|億|百|千|万|十"
_STATED = re.compile(r"(?:単位|units?)\s*(?:[:：;；=は]|is|are)?\s*([^)\]】）]*)", re.IGNORECASE)
_ENGLISH_TIMES = re.compile(
    r"\bin\s+(hundreds?|thousands?|millions?|billions?)\b"
    r"|[(\[]\s*(hundreds?|thousands?|millions?|'?000s?|x\s*1,?000|x\s*100?)\s*(?:of\s+\w+)?\s*[)\]]"
    r"|\b(hundreds|thousands|millions)\s+of\s+(?:incidents|attacks|cases|ships|vessels|persons|people|crew)\b"
    r"|,\s*(hundreds|thousands|millions|'?000s?)\s*$|(?<!\w)('000s?)\b|[×x]\s*(1,?000|100)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class UnitWords:
    """What units are called beside a count: rows of ``data/aliases.csv``. One word may stand for several
    units: ships (隻) pass or are taken."""

    units: Mapping[str, frozenset[str]]
    _in_brackets: re.Pattern[str]
    _times_at_start: re.Pattern[str]

    def called(self, word: str) -> frozenset[str]:
        """The units that a word may stand for; none for a word that is no unit."""
        return self.units.get(unicodedata.normalize("NFKC", word).strip().lower(), frozenset())

    def stated(self, text: str) -> Iterator[tuple[str, str]]:
        """What a title, note or header states of its numbers: ("times", 千) or ("unit", 人), each as it is
        written. A text that speaks of neither gives nothing."""
        folded = unicodedata.normalize("NFKC", text)
        statements = [match[1] for match in _STATED.finditer(folded)]
        statements += [match[1] or match[2] for match in self._in_brackets.finditer(folded)]
        for match in _ENGLISH_TIMES.finditer(folded):
            yield "times", next(filter(None, match.groups())).strip()
        for statement in statements:
            rest = statement.strip().strip("「」()[]")
            times = self._times_at_start.match(rest)
            if times:
                yield "times", times[1]
                rest = rest[times.end() :].strip().removeprefix("of ")
            for word in re.split(r"[、,/・\s]+", rest):
                if self.called(word):
                    yield "unit", word


def unit_words(pairs: Iterable[tuple[str, str]]) -> UnitWords:
    """The words of units among pairs of a word and a unit's id."""
    units: dict[str, set[str]] = defaultdict(set)
    for word, unit in pairs:
        units[unicodedata.normalize("NFKC", word).strip().lower()].add(unit)
    word = any_word(units)
    return UnitWords(
        {word: frozenset(ids) for word, ids in units.items()},
        re.compile(
            rf"[(\[【]\s*((?:{_TIMES})?{word}|(?:{_TIMES}))\s*[)\]】]"
            rf"|(?:^|(?<=[\s　は]))((?:{_TIMES}){word})(?=\s|$|単位)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^({_TIMES}|hundreds?|thousands?|millions?|'?000s?|1,?000)(?=\b|{word}|$)", re.IGNORECASE
        ),
    )


def any_word(words: Iterable[str]) -> str:
    """A pattern for each of these words, the longest first; of no words one that nothing fits."""
    listed = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"
