"""Months of a year and a full year are two things: which of them figures cover is asked where it is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.part_titles import PartNamed, parts_named
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """Which part of a year is asked where it is not over or a title names one; one of another kind that is
    not over is refused."""
    yield from _parts_asked(material)
    for (_, period), figures in material.by_series_and_period().items():
        figure = figures[0]
        if period.start > material.today:
            yield Finding(
                material.problem("not-begun", figure, period=period.label), tuple(figures), "refused"
            )
        elif period.end > material.today and period.kind != "CY" and figure.cell.value.bound == "exact":
            facts = {"period": period.label, "today": material.today.isoformat()}
            code = "fiscal-year-not-over" if period.kind == "FY" else "not-over"
            yield Finding(material.problem(code, figure, **facts), tuple(figures), "refused")


def _parts_asked(material: Material) -> Iterator[Finding]:
    """One question for each year that is not over, then one for each text that names a part of a year."""
    years = [figure for figure in material.figures if figure.counts and _year(figure)]
    named = _named_beside(material, years)
    running = [
        figure
        for figure in years
        if figure.cell.value.bound == "exact" and figure.period and figure.period.end > material.today
    ]
    for year in sorted({_year(figure) for figure in running if _year(figure) <= material.today.year}):
        figures = tuple(figure for figure in running if _year(figure) == year)
        told = (part.until for _, part, _ in named if part.year == year and part.until)
        facts = {
            "year": year,
            "today": material.today.isoformat(),
            "count": len(figures),
            "wanted": next(told, max(1, material.today.month - 1)),
        }
        yield Finding(material.problem("which-part", figures[0], **facts), figures, "held")
    waiting = set(running)
    for text, part, beside in named:
        figures = tuple(
            figure
            for figure in beside
            if part.year in (None, _year(figure))
            and figure not in waiting
            and not _is_said(material, figure, part)
        )
        if figures:
            facts = {"found": text, "year": part.year or "all", "wanted": part.until, "count": len(figures)}
            code = "part-in-title" if part.until else "part-in-title-open"
            problem = material.problem(code, figures[0], **facts)
            yield Finding(problem, figures, "held")


def _year(figure: CheckedFigure) -> int:
    """The calendar year that a figure is of; 0 where it is of another period."""
    return figure.period.start.year if figure.period and figure.period.kind == "CY" else 0


def _is_said(material: Material, figure: CheckedFigure, part: PartNamed) -> bool:
    """Whether the analyst said that it covers the full year; a part would have made another period. What a
    text says of one year is not answered by what was said of all."""
    months = material.answers.months
    of_year = months.get(str(_year(figure)))
    return bool(of_year if part.year else of_year or months.get("all"))


def _named_beside(
    material: Material, figures: Sequence[CheckedFigure]
) -> list[tuple[str, PartNamed, list[CheckedFigure]]]:
    """Texts that name parts of years, each with one part a year and the figures of which it speaks. What a
    text without a year says of some years alone is of each of these, never of all."""
    titles = texts_beside(material, figures, with_notes=False)
    all_years = set(map(_year, figures))
    named = []
    for text, of_these in texts_beside(material, figures).items():
        parts: dict[int | None, PartNamed] = {}
        for part in parts_named(text, is_title=text in titles):
            of_its_year = _of_its_year(part, text)
            parts.setdefault(of_its_year.year, of_its_year)
        years = set(map(_year, of_these))
        if None in parts and years != all_years:
            part = parts.pop(None)
            for year in sorted(years):
                parts.setdefault(year, replace(part, year=year))
        named += [(text, part, of_these) for part in parts.values()]
    return named


def _of_its_year(part: PartNamed, text: str) -> PartNamed:
    """A part with the year that its text names elsewhere, if one alone."""
    years = years_in(text)
    return replace(part, year=next(iter(years))) if part.year is None and len(years) == 1 else part


RULE = Rule(
    stage="periods",
    codes=(
        "not-begun",
        "not-over",
        "fiscal-year-not-over",
        "which-part",
        "part-in-title",
        "part-in-title-open",
    ),
    check=check,
)
