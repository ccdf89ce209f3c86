"""What stands beside a verdict: how it was reckoned, what would change it, next year, the longer story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.record.periods import day_label
from dashboard.statistics.intervals import Interval, rule_of_three
from dashboard.verdicts.ahead_record import DAY, whole_record
from dashboard.verdicts.model import (
    ENDED,
    HELD,
    LEVEL_ITSELF,
    MISSED,
    NO_FIGURE,
    PENDING,
    PeriodVerdict,
    SeriesVerdicts,
)
from dashboard.verdicts.sentences import parts_sentence, story_sentence
from dashboard.verdicts.wording import Wording, probability, ratio_text, times
from dashboard.words import Words, message

SINCE = "since"
LEVEL_RULE = "level"
"""The sections of the methods page on what the years since an evaluation are held against."""

LEVEL_AS_RATE = message("The upper end of the level is taken as the true rate.")
ASSUMPTIONS = message(
    "Constant reporting and one definition; incidents of a year may come in clusters, the years do not "
    "depend on one another."
)

OUTCOME_WORDS = {
    HELD: message("held: {value}"),
    MISSED: message("did not hold: {value}"),
    PENDING: message("not yet known"),
    NO_FIGURE: message("cannot be scored: no figure for that year"),
    ENDED: message("cannot be scored: series ended"),
}


@dataclass(frozen=True)
class Detail:
    """One thing to know beside a verdict; ``rule`` is the section of the methods page on it."""

    name: str
    text: str
    rule: str


def details(verdict: PeriodVerdict, judged: SeriesVerdicts, wording: Wording) -> tuple[Detail, ...]:
    """Everything that goes with one verdict of a series.

    Only what applies is said; a gap has none. Parts and story are of the newest year alone.
    """
    if verdict.interval is None:
        return ()
    is_newest = verdict is judged.newest
    parts = (
        _reckoned(verdict, wording),
        _spread(verdict, wording),
        _left_out(verdict, wording),
        _needed(verdict, wording),
        _where(judged, wording) if is_newest else iter(()),
        _story(judged, wording) if is_newest else iter(()),
        _prediction(verdict, wording),
        _earlier(verdict, judged.periods, wording),
        _rarity(verdict, wording),
    )
    return tuple(detail for part in parts for detail in part)


def interval_text(interval: Interval, wording: Wording) -> str:
    """Two whole counts: "44 to 79"."""
    return wording.words("{low} to {high}", low=int(interval.low), high=int(interval.high))


def rule_of(verdict: PeriodVerdict) -> str:
    """The section of the methods page on how a verdict's years since the evaluation are judged."""
    return LEVEL_RULE if verdict.change.against == LEVEL_ITSELF else SINCE


