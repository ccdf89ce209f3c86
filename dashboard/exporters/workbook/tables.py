"""The tables of a workbook: every figure, the intervals of the counts, the sources, the definitions."""

from __future__ import annotations

from collections import Counter

from dashboard.charts.base.events import KIND_WORDS
from dashboard.exporters import records
from dashboard.exporters.workbook.cells import SMALL, CellLook, WorkbookPage, value_of
from dashboard.record.captions import CONFIDENCE_WORDS, STATUS_WORDS, Observation, dating_text, unit_text
from dashboard.record.nearness import WORDS
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.statistics.intervals import count_interval
from dashboard.words import Words, message, pick

HEADINGS = {
    "series_name": (message("Series"), 46),
    "period": (message("Period"), 16),
    "value": (message("Value"), 9),
    "unit": (message("Unit"), 18),
    "status_in_words": (message("Status"), 16),
    "edition": (message("Edition"), 11),
    "share_percent": (message("Share of the whole, %"), 10),
    "share_of_year_percent": (message("Share of the year, %"), 10),
    "rest_of_year": (message("Rest of the year"), 10),
    "transits": (message("Transits"), 10),
    "transits_bound": (message("Transits: bound"), 11),
    "transits_publication": (message("Transits: publication"), 20),
    "per_10000_transits": (message("Per 10,000 transits"), 10),
    "low": (message("Low (95 %)"), 9),
    "high": (message("High (95 %)"), 9),
    "reading": (message("Reading of the rate"), 11),
    "publisher": (message("Publisher"), 24),
    "publication_title": (message("Publication"), 60),
    "url": (message("Address of the publication"), 34),
    "published_on": (message("Published on"), 12),
    "published_from": (message("Not published before"), 12),
    "published_to": (message("Published by"), 12),
    "read_in": (message("Nearness to the original"), 18),
    "read_at": (message("Read at"), 32),
    "read_at_url": (message("Address where it was read"), 34),
    "also_at": (message("Also read at"), 24),
    "other_editions": (message("Other editions or readings"), 30),
    "note": (message("Remark"), 40),
    "recorded_on": (message("Recorded on"), 12),
    "period_start": (message("First day"), 12),
    "period_end": (message("Last day"), 12),
    "period_kind": (message("Kind of period"), 9),
    "status": (message("Status codes"), 16),
    "coverage": (message("Coverage"), 10),
    "finality": (message("Finality"), 10),
    "bound": (message("Bound"), 9),
    "vintage": (message("Vintage"), 9),
    "method": (message("Method"), 9),
    "confidence": (message("Confidence"), 12),
    "series": (message("Series id"), 24),
    "publication": (message("Publication id"), 24),
}
"""The columns of the figures in their order: heading and width. The names are those of the CSV."""
OF_SOME = ("edition", *list(HEADINGS)[6:16])
"""Columns that only some charts have."""
PLAIN_TEXT = ("series", "publication", "note", "series_name")
"""Columns whose texts are never taken for a number or a day."""
LAST_PRINTED = "publication_title"
"""What stands right of this column is for the screen: more of it on paper could not be read."""
UNWRAPPED = CellLook(size=9, wrap=False, indent=1)
TEXT, PLAIN = CellLook(size=9, indent=1), CellLook(size=9)
COUNT, RATE = CellLook(form="#,##0"), CellLook(form="0.0##")
LIMIT = CellLook(form="0.00")
INCIDENTS = "incidents"
RATE_COLUMNS = ("per_10000_transits", "low", "high", "reading")
INTERVAL_WIDTHS = [34, 22, 10, 11, 11, 18, 50, 12, 12, 12, 12]
ADDRESS = 4
"""The column of the sources that holds the publication's own address."""
SOURCE_WIDTHS = [26, 52, 12, 9, 40, 40, 40]
DEFINITION_WIDTHS = [34, 26, 44, 60, 24, 18, 28]
EVENT_WIDTHS = [8, 18, 24, 50, 60, 46, 46, 20]


def figure_columns(sheet: Sheet) -> list[str]:
    """The names of the columns of the figures that a sheet has."""
    added = {*sheet.added_columns, *(["edition"] if sheet.shows_editions else [])}
    return [name for name in HEADINGS if name not in OF_SOME or name in added]


def write_figures(page: WorkbookPage, sheet: Sheet, catalogue: Catalogue, words: Words) -> None:
    """Every record of the CSV, numbers as numbers and days as days; what is not known stays blank."""
    names = figure_columns(sheet)
    page.header(0, [words(HEADINGS[name][0]) for name in names], frozen=2)
    page.widths([HEADINGS[name][1] for name in names])
    for number, (record, row) in enumerate(zip(records(sheet, catalogue), sheet.rows, strict=True), 1):
        unit = unit_text(str(record["unit"]), catalogue, words)
        near = words(WORDS[row.nearness])
        cells = record | {"status_in_words": row.status, "unit": unit, "read_in": near}
        for column, name in enumerate(names):
            value = cells[name] if name in PLAIN_TEXT else value_of(cells[name])
            is_number = isinstance(value, (int, float)) and name != "period"
            look = (COUNT if isinstance(value, int) else RATE) if is_number else UNWRAPPED
            page.write(number, column, value, look)
    page.sheet.autofilter(0, 0, len(sheet.rows), len(names) - 1)
    page.sheet.print_area(0, 0, len(sheet.rows), names.index(LAST_PRINTED))


