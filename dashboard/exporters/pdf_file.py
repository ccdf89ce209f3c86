"""A chart as a PDF: the A4 briefing sheet on one page, and the chart alone. Tagged (PDF/UA-1), no browser.

What is written comes to the typesetter as data, never as markup: a name with "#" or "*" stays a name.
Equal input gives equal bytes: the date of the file is that of the record.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from dashboard.exporters import Exporter
from dashboard.exporters.carried import Carried, Options, carried
from dashboard.exporters.drawn import event_short, key_lines, picture
from dashboard.exporters.fonts import fonts
from dashboard.queries import Catalogue
from dashboard.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

TEMPLATE = Path(__file__).with_name("briefing.typ")
STANDARD: typst.PDFStandard = "ua-1"
MOST_FIGURES = 60
"""No page holds more; what does not fit is counted below the table."""
FIT, FILL = "fit", "fill"

FONT_FAMILY = re.compile(r"font-family: ?[^;\"]+")
_one_at_a_time = Lock()


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """The briefing sheet: headline, chart, what the figures show, the newest of them, and their sources."""
    return _set_in_type(sheet, catalogue, options, shape="sheet")


def chart_only(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """The chart alone with its headline, key and source line, on a page of its own height."""
    return _set_in_type(sheet, catalogue, options, shape="chart")


def _set_in_type(sheet: Sheet, catalogue: Catalogue, options: Options, *, shape: str) -> bytes:
    words = interface_words(sheet.selection.language)
    text = carried(sheet, catalogue, options)
    data = json.dumps({"shape": shape, **_data(sheet, text, catalogue, words)}, ensure_ascii=False)
    moment = sheet.version.recorded_at
    with _one_at_a_time:
        made = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"data": data},
            pdf_standards=[STANDARD],
            timestamp=int(moment.timestamp()) if moment else 0,
        )
    if not isinstance(made, bytes):
        raise TypeError(f"one PDF as bytes was wanted of the typesetter, not {type(made).__name__}")
    return made


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=fonts().loaded)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _data(sheet: Sheet, text: Carried, catalogue: Catalogue, words: Words) -> dict[str, Any]:
    moment = sheet.version.recorded_at
    drawing = sheet.drawings.get("wide")
    has_more = bool(sheet.added_columns)
    headings = [
        words("Series"),
        words("Period"),
        words("Value"),
        *([words("Worked out")] if has_more else []),
    ]
    headings += [words("Status"), words("Source")]
    short = [publisher_short(catalogue, row, words) for row in sheet.rows]
    return {
        "title": text.title,
        "subtitle": text.subtitle,
        "language": words.language,
        "author": words("Maritime Piracy Statistics"),
        "keywords": list(dict.fromkeys([*short, *(entry.label for entry in sheet.key)])),
        "description": text.source_line,
        "date": {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None,
        "families": fonts().families,
        "picture": FONT_FAMILY.sub(_family_of_pictures(), picture(sheet, "wide")),
        "alt": text.description,
        "width": drawing.size.width if drawing else 1,
        "height": drawing.size.height if drawing else 0,
        "key": [{"mark": one.mark, "colour": one.colour, "label": one.label} for one in key_lines(sheet)],
        "findings": text.findings,
        "caveat": text.caveat,
        "notes": text.notes,
        "events": [event_short(one, words) for one in sheet.events],
        "source-line": text.source_line,
        "as-of": text.as_of,
        "link": text.link,
        "headings": headings,
        "columns": [FIT] * (len(headings) - 1) + [FILL],
        "number-column": 2,
        "rows": [_cells(row, sheet, words) for row in newest_first(sheet)],
        "said": {
            "findings": words("What the years show"),
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
    if not rate:
        return ""
    signs = {"below": "<", "above": "≥", "unclear": "~"}
    limits = [f"{float(row.worked_out(name)):.1f}" for name in ("low", "high")]
    sign = signs.get(row.worked_out("reading"), "")
    return words("{rate} ({low} to {high})", rate=f"{sign}{float(rate):.1f}", low=limits[0], high=limits[1])


def _family_of_pictures() -> str:
    """The picture's text in the fonts of the page."""
    return "font-family: " + ", ".join(f"'{one}'" for one in fonts().families)


EXPORTER = Exporter(
    format="pdf",
    content_type="application/pdf",
    export=export,
    name=message("PDF briefing sheet"),
)
