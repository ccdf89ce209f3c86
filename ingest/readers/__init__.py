"""Bytes become a table of text: one module a kind of file. Nothing here knows what the cells mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file: every cell as text, exactly as found.

    ``rows`` may differ in length; ``lines`` gives for each the line of the file (or row of the sheet), from
    1, that it starts on. ``encoding`` and ``delimiter`` are None for a workbook, ``sheet`` for text.
    """

    file: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """The most that a file may hold. Sizes are bytes; a ratio is bytes unpacked to bytes packed."""

    file_bytes: int = 20_000_000
    rows: int = 250_000
    columns: int = 400
    cell_characters: int = 10_000
    figures: int = 150_000
    archive_entries: int = 2_000
    unpacked_bytes: int = 150_000_000
    unpacked_ratio: int = 200


LIMITS = Limits()
