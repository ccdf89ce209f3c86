"""What the overview says of each indicator, so that a load can be foreseen before it is made.

Until verdicts are judged it is the newest value of each series that an indicator lists.
"""

from __future__ import annotations

from dashboard import captions
from dashboard.queries import Database, catalogue, observations
from dashboard.words import interface_words
from ingest.judging import Judgement


def judge(database: Database) -> dict[str, Judgement]:
    """Every indicator and series that has a value, by "indicator/series", with what the card shows."""
    words = catalogue(database)
    wanted = sorted({one for chosen in words.indicator_series.values() for one in chosen})
    newest: dict[str, captions.Observation] = {}
    for one in captions.observations_in(observations(database, series=wanted)):
        if one.is_current and one.value is not None:
            newest[one.series] = one
    english, japanese = interface_words("en"), interface_words("ja")
    judgements = {}
    for indicator, chosen in words.indicator_series.items():
        row = words.indicators[indicator]
        for series in chosen:
            if series not in newest:
                continue
            value, name = newest[series], words.series[series]
            texts = [
                f"{captions.period_text(value, one)}: {captions.value_text(value, one)}"
                for one in (english, japanese)
            ]
            judgements[f"{indicator}/{series}"] = Judgement(
                label_en=f"{row.name_en} ({name.short_en})",
                label_ja=f"{row.name_ja}（{name.short_ja}）",
                text_en=texts[0],
                text_ja=texts[1],
                series=frozenset({series}),
            )
    return judgements
