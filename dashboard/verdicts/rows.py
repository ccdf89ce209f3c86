"""Verdicts as plain rows, for ``piracy verdicts --json`` and for files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dashboard.record.queries import Catalogue
from dashboard.statistics.intervals import Interval
from dashboard.verdicts.details import ASSUMPTIONS
from dashboard.verdicts.model import (
    LEVEL_ITSELF,
    Change,
    IndicatorVerdicts,
    PartChange,
    PeriodVerdict,
    SeriesVerdicts,
    Stretch,
)
from dashboard.verdicts.running import Running
from dashboard.verdicts.running_sentences import running_sentences
from dashboard.verdicts.sentences import (
    change_sentence,
    named_sentence,
    parts_sentence,
    period_sentence,
    standing_sentence,
    story_sentence,
)
from dashboard.verdicts.wording import Wording
from dashboard.verdicts.year_end_record import whole_record
from dashboard.words import LANGUAGES, interface_words

Row = dict[str, Any]


def verdict_rows(
    judged: Mapping[str, IndicatorVerdicts],
    catalogue: Catalogue,
    running: Mapping[str, Running],
    *,
    recorded: datetime | None = None,
) -> Iterator[Row]:
    """One row for each indicator, series and period, gaps too, in the catalogue's order.

    ``recorded`` is the moment of our record that was judged, None for the newest; a row says it as
    ``judged_as_of``.

    Counts are incidents a period. ``since_evaluation`` says how the years since the evaluation, up to the
    row's period, stand to the evaluated ones or to the level (``against``): their ``ratio`` a year with
    limits at ``confidence`` (an upper limit of null is none), ``p_value`` two-sided, ``dispersion`` the
    variance over the mean that was reckoned with. ``interval`` holds the levels (a year) that the count is
    consistent with, ``prediction`` the range for the year after the period, both two-sided 95 %.
    ``needed_for_change`` are the counts of the year after that would show a rise (from) or a fall (up to).
    ``answers`` stands on the newest comparable period of a series: the three answers in words, the steps of
    its longer story and what became of its parts; ``answers_for_indicator`` on the one that answers for the
    whole indicator. ``running_year`` stands there too, of a series with parts of years: its newest first
    ``months``, with ``is_running`` whether neither that year nor a later one is in full, the ``same_months``
    of each year (the count, the ``earliest`` edition's, the ``whole`` year's and the ``rest``, worked out),
    their ``usual_share`` of a year, the ``year_end`` range made from them with the record of such ranges, and
    what they have ``decided`` of each level. P-values are probabilities from 0 to 1. What is not known is
    null.
    """
    moment = recorded or catalogue.version.recorded_at
    as_of = moment.isoformat() if moment else None
    wordings = {language: Wording(interface_words(language), catalogue) for language in LANGUAGES}
    for indicator in judged.values():
        said = {
            f"indicator_sentence_{language}": named_sentence(indicator, wording)
            for language, wording in wordings.items()
        }
        for series in indicator.series:
            for period in series.periods:
                sentences = {
                    f"sentence_{language}": period_sentence(period, wording)
                    for language, wording in wordings.items()
                }
                yield {
                    **_row(period, wordings["en"]),
                    "answers": _answers(series, wordings) if period is series.newest else None,
                    "answers_for_indicator": period is indicator.newest,
                    "running_year": _running(running.get(series.series), wordings)
                    if period is series.newest
                    else None,
                    "judged_as_of": as_of,
                    **sentences,
                    **said,
                }


def _row(verdict: PeriodVerdict, wording: Wording) -> Row:
    change, level, prediction = verdict.change, verdict.level, verdict.prediction
    observation = verdict.observation
    return {
        "indicator": verdict.indicator,
        "basis": level.basis,
        "series": verdict.series,
        "period": wording.period(verdict),
        "value": verdict.value,
        "publication": observation.publication if observation else None,
        "level": {"kind": level.kind, "low": level.low, "high": level.high},
        "fact": verdict.fact.code,
        "fact_position": verdict.fact.position or None,
        "fact_reason": verdict.fact.reason or None,
        "evidence": change.code,
        "direction": change.direction,
        "p_value": change.pooled.p_value if change.pooled else None,
        "since_evaluation": _since(change) if verdict.interval else None,
        "interval": _limits(verdict.interval),
        "prediction": [int(prediction.interval.low), int(prediction.interval.high)] if prediction else None,
        "prediction_year": prediction.year if prediction else None,
        "prediction_outcome": prediction.outcome if prediction else None,
        "needed_for_change": _needed(verdict),
        "assumptions": ASSUMPTIONS,
    }


def _since(change: Change) -> Row:
    pooled, dispersion = change.pooled, change.dispersion
    return {
        "against": change.against,
        "level": change.level if change.against == LEVEL_ITSELF else None,
        "evaluated": _counts(change.before),
        "years": _counts(change.since),
        "ratio": _rounded(pooled.ratio) if pooled and pooled.ratio is not None else None,
        "limits": [_rounded(pooled.interval.low), _rounded(pooled.interval.high)] if pooled else None,
        "confidence": _rounded(change.confidence),
        "p_value": pooled.p_value if pooled else None,
        "dispersion": _rounded(dispersion.ratio) if dispersion else None,
        "dispersion_seen": _rounded(dispersion.seen) if dispersion and dispersion.seen is not None else None,
        "dispersion_freedom": _rounded(dispersion.freedom) if dispersion else None,
        "dispersion_years": list(change.spread_years),
        "reason": change.reason or None,
    }


def _answers(series: SeriesVerdicts, wordings: Mapping[str, Wording]) -> Row:
    newest = series.newest
    said: dict[str, str | None] = {}
    for language, wording in wordings.items():
        if newest is not None:
            said[f"standing_{language}"] = standing_sentence(newest, wording)
            said[f"since_evaluation_{language}"] = change_sentence(newest, wording)
        said[f"story_{language}"] = story_sentence(series.story, series.series, wording)
        said[f"parts_{language}"] = parts_sentence(series, wording) or None
    return {
        "story": [_stretch(stretch) for stretch in series.story],
        "parts": [_part(part) for part in series.parts],
        **said,
    }


def _running(running: Running | None, wordings: Mapping[str, Wording]) -> Row | None:
    if running is None:
        return None
    tried, share = whole_record(), running.share
    return {
        "year": running.year,
        "months": list(running.months),
        "is_running": running.is_running,
        "same_months": {
            str(one.year): {
                "count": one.part.value,
                "bound": one.part.bound,
                "publication": one.part.publication,
                "earliest": one.earliest.value,
                "earliest_publication": one.earliest.publication,
                "whole": one.full.value if one.full else None,
                "rest": one.rest,
            }
            for one in running.years
        },
        "usual_share": _rounded(share.share) if share else None,
        "year_end": [int(running.range.low), int(running.range.high)] if running.range else None,
        "year_end_held": running.held,
        "year_end_record": {"made": tried.made, "held": tried.held},
        "decided": [
            {
                "indicator": one.indicator,
                "highest_within": one.high,
                "exceeded_in": list(one.by.months) if one.by else None,
            }
            for one in running.decided
        ],
        **{
            f"sentences_{language}": running_sentences(running, wording)
            for language, wording in wordings.items()
        },
    }


def _stretch(stretch: Stretch) -> Row:
    steps = [
        {
            "first": step.years[0],
            "last": step.years[-1],
            "mean": _rounded(step.mean),
            "counts": dict(zip(map(str, step.years), step.counts, strict=True)),
        }
        for step in stretch.steps
    ]
    return {"unknown_before": list(stretch.before), "steps": steps}


def _part(part: PartChange) -> Row:
    pooled = part.pooled
    return {
        "series": part.series or None,
        "evaluated": _counts(part.before),
        "years": _counts(part.since),
        "ratio": _rounded(pooled.ratio) if pooled and pooled.ratio is not None else None,
        "limits": [_rounded(pooled.interval.low), _rounded(pooled.interval.high)] if pooled else None,
        "p_value": pooled.p_value if pooled else None,
    }


def _counts(counts: Mapping[int, int]) -> Row:
    return {str(year): count for year, count in counts.items()}


def _rounded(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None


def _limits(interval: Interval | None) -> list[float] | None:
    return [round(interval.low, 4), round(interval.high, 4)] if interval else None


def _needed(verdict: PeriodVerdict) -> Row | None:
    needed = verdict.needed
    if needed.rise_from is None and needed.fall_to is None:
        return None
    return {"rise_from": needed.rise_from, "fall_to": needed.fall_to}
