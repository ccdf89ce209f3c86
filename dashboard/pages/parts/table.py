"""What every table of figures has: a head, rows that name a group, a box that scrolls."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed


def table_head(headings: Iterable[str]) -> Component:
    """A heading a column."""
    return html.Thead(html.Tr([html.Th(heading, scope="col") for heading in headings]))


def group_row(name: str, columns: int) -> Component:
    """A row across the table that names the group below it."""
    return html.Tr(html.Th(name, colSpan=columns, scope="rowgroup"), className="group-row")


def scrolling(table: Component, **label: str) -> Component:
    """The table in its box; ``aria_label`` is its name, or ``aria_labelledby`` the id of what says it."""
    return html.Div(table, className="table-scroll", tabIndex=0, role="region", **dashed(**label))
