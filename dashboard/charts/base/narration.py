"""A chart in words: headline, subtitle, notes for the reader, and the text for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dashboard.address.selection import Selection
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.periods import year_label
from dashboard.record.queries import Catalogue
from dashboard.record.spans import year_list
from dashboard.scene.scene import Mark, Series
from dashboard.scene.sheet import SheetNote
from dashboard.words import Words, message, pick


def nothing_shown(selection: Selection, words: Words) -> str:
    """That there is nothing to draw; under an as-of, without saying that nothing is known."""
    if selection.is_as_of:
        return words("No figures of this choice are shown at this point in time")
    if selection.is_original_only:
        return words("No figure of this choice was read in the original")
    if selection.is_full_years:
        return words("No figures of full years are known for this choice")
    return words("No figures are known for this choice")


def headline(ordered: Sequence[Observation], catalogue: Catalogue, selection: Selection, words: Words) -> str:
    """The newest count of each series with its year, and of a part of a later year: a fact, not yet a
    verdict."""
    known: dict[str, list[Observation]] = {}
    for observation in ordered:
        if observation.value is not None:
            known.setdefault(observation.series, []).append(observation)
    if not known:
        return nothing_shown(selection, words)
    if len(known) > 3:
        return words("{count} series side by side, each with its own source", count=len(known))
    return words("; ").join(_newest_in_words(figures, catalogue, words) for figures in known.values())


def _newest_in_words(figures: Sequence[Observation], catalogue: Catalogue, words: Words) -> str:
    """The newest year of a series, and a part of a later one; its figures are given in their order."""
    newest, years = figures[-1], [figure for figure in figures if not figure.is_of_a_part]
    stands = years[-1] if years else newest
    text = words(
        "{series}: {value} in {period}",
        series=pick(catalogue.series[stands.series], "short", words.language),
        **_figure_in_words(stands, catalogue, words),
    )
    if newest is stands or not newest.is_of_a_part:
        return text
    return words("{text} ({value} in {period})", text=text, **_figure_in_words(newest, catalogue, words))


def _figure_in_words(figure: Observation, catalogue: Catalogue, words: Words) -> dict[str, str]:
    return {
        "value": captions.counted_text(figure, catalogue, words),
        "period": captions.period_text(figure, words),
    }


def kind_of_years(figures: Iterable[Observation], words: Words) -> str:
    """Whether figures are of calendar years, and their parts, or of fiscal years."""
    kinds = {figure.period_kind == "FY" for figure in figures}
    if kinds == {True}:
        return words("by fiscal year")
    return words("by calendar and fiscal year") if True in kinds else words("by calendar year")


def subtitle(
    units: Sequence[str],
    first: int,
    last: int,
    selection: Selection,
    words: Words,
    *,
    years: str,
    adds_up: bool,
) -> str:
    """What is counted, in which years of which kind, and that nothing is joined, or that series that are
    worked out are; "" where nothing is drawn."""
    if not units:
        return ""
    ends = (year_label(year, words.language) for year in sorted({first, last}))
    span = words("{first} to {last}", first=next(ends), last=next(ends)) if first < last else next(ends)
    sentence = (
        message(
            "{units} {years}, {span}, as each publisher counts them; “worked out” is what we have added up"
        )
        if adds_up
        else message("{units} {years}, {span}, as each publisher counts them; never joined, never added up")
    )
    text = words(sentence, units=words("; ").join(units), years=years, span=span)
    return of_what_is_left_out(text, selection, words)


def of_what_is_left_out(subtitle: str, selection: Selection, words: Words) -> str:
    """A subtitle, saying so where only full years are shown, or only figures read in the original."""
    if selection.is_full_years:
        sentence = message("{subtitle}. Full years only: parts of years and forecasts are left out")
        subtitle = words(sentence, subtitle=subtitle)
    if selection.is_original_only:
        sentence = message("{subtitle}. Only figures that we read in the original")
        subtitle = words(sentence, subtitle=subtitle)
    return subtitle


def notes_of_series(
    lines: Sequence[Series],
    left_out: Sequence[Observation],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> Iterator[SheetNote]:
    """What a reader must know of each series: breaks and cautions, what is left out, gaps."""
    for series in lines:
        row = catalogue.series[series.id]
        name = pick(row, "short", words.language)
        texts = [pick(row, "break", words.language), pick(row, "note", words.language)]
        dropped = [figure for figure in left_out if figure.series == series.id]
        if dropped:
            periods = words(", ").join(captions.period_text(figure, words) for figure in dropped)
            texts.append(words("Left out as no count of a full year: {periods}.", periods=periods))
        years = {int(mark.x) for mark in series.marks} | {figure.period_start.year for figure in dropped}
        gaps = [year for year in range(min(years), max(years)) if year not in years]
        if gaps:
            sentence = (
                message("No figure for {years} is shown at this point in time; a gap is not a zero.")
                if selection.is_as_of
                else message("No figure is known to us for {years}; a gap is not a zero.")
            )
            texts.append(words(sentence, years=year_list(gaps, words)))
        for text in filter(None, texts):
            yield SheetNote(series.id, text, words("{series}: {text}", series=name, text=text))


def marks_explained(observations: Sequence[Observation], words: Words) -> list[str]:
    """What the marks beside the values mean, of those that these figures bear."""
    notes: list[str] = []
    if any(observation.is_partial for observation in observations):
        notes.append(words("* Part of the year, or incomplete: drawn apart, never joined to full years."))
    if any(observation.finality == "provisional" for observation in observations):
        notes.append(words("(p) Provisional when published."))
    if any(observation.bound in ("at-least", "over") for observation in observations):
        notes.append(words("≥ or >: the publisher gives a lower bound, not an exact count."))
    if any(observation.bound == "forecast" for observation in observations):
        notes.append(words("(f) A forecast by the publisher, not a count."))
    return notes


def alt_text(lines: Sequence[Series], first: int, last: int, selection: Selection, words: Words) -> str:
    """The chart in words: each series with its counts, or where there are many its ends and extremes."""
    if not lines:
        return words("An empty chart: {reason}.", reason=nothing_shown(selection, words))
    sentence = (
        message("Chart of yearly counts, {first} to {last}, from zero. Gaps are years without a full count.")
        if selection.is_full_years
        else message("Chart of yearly counts, {first} to {last}, from zero. Gaps are years without a figure.")
    )
    sentences = [
        words(
            sentence,
            first=first,
            last=last,
        )
    ]
    for label, marks in ((series.label, of_span) for series in lines for of_span in series.by_span):
        if len(marks) <= 8:
            counts = words(", ").join(f"{mark.x:g}: {mark.text}" for mark in marks)
            sentences.append(words("{series}: {counts}.", series=label, counts=counts))
            continue
        parts = [mark for mark in marks if mark.is_partial]
        years = [mark for mark in marks if not mark.is_partial] or marks
        low = min(years, key=lambda mark: mark.value or 0)
        high = max(years, key=lambda mark: mark.value or 0)
        sentences.append(
            words(
                "{series}: {count} counts; first {first}, newest {newest}, lowest {low}, highest {high}.",
                series=label,
                count=len(years),
                first=_at(years[0], words),
                newest=_at(years[-1], words),
                low=_at(low, words),
                high=_at(high, words),
            )
        )
        if len(years) < len(marks):
            told = words(", ").join(_at(mark, words) for mark in parts)
            sentences.append(words("{series}, parts of years: {counts}.", series=label, counts=told))
    return join_sentences(sentences, words)


def join_sentences(sentences: Sequence[str], words: Words) -> str:
    """Sentences as a paragraph; Japanese sets no space between them."""
    return (" " if words.language == "en" else "").join(sentence for sentence in sentences if sentence)


def _at(mark: Mark, words: Words) -> str:
    return words("{value} in {year}", value=mark.text, year=f"{mark.x:g}")
