"""The first look at a tidied table: is it about counts at all, and which cells cannot be figures?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ingest.answers import Answers
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.fiscal_titles import speaks_of_fiscal_years
from ingest.periods import Period, fiscal_year, part_of_year
from ingest.phrases import says
from ingest.problems import Problem
from ingest.tidy import Aside, Column, Figure, letter_of
from ingest.tidy.columns import meaning_of
from ingest.tidy.figures import Tidied
from ingest.vocabulary import Vocabulary, key_of

MOST_OF_A_KIND = 1000
EXAMPLE = 2024
"""A year to show how one is said, where the table names none."""
RIGHTS = re.compile(
    r"^\s*(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*[\d,\s-]*\s*(?P<whose>[^\d\s].*)$", re.IGNORECASE
)
"""Whose a table is, which says nothing of its subject."""


def shorten(problems: list[Problem], file: str) -> list[Problem]:
    """The problems, those of one kind counted where they are more than anybody reads."""
    short: list[Problem] = []
    of_a_kind: Counter[str] = Counter()
    for problem in problems:
        of_a_kind[problem.code] += 1
        if of_a_kind[problem.code] <= MOST_OF_A_KIND:
            short.append(problem)
    for code, count in of_a_kind.items():
        if count > MOST_OF_A_KIND:
            facts = {"found": count - MOST_OF_A_KIND, "wanted": code}
            short.append(Problem("and-more", file, facts=facts))
    return short


def other_subject(rows: Iterable[tuple[str, ...]], tidied: Tidied, vocabulary: Vocabulary) -> str | None:
    """A word in the title or header that says the table is about something else, or None."""
    kinds = ("title", "heading", "text", "box", "note")
    texts = [
        aside.text for aside in tidied.asides if aside.kind in kinds and not _is_of_rights(aside, vocabulary)
    ]
    texts += [column.header for column in tidied.columns]
    for text in texts:
        words = {key_of(word) for word in text.replace("/", " ").split()} | {key_of(text)}
        for word in words & vocabulary.other_subjects:
            return word
        for subject in vocabulary.other_subjects:  # Japanese runs its words together
            if not subject.isascii() and subject in key_of(text):
                return subject
    return None


def _is_of_rights(aside: Aside, vocabulary: Vocabulary) -> bool:
    """Whether a text only says that a publisher has the rights: "© ReCAAP ISC 2024"."""
    match = RIGHTS.match(aside.text)
    rows = vocabulary.publisher_rows.values()
    names = (name for row in rows for name in (row.name_en, row.name_ja, row.short_en, row.short_ja))
    return match is not None and any(says(match["whose"], name) for name in names if name)


def names_nothing(tidied: Tidied, vocabulary: Vocabulary, answers: Answers) -> bool:
    """Whether nothing in a table speaks of periods or of anything known."""
    has_period = any(figure.period is not None and figure.period.period for figure in tidied.figures)
    has_period = has_period or any(column.period is not None for column in tidied.columns)
    names = {
        text for figure in tidied.figures for text in (figure.series, figure.area, *figure.labels) if text
    }
    fields = {column.role for column in tidied.columns}
    has_name = any(vocabulary.kinds_of(name) for name in names)
    has_answer = bool(answers.mapping or answers.year or answers.series)
    return not (has_period or has_name or has_answer or {"value", "period"} & fields)


def first_figures(tidied: Tidied, vocabulary: Vocabulary, answers: Answers) -> tuple[CheckedFigure, ...]:
    """The figures of a table with their period, and whether they are final, as far as each or the analyst
    says it."""
    return tuple(
        CheckedFigure(cell)
        if cell.is_total or cell.ignored
        else CheckedFigure(
            cell, period=_period(cell, answers), finality=_finality(cell, vocabulary, answers)[0]
        )
        for cell in tidied.figures
    )


def _period(cell: Figure, answers: Answers) -> Period | None:
    """A figure's period: what its row or column says, or the part of that year that the analyst says."""
    period = cell.period.period if cell.period else None
    if period is None or period.kind != "CY":
        return period
    if answers.years == "fiscal":
        return fiscal_year(period.start.year)
    if not answers.months:
        return period
    year = period.start.year
    first, _, last = answers.months.get(str(year), answers.months.get("all", "")).partition("-")
    return (part_of_year(year, int(last)) if first == "1" else None) or period


