"""The trend chart: chosen series over chosen years, as their publishers count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from dashboard import captions, theme
from dashboard.captions import Observation
from dashboard.charts import Chart
from dashboard.figures.trend import Band, Guides, Line, Marker, Point, Window, trend_figure, uses_columns
from dashboard.periods import year_label
from dashboard.queries import Catalogue, Database, observations
from dashboard.selection import Selection
from dashboard.sheet import GuideEntry, KeyEntry, Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

UNIT_WORDS = {
    "incidents": message("Incidents a year"),
    "ships": message("Ships a year"),
    "persons": message("Persons a year"),
    "percent": message("Percent"),
    "transits": message("Ship transits a year (traffic, not incidents)"),
}


def default_selection(catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, or with the first indicator's series where it names none."""
    if selection.series:
        return selection
    first = next((catalogue.indicator_series[one] for one in catalogue.indicators), ())
    return replace(selection, series=first)


@lru_cache(maxsize=512)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a selection; kept until the data version (and with it the catalogue) changes."""
    return build_sheet(engine, catalogue, selection, chart="trend", sizes=(theme.WIDE, theme.NARROW))


def build_sheet(
    engine: Database,
    catalogue: Catalogue,
    selection: Selection,
    *,
    chart: str,
    sizes: Sequence[theme.Size],
) -> Sheet:
    """Query, draw at each size, and say in words what is drawn."""
    words = interface_words(selection.language)
    frame = observations(engine, series=selection.series, first=selection.first, last=selection.last)
    editions: dict[str, list[Observation]] = defaultdict(list)
    for observation in captions.observations_in(frame):
        editions[observation.key].append(observation)
    current = [group[0] for group in editions.values()]
    ordered = sorted(current, key=lambda one: (selection.series.index(one.series), one.period_start))
    lines = [
        _line(one, position, [o for o in ordered if o.series == one], catalogue, selection, words)
        for position, one in enumerate(selection.series)
    ]
    lines = [line for line in lines if line.points]
    years = [observation.period_start.year for observation in current]
    first = selection.first or min(years, default=2000)
    last = selection.last or max(years, default=first)
    guides = _guides(catalogue, selection, lines, first, last, words)
    drawings = {
        size.window: trend_figure(
            lines, first=first, last=last, guides=guides, size=size, language=selection.language
        )
        for size in sizes
    }
    columns = {
        panel: uses_columns([line for line in lines if line.panel == panel])
        for panel in {line.panel for line in lines}
    }
    rows = tuple(
        _row(observation, editions[observation.key][1:], catalogue, words) for observation in ordered
    )
    return Sheet(
        chart=chart,
        selection=selection,
        headline=_headline(ordered, catalogue, selection, words),
        subtitle=_subtitle(lines, first, last, words),
        drawings=drawings,
        key=tuple(KeyEntry(line.id, line.label, line.style, columns[line.panel]) for line in lines),
        guides=_guide_entries(guides, first, last),
        rows=rows,
        notes=tuple(_notes(ordered, lines, catalogue, selection, words)),
        alt=_alt(lines, first, last, words),
        version=catalogue.version,
    )


def source_address(observation: Observation, selection: Selection) -> str:
    """The place on the Sources page where a figure's publication stands."""
    base = Selection(language=selection.language, says_language=selection.says_language).address("/sources")
    return f"{base}#publication-{quote(observation.publication)}"


def _line(
    series: str,
    position: int,
    members: Sequence[Observation],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> Line:
    row = catalogue.series[series]
    points = tuple(
        Point(
            x=observation.x,
            value=observation.value,
            text=captions.value_text(observation, words),
            spoken=captions.spoken(observation, catalogue, words),
            key=observation.key,
            href=source_address(observation, selection),
            is_partial=observation.is_partial,
            is_open=observation.finality == "provisional" or observation.bound != "exact",
        )
        for observation in members
    )
    return Line(
        series,
        pick(row, "short", words.language),
        words(UNIT_WORDS[row.unit]),
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
    )


def _last_year(line: Line) -> float:
    return max(point.x for point in line.points)


def _row(
    observation: Observation, others: Sequence[Observation], catalogue: Catalogue, words: Words
) -> SheetRow:
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
        others=tuple(captions.edition_text(other, catalogue, words) for other in others),
    )


