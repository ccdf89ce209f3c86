"""Names looked for in running text: of names that begin at one place the longest is meant, and no name is
seen inside a longer word (インド in インドネシア, rate in pirate)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_KATAKANA = "ァ-ヺー"
_LETTERS = "a-z0-9"
_APART = re.compile(r"[\s_-]+")
SHORTEST = 3
"""Fewer Latin letters stand for too many things."""


def running(text: str) -> str:
    """A text in one width and case, as phrases are looked for in it."""
    return unicodedata.normalize("NFKC", text).casefold()


@dataclass(frozen=True)
class Said:
    """A phrase in a text: as it is known, what it means, and where it stands."""

    word: str
    meanings: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Phrases:
    """Phrases with what each means."""

    meanings: Mapping[str, frozenset[str]]
    _known: Mapping[str, str]
    _pattern: re.Pattern[str]

    def said_in(self, text: str) -> Iterator[Said]:
        """Every phrase in a text, from its beginning on, none within another."""
        for match in self._pattern.finditer(running(text)):
            word = self._known[_spelt(match[0])]
            yield Said(word, self.meanings[word], *match.span())


@lru_cache(maxsize=64)
def phrases_of(pairs: frozenset[tuple[str, str]]) -> Phrases:
    """The phrases among pairs of a phrase and a meaning."""
    meanings: dict[str, set[str]] = {}
    for word, meaning in pairs:
        folded = running(word).strip()
        if len(folded) >= (SHORTEST if folded.isascii() else 1):
            meanings.setdefault(folded, set()).add(meaning)
    known: dict[str, str] = {}
    for word in sorted(meanings):
        known.setdefault(_spelt(word), word)
    for word, ids in meanings.items():
        meanings[known[_spelt(word)]] |= ids
    listed = "|".join(pattern_of(word) for word in sorted(known.values(), key=len, reverse=True))
    return Phrases(
        {word: frozenset(ids) for word, ids in meanings.items()}, known, re.compile(listed or "(?!)")
    )


def _spelt(word: str) -> str:
    return _APART.sub("", word)


@lru_cache(maxsize=4096)
def pattern_of(word: str) -> str:
    """A pattern for a phrase in running text, which may part its words otherwise and ends where words do."""
    words = r"[\s_-]*".join(re.escape(part) for part in _APART.split(word))
    return f"{_edge(word[:1], '<!')}{words}{_edge(word[-1:], '!')}"


def _edge(letter: str, look: str) -> str:
    """What may not stand beside a phrase that ends in a letter."""
    for letters in (_LETTERS, _KATAKANA):
        if re.match(f"[{letters}]", letter):
            return f"(?{look}[{letters}])"
    return ""


@lru_cache(maxsize=65536)
def says(text: str, word: str) -> bool:
    """Whether a text says a phrase."""
    return bool(re.search(pattern_of(running(word)), running(text)))
