"""Sheets of wholes and their parts: severity and kind are drawn and told the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.address.selection import Selection
from dashboard.charts.base.divided import Division, divisions
from dashboard.charts.base.figures import editions_of, mark_of, sheet_row
from dashboard.charts.base.narration import join_sentences, nothing_shown
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database
from dashboard.scene import theme
from dashboard.scene.scene import COUNTS, MARKS, PART, WHOLE, Mark, Panel, Scene, Series
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

ALL_OF_IT = message("Whole as published")
SHARE = "share_percent"
"""The column that a file has for a part's share of its whole; empty where the parts are not complete."""


@dataclass(frozen=True)
class Whole:
    """A series and those that it is divided into, from the bottom of the stack up, with their looks."""

    series: str
    parts: tuple[str, ...]
    looks: tuple[int, ...]

    def known_in(self, catalogue: Catalogue) -> bool:
        return all(name in catalogue.series for name in (self.series, *self.parts))


@dataclass(frozen=True)
class DividedWhole:
    """A whole with its years."""

    whole: Whole
    years: tuple[Division, ...]

    @property
    def newest_complete(self) -> Division | None:
        return next((year for year in reversed(self.years) if year.is_complete), None)


Headline = Callable[[Sequence[DividedWhole], Catalogue, Words], str]


