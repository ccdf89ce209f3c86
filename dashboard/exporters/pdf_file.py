"""A chart as a PDF: the briefing sheet on one page (A4, or 16:9 for a screen), the chart alone, and a pack of
sheets. Tagged (PDF/UA-1), no browser.

What is written comes to the typesetter as data, never as markup: a name with "#" or "*" stays a name.
Equal input gives equal bytes: the date of the file is that of the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from dashboard.address.options import Options
from dashboard.drawing.swatch import swatch
from dashboard.exporters import Exporter
from dashboard.exporters.fonts import fonts
from dashboard.exporters.packs import PackPart, parts_of
from dashboard.exporters.pictures import event_short, picture, without_events
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

if TYPE_CHECKING:
    import typst

LACKING = re.compile('the text `"(.+?)"` could not be displayed', re.S)
"""How the typesetter names letters without a shape."""
SQUARE = "□"
TEMPLATE = Path(__file__).with_name("briefing.typ")
STANDARD: Final = "ua-1"
FIT, FILL = "fit", "fill"
PAPER = "a4"
"""Of a sheet whose address names none."""
WIDE, MOST_EVENTS = "16:9", 6
"""A page for a screen, and how many events can be told on it beside everything else; more stand on A4."""
DOCUMENTS_REMEMBERED = 10

_one_at_a_time = Lock()


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """The briefing sheet: headline, chart, what the figures show, the newest of them, and their sources; or
    the chart alone, where that shape is asked for."""
    if options.shape == "chart":
        return chart_only(sheet, catalogue, options)
    return _single(sheet, catalogue, options, shape="sheet")


def chart_only(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """The chart alone with its headline, key and source line, on a page of its own height."""
    return _single(sheet, catalogue, options, shape="chart")


def pack(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str = "",
    languages: Sequence[str] = (),
    progress: Callable[[Sheet], None] = lambda _sheet: None,
) -> bytes:
    """For each language a title page with the list of charts, a briefing sheet each, sources and methods."""
    parts = parts_of(sheets, catalogue, options, title=title, languages=languages)
    words = interface_words(parts[0].language)
    texts = [texts_of(sheet, catalogue, options) for sheet in sheets]
    part_data = []
    for number, part in enumerate(parts):
        sheet_data = []
        for place, sheet in enumerate(part.sheets):
            sheet_data.append({"id": f"sheet-{number}-{place}", **_data(sheet, catalogue, options)})
            progress(sheet)
        part_data.append(_part(part, sheet_data))
    moment = max((moment for sheet in sheets if (moment := sheet.version.recorded_at)), default=None)
    data = {
        "shape": "pack",
        "title": parts[0].title,
        "language": words.language,
        "author": words("Maritime Piracy Statistics"),
        "keywords": [text.title for text in texts],
        "description": "; ".join(dict.fromkeys(text.source_line for text in texts)),
        "date": file_date(moment),
        "families": fonts().families,
        "paper": options.paper or PAPER,
        "parts": part_data,
    }
    return set_in_type(data, moment)


def _part(part: PackPart, sheets: Sequence[dict[str, Any]]) -> dict[str, Any]:
    words = interface_words(part.language)
    return {
        "language": part.language,
        "site": words("Maritime Piracy Statistics"),
        "title": part.title,
        "about": part.about,
        "contents": words("Charts"),
        "sheets": sheets,
        "sources-title": words("Sources and definitions"),
        "sources": [{"heading": heading, "texts": texts} for heading, texts in part.sources],
        "methods-title": words("Methods and notes"),
        "methods": [{"heading": heading, "texts": texts} for heading, texts in part.methods],
    }


def _single(sheet: Sheet, catalogue: Catalogue, options: Options, *, shape: str) -> bytes:
    return set_in_type({"shape": shape, **_data(sheet, catalogue, options)}, sheet.version.recorded_at)


def set_in_type(data: dict[str, Any], moment: datetime | None) -> bytes:
    """A PDF of data in one of the template's shapes, dated as the record. Letters that the font lacks stand
    as empty squares: the standard allows none without a shape."""
    import typst

    text = json.dumps(data, ensure_ascii=False)
    while True:
        try:
            content = _compiled(text, moment)
            break
        except typst.TypstError as fault:
            lacking = LACKING.search(str(fault))
            letters = set(lacking[1]) & set(text) - set(SQUARE) if lacking else set()
            if not letters:
                raise
            text = text.translate({ord(letter): SQUARE for letter in letters})
    if not isinstance(content, bytes):
        raise TypeError(f"one PDF as bytes was wanted of the typesetter, not {type(content).__name__}")
    return content


def _compiled(text: str, moment: datetime | None) -> Any:
    with _one_at_a_time:
        content = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=[STANDARD],
            timestamp=int(moment.timestamp()) if moment else 0,
        )
        # The typesetter remembers the parts of a page (12 MB) for ten documents more; ours are not alike.
        for _ in range(DOCUMENTS_REMEMBERED):
            _compiler().compile(b"", format="svg")
        return content


@cache
def _compiler() -> typst.Compiler:
    import typst

    return typst.Compiler(font_paths=fonts().loaded)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def file_date(moment: datetime | None) -> dict[str, int] | None:
    """A day as the template takes it."""
    return {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None


def _data(sheet: Sheet, catalogue: Catalogue, options: Options) -> dict[str, Any]:
    if options.paper == WIDE and len(sheet.events) > MOST_EVENTS:
        sheet = without_events(sheet)
    words = interface_words(sheet.selection.language)
    text = texts_of(sheet, catalogue, options)
    size = sheet.layout("wide").size if sheet.rows else None
    more = [words("Worked out")] if sheet.added_columns else []
    headings = [words("Series"), words("Period"), words("Value"), *more, words("Status"), words("Source")]
    short = [publisher_short(catalogue, row, words) for row in sheet.rows]
    return {
        "title": text.title,
        "subtitle": text.subtitle,
        "language": words.language,
        "author": words("Maritime Piracy Statistics"),
        "keywords": list(dict.fromkeys([*short, *(entry.label for entry in sheet.key if entry.series)])),
        "description": text.source_line,
        "date": file_date(sheet.version.recorded_at),
        "families": fonts().families,
        "paper": options.paper or PAPER,
        "picture": picture(sheet, "wide", family=_families()),
        "alt": text.description,
        "width": size.width if size else 1,
        "height": size.height if size else 0,
        "key": [{"sample": swatch(entry), "label": entry.label} for entry in sheet.key],
        "findings": text.findings,
        "caveat": text.caveat,
        "notes": text.notes,
        "events": [event_short(event, words) for event in sheet.events],
        "source-line": text.source_line,
        "as-of": text.as_of,
        "link": text.link,
        "headings": headings,
        "columns": [FIT] * (len(headings) - 1) + [FILL],
        "number-column": 2,
        "rows": [_cells(row, sheet, words) for row in newest_first(sheet)],
        "said": {
            "findings": words("What the figures show"),
            "figures": words("The newest figures"),
            "notes": words("Notes"),
            "events": words("Events"),
            "between": words("; "),
            "more": words("… and {count} more in the CSV and Excel files.", count="COUNT"),
            "link": words("This chart online"),
        },
    }


def newest_first(sheet: Sheet) -> list[SheetRow]:
    """The rows from the newest period on; those of one period stay in the chart's order."""
    return sorted(sheet.rows, key=lambda row: row.observation.period_start, reverse=True)


