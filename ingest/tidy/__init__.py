"""A table of text becomes figures with what their row and column say. Nothing here asks the database.

``layout`` finds the header and says what each row is, ``columns`` what each column is, ``figures`` takes
the cells apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ingest.periods import PeriodReading
from ingest.values import ValueReading


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that holds no figures: title, unit, note, source, heading, blank, total or a header again; or a
    comment at a cell, or a text box (line 0)."""

    line: int
    kind: str
    text: str
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is: a field of ``vocabulary.FIELDS``, "figures", "label", "total", "asked",
    "ignored", "unused", "beside" (a header alone) or "empty". ``period``, ``part`` (of a year that stands
    elsewhere) and ``labels`` are what its header says of every cell below; ``is_of_eras`` is one of periods
    that holds the eras of the years beside it."""

    index: int
    header: str
    role: str
    period: PeriodReading | None = None
    labels: tuple[str, ...] = ()
    part: str | None = None
    is_of_eras: bool = False

    @property
    def letter(self) -> str:
        return letter_of(self.index)

    @property
    def name(self) -> str:
        """The header, or the letter where it has none."""
        return self.header or self.letter


class Figure(NamedTuple):
    """A cell that could hold a figure, with all that its row and column say of it.

    ``is_total`` marks a cell of a total row or column, ``ignored`` a cell that the analyst leaves out,
    ``is_unclear`` a cell in a column whose meaning is not known.
    """

    line: int
    column: int
    text: str
    value: ValueReading
    period_text: str
    period: PeriodReading | None
    series: str | None = None
    area: str | None = None
    category: str | None = None
    labels: tuple[str, ...] = ()
    publisher: str | None = None
    publication: str | None = None
    status: str | None = None
    unit: str | None = None
    note: str | None = None
    page: str | None = None
    is_total: bool = False
    ignored: bool = False
    is_unclear: bool = False


def letter_of(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
