"""What several pages say of the plan itself: its years, its bases, which objectives have counts."""

from __future__ import annotations

from datetime import date

from dashboard.record.periods import period_label
from dashboard.record.queries import Catalogue
from dashboard.words import message

OBJECTIVES = "/objectives"

BASIS_WORDS = {
    "reported-level": message("Reported level"),
    "stated-target": message("Stated target"),
}


def measured_objectives(catalogue: Catalogue) -> set[str]:
    """The objectives that have an indicator."""
    return {row.objective for row in catalogue.indicators.values()}


def fiscal_year(code: str | None, language: str) -> str:
    """FY2027 as the language writes it; the code itself where it is written otherwise."""
    year = (code or "").removeprefix("FY")
    if not year.isdigit():
        return code or "—"
    return period_label(date(int(year), 4, 1), date(int(year) + 1, 3, 31), "FY", language)
