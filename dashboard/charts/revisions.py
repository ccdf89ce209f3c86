"""The revisions chart: every year of the chosen series whose editions differ, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart, Variant
from dashboard.charts.base.editions import Editions, count_of, editions_in, has_moved
from dashboard.charts.base.figures import chart_looks, editions_of, point_of_time, sheet_row, source_address
from dashboard.charts.base.revision_words import alt_text, headline, notes_for_reader, subtitle
from dashboard.charts.base.selections import first_indicator
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.scene import CHANGES, EDITIONS, Mark, Panel, Scene, Series, Slot
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

CHANGE = message("Change from the first edition known to us. {unit}")


def revised_years(engine: Database, catalogue: Catalogue, selection: Selection) -> Mapping[str, int]:
    """How many restated years each series has at the selection's point of time, most first.

    Series, years and language of the selection do not matter; series without any are left out.
    """
    return _revised_years(engine, catalogue, point_of_time(selection))


@kept(32)
def _revised_years(engine: Database, catalogue: Catalogue, point: Selection) -> Mapping[str, int]:
    counts = dict.fromkeys(catalogue.series, 0)
    for group in editions_of(engine, point, of_every_series=True).values():
        editions = editions_in(group)
        counts[group[0].series] += bool(editions and editions.is_restated)
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return {series: count for series, count in ordered if count}


def default_selection(engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, or with the series that has the most restated years."""
    selection = selection.as_usual()
    if selection.series:
        return selection
    most = next(iter(revised_years(engine, catalogue, selection.plain())), None)
    return replace(selection, series=(most,)) if most else first_indicator(engine, catalogue, selection)


@kept(128)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a selection: a row an edition, newest first within its period."""
    words = interface_words(selection.language)
    order = {name: position for position, name in enumerate(selection.series)}
    groups = sorted(
        (group for group in editions_of(engine, selection).values() if has_moved(group)),
        key=lambda group: (order[group[0].series], group[0].period_start, group[0].period_end),
    )
    revised = [editions for group in groups if (editions := editions_in(group))]
    return Sheet(
        chart="revisions",
        selection=selection,
        headline=headline(revised, catalogue, words),
        subtitle=subtitle(words),
        scene=_scene(revised, chart_looks(catalogue, order), catalogue, selection, words),
        sizes=(theme.WIDE, theme.NARROW),
        rows=tuple(_row(edition, group, catalogue, words) for group in groups for edition in group),
        notes=tuple(notes_for_reader(revised, selection, catalogue, words)),
        alt=alt_text(revised, catalogue, words),
        version=catalogue.version,
        shows_editions=True,
    )


def _scene(
    revised: Sequence[Editions],
    looks: Mapping[str, int],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> Scene:
    """The revised years side by side, those of one series together; a panel for each unit."""
    slots = [_slot(editions, looks, catalogue, words) for editions in revised]
    titles = [
        words(
            CHANGE, unit=captions.unit_text(catalogue.series[editions.newest.series].unit, catalogue, words)
        )
        for editions in revised
    ]
    placed = list(zip(range(1, len(revised) + 1), slots, titles, revised, strict=True))
    panels = tuple(
        Panel(
            title=title,
            scale=CHANGES,
            first=1,
            last=len(slots),
            series=tuple(
                Series(
                    id=name,
                    label=pick(catalogue.series[name], "short", words.language),
                    role=EDITIONS,
                    look=looks[name],
                    marks=tuple(
                        mark
                        for number, slot, _, editions in placed
                        if slot.series == name
                        for mark in _marks(number, editions, catalogue, selection, words)
                    ),
                )
                for name in dict.fromkeys(slot.series for _, slot, unit, _ in placed if unit == title)
            ),
        )
        for title in dict.fromkeys(titles)
    )
    return Scene(language=words.language, panels=panels, slots=tuple(slots))


def _slot(editions: Editions, looks: Mapping[str, int], catalogue: Catalogue, words: Words) -> Slot:
    newest = editions.newest
    is_year = newest.period_kind == "CY"
    return Slot(
        label=str(newest.period_start.year) if is_year else captions.period_text(newest, words),
        series=newest.series,
        series_label=pick(catalogue.series[newest.series], "short", words.language),
        look=looks[newest.series],
    )


def _marks(
    number: int, editions: Editions, catalogue: Catalogue, selection: Selection, words: Words
) -> Iterator[Mark]:
    """The editions of one slot, as changes from the first."""
    for role, edition in editions.all():
        yield Mark(
            x=number,
            value=count_of(edition) - count_of(editions.first),
            text=captions.value_text(edition, words),
            spoken=words(
                "{edition}. {mark}",
                edition=words(captions.EDITION_WORDS[role]),
                mark=captions.spoken(edition, catalogue, words),
            ),
            key=edition.edition_key,
            href=source_address(edition, selection),
            edition=role,
            period=captions.period_text(edition, words),
            said=words(
                "{edition}: {count}",
                edition=words(captions.EDITION_WORDS[role]),
                count=captions.said(edition, catalogue, words),
            ),
            source=captions.publication_text(edition, catalogue, words),
        )


def _row(
    observation: Observation, group: Sequence[Observation], catalogue: Catalogue, words: Words
) -> SheetRow:
    editions = editions_in(group)
    roles = {edition.edition_key: role for role, edition in editions.all()} if editions else {}
    others = [edition for edition in group if edition is not observation]
    row = sheet_row(observation, others, catalogue, words)
    return replace(row, is_revised=True, edition=roles.get(observation.edition_key, "uncounted"))


def variants(database: Database, catalogue: Catalogue) -> Iterator[Variant]:
    """Each series of which a year was restated."""
    yield Variant()
    restated = revised_years(database, catalogue, Selection())
    yield from (Variant((id,), series=(id,), shows=(id,)) for id in catalogue.series if id in restated)


CHART = Chart(
    id="revisions",
    build=build,
    default=default_selection,
    page="/revisions",
    name=message("Restated years"),
    series_are_chosen=True,
    is_told_in_file_names=True,
    variants=variants,
)
