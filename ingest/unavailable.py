"""The faults of a database that is not there at the moment: gone, locked, stopped, full or unreadable."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
    TimeoutError,
)

from ingest.database import NoDatabase, database_url

FAULTS = (DatabaseError, InterfaceError, TimeoutError, NoDatabase)
"""What may mean that; ``is_unavailable`` tells."""
OURS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""The database answered: what it was asked is wrong."""


def is_unavailable(fault: BaseException) -> bool:
    """Whether to ask again later is the remedy."""
    return isinstance(fault, FAULTS) and not isinstance(fault, OURS)


NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
LEAST_BYTES = 100_000
"""With less beside it SQLite cannot make the files that even reading takes."""


def lacks_space(fault: BaseException) -> bool:
    """Whether a disk is full: the one that is written to, or that of the database."""
    if isinstance(fault, OSError):
        return fault.errno in NO_SPACE
    if not is_unavailable(fault):
        return False
    cause = str(getattr(fault, "orig", None) or fault)
    return "disk is full" in cause or "No space left" in cause or _is_full_beside_the_database()


def _is_full_beside_the_database() -> bool:
    try:
        url = make_url(database_url())
        file = url.database if url.get_backend_name() == "sqlite" else None
        return bool(file) and shutil.disk_usage(Path(str(file)).parent).free < LEAST_BYTES
    except (ArgumentError, OSError):
        return False
