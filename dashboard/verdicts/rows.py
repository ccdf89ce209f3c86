"""Verdicts as plain rows, for ``piracy verdicts --json`` and for files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from dashboard.record.queries import Catalogue
from dashboard.statistics.intervals import Interval
from dashboard.verdicts.details import ASSUMPTIONS
from dashboard.verdicts.model import IndicatorVerdicts, PeriodVerdict
from dashboard.verdicts.sentences import indicator_sentence, period_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import LANGUAGES, interface_words

Row = dict[str, Any]


def verdict_rows(
    judged: Mapping[str, IndicatorVerdicts], catalogue: Catalogue, *, recorded: datetime | None = None
) -> Iterator[Row]:
    """One row for each indicator, series and period, gaps too, in the catalogue's order.

    ``recorded`` is the moment of our record that was judged, None for the newest; a row says it as
    ``judged_as_of``.

    Counts are incidents a period; ``window`` is first and last year of the test, ``interval`` the levels
    (a year) that the count is consistent with, ``prediction`` the range for the year after the period, both
    two-sided 95 %; ``needed_for_change`` are the counts of the year after that would end the verdict, with
    ``opposite`` that from which a rise would turn into a fall or a fall into a rise; p-values are
    probabilities from 0 to 1. What is not known is null.
    """
    moment = recorded or catalogue.version.recorded_at
    as_of = moment.isoformat() if moment else None
    wordings = {language: Wording(interface_words(language), catalogue) for language in LANGUAGES}
    for indicator in judged.values():
        said = {
            f"indicator_sentence_{language}": indicator_sentence(indicator, wording)
            for language, wording in wordings.items()
        }
        for period in indicator.periods:
            sentences = {
                f"sentence_{language}": period_sentence(period, wording)
                for language, wording in wordings.items()
            }
            yield {**_row(period, wordings["en"]), "judged_as_of": as_of, **sentences, **said}


def _row(verdict: PeriodVerdict, wording: Wording) -> Row:
    evidence, level, prediction = verdict.evidence, verdict.level, verdict.prediction
    spread = evidence.spread
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
        "window": [evidence.years[0], evidence.years[-1]] if evidence.years else None,
        "window_counts": dict(zip(map(str, evidence.years), evidence.counts, strict=True)),
        "evidence": evidence.code,
        "direction": evidence.direction,
        "test": evidence.test or None,
        "two_sided": evidence.two_sided if evidence.test else None,
        "varies_beyond_chance": evidence.varies,
        "p_value": evidence.p_value,
        "p_value_clustered": evidence.p_clustered,
        "variance_to_mean": spread.ratio if spread else None,
        "variance_to_mean_years": list(spread.years) if spread else None,
        "overturned_at_variance_to_mean": evidence.overturned_at,
        "detectable_growth": evidence.growth,
        "interval": _limits(verdict.interval),
        "prediction": [int(prediction.interval.low), int(prediction.interval.high)] if prediction else None,
        "prediction_year": prediction.year if prediction else None,
        "prediction_outcome": prediction.outcome if prediction else None,
        "needed_for_change": _needed(verdict),
        "assumptions": ASSUMPTIONS.get(evidence.test),
    }


def _limits(interval: Interval | None) -> list[float] | None:
    return [round(interval.low, 4), round(interval.high, 4)] if interval else None


def _needed(verdict: PeriodVerdict) -> Row | None:
    needed = verdict.needed
    if needed.at_least is None and needed.at_most is None:
        return None
    return {"at_most": needed.at_most, "at_least": needed.at_least, "opposite": needed.opposite}
