"""What has changed since a day, by both clocks: the figures, and the answers of the indicators.

The page, the feed and the JSON tell it from here, so that none says it differently.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from dashboard.address.selection import Selection
from dashboard.address.since import year_before
from dashboard.record.differences import (
    EARLIER,
    KINDS,
    NEW,
    RESTATED,
    WITHDRAWN,
    Differences,
    held_since,
    said_since,
)
from dashboard.record.queries import Catalogue, Database, catalogue, moments_recorded
from dashboard.verdicts.flipped import Turn, Verdicts, turns
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.wording import Wording
from dashboard.words import Words, interface_words, message, pick
from ingest.dating import end_of

COUNTED = {
    NEW: (message("1 new figure"), message("{count} new figures")),
    EARLIER: (message("1 figure for an earlier period"), message("{count} figures for earlier periods")),
    RESTATED: (message("1 figure restated"), message("{count} figures restated")),
    WITHDRAWN: (message("1 figure withdrawn"), message("{count} figures withdrawn")),
}
CHANGED = (message("1 figure changed"), message("{count} figures changed"))
"""Instead of restated, where it may be that our record was put right."""
FLIPPED = (message("1 verdict changed"), message("{count} verdicts changed"))
FLIPPED_OF_SERIES = (
    message("1 verdict of a further series changed"),
    message("{count} verdicts of further series changed"),
)
FIRST = (message("1 first verdict"), message("{count} first verdicts"))

LISTED = {
    RESTATED: message("Restated ({count})"),
    NEW: message("New ({count})"),
    EARLIER: message("Earlier periods, first known from later publications ({count})"),
    WITHDRAWN: message("Withdrawn ({count})"),
}
"""Above a list of such figures, in the order in which they are listed."""
OF_RECORD = {
    RESTATED: message("Changed ({count})"),
    EARLIER: message("Earlier periods, first recorded later ({count})"),
}
"""The same of our record."""


BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""A moment before every record."""


@dataclass(frozen=True)
class Side:
    """What differs by one clock: what publishers said, or, ``is_of_record``, what our record held.

    ``was`` has the names of then.
    """

    differences: Differences
    turns: tuple[Turn, ...]
    was: Catalogue
    is_of_record: bool

    @property
    def flipped(self) -> list[Turn]:
        """The verdicts of indicators of which a badge certainly says something else."""
        return [turn for turn in self._flipped(is_certain=True) if not (turn.series or turn.is_first)]

    @property
    def flipped_of_series(self) -> list[Turn]:
        """The same of single series."""
        return [turn for turn in self._flipped(is_certain=True) if turn.series and not turn.is_first]

    @property
    def first(self) -> list[Turn]:
        """The verdicts where certainly none was."""
        return [turn for turn in self._flipped(is_certain=True) if turn.is_first]

    @property
    def uncertain(self) -> list[Turn]:
        """The verdicts of which nobody knows whether they were others."""
        return self._flipped(is_certain=False)

    @property
    def reworded(self) -> list[Turn]:
        """The answers with the same badges and another sentence."""
        return [turn for turn in self.turns if not turn.is_flipped]

    def _flipped(self, *, is_certain: bool) -> list[Turn]:
        return [turn for turn in self.turns if turn.is_flipped and turn.is_certain == is_certain]

    def beyond(self, other: Side) -> Side:
        """What of it the other side does not tell as well."""
        figures, answers = ({one.told for one in those} for those in (other.differences.figures, other.turns))
        return replace(
            self,
            differences=Differences(
                tuple(one for one in self.differences.figures if one.told not in figures)
            ),
            turns=tuple(turn for turn in self.turns if turn.told not in answers),
        )

    def heading(self, kind: str, words: Words) -> str:
        """What stands above a list of its figures of a kind."""
        texts = LISTED | (OF_RECORD if self.is_of_record else {})
        return words(texts[kind], count=len(self.differences.of(kind)))

    def figures_counted(self, words: Words) -> str:
        """How many figures differ: "41 new figures, 1 figure restated"."""
        texts = COUNTED | ({RESTATED: CHANGED} if self.is_of_record else {})
        counts = [_number(texts[kind], len(self.differences.of(kind)), words) for kind in KINDS]
        return words(", ").join(filter(None, counts)) or self._no_figure(words)

    def _no_figure(self, words: Words) -> str:
        """Of publishers we know what our record has, not that they were silent."""
        if self.is_of_record:
            return words("no figure changed")
        undecided = self.differences.undecided
        if undecided == 0:
            return words("this record holds no figure that first came out or was restated after that day")
        return words(
            "this record holds no figure known to have first come out or been restated after that day (of "
            "{count} it is not known)",
            count=undecided,
        )

    def verdicts_counted(self, words: Words) -> str:
        """How many verdicts differ: "1 verdict changed, 1 first verdict"."""
        counted = ((FLIPPED, self.flipped), (FLIPPED_OF_SERIES, self.flipped_of_series), (FIRST, self.first))
        counts = [_number(texts, len(found), words) for texts, found in counted]
        if any(counts):
            return words(", ").join(filter(None, counts))
        return words("no verdict is known to have changed") if self.uncertain else words("no verdict changed")

    def counted(self, words: Words) -> str:
        """How much differs: "41 new figures, 1 figure restated; no verdict changed"."""
        return words(
            "{figures}; {verdicts}",
            figures=self.figures_counted(words),
            verdicts=self.verdicts_counted(words),
        )


