"""Own addresses as a file of the copy writes them: the way from it to the file that comes nearest."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from dashboard.address.lookup import arguments_of
from dashboard.address.old_links import CHARTS, EMBED_PATH, PATHS
from dashboard.publish.plan import (
    REGISTER,
    CopyPlan,
    PublishedChoice,
    chart_file,
    embed_file,
    page_file,
    safe_name,
)

CHART_PATH, REGISTER_PATH = "/c/", "/register/"


class NotPublished(Exception):
    """A published page leads to something of which nothing is published: it must not offer that at all."""


@dataclass(frozen=True)
class Links:
    """What is written for an address in the file ``here``, which is in ``language``.

    Called with an address; one of another site, or of a place on the same page, stays as it is.
    """

    plan: CopyPlan
    here: str
    language: str

    def __call__(self, address: str) -> str:
        if not is_own(address):
            return address
        parts = urlsplit(address)
        folder = posixpath.dirname(self.here)
        way = posixpath.relpath(self.file_of(address), folder or ".")
        return quote(way) + (f"#{parts.fragment}" if parts.fragment else "")

    def file_of(self, address: str) -> str:
        """The file of an own address: that of its very selection, else the nearest that is published.

        Raises ``NotPublished`` where nothing comes near, so that no link is dead without a word.
        """
        # Every page has the links of its frame.
        known, asked = self.plan.files_found, (self.language, address)
        if asked not in known:
            known[asked] = self._found(address)
        return known[asked]

    def _found(self, address: str) -> str:
        parts = urlsplit(address)
        arguments = arguments_of(parts.query)
        language = next(iter(arguments.get("lang", ())), self.language)
        if language not in self.plan.languages:
            language = self.language
        series = tuple(arguments.get("series", ()))
        region, indicator = (next(iter(arguments.get(name, ())), "") for name in ("region", "indicator"))

        def nearest(of: str) -> Any:
            return self.plan.nearest(of, series=series, region=region, indicator=indicator)

        if parts.path.startswith(CHART_PATH):
            name, _, ending = parts.path.removeprefix(CHART_PATH).partition(".")
            choice = nearest(CHARTS.get(name, name))
            if choice is not None and ending in self.plan.formats:
                return chart_file(language, choice, ending)
        elif parts.path.startswith(REGISTER_PATH):
            objective, _, ending = parts.path.removeprefix(REGISTER_PATH).partition(".")
            choice = PublishedChoice(REGISTER, safe_name(objective), shows=(objective,))
            if choice in self.plan.registers and ending in self.plan.register_formats:
                return chart_file(language, choice, ending)
        elif parts.path.startswith(EMBED_PATH):
            choice = nearest(parts.path.removeprefix(EMBED_PATH))
            if choice is not None:
                return embed_file(language, choice)
        else:
            choice = nearest(PATHS.get(parts.path, parts.path))
            if choice is not None:
                return page_file(language, choice)
        raise NotPublished(f"{address} in {self.here}")


def is_own(address: str) -> bool:
    """Whether an address is one of this program's pages or files."""
    return address.startswith("/") and not address.startswith("//")
