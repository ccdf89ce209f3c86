"""A chart as an Excel workbook: drawn by Excel over its numbers, with intervals, sources and definitions."""

from __future__ import annotations

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    from xlsxwriter.utility import quote_sheetname

    from dashboard.exporters.native.grid import Grid, GridPlace
    from dashboard.exporters.native.panels import panels_of
    from dashboard.exporters.workbook.cells import FACES, Book, Properties
    from dashboard.exporters.workbook.front import write_front
    from dashboard.exporters.workbook.numbers import HEAD, write_numbers
    from dashboard.exporters.workbook.tables import (
        write_definitions,
        write_events,
        write_figures,
        write_intervals,
        write_sources,
    )

    words = interface_words(sheet.selection.language)
    text = texts_of(sheet, catalogue, options)
    book = Book(FACES[words.language])
    front, numbers = book.page(words("Chart")), book.page(words("Chart data"))
    grid = Grid(place=GridPlace(quote_sheetname(numbers.sheet.name), HEAD))
    write_front(front, text, panels_of(sheet), grid, sheet.key, words)
    write_numbers(numbers, grid, words)
    front.to_print(footer=text.as_of, pages_high=1)
    numbers.to_print(footer=text.source_line)
    for name, fill in (
        (words("All figures"), write_figures),
        (words("Intervals"), write_intervals),
        (words("Sources"), write_sources),
        (words("Definitions"), write_definitions),
        *([(words("Events"), write_events)] if sheet.events else []),
    ):
        page = book.page(name)
        fill(page, sheet, catalogue, words)
        page.to_print(footer=text.source_line)
    about = Properties(
        title=text.title,
        subject=text.subtitle,
        description=text.description,
        author=words("Maritime Piracy Statistics"),
        keywords=text.source_line,
        language=words.language,
        address=text.link,
        moment=sheet.version.recorded_at,
    )
    return book.as_bytes(about)


EXPORTER = Exporter(
    format="xlsx",
    content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    export=export,
    name="Excel",
)
