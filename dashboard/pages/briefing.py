"""Briefing: the tray of charts and objectives, in an order, on its way into one presentation or PDF."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.selection import Dropped, shown_of
from dashboard.charts import charts
from dashboard.drawing.dark import dark_style
from dashboard.exporters.pictures import picture
from dashboard.exporters.texts import permanent
from dashboard.files.pack import Pack, PackSheet
from dashboard.files.pack_file import PackItem, faults_in, languages_of, pack_item
from dashboard.files.tray import (
    ADD,
    NAMES,
    NOT_KEPT,
    PATH,
    item_of,
    moved,
    read_tray,
    text_of,
    tray_query,
    without,
)
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.briefing_form import form, hidden_fields
from dashboard.pages.parts.frame import page_title
from dashboard.pages.parts.refill import refill_form
from dashboard.scene.sheet import Sheet
from dashboard.words import message, pick

Entries = dict[int, tuple[PackItem, Sheet]]
"""By its place from 0, each item that can be made, with its sheet."""


def build(visit: Visit) -> View:
    """The tray that the address states, with what can be put into it."""
    tray = read_tray(visit.own, charts=charts())
    pack = tray.pack
    around = visit.selection.plain()
    faults = faults_in(visit.engine, pack, around)
    items = {
        place: pack_item(visit.engine, sheet, around)
        for place, sheet in enumerate(pack.sheets)
        if place not in faults
    }
    entries = {place: (item, item.sheet(visit.engine)) for place, item in items.items()}

    words = visit.words
    content = html.Div(
        [
            html.H1(words("Briefing"), className="page-title"),
            html.P(
                words(
                    "Charts and objectives in your order, as one presentation, Word file or PDF, each with "
                    "its source, caveat and date. The link keeps your selection: share it, or make it again "
                    "next year."
                ),
                className="lead",
            ),
            _dropped(visit, tray.dropped),
            _another_tray(visit),
            html.Div(
                [
                    html.Div(
                        [_tray(visit, pack, entries, faults), _more(visit, pack)], className="briefing-tray"
                    ),
                    form(visit, pack, frozen=_frozen(visit, pack, entries), faulty=list(faults)),
                    refill_form(visit),
                ],
                className="briefing",
                id="briefing",
                **dashed(data_address=address(visit, pack)),
            ),
        ]
    )

    return View(page_title(PAGE.name, visit.language), content, scripts=("copy.js", "tray.js"))


def address(visit: Visit, pack: Pack) -> str:
    """The page of a tray in the reader's language and point of time."""
    query = tray_query(pack, visit.selection.plain().query())
    return f"{PATH}?{query}" if query else PATH


def _dropped(visit: Visit, dropped: tuple[Dropped, ...]) -> Component | None:
    """What of the tray's own address was not understood; the rest is said where every page says it."""
    if not dropped:
        return None
    return html.Div(
        [
            html.P(visit.words("Part of the address was not understood:")),
            html.Ul([html.Li(part.sentence(visit.words)) for part in dropped]),
        ],
        className="notice",
        role="status",
    )


def _another_tray(visit: Visit) -> Component:
    """Shown by the script to whoever opens another's tray while holding one: nothing is lost."""
    words = visit.words
    return html.P(
        [
            html.Span(words("This is another tray than the one that you were filling.")),
            " ",
            html.A(words("Show mine"), href=visit.plain(PATH), id="tray-mine"),
            " ",
            html.Button(words("Go on with this one"), type="button", className="button", id="tray-adopt"),
        ],
        className="notice tray-another",
        id="tray-another",
        hidden=True,
    )


def _frozen(visit: Visit, pack: Pack, entries: Entries) -> str:
    """The address of the tray as it is today: every item that can be made is pinned to its years and the
    moment of the record."""
    pinned = list(pack.sheets)
    for place, (item, sheet) in entries.items():
        query = item_of(item.chart.id, permanent(sheet)).partition("?")[2]
        pinned[place] = PackSheet(item.chart.id, query)
    return address(visit, replace(pack, sheets=tuple(pinned), languages=languages_of(pack, visit.selection)))


def _tray(visit: Visit, pack: Pack, entries: Entries, faults: dict[int, list[str]]) -> Component:
    words = visit.words
    if not pack.sheets:
        return html.Section(
            [
                html.H2(words("The tray is empty"), className="section-title"),
                html.P(
                    words(
                        "On any page open “Share and export” and choose “Add to briefing”, or begin with one "
                        "of these:"
                    )
                ),
                html.P(
                    html.A(
                        words("The objectives with counts"),
                        href=address(visit, replace(pack, sheets=_objectives(visit))),
                        className="button",
                    )
                ),
            ],
            className="panel tray-empty",
        )
    many = len(pack.sheets)
    count = words("1 chart") if many == 1 else words("{count} charts", count=many)
    return html.Section(
        [
            html.H2([words("Tray"), html.Span(count, className="how-many")], className="section-title"),
            html.Ol(
                [
                    _item(visit, pack, place, *entries[place])
                    if place in entries
                    else _faulty_item(visit, pack, place, faults[place])
                    for place in range(many)
                ],
                className="tray-list",
            ),
            html.P("", className="unseen", id="tray-told", role="status"),
        ],
        className="panel tray",
    )


