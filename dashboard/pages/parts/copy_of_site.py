"""What a published copy says of itself: on About, at its root, and to lost readers."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.header import OTHER_LANGUAGE
from dashboard.record.periods import day_label
from dashboard.words import interface_words, message

NAMES = {code: name for code, name in OTHER_LANGUAGE.values()}
"""Each language in its own words."""


def of_this_copy(visit: Visit) -> list[Component]:
    """What the copy is and what it leaves out; nothing where a server answers."""
    if visit.published is None:
        return []
    words, version = visit.words, visit.catalogue.version
    day = day_label(version.recorded_at.date(), visit.language) if version.recorded_at else "—"
    return [
        html.P(
            words(
                "This is a copy of Maritime Piracy Statistics as files, written from its record of "
                "{day} (UTC). It needs no network and no server.",
                day=day,
            ),
            className="lead",
        ),
        html.Ul([html.Li(said) for said in _limits(visit, visit.published.live)], className="about-copy"),
    ]


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
    "Counts of piracy and armed robbery against ships, each with its source, and of each change whether it "
    "could be chance."
)
