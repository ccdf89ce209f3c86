"""``read_table``: the only way by which the bytes of a person's file become a table.

What a file is, its content says; its name is only shown. Nothing is raised: what cannot be read comes back
as a Problem.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.problems import Problem
from ingest.readers import LIMITS, Limits, RawTable, readers
from ingest.readers.refusal import Refusal, excerpt, list_of_names

_LONGEST_NAME = 120
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def read_table(
    name: str, content: bytes, *, sheet: str | None = None, limits: Limits = LIMITS
) -> tuple[RawTable | None, list[Problem]]:
    """The table in a file, and what is to be said of it; no table where an error is among the problems.

    ``sheet`` names a sheet of a workbook; without it the first visible one is read.
    """
    file = file_name(name)
    try:
        table = _read(file, content, sheet, limits)
    except Refusal as refusal:
        return None, [_problem(file, refusal)]
    except Exception as error:  # the last net: no file may take the service down
        return None, [Problem("unreadable", file, facts={"found": type(error).__name__})]
    return table, _notices(table, sheet)


def file_name(name: str) -> str:
    """The last part of a path, without characters that hide or turn others, of 120 at most."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if unicodedata.category(letter) not in _HIDDEN)
    return plain.strip()[:_LONGEST_NAME] or "-"


def _read(file: str, content: bytes, sheet: str | None, limits: Limits) -> RawTable:
    if not content:
        raise Refusal("empty-file")
    if len(content) > limits.file_bytes:
        raise Refusal("file-too-large", found=len(content), wanted=limits.file_bytes)
    reader = next(reader for reader in readers() if reader.knows(content))
    return reader.read(file, content, sheet, limits)


def _problem(file: str, refusal: Refusal) -> Problem:
    return Problem(refusal.code, file, row=refusal.row, column=refusal.column, facts=refusal.facts)


def _notices(table: RawTable, sheet: str | None) -> list[Problem]:
    notices = []
    if table.hidden_sheets:
        notices.append(
            Problem("hidden-sheets", table.file, facts={"found": list_of_names(table.hidden_sheets)})
        )
    if table.other_sheets:
        facts = {"found": list_of_names(table.other_sheets), "wanted": excerpt(table.sheet or "")}
        notices.append(Problem("other-sheets", table.file, facts=facts))
    if sheet is not None and table.sheet is None:
        notices.append(Problem("no-sheets-in-text", table.file, facts={"found": excerpt(sheet)}))
    return notices
