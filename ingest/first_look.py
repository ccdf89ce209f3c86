"""The first look at a tidied table: is it about counts at all, and which cells cannot be figures?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ingest.answers import Answers
from ingest.problems import Problem
from ingest.report import Entry
from ingest.tidy import Column, Figure, letter_of
from ingest.tidy.figures import Tidied
from ingest.vocabulary import Vocabulary, key_of

MOST_OF_A_KIND = 1000


def listed(problems: list[Problem], file: str) -> list[Problem]:
    """The problems, those of one kind counted where they are more than anybody reads."""
    listed: list[Problem] = []
    of_a_kind: Counter[str] = Counter()
    for problem in problems:
        of_a_kind[problem.code] += 1
        if of_a_kind[problem.code] <= MOST_OF_A_KIND:
            listed.append(problem)
    for code, count in of_a_kind.items():
        if count > MOST_OF_A_KIND:
            facts = {"found": count - MOST_OF_A_KIND, "wanted": code}
            listed.append(Problem("and-more", file, facts=facts))
    return listed


def other_subject(rows: Iterable[tuple[str, ...]], tidied: Tidied, vocabulary: Vocabulary) -> str | None:
    """A word in the title or header that says the table is about something else, or None."""
    texts = [aside.text for aside in tidied.asides if aside.kind in ("title", "heading", "text", "note")]
    texts += [column.header for column in tidied.columns]
    for text in texts:
        words = {key_of(word) for word in text.replace("/", " ").split()} | {key_of(text)}
        for word in words & vocabulary.other_subjects:
            return word
        for subject in vocabulary.other_subjects:  # Japanese runs its words together
            if not subject.isascii() and subject in key_of(text):
                return subject
    return None


def names_nothing(tidied: Tidied, vocabulary: Vocabulary, answers: Answers) -> bool:
    """Whether nothing in a table speaks of periods or of anything known."""
    has_period = any(figure.period is not None and figure.period.period for figure in tidied.figures)
    names = {
        text for figure in tidied.figures for text in (figure.series, figure.area, *figure.labels) if text
    }
    fields = {column.role for column in tidied.columns}
    known = any(vocabulary.kinds_of(name) for name in names)
    said = bool(answers.mapping or answers.year or answers.series)
    return not (has_period or known or said or {"value", "period"} & fields)


def first_fates(entries: Iterable[Entry], tidied: Tidied, vocabulary: Vocabulary, file: str) -> list[Problem]:
    """Totals are set aside; what is no count or no period is refused; a missing year is asked for once."""
    problems: list[Problem] = []
    no_year = 0
    seen_rows: set[int] = set()
    columns = {column.index: column for column in tidied.columns}
    period_column = next((column for column in tidied.columns if column.role == "period"), None)
    for entry in entries:
        figure = entry.figure
        reading = figure.period
        if figure.is_total or figure.ignored:
            entry.fate = "set_aside"
            continue
        entry.period = reading.period if reading else None
        if figure.value.code:
            entry.fate = "refused"
            problems.append(_cell_problem(figure.value.code, file, figure, columns))
        if reading is not None and reading.code:
            entry.fate = "refused"
            if columns[figure.column].period is not reading and figure.line not in seen_rows:
                seen_rows.add(figure.line)
                letter = period_column.letter if period_column else None
                facts = {"found": figure.period_text}
                problems.append(Problem(reading.code, file, figure.line, letter, facts))
        elif figure.asked and entry.is_open:
            entry.fate = "held"
        elif reading is None and entry.is_open:
            entry.fate = "held"
            no_year += 1
        status, unclear = _finality(entry, vocabulary)
        entry.finality = status
        if unclear:
            problems.append(_cell_problem("unclear-status", file, figure, columns, found=figure.status or ""))
    if no_year:
        problems.append(Problem("no-year", file, facts={"count": no_year}))
    return problems


def _cell_problem(
    code: str, file: str, figure: Figure, columns: Mapping[int, Column], found: str | None = None
) -> Problem:
    facts = {"found": figure.text.strip() if found is None else found, "header": columns[figure.column].shown}
    return Problem(code, file, figure.line, letter_of(figure.column), facts)


def _finality(entry: Entry, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Final or provisional, by the marks at the value, the period, or a status column; and whether
    unclear."""
    figure = entry.figure
    marked = figure.value.provisional or (figure.period is not None and figure.period.provisional)
    status = key_of(figure.status or "")
    meaning = vocabulary.statuses.get(status)
    if meaning == "provisional":
        return "provisional", False
    unclear = bool(status) and meaning is None
    return ("provisional" if marked else "final"), unclear
