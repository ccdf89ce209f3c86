"""Which verdicts of an indicator stand where there is room for a few, and the answer in one line."""

from __future__ import annotations

from dashboard.verdicts.model import NOT_MET, IndicatorVerdicts, PeriodVerdict
from dashboard.verdicts.wording import Wording, fact_text


def shown_verdicts(judged: IndicatorVerdicts) -> list[tuple[PeriodVerdict, str]]:
    """As evaluated, the newest of each series that goes on, and a past year above.

    With each: "evaluated", "newest" or "past". In the order of the years within a series.
    """
    found: list[tuple[PeriodVerdict, str]] = []
    for series in judged.series:
        chosen: dict[int, tuple[PeriodVerdict, str]] = {}
        if judged.evaluated is not None and judged.evaluated.series == series.series:
            chosen[judged.evaluated.year] = (judged.evaluated, "evaluated")
        newest = series.newest
        if newest is not None:
            if judged.kind != "no-increase" and newest.fact.code != NOT_MET:
                past = [one for one in series.periods if one.fact.code == NOT_MET and one.year < newest.year]
                if past:
                    chosen.setdefault(past[-1].year, (past[-1], "past"))
            chosen.setdefault(newest.year, (newest, "newest"))
        found += [chosen[year] for year in sorted(chosen)]
    return found


def answer(newest: PeriodVerdict, wording: Wording) -> str:
    """Where the newest count stands: "above the reported level in 2025 (IMB)"."""
    return wording.words(
        "{fact} in {period} ({said})",
        fact=fact_text(newest, wording.words),
        period=newest.year,
        said=wording.said(newest),
    )
