"""What every page shares: header, language switch, footer, notices, and the box that a chart stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.drawing.dark import dark_style
from dashboard.drawing.svg import svg
from dashboard.drawing.swatch import HEIGHT, WIDTH, swatch, swatch_address
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import as_of_notice
from dashboard.pages.parts.foot import foot
from dashboard.pages.parts.header import OTHER_LANGUAGE, header
from dashboard.scene import theme
from dashboard.scene.key import COLUMN, KeyEntry
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words, message

MOST_NOTICES = 8
HEED_ORIGINALS = ("/trends", "/compare")
"""The pages that can show figures read in the original alone."""


def framed(
    visit: Visit,
    page: Page,
    pages: Sequence[Page],
    view: View,
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
            header(visit, page, pages, other_language or other_language_address(visit, page)),
            html.Main(
                id="main",
                className=f"main main-{page.path.strip('/') or 'overview'}",
                **dashed(data_offline=visit.words("There is no connection: the page stays as it is.")),
                children=[html.Div(notices(visit, page, view.undecided), id="notices"), view.content],
            ),
            *_on_paper(visit, page),
            html.Footer(foot(visit, page), id="footer", className="site-footer"),
        ],
    )


def _on_paper(visit: Visit, page: Page) -> list[Component]:
    """Where what is left out on paper stands, told on paper alone; nothing where the address is not known."""
    own = visit.address(page.path, visit.selection)
    address = visit.published.outside(own) if visit.published else f"{visit.site}{own}"
    if not address:
        return []
    return [
        html.P(
            visit.words("Left out on paper, and kept at: {address}", address=address), className="on-paper"
        )
    ]


def other_language_address(visit: Visit, page: Page) -> str:
    """The same view in the other language."""
    other, _ = OTHER_LANGUAGE[visit.language]
    return visit.address(page.path, visit.selection.with_language(other))


def notices(visit: Visit, page: Page, undecided: int) -> list[Component]:
    """Which point of time is shown, and what of the address was not understood; often neither."""
    return [*as_of_notice(visit, page, undecided), *dropped_notice(visit), *_originals_notice(visit, page)]


def _originals_notice(visit: Visit, page: Page) -> list[Component]:
    """That a page shows figures read elsewhere too, though originals alone were asked for."""
    if not visit.selection.is_original_only or page.path in HEED_ORIGINALS:
        return []
    text = visit.words(
        "Only Trends and Compare can leave out what was not read in the original; this page shows every "
        "figure."
    )
    return [html.Div(className="notice", role="status", children=[html.P(text)])]


def dropped_notice(visit: Visit, *, instead: str = "") -> list[Component]:
    """What of the address was not understood, and what is shown ``instead``; nothing where all was."""
    if not visit.dropped:
        return []
    items = [html.Li(dropped.sentence(visit.words)) for dropped in visit.dropped[:MOST_NOTICES]]
    if len(visit.dropped) > MOST_NOTICES:
        items.append(html.Li(visit.words("and {count} more", count=len(visit.dropped) - MOST_NOTICES)))
    return [
        html.Div(
            className="notice",
            role="status",
            children=[
                html.P(visit.words("Part of the address was not understood:")),
                html.Ul(items),
                html.P(instead) if instead else None,
            ],
        )
    ]


def chart_box(visit: Visit, graph: str, sheet: Sheet, *, years: str = "") -> Component:
    """A chart: its pictures in a box of their size, and what a script says of them in the reader's language.

    Its alt text is for a screen reader. ``years`` is the address that shows other years of it, without these:
    where there is one, years are chosen on the picture.
    """
    words = visit.words
    is_card = sheet.sizes[0].is_card
    attributes = dashed(
        aria_label=sheet.alt,
        data_hint=words(
            "Chart: left and right walk the years, up and down the series, Enter opens the source."
        ),
        data_none=words("no figure in this chart"),
        data_gap=words("{series}, {year}: no figure in this chart", series="{series}", year="{year}"),
        data_year=words("{year}", year="{year}"),
        data_switch=words("Hide this series, or show it again"),
    )
    if years:
        shown = words("Show {first} to {last}", first="{first}", last="{last}")
        attributes |= dashed(data_years=years, data_range=shown)
    return html.Div(
        Markup(pictures_html(visit, graph, sheet)),
        className="chart-box chart-card" if is_card else "chart-box chart-large",
        id=graph,
        role="group",
        style={} if is_card else box_shape(sheet),
        **attributes,
    )


def pictures_html(visit: Visit, graph: str, sheet: Sheet) -> str:
    """A chart's pictures, one for each width (the stylesheet shows the one that fits) or one for all, and the
    colours that they have in a dark window."""
    pictures = {}
    for size in sheet.sizes:
        window = size.window if len(sheet.sizes) > 1 else "every"
        pictures[window] = svg(
            sheet.scene,
            size,
            title=sheet.headline,
            description=sheet.alt,
            prefix=f"{graph}-{size.window}",
            address=visit.picture_address,
        )
    shown = "".join(f'<div class="picture-{window}">{one}</div>' for window, one in pictures.items())
    return shown + dark_style(shown)


def box_shape(sheet: Sheet) -> dict[str, str]:
    """The heights of a chart's pictures, for the stylesheet to shape their box by: one for each window."""
    return {f"--{size.window}-height": str(sheet.layout(size.window).size.height) for size in sheet.sizes}


