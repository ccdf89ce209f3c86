"""Sheets of series over years, a panel for each unit: what the trend, the cards and the objectives show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.address.selection import Selection
from dashboard.charts.base.detail import details_in_words, with_details
from dashboard.charts.base.events import event_marks, events_in_words, events_shown, shown_in_words
from dashboard.charts.base.expected import expected_ranges
from dashboard.charts.base.figures import chart_looks, editions_of, mark_of, sheet_row, shown_of
from dashboard.charts.base.findings import findings
from dashboard.charts.base.narration import (
    alt_text,
    headline,
    join_sentences,
    kind_of_years,
    marks_explained,
    notes_of_series,
    subtitle,
)
from dashboard.record.captions import Observation, unit_text
from dashboard.record.queries import Catalogue, Database
from dashboard.record.spans import left_out_text
from dashboard.scene import theme
from dashboard.scene.scene import (
    COUNTS,
    Break,
    Level,
    Mark,
    Panel,
    Range,
    Scene,
    Series,
    Window,
    role_of_counts,
)
from dashboard.scene.sheet import Sheet, SheetFinding
from dashboard.verdicts.comparable import usable
from dashboard.verdicts.lookup import verdicts
from dashboard.verdicts.running import so_far
from dashboard.verdicts.running_sentences import so_far_sentence
from dashboard.verdicts.wording import Wording
from dashboard.words import Words, interface_words, pick

HEIGHT_OF_DETAIL = 150
"""What a second panel adds to a chart, in pixels."""


def build_counts(
    engine: Database,
    catalogue: Catalogue,
    selection: Selection,
    *,
    chart: str,
    sizes: Sequence[theme.Size],
    events: bool = False,
    judges: bool = False,
    ranges: Sequence[Range] = (),
) -> Sheet:
    """Query the series, and say in words what is drawn; with ``events`` also what happened then.

    ``judges``: whether to say if the years shown differ by more than chance, and to draw what they lead one
    to expect; else ``ranges`` are drawn. Such a chart may have low years on an axis of their own.
    """
    words = interface_words(selection.language)
    editions, left_out = shown_of(editions_of(engine, selection), selection)
    current = sorted(
        (group[0] for group in editions.values()),
        key=lambda observation: (selection.series.index(observation.series), observation.period_start),
    )
    by_unit = _by_unit(current, catalogue, selection, words)
    lines = [series for members in by_unit.values() for series in members]
    lines.sort(key=lambda series: selection.series.index(series.id))
    years = [observation.period_start.year for observation in current]
    first = selection.first or min(years, default=2000)
    names = [series.id for series in lines]
    sentences: tuple[SheetFinding, ...] = ()
    if judges:
        whole = _all_years(engine, selection, current)
        running = so_far(engine, catalogue, names, recorded=selection.recorded, published=selection.published)
        by_series = {one.series: one for one in running}
        ranges = expected_ranges(lines, current, whole, by_series, catalogue, words)
        judged = verdicts(engine, catalogue, recorded=selection.recorded, published=selection.published)
        sentences = (
            *findings(names, current, whole, judged, catalogue, selection, words),
            *(
                SheetFinding(so_far_sentence(one, Wording(words, catalogue)), one.series)
                for one in running
                if selection.last is None or one.year <= selection.last
            ),
        )
    last = selection.last or max([*years, *(int(expected.x) for expected in ranges)], default=first)
    panels = tuple(
        _panel(unit, members, catalogue, first, last, ranges, words) for unit, members in by_unit.items()
    )
    whose = names if events else []
    entries, elsewhere = events_shown(catalogue, selection, whose, words, first=first, last=last)
    units = [panel.title for panel in panels]
    adds_up = any(series.id in catalogue.derived_series for series in lines)
    detailed = with_details(panels, selection.detail if judges else None, words)
    added = HEIGHT_OF_DETAIL * (len(detailed) - len(panels))
    marks = tuple(marks_explained(current, words))
    of_series = tuple(notes_of_series(lines, left_out, catalogue, selection, words))
    return Sheet(
        chart=chart,
        selection=selection,
        headline=headline(current, catalogue, selection, words),
        subtitle=subtitle(
            units,
            first,
            last,
            selection,
            words,
            years=kind_of_years(current, words),
            adds_up=adds_up,
        ),
        scene=Scene(
            language=selection.language,
            panels=detailed,
            windows=_windows(lines, catalogue, words),
            breaks=series_breaks(lines, catalogue, last, words, by_then=selection.published is not None),
            events=event_marks(entries, words),
            events_label=words("Events"),
        ),
        sizes=tuple(size.taller(added) for size in sizes),
        rows=tuple(sheet_row(figure, editions[figure.key][1:], catalogue, words) for figure in current),
        marks=marks,
        series_notes=of_series,
        notes=(
            *marks,
            *(note.named for note in of_series),
            *(() if judges else _years_apart(current, catalogue, words)),
            *details_in_words(panels, detailed, selection.detail, words),
        ),
        findings=sentences,
        alt=join_sentences(
            [
                alt_text(lines, first, last, selection, words),
                *details_in_words(panels, detailed, selection.detail, words),
                *(finding.text for finding in sentences),
                events_in_words(entries, words),
            ],
            words,
        ),
        version=catalogue.version,
        events=entries,
        which_events=shown_in_words(entries, elsewhere, words) if whose else "",
    )


def _all_years(engine: Database, selection: Selection, shown: Sequence[Observation]) -> Sequence[Observation]:
    """The figures of the chart's series over all their years, whatever years are chosen."""
    if selection.first is None and selection.last is None:
        return shown
    whole = replace(selection, first=None, last=None)
    return [group[0] for group in shown_of(editions_of(engine, whole), whole)[0].values()]


