"""Periods of a series that overlap: a part cannot exceed what contains it, and parts add up to their whole.

A running total is contained in the later one, so it cannot fall. Compared is what is shown: a figure of the
file that does not stay behind a newer edition, else the one stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ingest.checked import CheckedFigure, Finding
from ingest.months import DECEMBER, whole_months
from ingest.periods import Period
from ingest.rules import Material, Rule

Values = Mapping[Period, int]
"""The exact counts shown of one series."""

LONGEST_PARTS = (11, 6, 3, 1)
"""Parts are added up from those of at most so many months: running totals, halves, quarters, months."""
AS_SHOWN = ("unchanged", "confirmed")
"""Figures that change nothing of what is shown: what is to be told of it was told before."""
MOST_NAMED = 4
"""More parts than this are not all named."""


def check(material: Material) -> Iterator[Finding]:
    """A warning for each figure of the file that exceeds a longer period or is less than a shorter one, and
    for each whole that its parts do not add up to."""
    in_file = _in_file(material)
    for series, figures in in_file.items():
        values = _stored(material, series) | {period: figure.value or 0 for period, figure in figures.items()}
        near = _by_year(values)
        changed = {period: figure for period, figure in figures.items() if figure.change not in AS_SHOWN}
        for period, figure in changed.items():
            yield from _beside_longer_and_shorter(material, period, figure, values, near)
        yield from _sums(material, series, changed, values, near)


def _in_file(material: Material) -> dict[str, dict[Period, CheckedFigure]]:
    """The file's exact figures that would be shown, by series and period."""
    in_file: dict[str, dict[Period, CheckedFigure]] = defaultdict(dict)
    for (series, period), figures in material.by_series_and_period().items():
        figure = figures[0]
        if figure.value is not None and figure.cell.value.bound == "exact" and figure.change != "older":
            in_file[series][period] = figure
    return in_file


def _stored(material: Material, series: str) -> dict[Period, int]:
    return {
        Period(row.period_start, row.period_end, row.period_kind): row.value
        for row in material.stored.rows_of(series)
        if row.availability == "reported" and row.bound == "exact"
    }


def _by_year(values: Values) -> dict[int, list[Period]]:
    """Periods by each calendar year that they touch."""
    near: dict[int, list[Period]] = defaultdict(list)
    for period in values:
        for year in _years(period):
            near[year].append(period)
    return near


def _years(period: Period) -> range:
    """The calendar years that a period touches."""
    return range(period.start.year, period.end.year + 1)


def _contains(longer: Period, shorter: Period) -> bool:
    return shorter.is_within(longer) and not longer.is_within(shorter)


def _days(period: Period) -> int:
    return (period.end - period.start).days


def _beside_longer_and_shorter(
    material: Material,
    period: Period,
    figure: CheckedFigure,
    values: Values,
    near: Mapping[int, list[Period]],
) -> Iterator[Finding]:
    """The shortest period that contains a figure's and has less; the longest inside it that has more, unless
    that is the file's and says so itself."""
    value, series = values[period], figure.series
    longer = [
        other for other in near[period.start.year] if _contains(other, period) and values[other] < value
    ]
    if longer:
        other = min(longer, key=_days)
        facts = {"series": series, "period": period.label, "longer": other, "value": values[other]}
        yield Finding(material.problem("part-above-longer", figure, **facts))
    inside = {other for year in _years(period) for other in near[year] if _contains(period, other)}
    above = [other for other in inside if values[other] > value and not _is_of_file(material, series, other)]
    if above:
        other = max(above, key=_days)
        facts = {"series": series, "period": period.label, "shorter": other, "value": values[other]}
        yield Finding(material.problem("longer-below-part", figure, **facts))


def _is_of_file(material: Material, series: str | None, period: Period) -> bool:
    figures = material.by_series_and_period().get((series or "", period), ())
    return any(figure.change not in ("older", *AS_SHOWN) for figure in figures)


def _sums(
    material: Material,
    series: str,
    figures: Mapping[Period, CheckedFigure],
    values: Values,
    near: Mapping[int, list[Period]],
) -> Iterator[Finding]:
    """Wholes of up to a year of which all parts are known and give another sum, or some and give more."""
    touched = {year for period in figures for year in (period.start.year, period.end.year)}
    for whole in sorted({each for year in touched for each in near[year]}):
        months = whole_months(whole.start, whole.end)
        if not 1 < months <= DECEMBER:
            continue
        inside = {each for year in _years(whole) for each in near[year] if _contains(whole, each)}
        ways = {_laid_out(whole, inside, longest) for longest in LONGEST_PARTS}
        for parts in sorted(ways, key=lambda parts: (len(parts), parts)):
            total = sum(values[part] for part in parts)
            is_all = sum(whole_months(part.start, part.end) for part in parts) == months
            is_wrong = total != values[whole] if is_all else total > values[whole]
            of_file = [figures[each] for each in (*parts, whole) if each in figures]
            if of_file and len(parts) > 1 and is_wrong:
                facts = {
                    "series": series,
                    "period": whole.label,
                    "full": values[whole],
                    "parts": parts if len(parts) <= MOST_NAMED else (*parts[:2], "…", parts[-1]),
                    "values": " + ".join(str(values[part]) for part in parts),
                    "sum": total,
                }
                yield Finding(material.problem("parts-differ-from-whole", of_file[-1], **facts))


def _laid_out(whole: Period, inside: set[Period], longest: int) -> tuple[Period, ...]:
    """Parts of a whole one after the other, each the longest known of at most so many months; where none
    begins the next month is tried."""
    parts: list[Period] = []
    day = whole.start
    while day < whole.end:
        begin = [
            each for each in inside if each.start == day and 0 < whole_months(each.start, each.end) <= longest
        ]
        if begin:
            parts.append(max(begin, key=_days))
            day = parts[-1].end + timedelta(days=1)
        else:
            day = date(day.year + day.month // DECEMBER, day.month % DECEMBER + 1, 1)
    return tuple(parts)


RULE = Rule(
    stage="periods",
    codes=("part-above-longer", "longer-below-part", "parts-differ-from-whole"),
    check=check,
)
