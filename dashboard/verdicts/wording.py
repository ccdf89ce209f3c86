"""The small parts that sentences about verdicts are made of: names, counts, years, levels, probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dashboard.record import captions
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue
from dashboard.record.spans import left_out_text, next_span, reason_of, runs_of
from dashboard.verdicts.model import (
    DETECTABLE,
    LEVEL_ITSELF,
    MET,
    NOT_ASSESSABLE,
    NOT_DETECTABLE,
    NOT_MET,
    TOO_FEW_DATA,
    PeriodVerdict,
    StatedLevel,
)
from dashboard.words import Words, message, pick

FACT_WORDS = {
    ("reported-level", "within"): message("within the reported level"),
    ("reported-level", "above"): message("above the reported level"),
    ("reported-level", "below"): message("below the reported level"),
    ("stated-target", "within"): message("target met"),
    ("stated-target", "above"): message("target not met"),
    ("stated-target", "below"): message("target met (below the band)"),
}
OWN_YEARS_WORDS = {
    "within": message("within its own evaluated years"),
    "above": message("above its own evaluated years"),
    "below": message("below its own evaluated years"),
}
"""Where each series is held against its own counts of the evaluated years, reported by the sheet or not."""
NOT_ASSESSABLE_WORDS = message("cannot be assessed")

EVIDENCE_WORDS = {
    DETECTABLE: message("unlikely to be chance"),
    NOT_DETECTABLE: message("within chance"),
    TOO_FEW_DATA: message("cannot be judged"),
}
"""Whether what has happened since an evaluation could be chance."""

DIRECTION_WORDS = {
    1: message("increase, unlikely to be chance"),
    -1: message("decrease, unlikely to be chance"),
}

REASON_WORDS = {
    "gap": message("no figure for the whole year is known"),
    "not-published": message("the publisher gives no figure"),
    "part-year": message("the figure covers a part of the year only"),
    "bound": message("the publisher gives a bound, not a count"),
    "forecast": message("the figure is a forecast"),
    "no-level": message("fewer than two counts of its evaluated years are known"),
}

SHORT_REASONS = {
    "part-year": message("part of the year"),
    "bound": message("a bound"),
    "forecast": message("a forecast"),
    "no-level": message("no baseline"),
}

SIGNS = {
    (MET, "within"): "✓",
    (MET, "below"): "✓",
    (NOT_MET, "above"): "▲",
    (NOT_ASSESSABLE, ""): "–",
}
"""The shape that stands beside a fact verdict, so that colour is never the only difference."""

EVIDENCE_SIGNS = {DETECTABLE: "◆", NOT_DETECTABLE: "≈", TOO_FEW_DATA: "?"}
MOST_DIGITS = 6
MOST_TIMES = 100.0
"""No limit above this is written: it says that there is none to speak of."""


def position_text(verdict: PeriodVerdict, words: Words) -> str:
    """Where a count stands, without the reason where that is not known."""
    if verdict.fact.code == NOT_ASSESSABLE:
        return words(NOT_ASSESSABLE_WORDS)
    if verdict.level.kind == "no-increase" and verdict.level.basis == "reported-level":
        return words(OWN_YEARS_WORDS[verdict.fact.position])
    return words(FACT_WORDS[verdict.level.basis, verdict.fact.position])


def fact_text(verdict: PeriodVerdict, words: Words) -> str:
    """The fact verdict in a few words; an evaluated year is what the others are held against."""
    if verdict.fact.code == NOT_ASSESSABLE:
        reason = SHORT_REASONS.get(verdict.fact.reason)
        text = words(NOT_ASSESSABLE_WORDS)
        return words("{verdict} ({reason})", verdict=text, reason=words(reason)) if reason else text
    if is_yardstick(verdict):
        return words("one of the evaluated years")
    return position_text(verdict, words)


def evidence_text(verdict: PeriodVerdict, words: Words) -> str:
    """In two or three words whether it could be chance, with the direction of a change."""
    change = verdict.change
    if change.against != LEVEL_ITSELF and change.direction:
        return words(DIRECTION_WORDS[change.direction])
    return words(EVIDENCE_WORDS[change.code])


def is_yardstick(verdict: PeriodVerdict) -> bool:
    """Whether a year is one of those that the others are held against, and so stands nowhere itself."""
    return verdict.is_baseline and verdict.level.kind == "no-increase" and verdict.fact.code == MET


def fact_code(verdict: PeriodVerdict) -> str:
    """The fact's code, or "evaluated" of a year that the others are held against."""
    return "evaluated" if is_yardstick(verdict) else verdict.fact.code


def fact_sign(verdict: PeriodVerdict) -> str:
    return "○" if is_yardstick(verdict) else SIGNS[verdict.fact.code, verdict.fact.position]


def evidence_sign(verdict: PeriodVerdict) -> str:
    """A rise and a fall have shapes of their own."""
    change = verdict.change
    arrows = {1: "↗", -1: "↘"} if change.against != LEVEL_ITSELF else {}
    return arrows.get(change.direction, EVIDENCE_SIGNS[change.code])


def probability(p_value: float, words: Words) -> str:
    """ "p = 0.34", "p = 0.0001": two digits that count, one below 0.001, and no zero is ever written."""
    if p_value < 1e-6:
        return words("p < {value}", value="0.000001")
    return words("p = {value}", value=digits(p_value))


