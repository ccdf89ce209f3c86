"""The running year in words: what was counted so far, what that decides, and where the year may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.record import captions
from dashboard.record.captions import Months, Observation
from dashboard.record.periods import months_label
from dashboard.statistics.ahead import BASE_YEARS
from dashboard.statistics.intervals import Interval
from dashboard.statistics.year_end import LEAST_PARTS
from dashboard.verdicts.running import Decided, Running
from dashboard.verdicts.wording import Wording
from dashboard.verdicts.year_end_record import YEAR, whole_record
from dashboard.words import message, pick

THEN = message("From {part}, as told that year, the 95 % range for the whole of {year} is {range}.")
ENDED = {
    True: message("It ended at {full}, within it."),
    False: message("It ended at {full}, outside it."),
    None: message("It is given as {full}."),
}
"""What became of a range: held, missed, or not known for a bound."""
EXCEEDED = {
    True: message("{period} alone brought {value}, more than any evaluated year did ({high})"),
    False: message("{period} alone brought {value}, above the level ({level})"),
}
"""That a part exceeds a level: by whether it is that of the series' own evaluated years."""
YEARS_NAMED = 3
"""So many earlier years are named beside the running one."""


def running_sentences(running: Running, wording: Wording) -> list[str]:
    """All that is said of a running year, in order; the first names the series."""
    return [
        beside_sentence(running, wording),
        *_restated(running, wording),
        *_rest(running, wording),
        *(decided_sentence(running, decided, wording) for decided in running.decided),
        *_share(running, wording),
        *_year_end(running, wording),
    ]


def so_far_sentence(running: Running, wording: Wording) -> str:
    """The running year in one line: its count, the same months a year before, and where it may end."""
    words = wording.words
    before = next((one for one in running.years if one.year == running.year - 1), None)
    text = words(
        "{series}: {value} in {period}",
        series=pick(wording.catalogue.series[running.series], "short", wording.language),
        value=_value(running.newest.part, wording),
        period=_period(running.newest.part, wording),
    )
    if before is not None:
        text = words(
            "{text} ({value} in {period})",
            text=text,
            value=_value(before.part, wording),
            period=_period(before.part, wording),
        )
    text = words("{text}.", text=text)
    return (
        text if running.range is None else _joined(text, _may_end(running.range, running, wording), wording)
    )


def months_text(months: Months, wording: Wording) -> str:
    """The months of a part of a year: Jan–Jun, 1～6月."""
    return months_label(*months, wording.language)


def beside_sentence(running: Running, wording: Wording) -> str:
    """The count of these months, and of the same months of earlier years."""
    words = wording.words
    earlier = list(reversed(running.years[:-1]))[:YEARS_NAMED]
    text = words(
        "{series}: {value} in {period}.",
        series=pick(wording.catalogue.series[running.series], "short", wording.language),
        value=_value(running.newest.part, wording),
        period=_period(running.newest.part, wording),
    )
    if not earlier:
        return _joined(text, words("The same months of earlier years are not known to us."), wording)
    counts = _by_year([(one.year, one.part) for one in earlier], wording)
    return _joined(
        text, words("The same months of earlier years, as far as known: {counts}.", counts=counts), wording
    )


def _restated(running: Running, wording: Wording) -> Iterator[str]:
    """Which of the counts named an earlier edition gave otherwise."""
    named = running.years[-1 - YEARS_NAMED :]
    moved = [(one.year, one.earliest) for one in reversed(named) if one.earliest.value != one.part.value]
    if moved:
        yield wording.words(
            "An earlier edition said: {counts}. A part just told may change too.",
            counts=_by_year(moved, wording),
        )


def _rest(running: Running, wording: Wording) -> Iterator[str]:
    """What the other months of a year in full brought."""
    newest = running.newest
    if newest.full is None or newest.rest is None:
        return
    words, (first, last) = wording.words, running.months
    told = {
        "rest": wording.counted(newest.rest, running.series),
        "full": _value(newest.full, wording),
        "part": _value(newest.part, wording),
        "year": running.year,
    }
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
    """Whether the months so far exceed a level, which no later month can undo; it needs no model."""
    words = wording.words
    indicator = wording.catalogue.indicators[decided.indicator]
    told = {
        "level": pick(indicator, "level", wording.language),
        "high": wording.counted(decided.high, running.series),
    }
    is_own = indicator.level_kind == "no-increase"
    if decided.by is None:
        told["period"] = _period(running.newest.part, wording)
        if is_own:
            return words("{period} alone does not exceed the highest evaluated year ({high}).", **told)
        return words("{period} alone does not exceed the level ({level}).", **told)
    told |= {"period": _period(decided.by, wording), "value": _value(decided.by, wording)}
    sentence = EXCEEDED[indicator.level_kind == "no-increase"]
    text = words(sentence, **told)
    return (
        words("{text}, whatever follows.", text=text) if running.is_running else words("{text}.", text=text)
    )


def _share(running: Running, wording: Wording) -> Iterator[str]:
    """The share of the year that these months usually are."""
    if running.share is None:
        return
    yield wording.words(
        "In {count} earlier years, each part in the earliest edition known to us, these months brought "
        "{share} of the year: {low} at least, {high} at most.",
        count=sum(1 for _, full in running.earlier.values() if full),
        share=captions.share_text(running.share.share, wording.words),
        low=captions.share_text(running.share.seen.low, wording.words),
        high=captions.share_text(running.share.seen.high, wording.words),
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
        said = {
            "part": _value(running.told, wording),
            "range": _range(running.range, running, wording),
            "year": running.year,
            "full": _value(full, wording),
        }
        text = words("{first} {second}", first=words(THEN, **said), second=words(ENDED[running.held], **said))
    tried = whole_record()
    if tried.made:
        record = words(
            "Of {made} such ranges, each made from earlier figures alone, {held} held the year.",
            made=tried.made,
            held=tried.held,
        )
        text = _joined(text, record, wording)
    yield text


def _why_no_range(running: Running, wording: Wording) -> Iterator[str]:
    if running.months[0] != 1 or not running.is_running:
        return
    if wording.catalogue.units[wording.catalogue.series[running.series].unit].not_judged_en:
        return
    yield wording.words(
        "Where the year may end is not said: it takes these months of {parts} earlier years, and the {years} "
        "full years before.",
        parts=LEAST_PARTS,
        years=BASE_YEARS,
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
