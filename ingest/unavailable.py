"""The faults of a database that is not there at the moment: gone, locked, stopped, full or unreadable."""

from __future__ import annotations

from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
    TimeoutError,
)

from ingest.database import NoDatabase

FAULTS = (DatabaseError, InterfaceError, TimeoutError, NoDatabase)
"""What may mean that; ``is_unavailable`` tells."""
OURS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""The database answered: what it was asked is wrong."""


def is_unavailable(fault: BaseException) -> bool:
    """Whether to ask again later is the remedy."""
    return isinstance(fault, FAULTS) and not isinstance(fault, OURS)