def first_findings(
    figures: Iterable[CheckedFigure], tidied: Tidied, vocabulary: Vocabulary, answers: Answers, file: str
) -> Iterator[Finding]:
    """Totals are set aside; what is no count or no period is refused; a missing year is asked for once."""
    without_year: list[CheckedFigure] = []
    unclear: dict[str, list[CheckedFigure]] = {}
    reported_lines: set[int] = set()
    columns = {column.index: column for column in tidied.columns}
    of_periods = (column for column in tidied.columns if column.role == "period" and not column.is_of_eras)
    period_column = next(of_periods, None)
    for figure in figures:
        cell, reading = figure.cell, figure.cell.period
        if cell.is_total or cell.ignored:
            yield Finding(None, (figure,), "set_aside")
            continue
        if cell.value.code:
            yield Finding(_cell_problem(cell.value.code, file, cell, columns), (figure,), "refused")
        if reading is not None and reading.code:
            problem = None
            if columns[cell.column].period is not reading and cell.line not in reported_lines:
                reported_lines.add(cell.line)
                letter = period_column.letter if period_column else None
                facts = {"found": cell.period_text, "wanted": reading.wanted, "era": reading.era or ""}
                problem = Problem(reading.code, file, cell.line, letter, facts)
            yield Finding(problem, (figure,), "held" if reading.code == "era-unclear" else "refused")
        elif cell.is_unclear and not cell.value.code:
            yield Finding(None, (figure,), "held")
        elif reading is None and not cell.value.code:
            without_year.append(figure)
        if _finality(cell, vocabulary, answers)[1]:
            unclear.setdefault(key_of(cell.status or ""), []).append(figure)
    for of_a_status in unclear.values():
        cell = of_a_status[0].cell
        problem = _cell_problem("unclear-status", file, cell, columns, text=cell.status or "")
        yield Finding(problem, tuple(of_a_status), "held")
    if without_year:
        title = f"{tidied.title} {tidied.sheet or ''}"
        year = max(years_in(title), default=EXAMPLE)
        wanted = fiscal_year(year) if speaks_of_fiscal_years(title) else year
        named = {"count": len(without_year), "wanted": wanted}
        problem = Problem("no-year", file, facts=named)
        yield Finding(problem, tuple(without_year), "held")


def _cell_problem(
    code: str, file: str, cell: Figure, columns: Mapping[int, Column], text: str | None = None
) -> Problem:
    facts = {"found": cell.text.strip() if text is None else text, "header": columns[cell.column].name}
    return Problem(code, file, cell.line, letter_of(cell.column), facts)


def _finality(cell: Figure, vocabulary: Vocabulary, answers: Answers) -> tuple[str, bool]:
    """Final or provisional, by the marks at the value, the period, or a status column; and whether
    unclear."""
    year = (
        str(cell.period.period.start.year) if answers.finality and cell.period and cell.period.period else ""
    )
    said = answers.finality.get(year, answers.finality.get("all"))
    marked = (
        said == "provisional"
        or cell.value.provisional
        or (cell.period is not None and cell.period.provisional)
    )
    if not cell.status:
        return ("provisional" if marked else "final"), False
    status = key_of(cell.status)
    meaning = meaning_of(cell.status, answers.mapping) or vocabulary.statuses.get(status)
    if meaning == "provisional":
        return "provisional", False
    unclear = bool(status) and meaning != "final"
    return ("provisional" if marked else "final"), unclear
