"""The version of the database that the next page shows, asked for only when it may have changed."""

from __future__ import annotations

import time
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event

Version = TypeVar("Version")

KEPT_SECONDS = 0.2
"""How long what another process wrote may go unseen; what the same engine wrote is seen at once."""
WROTE = "wrote"


class NewestVersions(Generic[Version]):
    """The last known version of each engine's database."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Engine, tuple[float, Version] | None] = WeakKeyDictionary()
        self._forgotten: WeakKeyDictionary[Engine, float] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, engine: Engine) -> Version | None:
        """The version, unless it has to be asked for."""
        with self._lock:
            if engine not in self._known:
                self._listen(engine)
                self._known[engine] = None
            known = self._known[engine]
        return known[1] if known and time.monotonic() - known[0] < KEPT_SECONDS else None

    def put(self, engine: Engine, version: Version, *, asked_at: float) -> None:
        """Keep what the database answered to a question of ``asked_at`` (``time.monotonic()``).

        An answer to an older question, which comes late, takes no newer one's place.
        """
        with self._lock:
            known = self._known.get(engine)
            if asked_at > max(known[0] if known else 0.0, self._forgotten.get(engine, 0.0)):
                self._known[engine] = (asked_at, version)

    def _listen(self, engine: Engine) -> None:
        """Forget the version once a transaction of the engine is over that was committed.

        "commit" comes before the database has done it, "checkin" after.
        """

        def note(connection: Connection) -> None:
            connection.info[WROTE] = True

        def forget(_connection: Any, record: Any) -> None:
            if record.info.pop(WROTE, False):
                with self._lock:
                    self._known[engine] = None
                    self._forgotten[engine] = time.monotonic()

        event.listen(engine, "commit", note)
        event.listen(engine.pool, "checkin", forget)
