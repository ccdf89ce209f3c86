"""About: whose site this is, how to reach them, how new its figures are, on which terms, how accessible."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.address.operator import operator
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.copy_of_site import SITE, of_this_copy
from dashboard.pages.parts.foot import ABOUT, as_link
from dashboard.pages.parts.frame import fact_list, page_title
from dashboard.pages.parts.releases import release_text
from dashboard.record.periods import day_label
from dashboard.record.releases import late_and_due
from dashboard.words import message

PRINCIPLES = (
    message("The answer first, the detail below: a sentence for all, a card an indicator, then the pages."),
    message(
        "A chart’s headline says what it shows, the line below it what is counted; its source is with it."
    ),
    message("Counts begin at zero and are never smoothed; a gap stays a gap."),
    message("Names stand at the lines where there is room."),
    message("Nothing is told by colour alone: each series has its own mark or hatching too."),
    message("The day on which the figures last changed and the day that is shown are told apart."),
    message("Text contrasts with its ground by 4.5 to 1 or more, a mark of a chart by 3 to 1 or more."),
    message("The colours of a light page and the ring of focus are values of the Agency’s design tokens."),
)
"""Of the Digital Agency's guide to the design of dashboards, what these pages follow."""
NOT_FOLLOWED = message(
    "Not followed: filters for a whole page at its top. A chart’s choices stand beside it, and the address "
    "keeps them."
)


def build(visit: Visit) -> View:
    """What an office must say of a site that it publishes."""
    words = visit.words
    title = words("About this copy") if visit.published else words("About this site")
    sections = [
        _section("operator", words("Operator and contact"), _office(visit)),
        _section("figures", words("How new the figures are"), _figures(visit)),
        _section("terms", words("Terms and licence"), _terms(visit)),
        _section("accessibility", words("Accessibility"), _accessibility(visit)),
        _section("design", words("Design"), _design(visit)),
    ]
    content = html.Div(
        [
            html.H1(title, className="page-title"),
            html.P(words(SITE), className="lead"),
            *of_this_copy(visit),
            html.Div(sections, className="panel about-page"),
        ]
    )
    return View(page_title(PAGE.name, visit.language), content)


def _section(name: str, title: str, parts: list[Component]) -> Component:
    return html.Section([html.H2(title), *parts], id=name)


def _office(visit: Visit) -> list[Component]:
    words, said = visit.words, operator(visit.language)
    unsaid = words("not stated")
    return [
        fact_list(
            [
                (words("Operator"), said.name or unsaid),
                (words("Contact"), as_link(said.contact) if said.contact else unsaid),
            ]
        )
    ]


def _figures(visit: Visit) -> list[Component]:
    """When our record last changed, and the regular editions that come next or have not come yet."""
    words, version, language = visit.words, visit.catalogue.version, visit.language
    updated = day_label(version.recorded_at.date(), language) if version.recorded_at else "—"
    moment = version.recorded_at
    late, due = (
        [html.Li(release_text(release, visit.catalogue.publishers, words)) for release in releases]
        for releases in late_and_due(visit.catalogue.publications.values(), moment and moment.date())
    )
    return [
        html.P(words("Figures last changed: {updated} (UTC).", updated=updated)),
        *([html.P(words("Regular editions that come next:")), html.Ul(due)] if due else []),
        *([html.P(words("Usually out by now, and not in this record:")), html.Ul(late)] if late else []),
    ]


def _terms(visit: Visit) -> list[Component]:
    words, own = visit.words, operator(visit.language).terms
    return [
        *([html.P(as_link(own))] if own else []),
        html.P(
            words(
                "The counts are facts from reports of their publishers, and the reports remain theirs. Quote "
                "a count with its publisher and edition, as each chart’s citation does."
            )
        ),
        html.P(words("Our own words, their arrangement and the program: MIT License.")),
    ]


def _accessibility(visit: Visit) -> list[Component]:
    words, own = visit.words, operator(visit.language).accessibility
    return [
        *([html.P(as_link(own))] if own else []),
        html.P(
            words(
                "Aimed at: WCAG 2.2 level AA and JIS X 8341-3:2016 level AA. Each page is checked by an "
                "automatic tool (axe) and walked by keyboard whenever the program changes. It has not been "
                "assessed by an outside body, nor tried with users of screen readers."
            )
        ),
        html.P(
            words(
                "Every chart has its figures as a table and its content in words, and answers keys; pages "
                "work without scripts, in print and at 400 % zoom. Known limit: the page Explore draws "
                "with a library whose marks no key reaches; its figures stand on the page that it comes from."
            )
        ),
    ]


def _design(visit: Visit) -> list[Component]:
    words = visit.words
    return [
        html.P(
            words(
                "Of the Digital Agency’s guide to the design of dashboards (ダッシュボードデザインの"
                "実践ガイドブック) these pages follow:"
            )
        ),
        html.Ul([html.Li(words(principle)) for principle in PRINCIPLES]),
        html.P(words(NOT_FOLLOWED)),
    ]


PAGE = Page(path=ABOUT, position=43, name=message("About"), group="figures", build=build, has_past=False)
