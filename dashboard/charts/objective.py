"""An indicator as a chart of its own: its counts against the reported level, and both verdicts in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart, Variant
from dashboard.charts.base.judged import build_judged, card_selection
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet, SheetFinding
from dashboard.verdicts.details import needed_text
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.verdicts.sentences import (
    indicator_sentence,
    parts_sentence,
    period_sentence,
    story_sentence,
)
from dashboard.verdicts.summary import answer
from dashboard.verdicts.wording import Wording
from dashboard.words import interface_words, pick


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The indicator asked for, or the first, with its series; from shortly before the evaluated years on."""
    indicator = selection.indicator or next(iter(catalogue.indicators), "")
    if not indicator:
        return replace(selection, series=())
    card = card_selection(catalogue, indicator, selection)
    return replace(
        selection.as_usual(),
        indicator=indicator,
        series=card.series,
        first=selection.first or card.first,
        last=None,  # the verdicts are on every year, to the newest
        region="",
        numbers="",
    )


@kept(64)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet: the headline answers in one line; the findings are the sentence and each verdict."""
    indicator, words = selection.indicator, interface_words(selection.language)
    wording = Wording(words, catalogue)
    sheet = build_judged(
        engine,
        catalogue,
        indicator,
        selection,
        chart="objective",
        sizes=(theme.WIDE, theme.NARROW),
    )
    if not sheet.rows or sheet.judged is None:
        return sheet
    name = pick(catalogue.indicators[indicator], "name", words.language)
    newest = sheet.judged.newest
    line = words("{name}: {answer}", name=name, answer=answer(newest, wording)) if newest else name
    return replace(sheet, headline=line, findings=tuple(_findings(sheet.judged, wording)))


def _findings(judged: IndicatorVerdicts, wording: Wording) -> Iterator[SheetFinding]:
    """The answer, where the difference is, the longer story and what would change it; then the others."""
    words, lead, newest = wording.words, judged.lead, judged.newest
    yield SheetFinding(indicator_sentence(judged, wording))
    if lead is not None and newest is not None:
        name = wording.said(newest)
        if text := parts_sentence(lead, wording):
            yield SheetFinding(words("Where the difference is: {text}", text=text), lead.series)
        if text := story_sentence(lead.story, lead.series, wording):
            told = words("{series}, the longer story: {story}", series=name, story=text)
            yield SheetFinding(told, lead.series)
        if text := needed_text(newest, wording):
            yield SheetFinding(
                words("What would change the verdict on {said}: {text}", said=name, text=text), lead.series
            )
    for other in judged.running:
        if newest is None or other.series != newest.series:
            yield SheetFinding(period_sentence(other, wording), other.series)


CHART = Chart(
    id="objective",
    build=build,
    default=default_selection,
    page="/objectives",
    place="indicator-{indicator}",
    variants=lambda _, catalogue: [Variant((id,), indicator=id) for id in catalogue.indicators],
)
