"""Parts of a year that follow each other from January, added up where no publisher gives their sum. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.record.captions import Observation, number
from dashboard.record.periods import months_label
from dashboard.words import LANGUAGES, interface_words, message

DECEMBER = 12
KINDS = {3: "Q", 6: "H"}
"""The kind of the first months of a year by their number; of others a year to date."""
SUM = message("Worked out: {counts} ({months}).")


def added_up(groups: Iterable[Sequence[Observation]]) -> list[list[Observation]]:
    """For each year the sums of its parts from January on, as figures that are marked worked out.

    ``groups`` are the parts of calendar years of one series that consist of whole months, each with its
    editions, the newest first. Only exact counts of one span are added up, and only up to a month up to which
    no count is given.
    """
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for group in groups:
        if group[0].bound == "exact" and group[0].value is not None:
            by_year[group[0].period_start.year].append(group[0])
    return [[_sum(pieces)] for figures in by_year.values() for pieces in _runs(figures)]


def _runs(figures: Sequence[Observation]) -> Iterable[list[Observation]]:
    """The fewest parts that reach from January to the end of a month, for each such month but December."""
    best: dict[int, list[Observation]] = {0: []}
    for month in range(DECEMBER):
        for figure in figures:
            first, last = figure.months
            if month in best and first == month + 1:
                run = [*best[month], figure]
                if last not in best or len(run) < len(best[last]):
                    best[last] = run
    for last, run in best.items():
        if len(run) > 1 and last < DECEMBER and len({figure.span for figure in run}) == 1:
            yield run


def _sum(pieces: Sequence[Observation]) -> Observation:
    last = pieces[-1]
    vintages = {piece.vintage for piece in pieces}
    notes = {language: _note(pieces, language) for language in LANGUAGES}
    return replace(
        last,
        period_start=date(last.period_end.year, 1, 1),
        period_kind=KINDS.get(last.months[1], "YTD"),
        value=sum(piece.value or 0 for piece in pieces),
        vintage=vintages.pop() if len(vintages) == 1 else "later",
        finality="provisional" if any(piece.finality == "provisional" for piece in pieces) else last.finality,
        method="derived",
        note_en=notes["en"],
        note_ja=notes["ja"],
    )


def _note(pieces: Sequence[Observation], language: str) -> str:
    words = interface_words(language)
    months = (months_label(*piece.months, language) for piece in pieces)
    counts = " + ".join(number(piece.value or 0) for piece in pieces)
    return words(SUM, counts=counts, months=words(", ").join(months))
