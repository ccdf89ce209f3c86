"""The comparison of publishers in words: what the series count, why they differ, and the chart as text."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.address.selection import Selection
from dashboard.charts.base.narration import (
    join_sentences,
    marks_explained,
    nothing_shown,
    of_what_is_left_out,
)
from dashboard.charts.base.regions import Compared
from dashboard.record import captions
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import Series
from dashboard.words import Words, message, pick


def headline(comparison: Compared, catalogue: Catalogue, selection: Selection, words: Words) -> str:
    """Between which counts the region's series lie in the year that most of them have, and why."""
    year = comparison.fullest_year
    if year is None:
        return nothing_shown(selection, words)
    counts = {name: group[0] for name, group in comparison.of_year(year).items() if name in comparison.here}
    low = min(counts.values(), key=lambda observation: observation.value or 0)
    high = max(counts.values(), key=lambda observation: observation.value or 0)
    facts = {
        "region": pick(comparison.region, "name", words.language),
        "year": year_label(year, words.language),
        "count": len(counts),
        "low": captions.value_text(low, words),
        "low_series": pick(catalogue.series[low.series], "short", words.language),
        "high": captions.value_text(high, words),
        "high_series": pick(catalogue.series[high.series], "short", words.language),
    }
    if len(counts) == 1:
        return words("{region}, {year}: only one series has a full count, {low_series} with {low}", **facts)
    if low.value == high.value:
        return words("{region}, {year}: {count} series, each with a count of {low}", **facts)
    range_of = words(
        "{region}, {year}: {count} series count from {low} ({low_series}) to {high} ({high_series})", **facts
    )
    return words("{range}. {reason}", range=range_of, reason=_reason(counts, catalogue, words))


def _reason(counts: dict[str, captions.Observation], catalogue: Catalogue, words: Words) -> str:
    """What these series differ in; of one publisher and definition, in the area alone."""
    rows = [catalogue.series[name] for name in counts]
    if len({(row.publisher, row.definition) for row in rows}) == 1:
        return words("Areas differ, so their sizes cannot be ranked")
    return words("Areas, reporters and what is counted differ, so their sizes cannot be ranked")


def subtitle(
    comparison: Compared, catalogue: Catalogue, first: int, last: int, selection: Selection, words: Words
) -> str:
    """What is drawn; "" where nothing is."""
    if not comparison.groups:
        return ""
    text = words(
        "{count} series of {publishers}, {first} to {last}; a panel each, never joined, never added up",
        count=len(comparison.here) + len(comparison.world),
        publishers=_publishers(comparison, catalogue, words),
        first=year_label(first, words.language),
        last=year_label(last, words.language),
    )
    return of_what_is_left_out(text, selection, words)


def _publishers(comparison: Compared, catalogue: Catalogue, words: Words) -> str:
    count = len({catalogue.series[name].publisher for name in (*comparison.here, *comparison.world)})
    return words("1 publisher") if count == 1 else words("{count} publishers", count=count)


def notes_for_reader(
    comparison: Compared, catalogue: Catalogue, selection: Selection, words: Words
) -> list[str]:
    """What must be known before heights are compared, the marks used, and which series are not drawn."""
    current = [group[0] for group in comparison.groups.values()]
    notes = [pick(comparison.region, "note", words.language)] if comparison.region else []
    notes += marks_explained(current, words)
    for id in comparison.here:
        row = catalogue.series[id]
        if text := pick(row, "break", words.language):
            notes.append(words("{series}: {text}", series=pick(row, "short", words.language), text=text))
    if comparison.silent:
        silent = (catalogue.series[id] for id in comparison.silent)
        names = words(", ").join(pick(row, "short", words.language) for row in silent)
        sentence = message("Not drawn, since no figure of these years is known to us: {names}.")
        if selection.is_full_years:
            sentence = message(
                "Not drawn, since no count of a full year of these years is known to us: {names}."
            )
        if selection.is_original_only:
            sentence = message("Not drawn, since no figure of these years was read in the original: {names}.")
        if selection.is_as_of:
            sentence = message(
                "Not drawn, since no figure of these years is shown at this point in time: {names}."
            )
        notes.append(words(sentence, names=names))
    return [note for note in notes if note]


def alt_text(
    comparison: Compared,
    all_series: Sequence[Series],
    first: int,
    last: int,
    selection: Selection,
    words: Words,
) -> str:
    """The panels in words: each series with all its counts."""
    if not all_series:
        return words("An empty chart: {reason}.", reason=nothing_shown(selection, words))
    sentences = [
        words(
            "Columns of yearly counts, {first} to {last}, from zero: {count} panels, one a series. Those of "
            "the region share one axis. Gaps are years without a figure.",
            first=first,
            last=last,
            count=len(all_series),
        )
    ]
    if comparison.here and comparison.world:
        sentences.append(words("Those of the world share another."))
    for series in all_series:
        counts = words(", ").join(f"{mark.x:g}: {mark.text}" for mark in series.known)
        sentences.append(
            words("{series}: {counts}.", series=series.label, counts=counts or words("no figure"))
        )
    return join_sentences(sentences, words)
