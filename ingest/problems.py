"""A fault in a file is a value: it can be counted, filtered, translated and printed.

Each code has its sentence here, and only here: what was found and what was wanted, then what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ingest.words import Words, message

Severity = Literal["error", "warning", "notice"]

SENTENCES: dict[str, tuple[Severity, str, str]] = {
    "missing-folder": (
        "error",
        message("There is no folder {found}."),
        message("Name a folder that holds the files of data/, as 'piracy dump DIR' writes them."),
    ),
    "missing-file": (
        "error",
        message("The file is missing."),
        message("Put it back, or take a whole copy of data/ and change that."),
    ),
    "not-utf8": (
        "error",
        message("The file is not UTF-8 text (byte {found})."),
        message("Save it again as UTF-8; in Excel: CSV UTF-8."),
    ),
    "broken-csv": (
        "error",
        message("The file cannot be read as CSV: {found}."),
        message("Look for a quotation mark that is opened and never closed."),
    ),
    "wrong-header": (
        "error",
        message("The header row has {found}; wanted {wanted}."),
        message("Give the columns these names, in this order."),
    ),
    "wrong-width": (
        "error",
        message("The row has {found} cells; wanted {wanted}."),
        message("Look for a comma too many or too few, or a text with a comma that is not in quotes."),
    ),
    "empty-cell": (
        "error",
        message("The cell is empty; wanted {wanted}."),
        message("Fill it in. What is not known cannot be loaded here."),
    ),
    "not-a-number": (
        "error",
        message("Found “{found}”; wanted a whole number, 0 or more."),
        message("Write digits only, without commas, signs or units."),
    ),
    "not-a-date": (
        "error",
        message("Found “{found}”; wanted a date such as 2024-12-31."),
        message("Write year-month-day with four, two and two digits."),
    ),
    "unknown-choice": (
        "error",
        message("Found “{found}”; wanted one of: {wanted}."),
        message("Use one of these words."),
    ),
    "unknown-id": (
        "error",
        message("“{found}” is not in {wanted}."),
        message("Correct the id, or add its row to that file first."),
    ),
    "duplicate-key": (
        "error",
        message("The same {wanted} stands in row {found} already."),
        message("Keep one of the two rows."),
    ),
    "value-and-availability": (
        "error",
        message("Availability is “{wanted}” but the value is “{found}”."),
        message(
            "A reported figure has a value; one that is missing or not published has none. 0 is a value."
        ),
    ),
    "one-language-only": (
        "error",
        message("The words stand in one language only."),
        message("Write them in the English and the Japanese column, or leave both empty."),
    ),
    "period-reversed": (
        "error",
        message("The period ends on {found}, before it starts on {wanted}."),
        message("Put the first day in period_start and the last in period_end."),
    ),
    "refused-by-database": (
        "error",
        message("The database refused the files: {found}."),
        message("Nothing was changed. Correct what it names and load again."),
    ),
    "conflict-with-analyst": (
        "warning",
        message("data/ says {found}, but an analyst loaded {wanted} (batch {batch}). Not applied."),
        message("Decide which is right; an analyst's figure is changed by an analyst."),
    ),
    "undone-before": (
        "notice",
        message("The figure {found} was loaded before and undone (batch {batch}). Not brought back."),
        message("Nothing to do, unless the undo was a mistake."),
    ),
    "not-in-data": (
        "notice",
        message("The database has {found}, which data/ no longer holds. Kept."),
        message("Nothing to do; 'piracy dump DIR' writes what the database holds."),
    ),
}


@dataclass(frozen=True)
class Problem:
    """One fault. ``row`` is the line in the file, 1 being the header; None where it has no row."""

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SENTENCES[self.code][0]

    def sentence(self, words: Words) -> str:
        """Where, what, and what to do, in the reader's language."""
        _, what, remedy = SENTENCES[self.code]
        place = [self.file]
        if self.row is not None:
            place.append(words("row {row}", row=self.row))
        if self.column is not None:
            place.append(words("column {column}", column=self.column))
        joint = words(", ")
        return f"{joint.join(place)}: {words(what, **self.facts)} {words(remedy)}"


class RefusedFiles(Exception):
    """Files that cannot be loaded; holds every problem found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")
