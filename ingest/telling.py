"""Stored figures in words: by series and publication, under their titles and never under ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Engine, select

from ingest import schema
from ingest.checked import CheckedFigure
from ingest.period_labels import period_told
from ingest.periods import Period
from ingest.problems import Problem
from ingest.sentences import sentences
from ingest.tidy import Aside
from ingest.words import Words, message

PUBLICATIONS_NAMED = {
    ("source-of-another", "found"),
    ("unknown-publication", "wanted"),
    ("unknown-publications", "wanted"),
}
"""Problems with a fact that is the id of a publication, beside those that call it so."""
SUBJECTS = {"whole-below-part": "whole"}
"""The fact that names what a problem is about, where that is not its series."""
MOST_VALUES = 6
"""More values of one series than this are counted."""


@dataclass(frozen=True)
class Titles:
    """What series, publications and units are called in one language, by id."""

    series: dict[str, str]
    publications: dict[str, str]
    units: dict[str, str]


def read_titles(
    engine: Engine, language: str, *, new: Iterable[tuple[str, Mapping[str, Any]]] = ()
) -> Titles:
    """All titles, also of series and publications that no figure bears out any more; ``new`` are rows that a
    report would add, each with the name of its table."""
    named = (
        (schema.series.c, f"name_{language}"),
        (schema.publications.c, f"title_{language}"),
        (schema.units.c, f"name_{language}"),
    )
    with engine.connect() as connection:
        titles = Titles(
            *(
                {id: title or id for id, title in connection.execute(select(columns.id, columns[name]))}
                for columns, name in named
            )
        )
    for table, row in new:
        if table == "series":
            titles.series[row["id"]] = row[f"name_{language}"]
        elif table == "publications":
            titles.publications[row["id"]] = row[f"title_{language}"]
    return titles


def problem_told(problem: Problem, titles: Titles, words: Words) -> str:
    """A problem with series and publications under their titles; the id stays behind a title where an answer
    may have to name it, and alone in what is to be typed."""
    remedy = sentences()[problem.code][2]
    told: dict[str, object] = {}
    for name, fact in problem.facts.items():
        known, ids = _titles_of(name, problem.code, titles), str(fact).split(", ")
        told[name] = fact
        if all(id in known for id in ids):
            with_id = name == "wanted" or f"{{{name}}}" in remedy
            told[name] = tuple(f"{known[id]} [{id}]" if with_id else known[id] for id in ids)
    if problem.code == "other-unit":
        told["wanted"] = titles.units.get(str(problem.facts["wanted"]), "").lower() or told["wanted"]
    typed = dict(problem.facts)
    if "wanted" in typed and "={wanted}" not in remedy:
        typed["wanted"] = told["wanted"]
    return words(
        "{place}: {message} {remedy}",
        place=problem.place(words),
        message=replace(problem, facts=told).message(words),
        remedy=replace(problem, facts=typed).remedy(words),
    )


def at_its_note(problem: Problem, asides: Iterable[Aside]) -> Problem:
    """A note's correction, found at the figures that it may mean, at the row of the note."""
    if problem.code != "said-corrected":
        return problem
    line = next((aside.line for aside in asides if aside.line and aside.text == problem.facts["found"]), None)
    return replace(problem, row=line, column=None) if line else problem


def alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Warnings and notes of one kind about one series together, every other problem by itself; in order."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for number, problem in enumerate(problems):
        is_told = problem.severity in ("warning", "notice") and "series" in problem.facts
        subject = problem.facts.get(SUBJECTS.get(problem.code, "series"))
        key = (problem.code, subject) if is_told else (number,)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def others_told(others: Sequence[Problem], titles: Titles, words: Words, *, most: int | None = None) -> str:
    """How many more problems are alike and what tells them apart, the first ``most``: their periods, else
    their rows; of those about a whole its parts."""
    told = list(dict.fromkeys(_told_apart(problem, titles, words) for problem in others))
    more = ["…"] if most is not None and len(told) > most else []
    places = words(", ").join([*told[:most], *more])
    return words("{count} more of the kind: {places}", count=len(others), places=places)


def _told_apart(problem: Problem, titles: Titles, words: Words) -> str:
    period = period_told(str(problem.facts.get("period", "")), words.language)
    if problem.code in SUBJECTS:
        series = str(problem.facts["series"])
        return words("{series} {period}", series=titles.series.get(series, series), period=period)
    return period or (words("row {row}", row=problem.row) if problem.row else problem.file)


def _titles_of(fact: str, code: str, titles: Titles) -> Mapping[str, str]:
    """What the ids in a fact of a problem are called; nothing where it holds none."""
    if fact == "publication" or (code, fact) in PUBLICATIONS_NAMED:
        return titles.publications
    return titles.series if fact in ("series", "whole", "wanted") else {}


class Told(NamedTuple):
    """What is told of a figure, as a row of observations has it."""

    series: str | None
    publication: str | None
    period_start: date
    period_end: date
    period_kind: str
    availability: str | None
    value: int | None
    bound: str
    finality: str


BLANK_NAMES = {"missing": message("missing"), "not-published": message("not published")}
SIGNS = {"at-least": "≥", "over": ">"}


def loaded(figures: Iterable[CheckedFigure]) -> Iterator[Told]:
    """Figures of a report that were stored."""
    for figure in figures:
        if figure.period is not None:
            value = figure.cell.value
            yield Told(
                figure.series,
                figure.publication,
                *figure.period,
                value.availability,
                value.value,
                value.bound,
                figure.finality,
            )


def value_told(row: Any, words: Words) -> str:
    """The value of an observation: 116, ≥5, 116 (provisional), missing."""
    if row.value is None:
        return words(BLANK_NAMES.get(row.availability, "missing"))
    value = f"{SIGNS.get(row.bound, '')}{row.value}"
    return words("{value} (provisional)", value=value) if row.finality == "provisional" else value


def figures_told(figures: Iterable[Any], titles: Titles, words: Words, *, most: int = 20) -> list[str]:
    """Rows of observations as one line for each series and publication, or for each series where these are
    more than ``most``; lines beyond are counted."""
    by_source: dict[tuple[str, str], list[Any]] = {}
    by_series: dict[str, list[Any]] = {}
    for figure in figures:
        by_source.setdefault((figure.series, figure.publication), []).append(figure)
        by_series.setdefault(figure.series, []).append(figure)
    groups = list(by_source.values() if len(by_source) <= most else by_series.values())
    lines = [_line(rows, titles, words) for rows in groups[:most]]
    if len(groups) > most:
        lines.append(words("... and {count} more series.", count=len(groups) - most))
    return lines


def _line(rows: list[Any], titles: Titles, words: Words) -> str:
    series, publications = rows[0].series, {row.publication for row in rows}
    publication = words("{count} publications", count=len(publications))
    if len(publications) == 1:
        publication = titles.publications.get(rows[0].publication, rows[0].publication)
    return words(
        "{series}: {values} ({publication})",
        series=titles.series.get(series, series),
        values=_values(rows, words),
        publication=publication,
    )


def _values(rows: list[Any], words: Words) -> str:
    rows = sorted(rows, key=lambda row: (row.period_start, row.period_end))
    if len(rows) > MOST_VALUES:
        first, last = _period(rows[0], words), _period(rows[-1], words)
        return words("{count} figures, {first} to {last}", count=len(rows), first=first, last=last)
    values = [f"{_period(row, words)} = {value_told(row, words)}" for row in rows]
    return words(", ").join(values)


def _period(row: Any, words: Words) -> str:
    return Period(row.period_start, row.period_end, row.period_kind).told(words.language)