def _reckoned(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, change = wording.words, verdict.change
    if change.pooled is None:
        return
    pooled = change.pooled
    limits = {
        "low": times(pooled.interval.low, words),
        "high": times(pooled.interval.high, words),
        "confidence": f"{100 * change.confidence:.3g}",
        "p": probability(pooled.p_value, words),
    }
    if pooled.ratio is None:
        text = words("There is no ratio to none; two-sided, {p}.", p=limits["p"])
    else:
        text = words(
            "{ratio} times as many a year ({confidence} % limits {low} to {high}; two-sided, {p}).",
            ratio=ratio_text(pooled.ratio),
            **limits,
        )
    if change.confidence > 0.95:
        count = round(0.05 / (1 - change.confidence))
        several = words(
            "{count} series of this indicator are looked at, so that each is held to more than 95 %.",
            count=count,
        )
        text = words("{first} {second}", first=text, second=several)
    yield Detail(words("Since the evaluation"), text, rule_of(verdict))
    assumed = words(ASSUMPTIONS)
    if change.against == LEVEL_ITSELF:
        assumed = words("{first} {second}", first=words(LEVEL_AS_RATE), second=assumed)
    yield Detail(words("Assumptions"), assumed, rule_of(verdict))


def _spread(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, dispersion = wording.words, verdict.change.dispersion
    if dispersion is None:
        return
    if dispersion.seen is None:
        text = words(
            "The years tell nothing of how far counts vary; {usual} times as much as independent incidents "
            "is usual.",
            usual=ratio_text(dispersion.usual),
        )
    else:
        text = words(
            "Around their levels the counts of {years} vary {seen} times as much as independent incidents "
            "would; with {usual} times, which is usual of counts of this size, it is taken as {ratio} "
            "times, on {freedom} degrees of freedom.",
            years=wording.year_list(verdict.change.spread_years),
            seen=ratio_text(dispersion.seen),
            usual=ratio_text(dispersion.usual),
            ratio=ratio_text(dispersion.ratio),
            freedom=f"{dispersion.freedom:g}",
        )
    yield Detail(words("Clustering"), text, "clustering")


def _left_out(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    for text in wording.left_out(verdict):
        yield Detail(wording.words("Years left out"), text, "comparable")


def _needed(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    text = needed_text(verdict, wording)
    if text:
        yield Detail(wording.words("What would change it"), text, "prediction")


def needed_text(verdict: PeriodVerdict, wording: Wording) -> str:
    """Which counts of the next year would show what, with the years since the evaluation; "" of none."""
    words, needed = wording.words, verdict.needed
    if needed.rise_from is None and needed.fall_to is None:
        return ""
    year = verdict.year + 1
    if verdict.change.against == LEVEL_ITSELF:
        return _needed_of_level(verdict, year, wording)
    rise, fall = needed.rise_from, needed.fall_to
    if rise == 0:
        return words("Any count in {year} would show an increase.", year=year)
    if verdict.change.direction > 0 and rise:
        return words(
            "{rise} or more in {year} would keep the increase; with fewer it would be within chance.",
            rise=rise,
            year=year,
        )
    if verdict.change.direction < 0 and fall is not None:
        return words(
            "{fall} or fewer in {year} would keep the decrease; with more it would be within chance.",
            fall=fall,
            year=year,
        )
    if rise is None:
        return words(
            "{fall} or fewer in {year} would show a decrease; more would show neither.", fall=fall, year=year
        )
    if fall is None:
        return words(
            "{rise} or more in {year} would show an increase; fewer would show neither.", rise=rise, year=year
        )
    if fall + 1 == rise:
        return words(
            "{rise} or more in {year} would show an increase; fewer would show a decrease.",
            rise=rise,
            year=year,
        )
    return words(
        "{rise} or more in {year} would show an increase; {low} to {high} would show neither; {fall} or "
        "fewer a decrease.",
        rise=rise,
        year=year,
        low=fall + 1,
        high=rise - 1,
        fall=fall,
    )


def _needed_of_level(verdict: PeriodVerdict, year: int, wording: Wording) -> str:
    rise = verdict.needed.rise_from
    if not rise:
        return wording.words(
            "No count in {year} would bring the years since the evaluation back within chance.",
            year=year,
        )
    told = {"rise": wording.counted(rise, verdict.series), "year": year}
    if verdict.change.direction > 0:
        return wording.words(
            "With {rise} or more in {year} the counts would still be more than chance brings at the level; "
            "with fewer within chance.",
            **told,
        )
    return wording.words(
        "With {rise} or more in {year} the counts would be more than chance brings at the level; with fewer "
        "within chance.",
        **told,
    )


def _where(judged: SeriesVerdicts, wording: Wording) -> Iterator[Detail]:
    text = parts_sentence(judged, wording)
    if text:
        yield Detail(wording.words("Where the difference is"), text, SINCE)


def _story(judged: SeriesVerdicts, wording: Wording) -> Iterator[Detail]:
    text = story_sentence(judged.story, judged.series, wording)
    if text:
        text = text[0].upper() + text[1:]
        yield Detail(wording.words("The longer story"), text, "story")


def _prediction(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, prediction = wording.words, verdict.prediction
    if reason := wording.end_of_span(verdict):
        text = words(
            "None is predicted: no figure for {year} will be comparable. {reason}",
            year=verdict.year + 1,
            reason=reason,
        )
        yield Detail(words("Next year"), text, "comparable")
    if prediction is None:
        return
    outcome = "" if prediction.value is None else wording.counted(prediction.value, verdict.series)
    text = words(
        "{year}, from full years alone: {interval} (95 %; {outcome}). The range starts from {years} and is "
        "as wide as this series has changed from year to year.",
        year=prediction.year,
        interval=interval_text(prediction.interval, wording),
        outcome=words(OUTCOME_WORDS[prediction.outcome], value=outcome),
        years=wording.year_list(prediction.base_years),
    )
    if prediction.is_wide:
        text = words("{first} {second}", first=text, second=words("So wide a range says little."))
    if not wording.is_past:
        text = words("{first} {second}", first=text, second=record_text(words))
    yield Detail(words("Next year"), text, "prediction")


def record_text(words: Words) -> str:
    """How often ranges for the next year have held."""
    record = whole_record()
    return words(
        "Such ranges, made from earlier years alone, are meant to hold 95 times in 100; so far {share} in "
        "100 ({held} of {made}, counted on {day}).",
        share=round(100 * record.held / record.made),
        held=record.held,
        made=record.made,
        day=day_label(DAY, words.language),
    )


def _earlier(verdict: PeriodVerdict, periods: Sequence[PeriodVerdict], wording: Wording) -> Iterator[Detail]:
    """Which predictions made before this year held."""
    words = wording.words
    earlier = [
        period.earlier_prediction
        for period in periods
        if period.year <= verdict.year and _span(period) == _span(verdict)
    ]
    scored = [prediction for prediction in earlier if prediction is not None]
    if not scored:
        return
    held_count = sum(prediction.outcome == HELD for prediction in scored)
    text = words(
        "{held} of the {all} ranges for {years} held.",
        held=held_count,
        all=len(scored),
        years=wording.year_list([prediction.year for prediction in scored]),
    )
    missed = [prediction for prediction in scored if prediction.outcome == MISSED]
    if missed:
        last = missed[-1]
        miss = words(
            "Missed: {value} in {year}, where the range was {interval}.",
            value=wording.counted(last.value or 0, verdict.series),
            year=last.year,
            interval=interval_text(last.interval, wording),
        )
        text = words("{first} {second}", first=text, second=miss)
    yield Detail(words("Earlier ranges"), text, "prediction")


def _span(verdict: PeriodVerdict) -> str:
    return verdict.observation.span if verdict.observation else ""


def _rarity(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    """How long there was none, and what none still allows."""
    words, years = wording.words, verdict.years_without
    if years < 1 or verdict.level.kind == "no-increase":
        return
    text = words(
        "Full years without any, in a row: {count}; that still allows {most} a year "
        "(rule of three, one-sided 95 %).",
        count=years,
        most=f"{rule_of_three(years):.1f}",
    )
    if verdict.last_with is not None:
        last = words("The last one in these years was in {year}.", year=verdict.last_with)
        text = words("{first} {second}", first=last, second=text)
    yield Detail(words("Time without"), text, "rare")
