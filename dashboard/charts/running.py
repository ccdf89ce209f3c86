"""The running year: the first months of each year within the whole, and where the newest may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dashboard.address.selection import Selection
from dashboard.charts import Chart, Variant
from dashboard.charts.base.expected import end_of_year
from dashboard.charts.base.figures import chart_looks, editions_of, mark_of, sheet_row
from dashboard.charts.base.narration import join_sentences, marks_explained
from dashboard.charts.base.selections import first_indicator
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.record.spans import year_list
from dashboard.scene import theme
from dashboard.scene.scene import COUNTS, PART, WHOLE, Mark, Panel, Scene, Series
from dashboard.scene.sheet import Sheet, SheetFinding, SheetRow
from dashboard.verdicts.running import PartOfYear, Running, running_year
from dashboard.verdicts.running_sentences import in_short, months_text, running_sentences
from dashboard.verdicts.wording import Wording
from dashboard.words import interface_words, message, pick

PATH = "/running"
MOST_PANELS = 3
"""Series that one sheet has room for; of more the first are shown, and a note names the others."""
ADDED_HEIGHT = 110
"""What a further panel adds to the chart, in pixels."""
SHARE, REST = "share_of_year_percent", "rest_of_year"
"""What a file says of a part whose year is in full: its share of it, and the year less the part."""


def default_selection(engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, else the series with the newest first months: of the first indicator, or of
    all where that has none."""
    if selection.series:
        return selection
    for names in (first_indicator(engine, catalogue, selection).series, catalogue.series):
        tried = (running_year(engine, catalogue, name, months=selection.part) for name in names)
        found = [running for running in tried if running is not None]
        if found:
            newest = max(found, key=lambda running: (running.year, running.months[1]))
            return replace(selection, series=(newest.series,))
    return selection


