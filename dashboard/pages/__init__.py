"""One module a page: a selection becomes a sheet becomes components. Each binds ``PAGE``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.selection import Dropped, Selection
from dashboard.markup.html import as_it_is, element
from dashboard.record.queries import Catalogue, Database
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message

GROUPS = {
    "stand": message("Overview"),
    "charts": message("Charts"),
    "trace": message("Trace"),
    "briefing": message("Briefing"),
    "figures": message("Sources"),
    "data": message("Data"),
}
"""The navigation's entries by what a reader asks, in their order: how do we stand, how did it come about,
where is this number from, what do I show, what are the figures, where are all of them."""


def _nowhere(_address: str) -> str:
    return ""


@dataclass(frozen=True)
class Published:
    """That a page is written as a file, for a site that answers no questions: it offers nothing that needs
    an answer, no form, no choice of several series, no other point of time.

    ``languages`` and ``formats`` are those that are published, ``here`` gives what a page writes for an
    address. ``live`` is what the addresses of the site that does answer begin with, and ``outside`` gives the
    whole address of an own page as other sites write it, which begins with ``base``; all "" where that is not
    known. ``data_files`` are the files of the whole data, from the folder of the copy.
    """

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    live: str = ""
    outside: Callable[[str], str] = _nowhere
    here: Callable[[str], str] = as_it_is
    data_files: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True)
class Visit:
    """Who asks for what: the database, its words, the selection, and what of the address was dropped.

    ``site`` is what the addresses of this site begin with, where one is to be copied to another place.
    ``own`` holds the options of the address that the page alone understands (``Page.options``).
    ``published`` is None where the page is answered by a server.
    """

    engine: Database
    catalogue: Catalogue
    selection: Selection
    dropped: tuple[Dropped, ...] = ()
    site: str = ""
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    published: Published | None = None

    @property
    def words(self) -> Words:
        return interface_words(self.selection.language)

    @property
    def language(self) -> str:
        return self.selection.language

    @property
    def picture_address(self) -> Callable[[str], str]:
        """What a picture writes for an address."""
        return self.published.here if self.published else as_it_is

    def address(self, path: str, selection: Selection) -> str:
        """A selection's address on a page, with what that page alone understands."""
        own = urlencode(self.own, doseq=True, safe=":,?=/", quote_via=quote)
        query = "&".join(filter(None, [own, selection.query()]))
        return f"{path}?{query}" if query else path

    def plain(self, path: str) -> str:
        """The address of a page in the reader's language and point of time, without a selection."""
        return self.selection.plain().address(path)


@dataclass(frozen=True)
class View:
    """A page's content, with the sheets that its charts show, by the charts' ids.

    ``undecided`` counts the figures that may or may not have been said at a point of the publishers' clock.
    ``scripts`` are the files of ``assets`` that the page needs, beside those of charts. ``runs_dash``: Dash
    draws in the page, in the element ``dashboard.pages.explore.ROOT``.
    """

    title: str
    content: Component | Markup
    pictures: dict[str, Sheet] = field(default_factory=dict)
    undecided: int = 0
    scripts: tuple[str, ...] = ()
    runs_dash: bool = False


@dataclass(frozen=True)
class Page:
    """A page by its address.

    ``has_past`` is False for a page that shows no figures, and so has none to look back at. ``options`` are
    the names in its address that it reads itself. ``needs_server`` is True for a page that answers what a
    reader types, and so cannot be a file. ``group``, of ``GROUPS``, is the navigation's entry that leads to
    it; "" where the navigation does not name it.
    """

    path: str
    position: int
    name: str
    build: Callable[[Visit], View]
    has_past: bool = True
    options: tuple[str, ...] = ()
    needs_server: bool = False
    group: str = ""

    @property
    def id(self) -> str:
        return self.path


def unseen_field(name: str, values: Sequence[str]) -> Markup:
    """A part of the address that a form carries along; Dash has no hidden input of HTML."""
    return Markup("").join(element("input", type="hidden", name=name, value=value) for value in values)
