"""A chart as one HTML file: opens offline and without scripts, asks nothing of any host, and prints."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from dashboard.address.options import Options
from dashboard.drawing.swatch import swatch
from dashboard.exporters import Exporter
from dashboard.exporters.pdf_file import worked_out
from dashboard.exporters.pictures import event_text, picture
from dashboard.exporters.texts import carried
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

TEMPLATE = Path(__file__).with_name("page.html")
WEB = ("https://", "http://")


@cache
def _template() -> Template:
    """The page; everything in it is escaped but the pictures, which are markup made by ourselves."""
    page = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return page.from_string(TEMPLATE.read_text(encoding="utf-8"))


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    words = interface_words(sheet.selection.language)
    moment = sheet.version.recorded_at
    has_more = bool(sheet.added_columns)
    headings = [words("Period"), words("Value"), words("Status")]
    headings += [*([words("Worked out")] if has_more else []), words("Source")]
    page = _template().render(
        language=words.language,
        site=words("Maritime Piracy Statistics"),
        text=carried(sheet, catalogue, options),
        moment=moment.date().isoformat() if moment else "",
        key=[{"sample": Markup(swatch(entry)), "label": entry.label} for entry in sheet.key],
        wide=Markup(picture(sheet, "wide", public_url=options.public_url)),
        narrow=Markup(picture(sheet, "narrow", public_url=options.public_url)),
        headings=headings,
        has_more=has_more,
        groups=_groups(sheet, catalogue, words),
        events=[event_text(one, words) for one in sheet.events],
        said={
            "findings": words("What the years show"),
            "figures": words("Figures and sources"),
            "events": words("Events"),
            "notes": words("Notes"),
            "in_words": words("The chart in words"),
            "link": words("This chart online"),
        },
    )
    return page.encode("utf-8")


def _groups(sheet: Sheet, catalogue: Catalogue, words: Words) -> list[dict[str, Any]]:
    """The figures of each series, newest first."""
    return [
        {
            "name": pick(catalogue.series[series], "name", words.language),
            "rows": [_row(row, catalogue, words) for row in reversed(list(rows))],
        }
        for series, rows in groupby(sheet.rows, key=lambda row: row.observation.series)
    ]


def _row(row: SheetRow, catalogue: Catalogue, words: Words) -> dict[str, str]:
    address = catalogue.publications[row.observation.publication].url or ""
    others = words("; ").join(row.others)
    return {
        "key": row.observation.key,
        "period": row.period,
        "value": row.value,
        "status": row.status,
        "more": worked_out(row, words),
        "source": row.source,
        "address": address if address.startswith(WEB) else "",
        "place": row.place,
        "note": row.note,
        "others": words("Other editions or readings: {others}", others=others) if others else "",
    }


EXPORTER = Exporter(
    format="html",
    content_type="text/html; charset=utf-8",
    export=export,
    name=message("Web page, offline (HTML)"),
)