def all_series(wholes: Sequence[Whole], more: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Every series of a chart that the catalogue knows."""
    names = [name for whole in wholes for name in (*whole.parts, whole.series)]
    return tuple(name for name in (*names, *more) if name in catalogue.series)


def build_stacks(
    engine: Database,
    catalogue: Catalogue,
    selection: Selection,
    *,
    chart: str,
    wholes: Sequence[Whole],
    sizes: Sequence[theme.Size],
    headline: Headline,
    subtitle: str,
    notes: Sequence[str],
) -> Sheet:
    """The sheet of these wholes; series of the selection that are no part of them are rows alone."""
    words = interface_words(selection.language)
    editions = editions_of(engine, selection)
    divided = [
        DividedWhole(whole, tuple(divisions(editions, whole=whole.series, parts=whole.parts)))
        for whole in wholes
        if whole.known_in(catalogue)
    ]
    divided = [whole for whole in divided if whole.years]
    years = [year.year for whole in divided for year in whole.years]
    first, last = selection.first or min(years, default=2000), selection.last or max(years, default=2000)
    panels = [_panel(whole, first, last, catalogue, selection, words) for whole in divided]
    return Sheet(
        chart=chart,
        selection=selection,
        headline=headline(divided, catalogue, words) if divided else nothing_shown(selection, words),
        subtitle=subtitle,
        scene=Scene(selection.language, tuple(panels)),
        sizes=tuple(sizes),
        rows=_rows(editions, divided, catalogue, selection, words),
        notes=(*_older_editions(divided, catalogue, words), *(notes if divided else ())),
        alt=_alt_text(divided, catalogue, selection, words),
        version=catalogue.version,
        added_columns=(SHARE,),
    )


def part_name(series: str, catalogue: Catalogue, words: Words) -> str:
    """What sets a part apart from the others of its whole: its category."""
    return pick(catalogue.categories[catalogue.series[series].category], "name", words.language)


def _panel(
    divided: DividedWhole, first: int, last: int, catalogue: Catalogue, selection: Selection, words: Words
) -> Panel:
    """The wholes, the parts of the years that they add up in, and what is known of the parts of others."""

    def marks_of(observation: Observation | None, share: float | None = None) -> Iterator[Mark]:
        if observation is None or observation.value is None:
            return
        mark = mark_of(observation, catalogue, selection, words)
        if share is not None:
            in_words = captions.share_text(share, words)
            mark = replace(
                mark,
                spoken=words("{mark}. {share} of the whole.", mark=mark.spoken, share=in_words),
                said=words("{count}, {share} of the whole", count=mark.said, share=in_words),
            )
        yield replace(mark, x=observation.period_start.year, is_partial=False, is_open=False)

    whole, years = divided.whole, divided.years
    marks = tuple(mark for year in years for mark in marks_of(year.whole))
    series = [Series(whole.series, words(ALL_OF_IT), WHOLE, 0, marks)]
    for role in (PART, MARKS):
        for position, (part, look) in enumerate(zip(whole.parts, whole.looks, strict=True)):
            marks = tuple(
                mark
                for year in years
                if year.is_complete is (role == PART)
                for mark in marks_of(year.parts[position], year.share(year.parts[position]))
            )
            if marks:
                series.append(Series(part, part_name(part, catalogue, words), role, look, marks))
    title = pick(catalogue.series[whole.series], "name", words.language)
    return Panel(title, COUNTS, first, last, tuple(series))


def _rows(
    editions: Mapping[str, Sequence[Observation]],
    divided: Sequence[DividedWhole],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> tuple[SheetRow, ...]:
    """Every figure of the chart, the wholes in the edition that is drawn, with its share where it has one."""
    wholes: dict[str, Observation] = {}
    shares: dict[str, float] = {}
    inside: dict[str, set[int]] = {}
    for breakdown in divided:
        for name in (breakdown.whole.series, *breakdown.whole.parts):
            inside[name] = {year.year for year in breakdown.years}
        for year in breakdown.years:
            if year.whole:
                wholes[year.whole.key] = year.whole
            for part in year.parts:
                share = year.share(part)
                if part and share is not None:
                    shares[part.key] = share
    rows = []
    for key, group in editions.items():
        figure = wholes.get(key, group[0])
        if figure.series in inside and figure.period_start.year not in inside[figure.series]:
            continue
        row = sheet_row(figure, [other for other in group if other is not figure], catalogue, words)
        share = shares.get(key)
        added = ((SHARE, f"{share * 100:.1f}"),) if share is not None else ()
        edition = "newest" if figure is group[0] else "earlier"
        rows.append(replace(row, added=added, edition=edition))
    order = {name: position for position, name in enumerate(selection.series)}
    rows.sort(key=lambda row: (order[row.observation.series], row.observation.period_start))
    return tuple(rows)


def _older_editions(divided: Sequence[DividedWhole], catalogue: Catalogue, words: Words) -> list[str]:
    """Where the parts add up to an earlier edition of the whole, that and what the later one says."""
    return [
        words(
            "† {year}: the parts add up to {value}, {series} in {source}. A later edition restates that as "
            "{later} ({later_source}) without new parts, so the earlier one is shown here.",
            year=year.year,
            value=captions.value_text(year.whole, words),
            series=pick(catalogue.series[breakdown.whole.series], "short", words.language),
            source=captions.publication_text(year.whole, catalogue, words),
            later=captions.value_text(year.newest, words),
            later_source=captions.publication_text(year.newest, catalogue, words),
        )
        for breakdown in divided
        for year in breakdown.years
        if year.whole and year.newest and year.whole is not year.newest
    ]


def _alt_text(
    divided: Sequence[DividedWhole], catalogue: Catalogue, selection: Selection, words: Words
) -> str:
    if not divided:
        return words("An empty chart: {reason}.", reason=nothing_shown(selection, words))
    sentences = [
        words(
            "Columns of yearly counts from zero: filled with their parts where these are complete, else "
            "hollow with a mark for each known part."
        )
    ]
    for breakdown in divided:
        whole = breakdown.whole
        name = pick(catalogue.series[whole.series], "name", words.language)
        years = words("; ").join(_year_in_words(year, whole, catalogue, words) for year in breakdown.years)
        sentences.append(words("{series}: {counts}.", series=name, counts=years))
    return join_sentences(sentences, words)


def _year_in_words(year: Division, whole: Whole, catalogue: Catalogue, words: Words) -> str:
    """2023: 99 (Category 4 60, ...); with how many are in no known part where some are not."""
    in_parts = words(", ").join(
        f"{part_name(series, catalogue, words)} {captions.value_text(part, words)}"
        for series, part in zip(whole.parts, year.parts, strict=True)
        if part
    )
    total = captions.value_text(year.whole, words) if year.whole else words("whole not known")
    if year.is_complete:
        return words("{year}: {total} ({parts})", year=year.year, total=total, parts=in_parts)
    missing = year.not_divided
    parts = [in_parts] if in_parts else []
    if missing is not None:
        parts.append(words("{count} not divided", count=missing))
    return words("{year}: {total} ({parts})", year=year.year, total=total, parts=words(", ").join(parts))
