"""The running year in words: what was counted so far, what that decides, and where the year may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.record import captions
from dashboard.record.captions import Months, Observation
from dashboard.record.periods import months_label
from dashboard.statistics.ahead import BASE_YEARS
from dashboard.statistics.intervals import Interval
from dashboard.statistics.year_end import LEAST_PARTS
from dashboard.verdicts.running import (
    BOUND,
    LONGER,
    PARTS,
    YEARS,
    Decided,
    Running,
)
from dashboard.verdicts.wording import Wording
from dashboard.verdicts.year_end_record import YEAR, whole_record
from dashboard.words import message, pick

YEARS_NAMED = 3
"""So many earlier years are named beside the running one."""
EXCEEDED = {
    True: message("{period} alone brought {value}, more than any of {years} ({high} at most)"),
    False: message("{period} alone brought {value}, above the level ({level})"),
}
ALREADY = {
    True: message("That is more than any of {years} already."),
    False: message("That is above the level ({level}) already."),
}
NOT_EXCEEDED = {
    True: message("{period} alone does not exceed the most of {years} ({high})"),
    False: message("{period} alone does not exceed the level ({level})"),
}
NOT_TOLD = {
    True: message(
        "{period} brought {value}: whether that is more than any of {years} ({high} at most) is not known."
    ),
    False: message("{period} brought {value}: whether that is above the level ({level}) is not known."),
}
"""How a part stands to a level: by whether it is that of the series' own evaluated years."""
ENDED = {
    True: message("It ended at {full}, within it."),
    False: message("It ended at {full}, outside it."),
    None: message("The year is given as {full}; whether it lies within is not known."),
}
"""What became of a range: held, missed, or not known for a bound."""
WHY_NO_RANGE = {
    BOUND: message("Where the year may end is not said: the count so far is a bound."),
    PARTS: message(
        "Where the year may end is not said: it takes {parts} earlier years that had incidents and of which "
        "these months are known."
    ),
    YEARS: message("Where the year may end is not said: it takes the {years} full years before."),
    LONGER: message("{period} is known since: {value}. Where the year may end is said from there."),
}


def running_sentences(running: Running, wording: Wording) -> list[str]:
    """All that is said of a running year, in order; the first names the series."""
    return [
        beside_sentence(running, wording),
        *(text for one in running.decided if (text := decided_sentence(running, one, wording))),
        *_year_end(running, wording),
        *_rest(running, wording),
        *_share(running, wording),
        *_restated(running, wording),
        *_worked_out(running, wording),
        *_nothing_since(running, wording),
    ]


def so_far_sentence(running: Running, wording: Wording) -> str:
    """The running year in one line: its count, the same months a year before, what that decides, and where
    the year may end."""
    words = wording.words
    text = words("{text}.", text=in_short(running, wording))
    for decided in running.decided:
        if decided.by is not None:
            indicator = wording.catalogue.indicators[decided.indicator]
            sentence = ALREADY[indicator.level_kind == "no-increase"]
            told = words(
                sentence,
                level=pick(indicator, "level", wording.language),
                years=wording.years((indicator.window_from, indicator.window_to)),
            )
            text = _joined(text, told, wording)
    return (
        text if running.range is None else _joined(text, _may_end(running.range, running, wording), wording)
    )


def in_short(running: Running, wording: Wording) -> str:
    """The count of these months and of the same months a year before: "ReCAAP Asia: 95 in Jan–Jun 2025 (52 in
    the same months of 2024, first told as 51)"."""
    words = wording.words
    before = next((one for one in running.years if one.year == running.year - 1), None)
    text = words(
        "{series}: {value} in {period}",
        series=pick(wording.catalogue.series[running.series], "short", wording.language),
        value=_value(running.newest.part, wording),
        period=_period(running.newest.part, wording),
    )
    if before is None:
        return text
    told = {"text": text, "value": _value(before.part, wording), "year": before.year}
    if before.is_first_told and before.earliest.value != before.part.value:
        told["first"] = _value(before.earliest, wording)
        return words("{text} ({value} in the same months of {year}, first told as {first})", **told)
    return words("{text} ({value} in the same months of {year})", **told)


def months_text(months: Months, wording: Wording) -> str:
    """The months of a part of a year: Jan–Jun, 1～6月."""
    return months_label(*months, wording.language)


def beside_sentence(running: Running, wording: Wording) -> str:
    """The count of these months, and of the same months of earlier years."""
    words = wording.words
    earlier = list(reversed(running.years[:-1]))
    named = earlier[:YEARS_NAMED]
    text = words(
        "{series}: {value} in {period}.",
        series=pick(wording.catalogue.series[running.series], "short", wording.language),
        value=_value(running.newest.part, wording),
        period=_period(running.newest.part, wording),
    )
    if not earlier:
        return _joined(text, words("No earlier year with these months is shown."), wording)
    counts = _by_year([(one.year, one.part) for one in named], wording)
    if len(named) < len(earlier):
        told = words(
            "The same months in the newest {count} of {all} earlier years with a count: {counts}.",
            count=len(named),
            all=len(earlier),
            counts=counts,
        )
    else:
        told = words("The same months of earlier years, as far as known: {counts}.", counts=counts)
    return _joined(text, told, wording)


def _nothing_since(running: Running, wording: Wording) -> Iterator[str]:
    """That no part of the year after is known, where the newest one is over."""
    if running.is_newest and not running.is_running and running.newest.full is not None:
        yield wording.words("No part of {year} is known to us yet.", year=running.year + 1)


def _worked_out(running: Running, wording: Wording) -> Iterator[str]:
    """How the count of these months was worked out, where nobody gives it."""
    part = running.newest.part
    if part.method == "derived" and (note := pick(part, "note", wording.language)):
        yield note


