"""A chart as other sites show it in a frame: headline, picture, findings, figures, sources.

Its one script tells the page around it how high it is; without it everything is there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address import settings
from dashboard.address.options import NOT_A_CHOICE, Options
from dashboard.address.selection import MOST_SERIES, Dropped, Selection
from dashboard.address.since import changes_address
from dashboard.charts.base.figures import source_address
from dashboard.exporters.pictures import without_events
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
from dashboard.words import Words, message, pick

NOT_SHOWN = message("This chart cannot be shown")

SCRIPT, HOST_SCRIPT = "embed.js", "embed-host.js"
"""What the frame runs, and what the page around it may run, of our assets."""
WITHOUT = "without"
TITLE, FINDINGS, LISTS = "title", "findings", "lists"
LEFT_OUT = (TITLE, FINDINGS, LISTS)
"""What an address may leave out: headline and subtitle, what may be said of the figures, and the lists that
open. The key, the caveat, the source line and its day are always there."""


def read_left_out(
    arguments: Mapping[str, Sequence[str]],
) -> tuple[frozenset[str], tuple[Dropped, ...], dict[str, list[str]]]:
    """What a query string leaves out, what of that is not understood, and the rest of the query."""
    rest = {name: list(values) for name, values in arguments.items()}
    asked = [part for value in rest.pop(WITHOUT, []) for part in value.split(",") if part]
    wrong = tuple(Dropped(WITHOUT, part, NOT_A_CHOICE) for part in asked if part not in LEFT_OUT)
    return frozenset(asked) & frozenset(LEFT_OUT), wrong, rest


def embedded(
    visit: Visit,
    sheet: Sheet,
    newer_selection: Selection | None,
    *,
    left_out: Collection[str] = (),
) -> Component:
    """The content of the frame; ``newer_selection`` shows newer figures, where there are some."""
    words = visit.words
    if LISTS in left_out:
        sheet = without_events(sheet)
    texts = texts_of(sheet, visit.catalogue, Options(public_url=settings.public_url()))
    page = page_address(sheet.chart, sheet.selection.with_language(visit.language))
    heading = [
        html.H1(sheet.headline, className="headline"),
        html.P(sheet.subtitle, className="subtitle") if sheet.rows else None,
    ]
    findings = html.Ul([html.Li(finding) for finding in texts.findings], className="embed-findings")
    lists = [*_events(visit, sheet), *_figures(visit, sheet), *_notes(visit, sheet)]
    return html.Div(
        className="page embed",
        lang=visit.language,
        children=html.Main(
            [
                *dropped_notice(visit),
                *_newer(visit, sheet, newer_selection),
                *(heading if TITLE not in left_out or not sheet.rows else []),
                *(_picture(visit, sheet) if sheet.rows else []),
                findings if texts.findings and FINDINGS not in left_out else None,
                html.P(texts.caveat, className="embed-caveat") if sheet.rows else None,
                *(lists if LISTS not in left_out else []),
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


def not_embedded(words: Words, told: Sequence[str], page: str) -> Component:
    """What a frame holds where its chart cannot be shown: why, and the way to the ``page`` of the chart."""
    return html.Div(
        className="page embed",
        lang=words.language,
        children=html.Main(
            [
                html.H1(words(NOT_SHOWN), className="headline"),
                *(html.P(sentence) for sentence in told),
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
                " ",
                html.A(words("What has changed"), href=_changes(sheet, newer_selection), rel="noopener"),
            ],
            className="notice embed-newer",
            role="status",
        )
    ]


def _changes(sheet: Sheet, newer_selection: Selection) -> str:
    """What has changed since the chart was frozen, in its series where an address has room for them."""
    series = sheet.selection.series if len(sheet.selection.series) <= MOST_SERIES else ()
    return changes_address(
        replace(newer_selection, series=series, says_language=True), sheet.selection.recorded
    )


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
    notes = notes_of(sheet.notes)
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
