"""What a reader asked to see, as a frozen value and as a query string: the address is the state."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from dashboard.address.known import meant
from dashboard.words import LANGUAGES, Words, message
from dashboard.words.eras import BOTH, ERA_CHOICES, Language

FIRST_YEAR, LAST_YEAR = 1900, 2100
NAMES = (
    *(
        "series",
        "indicator",
        "region",
        "publisher",
        "numbers",
        "part",
        "from",
        "to",
        "years",
        "read",
        "detail",
    ),
    *("recorded", "published", "events", "lang", "eras"),
)
"""The options that an address may have, in the order in which ``Selection.query`` writes them."""
MOST_PARTS = 200
"""More parts than this of a query string are not read; nobody types as many."""
BEYOND = "…"
"""The name under which the number of parts that were not read is handed on."""
MOST_SERIES = 6
"""More lines than this cannot be told apart on one chart."""
OFF = "off"
"""How an address says that something usually shown is not: events=off."""
FULL = "full"
"""How an address says that parts of years are left out: years=full."""
ORIGINAL = "original"
"""How an address says that only figures read in the original are shown: read=original."""
HIDDEN = "hide"
"""The option that keeps which series a reader hid on the picture: the browser's alone, so never dropped."""
MOST_ITEMS = 40
"""Charts in one briefing pack by address; see ``dashboard.files.tray``."""
LONGEST_SHOWN = 60
LONGEST_NUMBERS = 200
"""Letters of the numbers to trace; what they say is read by ``dashboard.verdicts.tracing``."""

REASONS = {
    "unknown-series": message("there is no series with this id"),
    "unknown-region": message("there is no region with this id"),
    "unknown-indicator": message("there is no indicator with this id"),
    "unknown-publisher": message("there is no publisher with this id"),
    "unknown-nearness": message("this is not one of the ways in which figures were read"),
    "too-long": message("at most {longest} letters are read"),
    "too-many-series": message("a chart shows at most {most} series"),
    "not-a-year": message("years are read from 1900 on, in four digits, such as 2024"),
    "before-from": message("it lies before the first year that is asked for"),
    "not-a-moment": message("it is not a date; write it as 2025-04-01"),
    "not-yet": message("this day is still to come"),
    "not-a-day": message("a day is written with year, month and day, such as 2024-03-01"),
    "not-a-switch": message("events are shown unless it says “off”"),
    "not-full": message("parts of years are shown too unless it says “full”"),
    "not-original": message("figures are shown wherever they were read unless it says “original”"),
    "not-a-part": message("a part of a year is written by its first and last month, such as 1-6"),
    "not-eras": message("years stand with their era unless it says “off”, or “only” for the era alone"),
    "unknown-language": message("the page is written in English (en) and Japanese (ja)"),
    "not-a-choice": message("this is not one of the choices"),
    "unknown-chart": message("there is no chart with this name"),
    "too-many-items": message("a pack holds at most {most_items} charts"),
    "too-many-parts": message("at most {most_parts} parts of an address are read"),
    "repeated": message("it is given more than once"),
    "unknown-option": message("this page has no such option"),
}