def _item(visit: Visit, pack: Pack, number: int, item: PackItem, sheet: Sheet) -> Component:
    """One chart: how it looks, and what it says."""
    drawn = picture(sheet, "narrow", prefix=f"tray-{number}") if sheet.rows else ""
    image = Markup(dark_style(drawn) + drawn) if drawn else visit.words("No figures")
    said = [html.H3(sheet.headline), html.P(sheet.subtitle, className="subtitle")]
    return _entry(visit, pack, number, sheet.headline, image, said)


def _faulty_item(visit: Visit, pack: Pack, number: int, faults: list[str]) -> Component:
    """A chart that cannot be made as it was asked for: what was asked for, and what is wrong with it."""
    title = shown_of(text_of(pack.sheets[number]))
    said = [
        html.H3(title),
        html.Ul([html.Li(fault) for fault in faults], className="notice"),
    ]
    return _entry(visit, pack, number, title, visit.words("Cannot be made"), said)


def _entry(
    visit: Visit, pack: Pack, number: int, title: str, image: Markup | str, said: list[Component]
) -> Component:
    """An item of the tray, with links that move it or take it out."""
    words, last = visit.words, len(pack.sheets) - 1
    labels = {"number": number + 1, "title": title}
    links = [
        _link(
            "↑",
            f"up-{number}",
            words("Move {number}, {title}, up", **labels),
            address(visit, moved(pack, number, -1)),
            focus=f"up-{number - 1}",
            is_idle=number == 0,
        ),
        _link(
            "↓",
            f"down-{number}",
            words("Move {number}, {title}, down", **labels),
            address(visit, moved(pack, number, 1)),
            focus=f"down-{number + 1}",
            is_idle=number == last,
        ),
        _link(
            "✕",
            f"out-{number}",
            words("Take {number}, {title}, out", **labels),
            address(visit, without(pack, number)),
            focus=f"out-{min(number, last - 1)}",
        ),
    ]
    return html.Li(
        [
            html.Span("⠿", className="tray-handle", **dashed(aria_hidden="true")),
            html.Div(image, className="tray-picture", **dashed(aria_hidden="true")),
            html.Div(said, className="tray-said"),
            html.Div(links, className="tray-do"),
        ],
        className="tray-item",
        draggable="true",
        **dashed(data_item=text_of(pack.sheets[number])),
    )


def _link(sign: str, id: str, name: str, href: str, *, focus: str, is_idle: bool = False) -> Component:
    """A way to the tray as it then is; ``focus`` is what has the focus there."""
    if is_idle:
        return html.Span(sign, className="tray-link idle", **dashed(aria_hidden="true"))
    return html.A(
        sign,
        id=id,
        href=href,
        className="tray-link",
        title=name,
        **dashed(aria_label=name, data_focus=focus),
    )


def _more(visit: Visit, pack: Pack) -> Component:
    """What can be put in from here: the objectives, every chart as it first stands, any address."""
    words, catalogue = visit.words, visit.catalogue
    choices = [
        (pick(row, "name", visit.language), PackSheet("objective", f"indicator={row.id}"))
        for row in catalogue.indicators.values()
    ]
    choices += [(words(chart.name), PackSheet(chart.id)) for chart in charts().values() if chart.name]
    links = [
        html.Li(
            html.A(
                name,
                href=address(visit, replace(pack, sheets=(*pack.sheets, sheet))),
                className="tray-add",
                **dashed(aria_label=words("Add: {title}", title=name)),
            )
        )
        for name, sheet in choices
    ]
    return html.Section(
        [
            html.H2(words("Add"), className="section-title"),
            html.Ul(links, className="tray-adds"),
            _by_address(visit, pack),
        ],
        className="panel tray-more",
    )


def _by_address(visit: Visit, pack: Pack) -> Markup:
    """A field that takes the address of any page or chart."""
    words = visit.words
    hidden = hidden_fields(visit, pack, with_form=True)
    return Markup(
        '<form class="tray-address" method="get" action="{path}">{hidden}'
        '<label><span>{label}</span><input type="text" name="{name}" required placeholder="{example}" '
        'autocomplete="off" spellcheck="false"></label>'
        '<button type="submit" class="button">{add}</button></form>'
    ).format(
        path=PATH,
        hidden=hidden,
        label=words("The address of any page with a chart"),
        name=ADD,
        example="/trends?series=recaap-asia&from=2010",
        add=words("Add"),
    )


def _objectives(visit: Visit) -> tuple[PackSheet, ...]:
    return tuple(PackSheet("objective", f"indicator={indicator}") for indicator in visit.catalogue.indicators)


PAGE = Page(
    path=PATH,
    position=31,
    name=message("Briefing"),
    group="briefing",
    build=build,
    options=(*NAMES, *NOT_KEPT),
    needs_server=True,
)
