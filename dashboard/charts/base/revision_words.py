"""The revisions chart in words: what was restated and how far, what editions are, and the chart as text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.address.selection import Selection
from dashboard.charts.base.editions import Editions
from dashboard.charts.base.narration import join_sentences
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message, pick

MOST_SENTENCES = 3
"""Of more series than this the headline only gives the number."""


def headline(revised: Sequence[Editions], catalogue: Catalogue, words: Words) -> str:
    """For each series how many years were restated, and which moved most."""
    restated = [editions for editions in revised if editions.is_restated]
    by_series = [list(years) for _, years in groupby(restated, _series_of)]
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
            series=pick(catalogue.series[years[0].newest.series], "short", words.language),
            facts=_facts(years, catalogue, words),
        )
        for years in by_series
    )


def _series_of(editions: Editions) -> str:
    return editions.newest.series


def _facts(years: Sequence[Editions], catalogue: Catalogue, words: Words) -> str:
    """How many years of one series were restated; the one that moved most, or all that moved as far."""
    farthest = max(abs(year.move[1]) for year in years)
    most = [year for year in years if abs(year.move[1]) == farthest]
    ends = _ends(most[0], catalogue, words)
    if len(years) == 1:
        return words("1 year restated: {move}", move=words("{year} from {old} to {new}", **ends))
    if len(most) == 1:
        move = words("{year} moved most, from {old} to {new}", **ends)
        return words("{count} years restated; {move}", count=len(years), move=move)
    return words(
        "{count} years restated; {years} moved most, by {change} each",
        count=len(years),
        years=words(" and ").join(_year(year.newest, words) for year in most),
        change=captions.number(farthest),
    )


def _ends(editions: Editions, catalogue: Catalogue, words: Words) -> dict[str, str]:
    return {
        "year": _year(editions.newest, words),
        "old": captions.counted_text(editions.move[0], catalogue, words),
        "new": captions.counted_text(editions.newest, catalogue, words),
    }


def _year(observation: Observation, words: Words) -> str:
    """A year in a sentence, short in Japanese too; other periods in full."""
    if observation.period_kind == "CY":
        return words("{year}", year=observation.period_start.year)
    return captions.period_text(observation, words)


def subtitle(words: Words) -> str:
    return words(
        "An edition is one report of the publisher; a later report may state an earlier year anew. "
        "Corrections of our own record are not editions."
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
    if any(editions.prints for editions in revised):
        notes.append(
            words(
                "A contradicting print is another number printed for the same edition, or a second reading "
                "of it. It replaces nothing, so it is not joined to the editions."
            )
        )
    series_drawn = {_series_of(editions) for editions in revised}
    sentence = (
        message("{series}: no year has editions that differ at this point in time.")
        if selection.is_as_of
        else message("{series}: no year has editions that differ, as far as known to us.")
    )
    notes += [
        words(sentence, series=pick(catalogue.series[name], "short", words.language))
        for name in selection.series
        if name not in series_drawn
    ]
    return notes


def alt_text(revised: Sequence[Editions], catalogue: Catalogue, words: Words) -> str:
    """Each series with its years, oldest edition first, and what contradicts them."""
    if not revised:
        return words("An empty chart: no year of this choice has editions that differ.")
    sentences = [words("Chart of how counts were revised, as change from the first edition.")]
    for series, years in groupby(revised, _series_of):
        name = pick(catalogue.series[series], "short", words.language)
        facts = words("; ").join(_in_words(year, catalogue, words) for year in years)
        sentences.append(words("{series}: {counts}.", series=name, counts=facts))
    return join_sentences(sentences, words)


def _in_words(editions: Editions, catalogue: Catalogue, words: Words) -> str:
    def said(edition: Observation) -> str:
        return captions.counted_text(edition, catalogue, words)

    values = [said(edition) for edition in (*editions.earlier, editions.newest)]
    text = words("{period}: {value}", period=captions.period_text(editions.newest, words), value=values[0])
    if editions.earlier:
        text = words(
            "{year} from {old} to {new}",
            year=_year(editions.newest, words),
            old=words(", ").join(values[:-1]),
            new=values[-1],
        )
    if editions.prints:
        prints = words(", ").join(said(other) for other in editions.prints)
        text += words(" (contradicting print: {values})", values=prints)
    return text