END_OF_DAY = time.max.replace(tzinfo=UTC)
"""The last moment that a day stands for, on both databases."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PART = re.compile(r"([1-9]|1[0-2])-([1-9]|1[0-2])", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
"""A moment without its zone is refused: a reader in Japan and the server would take it differently."""


@dataclass(frozen=True)
class Dropped:
    """A part of the address that was not understood and why; the page says so."""

    name: str
    value: str
    reason: str

    def why(self, words: Words) -> str:
        return words(
            REASONS[self.reason],
            most=MOST_SERIES,
            longest=LONGEST_NUMBERS,
            most_items=MOST_ITEMS,
            most_parts=MOST_PARTS,
        )

    def sentence(self, words: Words) -> str:
        reason = self.why(words)
        excerpt = shown_of(self.value)
        if self.reason == "not-a-moment":
            return words("“{value}” is not a date. Write it as 2025-04-01.", value=excerpt)
        return words("“{name}={value}” was left out: {reason}.", name=self.name, value=excerpt, reason=reason)


def shown_of(value: str) -> str:
    """What was typed as a sentence shows it: its beginning, without signs that cannot be seen."""
    excerpt = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
    return "".join(letter if letter.isprintable() else "·" for letter in excerpt)


@dataclass(frozen=True)
class Selection:
    """Series ids, first and last year (None: all), language; ``says_language`` if the address did.

    ``indicator`` is the id of one that is judged, ``region`` that of waters to compare publishers in,
    ``numbers`` the text of the numbers to trace, as typed; "" for none. ``publishers`` are the ids of those
    to compare; () for all.
    ``recorded`` (a moment, UTC) and ``published`` (a day) ask for the past on either clock: what our
    database held then, and what publishers had said by then. None asks for the newest. ``events``: whether
    a trend shows what happened in its years. ``is_full_years``: whether parts of years are left out;
    ``is_original_only``: whether figures are that were read elsewhere than in the original. ``detail`` is
    the year from which a trend shows the counts once more on an axis of their own (None: not). ``part`` are
    the first and last month of the part of each year that is held against the whole (None: the longest).
    ``eras``, of ``ERA_CHOICES``, is how years are written in Japanese; ``language`` knows it too.
    """

    series: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    language: str = "en"
    says_language: bool = False
    recorded: datetime | None = None
    published: date | None = None
    events: bool = True
    region: str = ""
    publishers: tuple[str, ...] = ()
    numbers: str = ""
    indicator: str = ""
    is_full_years: bool = False
    is_original_only: bool = False
    detail: int | None = None
    part: tuple[int, int] | None = None
    eras: str = BOTH

    @property
    def is_as_of(self) -> bool:
        """Whether a point of either clock is asked for."""
        return self.recorded is not None or self.published is not None

    @property
    def recorded_text(self) -> str:
        """``recorded`` as addresses and files write it; "" for the newest."""
        return written(self.recorded) if self.recorded else ""

    @property
    def published_text(self) -> str:
        """``published`` as addresses and files write it; "" for the newest."""
        return self.published.isoformat() if self.published else ""

    def options(self) -> dict[str, tuple[str, ...]]:
        """Every option that this selection states, in the order in which addresses have them."""
        texts = {
            "numbers": self.numbers,
            "part": "{}-{}".format(*self.part) if self.part else "",
            "from": str(self.first or ""),
            "to": str(self.last or ""),
            "years": FULL if self.is_full_years else "",
            "read": ORIGINAL if self.is_original_only else "",
            "detail": str(self.detail or ""),
            "recorded": self.recorded_text,
            "published": self.published_text,
            "events": "" if self.events else OFF,
            "lang": self.language if self.says_language else "",
            "eras": self.eras,
        }
        named = {
            "series": self.series,
            "indicator": (self.indicator,),
            "region": (self.region,),
            "publisher": self.publishers,
        }
        every = named | {name: (text,) for name, text in texts.items()}
        return {name: values for name, values in every.items() if any(values)}

    def query(self) -> str:
        """The query string that reproduces this selection."""
        return urlencode(self.options(), doseq=True, safe=":,")

    def address(self, path: str) -> str:
        query = self.query()
        return f"{path}?{query}" if query else path

    def with_language(self, language: str) -> Selection:
        return replace(self, language=Language(language, self.eras), says_language=True)

    def with_eras(self, eras: str) -> Selection:
        """The same with years written otherwise."""
        return replace(self, language=Language(self.language, eras), eras=eras)

    def plain(self) -> Selection:
        """Language and point of the clocks alone: what a way to another page carries along."""
        return Selection(
            language=self.language,
            says_language=self.says_language,
            recorded=self.recorded,
            published=self.published,
            eras=self.eras,
        )

    def as_usual(self) -> Selection:
        """The same choice with everything that a chart usually shows, on its usual axis."""
        return replace(self, events=True, is_full_years=False, is_original_only=False, detail=None, part=None)

    def newest(self) -> Selection:
        """The same choice as it stands today."""
        return replace(self, recorded=None, published=None)

    def toggled(self, series: str) -> Selection:
        """The selection with a series added, or taken out where it is in."""
        rest = tuple(id for id in self.series if id != series)
        return replace(self, series=rest if series in self.series else (*self.series, series))


def read_selection(
    arguments: Mapping[str, Iterable[str]],
    *,
    series_ids: Collection[str],
    preferred_language: str,
    regions: Collection[str] = (),
    publishers: Collection[str] = (),
    indicators: Collection[str] = (),
) -> tuple[Selection, tuple[Dropped, ...]]:
    """The selection that a query string states, and what in it had to be dropped.

    ``series_ids``, ``regions``, ``publishers`` and ``indicators`` are the ids of all that there are.
    ``arguments`` maps each name to all its values. Nothing in an address is an error: what cannot be
    understood is dropped and named.
    """
    dropped: list[Dropped] = []
    series: list[str] = []
    for text in _values("series", arguments):
        id = meant(text, series_ids)
        if id is None:
            dropped.append(Dropped("series", text, "unknown-series"))
        elif id not in series and len(series) == MOST_SERIES:
            dropped.append(Dropped("series", text, "too-many-series"))
        elif id not in series:
            series.append(id)
    region = _id_among("region", arguments, regions, dropped)
    indicator = _id_among("indicator", arguments, indicators, dropped)
    named = {text: meant(text, publishers) for text in _values("publisher", arguments)}
    dropped += [Dropped("publisher", text, "unknown-publisher") for text, id in named.items() if id is None]
    numbers = _numbers(arguments, dropped)
    part = _part(arguments, dropped)
    first = year_in("from", arguments, dropped)
    last = year_in("to", arguments, dropped)
    if first and last and first > last:
        first, last = last, first
    years = _switch("years", FULL, "not-full", arguments, dropped)
    is_original_only = _switch("read", ORIGINAL, "not-original", arguments, dropped)
    detail = year_in("detail", arguments, dropped)
    recorded = recorded_in(arguments, dropped)
    published = _published_in(arguments, dropped)
    events = not _switch("events", OFF, "not-a-switch", arguments, dropped)
    language = _choice("lang", LANGUAGES, "unknown-language", arguments, dropped)
    for name, values in arguments.items():
        if name not in NAMES:
            reason = "too-many-parts" if name == BEYOND else "unknown-option"
            dropped += [Dropped(name, value, reason) for value in values]
    eras = _choice("eras", ERA_CHOICES, "not-eras", arguments, dropped)
    language_shown = Language(language or preferred_language, eras)
    selection = Selection(
        series=tuple(series),
        first=first,
        last=last,
        language=language_shown,
        says_language=bool(language),
        recorded=recorded,
        published=published,
        events=events,
        region=region,
        publishers=tuple(dict.fromkeys(filter(None, named.values()))),
        numbers=numbers,
        indicator=indicator,
        is_full_years=years,
        is_original_only=is_original_only,
        detail=detail,
        part=part,
        eras=eras,
    )
    return selection, tuple(dropped)


def written(moment: datetime) -> str:
    """A moment of our record as addresses and files write it: a day stands for its end."""
    if moment.timetz() == END_OF_DAY:
        return moment.date().isoformat()
    return moment.isoformat().replace("+00:00", "Z")


def recorded_in(
    arguments: Mapping[str, Iterable[str]], dropped: list[Dropped] | None = None
) -> datetime | None:
    """The moment of our record that a query string asks for; a day stands for its end (UTC).

    Public because which series are known depends on it, and ``read_selection`` on these.
    """
    dropped = [] if dropped is None else dropped
    text = only("recorded", arguments, dropped)
    if text is None:
        return None
    moment = None
    if DAY.fullmatch(text) or MOMENT.fullmatch(text):
        try:
            moment = (
                datetime.fromisoformat(text).astimezone(UTC)
                if "T" in text
                else datetime.combine(date.fromisoformat(text), END_OF_DAY)
            )
        except (ValueError, OverflowError):
            moment = None
    if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR:
        return moment
    dropped.append(Dropped("recorded", text, "not-a-moment"))
    return None


def _published_in(arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> date | None:
    text = only("published", arguments, dropped)
    if text is None:
        return None
    if DAY.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    dropped.append(Dropped("published", text, "not-a-day"))
    return None


def _switch(
    name: str, wanted: str, reason: str, arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]
) -> bool:
    """Whether an option says the one word that it may say."""
    return _choice(name, (wanted,), reason, arguments, dropped) == wanted


def _choice(
    name: str,
    wanted: Collection[str],
    reason: str,
    arguments: Mapping[str, Iterable[str]],
    dropped: list[Dropped],
) -> str:
    """One of the words that an option may say; "" for none."""
    text = only(name, arguments, dropped) or ""
    choice = meant(text, wanted)
    if text and not choice:
        dropped.append(Dropped(name, text, reason))
    return choice or ""


def _numbers(arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> str:
    """The numbers to trace as typed, with any white space as one space."""
    text = " ".join((only("numbers", arguments, dropped) or "").split())
    text = "".join(letter for letter in text if letter.isprintable())
    if len(text) <= LONGEST_NUMBERS:
        return text
    dropped.append(Dropped("numbers", text, "too-long"))
    return ""


def _part(arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> tuple[int, int] | None:
    """First and last month of a part of a year, which is less than one."""
    text = only("part", arguments, dropped)
    if text is None:
        return None
    if match := PART.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        if first <= last and (first, last) != (1, 12):
            return first, last
    dropped.append(Dropped("part", text, "not-a-part"))
    return None


def _id_among(
    name: str, arguments: Mapping[str, Iterable[str]], ids: Collection[str], dropped: list[Dropped]
) -> str:
    """The one id of a name; "" where there is none, or none like it."""
    return _choice(name, ids, f"unknown-{name}", arguments, dropped)


def _values(name: str, arguments: Mapping[str, Iterable[str]]) -> list[str]:
    """The values of a name without white space around them, each once in any case; none that is empty."""
    found: dict[str, str] = {}
    for value in arguments.get(name, ()):
        if text := value.strip():
            found.setdefault(text.casefold(), text)
    return list(found.values())


def only(name: str, arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> str | None:
    """The first value of a name that is not empty; others than it are dropped."""
    values = _values(name, arguments)
    dropped += [Dropped(name, extra, "repeated") for extra in values[1:]]
    return values[0] if values else None


def year_in(name: str, arguments: Mapping[str, Iterable[str]], dropped: list[Dropped]) -> int | None:
    """The year of a name, of ``FIRST_YEAR`` to ``LAST_YEAR``."""
    text = only(name, arguments, dropped)
    if text is None:
        return None
    if len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    dropped.append(Dropped(name, text, "not-a-year"))
    return None
