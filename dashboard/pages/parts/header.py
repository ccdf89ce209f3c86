"""The header of every page: the site's name, the navigation in two lines, points of time, the language."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages import GROUPS, Page, Visit
from dashboard.pages.parts.as_of import look_back_form
from dashboard.pages.parts.since_field import since_field

OTHER_LANGUAGE = {"en": ("ja", "日本語"), "ja": ("en", "English")}


def header(visit: Visit, page: Page, pages: Sequence[Page], other_language: str) -> Component:
    """The groups of pages in a line, the pages of this page's group in a second one.

    ``pages`` are all that there are, in their order; ``other_language`` is this page's address in the other.
    """
    siblings = [entry for entry in pages if entry.group == page.group] if page.group else []
    return html.Header(
        className="site-header",
        children=html.Div(
            className="bar",
            children=[
                html.A(
                    visit.words("Maritime Piracy Statistics"), href=visit.plain("/"), className="site-name"
                ),
                html.Nav(
                    _groups(visit, page, pages), className="nav", **dashed(aria_label=visit.words("Pages"))
                ),
                _siblings(visit, page, siblings) if len(siblings) > 1 else None,
                html.Div(_dates(visit, page), className="dates"),
                _language(visit, other_language),
            ],
        ),
    )


def _groups(visit: Visit, page: Page, pages: Sequence[Page]) -> list[Component]:
    """Each group that has a page, leading to its first."""
    first: dict[str, Page] = {}
    for entry in pages:
        if entry.group:
            first.setdefault(entry.group, entry)
    return [
        _link(
            visit,
            visit.words(GROUPS[group]),
            first[group],
            is_here=group == page.group,
            current="page" if first[group].path == page.path else "true",
        )
        for group in GROUPS
        if group in first
    ]


def _siblings(visit: Visit, page: Page, siblings: Sequence[Page]) -> Component:
    links = [
        _link(visit, visit.words(entry.name), entry, is_here=entry.path == page.path, current="page")
        for entry in siblings
    ]
    label = visit.words("Pages of this group: {group}", group=visit.words(GROUPS[page.group]))
    return html.Nav(links, className="nav siblings", **dashed(aria_label=label))


def _link(visit: Visit, name: str, page: Page, *, is_here: bool, current: str) -> Component:
    return html.A(
        name,
        href=visit.plain(page.path),
        className="nav-link here" if is_here else "nav-link",
        **(dashed(aria_current=current) if is_here else {}),
    )


def _dates(visit: Visit, page: Page) -> list[Component | None]:
    """The ways to other points of time; a site of files has none."""
    if visit.published:
        return []
    past = [look_back_form(visit, page)] if page.has_past else []
    # Where the row has no room for it, the field stands in the panel.
    panel = html.Div([since_field(visit), *past], className="dates-panel")
    look = "look-back" if past else "look-back without-past"
    return [since_field(visit), html.Details([html.Summary(visit.words("Look back")), panel], className=look)]


def _language(visit: Visit, other_language: str) -> Component | None:
    other, name = OTHER_LANGUAGE[visit.language]
    if visit.published is not None and other not in visit.published.languages:
        return None
    return html.A(name, id="language", href=other_language, className="language", lang=other, hrefLang=other)
