"""What a published copy says of itself: its own page, the page at its root, and the one for lost readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.frame import ABOUT, OTHER_LANGUAGE, page_title
from dashboard.record.periods import day_label
from dashboard.words import interface_words, message

NAMES = {code: name for code, name in OTHER_LANGUAGE.values()}
"""Each language in its own words."""


def about_view(visit: Visit, data: Sequence[str]) -> View:
    """What the copy is, what it leaves out, and the way to all of its data; ``data`` are file addresses."""
    words, version = visit.words, visit.catalogue.version
    live = visit.published.live if visit.published else ""
    day = day_label(version.recorded_at.date(), visit.language) if version.recorded_at else "—"

    # What says what the others mean comes first.
    ordered = sorted(data, key=lambda file: (not file.endswith(".json"), "counts/" not in file, file))

    content = html.Div(
        [
            html.H1(words("About this copy"), className="page-title"),
            html.P(
                words(
                    "This is a copy of Maritime Piracy Statistics as files, written from its record of "
                    "{day} (UTC), batch {batch}. It needs no network and no server.",
                    day=day,
                    batch=version.batch,
                ),
                className="lead",
            ),
            html.Ul([html.Li(file) for file in _limits(visit, live)], className="about-copy"),
            html.H2(words("The whole data"), id="data"),
            html.P(
                words(
                    "Every table as CSV, described as a Frictionless Data Package: {file} says what each "
                    "column means.",
                    file="datapackage.json",
                )
            ),
            html.Ul(
                [html.Li(html.A(file.rpartition("data/")[2], href=file)) for file in ordered],
                className="data-files",
            ),
        ],
        className="about-page panel",
    )

    return View(page_title(COPY.name, visit.language), content)


def _limits(visit: Visit, live: str) -> list[str | list[str | Component]]:
    """What only a site that answers can do, and how far a page's day goes."""
    words = visit.words
    sentences: list[str | list[str | Component]] = [
        words(
            "Each series has a page of its own with all its years. Several series on one chart, other years, "
            "earlier points of time and the tracing of numbers need the site that this is a copy of."
        ),
        words(
            "A page or file that later figures did not change keeps the day on which it last changed; that "
            "day stands at its foot."
        ),
    ]
    if live:
        sentences.append([words("The site that this is a copy of: "), html.A(live, href=live)])
    return sentences


def choice_of_language(languages: Mapping[str, str], *, headings: Mapping[str, str], lead: bool) -> Component:
    """A page in all languages at once: a heading and a link for each; ``languages`` gives each its address.

    ``lead``: say below the heading what the site is.
    """
    return html.Div(
        html.Main(
            [
                html.Section(
                    [
                        html.H1(headings[language], className="page-title"),
                        html.P(interface_words(language)(SITE), className="lead") if lead else None,
                        html.P(
                            html.A(
                                NAMES[language], href=address, hrefLang=language, className="button primary"
                            )
                        ),
                    ],
                    lang=language,
                    className="panel",
                )
                for language, address in languages.items()
            ],
            id="main",
            className="main choice-of-language",
        ),
        className="page",
    )


SITE = message(
    "Counts of piracy and armed robbery against ships, each with its source, and each change with its chance."
)
COPY = Page(
    path=ABOUT, position=99, name=message("About this copy"), build=lambda visit: about_view(visit, ())
)
