"""What the dashboard concludes from the figures, as the write side sees it: a function that app.py hands
in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Judgement:
    """One conclusion: what it is about and what it says, in both languages. ``series`` it rests on."""

    label_en: str
    label_ja: str
    text_en: str
    text_ja: str
    series: frozenset[str]

    def label(self, language: str) -> str:
        return self.label_ja if language == "ja" else self.label_en

    def text(self, language: str) -> str:
        return self.text_ja if language == "ja" else self.text_en


Judge = Callable[["Connection"], Mapping[str, Judgement]]
"""All conclusions by a stable key, from what a connection (and its open transaction) sees."""


@dataclass(frozen=True)
class VerdictChange:
    """A conclusion that a load would change; None where there is none before or after."""

    before: Judgement | None
    after: Judgement | None


def changed(before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> list[VerdictChange]:
    """The conclusions that differ, in the order of the keys."""
    keys = [*before, *(key for key in after if key not in before)]
    pairs = [VerdictChange(before.get(key), after.get(key)) for key in keys]
    return [pair for pair in pairs if pair.before != pair.after]
