"""Addresses of the dashboard as places in a site of files: the one rule for pages, downloads and links.

A place is a path inside the site, such as ``ja/trends/recaap-asia.html``. Which places exist is the plan's
to say; an address that has none leads to the nearest page that has, or nowhere.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dashboard.exporters.carried import CHOSEN
from dashboard.selection import Selection
from dashboard.words import LANGUAGES

LONGEST_NAME = 80
"""Letters of a file's name before its ending; several long ids are cut, and marked by what they were."""
OVERVIEW = "index"
ATTRIBUTE = re.compile(r'(?<= )(xlink:href|href|src|action)="(/(?!/)[^"]*)"')
"""Where HTML that we wrote holds an address of our own: always in double quotes, always escaped."""


@dataclass(frozen=True)
class FileAsked:
    """A chart's file that a page links to: which chart, format, and the query of its selection."""

    chart: str
    format: str
    query: str
    language: str

    @property
    def place(self) -> str:
        name = file_name(self.chart, dict_of(self.query))
        return f"{self.language}/files/{self.chart}{f'/{name}' if name else ''}.{self.format}"


@dataclass
class Linker:
    """Leads the links of one page to places; what it is asked for on the way is in ``files``.

    ``live`` is the dashboard's own address, "" where it is not known.
    """

    here: str
    language: str
    places: Collection[str]
    live: str = ""
    files: set[FileAsked] = field(default_factory=set)

    def html(self, text: str) -> str:
        """A document with every link led; one that leads nowhere is no link any more."""

        def led(match: re.Match[str]) -> str:
            to = self.address(unescape(match[2]))
            return f'{match[1]}="{escape(to)}"' if to else f"data-{match[1].rpartition(':')[2]}-left-out"

        return ATTRIBUTE.sub(led, text)

    def figure(self, figure: dict[str, Any]) -> dict[str, Any]:
        """A figure with the addresses that its marks lead to led."""
        traces = [
            trace | {"customdata": [self.address(one) if one else "" for one in trace["customdata"]]}
            if "customdata" in trace
            else trace
            for trace in figure["data"]
        ]
        return figure | {"data": traces}

    def address(self, address: str) -> str:
        """Where an address leads from here; "" for nowhere."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address
        place = self._place(parts.path, dict_of(parts.query), parts.query)
        if place is None:
            return f"{self.live}{address}" if self.live else ""
        if place == self.here and parts.fragment:
            return f"#{parts.fragment}"
        to = posixpath.relpath(place, posixpath.dirname(self.here) or ".")
        return f"{to}#{parts.fragment}" if parts.fragment else to

    def _place(self, path: str, query: dict[str, list[str]], text: str) -> str | None:
        if path.startswith("/assets/"):
            return path.removeprefix("/")
        if path.startswith("/c/") and "." in path:
            chart, _, ending = path.removeprefix("/c/").rpartition(".")
            asked = FileAsked(chart, ending, _without(text, ("download", "lang")), self._language(query))
            self.files.add(asked)
            return asked.place
        language = self._language(query)
        for place in nearest(path, query, language):
            if place in self.places:
                return place
        return None

    def _language(self, query: dict[str, list[str]]) -> str:
        stated = query.get("lang", [self.language])[0]
        return stated if stated in LANGUAGES else self.language


def dict_of(query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        found.setdefault(name, []).append(value)
    return found


def page_place(path: str, selection: Selection) -> str:
    """The place of a page with a selection, in the selection's language."""
    return nearest(path, dict_of(selection.query()), selection.language)[0]


def nearest(path: str, query: dict[str, list[str]], language: str) -> list[str]:
    """The place of a page's address, then those of the same page that come nearest to it."""
    page = path.strip("/") or OVERVIEW
    series = query.get("series", [])
    names = ["_".join(series), *series[:1], *query.get("region", [])]
    if page == "trends":
        names.insert(0, file_name("trend", query))
    chosen = [f"{language}/{page}/{_short(one)}.html" for one in names if one]
    return [*dict.fromkeys(chosen), f"{language}/{page}.html"]


def file_name(chart: str, query: dict[str, list[str]]) -> str:
    """The name of a chart with a selection; "" for a chart that has but one.

    Years are in it where they were chosen; a comparison's own years move with the figures, its name does not.
    """
    if chart not in CHOSEN:
        return _short("_".join([*query.get("indicator", []), *query.get("region", [])]))
    years = [f"{name}-{query[name][0]}" for name in ("from", "to") if query.get(name)]
    return _short("_".join([*query.get("series", []), *years]))


def _short(name: str) -> str:
    """A name that every file system takes: plain small letters, and no longer than they allow."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip(".-")
    if len(plain) <= LONGEST_NAME and plain == name:
        return plain
    return f"{plain[: LONGEST_NAME - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _without(query: str, names: Collection[str]) -> str:
    return "&".join(one for one in query.split("&") if one and one.partition("=")[0] not in names)


def as_json(value: Any) -> str:
    """JSON that cannot end the script element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
