"""What the overview says of each indicator, so that a load can be foreseen before it is made."""

from __future__ import annotations

from dashboard.record import queries
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import IndicatorVerdicts, SeriesVerdicts
from dashboard.verdicts.running import so_far_of
from dashboard.verdicts.running_sentences import so_far_sentence
from dashboard.verdicts.sentences import indicator_sentence, period_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import interface_words
from ingest.judging import Judgement


def judge(database: queries.Database) -> dict[str, Judgement]:
    """Every indicator's sentence by its id, and the newest verdict of each series by "indicator/series"."""
    with queries.unchanging(database):
        return _judged(database)


def _judged(database: queries.Database) -> dict[str, Judgement]:
    catalogue = queries.catalogue(database)
    english, japanese = (Wording(interface_words(language), catalogue) for language in ("en", "ja"))
    judgements = {}
    for id, judged in verdicts(database, catalogue).items():
        row = catalogue.indicators[id]
        judgements[id] = Judgement(
            label_en=row.name_en,
            label_ja=row.name_ja,
            text_en=_as_on_overview(database, judged, english),
            text_ja=_as_on_overview(database, judged, japanese),
            series=frozenset(listed.series for listed in judged.series),
        )
        for listed in judged.series:
            if listed.newest is not None:
                judgements[f"{id}/{listed.series}"] = _of_series(id, listed, english, japanese)
    return judgements


def _as_on_overview(database: queries.Database, judged: IndicatorVerdicts, wording: Wording) -> str:
    """The indicator's answer and the running year, as its card says them."""
    running = so_far_of(database, wording.catalogue, judged)
    if running is None:
        return indicator_sentence(judged, wording)
    text = indicator_sentence(judged, wording, without_parts=[running.series])
    return wording.words("{first} {second}", first=text, second=so_far_sentence(running, wording))


def _of_series(indicator: str, listed: SeriesVerdicts, english: Wording, japanese: Wording) -> Judgement:
    catalogue = english.catalogue
    row, series = catalogue.indicators[indicator], catalogue.series[listed.series]
    newest = listed.periods[-1] if listed.newest is None else listed.newest
    return Judgement(
        label_en=f"{row.name_en} ({series.short_en})",
        label_ja=f"{row.name_ja}（{series.short_ja}）",
        text_en=period_sentence(newest, english),
        text_ja=period_sentence(newest, japanese),
        series=frozenset({listed.series}),
    )
