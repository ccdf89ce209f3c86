"""Parts that the desk's pages share: fields of forms, choices, notices, tables that scroll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from dashboard.markup.html import dashed, element
from dashboard.words import Words, pick

Choice = tuple[str, str]
"""What a form sends, and what is read."""


def hidden_field(name: str, value: str | int) -> Markup:
    """What a form sends along unseen."""
    return element("input", type="hidden", name=name, value=value)


def token_field() -> Markup:
    """The token that a form must send. It starts a session: leave it out where there is no form."""
    return hidden_field("csrf_token", generate_csrf())


def post_form(action: str, children: Sequence[Any], **attributes: Any) -> Component:
    """A form that changes data."""
    return html.Form([token_field(), *children], method="post", action=action, **attributes)


def htmx_form(action: str, children: Sequence[Any]) -> Markup:
    """A form that changes data; where htmx runs, the answer takes the place of the review."""
    htmx = dashed(hx_post=action, hx_target="#review", hx_swap="outerHTML")
    parts = [token_field(), *children]
    return element("form", parts, method="post", action=action, className="panel desk-form", **htmx)


def labelled(label: Any, name: str, **attributes: Any) -> list[Component | Markup]:
    """A field with its label; its id is its name unless ``id`` says otherwise."""
    identity = attributes.pop("id", name)
    field = element("input", id=identity, name=name, **attributes)
    return [html.Label(label, htmlFor=identity), field]


def labelled_choice(
    label: Any, name: str, children: Sequence[Component], *, id: str = ""
) -> list[Component | Markup]:
    """Choices with their label; the id is the name unless ``id`` says otherwise."""
    return [html.Label(label, htmlFor=id or name), html.Select(children, id=id or name, name=name)]


def options(choices: Iterable[Choice], chosen: str | None = None) -> list[Component]:
    """The options of a field, the chosen one marked."""
    return [html.Option(text, value=value, selected=value == chosen) for value, text in choices]


def no_choice(words: Words) -> Component:
    """The option that answers nothing."""
    return html.Option(words("Choose ..."), value="")


def group(label: str, choices: Iterable[Choice], chosen: str | None = None) -> Component:
    """Options below a heading."""
    return html.Optgroup(options(choices, chosen), label=label)


def titles(rows: Mapping[str, Any], name: str, language: str, *, with_id: bool = False) -> list[Choice]:
    """Ids and names of rows of the catalogue, in the reader's language."""
    pairs = [(row.id, pick(row, name, language)) for row in rows.values()]
    return [(id, f"{title} ({id})") for id, title in pairs] if with_id else pairs


def checkbox(label: str, name: str, *, is_checked: bool) -> Component:
    """A yes or no with its label."""
    box = element("input", type="checkbox", name=name, checked=is_checked)
    return html.Label([box, f" {label}"], className="check")


def button(text: str, *, is_plain: bool = False) -> Component:
    """What sends a form."""
    return html.Button(text, className="desk-button plain" if is_plain else "desk-button", type="submit")


def notice(text: str, **attributes: Any) -> Component | None:
    """A sentence that is not to be overlooked; nothing where there is none."""
    attributes = {"role": "alert"} | attributes
    return html.Div(html.P(text), className="notice", **attributes) if text else None


def crumb(address: str, text: str) -> Component:
    """The way back."""
    return html.P(html.A(text, href=address), className="crumb")


def panel(id: str, title: str, children: Sequence[Any]) -> Component:
    """A section that its title names; ``id`` is the title's."""
    return html.Section([html.H2(title, id=id), *children], className="panel", **dashed(aria_labelledby=id))


def scrolled(table: Component, **attributes: Any) -> Component:
    """A table that scrolls by itself where it is wider than the window; ``attributes`` name it."""
    return html.Div(table, className="grid-scroll", tabIndex=0, role="region", **dashed(**attributes))


def stacked_table(titles: Sequence[str], rows: Sequence[Component]) -> Component:
    """A table; in a narrow window each of its rows stands as a card, with the titles above its cells."""
    for row in rows:
        for title, cell in zip(titles, row.children, strict=True):
            setattr(cell, "data-label", title)
    return html.Table([html.Thead(html.Tr(headings(titles))), html.Tbody(rows)], className="changes")


def headings(titles: Iterable[str]) -> list[Component]:
    """The head of a table."""
    return [html.Th(title, scope="col") for title in titles]