@kept(256)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a selection: a panel for each series of which such months are known."""
    words = interface_words(selection.language)
    wording = Wording(words, catalogue)
    editions = editions_of(
        engine, replace(selection, first=None, last=None, is_original_only=False), every_part=True
    )
    found = shown_years(engine, catalogue, selection)
    looks = chart_looks(catalogue, selection.series)
    panels = tuple(
        _panel(running, looks[running.series], selection, wording, is_named=len(found) > 1)
        for running in found
    )
    rows = tuple(row for running in found for row in _rows(running, editions, wording))
    return Sheet(
        chart="running",
        selection=selection,
        headline=_headline(found, selection, wording),
        subtitle=_subtitle(found, wording),
        scene=Scene(selection.language, panels),
        sizes=tuple(
            size.taller(ADDED_HEIGHT * max(0, len(found) - 1)) for size in (theme.WIDE, theme.NARROW)
        ),
        rows=rows,
        notes=tuple(_notes(found, selection, wording)),
        findings=tuple(_findings(found, wording)),
        alt=_alt_text(found, selection, wording),
        version=catalogue.version,
        added_columns=(SHARE, REST),
    )


def shown_years(engine: Database, catalogue: Catalogue, selection: Selection) -> list[Running]:
    """The running year of each series that has room, without years before those asked for."""
    found = (
        running_year(
            engine,
            catalogue,
            name,
            months=selection.part,
            last=selection.last,
            recorded=selection.recorded,
            published=selection.published,
        )
        for name in selection.series
    )
    first = selection.first or 0
    return [
        replace(running, years=tuple(one for one in running.years if one.year >= first) or running.years[-1:])
        for running in islice(filter(None, found), MOST_PANELS)
    ]


def _panel(running: Running, look: int, selection: Selection, wording: Wording, *, is_named: bool) -> Panel:
    """The months of each year within the whole; ``is_named``: with the series, which is one of several."""
    catalogue, words = wording.catalogue, wording.words

    def mark(figure: Observation) -> Mark:
        # In a panel of parts of years none is set apart from years: the whole stands behind it.
        drawn = mark_of(figure, catalogue, selection, words)
        text = captions.value_text(figure, words, star="")
        year = year_label(figure.period_start.year, words.language)
        return replace(drawn, text=text, brief="", period=year, is_partial=False, is_open=False)

    months = months_text(running.months, wording)
    short = pick(catalogue.series[running.series], "short", wording.language)
    label = words("{series}, {months}", series=short, months=months) if is_named else months
    whole = tuple(mark(one.full) for one in running.years if one.full is not None)
    parts = Series(running.series, label, PART, look, tuple(mark(one.part) for one in running.years))
    expected = end_of_year(running, look, catalogue, words)
    return Panel(
        title=pick(catalogue.series[running.series], "name", wording.language),
        scale=COUNTS,
        first=running.years[0].year,
        last=running.year,
        series=(*((Series(running.series, words("Whole year"), WHOLE, 0, whole),) if whole else ()), parts),
        ranges=(expected,) if expected else (),
    )


def _rows(running: Running, editions: dict[str, list[Observation]], wording: Wording) -> Iterator[SheetRow]:
    """The months and the whole of each year; a part with its share and what the rest brought."""
    for one in running.years:
        others = editions.get(one.part.key, [one.part])[1:]
        row = sheet_row(one.part, others, wording.catalogue, wording.words)
        share = ((SHARE, f"{one.share * 100:.1f}"),) if one.share is not None else ()
        rest = ((REST, str(one.rest)),) if one.rest is not None else ()
        row = replace(row, added=(*share, *rest))
        yield row
        if one.full is not None:
            yield sheet_row(one.full, editions[one.full.key][1:], wording.catalogue, wording.words)


def _headline(found: Sequence[Running], selection: Selection, wording: Wording) -> str:
    """The newest count of these months of each series, and that of the year before."""
    words = wording.words
    if found:
        return words("; ").join(in_short(running, wording) for running in found)
    if selection.part:
        return words(
            "{months}: no figure of this choice is shown", months=months_text(selection.part, wording)
        )
    return words("No part of a year in whole months is shown for this choice")


def _subtitle(found: Sequence[Running], wording: Wording) -> str:
    if not found:
        return ""
    return wording.words(
        "In colour: these months of each year; in outline: the rest of the year, where its count is known. "
        "Each publisher's own counts"
    )


def _findings(found: Sequence[Running], wording: Wording) -> Iterator[SheetFinding]:
    """What is said of each series: the first sentence of each, which names it, before the others."""
    words = wording.words
    told = {running.series: running_sentences(running, wording) for running in found}
    for name, texts in told.items():
        yield SheetFinding(texts[0], name)
    for name, texts in told.items():
        short = pick(wording.catalogue.series[name], "short", wording.language)
        for text in texts[1:]:
            of_several = words("{series}: {text}", series=short, text=text)
            yield SheetFinding(of_several if len(told) > 1 else text, name)


def _notes(found: Sequence[Running], selection: Selection, wording: Wording) -> Iterator[str]:
    words = wording.words
    shown = {running.series for running in found}
    for name in selection.series:
        short = pick(wording.catalogue.series[name], "short", wording.language)
        if name not in shown and len(found) == MOST_PANELS:
            yield words(
                "{series}: not shown; this chart has room for {count} series.",
                series=short,
                count=MOST_PANELS,
            )
        elif name not in shown:
            yield words("{series}: no figure of such a part of a year is shown.", series=short)
    figures = [figure for running in found for one in running.years for figure in (one.part, one.full)]
    yield from marks_explained([figure for figure in figures if figure is not None], words)
    for running in found:
        yield from _notes_of(running, wording)
    if found:
        yield words(
            "Whether two parts of years differ by more than chance is not judged: that is said of full years."
        )


def _notes_of(running: Running, wording: Wording) -> Iterator[str]:
    """Years without these months, and years whose rest is worked out from two editions."""
    words = wording.words
    short = pick(wording.catalogue.series[running.series], "short", wording.language)
    years = [one.year for one in running.years]
    gaps = [year for year in range(years[0], years[-1]) if year not in years]
    if gaps:
        yield words(
            "{series}: no count of {months} is shown for {years}; a gap is not a zero.",
            series=short,
            months=months_text(running.months, wording),
            years=year_list(gaps, words),
        )
    mixed = [one.year for one in running.years if one.is_of_two_editions]
    if mixed:
        yield words(
            "{series}, {years}: the months are of a later edition than the year; the rest is the difference.",
            series=short,
            years=year_list(mixed, words),
        )


def _alt_text(found: Sequence[Running], selection: Selection, wording: Wording) -> str:
    words = wording.words
    if not found:
        return words("An empty chart: {reason}.", reason=_headline(found, selection, wording))
    sentences = [
        words("Columns of yearly counts from zero: in colour the months named, in outline the rest.")
    ]
    for running in found:
        counts = words("; ").join(_year_in_words(one, running, wording) for one in running.years)
        series = pick(wording.catalogue.series[running.series], "short", wording.language)
        months = months_text(running.months, wording)
        sentences.append(words("{series}, {months}: {counts}.", series=series, months=months, counts=counts))
    sentences += [finding.text for finding in _findings(found, wording)][len(found) :]
    return join_sentences(sentences, words)


def _year_in_words(one: PartOfYear, running: Running, wording: Wording) -> str:
    words = wording.words
    part = captions.value_text(one.part, words, star="")
    if one.full is not None:
        full = captions.value_text(one.full, words)
        return words("{year}: {part} of {full}", year=one.year, part=part, full=full)
    if running.is_running and one is running.newest:
        return words("{year}: {part} so far", year=one.year, part=part)
    return words("{year}: {part}, the whole year not known", year=one.year, part=part)


def variants(database: Database, catalogue: Catalogue) -> Iterator[Variant]:
    """The default, then each series with parts of years alone."""
    yield Variant(shows=default_selection(database, catalogue, Selection()).series)
    for name in catalogue.series:
        if running_year(database, catalogue, name):
            yield Variant((name,), series=(name,), shows=(name,))


CHART = Chart(
    id="running",
    build=build,
    default=default_selection,
    page=PATH,
    name=message("Running year"),
    series_are_chosen=True,
    is_told_in_file_names=True,
    variants=variants,
)
