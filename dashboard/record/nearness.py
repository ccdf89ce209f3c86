"""How near the original a figure was read: in it, a reprint, a press report, a copy, an analyst's file."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.words import Words, message

SIGNS = {"original": "●", "reprint": "◐", "press": "○", "mirror": "□", "file": "▤"}
"""By the kind of place, the nearest first: the sign that stands beside a figure."""
WORDS = {
    "original": message("read in the original"),
    "reprint": message("read in a reprint"),
    "press": message("read in a press report"),
    "mirror": message("read in a copy"),
    "file": message("taken from an analyst's file"),
}
CODES = {kind: kind for kind in SIGNS} | {"mirror": "copy"}
"""How files for programs say it."""
ORIGINAL = "original"


def signs_explained(kinds: Iterable[str], words: Words) -> str:
    """The signs of some kinds of places with their words, the nearest first; "" for none."""
    among = set(kinds)
    parts = [f"{SIGNS[kind]} {words(WORDS[kind])}" for kind in SIGNS if kind in among]
    return words("; ").join(parts)