def sign_of(entry: KeyEntry) -> str:
    """A series' mark as a character: its symbol, or a block where it is drawn as columns."""
    return "■" if entry.kind == COLUMN else theme.SIGNS[entry.style.symbol]


def key_sample(entry: KeyEntry) -> Component:
    """How an entry of the key looks in the chart."""
    sample = swatch(entry)
    if "<pattern" in sample:  # which has an id: twice on a page it would be another's
        image = swatch_address(entry)
        return html.Img(src=image, alt="", width=str(WIDTH), height=str(HEIGHT), className="swatch")
    return html.Span(Markup(sample), className="swatch")


def key_entry(entry: KeyEntry) -> Component:
    """An entry of a chart's key."""
    return html.Li(
        [key_sample(entry), html.Span(entry.label)],
        **(dashed(data_series=entry.series) if entry.series else {}),
    )


def key_of(sheet: Sheet) -> list[Component]:
    """The items of a chart's key; none where nothing is drawn or the picture itself says it."""
    return [key_entry(entry) for entry in sheet.key]


def in_words(visit: Visit, sheet: Sheet) -> Component:
    """The chart's alternative text, to open."""
    return html.Details(
        [html.Summary(visit.words("The chart in words")), html.P(sheet.alt)], className="in-words"
    )


def notes_of(notes: Iterable[str]) -> Component:
    """What a reader must know of a chart's marks and series."""
    return html.Ul([html.Li(note) for note in notes], className="notes")


def fact_list(facts: Iterable[tuple[str, Any]], look: str | None = None) -> Component:
    """Terms with what is said of them; ``look`` is the list's class."""
    parts = [part for term, text in facts for part in (html.Dt(term), html.Dd(text))]
    return html.Dl(parts, className=look) if look else html.Dl(parts)


def linked(text: str, address: str | None, **properties: Any) -> Component:
    """A link where an address is known, else the plain text."""
    return html.A(text, href=address, **properties) if address else html.Span(text, **properties)


def page_title(name: str, language: str) -> str:
    words = interface_words(language)
    return words("{page} | Maritime Piracy Statistics", page=words(name))


def not_found_view(visit: Visit) -> View:
    """What stands at an address that has no page."""
    words = visit.words

    content = html.Div(
        [
            html.H1(words("There is no page at this address"), className="page-title"),
            html.P(html.A(words("To the overview"), href=visit.plain("/"))),
        ]
    )

    return View(page_title(message("Not found"), visit.language), content)
