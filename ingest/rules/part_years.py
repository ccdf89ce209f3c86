"""Months of a year and a full year are two things: neither exceeds the other unnoticed, neither is joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.part_titles import PartNamed, parts_named
from ingest.periods import Period, calendar_year, parts_of_year
from ingest.rules import Material, Rule

PARTS = ("H", "Q", "YTD")

Figures = Mapping[tuple[str, Period], list[CheckedFigure]]
StoredParts = Mapping[tuple[str, int], list[Row[Any]]]
"""The rows shown of parts of a year, by series and year."""


def check(material: Material) -> Iterator[Finding]:
    """Which part of a year is asked where it is not over or a title names one; warnings where a year and its
    parts cannot both be right."""
    yield from _parts_asked(material)
    by_period = material.by_series_and_period()
    stored_parts = _stored_parts(material, by_period)
    for (series, period), figures in by_period.items():
        figure = figures[0]
        if period.start > material.today:
            yield Finding(
                material.problem("not-begun", figure, period=period.label), tuple(figures), "refused"
            )
        elif period.end > material.today and period.kind != "CY" and figure.cell.value.bound == "exact":
            facts = {"period": period.label, "today": material.today.isoformat()}
            fate = "refused" if period.kind == "FY" else None
            code = "fiscal-year-not-over" if fate else "not-over"
            yield Finding(material.problem(code, figure, **facts), tuple(figures), fate)
        if figure.value is None or figure.cell.value.bound != "exact":
            continue
        if period.kind in PARTS:
            yield from _above_its_year(material, by_period, period, figure)
        elif period.kind == "CY" and (rows := stored_parts.get((series, period.start.year))):
            yield from _below_its_parts(material, rows, period, figure)
    yield from _sums(material, by_period, stored_parts)


def _stored_parts(material: Material, by_period: Figures) -> StoredParts:
    parts: dict[tuple[str, int], list[Row[Any]]] = defaultdict(list)
    for series in {series for series, _ in by_period}:
        for row in material.stored.rows_of(series):
            if row.period_kind in PARTS:
                parts[series, row.period_start.year].append(row)
    return parts


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
        told = (part.until for part, _ in named.values() if part.year == year and part.until)
        facts = {
            "year": year,
            "today": material.today.isoformat(),
            "count": len(figures),
            "wanted": next(told, max(1, material.today.month - 1)),
        }
        yield Finding(material.problem("which-part", figures[0], **facts), figures, "held")
    waiting = set(running)
    for text, (part, beside) in named.items():
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
    material: Material, figures: Iterable[CheckedFigure]
) -> dict[str, tuple[PartNamed, list[CheckedFigure]]]:
    """Texts that name a part of a year, with that part and the figures of which they speak."""
    return {
        text: (_of_its_year(part, text), of_these)
        for text, of_these in texts_beside(material, figures).items()
        if (part := next(parts_named(text), None)) is not None
    }


def _of_its_year(part: PartNamed, text: str) -> PartNamed:
    """A part with the year that its text names elsewhere, if one alone."""
    years = years_in(text)
    return replace(part, year=next(iter(years))) if part.year is None and len(years) == 1 else part


def _above_its_year(
    material: Material, by_period: Figures, period: Period, figure: CheckedFigure
) -> Iterator[Finding]:
    year = calendar_year(period.start.year)
    full = _value(material, by_period, figure.series or "", year)
    if full is not None and (figure.value or 0) > full:
        facts = {"period": period.label, "full": full, "year": year.label}
        yield Finding(material.problem("part-above-year", figure, **facts))


def _below_its_parts(
    material: Material, parts: Iterable[Row[Any]], period: Period, figure: CheckedFigure
) -> Iterator[Finding]:
    for row in parts:
        if row.availability == "reported" and row.value > (figure.value or 0):
            part = Period(row.period_start, row.period_end, row.period_kind)
            facts = {"period": period.label, "part": row.value, "months": part}
            yield Finding(material.problem("year-below-part", figure, **facts))


def _sums(material: Material, by_period: Figures, stored_parts: StoredParts) -> Iterator[Finding]:
    """Halves or quarters of a year, all there in file or store, that do not add up to it."""
    years = {
        (series, period.start.year)
        for series, period in by_period
        if period.kind in ("H", "Q") or (period.kind == "CY" and (series, period.start.year) in stored_parts)
    }
    for series, year in sorted(years):
        full = _value(material, by_period, series, calendar_year(year))
        for length in (6, 3):
            periods = parts_of_year(year, length)
            values = [_value(material, by_period, series, period) for period in periods]
            known = [value for value in values if value is not None]
            in_file = [
                by_period[series, period][0]
                for period in (calendar_year(year), *periods)
                if (series, period) in by_period
            ]
            differs = len(known) == len(values) and sum(known) != full
            if in_file and full is not None and (differs or sum(known) > full):
                facts = {"year": year, "values": " + ".join(map(str, known)), "full": full}
                facts["sum"] = sum(known) if len(known) > 1 else ""
                yield Finding(material.problem("parts-differ-from-year", in_file[-1], **facts, series=series))


def _value(material: Material, by_period: Figures, series: str, period: Period) -> int | None:
    for other in by_period.get((series, period), []):
        return other.value
    row = material.stored.row_of(series, period)
    return row.value if row is not None and row.availability == "reported" else None


RULE = Rule(
    stage="periods",
    codes=(
        "not-begun",
        "not-over",
        "fiscal-year-not-over",
        "which-part",
        "part-in-title",
        "part-in-title-open",
        "part-above-year",
        "year-below-part",
        "parts-differ-from-year",
    ),
    check=check,
)
