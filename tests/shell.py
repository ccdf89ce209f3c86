"""``piracy`` as a person types it: in a process of its own, or in this one, which need not load it anew.

A test whose claim is the process itself takes ``in_a_process``. Where one claim is held on both databases,
``typed_for`` takes the process on SQLite, and on PostgreSQL this one.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest import mock

import app
from ingest.database import PROJECT


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def environment(database: str, **settings: str) -> dict[str, str]:
    """What a shell would hand on, without what its own settings say to the product."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PIRACY_")}
    return plain | {"PIRACY_DATABASE_URL": database, "PIRACY_LANG": "en", "PYTHONUTF8": "1", **settings}


def in_a_process(*words: str, database: str, typed: str = "", **settings: str) -> Said:
    """Run a command as ``python app.py``; ``typed`` is its standard input."""
    done = subprocess.run(
        [sys.executable, "app.py", *words],
        cwd=PROJECT,
        env=environment(database, **settings),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def in_this_process(*words: str, database: str, typed: str = "", **settings: str) -> Said:
    """The same without a new process. What would be a stack of code there is an exception here."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment(database, **settings), clear=True),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = app.main(words)
        except SystemExit as end:  # how argparse refuses
            code = end.code if isinstance(end.code, int) else 1
    return Said(code, out.getvalue(), err.getvalue())


def typed_for(database: str) -> Callable[..., Said]:
    """How a command is run on this database."""
    return in_a_process if database.startswith("sqlite") else in_this_process
