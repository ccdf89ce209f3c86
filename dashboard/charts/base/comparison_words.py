"""The comparison of publishers in words: what the series count, why they differ, and the chart as text."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.address.selection import Selection
from dashboard.charts.base.narration import nothing_shown
from dashboard.charts.base.regions import Compared
from dashboard.record import captions
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import Series
from dashboard.words import Words, pick


def headline(found: Compared, catalogue: Catalogue, selection: Selection, words: Words) -> str:
    """Between which counts the region's series lie in the year that most of them have, and why."""
    year = found.fullest_year
    if year is None:
        return nothing_shown(selection, words)
    counts = {one: group[0] for one, group in found.of_year(year).items() if one in found.here}
    low = min(counts.values(), key=lambda one: one.value or 0)
    high = max(counts.values(), key=lambda one: one.value or 0)
    facts = {
        "region": pick(found.region, "name", words.language),
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
    """By what these series differ; of one publisher and definition, by the area alone."""
    rows = [catalogue.series[one] for one in counts]
    if len({(row.publisher, row.definition) for row in rows}) == 1:
        return words("They differ by area, not because one is wrong")
    return words(
        "They differ by area, by who reports and by what is counted, not because one of them is wrong"
    )


def subtitle(found: Compared, catalogue: Catalogue, first: int, last: int, words: Words) -> str:
    """What is drawn; "" where nothing is."""
    if not found.groups:
        return ""
    return words(
        "{count} series of {publishers}, {first} to {last}; a panel each, never joined, never added up",
        count=len(found.here) + len(found.world),
        publishers=_publishers(found, catalogue, words),
        first=year_label(first, words.language),
        last=year_label(last, words.language),
    )


def _publishers(found: Compared, catalogue: Catalogue, words: Words) -> str:
    count = len({catalogue.series[one].publisher for one in (*found.here, *found.world)})
    return words("1 publisher") if count == 1 else words("{count} publishers", count=count)


def notes_for_reader(found: Compared, catalogue: Catalogue, selection: Selection, words: Words) -> list[str]:
    """What must be known before heights are compared, the marks used, and which series are not drawn."""
    current = [group[0] for group in found.groups.values()]
    notes = [pick(found.region, "note", words.language)] if found.region else []
    if any(observation.is_partial for observation in current):
        notes.append(words("* Part of the year, or incomplete: drawn apart, never joined to full years."))
    if any(observation.finality == "provisional" for observation in current):
        notes.append(words("(p) Provisional when published."))
    if any(observation.bound in ("at-least", "over") for observation in current):
        notes.append(words("≥ or >: the publisher gives a lower bound, not an exact count."))
    for one in found.here:
        row = catalogue.series[one]
        if pick(row, "break", words.language):
            name = pick(row, "short", words.language)
            notes.append(words("{series}: {text}", series=name, text=pick(row, "break", words.language)))
    if found.silent:
        names = words(", ").join(pick(catalogue.series[one], "short", words.language) for one in found.silent)
        sentence = (
            words(
                "Not drawn, since no figure of these years is shown at this point in time: {names}.",
                names=names,
            )
            if selection.is_as_of
            else words("Not drawn, since no figure of these years is known to us: {names}.", names=names)
        )
        notes.append(sentence)
    return [note for note in notes if note]


def alt_text(
    found: Compared, series: Sequence[Series], first: int, last: int, selection: Selection, words: Words
) -> str:
    """The panels in words: each series with all its counts."""
    if not series:
        return words("An empty chart: {reason}.", reason=nothing_shown(selection, words))
    sentences = [
        words(
            "Columns of yearly counts, {first} to {last}, from zero: {count} panels, one a series. Those of "
            "the region share one axis. Gaps are years without a figure.",
            first=first,
            last=last,
            count=len(series),
        )
    ]
    if found.here and found.world:
        sentences.append(words("Those of the world share another."))
    for each in series:
        counts = words(", ").join(f"{mark.x:g}: {mark.text}" for mark in each.known)
        sentences.append(words("{series}: {counts}.", series=each.label, counts=counts or "–"))
    return " ".join(sentences) if words.language == "en" else "".join(sentences)
