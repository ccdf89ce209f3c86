"""The sentences: one for each indicator, one for each period, in the words that the tests allow.

"Increase" and 「増加」 stand here only where a test has found one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    EXCEEDANCE,
    NOT_ASSESSABLE,
    NOT_MET,
    QUASI_POISSON,
    TOO_FEW_DATA,
    TREND,
    Evidence,
    IndicatorVerdicts,
    PeriodVerdict,
)
from dashboard.verdicts.wording import REASON_WORDS, Wording, position_text, probability
from dashboard.words import Words, message, pick

TREND_PHRASES = {
    (True, 1): message("show an increase that is more than chance would bring ({p})"),
    (True, -1): message("show a decrease that is more than chance would bring ({p})"),
    (False, 1): message("show, over these years, an increase that is more than chance would bring ({p})"),
    (False, -1): message("show, over these years, a decrease that is more than chance would bring ({p})"),
}
"""By whether the years are enough to be called a trend, and by direction."""


LEVEL_NAMES = {
    "reported-level": message("the reported level ({level})"),
    "stated-target": message("the stated target ({level})"),
}

LEVEL_SENTENCES = {
    ("above", False): message("{name} are above {level}: {clauses}."),
    ("within", False): message("{name} are within {level}: {clauses}."),
    ("within", True): message("{name} are within {level}: {clauses}; {past}."),
    ("below", False): message("{name} are below {level}: {clauses}."),
    ("below", True): message("{name} are below {level}: {clauses}; {past}."),
    ("", False): message("{name} cannot be held against {level}: {clauses}."),
    ("", True): message("{name} cannot be held against {level}: {clauses}; {past}."),
    ("mixed", False): message("{name}, against {level}: {clauses}."),
    ("mixed", True): message("{name}, against {level}: {clauses}; {past}."),
}
"""By where the newest counts stand, and whether an earlier year was above the level."""


def indicator_sentence(judged: IndicatorVerdicts, wording: Wording) -> str:
    """The indicator in one sentence: what stands against its level, and whether it could be chance."""
    if judged.newest is None:
        return wording.words(
            "{name}: no comparable count is known for the years in force.",
            name=wording.name(judged.indicator),
        )
    if judged.kind == "no-increase":
        return _trend_sentence(judged, judged.newest, wording)
    return _level_sentence(judged, wording)


def _trend_sentence(judged: IndicatorVerdicts, newest: PeriodVerdict, wording: Wording) -> str:
    """As evaluated, and newest, each with its own verdict."""
    words = wording.words
    evaluated, name = judged.evaluated, wording.name(judged.indicator)
    if evaluated is None or (evaluated.series, evaluated.year) == (newest.series, newest.year):
        return words("{name}: {newest}.", name=name, newest=_window_clause(newest, wording))
    return words(
        "{name}, as evaluated: {evaluated}; newest: {newest}.",
        name=name,
        evaluated=_window_clause(evaluated, wording),
        newest=_window_clause(newest, wording),
    )


def _window_clause(verdict: PeriodVerdict, wording: Wording) -> str:
    words, evidence = wording.words, verdict.evidence
    return words(
        "{counts} in {years} ({said}) {finding}",
        counts=wording.counts(evidence.counts, verdict.series),
        years=wording.years(evidence.years),
        said=wording.said(verdict),
        finding=trend_finding(evidence, words),
    )


def trend_finding(evidence: Evidence, words: Words) -> str:
    """What a trend test found, as the predicate of "56, 58 and 67"."""
    if evidence.code == TOO_FEW_DATA or evidence.p_value is None:
        return words("are too few to tell a change from chance")
    chance = probability(evidence.p_value, words)
    if evidence.test == QUASI_POISSON:
        chance = words("{p} allowing for clustering", p=chance)
    if evidence.varies:
        return words(
            "show no steady rise or fall ({p}), yet differ between years by more than chance would bring",
            p=chance,
        )
    if evidence.code != DETECTABLE:
        return words("are consistent with no change ({p})", p=chance)
    if evidence.test == TREND and not evidence.is_borne_out:
        chance = words("{p} if incidents are independent", p=chance)
    return words(TREND_PHRASES[evidence.is_trend, evidence.direction], p=chance)


def _level_sentence(judged: IndicatorVerdicts, wording: Wording) -> str:
    """The newest count of each series against the level, then the last year above it where that is past."""
    words = wording.words
    running = judged.running or ((judged.newest,) if judged.newest else ())
    above = [verdict for newest in running if (verdict := last_above(judged, newest))]
    positions = {verdict.fact.position for verdict in running}
    position = positions.pop() if len(positions) == 1 else "mixed"
    clauses = [_level_clause(verdict, wording, with_fact=position == "mixed") for verdict in running]
    return words(
        LEVEL_SENTENCES[position, bool(above)],
        name=wording.name(judged.indicator),
        level=words(LEVEL_NAMES[judged.basis], level=wording.level(running[0])),
        clauses=_joined(clauses, words),
        past=_joined([_past_clause(verdict, wording) for verdict in above], words),
    )


def _joined(clauses: Sequence[str], words: Words) -> str:
    """Clauses of one sentence, one after the other."""
    if not clauses:
        return ""
    return reduce(lambda first, second: words("{first}; {second}", first=first, second=second), clauses)


def last_above(judged: IndicatorVerdicts, newest: PeriodVerdict) -> PeriodVerdict | None:
    """The newest earlier period of the same series above the level, where the newest is not."""
    if newest.fact.code == NOT_MET:
        return None
    earlier = [
        period
        for series in judged.series
        if series.series == newest.series
        for period in series.periods
        if period.year < newest.year and period.fact.code == NOT_MET
    ]
    return earlier[-1] if earlier else None


def _level_clause(verdict: PeriodVerdict, wording: Wording, *, with_fact: bool) -> str:
    words = wording.words
    is_above = verdict.fact.code == NOT_MET
    if is_above:
        clause = message("{value} in {period} ({said}), {finding}")
    else:
        clause = message("{value} in {period} ({said})")
    text = words(
        clause,
        value=wording.value(verdict),
        period=wording.period(verdict),
        said=wording.said(verdict),
        finding=level_finding(verdict, wording) if is_above else "",
    )
    return words("{clause}: {fact}", clause=text, fact=position_text(verdict, words)) if with_fact else text


def _past_clause(verdict: PeriodVerdict, wording: Wording) -> str:
    return wording.words(
        "{value} in {period} was above it, {finding}",
        value=wording.value(verdict),
        period=wording.period(verdict),
        finding=level_finding(verdict, wording),
    )


def level_finding(verdict: PeriodVerdict, wording: Wording) -> str:
    """Whether a count above its level could be chance, as a clause beside the count."""
    words, evidence = wording.words, verdict.evidence
    if evidence.p_value is None:
        return words("too few data to tell it from chance")
    chance = probability(evidence.p_value, words)
    if evidence.test == AGAINST_EARLIER:
        total = sum(evidence.counts[:-1])
        earlier = wording.counted(total, verdict.series) if total else words("none")
        if evidence.code == DETECTABLE:
            text = message("more than chance would bring after {count} in {years} ({p})")
        else:
            text = message("which chance could bring after {count} in {years} ({p})")
        return words(text, count=earlier, years=wording.years(evidence.years[:-1]), p=chance)
    if evidence.p_clustered is not None:
        clustered = probability(evidence.p_clustered, words)
        if evidence.code == DETECTABLE:
            text = message("more than chance would bring even with the clustering seen before ({p})")
        else:
            text = message("which chance could bring with the clustering seen before ({p})")
        return words(text, p=clustered)
    if evidence.code == DETECTABLE:
        return words("more than chance would bring ({p})", p=chance)
    return words("which chance could bring ({p})", p=chance)


def period_sentence(verdict: PeriodVerdict, wording: Wording) -> str:
    """One period of one series: the fact, then what of it could be chance."""
    words = wording.words
    if verdict.value is None:
        return _gap_sentence(verdict, wording)
    is_known = verdict.fact.code != NOT_ASSESSABLE
    head = words(
        "{said}, {period}: {value}, {fact} ({level})",
        said=wording.said(verdict),
        period=wording.period(verdict),
        value=wording.value(verdict),
        fact=position_text(verdict, words),
        level=wording.level(verdict) if is_known else words(REASON_WORDS[verdict.fact.reason]),
    )
    sentence = words("{fact}{finding}", fact=head, finding=_finding(verdict, wording))
    for text in wording.left_out(verdict):
        sentence = words("{first} {second}", first=sentence, second=text)
    return sentence


def _gap_sentence(verdict: PeriodVerdict, wording: Wording) -> str:
    """A period without a count; in the plan's own years, what the plan says of them."""
    words = wording.words
    reason = verdict.fact.reason or "gap"
    sentence = words(
        "{said}, {period}: cannot be assessed, because {reason}: a gap, not a zero.",
        said=wording.said(verdict),
        period=wording.period(verdict),
        reason=words(REASON_WORDS[reason]),
    )
    row = wording.catalogue.indicators[verdict.indicator]
    if not row.window_from <= verdict.year <= row.window_to:
        return sentence
    plan = words("The evaluation sheet itself reports {level}.", level=pick(row, "level", wording.language))
    return words("{first} {second}", first=sentence, second=plan)


def _finding(verdict: PeriodVerdict, wording: Wording) -> str:
    """What the test says of the years up to this one; a full stop alone where there is nothing to test."""
    words, evidence = wording.words, verdict.evidence
    if not evidence.years:
        return words(".")
    if evidence.code == TOO_FEW_DATA:
        return words("; too few data to tell a change from chance.")
    if evidence.test not in (EXCEEDANCE, AGAINST_EARLIER):
        return words(
            ". {counts} in {years} {finding}.",
            counts=wording.counts(evidence.counts, verdict.series),
            years=wording.years(evidence.years),
            finding=trend_finding(evidence, words),
        )
    if verdict.fact.code == NOT_MET:
        return words(", {finding}.", finding=level_finding(verdict, wording))
    return words(".")
