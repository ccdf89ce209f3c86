"""The charts of an indicator: its series from shortly before the evaluated years on, with its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts.base.counts import build_counts
from dashboard.charts.base.expected import end_of_year
from dashboard.charts.base.figures import chart_looks
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.scene import Range
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.verdicts.running import so_far_of
from dashboard.verdicts.sentences import named_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import Words, interface_words, pick

YEARS_BEFORE = 6
"""How many years before the evaluated ones a card shows, for the reader to see what was usual."""


def card_selection(catalogue: Catalogue, indicator: str, selection: Selection) -> Selection:
    """The series of an indicator from shortly before its evaluated years on, as the reader sees the rest."""
    row = catalogue.indicators[indicator]
    return replace(
        selection.plain(),
        series=catalogue.indicator_series.get(indicator, ()),
        first=row.window_from - YEARS_BEFORE,
    )


@kept(64)
def build_card(engine: Database, catalogue: Catalogue, indicator: str, selection: Selection) -> Sheet:
    """The sheet of one card: headline and alt text say the verdict, the picture what was to be expected."""
    card = card_selection(catalogue, indicator, selection)
    sizes = (theme.CARD_WIDE, theme.CARD_NARROW)
    return build_judged(engine, catalogue, indicator, card, chart=f"card-{indicator}", sizes=sizes)


def build_judged(
    engine: Database,
    catalogue: Catalogue,
    indicator: str,
    selection: Selection,
    *,
    chart: str,
    sizes: Sequence[theme.Size],
    events: bool = False,
) -> Sheet:
    """The sheet of an indicator with its verdicts; ``selection`` names its series and years."""
    of_indicators = verdicts(engine, catalogue, recorded=selection.recorded, published=selection.published)
    judged = of_indicators[indicator]
    words = interface_words(selection.language)
    sheet = build_counts(
        engine,
        catalogue,
        selection,
        chart=chart,
        sizes=sizes,
        events=events,
        ranges=_ranges(engine, judged, catalogue, selection, words),
    )
    if not sheet.rows:
        return replace(sheet, judged=judged)
    sentence = named_sentence(judged, Wording(words, catalogue))
    alt = words("{first} {second}", first=sentence, second=sheet.alt)
    for entry in sheet.guides:
        if entry.kind == "range":
            alt = words("{first} {second}", first=alt, second=f"{entry.label}{words('.')}")
    return replace(sheet, headline=sentence, alt=alt, judged=judged)


def _ranges(
    engine: Database,
    judged: IndicatorVerdicts,
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> tuple[Range, ...]:
    """Where the running year may end, as the card says it; before any of its months are known the range for
    the year of the series that answers. Not one that says little."""
    looks = chart_looks(catalogue, selection.series)
    recorded, published = selection.recorded, selection.published
    running = so_far_of(engine, catalogue, judged, recorded=recorded, published=published)
    if running is not None:
        expected = end_of_year(running, looks[running.series], catalogue, words)
        return (expected,) if expected else ()
    verdict = judged.newest
    if judged.kind != "no-increase" or verdict is None:
        return ()
    if (prediction := verdict.prediction) and not prediction.is_wide:
        year, low, high = prediction.year, int(prediction.interval.low), int(prediction.interval.high)
        label = words(
            "{series}, forecast for {year}: {low} to {high} (95 %)",
            series=pick(catalogue.series[verdict.series], "short", words.language),
            year=year,
            low=low,
            high=high,
        )
        return (Range(verdict.series, year, low, high, label, looks[verdict.series]),)
    return ()
