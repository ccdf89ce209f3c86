"""A file that cannot be read: raised inside the readers only; ``read_table`` makes a Problem of it."""

from __future__ import annotations

from ingest.problems import Quoted


class Refusal(Exception):
    """Why a file is refused: a code of ``ingest.sentences.reading``, the place, and the sentence's facts."""

    def __init__(
        self, code: str, *, row: int | None = None, column: str | None = None, **facts: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.column = column
        self.facts = facts


_LONGEST_NAME = 120
_MOST_NAMES = 12


def excerpt(text: str, longest: int = _LONGEST_NAME) -> str:
    """Text from a file as a message may show it: one line, nothing that hides or turns letters, not long."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: longest + 1])
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def list_of_names(names: tuple[str, ...]) -> Quoted:
    """Names of sheets as a message may list them."""
    listed = [excerpt(name, 60) for name in names[:_MOST_NAMES]]
    return Quoted([*listed, "…"] if len(names) > _MOST_NAMES else listed)
