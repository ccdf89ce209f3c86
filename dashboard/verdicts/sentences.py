"""The sentences: where a count stands, what has changed since the evaluation, and the longer story.

"Increase" and 「増加」 stand here only where the years since the evaluation, all together, differ from it by
more than chance. The size comes first; how probable chance is stands in the details.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import reduce

from dashboard.record.spans import year_list
from dashboard.statistics.steps import Step
from dashboard.verdicts.model import (
    DETECTABLE,
    LEVEL_ITSELF,
    MET,
    NOT_ASSESSABLE,
    NOT_MET,
    Change,
    IndicatorVerdicts,
    PartChange,
    PeriodVerdict,
    SeriesVerdicts,
    Stretch,
)
from dashboard.verdicts.wording import REASON_WORDS, Wording, ratio_text, times
from dashboard.words import Words, message, pick

STANDING = {
    ("band", "reported-level", "within"): message(
        "{value} in {period} ({said}), within the reported {level}."
    ),
    ("band", "reported-level", "above"): message("{value} in {period} ({said}), above the reported {level}."),
    ("band", "reported-level", "below"): message("{value} in {period} ({said}), below the reported {level}."),
    ("none", "reported-level", "within"): message("None in {period} ({said})."),
    ("none", "reported-level", "above"): message(
        "{value} in {period} ({said}), where the sheet reports none."
    ),
    ("", "stated-target", "within"): message("{value} in {period} ({said}): the target ({level}) is met."),
    ("", "stated-target", "below"): message("{value} in {period} ({said}): the target ({level}) is met."),
    ("", "stated-target", "above"): message("{value} in {period} ({said}): the target ({level}) is not met."),
}
"""By the kind of level, its basis and where a count stands."""
OWN_YEARS = {
    "within": message("{value} in {period} ({said}), within the {range} of its evaluated years."),
    "above": message("{value} in {period} ({said}), above the {range} of its evaluated years."),
    "below": message("{value} in {period} ({said}), below the {range} of its evaluated years."),
}
"""Where no level is stated, and a series is held against its own counts."""
STANDING_ALONE = {
    ("band", "reported-level", "within"): message("Within the reported {level}."),
    ("band", "reported-level", "above"): message("Above the reported {level}."),
    ("band", "reported-level", "below"): message("Below the reported {level}."),
    ("none", "reported-level", "within"): message("None, as the sheet reports."),
    ("none", "reported-level", "above"): message("The sheet reports none."),
    ("", "stated-target", "within"): message("The target ({level}) is met."),
    ("", "stated-target", "below"): message("The target ({level}) is met."),
    ("", "stated-target", "above"): message("The target ({level}) is not met."),
}
OWN_YEARS_ALONE = {
    "within": message("Within the {range} of its evaluated years."),
    "above": message("Above the {range} of its evaluated years."),
    "below": message("Below the {range} of its evaluated years."),
}
"""The same where the count, its year and whose it is stand beside the sentence."""

FEW = 10
"""Where a side has fewer incidents a year, totals are told and no average."""
WORTH_A_LEVEL = 4
"""Fewer known years than this in a row are told one by one: they are too few for a step."""


def indicator_sentence(
    judged: IndicatorVerdicts,
    wording: Wording,
    *,
    beside_badge: bool = False,
    beside_count: bool = False,
    without_parts: Collection[str] = (),
) -> str:
    """The indicator's answer: where it stands, whether that has changed, and what another series says.

    ``beside_badge``: not whether it could be chance, where a badge beside it says so. ``beside_count``: not
    the newest count, its year and whose it is, which stand beside it. ``without_parts``: nor of parts of
    years of these series.
    """
    newest = judged.newest
    if newest is None:
        return wording.words("No count is known of a year to which the level applies.")
    is_said = beside_badge and says_change(newest) and not differing(judged)
    sentence = period_sentence(newest, wording, with_finding=not is_said, beside_count=beside_count)
    for other in differing(judged):
        sentence = _joined(sentence, _beside(other, wording), wording.words)
    for series in judged.series:
        if series.series not in without_parts:
            sentence = _joined(sentence, _already_above(series, wording), wording.words)
    return sentence


def _already_above(series: SeriesVerdicts, wording: Wording) -> str:
    """That a part of a year or a bound after the newest full year is above the level, whatever follows."""
    last = series.periods[-1] if series.periods else None
    newest = series.newest
    if last is None or last is newest or last.fact.code != NOT_MET or series.is_ended:
        return ""
    return wording.words(
        "{value} in {period} ({said}) is above already.",
        value=wording.value(last),
        period=wording.period(last),
        said=wording.said(last),
    )


def named_sentence(judged: IndicatorVerdicts, wording: Wording) -> str:
    """The answer with the indicator's name before it, where no heading says it."""
    return wording.words(
        "{name}: {text}", name=wording.name(judged.indicator), text=indicator_sentence(judged, wording)
    )


