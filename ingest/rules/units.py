"""A count is in the unit of its series: another unit, or a multiplier, is never set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from ingest.beside import NOTES, commented, of_the_table
from ingest.checked import CheckedFigure, Finding
from ingest.problems import Problem
from ingest.rules import Material, Rule
from ingest.tidy import Aside

EVERY_COUNT = {"incidents"}
"""A column called 件数 may count anything; one called 人数 counts persons."""
IN_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


def check(material: Material) -> Iterator[Finding]:
    """What the table says of all its numbers, then of those of a column or a cell."""
    everything = [figure for figure in material.figures if figure.is_open]
    figures = [figure for figure in everything if figure.series is not None]
    yield from _of_the_table(material, everything)
    headers = {column.index: column.header for column in material.tidied.columns}
    misfit_of = cache(partial(_misfit, material))
    for figure in figures:
        cell, unit = figure.cell, _unit_of(figure, material)
        names = (cell.series, cell.area, cell.category)
        texts = (*filter(None, names), *cell.labels, headers[cell.column], *filter(None, (cell.note,)))
        misfit = misfit_of(cell.value.unit, cell.unit or "", texts, unit)
        if misfit is None:
            continue
        kind, word, text = misfit
        found = text or cell.text
        if kind == "times":
            yield Finding(material.problem("multiplied", figure, found=found, wanted=word), (figure,), "held")
        else:
            facts = {"found": found, "unit": word, "series": figure.series, "wanted": unit}
            yield Finding(material.problem("other-unit", figure, **facts), (figure,), "held")


def _misfit(
    material: Material, beside: str, in_column: str, texts: tuple[str, ...], unit: str
) -> tuple[str, str, str] | None:
    """The multiplier, or else the other unit, that a count, its column of units and texts around it state,
    with the text that states it, "" for the count itself."""
    words = material.vocabulary.unit_words
    stated = [(kind, word, text) for text in texts for kind, word in words.stated(text)]
    if in_column:
        stated += [(kind, word, in_column) for kind, word in words.stated(f"単位：{in_column}")]
    times = next((statement for statement in stated if statement[0] == "times"), None)
    if times is not None:
        return times
    units = [("unit", beside, ""), ("unit", in_column, in_column)]
    units += [statement for statement in stated if statement[0] == "unit"]
    units += [("unit", text, text) for text in texts if not words.called(text) & EVERY_COUNT]
    return next((each for each in units if each[1] and not _fits(each[1], unit, material)), None)


def _of_the_table(material: Material, everything: list[CheckedFigure]) -> Iterator[Finding]:
    """A multiplier concerns every figure, a unit those whose series is known."""
    words = material.vocabulary.unit_words
    notes = [aside for aside in material.tidied.asides if aside.kind in (*NOTES, "comment")]
    for aside in (*of_the_table(material), *notes):
        figures = commented(aside, everything) if aside.kind == "comment" else everything
        stated = list(words.stated(aside.text))
        bare = IN_BRACKETS.sub("", aside.text).strip()
        if words.called(bare) and not words.called(bare) & EVERY_COUNT:
            stated.append(("unit", bare))
        for word in [word for kind, word in stated if kind == "times"][: len(figures)]:
            facts = {"found": aside.text, "wanted": word}
            problem = Problem("multiplied", material.file, aside.line or None, facts=facts)
            yield Finding(problem, tuple(figures), "held")
        units = [word for kind, word in stated if kind == "unit"]  # of several, each figure has one
        if unknown := words.unknown(aside.text):
            yield from _of_unknown_unit(material, aside, unknown, figures)
        others = tuple(
            figure
            for figure in figures
            if figure.series is not None
            and not any(_fits(word, _unit_of(figure, material), material) for word in units)
        )
        if units and others:
            facts = {"found": aside.text, "unit": units[0], "series": str(others[0].series)}
            facts["wanted"] = _unit_of(others[0], material)
            problem = Problem("other-unit", material.file, aside.line or None, facts=facts)
            yield Finding(problem, others, "held")


def _of_unknown_unit(
    material: Material, aside: Aside, word: str, figures: list[CheckedFigure]
) -> Iterator[Finding]:
    """A unit that nothing here knows concerns every figure whose unit the analyst has not called so."""
    others = tuple(
        figure
        for figure in figures
        if figure.series is not None and material.answers.mapping.get(word) != _unit_of(figure, material)
    )
    if others:
        facts = {"found": aside.text, "unit": word, "series": str(others[0].series)}
        facts["wanted"] = _unit_of(others[0], material)
        problem = Problem("other-unit", material.file, aside.line or None, facts=facts)
        yield Finding(problem, others, "held")


def _fits(word: str, unit: str, material: Material) -> bool:
    """Whether a word may stand for the unit of a series, by itself or as the analyst says; one that is no
    unit says nothing."""
    called = material.vocabulary.unit_words.called
    units = called(word)
    said = {label for label, meaning in material.answers.mapping.items() if meaning == unit}
    return not units or unit in units or any(called(label) & units or label == word for label in said)


def _unit_of(figure: CheckedFigure, material: Material) -> str:
    return str(material.vocabulary.series[figure.series or ""].unit)


RULE = Rule(stage="file", codes=("multiplied", "other-unit"), check=check)
