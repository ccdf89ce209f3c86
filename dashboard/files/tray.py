"""The briefing tray as an address: the same pack that a TOML file states, in a link that can be shared.

``/briefing?item=trend?series=a%26from=2021&item=objective&title=...&languages=ja,en&paper=a4``: an item is
the name of a chart and the query that chooses what it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from dashboard.address.known import meant
from dashboard.address.old_links import current_chart
from dashboard.address.options import CHOICES, NOT_A_CHOICE
from dashboard.address.selection import MOST_ITEMS, Dropped, Selection, only
from dashboard.charts import as_chosen
from dashboard.charts import charts as every_chart
from dashboard.files.pack import Pack, PackSheet
from dashboard.words import LANGUAGES

PATH = "/briefing"
ITEM, ADD, TITLE, LANGUAGES_OF, PAPER = "item", "add", "title", "languages", "paper"
NAMES = (ITEM, ADD, TITLE, LANGUAGES_OF, PAPER)
"""What the address of a tray says besides what every address says."""
NOT_KEPT = ("format", "template", "panels", "sources")
"""Fields of the form that a browser without scripts puts into the address with the rest: they are said of one
file, and no part of the tray."""
LONGEST_TITLE = 120
LONGEST_ITEM = 600
PLAIN = ":,?=/"
"""Signs that an item keeps as they are, so that a person can read the address."""


@dataclass(frozen=True)
class Tray:
    """A pack, and what of its address was not understood. An item whose chart nobody knows stays in the pack:
    it is put right, or taken out, where it stands."""

    pack: Pack
    dropped: tuple[Dropped, ...] = ()


def item_of(chart: str, selection: Selection) -> str:
    """A chart with its selection as an item. Its language is the pack's to say."""
    query = replace(as_chosen(chart, selection), says_language=False).query()
    return f"{chart}?{query}" if query else chart


def text_of(sheet: PackSheet) -> str:
    return f"{sheet.chart}?{sheet.query}" if sheet.query else sheet.chart


def tray_query(pack: Pack, rest: str = "") -> str:
    """The query string of a tray; ``rest`` is that of the page's own selection."""
    pairs = [(ITEM, text_of(sheet)) for sheet in pack.sheets]
    pairs += [(TITLE, pack.title)] if pack.title else []
    pairs += [(LANGUAGES_OF, ",".join(pack.languages))] if pack.languages else []
    pairs += [(PAPER, pack.paper)] if pack.paper else []
    return "&".join(filter(None, [urlencode(pairs, safe=PLAIN, quote_via=quote), rest]))


def read_tray(arguments: Mapping[str, Sequence[str]], *, charts: Collection[str]) -> Tray:
    """The tray that a query string states. ``add`` is an item, or the address of a page or a chart's file."""
    dropped: list[Dropped] = []
    items: list[PackSheet] = []
    for name, text in [(key, text) for key in (ITEM, ADD) for text in arguments.get(key, ())]:
        is_read = len(text) <= LONGEST_ITEM
        sheet = _item(text.strip(), charts) if is_read else None
        if sheet is None and is_read and name == ITEM:
            sheet = _unknown_item(text)
        if sheet is None:
            if text.strip():
                dropped.append(Dropped(name, text, "unknown-chart"))
        elif len(items) == MOST_ITEMS:
            dropped.append(Dropped(name, text, "too-many-items"))
        else:
            items.append(sheet)
    title_text = next(iter(arguments.get(TITLE, ())), "")
    plain = "".join(letter if letter.isprintable() else " " for letter in title_text)
    title = " ".join(plain.split())[:LONGEST_TITLE].rstrip()
    codes = ",".join(arguments.get(LANGUAGES_OF, ()))
    named = [meant(code, LANGUAGES) for code in codes.split(",") if code.strip()]
    if None in named:
        dropped.append(Dropped(LANGUAGES_OF, codes, "unknown-language"))
    languages = tuple(dict.fromkeys(filter(None, named)))
    text = only(PAPER, arguments, dropped) or ""
    paper = meant(text, CHOICES[PAPER].values) or ""
    if text and not paper:
        dropped.append(Dropped(PAPER, text, NOT_A_CHOICE))
    return Tray(Pack(tuple(items), title, languages, paper), tuple(dropped))


def moved(pack: Pack, number: int, by: int) -> Pack:
    """The pack with an item moved up or down; as it is at either end."""
    to = number + by
    if not 0 <= to < len(pack.sheets):
        return pack
    sheets = list(pack.sheets)
    sheets.insert(to, sheets.pop(number))
    return replace(pack, sheets=tuple(sheets))


def without(pack: Pack, number: int) -> Pack:
    return replace(pack, sheets=(*pack.sheets[:number], *pack.sheets[number + 1 :]))


def _item(text: str, charts: Collection[str]) -> PackSheet | None:
    """A chart and its query; of a page's address, the chart that the page shows."""
    if "/" in text.partition("?")[0]:
        return _of_address(text, charts)
    name, _, query = text.partition("?")
    chart = current_chart(name, charts)
    return PackSheet(chart, _query(query)) if chart else None


def _unknown_item(text: str) -> PackSheet | None:
    """An item of a chart that nobody knows, as it was typed; None for one without a name."""
    name, _, query = text.partition("?")
    return PackSheet(name.strip(), _query(query)) if name.strip() else None


def _of_address(text: str, charts: Collection[str]) -> PackSheet | None:
    """``https://site/trends?series=a``, ``/c/trend.png?...`` or ``/embed/trend?...`` as an item."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    folder, _, name = parts.path.rpartition("/")
    if folder.endswith(("/c", "/embed")):
        return _item(f"{name.partition('.')[0]}?{parts.query}", charts)
    for entry in every_chart().values():
        begin, is_pattern, _ = entry.place.partition("{")
        place = parts.fragment
        same_place = place.startswith(begin) if is_pattern else entry.place in ("", place)
        if parts.path.rstrip("/").endswith(entry.page) and same_place and entry.id in charts:
            indicator = place.removeprefix(begin) if is_pattern else ""
            query = _query(parts.query)
            if indicator and "indicator=" not in query:
                query = "&".join(filter(None, [f"indicator={quote(indicator)}", query]))
            return PackSheet(entry.id, query)
    return None


def _query(text: str) -> str:
    """A query without what a pack says for all: language and the looks of a file."""
    left_out = {"lang", "language", "download", *CHOICES}
    pairs = [(name, value) for name, value in parse_qsl(text) if name not in left_out]
    return urlencode(pairs, safe=":,")
