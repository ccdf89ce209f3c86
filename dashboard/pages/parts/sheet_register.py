"""What the evaluation sheet says of an objective, heading by heading, with the states of its initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from cachetools import LRUCache, cached
from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.pages import Visit
from dashboard.pages.parts.evaluation_sheet import OBJECTIVES
from dashboard.pages.parts.finding import asked, matching, named, page_of, plain_text, search_form, told
from dashboard.pages.parts.frame import linked
from dashboard.record import captions
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue
from dashboard.record.register import HEADING_WORDS, items_of, said_of, source_label, source_text, states_of
from dashboard.words import LANGUAGES, interface_words, pick

AIMS = ("aim", "next-aim")
TERM = re.compile("(「[^」]*」)")
MOST_FOUND = 200


def with_terms(text: str, language: str) -> list[Component | str]:
    """A text whose terms of the sheet are said in their language."""
    if language == "ja":
        return [text]
    return [html.Span(part, lang="ja") if TERM.fullmatch(part) else part for part in TERM.split(text) if part]


def register_search(visit: Visit) -> Component | None:
    """A search in everything that the sheet says, with what it found; a copy of the site answers none."""
    if visit.published or not visit.catalogue.sheet_items:
        return None
    words = visit.words
    texts = _texts(visit.catalogue)
    items = matching(visit, visit.catalogue.sheet_items.values(), lambda row: texts[row.id])
    found = page_of(items, 1, MOST_FOUND)
    form = search_form(visit, visit.selection, OBJECTIVES, words("Search in the evaluation sheet"))
    hint = html.P(words("In what it says under each heading, and in the states."), className="found")
    return html.Section(
        [
            html.Div([form, told(visit, found) if asked(visit) else hint], className="finding"),
            html.Ul([_hit(visit, row) for row in found.items], className="register-hits")
            if asked(visit)
            else None,
        ],
        className="panel register-search",
    )


@cached(LRUCache(8))
def _texts(catalogue: Catalogue) -> Mapping[str, str]:
    """What an item is looked for by, in every language."""
    states = states_of(catalogue)
    return {
        row.id: plain_text(
            [
                *named(catalogue.objectives[row.objective], "name"),
                *[interface_words(language)(HEADING_WORDS[row.heading]) for language in LANGUAGES],
                *named(row, "part", "text", "evidence"),
                *[text for state in states[row.id] for text in named(state, "by", "source", "note")],
            ]
        )
        for row in catalogue.sheet_items.values()
    }


def _hit(visit: Visit, row: Any) -> Component:
    objective = pick(visit.catalogue.objectives[row.objective], "name", visit.language)
    heading = visit.words(HEADING_WORDS[row.heading])
    return html.Li(
        [
            html.A(
                visit.words("{objective}: {heading}", objective=objective, heading=heading),
                href=f"#item-{row.id}",
            ),
            html.P(with_terms(pick(row, "text", visit.language), visit.language)),
        ]
    )


def register(visit: Visit, objective: Any) -> Component | None:
    """The headings of one objective: its aims in full, the rest to open."""
    if not any(items_of(visit.catalogue, objective.id, heading) for heading in HEADING_WORDS):
        return None
    sections = [_heading(visit, objective, heading) for heading in HEADING_WORDS]
    source = html.P(
        [
            visit.words("Told in our words; in 「」 stand the sheet's own terms. "),
            visit.words("Source: "),
            publication_link(visit, objective.publication, objective.page),
        ],
        className="source-line",
    )
    return html.Div([*sections, source, _files(visit, objective)], className="register")


def _files(visit: Visit, objective: Any) -> Component | None:
    """The register as files; in a copy of the site, in those formats that it has."""
    query = visit.selection.plain().with_language(visit.language).query()
    ways = [
        html.A(name, href=f"/register/{objective.id}.{ending}?{query}", className="download")
        for ending, name in (("pdf", "PDF"), ("pptx", "PowerPoint"))
        if visit.published is None or ending in visit.published.formats
    ]
    return html.P(ways, className="downloads") if ways else None


def _heading(visit: Visit, objective: Any, heading: str) -> Component | None:
    rows = items_of(visit.catalogue, objective.id, heading)
    if not rows:
        return None
    name = visit.words(HEADING_WORDS[heading])
    place = f"{heading}-{objective.id}"
    body = [
        _part(visit, part, list(of_part)) for part, of_part in groupby(rows, lambda row: _part_of(visit, row))
    ]
    if heading in AIMS:
        return html.Section([html.H3(name), *body], id=place, className=f"register-{heading}")
    texts = _texts(visit.catalogue)
    is_found = asked(visit) != "" and bool(matching(visit, rows, lambda row: texts[row.id]))
    count = visit.words("1 item") if len(rows) == 1 else visit.words("{count} items", count=len(rows))
    return html.Details(
        [html.Summary([html.H3(name), html.Span(count, className="register-count")]), *body],
        id=place,
        open=is_found,
        className=f"register-{heading}",
    )


def _part_of(visit: Visit, row: Any) -> str:
    return pick(row, "part", visit.language)


def _part(visit: Visit, part: str, rows: Iterable[Any]) -> Component:
    """Items that stand under one sub-heading of the sheet, where one is known."""
    name = html.P(with_terms(part, visit.language), className="register-part") if part else None
    return html.Div([name, html.Ul([_item(visit, row) for row in rows], className="register-items")])


def _item(visit: Visit, row: Any) -> Component:
    words, language = visit.words, visit.language
    place = captions.page_text(row.page, words)
    content: list[Component | None] = [
        html.P(with_terms(pick(row, "text", language), language), className="register-text"),
        html.P(place, className="row-note") if place else None,
    ]
    if row.evidence_en:
        states = states_of(visit.catalogue).get(row.id, ())
        content += [
            html.P(
                [html.Span(words("Evidence would be: "), className="label"), pick(row, "evidence", language)],
                className="register-evidence",
            ),
            html.Ul([_state(visit, state) for state in states], className="register-states"),
        ]
    return html.Li(content, id=f"item-{row.id}")


def _state(visit: Visit, state: Any) -> Component:
    """One state with its day, its source and what must be known of it."""
    words, language = visit.words, visit.language
    content: list[Component | str] = [
        html.Span(said_of(state, words), className=f"state state-{state.state}"),
        words(" (as of {day}). ", day=day_label(state.dated, language)),
        source_label(state, words),
        _source(visit, state),
    ]
    note = pick(state, "note", language)
    if note:
        content.append(html.Span(note, className="row-note"))
    return html.Li(content)


def _source(visit: Visit, state: Any) -> Component:
    """Where a state stands, with the way there."""
    address = state.url
    if state.publication:
        address = place_on_sources(f"publication-{state.publication}", visit.selection)
    return linked(source_text(state, visit.catalogue, visit.words), address)


def publication_link(visit: Visit, publication: str, page: str | None) -> Component:
    """A publication's title as a way to the Sources page, with the place in it where known."""
    title = pick(visit.catalogue.publications[publication], "title", visit.language)
    link = html.A(title, href=place_on_sources(f"publication-{publication}", visit.selection))
    place = captions.page_text(page, visit.words)
    return html.Span([link, f"{visit.words(', ')}{place}"] if place else [link])
