"""How an observation is written: its value with marks, its status, its period and its source. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.record import titles
from dashboard.record.periods import day_label, month_label, part_label, period_label
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message, pick
from ingest.dating import Dating
from ingest.schema import WHOLE_YEARS

Months = tuple[int, int]
"""First and last month of a part of a year."""
STATUS_WORDS = {
    "missing": message("missing"),
    "not-published": message("not published"),
    "partial": message("part of the year"),
    "incomplete": message("incomplete"),
    "provisional": message("provisional"),
    "at-least": message("at least"),
    "over": message("over this number"),
    "forecast": message("forecast"),
    "restated": message("restated"),
    "variant": message("contradicting print"),
    "charted": message("read off a chart"),
    "derived": message("worked out"),
    "counted": message("counted from records"),
    "final": message("final"),
}
"""The statuses that an observation can have, as codes in files and as words on pages."""

BOUND_WORDS = {"at-least": message("at least {count}"), "over": message("over {count}")}
"""A count that is not exact, in running text."""

EDITION_WORDS = {
    "newest": message("Newest edition"),
    "earlier": message("Earlier edition"),
    "print": message("Contradicting print"),
    "uncounted": message("Edition without a count"),
}
"""What an edition is among those of its year: see ``dashboard.charts.base.editions``."""

PAGES_IN_JAPANESE = (
    (r"^ch\. (\w+)$", r"第\1章"),
    (r"^pp?\. ?([\d-]+)$", r"\1ページ"),
    (r"^table (.+)$", r"表\1"),
)
"""The data writes a place in a publication in English; these are its three forms."""

CONFIDENCE_WORDS = {
    "confirmed1": message("read on one page"),
    "confirmed2": message("read on two separately published pages"),
    "unlocated": message("page where it was read is not recorded"),
}

PLACE_WORDS = {
    "original": message("{place}"),
    "reprint": message("as reprinted by {place}"),
    "press": message("as reported by {place}"),
    "mirror": message("read in a copy: {place}"),
    "file": message("read in a file that an analyst loaded"),
}


@dataclass(frozen=True)
class Observation:
    """One of ``record.queries.observation_rows``; ``value`` is None where none is given."""

    series: str
    period_start: date
    period_end: date
    period_kind: str
    availability: str
    value: int | None
    bound: str
    coverage: str
    finality: str
    vintage: str
    reading: int
    publication: str
    page: str | None
    place: str
    also_at: str | None
    method: str
    confidence: str
    note_en: str | None
    note_ja: str | None
    published_on: date | None
    published_from: date | None
    recorded_at: datetime
    batch_id: int
    edition_year: int | None
    is_current: bool
    span: str
    """Figures of one series may be compared where this is the same."""

    @property
    def dating(self) -> Dating:
        """Between which days its publication came out."""
        return Dating(self.published_from, self.published_on)

    @property
    def key(self) -> str:
        """The observation's name in marks and tables: series, then first and last day."""
        return f"{self.series}/{self.period_start.isoformat()}/{self.period_end.isoformat()}"

    @property
    def edition_key(self) -> str:
        """The name of this very edition or reading, where several of one period are shown."""
        return f"{self.key}/{self.publication}/{self.vintage}/{self.reading}"

    @property
    def months(self) -> Months:
        """First and last month of its period."""
        return self.period_start.month, self.period_end.month

    @property
    def is_of_a_part(self) -> bool:
        """Whether its period is a part of a year, such as a half."""
        return self.period_kind not in WHOLE_YEARS

    @property
    def is_partial(self) -> bool:
        """Whether it is no count of a whole year: of a part of one, or incomplete."""
        return self.is_of_a_part or self.coverage == "partial"

    @property
    def is_whole_year(self) -> bool:
        """Whether its period is a calendar or fiscal year, wholly covered."""
        return not self.is_partial

    @property
    def is_count_of_a_year(self) -> bool:
        """Whether it is what was counted in such a period, no forecast."""
        return self.is_whole_year and self.bound != "forecast"

    @property
    def is_full_year(self) -> bool:
        """Whether this is a count of a whole calendar year, as far as its publisher says."""
        return self.period_kind == "CY" and self.value is not None and not self.is_partial

    def statuses(self) -> tuple[str, ...]:
        """Codes of everything that sets this figure apart from a plain final count; "final" if nothing."""
        if self.availability != "reported":
            return (self.availability,)
        marks = ["partial"] if self.is_partial else []
        marks += ["provisional"] if self.finality == "provisional" else []
        marks += [self.bound] if self.bound != "exact" else []
        marks += [self.vintage] if self.vintage in ("restated", "variant") else []
        marks += [self.method] if self.method != "stated" else []
        return tuple(marks) or ("final",)


