"""A chart as other sites show it in a frame: headline, picture, findings, figures, sources; no script."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address import settings
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.exporters.texts import page_address, texts_of
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.as_of import left_out, undecided_of
from dashboard.pages.parts.event_list import events_told
from dashboard.pages.parts.frame import chart_box, dropped_notice, key_of, notes_of
from dashboard.pages.parts.read_at import read_at
from dashboard.pages.parts.table import group_row, scrolling, table_head
from dashboard.record.captions import publication_text
from dashboard.record.periods import day_label
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import pick


def embedded(visit: Visit, sheet: Sheet, newer_selection: Selection | None) -> Component:
    """The content of the frame; ``newer_selection`` shows newer figures, where there are some."""
    words = visit.words
    texts = texts_of(sheet, visit.catalogue, Options(public_url=settings.public_url()))
    page = page_address(sheet.chart, sheet.selection.with_language(visit.language))
    return html.Div(
        className="page embed",
        lang=visit.language,
        children=html.Main(
            [
                *dropped_notice(visit),
                *_newer(visit, sheet, newer_selection),
                html.H1(sheet.headline, className="headline"),
                html.P(sheet.subtitle, className="subtitle") if sheet.rows else None,
                *(_picture(visit, sheet) if sheet.rows else []),
                html.Ul([html.Li(finding) for finding in texts.findings], className="embed-findings")
                if texts.findings
                else None,
                html.P(texts.caveat, className="embed-caveat") if sheet.rows else None,
                *_events(visit, sheet),
                *_figures(visit, sheet),
                *_notes(visit, sheet),
                html.P(texts.source_line, className="embed-source") if texts.source_line else None,
                html.P(_as_of(visit, sheet, texts.as_of), className="embed-as-of"),
                html.P(
                    html.A(words("Full page: Maritime Piracy Statistics"), href=page, rel="noopener"),
                    className="embed-link",
                ),
            ],
            id="main",
        ),
    )


def _newer(visit: Visit, sheet: Sheet, newer_selection: Selection | None) -> list[Component]:
    if newer_selection is None:
        return []
    words = visit.words
    address = page_address(sheet.chart, newer_selection.with_language(visit.language))
    return [
        html.P(
            [
                html.Strong(words("Newer figures exist.")),
                " ",
                html.A(words("Show them"), href=address, rel="noopener"),
            ],
            className="notice embed-newer",
            role="status",
        )
    ]


def _picture(visit: Visit, sheet: Sheet) -> list[Component]:
    key = key_of(sheet)
    return [
        *([html.Ul(key, className="key")] if key else []),
        chart_box(visit, f"embed-{sheet.chart}", sheet),
    ]


def _events(visit: Visit, sheet: Sheet) -> list[Component]:
    """What the numbers below the counts stand for."""
    if not sheet.events:
        return []
    events = html.Div(events_told(visit, sheet), className="events")
    return [
        html.Details([html.Summary(visit.words("Events in these years")), events], className="embed-figures")
    ]


def _figures(visit: Visit, sheet: Sheet) -> list[Component]:
    """Every figure with its source, newest first, behind one click that needs no script."""
    if not sheet.rows:
        return []
    words = visit.words
    head = [words("Period"), words("Figure"), words("Status"), words("Source")]
    body: list[Component] = []
    for series, rows in groupby(sheet.rows, key=lambda row: row.observation.series):
        name = pick(visit.catalogue.series[series], "short", visit.language)
        body.append(group_row(name, len(head)))
        body += [_row(visit, sheet, row) for row in reversed(list(rows))]
    table = html.Table(
        [table_head(head), html.Tbody(body)],
        className="figures-table",
    )
    return [
        html.Details(
            [
                html.Summary(words("Figures and sources")),
                scrolling(table, aria_label=words("Figures and sources")),
            ],
            className="embed-figures",
        )
    ]


def _notes(visit: Visit, sheet: Sheet) -> list[Component]:
    """What a reader must know of the marks and the series."""
    if not sheet.rows or not sheet.notes:
        return []
    notes = notes_of(sheet)
    return [html.Details([html.Summary(visit.words("Notes")), notes], className="embed-figures")]


def _row(visit: Visit, sheet: Sheet, row: SheetRow) -> Component:
    source = publication_text(row.observation, visit.catalogue, visit.words)
    return html.Tr(
        [
            html.Th(row.period, scope="row"),
            html.Td(row.value, className="count"),
            html.Td(row.status, className="status"),
            html.Td(
                [
                    html.A(source, href=source_address(row.observation, sheet.selection), rel="noopener"),
                    read_at(row, visit.words),
                ]
            ),
        ],
        **dashed(
            data_observation=row.observation.edition_key if sheet.shows_editions else row.observation.key
        ),
    )


def _as_of(visit: Visit, sheet: Sheet, recorded: str) -> str:
    """Which point of the clocks is shown, and what the publishers' clock leaves out."""
    words, selection = visit.words, sheet.selection
    sentences = [recorded]
    if selection.published:
        day = day_label(selection.published, visit.language)
        sentences.append(words("What publishers had certainly said by the end of {day}.", day=day))
        sentences.append(left_out(undecided_of(visit, selection), words))
    return " ".join(filter(None, sentences))
