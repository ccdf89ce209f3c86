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
from dashboard.verdicts.sentences import indicator_sentence, period_sentence
from dashboard.verdicts.summary import answer, shown_verdicts
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
    """The sentence, the verdict on each count that a card shows, and what count would change the newest."""
    yield SheetFinding("", indicator_sentence(judged, wording), is_test=True)
    for verdict, _ in shown_verdicts(judged):
        is_test = verdict.evidence.p_value is not None
        yield SheetFinding(verdict.series, period_sentence(verdict, wording), is_test)
    if judged.newest is not None and (text := needed_text(judged.newest, wording)):
        name = wording.said(judged.newest)
        sentence = wording.words("What would change the verdict on {said}: {text}", said=name, text=text)
        yield SheetFinding(judged.newest.series, sentence, is_test=False)


CHART = Chart(
    id="objective",
    build=build,
    default=default_selection,
    page="/objectives",
    place="indicator-{indicator}",
    variants=lambda _, catalogue: [Variant((id,), indicator=id) for id in catalogue.indicators],
)
