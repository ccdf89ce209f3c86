"""Bare years below a title or note that speaks of fiscal years, or years said to be fiscal below one that
speaks of calendar ones: which of the two they are, is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

FISCAL = re.compile(
    r"年度別|会計年度|各年度|年度ごと|年度推移"
    r"|4月\s*[-~〜]\s*(?:翌年?)?の?3月"
    r"|\bfiscal years?\b|\bfinancial years?\b"
    r"|\bapril\s*(?:-|to)\s*march\b",
    re.IGNORECASE,
)


NUMBERED = re.compile(
    r"(?:\d{4}|(?:令和|平成)\s*(?:\d{1,2}|元))年度|\bFY\s?'?\d{2,4}\b|年は年度", re.IGNORECASE
)
"""Fiscal years by their number; in the title of a publication they are the years that it is of."""
NAMED = re.compile(r"^[\s(]*(?:FY|年度)[\s)]*$|\b(?:by|per) FY\b", re.IGNORECASE)
"""Fiscal years as a header or a sheet's name calls them."""
OF_OTHERS = re.compile(
    r"\byears? end(?:ing|ed)\b|\boctober\s*(?:-|to)\s*september\b|\bjuly\s*(?:-|to)\s*june\b"
    r"|\bU\.?S\.? fiscal\b|米国会計年度|10月始まり"
    r"|10月\s*[-~〜]\s*(?:翌年?)?の?9月|7月\s*[-~〜]\s*(?:翌年?)?の?6月",
    re.IGNORECASE,
)
"""Fiscal years that are not Japan's, or are named after the year in which they end."""
CALENDAR = re.compile(r"暦年|\bcalendar years?\b|1月\s*[-~〜]\s*12月", re.IGNORECASE)
PARTS = ("H", "Q", "M", "YTD", "D")


def check(material: Material) -> Iterator[Finding]:
    """One question for each such text; an error where what it speaks of is not read at all."""
    counts = [figure for figure in material.figures if figure.counts and figure.period is not None]
    fiscal = [figure for figure in counts if figure.period and figure.period.kind == "FY"]
    if fiscal and material.answers.years == "calendar":
        facts = {"found": fiscal[0].cell.period_text, "count": len(fiscal)}
        yield Finding(material.problem("fiscal-all-the-same", fiscal[0], **facts))
    for text, beside in texts_beside(material, counts).items():
        folded = unicodedata.normalize("NFKC", text).replace("–", "-")
        if meaning_of(text, material.answers.mapping):
            continue
        if OF_OTHERS.search(folded):
            yield from _asked("fiscal-of-others", text, material, beside, ("CY", "FY", *PARTS))
            continue
        is_numbered = NUMBERED.search(folded) and not any(_is_cited(text, each, material) for each in beside)
        if material.answers.years == "fiscal" and CALENDAR.search(folded) and not FISCAL.search(folded):
            yield from _asked("calendar-in-title", text, material, beside, ("FY",))
        if FISCAL.search(folded) or NAMED.search(folded) or is_numbered:
            if not material.answers.years:
                yield from _asked("fiscal-in-title", text, material, beside, ("CY",))
            if material.answers.years != "calendar" and FISCAL.search(folded):
                yield from _asked("fiscal-parts", text, material, beside, PARTS)


def _asked(
    code: str, text: str, material: Material, beside: list[CheckedFigure], kinds: tuple[str, ...]
) -> Iterator[Finding]:
    """A finding about the figures of some kinds of periods; none where there are none."""
    figures = tuple(figure for figure in beside if figure.period and figure.period.kind in kinds)
    if figures:
        facts = {"found": text, "count": len(figures)}
        yield Finding(material.problem(code, figures[0], **facts), figures, "held")


def _is_cited(text: str, figure: CheckedFigure, material: Material) -> bool:
    row = material.publications.get(figure.publication or "", {})
    return text in (row.get("title_en"), row.get("title_ja"))


RULE = Rule(
    stage="periods",
    codes=("fiscal-in-title", "calendar-in-title", "fiscal-all-the-same", "fiscal-of-others", "fiscal-parts"),
    check=check,
)
