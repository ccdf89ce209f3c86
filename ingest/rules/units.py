"""A count is in the unit of its series: another unit, or a multiplier, is never set aside."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.problems import Problem
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

EVERY_COUNT = {"incidents"}
"""A column called 件数 may count anything; one called 人数 counts persons."""


def check(material: Material) -> Iterator[Finding]:
    """What the table says of all its numbers, then of those of a column or a cell."""
    figures = [figure for figure in material.figures if figure.is_open and figure.series is not None]
    yield from _of_the_table(material, figures)
    headers = {column.index: column.header for column in material.tidied.columns}
    words = material.vocabulary.unit_words
    for figure in figures:
        cell = figure.cell
        names = (cell.series, cell.area, cell.category)
        texts = (*filter(None, names), *cell.labels, headers[cell.column])
        stated = [statement for text in texts for statement in words.stated(text)]
        stated += words.stated(f"単位：{cell.unit}") if cell.unit else ()
        said = [cell.value.unit, cell.unit or "", *(word for kind, word in stated if kind == "unit")]
        said += [text for text in texts if not words.called(text) & EVERY_COUNT]
        times = [word for kind, word in stated if kind == "times"]
        if times:
            yield Finding(material.problem("multiplied", figure, wanted=times[0]), (figure,), "held")
            continue
        for word in said:
            if word and not _fits(word, figure, material):
                facts = {"unit": word, "series": figure.series, "wanted": _unit_of(figure, material)}
                yield Finding(material.problem("other-unit", figure, **facts), (figure,), "held")
                break


def _of_the_table(material: Material, figures: list[CheckedFigure]) -> Iterator[Finding]:
    for aside in material.tidied.asides:
        if aside.kind not in ("title", "unit", "note", "text", "heading", "source"):
            continue
        stated = list(material.vocabulary.unit_words.stated(aside.text))
        for word in [word for kind, word in stated if kind == "times"][: len(figures)]:
            facts = {"found": aside.text, "wanted": word}
            yield Finding(
                Problem("multiplied", material.file, aside.line, facts=facts), tuple(figures), "held"
            )
        units = [word for kind, word in stated if kind == "unit"]  # of several, each figure has one
        others = tuple(
            figure for figure in figures if not any(_fits(word, figure, material) for word in units)
        )
        if units and others:
            facts = {"found": aside.text, "unit": units[0], "series": str(others[0].series)}
            facts["wanted"] = _unit_of(others[0], material)
            yield Finding(Problem("other-unit", material.file, aside.line, facts=facts), others, "held")


def _fits(word: str, figure: CheckedFigure, material: Material) -> bool:
    """Whether a word may be the unit of a figure's series, by itself or as the analyst says; one that is no
    unit says nothing."""
    units, unit = material.vocabulary.unit_words.called(word), _unit_of(figure, material)
    return not units or unit in units or meaning_of(word, material.answers.mapping) == unit


def _unit_of(figure: CheckedFigure, material: Material) -> str:
    return str(material.vocabulary.series[figure.series or ""].unit)


RULE = Rule(stage="file", codes=("multiplied", "other-unit"), check=check)
