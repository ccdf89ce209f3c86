"""The way out of a page: a chart in every format, its permanent link, its citation, and code to embed it.

All of it works without scripts; with one (assets/copy.js) there are buttons that copy.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.address import settings
from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.charts import as_chosen
from dashboard.exporters import Exporter
from dashboard.exporters.citation_file import citation
from dashboard.exporters.texts import file_stem, permanent, permanent_address, texts_of
from dashboard.files.chart_file import formats
from dashboard.files.tray import PATH as TRAY
from dashboard.files.tray import item_of
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.scene.sheet import Sheet
from dashboard.words import Words

AT_HAND = ("csv", "json")
"""The formats that stand beside the menu as well."""
PICTURE = "image/png"
"""What a clipboard takes."""
COPIED = "scale=2"
"""How a copied picture looks: sharp on a slide."""
DOWNLOAD = "download=1"
ROOM_AROUND = 330
"""Pixels that an embedded chart needs beside its picture, at the width of a column of text."""


def take_along(visit: Visit, sheet: Sheet) -> Component:
    """The downloads of a sheet, and the menu with everything else."""
    words = visit.words
    offered = visit.published.formats if visit.published else tuple(formats())
    exporters = {
        ending: formats()[ending] for ending in offered if sheet.rows or not formats()[ending].is_picture
    }
    beside = [
        html.A(exporters[ending].name, href=_address(sheet, exporters[ending]), className="download")
        for ending in AT_HAND
        if ending in exporters
    ]
    return html.Div(
        [
            *beside,
            html.Details(
                [
                    html.Summary(words("Take it along")),
                    html.Div(_menu(visit, sheet, list(exporters.values())), className="take-menu"),
                ],
                className="take",
                id="-".join(filter(None, ("take", sheet.chart, sheet.selection.indicator))),
            ),
        ],
        className="downloads",
    )


def _menu(visit: Visit, sheet: Sheet, exporters: list[Exporter]) -> list[Component]:
    words = visit.words
    ordered = sorted(exporters, key=lambda exporter: (not exporter.is_picture, exporter.name.lower()))
    files = [html.Li(_file(visit, sheet, exporter)) for exporter in ordered]
    return [
        # Shown by chart.js, which alone knows what is hidden.
        html.P(
            words("Series that are hidden on the picture are in all of these."),
            className="take-note take-hidden",
            hidden=True,
        ),
        *(_briefing(visit, sheet) if sheet.rows and not visit.published else []),
        html.H4(words("Files")),
        html.Ul(files, className="take-files"),
        *_link(visit, sheet, ordered),
        *(_citation(visit, sheet) if sheet.rows else []),
        *(_embed(visit, sheet) if sheet.rows else []),
    ]


def _briefing(visit: Visit, sheet: Sheet) -> list[Component]:
    return [html.P(add_to_briefing(visit, sheet.chart, sheet.selection), className="take-line")]


def add_to_briefing(visit: Visit, chart: str, selection: Selection) -> Component:
    """Puts the chart into the tray of the Briefing page: by script at once, without one by going there."""
    item = item_of(chart, selection)
    query = urlencode({"item": item}, safe=":,?=/", quote_via=quote)
    language = visit.selection.plain().newest().query()
    return html.A(
        visit.words("Add to briefing"),
        href=f"{TRAY}?{'&'.join(filter(None, [query, language]))}",
        className="button add",
        **dashed(data_add=item, data_done=visit.words("In the tray")),
    )


def _file(visit: Visit, sheet: Sheet, exporter: Exporter) -> list[Component]:
    """A format by its name, then a link for each look that it offers; of a published file, none."""
    words = visit.words
    name = words(exporter.name)
    # No server is there to name a published file.
    saved_as = f"{file_stem(sheet)}.{exporter.format}" if visit.published else None
    plain = html.A(name, href=_address(sheet, exporter, DOWNLOAD), download=saved_as)
    looks = [
        html.A(
            words(label),
            href=_address(sheet, exporter, options, DOWNLOAD),
            className="look",
            **dashed(aria_label=words("{format}: {choice}", format=name, choice=words(label))),
        )
        for label, options in (() if visit.published else exporter.choices)
    ]
    return [plain, html.Span(looks, className="looks")] if looks else [plain]


def _address(sheet: Sheet, exporter: Exporter, *options: str) -> str:
    query = "&".join(filter(None, [as_chosen(sheet.chart, sheet.selection).query(), *options]))
    return f"/c/{sheet.chart}.{exporter.format}" + (f"?{query}" if query else "")


def _link(visit: Visit, sheet: Sheet, exporters: list[Exporter]) -> list[Component]:
    """The permanent address, and what a script can put on the clipboard."""
    words, path = visit.words, permanent_address(sheet)
    has_place = visit.published is None or bool(visit.published.live)
    buttons = [_copy(words("Copy link"), f"{visit.site}{path}", words)] if has_place else []
    picture = next((exporter for exporter in exporters if exporter.content_type == PICTURE), None)
    if picture is not None:
        buttons.append(
            html.Button(
                words("Copy picture"),
                type="button",
                className="button copy copy-picture",
                **dashed(data_copy_picture=_address(sheet, picture, COPIED), data_done=words("Copied")),
            )
        )
    if not has_place:
        return [html.P(buttons, className="take-line needs-clipboard")]
    # A copy keeps no past: what is to stand for ever stands on the site that answers.
    address = f"{visit.published.live}{path}" if visit.published else path
    return [
        html.H4(words("Permanent link")),
        html.P(
            [
                html.A(words("This chart as it is now, for ever"), href=address, className="take-permanent"),
                *buttons,
            ],
            className="take-line",
        ),
    ]


def _citation(visit: Visit, sheet: Sheet) -> list[Component]:
    words = visit.words
    text = citation(texts_of(sheet, visit.catalogue, Options(public_url=settings.public_url())), words)
    return [
        html.H4(words("Citation")),
        html.P(text, className="take-text"),
        html.P(_copy(words("Copy citation"), text, words), className="take-line needs-clipboard"),
    ]


def _embed(visit: Visit, sheet: Sheet) -> list[Component]:
    """Code for another site's page: the chart with the newest figures, or as it is now.

    A page of the past offers the second alone: nothing on it leads to other figures than those it shows.
    """
    words = visit.words
    kinds = _embed_kinds(visit, sheet)
    height = max(sheet.layout(size.window).size.height for size in sheet.sizes) + ROOM_AROUND
    parts: list[Component] = [html.H4(words("Embed"))] if kinds else []
    if not visit.published and not settings.embed_origins():
        parts.append(
            html.P(
                words(
                    "No other site may embed yet: the operator names those that may in {setting}.",
                    setting=settings.EMBED_ORIGINS,
                ),
                className="take-note",
            )
        )
    for label, action, path in kinds:
        address = visit.published.outside(path) if visit.published else f"{visit.site}{path}"
        code = iframe_code(address, title=sheet.headline, height=height)
        parts += [
            html.P(label, className="take-what"),
            html.Pre(
                html.Code(code),
                className="take-text take-code",
            ),
            html.P(
                [
                    html.A(
                        words("Look at it"), href=path, **dashed(aria_label=f"{words('Look at it')}: {label}")
                    ),
                    _copy(action, code, words),
                ],
                className="take-line",
            ),
        ]
    return parts


def _embed_kinds(visit: Visit, sheet: Sheet) -> list[tuple[str, str, str]]:
    """Label, label of the button and address of each way to embed. A copy has the newest figures alone, and
    none where nobody knows at which address it stands."""
    words = visit.words
    live = embed_address(visit, sheet)
    newest = (words("With the newest figures"), words("Copy code (newest)"), live)
    if visit.published:
        return [newest] if visit.published.outside(live) else []
    frozen = embed_address(visit, sheet, frozen=True)
    kinds = [(words("Frozen as it is now"), words("Copy code (frozen)"), frozen)]
    return kinds if visit.selection.is_as_of else [newest, *kinds]


def embed_address(visit: Visit, sheet: Sheet, *, frozen: bool = False) -> str:
    """The chart as a small page for a frame; a live one has the years that the reader chose, or all."""
    if frozen:
        selection = permanent(sheet)
    else:
        current = visit.selection
        selection = replace(sheet.selection, first=current.first, last=current.last, says_language=True)
    return as_chosen(sheet.chart, selection).address(f"/embed/{sheet.chart}")


def iframe_code(address: str, *, title: str, height: int) -> str:
    """The element that shows an address in another page."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" '
        f'style="border:0" loading="lazy"></iframe>'
    )


def _copy(label: str, text: str, words: Words) -> Component:
    """A button that only a browser with a clipboard and scripts shows."""
    return html.Button(
        label,
        type="button",
        className="button copy",
        **dashed(data_copy=text, data_done=words("Copied")),
    )
