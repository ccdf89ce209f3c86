"""What every page shares: header, language switch, footer, notices, and the box that a chart stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.figures.parts import Drawing
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.as_of import as_of_notice, look_back, shown_editions
from dashboard.pictures import GRAPH_CONFIG
from dashboard.record.periods import day_label
from dashboard.scene.sheet import GuideEntry, KeyEntry
from dashboard.words import interface_words, message

MOST_NOTICES = 8
OTHER_LANGUAGE = {"en": ("ja", "日本語"), "ja": ("en", "English")}
ABOUT = "/about"
"""Where a published site says what it is."""
BLANK = message(
    "Counts are their publishers' own. A blank is a figure that is not known to us, never a zero."
)


def framed(
    visit: Visit,
    page: Page,
    pages: Sequence[Page],
    view: View,
    size: str,
    *,
    other_language: str | None = None,
) -> Component:
    """A whole page: skip link, header with navigation and language, notices, content, footer.

    ``other_language`` is the address of the page in the other language, where it is not the selection's.
    """
    return html.Div(
        className="page",
        lang=visit.language,
        children=[
            html.A(visit.words("Skip to the content"), href="#main", className="skip"),
            _header(visit, page, pages, other_language or other_language_address(visit, page)),
            html.Main(
                id="main",
                className=f"main main-{page.path.strip('/') or 'overview'}",
                children=[html.Div(notices(visit, page, view.undated), id="notices"), view.content(size)],
            ),
            html.Footer(footer(visit, page), id="footer", className="site-footer"),
        ],
    )


def _header(visit: Visit, page: Page, pages: Sequence[Page], other_language: str) -> Component:
    words = visit.words
    links = [
        html.A(
            words(one.name),
            href=visit.plain(one.path),
            className="nav-link here" if one is page else "nav-link",
            **(dashed(aria_current="page") if one is page else {}),
        )
        for one in pages
    ]
    other, name = OTHER_LANGUAGE[visit.language]
    has_other = visit.published is None or other in visit.published.languages
    return html.Header(
        className="site-header",
        children=html.Div(
            className="bar",
            children=[
                html.A(words("Maritime Piracy Statistics"), href=visit.plain("/"), className="site-name"),
                html.Nav(links, className="nav", **dashed(aria_label=words("Pages"))),
                html.A(
                    name,
                    id="language",
                    href=other_language,
                    className="language",
                    lang=other,
                    hrefLang=other,
                )
                if has_other
                else None,
            ],
        ),
    )


def other_language_address(visit: Visit, page: Page) -> str:
    """The same view in the other language."""
    other, _ = OTHER_LANGUAGE[visit.language]
    return visit.address(page.path, visit.selection.with_language(other))


def notices(visit: Visit, page: Page, undated: int) -> list[Component]:
    """Which point of time is shown, and what of the address was not understood; often neither."""
    return [*as_of_notice(visit, page, undated), *dropped_notice(visit)]


def dropped_notice(visit: Visit) -> list[Component]:
    """What of the address was not understood; nothing where all was."""
    if not visit.dropped:
        return []
    items = [html.Li(dropped.sentence(visit.words)) for dropped in visit.dropped[:MOST_NOTICES]]
    if len(visit.dropped) > MOST_NOTICES:
        items.append(html.Li(visit.words("and {count} more", count=len(visit.dropped) - MOST_NOTICES)))
    return [
        html.Div(
            className="notice",
            role="status",
            children=[html.P(visit.words("Part of the address was not understood:")), html.Ul(items)],
        )
    ]


def footer(visit: Visit, page: Page) -> list[Component]:
    """When the database last changed, which editions are shown, what a blank is, and the way to the past."""
    words, version = visit.words, visit.catalogue.version
    updated = day_label(version.recorded_at.date(), visit.language) if version.recorded_at else "—"
    if visit.published:
        return [
            html.P(
                [
                    words(
                        "From our record of {updated} (UTC), batch {batch}. {shown}",
                        updated=updated,
                        batch=version.batch,
                        shown=shown_editions(visit),
                    ),
                    " ",
                    html.A(words("About this copy"), href=visit.plain(ABOUT)),
                ]
            ),
            html.P(words(BLANK)),
        ]
    return [
        html.P(
            words(
                "Database last changed: {updated} (UTC), batch {batch}. {shown}",
                updated=updated,
                batch=version.batch,
                shown=shown_editions(visit),
            )
        ),
        html.P(words(BLANK)),
        *([look_back(visit, page)] if page.has_past else []),
    ]


def chart_box(graph: str, drawing: Drawing, alt: str, *, shape: dict[str, str] | None = None) -> Component:
    """A graph in a box of the size that its picture is drawn at; ``alt`` is what a screen reader says.

    ``shape`` gives the box another height than that of a large picture: see ``box_shape``.
    """
    return html.Div(
        className="chart-box chart-card" if drawing.size.is_card else "chart-box chart-large",
        id=f"{graph}-box",
        role="group",
        style=shape or {},
        children=dcc.Graph(
            id=graph, figure=drawing.figure, config=GRAPH_CONFIG, className="chart", responsive=True
        ),
        **dashed(aria_label=alt),
    )


def box_shape(drawings: Mapping[str, Drawing]) -> dict[str, str]:
    """The heights of a chart's pictures, for the stylesheet to shape their box by: one for each window."""
    return {f"--{window}-height": str(drawing.size.height) for window, drawing in drawings.items()}


SIGNS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "triangle-down": "▼",
}


OPEN_SIGNS = {
    "circle": "○",
    "square": "□",
    "diamond": "◇",
    "triangle-up": "△",
    "cross": "✛",
    "triangle-down": "▽",
}
"""The same marks hollow, as an earlier edition is drawn."""
PRINT_SIGN = "✖"


def sign_of(entry: KeyEntry) -> str:
    """A series' mark as a character: its symbol, or a block where it is drawn as columns."""
    return "■" if entry.columns else SIGNS[entry.style.symbol]


def guide_sample(entry: GuideEntry) -> Component:
    """How a level or the evaluated years look in the chart."""
    return html.Span(className=f"guide guide-{entry.kind}", **dashed(aria_hidden="true"))


def guide_entry(entry: GuideEntry) -> Component:
    """A level or the evaluated years in a chart's key."""
    return html.Li([guide_sample(entry), html.Span(entry.label)])


def linked(text: str, address: str | None, **properties: Any) -> Component:
    """A link where an address is known, else the plain text."""
    return html.A(text, href=address, **properties) if address else html.Span(text, **properties)


def page_title(name: str, language: str) -> str:
    words = interface_words(language)
    return words("{page} | Maritime Piracy Statistics", page=words(name))


def not_found_view(visit: Visit) -> View:
    """What stands at an address that has no page."""
    words = visit.words

    def content(_size: str) -> Component:
        return html.Div(
            [
                html.H1(words("There is no page at this address"), className="page-title"),
                html.P(html.A(words("To the overview"), href=visit.plain("/"))),
            ]
        )

    return View(page_title(message("Not found"), visit.language), content)
