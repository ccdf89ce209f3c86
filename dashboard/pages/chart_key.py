"""A chart's key as a list: the same on page and embed."""

from __future__ import annotations

from dash.development.base_component import Component

from dashboard.pages.frame import key_entry
from dashboard.scene.sheet import Sheet


def key_of(sheet: Sheet) -> list[Component]:
    """The items of a chart's key; none where nothing is drawn or the picture itself says it."""
    return [key_entry(entry) for entry in sheet.key]
