"""Where on the page Sources a publication, a publisher or a definition stands."""

from __future__ import annotations

from urllib.parse import quote

from dashboard.address.selection import Selection

SOURCES = "/sources"
AT = "at"
"""The option that names a place of the page, for Sources is a list of many pages and the server is told
no fragment."""


def place_on_sources(place: str, selection: Selection) -> str:
    """The address of a place such as ``publication-imb-annual-2023``, in a selection's language and point of
    time."""
    name = quote(place)
    query = selection.plain().query()
    return f"{SOURCES}?{AT}={name}{'&' if query else ''}{query}#{name}"