def _restated(running: Running, wording: Wording) -> Iterator[str]:
    """Which of the counts named an earlier edition gave otherwise."""
    named = running.years[-1 - YEARS_NAMED :]
    moved = [(one.year, one.earliest) for one in reversed(named) if one.earliest.value != one.part.value]
    if moved:
        yield wording.words(
            "An earlier edition gave: {counts}. A figure just published may still change.",
            counts=_by_year(moved, wording),
        )


def _rest(running: Running, wording: Wording) -> Iterator[str]:
    """What the other months of a year in full brought."""
    newest = running.newest
    words, (first, last) = wording.words, running.months
    if newest.full is None or newest.full.value is None:
        if not running.is_running:
            yield words("The count of the whole of {year} is not known to us.", year=running.year)
        return
    told = {"full": _value(newest.full, wording), "part": _value(newest.part, wording), "year": running.year}
    if newest.rest is None:
        if (newest.part.value or 0) > newest.full.value:
            yield words(
                "These months are given more than the whole of {year} ({full}): the publications differ.",
                **told,
            )
        return
    told["rest"] = wording.counted(newest.rest, running.series)
    if first == 1:
        others = months_text((last + 1, YEAR), wording)
        yield words(
            "{others} {year}: {rest} (worked out: {full} in the year less {part}).", **told, others=others
        )
    else:
        yield words(
            "The other months of {year}: {rest} (worked out: {full} in the year less {part}).", **told
        )


def decided_sentence(running: Running, decided: Decided, wording: Wording) -> str:
    """Whether the months so far exceed a level, which no later month undoes; it needs no model. "" of a year
    that is over and was not decided by then."""
    words = wording.words
    indicator = wording.catalogue.indicators[decided.indicator]
    is_own = indicator.level_kind == "no-increase"
    figure = decided.by or running.newest.part
    told = {
        "period": _period(figure, wording),
        "value": _value(figure, wording),
        "level": pick(indicator, "level", wording.language),
        "high": wording.counted(decided.high, running.series),
        "years": wording.years((indicator.window_from, indicator.window_to)),
    }
    if decided.by is not None:
        text = words(EXCEEDED[is_own], **told)
        if running.is_running:
            return words("{text}, whatever the other months bring.", text=text)
        return words("{text}.", text=text)
    if not running.is_running or running.longer is not None:
        return ""
    if figure.bound != "exact":
        return words(NOT_TOLD[is_own], **told)
    return words("{text}; that says nothing of the year yet.", text=words(NOT_EXCEEDED[is_own], **told))


def _share(running: Running, wording: Wording) -> Iterator[str]:
    """The share of the year that these months usually are."""
    if running.share is None:
        return
    shares = {year: part / full for year, (part, full) in running.earlier.items() if full}
    low, high = (end(shares, key=lambda year: shares[year]) for end in (min, max))
    yield wording.words(
        "In {count} earlier years, each part in the earliest edition known to us, these months brought "
        "{share} of the year: from {low} ({low_year}) to {high} ({high_year}).",
        count=len(shares),
        share=captions.share_text(running.share.share, wording.words),
        low=captions.share_text(shares[low], wording.words),
        low_year=low,
        high=captions.share_text(shares[high], wording.words),
        high_year=high,
    )


def _year_end(running: Running, wording: Wording) -> Iterator[str]:
    """Where the year may end, and how often such ranges have held; or why it is not said."""
    words = wording.words
    if running.range is None:
        yield from _why_no_range(running, wording)
        return
    full = running.newest.full
    if full is None:
        text = _may_end(running.range, running, wording)
    else:
        then = words(
            "From {part}, as told that year, and the earlier years as they stand today, the range for the "
            "whole of {year} (95 %) is {range}.",
            part=_value(running.told, wording),
            year=running.year,
            range=_range(running.range, running, wording),
        )
        text = _joined(then, words(ENDED[running.held], full=_value(full, wording)), wording)
    yield _joined(text, record_sentence(wording), wording)


def record_sentence(wording: Wording) -> str:
    """How often such ranges have held on our figures."""
    tried = whole_record()
    return wording.words(
        "Of {made} such ranges for other years and series, each made from the years before it as they stand "
        "today, {held} held.",
        made=tried.made,
        held=tried.held,
    )


def _why_no_range(running: Running, wording: Wording) -> Iterator[str]:
    if not running.is_running or running.no_range not in WHY_NO_RANGE:
        return
    figure = running.longer or running.newest.part
    yield wording.words(
        WHY_NO_RANGE[running.no_range],
        parts=LEAST_PARTS,
        years=BASE_YEARS,
        period=_period(figure, wording),
        value=_value(figure, wording),
    )


def _may_end(range: Interval, running: Running, wording: Wording) -> str:
    return wording.words("The year may end at {range} (95 % range).", range=_range(range, running, wording))


def _range(range: Interval, running: Running, wording: Wording) -> str:
    low, high = int(range.low), int(range.high)
    if low == high:
        return wording.counted(low, running.series)
    return wording.words(
        "{first} to {last}", first=captions.number(low), last=wording.counted(high, running.series)
    )


def _by_year(figures: Sequence[tuple[int, Observation]], wording: Wording) -> str:
    each = (
        wording.words("{year}: {value}", year=year, value=_value(figure, wording)) for year, figure in figures
    )
    return wording.words("; ").join(each)


def _value(figure: Observation, wording: Wording) -> str:
    """The count with its unit and bound; that it is of a part is said by its period."""
    return captions.counted_text(figure, wording.catalogue, wording.words, star="")


def _period(figure: Observation, wording: Wording) -> str:
    return captions.period_text(figure, wording.words)


def _joined(first: str, second: str, wording: Wording) -> str:
    return wording.words("{first} {second}", first=first, second=second)
