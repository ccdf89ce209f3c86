"""The interface's words: English in the code, Japanese in ``ja.po`` beside this file."""

from __future__ import annotations

from typing import Any

from dashboard.words.eras import ONLY, EraWords, eras_in
from ingest.words import LANGUAGES, Words, message

__all__ = ["LANGUAGES", "Words", "interface_words", "message", "pick"]


def interface_words(language: str) -> Words:
    """The words of the interface in "en" or "ja"."""
    kind = EraWords if language == "ja" and eras_in(language) == ONLY else Words
    return kind(language, "dashboard.words")


def pick(row: Any, name: str, language: str) -> str:
    """The words that a row carries in both languages, as ``name_en`` and ``name_ja``; "" if absent."""
    return getattr(row, f"{name}_{language}") or ""
