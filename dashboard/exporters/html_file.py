"""A chart as one HTML file: opens offline and without scripts, asks nothing of any host, and prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.options import Options
from dashboard.drawing.swatch import swatch
from dashboard.exporters import Exporter
from dashboard.exporters.pdf_file import worked_out
from dashboard.exporters.pictures import event_text, picture
from dashboard.exporters.texts import FileTexts, texts_of
from dashboard.markup.html import dashed, element
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

STYLE_SHEET = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
WEB = ("https://", "http://")


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    words = interface_words(sheet.selection.language)
    text = texts_of(sheet, catalogue, options)
    site = words("Maritime Piracy Statistics")
    parts = [
        _chart(sheet, text, words, public_url=options.public_url),
        _figures(sheet, catalogue, words),
        _list(words("Events"), [event_text(event, words) for event in sheet.events], "notes events"),
        _list(words("Notes"), text.notes, "notes"),
    ]
    body = [
        html.Header(html.P([html.Strong(site), " ", html.Span(text.as_of)]), className="bar"),
        html.Main(parts),
        html.Footer(
            [
                html.P(text.source_line, className="sources") if text.source_line else None,
                html.P(text.as_of) if text.as_of else None,
                html.P(html.A(words("This chart online"), href=text.link)) if text.link else None,
            ]
        ),
    ]
    page = [element("head", _head(sheet, text, site)), element("body", body)]
    return f"<!doctype html>\n{element('html', page, lang=words.language)}\n".encode()


@cache
def _style_sheet() -> Markup:
    return Markup(STYLE_SHEET.read_text(encoding="utf-8"))


def _head(sheet: Sheet, text: FileTexts, site: str) -> list[Component | Markup | None]:
    moment = sheet.version.recorded_at
    return [
        html.Meta(charSet="utf-8"),
        html.Meta(name="viewport", content="width=device-width, initial-scale=1"),
        html.Meta(httpEquiv="Content-Security-Policy", content=POLICY),
        html.Title(f"{text.title} | {site}"),
        html.Meta(name="description", content=text.description),
        html.Meta(name="author", content=site),
        html.Meta(name="dcterms.modified", content=moment.date().isoformat()) if moment else None,
        html.Link(rel="canonical", href=text.link) if text.link else None,
        html.Link(rel="icon", href="data:,"),
        element("style", _style_sheet()),
    ]


def _chart(sheet: Sheet, text: FileTexts, words: Words, *, public_url: str) -> Component:
    """The chart with its title, key, findings and alternative text."""
    key = [html.Li([Markup(swatch(entry)), html.Span(entry.label)]) for entry in sheet.key]
    windows = [(window, picture(sheet, window, public_url=public_url)) for window in ("wide", "narrow")]
    drawings = [html.Div(Markup(svg), className=window) for window, svg in windows if svg]
    return html.Section(
        [
            html.H1(text.title),
            html.P(text.subtitle, className="subtitle") if text.subtitle else None,
            html.Ul(key, className="key") if key else None,
            html.Figure(drawings, **dashed(aria_label=text.title)) if drawings else None,
            *_titled_list(words("What the figures show"), text.findings, "findings"),
            html.P(text.caveat, className="caveat") if text.caveat else None,
            html.Details([html.Summary(words("The chart in words")), html.P(text.description)]),
        ]
    )


def _figures(sheet: Sheet, catalogue: Catalogue, words: Words) -> Component | None:
    """The figures of each series, newest first, with their sources."""
    if not sheet.rows:
        return None
    has_more = bool(sheet.added_columns)
    headings = [
        html.Th(words("Period"), scope="col"),
        html.Th(words("Value"), scope="col", className="count"),
    ]
    more = [words("Worked out")] if has_more else []
    headings += [html.Th(name, scope="col") for name in (words("Status"), *more, words("Source"))]
    rows: list[Component] = []
    for series, group in groupby(sheet.rows, key=lambda row: row.observation.series):
        name = pick(catalogue.series[series], "name", words.language)
        rows.append(html.Tr(html.Th(name, colSpan=len(headings), scope="rowgroup"), className="group"))
        rows += [_figure(row, catalogue, words, has_more=has_more) for row in reversed(list(group))]
    return html.Section(
        [
            html.H2(words("Figures and sources"), id="figures"),
            html.Div(
                html.Table([html.Thead(html.Tr(headings)), html.Tbody(rows)]),
                className="scroll",
                tabIndex=0,
                role="region",
                **dashed(aria_labelledby="figures"),
            ),
        ]
    )


def _figure(row: SheetRow, catalogue: Catalogue, words: Words, *, has_more: bool) -> Component:
    address = catalogue.publications[row.observation.publication].url or ""
    source = html.A(row.source, href=address, rel="noreferrer") if address.startswith(WEB) else row.source
    editions = words("; ").join(row.others)
    others = words("Other editions or readings: {others}", others=editions) if editions else ""
    places = [html.Span(text, className="place") for text in (row.place, row.note, others)]
    return html.Tr(
        [
            html.Th(row.period, scope="row"),
            html.Td(row.value, className="count"),
            html.Td(row.status, className="status"),
            html.Td(worked_out(row, words), className="more") if has_more else None,
            html.Td(
                [source, places[0], *(place for place in places[1:] if place.children)], className="source"
            ),
        ],
        **dashed(data_observation=row.observation.key),
    )


def _list(title: str, items: Sequence[str], name: str) -> Component | None:
    return html.Section(_titled_list(title, items, name)) if items else None


def _titled_list(title: str, items: Sequence[str], name: str) -> list[Component]:
    return [html.H2(title), html.Ul([html.Li(item) for item in items], className=name)] if items else []


EXPORTER = Exporter(
    format="html",
    content_type="text/html; charset=utf-8",
    export=export,
    name=message("Web page, offline (HTML)"),
)
