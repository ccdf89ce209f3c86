"""What of an address a file does not follow, and the sentences that refuse it: a page may leave a part out
and say so, a file that left it out would be another chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from dashboard.address.known import nearest
from dashboard.address.options import CHOICES, DOWNLOAD, NOT_A_CHOICE
from dashboard.address.selection import Dropped, shown_of, year_in
from dashboard.record.queries import Catalogue
from dashboard.words import Words

HARMLESS = "unknown-option"
"""Why a part was left out that no file heeds: others add names of their own to addresses."""
NOT_THERE = ("unknown-series", "unknown-region", "unknown-indicator", "unknown-publisher", "unknown-chart")
MOST_SENTENCES = 8
FEW_NAMES = 12
"""So many known names are listed where none is near."""

Known = Mapping[str, Collection[str]]
"""The names that there are, by the reason why another was left out."""


def known_in(catalogue: Catalogue, charts: Collection[str] = ()) -> Known:
    """The names that a catalogue has, with those of charts."""
    return {
        "unknown-series": catalogue.series,
        "unknown-region": catalogue.regions,
        "unknown-indicator": catalogue.indicators,
        "unknown-publisher": catalogue.publishers,
        "unknown-chart": charts,
    }


def turned_years(arguments: Mapping[str, Iterable[str]]) -> tuple[Dropped, ...]:
    """The last year where it lies before the first; a page shows the years between them."""
    first, last = year_in("from", arguments, []), year_in("to", arguments, [])
    return (Dropped("to", str(last), "before-from"),) if first and last and first > last else ()


def refused(dropped: Iterable[Dropped]) -> tuple[Dropped, ...]:
    """What of that which was left out a file may not leave out."""
    return tuple(one for one in dropped if one.reason != HARMLESS)


def status(faults: Iterable[Dropped]) -> int:
    """404 where everything was understood and something of it is not there, else 400."""
    return 404 if all(one.reason in NOT_THERE for one in faults) else 400


def sentences(faults: Sequence[Dropped], where: str, known: Known, words: Words) -> list[str]:
    """A sentence a fault: ``where`` it was found, what was found, and what is known nearest to it."""
    told = [
        words(
            "{where}: “{name}={value}” cannot be used: {reason}.",
            where=where,
            name=one.name,
            value=shown_of(one.value),
            reason=words("; ").join(_reasons(one, known, words)),
        )
        for one in faults[:MOST_SENTENCES]
    ]
    if len(faults) > MOST_SENTENCES:
        told.append(words("and {count} more", count=len(faults) - MOST_SENTENCES))
    return told


def _reasons(fault: Dropped, known: Known, words: Words) -> Iterator[str]:
    if fault.reason == NOT_A_CHOICE:
        choices = ("0", "1") if fault.name == DOWNLOAD else CHOICES[fault.name].values
        yield words("wanted one of {names}", names=", ".join(choices))
        return
    yield fault.why(words)
    names = known.get(fault.reason, ())
    if near := nearest(fault.value, names):
        yield words("nearest known: {names}", names=", ".join(near))
    elif 0 < len(names) <= FEW_NAMES:
        yield words("known are {names}", names=", ".join(names))
    elif names:
        first, rest = ", ".join(islice(names, FEW_NAMES)), len(names) - FEW_NAMES
        yield words("known are {names} and {count} more", names=first, count=rest)
