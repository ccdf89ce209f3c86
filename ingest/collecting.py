"""Let Python's collector of cycles rest while very many objects are made that all stay.

It would look through all of them again and again, and find nothing: a third of the time of a large check.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_resting = 0


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection until the last of all threads that ask for it is done."""
    global _resting  # noqa: PLW0603 one collector serves all threads
    with _lock:
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting:
                gc.enable()
