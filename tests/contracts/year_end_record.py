"""Works out the record of the ranges for the end of a year from ``data/`` and writes its file anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.verdicts.year_end_record import write_records
from ingest.database import PROJECT, migrate, open_database
from ingest.load import load_folder


def main() -> None:
    """Load ``data/`` into a database of its own and write the file."""
    with TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'record.sqlite3'}")
        migrate(database)
        load_folder(database, PROJECT / "data", reason="the record of the ends of years")
        write_records(database)
        database.dispose()


if __name__ == "__main__":
    main()