def write_intervals(page: WorkbookPage, sheet: Sheet, catalogue: Catalogue, words: Words) -> None:
    """The exact interval of each full, exact count of incidents; of a rate, its own."""
    note = words(
        "Two-sided 95 % limits of the level behind a count: exact Poisson (Garwood 1936), incidents taken as "
        "independent. They allow for chance alone, not for clustering or for what is not reported."
    )
    columns = [words("Series"), words("Period"), words("Value"), words("Low (95 %)"), words("High (95 %)")]
    columns += [words("Status"), words("Source")]
    page.paragraph(0, note, INTERVAL_WIDTHS[: len(columns)], SMALL)
    has_rates = "per_10000_transits" in sheet.added_columns
    if has_rates:
        columns += [words(HEADINGS[name][0]) for name in RATE_COLUMNS]
        columns[-3:-1] = [words("Low of the rate"), words("High of the rate")]
    page.header(2, columns)
    page.widths(INTERVAL_WIDTHS[: len(columns)])
    rows = [row for row in sheet.rows if has_interval(row.observation, catalogue)]
    for number, row in enumerate(rows, 3):
        count = row.observation.value
        limits = count_interval(count or 0)
        cells = [row.series_label, row.period, count, limits.low, limits.high, row.status, row.source]
        if has_rates:
            cells += [value_of(row.worked_out(name)) for name in RATE_COLUMNS]
        for column, cell in enumerate(cells):
            look = LIMIT if isinstance(cell, float) else COUNT if isinstance(cell, int) else TEXT
            page.write(number, column, cell, look)
        page.fit(number, cells, INTERVAL_WIDTHS, size=TEXT.size)
    if not rows:
        page.write(3, 0, words("No full and exact count of incidents is among these figures."))


def has_interval(observation: Observation, catalogue: Catalogue) -> bool:
    """Whether a figure is a count of incidents, exact and of a whole year."""
    is_count = catalogue.series[observation.series].unit == INCIDENTS and observation.value is not None
    return observation.is_whole_year and is_count and observation.bound == "exact"


def write_sources(page: WorkbookPage, sheet: Sheet, catalogue: Catalogue, words: Words) -> None:
    """Each publication once, with where it was read and how many of the figures it states."""
    columns = [words("Publisher"), words("Publication"), words("Published on"), words("Figures taken")]
    columns += [words("Address of the publication"), words("Read at"), words("Address where it was read")]
    page.header(0, columns)
    page.widths(SOURCE_WIDTHS)
    counts = Counter(row.observation.publication for row in sheet.rows)
    seen: dict[tuple[str, str], SheetRow] = {}
    for row in sheet.rows:
        seen.setdefault((row.observation.publication, row.observation.place), row)
    for number, ((publication, place), row) in enumerate(seen.items(), 1):
        source, reading = catalogue.publications[publication], catalogue.places[place]
        cells = [
            pick(catalogue.publishers[source.publisher], "name", words.language),
            pick(source, "title", words.language),
            dating_text(row.observation.dating, words),
            counts[publication],
            source.url or "",
            row.place,
            reading.url or "",
        ]
        page.row(number, cells, SOURCE_WIDTHS, PLAIN)
        # Where it was read may be a copy of somebody's site: said, but not linked.
        page.link(number, ADDRESS, source.url or "")


def write_events(page: WorkbookPage, sheet: Sheet, _catalogue: Catalogue, words: Words) -> None:
    """Each event under the number that its mark has in the pictures."""
    columns = [words("Number"), words("Kind"), words("Date"), words("Event"), words("Remark")]
    page.header(0, [*columns, words("Source"), words("Read at"), words("Confidence")])
    page.widths(EVENT_WIDTHS)
    for row, event in enumerate(sheet.events, 1):
        cells = [
            event.number,
            words(KIND_WORDS[event.kind]),
            event.dates,
            event.title,
            event.note,
            event.source,
            words("; ").join(name for name, _ in event.read_at),
            words(CONFIDENCE_WORDS[event.confidence]) if event.confidence else "",
        ]
        page.row(row, cells, EVENT_WIDTHS, PLAIN)


def write_definitions(page: WorkbookPage, sheet: Sheet, catalogue: Catalogue, words: Words) -> None:
    """What each series counts, what the statuses mean, and what the columns are called in the CSV."""
    columns = [words("Series"), words("Publisher"), words("Area"), words("What is counted")]
    page.header(0, [*columns, words("Category"), words("Unit"), words("Series id")])
    page.widths(DEFINITION_WIDTHS)
    number = 0
    for id in dict.fromkeys(row.observation.series for row in sheet.rows):
        number += 1
        series = catalogue.series[id]
        area = catalogue.areas[series.area]
        where = (pick(area, "name", words.language), pick(area, "definition", words.language))
        cells = [
            pick(series, "name", words.language),
            pick(catalogue.publishers[series.publisher], "name", words.language),
            words(": ").join(filter(None, where)),
            pick(catalogue.definitions[series.definition], "text", words.language),
            pick(catalogue.categories[series.category], "name", words.language),
            unit_text(series.unit, catalogue, words),
            id,
        ]
        page.row(number, cells, DEFINITION_WIDTHS, PLAIN)
    codes = dict.fromkeys(code for row in sheet.rows for code in row.observation.statuses())
    statuses = [(words(STATUS_WORDS[code]), code) for code in codes]
    columns_in_csv = [
        (words(HEADINGS[name][0]), name) for name in figure_columns(sheet) if name != "status_in_words"
    ]
    for title, second, pairs in (
        (words("Status"), words("Code in the CSV"), statuses),
        (words("Column of the figures"), words("Name in the CSV"), columns_in_csv),
    ):
        number += 2
        page.header(number, [title, second], frozen=None)
        for pair in pairs:
            number += 1
            page.row(number, pair, DEFINITION_WIDTHS, PLAIN)