def publisher_short(catalogue: Catalogue, row: SheetRow, words: Words) -> str:
    """The short name of the publisher of a row."""
    publication = catalogue.publications[row.observation.publication]
    return pick(catalogue.publishers[publication.publisher], "short", words.language)


def _cells(row: SheetRow, sheet: Sheet, words: Words) -> list[str]:
    more = [worked_out(row, words)] if sheet.added_columns else []
    return [row.series_label, row.period, row.value, *more, row.status, row.source]


def worked_out(row: SheetRow, words: Words) -> str:
    """A share or a rate with its interval, as short as it goes; "" where nothing is worked out."""
    share, rate = row.worked_out("share_percent"), row.worked_out("per_10000_transits")
    if share:
        return words("{share} %", share=share)
    if rest := row.worked_out("rest_of_year"):
        return words("rest of the year: {rest}", rest=rest)
    if not rate:
        return ""
    signs = {"below": "<", "above": "≥", "unclear": "~"}
    limits = [f"{float(row.worked_out(name)):.1f}" for name in ("low", "high")]
    sign = signs.get(row.worked_out("reading"), "")
    return words("{rate} ({low} to {high})", rate=f"{sign}{float(rate):.1f}", low=limits[0], high=limits[1])


def _families() -> str:
    """The fonts of the page, for the picture's text."""
    return ", ".join(f"'{family}'" for family in fonts().families)


EXPORTER = Exporter(
    format="pdf",
    content_type="application/pdf",
    export=export,
    name=message("PDF briefing sheet"),
    choices=(("16:9", "paper=16:9"), (message("chart alone"), "shape=chart")),
    pack=pack,
)