def _years_apart(current: Sequence[Observation], catalogue: Catalogue, words: Words) -> Iterator[str]:
    """For each series which of the years shown are not comparable with its newest, and why."""
    for name in dict.fromkeys(figure.series for figure in current):
        figures = usable(figure for figure in current if figure.series == name)
        left_out = [figure for figure in figures if figure.span != figures[-1].span]
        for text in left_out_text(left_out, figures[-1], catalogue.spans, words) if left_out else ():
            series = pick(catalogue.series[name], "short", words.language)
            yield words("{series}: {text}", series=series, text=text)


def _by_unit(
    current: Sequence[Observation], catalogue: Catalogue, selection: Selection, words: Words
) -> Mapping[str, tuple[Series, ...]]:
    """The series that have a figure, by unit, as columns or as lines: those of one unit alike."""
    by_unit: dict[str, dict[str, tuple[Mark, ...]]] = {}
    for name in selection.series:
        figures = [observation for observation in current if observation.series == name]
        if figures:
            marks = tuple(mark_of(figure, catalogue, selection, words) for figure in figures)
            by_unit.setdefault(catalogue.series[name].unit, {})[name] = marks
    looks = chart_looks(catalogue, selection.series)
    return {
        unit: tuple(
            Series(
                id=name,
                label=pick(catalogue.series[name], "short", words.language),
                role=role_of_counts(tuple(members.values())),
                look=looks[name],
                marks=marks,
            )
            for name, marks in members.items()
        )
        for unit, members in by_unit.items()
    }


def _panel(
    unit: str,
    lines: tuple[Series, ...],
    catalogue: Catalogue,
    first: int,
    last: int,
    ranges: Sequence[Range],
    words: Words,
) -> Panel:
    ids = {series.id for series in lines}
    return Panel(
        title=unit_text(unit, catalogue, words),
        scale=COUNTS,
        first=first,
        last=last,
        series=lines,
        levels=_levels(lines, catalogue, words),
        ranges=tuple(expected for expected in ranges if expected.series in ids),
    )


def _levels(lines: Sequence[Series], catalogue: Catalogue, words: Words) -> tuple[Level, ...]:
    """The levels that are reported of these series, each once."""
    levels: dict[tuple[int, int], Level] = {}
    for series in lines:
        for indicator in catalogue.indicators_of_series(series.id):
            if indicator.level_low is None:
                continue
            low, high = indicator.level_low, indicator.level_high
            bounds = f"{low}" if low == high else f"{low}–{high}"
            levels[low, high] = Level(
                first=indicator.in_force_from.year,
                last=indicator.in_force_to.year if indicator.in_force_to else None,
                low=low,
                high=high,
                label=words("Reported level: {level}", level=pick(indicator, "level", words.language)),
                name=words("Reported level: {level}", level=bounds),
            )
    return tuple(levels.values())


def _windows(lines: Sequence[Series], catalogue: Catalogue, words: Words) -> tuple[Window, ...]:
    """The years that the indicators of these series evaluate."""
    windows: dict[tuple[int, int], Window] = {}
    for series in lines:
        for indicator in catalogue.indicators_of_series(series.id):
            first, last = indicator.window_from, indicator.window_to
            label = words("Years evaluated: {first} to {last}", first=first, last=last)
            windows[first, last] = Window(first, last, label)
    return tuple(windows.values())


def series_breaks(
    lines: Sequence[Series], catalogue: Catalogue, last: int, words: Words, *, by_then: bool = False
) -> tuple[Break, ...]:
    """Where a series ends for a successor or goes into another span, within the years shown."""
    whose: dict[float, dict[str, Series]] = {}
    for series in lines:
        full = [mark for mark in series.known if not mark.is_partial]
        places = [before.x for before, after in pairwise(full) if before.span != after.span]
        end = max(mark.x for mark in series.marks)
        # Of what had been said by a day, the last count is not the series' end.
        if catalogue.series[series.id].successor and end < last and not by_then:
            places.append(end)
        for place in places:
            whose.setdefault(place + 0.5, {})[series.id] = series
    text, is_alone = words("Series break"), len(lines) == 1
    return tuple(
        Break(
            place,
            text if is_alone else _break_of(broken.values(), words),
            brief=text,
            looks=() if is_alone else tuple(series.look for series in broken.values()),
        )
        for place, broken in sorted(whose.items())
    )


def _break_of(broken: Iterable[Series], words: Words) -> str:
    names = words(", ").join(series.label for series in broken)
    return words("{series}: series break", series=names)
