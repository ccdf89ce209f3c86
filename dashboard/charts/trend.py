"""The trend chart: chosen series over chosen years, as their publishers count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.editions import has_moved
from dashboard.charts.events import event_marks, events_in_words, events_shown
from dashboard.charts.expected import expected_ranges
from dashboard.charts.findings import findings
from dashboard.charts.narration import alt_text, headline, join_sentences, notes_for_reader, subtitle
from dashboard.figures.parts import Band, Guides, Line, Marker, Point, Range, Window, uses_columns
from dashboard.figures.trend import trend_figure
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database, kept, observations
from dashboard.scene import theme
from dashboard.scene.sheet import GuideEntry, KeyEntry, Sheet, SheetRow
from dashboard.words import Words, interface_words, pick


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, or with the first indicator's series where it names none."""
    if selection.series:
        return selection
    first = next((catalogue.indicator_series[one] for one in catalogue.indicators), ())
    return replace(selection, series=first)


@kept(512)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a selection; kept until the data version (and with it the catalogue) changes."""
    return build_sheet(
        engine,
        catalogue,
        selection,
        chart="trend",
        sizes=(theme.WIDE, theme.NARROW),
        events=selection.events,
        judges=True,
    )


def build_sheet(
    engine: Database,
    catalogue: Catalogue,
    selection: Selection,
    *,
    chart: str,
    sizes: Sequence[theme.Size],
    events: bool = False,
    judges: bool = False,
    ranges: Sequence[Range] = (),
) -> Sheet:
    """Query, draw at each size, and say in words what is drawn; with ``events`` also what happened then.

    ``judges``: whether to say if the years shown differ by more than chance, and to draw what they lead one
    to expect; else ``ranges`` are drawn.
    """
    words = interface_words(selection.language)
    editions = editions_of(engine, selection)
    current = [group[0] for group in editions.values()]
    ordered = sorted(current, key=lambda one: (selection.series.index(one.series), one.period_start))
    lines = [
        _line(one, position, [o for o in ordered if o.series == one], catalogue, selection, words)
        for position, one in enumerate(selection.series)
    ]
    lines = [line for line in lines if line.points]
    years = [observation.period_start.year for observation in current]
    first = selection.first or min(years, default=2000)
    if judges:
        ranges = expected_ranges(lines, ordered, catalogue, words)
    last = selection.last or max([*years, *(int(one.x) for one in ranges)], default=first)
    guides = replace(_guides(catalogue, selection, lines, first, last, words), ranges=tuple(ranges))
    happened = events_shown(catalogue, selection, words, first=first, last=last) if events and lines else ()
    drawings = {
        size.window: trend_figure(
            lines,
            first=first,
            last=last,
            guides=guides,
            size=size,
            language=selection.language,
            events=event_marks(happened, words),
            events_label=words("Events"),
        )
        for size in sizes
    }
    columns = {
        panel: uses_columns([line for line in lines if line.panel == panel])
        for panel in {line.panel for line in lines}
    }
    rows = tuple(
        sheet_row(observation, editions[observation.key][1:], catalogue, words) for observation in ordered
    )
    found = findings([line.id for line in lines], ordered, catalogue, words) if judges else ()
    return Sheet(
        chart=chart,
        selection=selection,
        headline=headline(ordered, catalogue, selection, words),
        subtitle=subtitle(lines, first, last, words),
        drawings=drawings,
        key=tuple(KeyEntry(line.id, line.label, line.style, columns[line.panel]) for line in lines),
        guides=_guide_entries(guides, first, last),
        rows=rows,
        notes=tuple(notes_for_reader(ordered, lines, catalogue, selection, words)),
        findings=found,
        alt=join_sentences(
            [
                alt_text(lines, first, last, selection, words),
                *(one.text for one in found),
                events_in_words(happened, words),
            ],
            words,
        ),
        version=catalogue.version,
        events=happened,
    )


def editions_of(engine: Database, selection: Selection) -> dict[str, list[Observation]]:
    """Every edition and reading that a selection shows, by observation key, the one to draw first."""
    frame = observations(
        engine,
        series=selection.series,
        first=selection.first,
        last=selection.last,
        published=selection.published,
        recorded=selection.recorded,
    )
    editions: dict[str, list[Observation]] = defaultdict(list)
    for observation in captions.observations_in(frame):
        editions[observation.key].append(observation)
    return editions


def source_address(observation: Observation, selection: Selection) -> str:
    """The place on the Sources page where a figure's publication stands."""
    return f"{selection.plain().address('/sources')}#publication-{quote(observation.publication)}"


