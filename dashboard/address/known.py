"""Which known name a person means by what was typed: the only place that forgives case and white space."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

MOST_NEAREST = 3
NEAR = 0.5
"""How alike two names must be, of 1, for one to be called near the other (``difflib``)."""
LONGEST_NAME = 100
"""Letters of what was typed that are compared; no name is as long."""


def meant(text: str, names: Collection[str]) -> str | None:
    """The name itself, else the only one that differs from it by case or white space around it."""
    if text in names:
        return text
    folded = text.strip().casefold()
    alike = [name for name in names if name.casefold() == folded]
    return alike[0] if len(alike) == 1 else None


def nearest(text: str, names: Collection[str]) -> list[str]:
    """The known names that come closest to what was typed, the closest first; [] where none is near."""
    folded = {name.casefold(): name for name in names}
    typed = text.strip().casefold()[:LONGEST_NAME]
    return [folded[name] for name in get_close_matches(typed, folded, MOST_NEAREST, NEAR)]
