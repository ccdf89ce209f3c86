"""The tables of a workbook: every figure, the intervals of the counts, the sources, the definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exporters import records
from dashboard.exporters.workbook import LINK, SMALL, Look, header, height_of, typed, widths, write
from dashboard.record.captions import STATUS_WORDS, Observation, unit_text
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
OF_SOME = ("edition", "share_percent", *list(HEADINGS)[7:14])
"""Columns that only some charts have."""
PLAIN_TEXT = ("series", "publication", "note", "series_name")
"""Columns whose texts are never taken for a number or a day."""
LAST_PRINTED = "publication_title"
"""What stands right of this column is for the screen: more of it on paper could not be read."""
UNWRAPPED = Look(size=9, wrap=False, indent=1)
TEXT = Look(size=9, indent=1)
COUNT, RATE = Look(form="#,##0"), Look(form="0.0##")
LIMIT = Look(form="0.00")
INCIDENTS = "incidents"
INTERVAL_WIDTHS = [34, 22, 10, 11, 11, 18, 50, 12, 12, 12, 12]
ADDRESS = 5
"""The column of the sources that holds the publication's own address."""
SOURCE_WIDTHS = [26, 52, 12, 9, 40, 40, 40]
DEFINITION_WIDTHS = [34, 26, 44, 60, 24, 18, 28]


def figure_columns(sheet: Sheet) -> list[str]:
    """The names of the columns of the figures that a sheet has."""
    had = {*sheet.added_columns, *(["edition"] if sheet.shows_editions else [])}
    return [name for name in HEADINGS if name not in OF_SOME or name in had]


def write_figures(page: Worksheet, sheet: Sheet, catalogue: Catalogue, words: Words, face: str) -> None:
    """Every record of the CSV, numbers as numbers and days as days; what is not known stays blank."""
    names = figure_columns(sheet)
    header(page, 1, [words(HEADINGS[name][0]) for name in names], face=face)
    widths(page, [HEADINGS[name][1] for name in names])
    found = zip(records(sheet, catalogue), sheet.rows, strict=True)
    for number, (record, row) in enumerate(found, 2):
        unit = unit_text(str(record["unit"]), catalogue, words)
        cells = record | {"status_in_words": row.status, "unit": unit}
        for column, name in enumerate(names, 1):
            value = cells[name] if name in PLAIN_TEXT else typed(cells[name])
            is_number = isinstance(value, (int, float)) and name != "period"
            look = (COUNT if isinstance(value, int) else RATE) if is_number else UNWRAPPED
            write(page, number, column, value, face=face, look=look)
    page.auto_filter.ref = page.dimensions
    page.freeze_panes = "C2"
    last = get_column_letter(names.index(LAST_PRINTED) + 1)
    page.print_area = f"A1:{last}{page.max_row}"


def write_intervals(page: Worksheet, sheet: Sheet, catalogue: Catalogue, words: Words, face: str) -> None:
    """The exact interval of each full, exact count of incidents; of a rate, its own."""
    note = words(
        "Two-sided 95 % limits of the level behind a count: exact Poisson (Garwood 1936), incidents taken as "
        "independent. They allow for chance alone, not for clustering or for what is not reported."
    )
    columns = [words("Series"), words("Period"), words("Value"), words("Low (95 %)"), words("High (95 %)")]
    columns += [words("Status"), words("Source")]
    rated = "per_10000_transits" in sheet.added_columns
    if rated:
        columns += [words(HEADINGS[name][0]) for name in ("per_10000_transits", "low", "high", "reading")]
        columns[-3:-1] = [words("Low of the rate"), words("High of the rate")]
    write(page, 1, 1, note, face=face, look=SMALL)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=7)
    page.row_dimensions[1].height = height_of([(note, sum(INTERVAL_WIDTHS[:7]))], size=9)
    header(page, 3, columns, face=face)
    widths(page, INTERVAL_WIDTHS[: len(columns)])
    number = 3
    for row in sheet.rows:
        one = row.observation
        if not has_interval(one, catalogue):
            continue
        number += 1
        limits = count_interval(one.value or 0)
        cells = [row.series_label, row.period, one.value, limits.low, limits.high, row.status, row.source]
        if rated:
            cells += [
                typed(row.worked_out(name)) for name in ("per_10000_transits", "low", "high", "reading")
            ]
        for column, cell in enumerate(cells, 1):
            look = LIMIT if isinstance(cell, float) else COUNT if isinstance(cell, int) else TEXT
            write(page, number, column, cell, face=face, look=look)
        _fit(page, number, cells, INTERVAL_WIDTHS)
    if number == 3:
        text = words("No full and exact count of incidents is among these figures.")
        write(page, 4, 1, text, face=face)