def record_reaches(database: Database, since: datetime) -> bool:
    """Whether our record had begun by a moment, so that it can tell what it held then."""
    moments = moments_recorded(database)
    return bool(moments) and min(moments) <= since


def said_side(database: Database, names: Catalogue, selection: Selection, since: datetime) -> Side:
    """What publishers have said since the end of a moment's day, as far as is known when they said it.

    Up to the point that a selection asks for, ``names`` being the catalogue of that; of its series, or of all
    where it names none.
    """
    recorded, published = selection.recorded, selection.published
    day = since.date() if published is None else min(since.date(), published)
    differences = said_since(
        database, names, day, series=selection.series, recorded=recorded, published=published
    )
    then, perhaps = (
        verdicts(database, names, recorded=recorded, published=day, undecided=undecided)
        for undecided in (False, True)
    )
    return _side(database, names, selection, differences, then, perhaps=perhaps)


def held_side(database: Database, names: Catalogue, selection: Selection, since: datetime) -> Side:
    """What our record has learnt since a moment, and so this site shows otherwise; asked as ``said_side``."""
    until = newest_point(names, replace(selection, published=None))
    if until is None or until <= since:
        return Side(Differences(), (), names, is_of_record=True)
    recorded, published = selection.recorded, selection.published
    differences = held_since(
        database, names, since, series=selection.series, recorded=recorded, published=published
    )
    was = catalogue(database, recorded=since)
    then = verdicts(database, was, recorded=since, published=published)
    return _side(database, names, selection, differences, then, was=was)


def _side(
    database: Database,
    names: Catalogue,
    selection: Selection,
    differences: Differences,
    then: Verdicts,
    *,
    was: Catalogue | None = None,
    perhaps: Verdicts | None = None,
) -> Side:
    """``was`` has the names of then, of our record; ``perhaps`` as ``turns`` has it."""
    words = interface_words(selection.language)
    now = verdicts(database, names, recorded=selection.recorded, published=selection.published)
    earlier = Wording(words, was or names)
    found = turns(then, now, earlier, Wording(words, names), perhaps=perhaps, series=selection.series)
    return Side(differences, tuple(found), earlier.catalogue, is_of_record=was is not None)


def record_begins(database: Database, selection: Selection) -> tuple[date, int]:
    """The first day (UTC) of our record, and with how many figures of a selection's series (none: of all) it
    ended."""
    day = min(moments_recorded(database)).date()
    first = end_of(day)
    names = catalogue(database, recorded=first)
    found = held_since(database, names, BEFORE_ALL, series=selection.series, recorded=first)
    return day, len(found.figures)


def newest_point(names: Catalogue, selection: Selection) -> datetime | None:
    """The newest moment of our record that a selection shows something of; None while there is none."""
    if names.version.recorded_at is None:
        return None
    points = [names.version.recorded_at, selection.recorded]
    points += [end_of(selection.published)] if selection.published else []
    return min(point for point in points if point)


def usual_since(names: Catalogue, selection: Selection) -> datetime | None:
    """From when changes are told where no day is named: a year before the newest moment that is shown."""
    newest = newest_point(names, selection)
    return year_before(newest) if newest else None


def _number(texts: tuple[str, str], count: int, words: Words) -> str:
    """One of them or many, in words; "" of none."""
    one, many = texts
    return words(one if count == 1 else many, count=count) if count else ""


def series_named(series: str, names: Catalogue, was: Catalogue, language: str) -> str:
    """A series by its short name of today, or of then where it stands no more."""
    return pick(names.series.get(series) or was.series[series], "short", language)


def subject(turn: Turn, names: Catalogue, was: Catalogue, words: Words) -> str:
    """What an answer is about: an indicator, or one of its series."""
    indicator = pick(names.indicators[turn.indicator], "name", words.language)
    if not turn.series:
        return indicator
    series = series_named(turn.series, names, was, words.language)
    return words("{name} ({series})", name=indicator, series=series)
