"""The answer in a few words: of one indicator, and of all of them in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from dashboard.verdicts.model import (
    NOT_ASSESSABLE,
    NOT_MET,
    IndicatorVerdicts,
    PeriodVerdict,
)
from dashboard.verdicts.sentences import differing, says_change
from dashboard.verdicts.wording import Wording, evidence_text, fact_text
from dashboard.words import message

ALL_IN_ALL = {
    "beyond": message("{names} are above the level, unlikely to be chance"),
    "rose": message("{names} have increased since the evaluation, unlikely to be chance"),
    "differ": message("of {names} one series has changed since the evaluation and another has not"),
    "were": message(
        "{names} are within the level now; all years since the evaluation are above it, unlikely to be chance"
    ),
    "above": message("{names} are above the level, within chance"),
    "higher": message("{names} are above their evaluated years, within chance"),
    "fell": message("{names} have decreased since the evaluation, unlikely to be chance"),
    "within": message("{names} are within the level"),
    "no higher": message("{names} are no more than in their evaluated years"),
    "evaluated": message("of {names} no full year since the evaluation is known"),
    "unknown": message("{names} cannot be judged"),
}
"""What may be said of several indicators at once, the gravest first."""


def newest_verdicts(judged: IndicatorVerdicts) -> list[PeriodVerdict]:
    """The newest comparable verdict of each series, ended ones too, the one that answers first."""
    newest = [series.newest for series in judged.series if series.newest is not None]
    return sorted(newest, key=lambda verdict: verdict is not judged.newest)


def answer(newest: PeriodVerdict, wording: Wording) -> str:
    """Where the newest count stands, and whether it could be chance: "above the reported level in 2025 (IMB);
    unlikely to be chance"."""
    words = wording.words
    text = words(
        "{fact} in {period} ({said})",
        fact=fact_text(newest, words),
        period=newest.year,
        said=wording.said(newest),
    )
    if not says_change(newest):
        return text
    return words("{answer}; {finding}", answer=text, finding=evidence_text(newest, words))


def all_in_all(indicators: Sequence[IndicatorVerdicts], wording: Wording) -> str:
    """Every indicator in one sentence, those together of which the same is said; "" of none."""
    words = wording.words
    names: dict[str, list[str]] = {group: [] for group in ALL_IN_ALL}
    for judged in indicators:
        names[_group(judged)].append(wording.short_name(judged.indicator))
    clauses = [
        words(ALL_IN_ALL[group], names=wording.listed(those)) for group, those in names.items() if those
    ]
    if not clauses:
        return ""
    text = reduce(lambda first, second: words("{first}; {second}", first=first, second=second), clauses)
    return words("{text}.", text=text[0].upper() + text[1:])


def _group(judged: IndicatorVerdicts) -> str:
    newest = judged.newest
    if newest is None or newest.fact.code == NOT_ASSESSABLE:
        return "unknown"
    if differing(judged):
        return "differ"
    direction, is_above = newest.change.direction, newest.fact.code == NOT_MET
    if direction < 0:
        return "fell"
    if judged.kind == "no-increase":
        if newest.is_baseline:
            return "evaluated"
        return "rose" if direction else "higher" if is_above else "no higher"
    if direction:
        return "beyond" if is_above else "were"
    return "above" if is_above else "within"
