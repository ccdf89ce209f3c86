"""Bare years below a title or note that speaks of fiscal years, or years said to be fiscal below one that
speaks of calendar ones: which of the two they are, is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.eras import years_in
from ingest.fiscal_titles import FISCAL, NAMED, NUMBERED, folded, speaks_of_fiscal_years
from ingest.months import APRIL, MONTHS
from ingest.periods import fiscal_year
from ingest.rules import Material, Rule
from ingest.tidy.columns import FISCAL_HEADERS, meaning_of
from ingest.vocabulary import key_of

OF_OTHERS = re.compile(
    r"\byears? end(?:ing|ed)\b|\boctober\s*(?:-|to)\s*september\b|\bjuly\s*(?:-|to)\s*june\b"
    r"|\bU\.?S\.? fiscal\b|米国会計年度|10月始まり"
    r"|10月\s*[-~〜]\s*(?:翌年?)?の?9月|7月\s*[-~〜]\s*(?:翌年?)?の?6月",
    re.IGNORECASE,
)
"""Fiscal years that are not Japan's, or are named after the year in which they end."""
CALENDAR = re.compile(r"暦年|\bcalendar years?\b|1月\s*[-~〜]\s*12月", re.IGNORECASE)
MONTHS_NAMED = re.compile(rf"月|(?<![a-z])(?:{'|'.join(MONTHS)})|\d{{4}}[-/.]\d", re.IGNORECASE)
PARTS = ("H", "Q", "M", "YTD", "D")


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text; an error where what it speaks of is not read at all."""
    counts = [figure for figure in material.figures if figure.counts and figure.period is not None]
    fiscal = [figure for figure in counts if figure.period and figure.period.kind == "FY"]
    if fiscal and material.answers.years == "calendar":
        facts = {"found": fiscal[0].cell.period_text, "count": len(fiscal)}
        yield Finding(material.problem("fiscal-all-the-same", fiscal[0], **facts))
    may_be_fiscal = _may_be_fiscal(material, counts)
    for text, beside in texts_beside(material, counts).items():
        said = folded(text)
        if meaning_of(text, material.answers.mapping):
            continue
        if OF_OTHERS.search(said):
            yield from _asked("fiscal-of-others", text, material, beside, ("CY", "FY", *PARTS))
            continue
        is_numbered = NUMBERED.search(said) and not any(_is_cited(text, each, material) for each in beside)
        if material.answers.years == "fiscal" and CALENDAR.search(said) and not FISCAL.search(said):
            yield from _asked("calendar-in-title", text, material, beside, ("FY",))
        if FISCAL.search(said) or NAMED.search(said) or is_numbered:
            if not material.answers.years:
                yield from _asked("fiscal-in-title", text, material, beside, ("CY",))
            if material.answers.years != "calendar":
                yield from _asked("fiscal-parts", text, material, filter(may_be_fiscal, beside), PARTS)


def _may_be_fiscal(material: Material, counts: Iterable[CheckedFigure]) -> Callable[[CheckedFigure], bool]:
    """What tells of a part of a year whether it would be another one of a fiscal year: a quarter or half by
    its number, January to March of a year that another cell names. None is where the table itself says that
    its years are fiscal, or the cell the months and their year."""
    columns = {column.index: column for column in material.tidied.columns}
    if any(key_of(column.header) in FISCAL_HEADERS for column in columns.values()):
        return lambda figure: False
    has_parts = any(column.role == "part" for column in columns.values())
    headings = (aside.text for aside in material.tidied.asides if aside.kind == "heading")
    cells = {*headings, material.answers.year or "", *(figure.cell.period_text for figure in counts)}
    is_said = any(NUMBERED.search(folded(cell)) for cell in cells)

    def may_be(figure: CheckedFigure) -> bool:
        cell, period = folded(figure.cell.period_text), figure.period
        has_year = bool(years_in(cell))
        if period is None or speaks_of_fiscal_years(cell) or (is_said and not has_year):
            return False
        if not MONTHS_NAMED.search(cell) and period.kind != "M":
            return True
        is_apart = not has_year or has_parts or bool(columns[figure.cell.column].part)
        return is_apart and min(period.start.month, period.end.month) < APRIL

    return may_be


def _asked(
    code: str, text: str, material: Material, beside: Iterable[CheckedFigure], kinds: tuple[str, ...]
) -> Iterator[Finding]:
    """A finding about the figures of some kinds of periods; none where there are none."""
    figures = tuple(figure for figure in beside if figure.period and figure.period.kind in kinds)
    if figures:
        year = min(figure.period.start.year for figure in figures if figure.period)
        facts = {"found": text, "count": len(figures), "wanted": fiscal_year(year)}
        yield Finding(material.problem(code, figures[0], **facts), figures, "held")


def _is_cited(text: str, figure: CheckedFigure, material: Material) -> bool:
    row = material.publications.get(figure.publication or "", {})
    return text in (row.get("title_en"), row.get("title_ja"))


RULE = Rule(
    stage="periods",
    codes=("fiscal-in-title", "calendar-in-title", "fiscal-all-the-same", "fiscal-of-others", "fiscal-parts"),
    check=check,
)
