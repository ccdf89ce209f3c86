"""What a check complains of: each problem with its place, what was read and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.desk.parts import panel
from dashboard.desk.remedies import remedy_on_the_page
from dashboard.desk.series_form import labels_of
from dashboard.words import Words, message
from ingest.problems import Problem
from ingest.report import Report
from ingest.telling import Titles, alike, at_its_note, others_told
from ingest.words import Words as ReportWords

Numbered = tuple[int, Problem]
"""A problem and its place in the report."""

MOST_PROBLEMS = 200
SEVERITY_NAMES = {
    "error": message("Error"),
    "question": message("Question"),
    "warning": message("Warning"),
    "notice": message("Note"),
}


def problem_list(report: Report, titles: Titles, words: Words) -> Component:
    """The problems in the file's order, each with a link to its cell; series and publications by title."""
    problems = [at_its_note(problem, report.asides) for problem in report.problems[:MOST_PROBLEMS]]
    more = len(report.problems) - len(problems)
    parts: list[Component] = [html.P(words("Nothing to complain of."))]
    if problems:
        items = [_entry(group, titles, words) for group in _folded(problems, titles, words)]
        parts = [html.Ol(items, className="problems")]
        if more:
            parts.append(html.P(words("... and {count} more problems.", count=more), className="hint"))
    return panel("problems-title", words("What was found"), parts)


def _folded(problems: Sequence[Problem], titles: Titles, words: Words) -> list[list[Numbered]]:
    """The numbered problems, those alike together."""
    numbers = {id(problem): number for number, problem in enumerate(problems)}
    return [
        [(numbers[id(problem)], _titled(problem, titles, words)) for problem in group]
        for group in alike(problems)
    ]


def _entry(group: Sequence[Numbered], titles: Titles, words: Words) -> Component:
    """A problem; of several alike the first, and the others behind what tells them apart."""
    first, *others = group
    if not others:
        return _problem(*first, words)
    label = others_told([problem for _, problem in others], titles, ReportWords(words.language))
    items = [_problem(*one, words) for one in others]
    more = html.Details([html.Summary(label), html.Ol(items, className="problems")])
    return _problem(*first, words, more=more)


def problem_id(number: int) -> str:
    """A problem's place on the page."""
    return f"problem-{number}"


def cell_id(line: int, column: int) -> str:
    """A cell's place on the page; ``column`` from 0."""
    return f"cell-{line}-{column}"


def column_index(letters: str | None) -> int | None:
    """A column letter as an index from 0; None for a name."""
    if not letters or not letters.isascii() or not letters.isupper() or len(letters) > 3:
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _titled(problem: Problem, titles: Titles, words: Words) -> Problem:
    """The problem with the titles of what its facts name by id."""
    of = {"series": titles.series, "whole": titles.series, "publication": titles.publications}
    if problem.code == "source-of-another":
        of["found"] = titles.publications
    if problem.code == "other-unit":
        of["wanted"] = {unit: name.lower() for unit, name in titles.units.items()}
    facts = {name: of.get(name, {}).get(str(fact), fact) for name, fact in problem.facts.items()}
    if problem.code == "series-incomplete":
        facts["wanted"] = labels_of(", ".join(_several(facts["wanted"])), words)
    ids = _several(facts.get("wanted", ""))
    if all(id in titles.series for id in ids):
        facts["wanted"] = words(", ").join(titles.series[id] for id in ids)
    return replace(problem, facts=facts)


def _several(fact: object) -> list[str]:
    """A fact that may be a list, or a text that lists."""
    return [str(each) for each in fact] if isinstance(fact, tuple) else str(fact).split(", ")


def _problem(number: int, problem: Problem, words: Words, *, more: Component | None = None) -> Component:
    sentences = ReportWords(words.language)
    severity = f"is-{problem.severity}"
    tag = html.Span(words(SEVERITY_NAMES[problem.severity]), className=f"tag {severity}")
    remedy = html.Span(remedy_on_the_page(problem, sentences), className="remedy")
    return html.Li(
        [
            html.P([tag, " ", _place(problem, words)]),
            html.P([problem.message(sentences), " " if words.language == "en" else "", remedy]),
            more,
        ],
        id=problem_id(number),
        className=severity,
    )


def _place(problem: Problem, words: Words) -> Component | str:
    index = column_index(problem.column)
    if problem.row is not None and index is not None:
        name = words("Row {row}, column {column}", row=problem.row, column=problem.column)
        return html.A(name, href=f"#{cell_id(problem.row, index)}")
    return _row(problem, words)


def _row(problem: Problem, words: Words) -> str:
    return words("Row {row}", row=problem.row) if problem.row else words("the whole file")
