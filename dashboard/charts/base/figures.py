"""The figures of a selection as charts need them: their editions, marks, rows of the table, and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dashboard.address.places import place_on_sources
from dashboard.address.selection import Selection
from dashboard.charts.base.editions import has_moved
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.nearness import ORIGINAL
from dashboard.record.queries import Catalogue, Database, observation_rows
from dashboard.scene.looks import looks_of
from dashboard.scene.scene import Mark
from dashboard.scene.sheet import SheetRow
from dashboard.words import Words, pick


def point_of_time(selection: Selection) -> Selection:
    """The point of the clocks that a selection asks for, and nothing else of it: what does not depend on the
    rest is kept once, whoever asks."""
    return Selection(recorded=selection.recorded, published=selection.published)


def editions_of(
    engine: Database, selection: Selection, *, of_every_series: bool = False, every_part: bool = False
) -> dict[str, list[Observation]]:
    """Every edition and reading that a selection shows, by observation key, the one to draw first.

    ``every_part``: parts of years too that are in full already.
    """
    rows = observation_rows(
        engine,
        series=None if of_every_series else selection.series,
        first=selection.first,
        last=selection.last,
        published=selection.published,
        recorded=selection.recorded,
        read_in=ORIGINAL if selection.is_original_only else None,
        every_part=every_part,
    )
    editions: dict[str, list[Observation]] = defaultdict(list)
    for observation in captions.observations_in(rows):
        editions[observation.key].append(observation)
    return editions


Editions = Mapping[str, Sequence[Observation]]


def shown_of(editions: Editions, selection: Selection) -> tuple[Editions, tuple[Observation, ...]]:
    """What a selection shows, and what it leaves out: where only full years are asked for, what is no count
    of one."""
    if not selection.is_full_years:
        return editions, ()
    full = {key: group for key, group in editions.items() if group[0].is_count_of_a_year}
    return full, tuple(group[0] for key, group in editions.items() if key not in full)


def source_address(observation: Observation, selection: Selection) -> str:
    """The place on the Sources page where a figure's publication stands."""
    return place_on_sources(f"publication-{observation.publication}", selection)


def chart_looks(catalogue: Catalogue, names: Iterable[str]) -> dict[str, int]:
    """The looks of a chart's series, given in its order."""
    return looks_of((name, catalogue.series[name].publisher) for name in names)


def mark_of(observation: Observation, catalogue: Catalogue, selection: Selection, words: Words) -> Mark:
    """An observation as a chart draws it."""
    return Mark(
        x=observation.period_start.year,
        value=observation.value,
        text=captions.drawn_text(observation, words),
        spoken=captions.spoken(observation, catalogue, words),
        key=observation.key,
        href=source_address(observation, selection),
        is_partial=observation.is_partial,
        is_open=observation.finality == "provisional" or observation.bound != "exact",
        period=captions.period_text(observation, words),
        said=captions.said(observation, catalogue, words),
        source=captions.publication_text(observation, catalogue, words),
        span=observation.span,
        brief=captions.value_text(observation, words) if observation.is_of_a_part else "",
    )


def sheet_row(
    observation: Observation, others: Sequence[Observation], catalogue: Catalogue, words: Words
) -> SheetRow:
    """A figure with its words; ``others`` are the further editions and readings of the same figure."""
    return SheetRow(
        observation=observation,
        series_label=pick(catalogue.series[observation.series], "short", words.language),
        period=captions.period_text(observation, words),
        value=captions.value_text(observation, words),
        status=captions.status_text(observation, words),
        source=captions.publication_text(observation, catalogue, words),
        place=captions.place_text(observation, catalogue, words),
        also=captions.also_text(observation, catalogue, words),
        note=pick(observation, "note", words.language),
        is_revised=has_moved([observation, *others]),
        others=tuple(captions.edition_text(other, catalogue, words) for other in others),
        nearness=catalogue.places[observation.place].kind,
    )
