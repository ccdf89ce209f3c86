"""Which answers say something else than they did: those of indicators, and of each of their series."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dashboard.verdicts.model import IndicatorVerdicts, PeriodVerdict
from dashboard.verdicts.sentences import differing, indicator_sentence, period_sentence, says_change
from dashboard.verdicts.wording import Wording, evidence_text, fact_text

Verdicts = Mapping[str, IndicatorVerdicts]
Badges = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """What is said of an indicator, or of one of its series, in one language.

    ``level`` and ``chance`` are the texts of the two badges, ``chance`` "" where none stands. ``differs``:
    another series shows a change that this one does not.
    """

    verdict: PeriodVerdict
    level: str
    chance: str
    sentence: str
    differs: bool = False


@dataclass(frozen=True)
class Turn:
    """An answer then and now that are not the same; None where there was, or is, no count to judge.

    ``series`` is "" for the indicator's own answer. ``is_certain``: whether its verdict of then is known,
    whatever had been said by then of which nobody knows when.
    """

    indicator: str
    series: str
    then: Answer | None
    now: Answer | None
    is_certain: bool = True

    @property
    def told(self) -> tuple[str, str, str, str]:
        """What is answered, and what the answer said and says."""
        return self.indicator, self.series, _said(self.then), _said(self.now)

    @property
    def badges(self) -> tuple[Badges | None, Badges | None]:
        """The texts of the badges then and now."""
        return _badges(self.then), _badges(self.now)

    @property
    def is_flipped(self) -> bool:
        """Whether a badge says something else, and not the sentence alone."""
        then, now = self.badges
        return then != now

    @property
    def is_first(self) -> bool:
        """Whether there was no verdict before."""
        return self.then is None


def turns(
    then: Verdicts,
    now: Verdicts,
    was: Wording,
    wording: Wording,
    *,
    perhaps: Verdicts | None = None,
    series: Collection[str] = (),
) -> list[Turn]:
    """The answers that differ, in the order of the indicators: of each its own before those of its series.

    Where ``series`` are given, of these and of the indicators that list one of them. ``was`` has the names of
    then. ``perhaps`` are the verdicts of then on what may have been said as well, None where nothing is
    undecided: a sentence that may have been said then is none that differs.
    """
    perhaps = then if perhaps is None else perhaps
    found = []
    for indicator, judged in now.items():
        listed = {one.series for one in judged.series}
        if series and not listed.intersection(series):
            continue
        earlier = then.get(indicator)
        before = dict(_answers(earlier, was)) if earlier else {}
        may_be = dict(_answers(perhaps[indicator], was)) if earlier else {}
        after = dict(_answers(judged, wording))
        leading = {one.lead.series for one in (judged, earlier) if one and one.lead}
        of_indicator = _badges(before.get("")), _badges(after.get(""))
        for name in [name for name in {**after, **before} if not (name and series) or name in series]:
            is_certain = _badges(before.get(name)) == _badges(may_be.get(name))
            turn = Turn(indicator, name, before.get(name), after.get(name), is_certain)
            # What a series says that answered, or answers, for its indicator is told with that, unless it
            # is a badge that the indicator does not have.
            if name in leading and (not turn.is_flipped or turn.badges == of_indicator):
                continue
            possible = {_said(turn.then), _said(may_be.get(name))}
            if turn.is_flipped or _said(turn.now) not in possible:
                found.append(turn)
    return found


def _answers(judged: IndicatorVerdicts, wording: Wording) -> Iterator[tuple[str, Answer]]:
    """The answer of an indicator, then of each of its series."""
    if judged.newest is None:
        return
    sentence = indicator_sentence(judged, wording)
    yield "", _answer(judged.newest, sentence, wording, differs=bool(differing(judged)))
    for one in judged.series:
        if one.newest is not None:
            yield one.series, _answer(one.newest, period_sentence(one.newest, wording), wording)


def _answer(verdict: PeriodVerdict, sentence: str, wording: Wording, *, differs: bool = False) -> Answer:
    words = wording.words
    chance = evidence_text(verdict, words) if says_change(verdict) else ""
    return Answer(
        verdict, fact_text(verdict, words), words("series differ") if differs else chance, sentence, differs
    )


def _badges(answer: Answer | None) -> Badges | None:
    return (answer.level, answer.chance) if answer else None


def _said(answer: Answer | None) -> str:
    return answer.sentence if answer else ""