def point_of(observation: Observation, catalogue: Catalogue, selection: Selection, words: Words) -> Point:
    """An observation as a chart draws it."""
    return Point(
        x=observation.x,
        value=observation.value,
        text=captions.value_text(observation, words),
        spoken=captions.spoken(observation, catalogue, words),
        key=observation.key,
        href=source_address(observation, selection),
        is_partial=observation.is_partial,
        is_open=observation.finality == "provisional" or observation.bound != "exact",
    )


def _line(
    series: str,
    position: int,
    members: Sequence[Observation],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> Line:
    row = catalogue.series[series]
    points = tuple(point_of(observation, catalogue, selection, words) for observation in members)
    return Line(
        series,
        pick(row, "short", words.language),
        captions.unit_text(row.unit, catalogue, words),
        theme.STYLES[position],
        points,
    )


def _guides(
    catalogue: Catalogue,
    selection: Selection,
    lines: Sequence[Line],
    first: int,
    last: int,
    words: Words,
) -> Guides:
    bands: dict[tuple[int, int, str], Band] = {}
    windows: dict[str, Window] = {}
    for line in lines:
        for indicator in catalogue.indicators_of_series(line.id):
            label = pick(indicator, "level", words.language)
            if indicator.level_low is not None:
                end = indicator.in_force_to.year if indicator.in_force_to else None
                band_label = words("Reported level: {level}", level=label)
                key = (indicator.level_low, indicator.level_high, line.panel)
                bands[key] = Band(
                    indicator.in_force_from.year,
                    end,
                    indicator.level_low,
                    indicator.level_high,
                    band_label,
                    line.panel,
                )
            windows[indicator.id] = Window(
                indicator.window_from,
                indicator.window_to,
                words(
                    "Years evaluated: {first} to {last}",
                    first=indicator.window_from,
                    last=indicator.window_to,
                ),
            )
    merged = {(window.first, window.last): window for window in windows.values()}
    markers = [
        Marker(_last_year(line) + 0.5, words("Series break"))
        for line in lines
        if catalogue.series[line.id].successor and _last_year(line) < last
    ]
    return Guides(tuple(bands.values()), tuple(dict.fromkeys(markers)), tuple(merged.values()))


def _guide_entries(guides: Guides, first: int, last: int) -> tuple[GuideEntry, ...]:
    """What of the guides is in sight, for the key."""
    bands = [band for band in guides.bands if band.first <= last and (band.last or last) >= first]
    windows = [window for window in guides.windows if window.first <= last and window.last >= first]
    return (
        *(GuideEntry("band" if band.low < band.high else "line", band.label) for band in bands),
        *(GuideEntry("window", window.label) for window in windows),
        *(GuideEntry("range", one.label) for one in guides.ranges if one.x <= last),
    )


def _last_year(line: Line) -> float:
    return max(point.x for point in line.points)


def sheet_row(
    observation: Observation, others: Sequence[Observation], catalogue: Catalogue, words: Words
) -> SheetRow:
    """A figure with its words; ``others`` are the further editions and readings of the same figure."""
    return SheetRow(
        observation=observation,
        series_label=pick(catalogue.series[observation.series], "short", words.language),
        period=captions.period_text(observation, words),
        value=captions.value_text(observation, words),
        status=captions.status_text(observation, words),
        source=captions.publication_text(observation, catalogue, words),
        place=captions.place_text(observation, catalogue, words),
        also=captions.also_text(observation, catalogue, words),
        note=pick(observation, "note", words.language),
        is_revised=has_moved([observation, *others]),
        others=tuple(captions.edition_text(other, catalogue, words) for other in others),
    )


CHART = Chart(id="trend", build=build, default=default_selection)