def differing(judged: IndicatorVerdicts) -> list[PeriodVerdict]:
    """The series that show a change, since the evaluation, which the one that answers does not show."""
    newest = judged.newest
    return [
        other
        for other in judged.running
        if newest is not None
        and other.series != newest.series
        and other.change.code == DETECTABLE
        and other.change.direction != newest.change.direction
    ]


def _beside(verdict: PeriodVerdict, wording: Wording) -> str:
    return wording.words("{said}: {text}", said=wording.said(verdict), text=change_sentence(verdict, wording))


def says_change(verdict: PeriodVerdict) -> bool:
    """Whether a badge says if it could be chance: not where a count is within its level and none changed."""
    if verdict.change.code == DETECTABLE:
        return True
    return verdict.change.pooled is not None and verdict.fact.code != MET


def period_sentence(
    verdict: PeriodVerdict, wording: Wording, *, with_finding: bool = True, beside_count: bool = False
) -> str:
    """One period of one series: where it stands, then what the years since the evaluation say up to it."""
    sentence = standing_sentence(verdict, wording, beside_count=beside_count)
    if verdict.change.since and verdict.change.reason != "no-level":
        change = change_sentence(verdict, wording, with_finding=with_finding)
        sentence = _joined(sentence, change, wording.words)
    for text in wording.left_out(verdict):
        sentence = _joined(sentence, text, wording.words)
    return sentence


def standing_sentence(verdict: PeriodVerdict, wording: Wording, *, beside_count: bool = False) -> str:
    """Where a count stands against its level: a fact about two numbers."""
    words, level, fact = wording.words, verdict.level, verdict.fact
    if verdict.value is None:
        return _gap_sentence(verdict, wording)
    if beside_count:
        return _standing_alone(verdict, wording)
    told = {"value": wording.value(verdict), "period": wording.when(verdict), "said": wording.said(verdict)}
    if fact.code == NOT_ASSESSABLE:
        return words(
            "{value} in {period} ({said}): cannot be held against a level, because {reason}.",
            reason=words(REASON_WORDS[fact.reason]),
            **told,
        )
    if level.kind == "no-increase":
        if verdict.is_baseline:
            return words("{value} in {period} ({said}), one of the evaluated years.", **told)
        sentence = OWN_YEARS[fact.position]
        return words(
            sentence,
            range=wording.range(level, verdict.series),
            **told,
        )
    kind = level.kind if level.basis == "reported-level" else ""
    sentence = STANDING[kind, level.basis, fact.position]
    return words(sentence, **told, level=wording.level(verdict))


def _standing_alone(verdict: PeriodVerdict, wording: Wording) -> str:
    """Where a count stands, without the count."""
    words, level, fact = wording.words, verdict.level, verdict.fact
    if fact.code == NOT_ASSESSABLE:
        return words(
            "It cannot be held against a level, because {reason}.", reason=words(REASON_WORDS[fact.reason])
        )
    if level.kind == "no-increase":
        if verdict.is_baseline:
            return words("One of the evaluated years.")
        return words(OWN_YEARS_ALONE[fact.position], range=wording.range(level, verdict.series))
    kind = level.kind if level.basis == "reported-level" else ""
    return words(STANDING_ALONE[kind, level.basis, fact.position], level=wording.level(verdict))


def _gap_sentence(verdict: PeriodVerdict, wording: Wording) -> str:
    """A period without a count; in the evaluated years, what the evaluation sheet says of them."""
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
    sheet = words("The evaluation sheet itself reports {level}.", level=pick(row, "level", wording.language))
    return _joined(sentence, sheet, words)


def change_sentence(verdict: PeriodVerdict, wording: Wording, *, with_finding: bool = True) -> str:
    """All years since the evaluation together: how much more or less, and whether it could be chance."""
    words, change = wording.words, verdict.change
    if change.reason == "no-level":
        return words(
            "Whether it has changed since the evaluation cannot be judged: too few of its evaluated years "
            "are known."
        )
    if not change.since:
        return words("No full year since the evaluation is known.")
    if change.reason == "no-incident":
        return words("None in {before}, and none since.", before=wording.year_list(change.before))
    size = _against_level(change, verdict, wording)
    if change.against != LEVEL_ITSELF:
        size = _against_evaluated(change, verdict, wording)
    return _joined(size, change_finding(change, words) if with_finding else "", words)


def _against_level(change: Change, verdict: PeriodVerdict, wording: Wording) -> str:
    words, series = wording.words, verdict.series
    total, expected = sum(change.since.values()), change.level * len(change.since)
    if len(change.since) == 1:
        return words("The top of the level is {expected}.", expected=wording.counted(expected, series))
    return words(
        "{years} together had {total}, against {expected} at the top of the level.",
        years=wording.year_list(change.since),
        total=wording.counted(total, series),
        expected=wording.counted(expected, series),
    )


