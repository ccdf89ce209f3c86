"""Parts below or beside a year that is written once: where they turn back, another year may have begun."""

from __future__ import annotations

from ingest.months import DECEMBER
from ingest.periods import Period

HALF_A_YEAR = 6


class PartsInOrder:
    """Parts of years as they follow each other, each kind of them by itself: November, December, January.

    A table goes up or down through its years. Before it is known to go down, a step back is one only where
    the part lies nearer behind than ahead: December, November, but not December, January.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[object, str], Period] = {}
        self._steps: dict[str, int] = {}

    def begin(self) -> None:
        """Go on in a year that is written."""
        self._last.clear()

    def turns_back(self, names: object, part: Period) -> bool:
        """Whether a part of the year that goes on, for the same ``names``, may be one of another year; what
        follows such a part is held against the one before it."""
        last = self._last.setdefault((names, part.kind), part)
        if last.end == part.end:
            return False
        step = 1 if part.end > last.end else -1
        ahead = (part.start.month - last.start.month) % DECEMBER
        way = self._steps.get(part.kind) or (1 if ahead < HALF_A_YEAR else step)
        if way != step:
            return True
        self._steps[part.kind] = step
        self._last[names, part.kind] = part
        return False
