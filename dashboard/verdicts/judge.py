"""What the overview says of each indicator, so that a load can be foreseen before it is made."""

from __future__ import annotations

from dashboard.record.queries import Catalogue, Database, catalogue
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import IndicatorVerdicts, SeriesVerdicts
from dashboard.verdicts.sentences import indicator_sentence, period_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import interface_words
from ingest.judging import Judgement


def judge(database: Database) -> dict[str, Judgement]:
    """Every indicator's sentence by its id, and the newest verdict of each series by "indicator/series"."""
    named = catalogue(database)
    english, japanese = (Wording(interface_words(language), named) for language in ("en", "ja"))
    judgements = {}
    for id, judged in verdicts(database, named).items():
        row = named.indicators[id]
        judgements[id] = Judgement(
            label_en=row.name_en,
            label_ja=row.name_ja,
            text_en=indicator_sentence(judged, english),
            text_ja=indicator_sentence(judged, japanese),
            series=frozenset(one.series for one in judged.series),
        )
        for one in judged.series:
            if one.newest is not None:
                judgements[f"{id}/{one.series}"] = _of_series(judged, one, named, english, japanese)
    return judgements


def _of_series(
    judged: IndicatorVerdicts, one: SeriesVerdicts, named: Catalogue, english: Wording, japanese: Wording
) -> Judgement:
    row, series = named.indicators[judged.indicator], named.series[one.series]
    newest = one.periods[-1] if one.newest is None else one.newest
    return Judgement(
        label_en=f"{row.name_en} ({series.short_en})",
        label_ja=f"{row.name_ja}（{series.short_ja}）",
        text_en=period_sentence(newest, english),
        text_ja=period_sentence(newest, japanese),
        series=frozenset({one.series}),
    )