def has_interval(one: Observation, catalogue: Catalogue) -> bool:
    """Whether a figure is a count of incidents, exact and of a whole year."""
    is_full = one.period_kind in ("CY", "FY") and not one.is_partial
    is_count = catalogue.series[one.series].unit == INCIDENTS and one.value is not None
    return is_full and is_count and one.bound == "exact"


def write_sources(page: Worksheet, sheet: Sheet, catalogue: Catalogue, words: Words, face: str) -> None:
    """Each publication once, with where it was read and how many of the figures it states."""
    columns = [words("Publisher"), words("Publication"), words("Published on"), words("Figures taken")]
    columns += [words("Address of the publication"), words("Read at"), words("Address where it was read")]
    header(page, 1, columns, face=face)
    widths(page, SOURCE_WIDTHS)
    taken = Counter(row.observation.publication for row in sheet.rows)
    seen: dict[tuple[str, str], SheetRow] = {}
    for row in sheet.rows:
        seen.setdefault((row.observation.publication, row.observation.place), row)
    for number, ((publication, place), row) in enumerate(seen.items(), 2):
        stated, read = catalogue.publications[publication], catalogue.places[place]
        cells = [
            pick(catalogue.publishers[stated.publisher], "name", words.language),
            pick(stated, "title", words.language),
            row.observation.published_on,
            taken[publication],
            stated.url or "",
            row.place,
            read.url or "",
        ]
        for column, cell in enumerate(cells, 1):
            written = write(page, number, column, cell, face=face, look=Look(size=9))
            # Where it was read may be a copy of somebody's site: said, but not linked.
            if column == ADDRESS and isinstance(cell, str) and cell.startswith(("https://", "http://")):
                written.hyperlink = cell
                written.font = Font(name=face, size=9, color=LINK.colour, underline="single")
        _fit(page, number, cells, SOURCE_WIDTHS)


def write_definitions(page: Worksheet, sheet: Sheet, catalogue: Catalogue, words: Words, face: str) -> None:
    """What each series counts, what the statuses mean, and what the columns are called in the CSV."""
    columns = [words("Series"), words("Publisher"), words("Area"), words("What is counted")]
    header(page, 1, [*columns, words("Category"), words("Unit"), words("Series id")], face=face)
    widths(page, DEFINITION_WIDTHS)
    number = 1
    for one in dict.fromkeys(row.observation.series for row in sheet.rows):
        number += 1
        row = catalogue.series[one]
        area = catalogue.areas[row.area]
        where = (pick(area, "name", words.language), pick(area, "definition", words.language))
        cells = [
            pick(row, "name", words.language),
            pick(catalogue.publishers[row.publisher], "name", words.language),
            words(": ").join(filter(None, where)),
            pick(catalogue.definitions[row.definition], "text", words.language),
            pick(catalogue.categories[row.category], "name", words.language),
            unit_text(row.unit, catalogue, words),
            one,
        ]
        for column, cell in enumerate(cells, 1):
            write(page, number, column, cell, face=face, look=Look(size=9))
        _fit(page, number, cells, DEFINITION_WIDTHS)
    codes = dict.fromkeys(code for row in sheet.rows for code in row.observation.statuses())
    statuses = [(words(STATUS_WORDS[code]), code) for code in codes]
    named = [(words(HEADINGS[name][0]), name) for name in figure_columns(sheet) if name != "status_in_words"]
    for title, second, pairs in (
        (words("Status"), words("Code in the CSV"), statuses),
        (words("Column of the figures"), words("Name in the CSV"), named),
    ):
        number += 2
        header(page, number, [title, second], face=face, freeze=False)
        for pair in pairs:
            number += 1
            for column, cell in enumerate(pair, 1):
                write(page, number, column, cell, face=face, look=Look(size=9))


def _fit(page: Worksheet, row: int, cells: Sequence[object], columns: Sequence[float]) -> None:
    """Make a row as high as its longest text needs."""
    texts = [(str(cell), width) for cell, width in zip(cells, columns, strict=False) if cell is not None]
    page.row_dimensions[row].height = height_of(texts, size=9)
