"""Bytes become a table of text: one module a kind of file, ``NAME_file.py``, each binding ``READER``. Nothing
here knows what the cells mean."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Merged:
    """Cells of a sheet that show as one: lines from 1 and columns from 0, the last of each included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a cell is one of them."""
        is_in_line = self.first_line <= line <= self.last_line
        return is_in_line and self.first_column <= column <= self.last_column


@dataclass(frozen=True)
class Beside:
    """A text that is in no cell: a comment, at its cell (line from 1, column from 0), or a text box."""

    text: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file: every cell as text, exactly as found.

    ``rows`` may differ in length; ``lines`` gives for each the line of the file (or row of the sheet), from
    1, that it starts on. ``merged`` are cells of a sheet that show as one, ``hidden_lines`` its filled rows
    that nobody sees, ``hidden_columns`` such columns, from 0,
    ``unseen`` single cells that hold something and show nothing. ``beside`` are comments and text boxes.
    ``encoding`` and ``delimiter`` are None for a
    workbook, ``sheet`` for text.
    """

    file: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()
    hidden_lines: tuple[int, ...] = ()
    hidden_columns: tuple[range, ...] = ()
    unseen: frozenset[tuple[int, int]] = frozenset()
    beside: tuple[Beside, ...] = ()
    hidden_sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """The most that a file may hold. Sizes are bytes; a ratio is bytes unpacked to bytes packed."""

    file_bytes: int = 20_000_000
    rows: int = 250_000
    columns: int = 400
    cell_characters: int = 10_000
    figures: int = 160_000
    archive_entries: int = 2_000
    unpacked_bytes: int = 150_000_000
    unpacked_ratio: int = 200


LIMITS = Limits()


@dataclass(frozen=True)
class Reader:
    """A kind of file. ``knows`` says by the content, never by the name, whether a file is of it; ``read``
    takes the name to show, the content, a sheet or None, and the limits, and gives the table or raises
    ``Refusal``. ``is_last``: asked after all others."""

    knows: Callable[[bytes], bool]
    read: Callable[[str, bytes, str | None, Limits], RawTable]
    is_last: bool = False


@cache
def readers() -> tuple[Reader, ...]:
    """Every kind of file, in the order in which they are asked. Raises ``TypeError`` for no reader."""
    found: list[Reader] = []
    for info in pkgutil.iter_modules(__path__):
        if info.name.endswith("_file"):
            reader = importlib.import_module(f"{__name__}.{info.name}").READER
            if not isinstance(reader, Reader):
                raise TypeError(f"{info.name} binds READER to a {type(reader).__name__}; wanted a Reader.")
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: reader.is_last))