def _against_evaluated(change: Change, verdict: PeriodVerdict, wording: Wording) -> str:
    words, series = wording.words, verdict.series
    is_one = len(change.since) == 1
    told = {"since": wording.year_list(change.since), "before": wording.year_list(change.before)}
    after, earlier = _mean(change.since), _mean(change.before)
    if change.pooled is None or change.pooled.ratio is None or min(after, earlier) < FEW:
        told["earlier"] = wording.total(change.before, series)
        if is_one:
            return words("{before} had {earlier}.", **told)
        return words(
            "{since} had {after} in all, {before} {earlier}.",
            after=wording.total(change.since, series),
            **told,
        )
    told |= {
        "earlier": wording.counted(int(earlier + 0.5), series),
        "ratio": ratio_text(change.pooled.ratio),
        "low": times(change.pooled.interval.low, words),
        "high": times(change.pooled.interval.high, words),
    }
    if is_one:
        return words("{before} averaged {earlier} a year: {ratio} times ({low} to {high}).", **told)
    return words(
        "{since} averaged {after} a year, {before} {earlier}: {ratio} times ({low} to {high}).",
        after=wording.counted(int(after + 0.5), series),
        **told,
    )


def change_finding(change: Change, words: Words) -> str:
    """Whether a difference could be chance: the only place where an increase is called one."""
    if change.against == LEVEL_ITSELF:
        if change.code == DETECTABLE:
            return words("More than chance would bring at that level.")
        if sum(change.since.values()) > change.level * len(change.since):
            return words("Chance can bring that, as such incidents come in clusters.")
        return ""
    if change.direction > 0:
        return words("An increase; chance is an unlikely cause.")
    if change.direction < 0:
        return words("A decrease; chance is an unlikely cause.")
    return words("Within chance.")


def story_sentence(story: Sequence[Stretch], series: str, wording: Wording) -> str:
    """The steps of a series, with what is not known between them; "" of no year."""
    words = wording.words
    texts: list[str] = []
    for stretch in story:
        if stretch.before:
            texts.append(
                words(
                    "no count of a full year is known to us for {years}",
                    years=year_list(stretch.before, words),
                )
            )
        if len(stretch.years) < WORTH_A_LEVEL:
            texts += [
                words("{count} in {year}", count=wording.counted(count, series), year=year)
                for year, count in zip(stretch.years, stretch.counts, strict=True)
            ]
        else:
            texts += [_step(step, series, wording) for step in stretch.steps]
    if not texts:
        return ""
    told = reduce(lambda first, second: words("{first}, {second}", first=first, second=second), texts)
    return words("{story}.", story=told)


def _step(step: Step, series: str, wording: Wording) -> str:
    words, known = wording.words, len(step.years)
    told = {"level": wording.about(step.mean, series), "years": wording.years(step.years), "count": known}
    is_whole = step.years[-1] - step.years[0] + 1 == known
    if min(step.counts) == max(step.counts):
        if is_whole:
            return words("{level} a year in {years}", **told)
        return words("{level} a year over the {count} years known of {years}", **told)
    limits = {"low": min(step.counts), "high": wording.counted(max(step.counts), series)}
    if is_whole:
        return words("about {level} a year in {years} ({low} to {high})", **told, **limits)
    return words(
        "about {level} a year over the {count} years known of {years} ({low} to {high})", **told, **limits
    )


def parts_sentence(judged: SeriesVerdicts, wording: Wording) -> str:
    """Each part before and since, and which of them holds the difference; "" where none is known."""
    parts, words = judged.parts, wording.words
    newest = judged.newest
    if not parts or newest is None:
        return ""
    counts = [_part(part, wording) for part in parts]
    sentence = words(
        "{before}, then {since}: {parts}.",
        before=wording.year_list(parts[0].before),
        since=wording.year_list(parts[0].since),
        parts=words("; ").join(counts),
    )
    moved = [part for part in parts if part.pooled and part.pooled.direction]
    if not moved:
        return _joined(sentence, words("In each of them chance can bring the difference."), words)
    names = wording.listed([_part_name(part, wording) for part in moved])
    return _joined(sentence, words("Unlikely to be chance: {parts}.", parts=names), words)


def _part(part: PartChange, wording: Wording) -> str:
    words = wording.words
    return words(
        "{part} {before}, then {since} ({moved} a year)",
        part=_part_name(part, wording),
        before=words(", ").join(map(str, part.before.values())),
        since=words(", ").join(map(str, part.since.values())),
        moved=f"{part.moved:+.0f}".replace("-", "−") if round(part.moved) else "±0",
    )


def _part_name(part: PartChange, wording: Wording) -> str:
    if not part.series:
        return wording.words("elsewhere")
    return pick(wording.catalogue.areas[wording.catalogue.series[part.series].area], "name", wording.language)


def _mean(counts: Mapping[int, int]) -> float:
    return sum(counts.values()) / len(counts)


def _joined(first: str, second: str, words: Words) -> str:
    return words("{first} {second}", first=first, second=second) if second else first