def _headline(
    ordered: Sequence[Observation], catalogue: Catalogue, selection: Selection, words: Words
) -> str:
    """The newest count of each series with its year: a fact, not yet a verdict."""
    newest: dict[str, Observation] = {}
    for observation in ordered:
        if observation.value is not None:
            newest[observation.series] = observation
    if not newest:
        return words("No figures are known for this choice")
    if len(newest) > 3:
        return words("{count} series side by side, each with its own source", count=len(newest))
    parts = [
        words(
            "{series}: {value} in {period}",
            series=pick(catalogue.series[one], "short", words.language),
            value=captions.counted_text(observation, catalogue.series[one].unit, words),
            period=captions.period_text(observation, words),
        )
        for one, observation in newest.items()
    ]
    return words("; ").join(parts)


def _subtitle(lines: Sequence[Line], first: int, last: int, words: Words) -> str:
    units = words("; ").join(dict.fromkeys(line.panel for line in lines))
    span = words(
        "{first} to {last}", first=year_label(first, words.language), last=year_label(last, words.language)
    )
    return words(
        "{units}, {span}, as each publisher counts them; never joined, never added up", units=units, span=span
    )


def _notes(
    ordered: Sequence[Observation],
    lines: Sequence[Line],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> list[str]:
    """What a reader must know to read the picture: marks used, breaks, gaps, cautions of each series."""
    notes: list[str] = []
    if any(observation.is_partial for observation in ordered):
        notes.append(words("* Part of the year only: drawn apart, never joined to full years."))
    if any(observation.finality == "provisional" for observation in ordered):
        notes.append(words("(p) Provisional when published."))
    if any(observation.bound in ("at-least", "over") for observation in ordered):
        notes.append(words("≥ or >: the publisher gives a lower bound, not an exact count."))
    if any(observation.bound == "forecast" for observation in ordered):
        notes.append(words("(f) A forecast by the publisher, not a count."))
    for line in lines:
        row = catalogue.series[line.id]
        name = pick(row, "short", words.language)
        for text in (pick(row, "break", words.language), pick(row, "note", words.language)):
            if text:
                notes.append(words("{series}: {text}", series=name, text=text))
        years = {int(point.x) for point in line.points}
        gaps = [year for year in range(min(years), max(years)) if year not in years]
        if gaps:
            notes.append(
                words(
                    "{series}: no figure is known to us for {years}; a gap is not a zero.",
                    series=name,
                    years=_year_list(gaps, words),
                )
            )
    return notes


def _year_list(years: Sequence[int], words: Words) -> str:
    """Years with runs drawn together: 2009–2013, 2016."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return words(", ").join(texts)


def _alt(lines: Sequence[Line], first: int, last: int, words: Words) -> str:
    """The chart in words: each series with its counts, or where there are many its ends and extremes."""
    if not lines:
        return words("An empty chart: no figures are known for this choice.")
    sentences = [
        words(
            "Chart of yearly counts, {first} to {last}, from zero. Gaps are years without a figure.",
            first=first,
            last=last,
        )
    ]
    for line in lines:
        known = [point for point in line.points if point.value is not None]
        if not known:
            continue
        if len(known) <= 8:
            counts = words(", ").join(f"{point.x:g}: {point.text}" for point in known)
            sentences.append(words("{series}: {counts}.", series=line.label, counts=counts))
            continue
        low = min(known, key=lambda point: point.value or 0)
        high = max(known, key=lambda point: point.value or 0)
        sentences.append(
            words(
                "{series}: {count} counts; first {first}, newest {newest}, lowest {low}, highest {high}.",
                series=line.label,
                count=len(known),
                first=_at(known[0], words),
                newest=_at(known[-1], words),
                low=_at(low, words),
                high=_at(high, words),
            )
        )
    return " ".join(sentences) if words.language == "en" else "".join(sentences)


def _at(point: Point, words: Words) -> str:
    return words("{value} in {year}", value=point.text, year=f"{point.x:g}")


CHART = Chart(id="trend", build=build)
