"""The comparison of publishers: every series that counts all incidents in a region, each in its own panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.compare_narration import alt_text, headline, notes_for_reader, subtitle
from dashboard.charts.compared import INCIDENTS, Compared, compared
from dashboard.charts.trend import point_of, sheet_row
from dashboard.figures.compare import Group, compare_figure
from dashboard.figures.parts import Line
from dashboard.record import captions
from dashboard.record.queries import Catalogue, Database, kept, years_covered
from dashboard.scene import theme
from dashboard.scene.sheet import KeyEntry, Sheet
from dashboard.words import Words, interface_words, message, pick

YEARS_SHOWN = 7

ONE_AXIS = message("{region}: {unit}, one axis for all panels")
WORLD_AXIS = message("World, for context: an axis of its own, one for these panels")


def default_selection(engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The selection as asked, else the first region; without any year the newest years."""
    region = selection.region or next(iter(catalogue.regions), "")
    chosen = replace(selection, region=region, series=(), numbers="")
    if selection.first or selection.last:
        return chosen
    first, last = years_covered(engine, published=selection.published, recorded=selection.recorded)
    return replace(chosen, first=max(first, last - YEARS_SHOWN + 1), last=last) if last else chosen


@kept(128)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a region and years: a panel a series, a row a figure."""
    words = interface_words(selection.language)
    found = compared(engine, catalogue, selection)
    order = (*found.here, *found.world)
    ordered = sorted(
        found.groups.values(), key=lambda group: (order.index(group[0].series), group[0].period_start)
    )
    publishers = list(dict.fromkeys(catalogue.series[one].publisher for one in order))
    lines = {
        one: Line(
            one,
            pick(catalogue.series[one], "short", words.language),
            captions.unit_text(INCIDENTS, catalogue, words),
            theme.STYLES[publishers.index(catalogue.series[one].publisher) % len(theme.STYLES)],
            tuple(
                point_of(group[0], catalogue, selection, words) for group in ordered if group[0].series == one
            ),
        )
        for one in order
    }
    years = [group[0].period_start.year for group in ordered]
    first = selection.first or min(years, default=2000)
    last = selection.last or max(years, default=first)
    groups = _groups(found, lines, catalogue, words)
    return Sheet(
        chart="compare",
        selection=selection,
        headline=headline(found, catalogue, selection, words),
        subtitle=subtitle(found, catalogue, first, last, words),
        drawings={
            window: compare_figure(groups, first=first, last=last, window=window, language=words.language)
            for window in ("wide", "narrow")
        },
        key=tuple(KeyEntry(line.id, line.label, line.style, True) for line in lines.values()),
        guides=(),
        rows=tuple(sheet_row(group[0], group[1:], catalogue, words) for group in ordered),
        notes=tuple(notes_for_reader(found, catalogue, selection, words)),
        alt=alt_text(found, list(lines.values()), first, last, selection, words),
        version=catalogue.version,
    )


def _groups(found: Compared, lines: Mapping[str, Line], catalogue: Catalogue, words: Words) -> list[Group]:
    """The panels of the region on one axis, those of the world on another."""
    groups = []
    if found.here:
        unit = captions.unit_text(INCIDENTS, catalogue, words)
        heading = words(ONE_AXIS, region=pick(found.region, "name", words.language), unit=unit)
        groups.append(Group(heading, tuple(lines[one] for one in found.here)))
    if found.world:
        groups.append(Group(words(WORLD_AXIS), tuple(lines[one] for one in found.world)))
    return groups


CHART = Chart(id="compare", build=build, default=default_selection)
