"""How near the original a figure was read: in it, a reprint, a press report, a copy, an analyst's file."""

from __future__ import annotations

from dashboard.words import message

WORDS = {
    "original": message("read in the original"),
    "reprint": message("read in a reprint"),
    "press": message("read in a press report"),
    "mirror": message("read in a copy"),
    "file": message("taken from an analyst's file"),
}
"""By the kind of place, the nearest first."""
CODES = {kind: kind for kind in WORDS} | {"mirror": "copy"}
"""How files for programs say it."""
ORIGINAL = "original"