def observations_in(rows: Iterable[Mapping[str, Any]]) -> Iterator[Observation]:
    """Rows of ``record.queries.observation_rows`` as values."""
    return (Observation(**row) for row in rows)


def number(value: int) -> str:
    return f"{value:,}"


def share_text(share: float, words: Words) -> str:
    """A share in whole percent; what is there but rounds to nothing is not called nothing."""
    if 0 < share < 0.005:
        return words("less than 1 %")
    return words("{value} %", value=f"{math.floor(share * 100 + 0.5)}")


def value_text(observation: Observation, words: Words, *, star: str = "*") -> str:
    """The value as it stands beside a mark or in a table: 237, ≥5, >102,000, 0*, or – where none is given.

    ``star`` marks a part; "" where its months are named.
    """
    if observation.value is None:
        return words(STATUS_WORDS[observation.availability])
    return f"{_bounded(observation.value, observation.bound)}{_signs(observation, words, star=star)}"


def _bounded(value: int, bound: str) -> str:
    return {"at-least": "≥", "over": ">"}.get(bound, "") + number(value)


def value_with_unit(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """The value as it stands in a table of several units: 53 %, ≥5 persons, 8件*."""
    if observation.value is None:
        return value_text(observation, words)
    value = _bounded(observation.value, observation.bound)
    return counted(value, observation.series, catalogue, words) + _signs(observation, words, star="*")


def drawn_text(observation: Observation, words: Words) -> str:
    """The value as it stands beside a mark in a chart of years: of a part of a year with its months."""
    if observation.value is None or not observation.is_of_a_part:
        return value_text(observation, words)
    months = part_label(observation.period_start, observation.period_end, words.language)
    return words("{value} ({months})", value=value_text(observation, words, star=""), months=months)


def _signs(observation: Observation, words: Words, *, star: str) -> str:
    """What stands behind a value that is a part, provisional or a forecast; a chart's key explains it."""
    star = star if observation.is_partial else ""
    provisional = words("(p)") if observation.finality == "provisional" else ""
    forecast = words("(f)") if observation.bound == "forecast" else ""
    return f"{star}{provisional}{forecast}"


def counted_text(observation: Observation, catalogue: Catalogue, words: Words, *, star: str = "*") -> str:
    """The value in running text, with its unit where the language asks for it: 8, 8件, 45 persons, 0件*.

    ``star`` marks a part; "" where the text names the months.
    """
    return _in_words(observation, catalogue, words) + _signs(observation, words, star=star)


def _in_words(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """The value as it is read out: 8件, at least 5, 102,000隻超."""
    if observation.value is None:
        return words(STATUS_WORDS[observation.availability])
    text = counted(number(observation.value), observation.series, catalogue, words)
    return words(BOUND_WORDS[observation.bound], count=text) if observation.bound in BOUND_WORDS else text


def counted(text: str, series: str, catalogue: Catalogue, words: Words) -> str:
    """A number in running text with the unit of a series; Japanese needs its counter (件, 隻, 人)."""
    unit = catalogue.units[catalogue.series[series].unit]
    counter = pick(unit, "counted", words.language)
    if text == "1" and words.language == "en":
        counter = counter.removesuffix("s")
    return counter.replace("{value}", text)


def unit_text(unit: str, catalogue: Catalogue, words: Words) -> str:
    """A unit as it stands on an axis: Incidents a year."""
    return pick(catalogue.units[unit], "name", words.language)


def page_text(page: str | None, words: Words) -> str:
    """A place in a publication: ch. 7, or 第7章; "" where not known."""
    if page and words.language == "ja":
        for pattern, japanese in PAGES_IN_JAPANESE:
            page = re.sub(pattern, japanese, page)
    return page or ""


def status_text(observation: Observation, words: Words) -> str:
    """The statuses in words, such as "part of the year; provisional"."""
    return words("; ").join(_status_words(code, observation, words) for code in observation.statuses())


def _status_words(code: str, observation: Observation, words: Words) -> str:
    """A status in words; a partial count of a whole year is an incomplete one."""
    is_incomplete = code == "partial" and not observation.is_of_a_part
    return words(STATUS_WORDS["incomplete" if is_incomplete else code])


def period_text(observation: Observation, words: Words) -> str:
    return period_label(
        observation.period_start, observation.period_end, observation.period_kind, words.language
    )


def publication_text(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """Title of the edition that states it, with the page where known."""
    title = pick(catalogue.publications[observation.publication], "title", words.language)
    page = page_text(observation.page, words)
    return f"{title}{words(', ')}{page}" if page else title


def publication_in_short(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """Who published the edition that states it, and which one: "IMB, Jan–Jun 2024 report"."""
    row = catalogue.publications[observation.publication]
    publisher = pick(catalogue.publishers[row.publisher], "short", words.language)
    if period := titles.period_reported(row.title_en, row.edition_year, words.language):
        return words("{publisher}, {period} report", publisher=publisher, period=period)
    year = titles.year_of(row.edition_year, words.language)
    if year and titles.is_annual_report(row.title_en):
        return words("{publisher}, annual report {period}", publisher=publisher, period=year)
    title = titles.in_short(pick(row, "title", words.language), words.language)
    if year and not titles.names_year(title):
        return words("{publisher}, {title}, {period}", publisher=publisher, title=title, period=year)
    return words("{publisher}, {title}", publisher=publisher, title=title)


def is_a_day(dating: Dating) -> bool:
    """Whether the day of a publication is known."""
    return dating.latest is not None and dating.earliest == dating.latest


def is_a_month(dating: Dating) -> bool:
    """Whether it is known in which month a publication came out, and no more."""
    earliest, latest = dating.earliest, dating.latest
    if earliest is None or latest is None:
        return False
    return earliest.day == 1 and latest + timedelta(days=1) == _next_month(earliest)


def dating_text(dating: Dating, words: Words) -> str:
    """When a publication came out, as exactly as it is known: a day, a month, or bounds."""
    earliest, latest, language = dating.earliest, dating.latest, words.language
    if earliest is None or latest is None:
        if latest is not None:
            return words("by {day}", day=day_label(latest, language))
        if earliest is not None:
            return words("not before {day}", day=day_label(earliest, language))
        return words("date not known")
    if is_a_day(dating):
        return day_label(latest, language)
    if is_a_month(dating):
        return month_label(earliest, language)
    return words(
        "between {first} and {last}", first=day_label(earliest, language), last=day_label(latest, language)
    )


def _next_month(first: date) -> date:
    """The first day of the month after one that begins on this day."""
    return (first + timedelta(days=31)).replace(day=1)


def place_text(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """Where it was read, said to be a reprint where it is one."""
    place = catalogue.places[observation.place]
    return words(PLACE_WORDS[place.kind], place=pick(place, "name", words.language))


def also_text(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """The further places that print the same figure; "" where none is recorded."""
    places = further_places(observation)
    return words("; ").join(pick(catalogue.places[place], "name", words.language) for place in places)


def further_places(observation: Observation) -> list[str]:
    """The ids of the further places that print the same figure."""
    return [place for place in (observation.also_at or "").split(";") if place]


def edition_text(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """Another edition or reading of a figure, for a note: "200 (ReCAAP annual report 2015)"."""
    source = publication_text(observation, catalogue, words)
    return words("{value} ({source})", value=value_text(observation, words), source=source)


def spoken(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """Series, period, value, what sets it apart, and source, as one label for a mark."""
    series = catalogue.series[observation.series]
    return words(
        "{series}, {period}: {value}{marks}. Source: {source}",
        series=pick(series, "short", words.language),
        period=period_text(observation, words),
        value=_in_words(observation, catalogue, words),
        marks=_marks_text(observation, words),
        source=publication_text(observation, catalogue, words),
    )


def said(observation: Observation, catalogue: Catalogue, words: Words) -> str:
    """The value with its unit, and what sets it apart: 8, 6 (part of the year), over 102,000."""
    return f"{_in_words(observation, catalogue, words)}{_marks_text(observation, words)}"


def _marks_text(observation: Observation, words: Words) -> str:
    statuses = [code for code in observation.statuses() if code not in ("final", *BOUND_WORDS)]
    marks = words("; ").join(_status_words(code, observation, words) for code in statuses)
    return words(" ({marks})", marks=marks) if marks else ""
