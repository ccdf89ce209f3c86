"""What a reader asked to see, as a frozen value and as a query string: the address is the state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.words import LANGUAGES, Words, message

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_SERIES = 6
"""More lines than this cannot be told apart on one chart."""

REASONS = {
    "unknown-series": message("there is no series with this id"),
    "too-many-series": message("a chart shows at most {most} series"),
    "not-a-year": message("a year has four digits, such as 2024"),
    "years-reversed": message("the first year is after the last"),
    "unknown-language": message("the page is written in English (en) and Japanese (ja)"),
    "unknown-option": message("this page has no such option"),
}


@dataclass(frozen=True)
class Dropped:
    """A part of the address that was not understood and why; the page says so."""

    name: str
    value: str
    reason: str

    def sentence(self, words: Words) -> str:
        because = words(REASONS[self.reason], most=MOST_SERIES)
        shown = self.value if len(self.value) <= 60 else self.value[:60] + "…"
        return words("“{name}={value}” was left out: {reason}.", name=self.name, value=shown, reason=because)


@dataclass(frozen=True)
class Selection:
    """Series ids, first and last year (None: all), language; ``says_language`` if the address did."""

    series: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    language: str = "en"
    says_language: bool = False

    def query(self) -> str:
        """The query string that reproduces this selection, in one fixed order."""
        pairs = [("series", one) for one in self.series]
        pairs += [(name, str(year)) for name, year in (("from", self.first), ("to", self.last)) if year]
        if self.says_language:
            pairs.append(("lang", self.language))
        return urlencode(pairs)

    def address(self, path: str) -> str:
        query = self.query()
        return f"{path}?{query}" if query else path

    def with_language(self, language: str) -> Selection:
        return replace(self, language=language, says_language=True)

    def toggled(self, series: str) -> Selection:
        """The selection with a series added, or taken out where it is in."""
        rest = tuple(one for one in self.series if one != series)
        return replace(self, series=rest if series in self.series else (*self.series, series))


def read_selection(
    arguments: Mapping[str, Iterable[str]], *, known: Collection[str], preferred_language: str
) -> tuple[Selection, tuple[Dropped, ...]]:
    """The selection that a query string states, and what in it had to be dropped.

    ``arguments`` maps each name to all its values. Nothing in an address is an error: what cannot be
    understood is dropped and named.
    """
    dropped: list[Dropped] = []
    series: list[str] = []
    for name in dict.fromkeys(arguments.get("series", ())):
        if name not in known:
            dropped.append(Dropped("series", name, "unknown-series"))
        elif len(series) == MOST_SERIES:
            dropped.append(Dropped("series", name, "too-many-series"))
        else:
            series.append(name)
    first = _year("from", arguments, dropped)
    last = _year("to", arguments, dropped)
    if first and last and first > last:
        dropped.append(Dropped("from", str(first), "years-reversed"))
        first = None
    language = next(iter(arguments.get("lang", ())), "")
    if language and language not in LANGUAGES:
        dropped.append(Dropped("lang", language, "unknown-language"))
    says_language = language in LANGUAGES
    for name, values in arguments.items():
        if name not in ("series", "from", "to", "lang"):
            dropped += [Dropped(name, value, "unknown-option") for value in values]
    chosen = language if says_language else preferred_language
    return Selection(tuple(series), first, last, chosen, says_language), tuple(dropped)


def _year(name: str, arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> int | None:
    values = [value for value in arguments.get(name, ()) if value]
    if not values:
        return None
    for extra in values[1:]:
        dropped.append(Dropped(name, extra, "unknown-option"))
    text = values[0]
    if len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    dropped.append(Dropped(name, text, "not-a-year"))
    return None
