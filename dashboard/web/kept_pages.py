"""Whole pages kept in memory, each made once for all who ask for it at the same time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Condition

from cachetools import LRUCache

PAGES_KEPT = 128
"""The ones not asked for the longest go; a page has some 100 KB."""
FORMER_SECONDS = 5.0
"""Enough to make all pages anew that readers ask for; where none is being made nobody gets a former one."""


@dataclass(frozen=True)
class KeptPage:
    """An answer as it is sent: a page's bytes, their HTTP status, and the name of this very content."""

    content: bytes
    status: int
    etag: str


class KeptPages:
    """Pages by what was asked for, made by ``make``.

    When the data have changed, all pages are to be made anew. So that readers do not all wait for that, they
    get the former page while another one is being made, for at most ``FORMER_SECONDS`` after the change was
    first seen.
    """

    def __init__(self, make: Callable[[], KeptPage]) -> None:
        self._make = make
        self._pages: LRUCache[Hashable, tuple[Hashable, KeptPage]] = LRUCache(PAGES_KEPT)
        self._being_made: set[Hashable] = set()
        self._done = Condition()
        self._version: Hashable = None
        self._overtaken: dict[Hashable, float] = {}

    def get(self, version: Hashable, key: Hashable, *, newest_only: bool = False) -> KeptPage:
        """The page of this version of the data, or for the moment the one before, unless ``newest_only``."""
        with self._done:
            if version != self._version:
                now = time.monotonic()
                recent = {
                    old: since for old, since in self._overtaken.items() if now < since + FORMER_SECONDS
                }
                self._overtaken = recent | {self._version: now}
                self._version = version
            while True:
                made_of, page = self._pages.get(key, (None, None))
                if page and (made_of == version or (not newest_only and self._may_be_shown(made_of))):
                    return page
                if key not in self._being_made:
                    break
                self._done.wait()
            self._being_made.add(key)
        page = None
        try:
            page = self._make()
        finally:
            with self._done:
                self._being_made.discard(key)
                if page:
                    self._pages[key] = version, page
                self._done.notify_all()
        return page

    def _may_be_shown(self, version: Hashable) -> bool:
        """Whether a page of a former version may be: while others are made, and not long after its time."""
        overtaken = self._overtaken.get(version)
        is_recent = overtaken is not None and time.monotonic() < overtaken + FORMER_SECONDS
        return is_recent and bool(self._being_made)