def digits(p_value: float) -> str:
    """A probability with two digits that count, one where it is below 0.001; trailing zeros are left out."""
    if p_value >= 1:
        return "1"
    keep = 1 if p_value < 0.001 else 2
    places = max(2, keep - 1 - math.floor(math.log10(p_value)))
    text = str(Decimal(repr(p_value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return f"{text[:4]}{text[4:].rstrip('0')}"


def ratio_text(ratio: float) -> str:
    """How many times as many: "1.3", "0.58"; two digits that count below one."""
    return f"{ratio:.1f}" if ratio >= 1 or ratio == 0 else f"{ratio:.2f}"


def times(limit: float, words: Words) -> str:
    """The limit of a ratio, never as 1 where it is not; of one beyond ``MOST_TIMES``, that it is."""
    if limit > MOST_TIMES:
        return words("over {limit}", limit=round(MOST_TIMES))
    text, digits_told = ratio_text(limit), 2
    while float(text) == 1 and limit != 1 and digits_told < MOST_DIGITS:
        text, digits_told = f"{limit:.{digits_told}f}", digits_told + 1
    return text


@dataclass(frozen=True)
class Wording:
    """Names and counts of an indicator's series in one language."""

    words: Words
    catalogue: Catalogue
    is_past: bool = False
    """Whether figures are told as they stood at an earlier point in time."""

    @property
    def language(self) -> str:
        return self.words.language

    def name(self, indicator: str) -> str:
        return pick(self.catalogue.indicators[indicator], "name", self.language)

    def short_name(self, indicator: str) -> str:
        """The name within a sentence."""
        name = self.name(indicator)
        return name[0].lower() + name[1:] if self.language == "en" else name

    def said(self, verdict: PeriodVerdict) -> str:
        """The series as the indicator's sentence names it."""
        link = self.catalogue.listings[verdict.indicator, verdict.series]
        return pick(link, "said", self.language) or pick(
            self.catalogue.series[verdict.series], "short", self.language
        )

    def counted(self, value: int, series: str) -> str:
        """A count with its unit where the language asks for it: 8, 8件."""
        return captions.counted(captions.number(value), series, self.catalogue, self.words)

    def value(self, verdict: PeriodVerdict) -> str:
        """The count with its marks (a bound, a part-year)."""
        if verdict.observation is None:
            return "–"
        return captions.counted_text(verdict.observation, self.catalogue, self.words)

    def period(self, verdict: PeriodVerdict) -> str:
        if verdict.observation is None:
            return year_label(verdict.year, self.language)
        return captions.period_text(verdict.observation, self.words)

    def when(self, verdict: PeriodVerdict) -> str:
        """The period within a sentence: of a calendar year the year alone."""
        if verdict.observation is not None and verdict.observation.period_kind == "CY":
            return self.years((verdict.year,))
        return self.period(verdict)

    def years(self, years: Sequence[int]) -> str:
        """ "2021–2023", or the one year."""
        if not years:
            return ""
        if len(years) == 1 or years[0] == years[-1]:
            return self.words("{year}", year=years[0])
        return self.words("{first}–{last}", first=years[0], last=years[-1])

    def year_list(self, years: Iterable[int]) -> str:
        """Years as a sentence names them: "2024", "2024 and 2025", "2021–2023", "2021 and 2023–2025"."""
        runs = runs_of(sorted(years))
        ends = [[run[0]] if len(run) == 1 else [run[0], run[-1]] for run in runs]
        if len(runs) == 1 and len(runs[0]) == 2:
            ends = [[year] for year in runs[0]]
        return self.listed([self.years(end) for end in ends])

    def listed(self, texts: Sequence[str]) -> str:
        """Texts in a row: "56, 58 and 67"."""
        if len(texts) < 2:
            return "".join(texts)
        return self.words("{first} and {last}", first=self.words(", ").join(texts[:-1]), last=texts[-1])

    def total(self, counts: Mapping[int, int], series: str) -> str:
        """The total of counts, as a sentence says it: none, or so many."""
        total = sum(counts.values())
        return self.counted(total, series) if total else self.words("none")

    def about(self, mean: float, series: str) -> str:
        """An average with two digits that count: 170, 95, 3.9."""
        if mean >= 100:
            return self.counted(10 * round(mean / 10), series)
        if mean >= 10 or mean == round(mean):
            return self.counted(round(mean), series)
        text = f"{mean:.1f}" if mean >= 1 else f"{mean:.2g}"
        return captions.counted(text, series, self.catalogue, self.words)

    def range(self, level: StatedLevel, series: str) -> str:
        """The lowest and highest count of the evaluated years: "57 to 70"."""
        low, high = level.low or 0, level.high or 0
        if low == high:
            return self.counted(low, series)
        return self.words("{first} to {last}", first=captions.number(low), last=self.counted(high, series))

    def left_out(self, verdict: PeriodVerdict) -> Iterator[str]:
        """Which earlier years are not compared with this one, and why."""
        if verdict.observation is not None:
            yield from left_out_text(verdict.left_out, verdict.observation, self.catalogue.spans, self.words)

    def end_of_span(self, verdict: PeriodVerdict) -> str:
        """Why the count of the year after will not be comparable; "" where it will."""
        if verdict.observation is None or not verdict.ends_span:
            return ""
        spans = self.catalogue.spans.get(verdict.series, ())
        return reason_of(verdict.observation.span, next_span(verdict.observation, spans), spans, self.words)

    def level(self, verdict: PeriodVerdict) -> str:
        """The level that a count is held against, in words; in its own counts where it is "no increase"."""
        level = verdict.level
        if level.kind != "no-increase" or level.low is None or level.high is None:
            return pick(self.catalogue.indicators[verdict.indicator], "level", self.language)
        return self.words(
            "{low} to {high} in {years}, its own counts",
            low=self.counted(level.low, verdict.series),
            high=self.counted(level.high, verdict.series),
            years=self.years(level.years),
        )
