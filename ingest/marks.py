"""The marks beside a count or a period that say how sure it is: 速報, (p), revised.

The words are rows of ``data/aliases.csv``; only where a mark can stand is known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.units import any_word


@dataclass(frozen=True, eq=False)
class Marks:
    """What is taken off a cell before the rest of it is read; cells are in one width and in lower case.

    ``awaited`` are the words that say, alone in a cell, that the count is still to come; ``unit`` is a unit
    after a count.
    """

    provisional_value: re.Pattern[str]
    restated_value: re.Pattern[str]
    provisional_period: re.Pattern[str]
    awaited: frozenset[str]
    unit: re.Pattern[str]


@lru_cache(maxsize=8)
def marks_of(aliases: frozenset[tuple[str, str, str]]) -> Marks:
    """The marks among aliases (kind, alias, meaning); the same object for the same words.

    A reading is kept with its marks, so that a second look at a file reads nothing anew.
    """

    def spelt(kind: str, meaning: str) -> list[str]:
        return sorted(
            "".join(unicodedata.normalize("NFKC", alias).lower().split())
            for of, alias, to in aliases
            if (of, to) == (kind, meaning)
        )

    value, restated = spelt("value-mark", "provisional"), spelt("value-mark", "restated")
    period = spelt("period-mark", "provisional")
    letters = _letters(value)
    before = rf"^({_run_on(value)}|{letters}|\({letters}\))"
    after = rf"({_in_brackets(value)}|{_run_on(value)}|(?<=\d){letters})$"
    return Marks(
        re.compile(f"{before}|{after}"),
        re.compile(rf"({_in_brackets(restated)}|(?<=\d){_letters(restated)})$"),
        re.compile(rf"({_in_brackets(period)}|{_run_on(period)}|(?<=\d{{4}}){_letters(period)})$"),
        frozenset(spelt("value-mark", "awaited")),
        re.compile(
            f"({any_word(alias for of, alias, _ in aliases if of == 'unit' and alias not in '%％')})$"
        ),
    )


def _in_brackets(words: Iterable[str]) -> str:
    return rf"\({any_word(words)}\)"


def _run_on(words: Iterable[str]) -> str:
    """Japanese words need no brackets."""
    return any_word(word for word in words if not word.isascii())


def _letters(words: Iterable[str]) -> str:
    """A single letter stands right at the digits."""
    return any_word(word for word in words if word.isascii() and len(word) == 1)
