"""The way out of a page: a chart in every format, its permanent link, its citation, and code to embed it.

All of it works without scripts; with one (assets/copy.js) there are buttons that copy.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from dashboard.exporters.texts import file_stem, page_address, permanent, permanent_address, texts_of
from dashboard.files.chart_file import formats
from dashboard.files.tray import PATH as TRAY
from dashboard.files.tray import item_of
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.embed_size import WIDE_FROM, heights
from dashboard.pages.parts.embedded import HOST_SCRIPT, LEFT_OUT, WITHOUT
from dashboard.pages.parts.header import OTHER_LANGUAGE
from dashboard.scene.sheet import Sheet
from dashboard.words import Words

PICTURE = "image/png"
"""What a clipboard takes."""
COPIED = "scale=2"
"""How a copied picture looks: sharp on a slide."""
DOWNLOAD = "download=1"


def take_along(visit: Visit, sheet: Sheet) -> Component:
    """The one button that opens every way out: briefing, links, picture, files, citation, code to embed."""
    words = visit.words
    offered = visit.published.formats if visit.published else tuple(formats())
    exporters = [formats()[ending] for ending in offered] if sheet.rows else []
    return html.Div(
        html.Details(
            [
                html.Summary(words("Share and export"), className="button"),
                html.Div(_menu(visit, sheet, exporters), className="take-menu"),
            ],
            className="take",
            id="-".join(filter(None, ("take", sheet.chart, sheet.selection.indicator))),
        ),
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
        *_links(visit, sheet),
        *([html.H4(words("Files")), html.Ul(files, className="take-files")] if files else []),
        *_picture(visit, sheet, ordered),
        *(_citation(visit, sheet) if sheet.rows else []),
        *(_embed(visit, sheet) if sheet.rows else []),
    ]


def _briefing(visit: Visit, sheet: Sheet) -> list[Component]:
    return [html.P(add_to_briefing(visit, sheet.chart, sheet.selection), className="take-line")]


def add_to_briefing(visit: Visit, chart: str, selection: Selection) -> Component:
    """Puts the chart into the tray of the Briefing page: by script at once, without one by going there."""
    item = item_of(chart, selection)
    return html.A(
        visit.words("Add to briefing"),
        href=briefing_address([item], visit.selection.plain().newest()),
        className="button add",
        **dashed(data_add=item, data_done=visit.words("In the tray")),
    )


def briefing_address(items: Sequence[str], plain: Selection) -> str:
    """The page of a briefing with these items, in the language and at the point of ``plain``."""
    query = urlencode([("item", item) for item in items], safe=":,?=/", quote_via=quote)
    return f"{TRAY}?{'&'.join(filter(None, [query, plain.query()]))}"


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


def _links(visit: Visit, sheet: Sheet) -> list[Component]:
    """The chart's addresses: with the newest figures, and as it is now; a page of the past has the second."""
    if visit.published and not visit.published.live:
        return []
    words = visit.words
    # A copy keeps no past, and answers no other years: both stand on the site that answers.
    site = visit.published.live if visit.published else ""
    kinds = [
        (
            words("This chart fixed at today’s figures"),
            words("Copy link (frozen)"),
            permanent_address(sheet),
            "take-permanent",
        ),
    ]
    if not visit.selection.is_as_of:
        live = page_address(sheet.chart, _current(visit, sheet))
        kinds.insert(
            0, (words("This chart with the newest figures"), words("Copy link (newest)"), live, "take-live")
        )
        other, name = OTHER_LANGUAGE[visit.language]
        theirs = page_address(sheet.chart, _current(visit, sheet).with_language(other))
        label = words("The same in the other language: {language}", language=name)
        kinds.insert(1, (label, words("Copy link ({language})", language=name), theirs, "take-other"))
    return [
        html.H4(words("Link")),
        *[
            html.P(
                [
                    html.A(label, href=f"{site}{path}", className=look),
                    _copy(action, f"{visit.site}{path}", words),
                ],
                className="take-line",
            )
            for label, action, path, look in kinds
        ],
    ]


def _picture(visit: Visit, sheet: Sheet, exporters: list[Exporter]) -> list[Component]:
    """What a script can put on the clipboard as a picture."""
    picture = next((exporter for exporter in exporters if exporter.content_type == PICTURE), None)
    if picture is None:
        return []
    button = html.Button(
        visit.words("Copy picture"),
        type="button",
        className="button copy copy-picture",
        **dashed(data_copy_picture=_address(sheet, picture, COPIED), data_done=visit.words("Copied")),
    )
    return [html.P(button, className="take-line needs-clipboard")]


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
    narrow, wide = heights(sheet, texts_of(sheet, visit.catalogue, Options()))
    parts: list[Component] = [html.H4(words("Embed"))] if kinds else []
    if not visit.published and not settings.embed_origins():
        parts.append(
            html.P(
                words("Other sites cannot show this chart yet; who runs this site can allow it."),
                className="take-note",
            )
        )
    host_script = f"{visit.published.base if visit.published else visit.site}/assets/{HOST_SCRIPT}"
    for label, action, path in kinds:
        address = visit.published.outside(path) if visit.published else f"{visit.site}{path}"
        code = iframe_code(address, title=sheet.headline, narrow=narrow, wide=wide)
        code += f'\n<script src="{escape(host_script)}" async></script>'
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
    if kinds:
        told = words("The script fits the frame to its content; without the script the frame scrolls.")
        parts.append(html.P(told, className="take-note"))
    if kinds and not visit.published:
        without = html.Code(f"{WITHOUT}={','.join(LEFT_OUT)}")
        told = words("What your page says itself can be left out, all or some, by this in the address:")
        parts.append(html.P([told, " ", without], className="take-note"))
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
    selection = permanent(sheet) if frozen else _current(visit, sheet)
    return as_chosen(sheet.chart, selection).address(f"/embed/{sheet.chart}")


def _current(visit: Visit, sheet: Sheet) -> Selection:
    """What the chart shows, with the years that the reader chose, or all."""
    current = visit.selection
    return replace(sheet.selection, first=current.first, last=current.last, says_language=True)


def iframe_code(address: str, *, title: str, narrow: int, wide: int) -> str:
    """The element that shows an address in another page, as high as it is in a narrow window and in a wide
    one; the script beside it makes that exact."""
    low, high = sorted((narrow, wide))
    steps = f"({WIDE_FROM}px - 100vw) * 999" if narrow >= wide else f"(100vw - {WIDE_FROM}px) * 999"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{wide}" '
        f'style="border:0;height:clamp({low}px, {steps}, {high}px)" loading="lazy"></iframe>'
    )


def _copy(label: str, text: str, words: Words) -> Component:
    """A button that only a browser with a clipboard and scripts shows."""
    return html.Button(
        label,
        type="button",
        className="button copy",
        **dashed(data_copy=text, data_done=words("Copied")),
    )
