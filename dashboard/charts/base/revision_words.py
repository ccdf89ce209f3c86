"""The revisions chart in words: what was restated and how far, what editions are, and the chart as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.address.selection import Selection
from dashboard.charts.base.editions import Editions
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message, pick

MOST_SENTENCES = 3
"""Of more series than this the headline only gives the number."""


def headline(revised: Sequence[Editions], catalogue: Catalogue, words: Words) -> str:
    """For each series how many years were restated, and which moved most."""
    restated = [one for one in revised if one.is_restated]
    by_series = [list(members) for _, members in groupby(restated, _series_of)]
    if not by_series:
        return (
            words("No year of this choice was restated; some prints contradict each other")
            if revised
            else words("No year of this choice has editions that differ")
        )
    if len(by_series) > MOST_SENTENCES:
        return words("{years} years restated in {count} series", years=len(restated), count=len(by_series))
    return words("; ").join(
        words(
            "{series}: {facts}",
            series=pick(catalogue.series[members[0].newest.series], "short", words.language),
            facts=_facts(members, words),
        )
        for members in by_series
    )


def _series_of(editions: Editions) -> str:
    return editions.newest.series


def _facts(members: Sequence[Editions], words: Words) -> str:
    """How many years of one series were restated; the one that moved most, or all that moved as far."""
    farthest = max(abs(one.move[1]) for one in members)
    most = [one for one in members if abs(one.move[1]) == farthest]
    if len(members) == 1:
        return words("1 year restated: {move}", move=_move(most[0], words))
    if len(most) == 1:
        return words("{count} years restated; {move}", count=len(members), move=_moved_most(most[0], words))
    return words(
        "{count} years restated; {years} moved most, by {change} each",
        count=len(members),
        years=words(" and ").join(_year(one.newest, words) for one in most),
        change=captions.number(farthest),
    )


def _move(one: Editions, words: Words) -> str:
    return words("{year} from {old} to {new}", **_ends(one, words))


def _moved_most(one: Editions, words: Words) -> str:
    return words("{year} moved most, from {old} to {new}", **_ends(one, words))


def _ends(one: Editions, words: Words) -> dict[str, str]:
    return {
        "year": _year(one.newest, words),
        "old": captions.value_text(one.move[0], words),
        "new": captions.value_text(one.newest, words),
    }


def _year(observation: Observation, words: Words) -> str:
    """A year in a sentence, short in Japanese too; other periods in full."""
    if observation.period_kind == "CY":
        return words("{year}", year=observation.period_start.year)
    return captions.period_text(observation, words)


def subtitle(words: Words) -> str:
    return words(
        "An edition is one report of the publisher; a later report may state an earlier year anew. "
        "Corrections of our own record are no editions."
    )


def notes_for_reader(
    revised: Sequence[Editions], selection: Selection, catalogue: Catalogue, words: Words
) -> list[str]:
    """How to read the marks, and which chosen series have nothing to show."""
    notes = []
    if revised:
        notes.append(
            words(
                "Heights are changes from the first edition known to us, so that a small move can be seen; "
                "the counts themselves are written at the marks."
            )
        )
    if any(one.prints for one in revised):
        notes.append(
            words(
                "A contradicting print is another number printed for the same edition, or a second reading "
                "of it. It replaces nothing, so it is not joined to the editions."
            )
        )
    shown = {_series_of(one) for one in revised}
    sentence = (
        message("{series}: no year has editions that differ at this point in time.")
        if selection.is_as_of
        else message("{series}: no year has editions that differ, as far as known to us.")
    )
    notes += [
        words(sentence, series=pick(catalogue.series[one], "short", words.language))
        for one in selection.series
        if one not in shown
    ]
    return notes


def alt_text(revised: Sequence[Editions], catalogue: Catalogue, words: Words) -> str:
    """Each series with its years, oldest edition first, and what contradicts them."""
    if not revised:
        return words("An empty chart: no year of this choice has editions that differ.")
    sentences = [words("Chart of how counts were revised, as change from the first edition.")]
    for series, members in groupby(revised, _series_of):
        name = pick(catalogue.series[series], "short", words.language)
        facts = words("; ").join(_in_words(one, words) for one in members)
        sentences.append(words("{series}: {counts}.", series=name, counts=facts))
    return " ".join(sentences) if words.language == "en" else "".join(sentences)


def _in_words(one: Editions, words: Words) -> str:
    values = [captions.value_text(edition, words) for edition in (*one.earlier, one.newest)]
    year = _year(one.newest, words)
    text = words("{year}: {value}", year=captions.period_text(one.newest, words), value=values[0])
    if one.earlier:
        text = words(
            "{year} from {old} to {new}", year=year, old=words(", ").join(values[:-1]), new=values[-1]
        )
    if one.prints:
        prints = words(", ").join(captions.value_text(other, words) for other in one.prints)
        text += words(" (contradicting print: {values})", values=prints)
    return text
