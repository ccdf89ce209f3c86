"""Addresses that were once given out, or that people type, and where they lead today: no link ever breaks.

Whoever renames a page, a chart, an option or a series adds a row here, and takes none away. A place on a
page that once had a name keeps it: ``ANCHORS`` lists those, and a test looks for each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dashboard.address.known import meant

PATHS = {
    "/overview": "/",
    "/index.html": "/",
    "/revision": "/revisions",
    "/trend": "/trends",
}
"""Old path of a page -> the path of today. The query is carried along."""

CHARTS = {
    "trends": "trend",
    "revision": "revisions",
}
"""Old name of a chart, as in /c/<chart>.csv -> the name of today."""

OPTIONS = {
    "asof": "recorded",
    "as_recorded": "recorded",
    "as_published": "published",
    "language": "lang",
}
"""Old name of an option -> the name of today; the files' own names for the two clocks are among them."""

SERIES: dict[str, str] = {}
"""Old id of a series -> the id of today. None has been renamed so far."""

EMBED_PATH = "/embed/"
"""What the address of a chart in a frame begins with."""

ANCHORS = {
    "/breakdown": (
        "severity",
        "severity-figures",
        "kind",
        "kind-figures",
        "rates",
        "rates-figures",
        "measures",
    ),
    "/revisions": ("editions",),
    "/trends": ("figures", "definitions"),
}
"""Names of places on pages, which no server is asked for: they stay where they were."""


def current_names(
    arguments: Mapping[str, Sequence[str]],
    *,
    options: Mapping[str, str] = OPTIONS,
    series: Mapping[str, str] = SERIES,
) -> dict[str, list[str]]:
    """The values of a query string in the names of today, whose case is of no matter. Where one says the old
    name and the new, both values are handed on, in their order."""
    current: dict[str, list[str]] = {}
    for typed, values in arguments.items():
        name = typed.strip().casefold()
        current.setdefault(options.get(name, name), []).extend(values)
    if "series" in current:
        current["series"] = [series.get(meant(id, series) or id, id) for id in current["series"]]
    return current


def current_chart(text: str, charts: Collection[str]) -> str | None:
    """The chart of today that a name means, which may be its old one; None where there is none."""
    return meant(CHARTS.get(meant(text, CHARTS) or text, text), charts)
