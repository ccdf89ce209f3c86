"""Units and multipliers that a table states: beside a count, in a title, a header, a column of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_TIMES = "百万|十万|千万|億|百|千|万|十"
_NUMBER = r"10{1,6}|[1-9]00|1,000(?:,000)?|10,000|100,000"
_ENGLISH = r"tens|dozens|hundreds?|thousands?|millions?|billions?"
_ZEROS = r"'?000s?|1,?000s|10s|100s"
_COUNTED = "incidents|attacks|cases|ships|vessels|persons|people|crew"
_STATED = re.compile(r"(?:単位|units?)\s*(?:[:：;；=は]|is|are)?\s*([^)\]】）]*)", re.IGNORECASE)
_UNIT_IS = re.compile(
    r"(?:単位|(?<![a-z])units?)\s*[:：;；=－-]\s*([^\s)\]】）、。,][^)\]】）、。]{0,15})", re.IGNORECASE
)
"""A unit that is named as one, whatever word it is."""
_OTHER_TIMES = re.compile(
    rf"\bin\s+({_ENGLISH}|{_ZEROS})(?!\w)"
    rf"|[(\[]\s*(?:in\s+)?({_ENGLISH}|{_ZEROS}|[kK]|mn|bn|x\s*1,?000|x\s*100?)"
    rf"\s*(?:(?:of\s+)?(?:{_COUNTED}))?\s*[)\]]"
    rf"|\b((?:hundreds|thousands|millions)\s+of)\s+(?:{_COUNTED})\b"
    rf"|(?<![a-z0-9]\s)(?<![\w-])(hundred|thousand|million)\s+(?:{_COUNTED})\b"
    rf"|(?:,|^)\s*({_ENGLISH}|{_ZEROS})\s*$|(?<!\w)('000s?)\b"
    rf"|(?:×|(?<![a-z])x)\s*(10\^?[2-9]|{_NUMBER})(?!\d)|\b(10\^[2-9])|(10の[2-9]乗)"
    rf"|(?:\bscale|倍率)\s*[:=は]?\s*({_NUMBER})(?!\d)|(?:^|(?<=[\s(は]))({_NUMBER})\s*件単位"
    r"|(‰|千分率|\bper (?:mille|thousand)\b)|[(\s]((?:10+|十|百|千|万)倍)\s*(?:[)]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class UnitWords:
    """What units are called beside a count: rows of ``data/aliases.csv``. One word may stand for several
    units: ships (隻) pass or are taken."""

    units: Mapping[str, frozenset[str]]
    _in_brackets: re.Pattern[str]
    _as_unit: re.Pattern[str]
    _times_at_start: re.Pattern[str]

    def called(self, word: str) -> frozenset[str]:
        """The units that a word may stand for; none for a word that is no unit."""
        return self.units.get(unicodedata.normalize("NFKC", word).strip().lower(), frozenset())

    def unknown(self, text: str) -> str:
        """What a text names as a unit that is none known here; "" where it names none."""
        folded = unicodedata.normalize("NFKC", text)
        if any(self.stated(folded)):
            return ""
        match = _UNIT_IS.search(folded)
        return match[1].strip().strip("「」") if match else ""

    def stated(self, text: str) -> Iterator[tuple[str, str]]:
        """What a title, note or header states of its numbers: ("times", 千) or ("unit", 人), each as it is
        written. A text that speaks of neither gives nothing."""
        folded = unicodedata.normalize("NFKC", text)
        statements = [match[1] for match in _STATED.finditer(folded)]
        statements += [match[1] or match[2] for match in self._in_brackets.finditer(folded)]
        statements += [match[1] for match in self._as_unit.finditer(folded)]
        for match in _OTHER_TIMES.finditer(folded):
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
            rf"[(\[【]\s*((?:{_TIMES})?\s*{word}|(?:{_TIMES}))\s*[)\]】]"
            rf"|(?:^|(?<=[\s　は]))((?:{_TIMES})\s?{word})(?=\s|$|単位)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:^|(?<=[\s(]))((?:{_TIMES})?{word})を?単位(?![:は=])", re.IGNORECASE),
        re.compile(rf"^({_TIMES}|{_ENGLISH}|tens?|{_ZEROS}|{_NUMBER})(?=\b|\s*{word}|$)", re.IGNORECASE),
    )


def any_word(words: Iterable[str]) -> str:
    """A pattern for each of these words, the longest first; of no words one that nothing fits."""
    listed = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"
