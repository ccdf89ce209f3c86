"""Which verdicts of an indicator stand where there is room for a few, and the answer in one line."""

from __future__ import annotations

from dashboard.verdicts.model import IndicatorVerdicts, PeriodVerdict
from dashboard.verdicts.sentences import last_above
from dashboard.verdicts.wording import Wording, fact_text


def shown_verdicts(judged: IndicatorVerdicts) -> list[tuple[PeriodVerdict, str]]:
    """As evaluated, the newest of each series that goes on, and a past year above.

    With each: "evaluated", "newest" or "past". In the order of the years within a series.
    """
    verdicts: list[tuple[PeriodVerdict, str]] = []
    for series in judged.series:
        by_year: dict[int, tuple[PeriodVerdict, str]] = {}
        if judged.evaluated is not None and judged.evaluated.series == series.series:
            by_year[judged.evaluated.year] = (judged.evaluated, "evaluated")
        newest = series.newest
        if newest is not None:
            if judged.kind != "no-increase" and (above := last_above(judged, newest)):
                by_year.setdefault(above.year, (above, "past"))
            by_year.setdefault(newest.year, (newest, "newest"))
        verdicts += [by_year[year] for year in sorted(by_year)]
    return verdicts


def answer(newest: PeriodVerdict, wording: Wording) -> str:
    """Where the newest count stands: "above the reported level in 2025 (IMB)"."""
    return wording.words(
        "{fact} in {period} ({said})",
        fact=fact_text(newest, wording.words),
        period=newest.year,
        said=wording.said(newest),
    )
