"""The comparison of publishers: every series that counts all incidents in a region, each in its own panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart, Variant
from dashboard.charts.base.comparison_words import alt_text, headline, notes_for_reader, subtitle
from dashboard.charts.base.figures import chart_looks, mark_of, sheet_row
from dashboard.charts.base.regions import INCIDENTS, Compared, compared, series_of_region
from dashboard.record.captions import unit_text
from dashboard.record.queries import Catalogue, Database, extents, kept
from dashboard.scene import theme
from dashboard.scene.scene import COLUMNS, COUNTS, Panel, Scene, Series
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message, pick

YEARS_SHOWN = 7

ONE_AXIS = message("{region}: {unit}, one axis for all panels")
WORLD_AXIS = message("World, for context: an axis of its own, one for these panels")


def default_selection(engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, else the first region; without any year the newest years of that region,
    whatever is known of others, and whichever publishers are chosen."""
    region = selection.region or next(iter(catalogue.regions), "")
    with_region = replace(selection, region=region, series=(), numbers="", detail=None)
    if selection.first or selection.last:
        return with_region
    known = extents(engine, published=selection.published, recorded=selection.recorded)
    found = [known[id] for id in series_of_region(catalogue, region) if id in known]
    if not found:
        return with_region
    first, last = min(one.first for one in found), max(one.last for one in found)
    return replace(with_region, first=max(first, last - YEARS_SHOWN + 1), last=last)


@kept(128)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a region and years: a panel a series, a row a figure."""
    words = interface_words(selection.language)
    comparison = compared(engine, catalogue, selection)
    order = (*comparison.here, *comparison.world)
    ordered = sorted(
        comparison.groups.values(), key=lambda group: (order.index(group[0].series), group[0].period_start)
    )
    looks = chart_looks(catalogue, order)
    series = {
        name: Series(
            id=name,
            label=pick(catalogue.series[name], "short", words.language),
            role=COLUMNS,
            look=looks[name],
            marks=tuple(
                mark_of(group[0], catalogue, selection, words) for group in ordered if group[0].series == name
            ),
        )
        for name in order
    }
    years = [group[0].period_start.year for group in ordered]
    first = selection.first or min(years, default=2000)
    last = selection.last or max(years, default=first)
    return Sheet(
        chart="compare",
        selection=selection,
        headline=headline(comparison, catalogue, selection, words),
        subtitle=subtitle(comparison, catalogue, first, last, selection, words),
        scene=Scene(words.language, _panels(comparison, series, catalogue, first, last, words), is_grid=True),
        sizes=(theme.WIDE, theme.NARROW),
        rows=tuple(sheet_row(group[0], group[1:], catalogue, words) for group in ordered),
        notes=tuple(notes_for_reader(comparison, catalogue, selection, words)),
        alt=alt_text(comparison, list(series.values()), first, last, selection, words),
        version=catalogue.version,
    )


def _panels(
    comparison: Compared,
    series: Mapping[str, Series],
    catalogue: Catalogue,
    first: int,
    last: int,
    words: Words,
) -> tuple[Panel, ...]:
    """The panels of the region on one axis, those of the world on another."""
    headings = dict.fromkeys(comparison.world, words(WORLD_AXIS))
    if comparison.here:
        region = pick(comparison.region, "name", words.language)
        heading = words(ONE_AXIS, region=region, unit=unit_text(INCIDENTS, catalogue, words))
        headings = dict.fromkeys(comparison.here, heading) | headings
    return tuple(
        Panel(series[name].label, COUNTS, first, last, (series[name],), group=heading)
        for name, heading in headings.items()
    )


CHART = Chart(
    id="compare",
    build=build,
    default=default_selection,
    page="/compare",
    name=message("Publishers side by side"),
    is_told_in_file_names=True,
    variants=lambda _, catalogue: (Variant(), *(Variant((id,), region=id) for id in catalogue.regions)),
)
