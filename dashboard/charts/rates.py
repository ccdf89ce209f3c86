"""The rates chart: incidents per 10,000 ship transits, with exact intervals, where both figures are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.charts.base.figures import chart_looks, editions_of, sheet_row, source_address
from dashboard.charts.base.narration import join_sentences, nothing_shown
from dashboard.charts.base.rated import Rate, rates_of
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue, Database, kept
from dashboard.scene import theme
from dashboard.scene.scene import MARKS, RATES, Caution, Mark, Panel, Scene, Series
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, message, pick

SIZES = (theme.WIDE.taller(180), theme.NARROW.taller(240))
COLUMNS = (
    "transits",
    "transits_bound",
    "transits_publication",
    "per_10000_transits",
    "low",
    "high",
    "reading",
)
"""What a file says of a rate beside its count; ``low`` and ``high`` are the limits of the 95 % interval."""

READING_WORDS = {
    "exact": message("{rate}"),
    "below": message("below {rate}"),
    "above": message("at least {rate}"),
    "unclear": message("about {rate} (both figures are lower bounds)"),
}
SIGNS = {"exact": "", "below": "<", "above": "≥", "unclear": "~"}


@dataclass(frozen=True)
class RatedSeries:
    """One series of incidents with its rates, at least one, and how it is drawn."""

    row: Any
    look: int
    rates: tuple[Rate, ...]


def default_selection(_engine: Database, catalogue: Catalogue, selection: Selection) -> Selection:
    """The series that ``rates`` names: the chart has no choice of them, of years alone."""
    rows = [row for row in catalogue.rates.values() if {row.counts, row.transits} <= catalogue.series.keys()]
    series = dict.fromkeys([*(row.counts for row in rows), *(row.transits for row in rows)])
    return replace(selection.as_usual(), series=tuple(series))


@kept(32)
def build(engine: Database, catalogue: Catalogue, selection: Selection) -> Sheet:
    """The sheet of a span of years: a row for each count that has a rate and for the transits used."""
    words = interface_words(selection.language)
    editions = editions_of(engine, selection)
    panels = _rated(editions, catalogue)
    rated = [series for group in panels.values() for series in group]
    years = [rate.year for series in rated for rate in series.rates]
    return Sheet(
        chart="rates",
        selection=selection,
        headline=_headline(panels, catalogue, words) if rated else nothing_shown(selection, words),
        subtitle=words(
            "Incidents per 10,000 ship transits a year, {first} to {last}, with 95 % intervals (Poisson); "
            "only years with both figures, none interpolated",
            first=min(years, default=0),
            last=max(years, default=0),
        )
        if rated
        else "",
        scene=Scene(
            selection.language,
            tuple(_panel(transits, group, catalogue, selection, words) for transits, group in panels.items()),
        ),
        sizes=SIZES,
        rows=_rows(editions, rated, catalogue, words),
        notes=tuple(_notes(rated, catalogue, words)),
        alt=_alt_text(panels, catalogue, selection, words),
        version=catalogue.version,
        added_columns=COLUMNS,
    )


def rate_text(rate: Rate) -> str:
    """A rate as it is written beside its mark: 6.6, <7.1, 0."""
    return f"{SIGNS[rate.reading]}{_number(rate.value)}"


def _number(rate: float) -> str:
    return f"{rate:.1f}" if rate else "0"


def _rated(
    editions: Mapping[str, Sequence[Observation]], catalogue: Catalogue
) -> dict[str, list[RatedSeries]]:
    """The series that have a rate, by the transits that they are held against, in the order of the data."""
    current: dict[str, list[Observation]] = defaultdict(list)
    for group in editions.values():
        current[group[0].series].append(group[0])
    for figures in current.values():
        figures.sort(key=lambda observation: observation.period_start)
    rated = [(row, rates) for row in catalogue.rates.values() if (rates := tuple(rates_of(row, current)))]
    looks = chart_looks(catalogue, (row.counts for row, _ in rated))
    panels: dict[str, list[RatedSeries]] = {}
    for row, rates in rated:
        panels.setdefault(row.transits, []).append(RatedSeries(row, looks[row.counts], rates))
    return panels


def _panel(
    transits: str, group: Sequence[RatedSeries], catalogue: Catalogue, selection: Selection, words: Words
) -> Panel:
    years = [rate.year for series in group for rate in series.rates]
    caution_from = next((series.row.caution_from for series in group if series.row.caution_from), None)
    return Panel(
        title=words(
            "Incidents per 10,000 {transits}",
            transits=pick(catalogue.series[transits], "short", words.language),
        ),
        scale=RATES,
        first=min(years),
        last=max(years),
        series=tuple(
            Series(
                id=series.row.counts,
                label=pick(catalogue.series[series.row.counts], "short", words.language),
                role=MARKS,
                look=series.look,
                marks=tuple(_mark(rate, catalogue, selection, words) for rate in series.rates),
            )
            for series in group
        ),
        caution=Caution(caution_from, words("Caution")) if caution_from else None,
    )


def _mark(rate: Rate, catalogue: Catalogue, selection: Selection, words: Words) -> Mark:
    forecast = words("(f)") if rate.is_forecast else ""
    return Mark(
        x=rate.year,
        value=rate.value,
        low=rate.interval.low,
        high=rate.interval.high,
        text=f"{rate_text(rate)}{forecast}",
        spoken=words(
            "{count} Against {transits} That is {rate} per 10,000 transits; 95 % interval {low} to {high}.",
            count=captions.spoken(rate.count, catalogue, words) + words("."),
            transits=captions.spoken(rate.transits, catalogue, words) + words("."),
            rate=_in_words(rate, words),
            low=f"{rate.interval.low:.1f}",
            high=f"{rate.interval.high:.1f}",
        ),
        key=rate.count.key,
        href=source_address(rate.count, selection),
        is_open=not rate.is_plain,
        period=captions.period_text(rate.count, words),
        said=_said(rate, words),
        source=words("; ").join(
            captions.publication_text(figure, catalogue, words) for figure in (rate.count, rate.transits)
        ),
    )


def _said(rate: Rate, words: Words) -> str:
    """The rate, then what sets it apart, then the interval of the number that is drawn."""
    value = words(READING_WORDS[rate.reading], rate=_number(rate.value))
    statuses = [code for code in rate.count.statuses() if code != "final"]
    notes = [
        words("{rate} per 10,000 transits", rate=value),
        *([captions.status_text(rate.count, words)] if statuses else []),
        *([words("on forecast transits")] if rate.is_forecast else []),
        *([words("transits no longer a fair measure")] if rate.is_doubtful else []),
        words(
            "95 % interval of {rate}: {low} to {high}",
            rate=_number(rate.value),
            low=f"{rate.interval.low:.1f}",
            high=f"{rate.interval.high:.1f}",
        ),
    ]
    return words("; ").join(notes)


def _in_words(rate: Rate, words: Words) -> str:
    text = words(READING_WORDS[rate.reading], rate=_number(rate.value))
    if rate.is_forecast:
        text = words("{rate} on forecast transits", rate=text)
    return words("{rate} (transits no longer a fair measure)", rate=text) if rate.is_doubtful else text


def _headline(panels: Mapping[str, Sequence[RatedSeries]], catalogue: Catalogue, words: Words) -> str:
    """On each denominator the newest rate, of the first series that has one."""
    clauses = []
    for group in panels.values():
        newest = max(group, key=lambda series: series.rates[-1].year)
        rate = newest.rates[-1]
        clauses.append(
            words(
                "{series} {rate} in {year}",
                series=pick(catalogue.series[newest.row.counts], "short", words.language),
                rate=_in_words(rate, words),
                year=rate.year,
            )
        )
    return words("Per 10,000 transits: {rates}", rates=words("; ").join(clauses))


def _rows(
    editions: Mapping[str, Sequence[Observation]],
    rated: Sequence[RatedSeries],
    catalogue: Catalogue,
    words: Words,
) -> tuple[SheetRow, ...]:
    rows: dict[str, SheetRow] = {}
    rates = [rate for series in rated for rate in series.rates]
    for rate in rates:
        added = {
            "transits": str(rate.transits.value),
            "transits_bound": rate.transits.bound,
            "transits_publication": rate.transits.publication,
            "per_10000_transits": f"{rate.value:.3f}",
            "low": f"{rate.interval.low:.3f}",
            "high": f"{rate.interval.high:.3f}",
            "reading": rate.reading,
        }
        row = sheet_row(rate.count, editions[rate.count.key][1:], catalogue, words)
        rows[rate.count.key] = replace(row, added=tuple(added.items()))
    for rate in rates:
        key = rate.transits.key
        rows.setdefault(key, sheet_row(rate.transits, editions[key][1:], catalogue, words))
    return tuple(rows.values())


def _notes(rated: Sequence[RatedSeries], catalogue: Catalogue, words: Words) -> list[str]:
    """What the marks mean, and what to mind of each denominator."""
    if not rated:
        return []
    rates = [rate for series in rated for rate in series.rates]
    notes = []
    for series in rated:
        for name in ("caution", "note"):
            text = pick(series.row, name, words.language)
            if text:
                transits = pick(catalogue.series[series.row.transits], "short", words.language)
                notes.append(words("{series}: {text}", series=transits, text=text))
    notes = sorted(dict.fromkeys(notes), key=notes.index)
    if any(rate.reading == "below" for rate in rates):
        notes.append(
            words(
                "Hollow and <: the transits are given only as over a number, so the true rate and its "
                "interval lie lower than drawn."
            )
        )
    if any(rate.is_forecast for rate in rates):
        notes.append(words("(f) The transits are a forecast of the year's end, not a count; drawn hollow."))
    if any("provisional" in (rate.count.finality, rate.transits.finality) for rate in rates):
        notes.append(words("Rates on a provisional figure are drawn hollow."))
    notes.append(
        words(
            "Interval: exact for a Poisson count, transits taken as known; it allows for chance alone, not "
            "for clustering or for ships that are not counted."
        )
    )
    return notes


def _alt_text(
    panels: Mapping[str, Sequence[RatedSeries]], catalogue: Catalogue, selection: Selection, words: Words
) -> str:
    if not panels:
        return words("An empty chart: {reason}.", reason=nothing_shown(selection, words))
    sentences = [
        words(
            "Marks with error bars from zero, not joined: incidents per 10,000 transits with 95 % interval."
        )
    ]
    for group in panels.values():
        for series in group:
            counts = words(", ").join(
                words(
                    "{year}: {rate} ({low} to {high})",
                    year=rate.year,
                    rate=_in_words(rate, words),
                    low=f"{rate.interval.low:.1f}",
                    high=f"{rate.interval.high:.1f}",
                )
                for rate in series.rates
            )
            name = pick(catalogue.series[series.row.counts], "short", words.language)
            sentences.append(words("{series}: {counts}.", series=name, counts=counts))
    return join_sentences(sentences, words)


CHART = Chart(
    id="rates",
    build=build,
    default=default_selection,
    page="/breakdown",
    place="rates",
    name=message("Incidents per 10,000 transits"),
)
