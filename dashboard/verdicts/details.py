"""What stands beside a verdict: the next year, earlier predictions, power, clustering, precedent, rarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.record.periods import day_label
from dashboard.statistics.intervals import Interval, rule_of_three
from dashboard.verdicts.ahead_record import DAY, whole_record
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    ENDED,
    EXCEEDANCE,
    HELD,
    MISSED,
    NO_FIGURE,
    NOT_DETECTABLE,
    PENDING,
    QUASI_POISSON,
    TREND,
    PeriodVerdict,
)
from dashboard.verdicts.sentences import trend_finding
from dashboard.verdicts.wording import Wording, probability, ratio_text
from dashboard.words import Words, message

TEST_NAMES = {
    TREND: message("exact trend test, two-sided"),
    QUASI_POISSON: message("log-linear trend that allows for clustering (quasi-Poisson), two-sided"),
    AGAINST_EARLIER: message("exact test against the earlier years, one-sided"),
    EXCEEDANCE: message("exact test against the level, one-sided"),
}

RULE_OF_TEST = {
    TREND: "trend",
    QUASI_POISSON: "many-years",
    AGAINST_EARLIER: "none",
    EXCEEDANCE: "level",
}
"""The section of the methods page that explains a test."""

OUTCOME_WORDS = {
    HELD: message("held: {value}"),
    MISSED: message("did not hold: {value}"),
    PENDING: message("not yet known"),
    NO_FIGURE: message("cannot be scored: no figure for that year"),
    ENDED: message("cannot be scored: series ended"),
}


ASSUMPTIONS = {
    TREND: message("independent incidents, constant reporting, one definition"),
    QUASI_POISSON: message("a steady rate of growth, constant reporting, one definition"),
    AGAINST_EARLIER: message("independent incidents, constant reporting, one definition"),
    EXCEEDANCE: message(
        "independent incidents, constant reporting, one definition; the level taken as the true rate"
    ),
}


@dataclass(frozen=True)
class Detail:
    """One thing to know beside a verdict; ``rule`` is the section of the methods page on it."""

    name: str
    text: str
    rule: str


def details(verdict: PeriodVerdict, periods: Sequence[PeriodVerdict], wording: Wording) -> tuple[Detail, ...]:
    """Everything that goes with one verdict; ``periods`` are all of its series, for the earlier predictions.

    Only what applies is said; a gap has none.
    """
    if verdict.interval is None:
        return ()
    parts = (
        _test(verdict, wording),
        _left_out(verdict, wording),
        _needed(verdict, wording),
        _prediction(verdict, wording),
        _earlier(verdict, periods, wording),
        _growth(verdict, wording),
        _clustering(verdict, wording),
        _longer(verdict, wording),
        _precedent(verdict, wording),
        _rarity(verdict, wording),
        _interval(verdict, wording),
    )
    return tuple(detail for part in parts for detail in part)


def interval_text(interval: Interval, wording: Wording) -> str:
    """Two whole counts: "44 to 79"."""
    return wording.words("{low} to {high}", low=int(interval.low), high=int(interval.high))


def _test(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, evidence = wording.words, verdict.evidence
    if not evidence.test or evidence.p_value is None:
        return
    chance = probability(evidence.p_value, words)
    test, years = words(TEST_NAMES[evidence.test]), wording.years(evidence.years)
    if evidence.p_clustered is not None:
        text = words(
            "{test}, {years}: {p} with the clustering seen, {independent} if incidents were independent.",
            test=test,
            years=years,
            p=probability(evidence.p_clustered, words),
            independent=chance,
        )
    else:
        text = words("{test}, {years}: {p}.", test=test, years=years, p=chance)
    rule = RULE_OF_TEST[evidence.test]
    yield Detail(words("Test"), text, rule)
    yield Detail(words("Assumptions"), words(ASSUMPTIONS[evidence.test]), rule)


def _left_out(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    for text in wording.left_out(verdict):
        yield Detail(wording.words("Years left out"), text, "comparable")


def _needed(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    text = needed_text(verdict, wording)
    if text:
        yield Detail(wording.words("What would change it"), text, "prediction")


def needed_text(verdict: PeriodVerdict, wording: Wording) -> str:
    """Which counts of the next year would change a verdict; "" where none can be named."""
    words, needed = wording.words, verdict.needed
    if needed.at_least is None and needed.at_most is None:
        return ""
    year = verdict.year + 1
    if verdict.evidence.code == DETECTABLE and verdict.evidence.test == TREND:
        return _needed_of_trend(verdict, year, wording)
    least = "" if needed.at_least is None else wording.counted(needed.at_least, verdict.series)
    most = "" if needed.at_most is None else wording.counted(needed.at_most, verdict.series)
    if least and most:
        counts = words("{least} or more, or {most} or fewer", least=least, most=most)
    elif least:
        counts = words("{least} or more", least=least)
    else:
        counts = words("{most} or fewer", most=most)
    if verdict.evidence.code == DETECTABLE:
        return words("{counts} in {year} would not be detectably above.", counts=counts, year=year)
    if verdict.evidence.test == AGAINST_EARLIER:
        return words(
            "{counts} in {year} would be detectably above {years} (one-sided).",
            counts=counts,
            year=year,
            years=wording.years(verdict.evidence.years),
        )
    if verdict.evidence.test == EXCEEDANCE:
        return words("{counts} in {year} would be detectably above the level.", counts=counts, year=year)
    return words(
        "{counts} in {year} would differ detectably from the mean of {years}.",
        counts=counts,
        year=year,
        years=wording.years(verdict.evidence.years),
    )


def _needed_of_trend(verdict: PeriodVerdict, year: int, wording: Wording) -> str:
    """Which counts would keep a trend, end it or turn it round: every count is in one of the three."""
    words, needed = wording.words, verdict.needed
    years = wording.years((verdict.evidence.years[0], year))
    if verdict.evidence.direction > 0:
        ended, turned = needed.at_most or 0, needed.opposite
        kept = message("{kept} or more in {year} would keep the rise over {years} detectable")
        first = words(kept, kept=ended + 1, year=year, years=years)
        if turned is None:
            return words("{first}; fewer would show neither a rise nor a fall.", first=first)
        if turned + 1 > ended:
            return words("{first}; fewer would show a fall.", first=first)
        return words(
            "{first}; {low} to {high} would show neither a rise nor a fall; {turned} or fewer a fall.",
            first=first,
            low=turned + 1,
            high=ended,
            turned=turned,
        )
    ended, turned = needed.at_least or 0, needed.opposite
    if not ended:
        first = words(
            "No count in {year} would keep the fall over {years} detectable", year=year, years=years
        )
    else:
        kept = message("{kept} or fewer in {year} would keep the fall over {years} detectable")
        first = words(kept, kept=ended - 1, year=year, years=years)
    if turned is None or turned <= ended:
        return words("{first}; more would show a rise.", first=first)
    return words(
        "{first}; {low} to {high} would show neither a rise nor a fall; {turned} or more a rise.",
        first=first,
        low=ended,
        high=turned - 1,
        turned=turned,
    )


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
        "{year}: {interval} (95 %; {outcome}). The range starts from {years} and is as wide as this series "
        "has changed from year to year.",
        year=prediction.year,
        interval=interval_text(prediction.interval, wording),
        outcome=words(OUTCOME_WORDS[prediction.outcome], value=outcome),
        years=wording.years(prediction.base_years),
    )
    if prediction.is_wide:
        text = words("{first} {second}", first=text, second=words("So wide a range says little."))
    text = words("{first} {second}", first=text, second=record_text(words))
    yield Detail(words("Next year"), text, "prediction")


def record_text(words: Words) -> str:
    """How often ranges for the next year have held."""
    record = whole_record()
    return words(
        "Made from earlier years alone, such ranges held {held} of {made} times (counted on {day}).",
        held=record.held,
        made=record.made,
        day=day_label(DAY, words.language),
    )


def _earlier(verdict: PeriodVerdict, periods: Sequence[PeriodVerdict], wording: Wording) -> Iterator[Detail]:
    """Which predictions made before this year held."""
    words = wording.words
    earlier = [period.earlier_prediction for period in periods if period.year <= verdict.year]
    scored = [prediction for prediction in earlier if prediction is not None]
    if not scored:
        return
    held_count = sum(prediction.outcome == HELD for prediction in scored)
    text = words(
        "{held} of the {all} ranges for {years} held.",
        held=held_count,
        all=len(scored),
        years=wording.years([prediction.year for prediction in scored]),
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


def _growth(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, growth = wording.words, verdict.evidence.growth
    if growth is None:
        return
    text = words(
        "These {count} years would show a growth of about {growth} % a year or more (power 80 %); "
        "less could go unseen.",
        count=len(verdict.evidence.years),
        growth=_rounded(growth * 100),
    )
    yield Detail(words("What could be seen"), text, "power")


def _rounded(percent: float) -> int:
    """To five percent above twenty: the second digit says nothing there."""
    return 5 * round(percent / 5) if percent > 20 else round(percent)


def _clustering(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, evidence = wording.words, verdict.evidence
    spread, limit = evidence.spread, evidence.overturned_at
    parts = []
    if evidence.code == DETECTABLE and limit is not None:
        parts.append(
            words("Overturned if the variance were {limit} times the mean or more.", limit=ratio_text(limit))
        )
    elif evidence.code == DETECTABLE and evidence.test == EXCEEDANCE:
        parts.append(
            words(
                "No ratio of variance to mean would overturn it (negative binomial, variance in proportion "
                "to the mean); incidents that come in large batches could."
            )
        )
    elif evidence.code == NOT_DETECTABLE and limit is not None:
        parts.append(
            words(
                "Were the variance less than {limit} times the mean, it would be detectable.",
                limit=ratio_text(limit),
            )
        )
    elif evidence.code == NOT_DETECTABLE and evidence.test == TREND:
        parts.append(words("Clustering would make a change still harder to detect."))
    if spread is not None and len(spread.years) > 2:
        parts.append(
            words(
                "In {years} ({count} full years) the variance was {ratio} times the mean, changes of rate "
                "included.",
                years=wording.years(spread.years),
                count=len(spread.years),
                ratio=ratio_text(spread.ratio),
            )
        )
    if parts:
        text = parts[0] if len(parts) == 1 else words("{first} {second}", first=parts[0], second=parts[1])
        yield Detail(words("Clustering"), text, "clustering")


def _longer(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    """What the same test says of the longer history: the answer can be another one."""
    words, longer_view = wording.words, verdict.longer_view
    if longer_view is None or not longer_view.years:
        return
    text = words(
        "Another question, another answer: the {count} full years of {years} {finding}.",
        count=len(longer_view.years),
        years=wording.years(longer_view.years),
        finding=trend_finding(longer_view, words),
    )
    yield Detail(words("Longer view"), text, "many-years")


def _precedent(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    words, precedent = wording.words, verdict.precedent
    if precedent is None or verdict.evidence.test != EXCEEDANCE:
        return
    text = words(
        "Against its own past, another question: {year} had {highest}; "
        "above the mean of {years}, allowing for their clustering: {p}.",
        year=precedent.highest_year,
        highest=wording.counted(precedent.highest, verdict.series),
        years=wording.years(precedent.spread.years),
        p=probability(precedent.p_value, words),
    )
    yield Detail(words("Precedent"), text, "level")


def _rarity(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    """How long there was none, and what none still allows."""
    words, years = wording.words, verdict.years_without
    if years < 1 or verdict.level.kind == "no-increase":
        return
    since = [year for year, count in _counts(verdict) if count]
    text = words(
        "Full years without any, in a row: {count}; that still allows {most} a year "
        "(rule of three, one-sided 95 %).",
        count=years,
        most=f"{rule_of_three(years):.1f}",
    )
    if since:
        last = words("The last one in these years was in {year}.", year=since[-1])
        text = words("{first} {second}", first=last, second=text)
    yield Detail(words("Time without"), text, "rare")


def _counts(verdict: PeriodVerdict) -> Iterator[tuple[int, int]]:
    return zip(verdict.evidence.years, verdict.evidence.counts, strict=True)


def _interval(verdict: PeriodVerdict, wording: Wording) -> Iterator[Detail]:
    """How far chance alone reaches around the count itself."""
    words, interval = wording.words, verdict.interval
    if interval is None or verdict.value is None:
        return
    text = words(
        "{value} is consistent with a level of {low} to {high} a year (exact Poisson, 95 %).",
        value=wording.counted(verdict.value, verdict.series),
        low=_figure(interval.low),
        high=_figure(interval.high),
    )
    yield Detail(words("Interval of the count"), text, "interval")


def _figure(limit: float) -> str:
    """A limit with three digits that count: 0.03, 3.45, 15.8, 0."""
    if limit == 0:
        return "0"
    return f"{limit:.2f}" if limit < 10 else f"{limit:.1f}"
