"""A table of numbers held against series, year by year: which agree, by how much the others miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.figures import editions_of, source_address
from dashboard.charts.base.regions import INCIDENTS
from dashboard.charts.base.yearly import Yearly
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.read_at import sign_of
from dashboard.pages.parts.table import group_row, scrolling, table_head
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.periods import year_label
from dashboard.verdicts.tracing import StatedCount
from dashboard.words import Words, pick

Band = tuple[int, int]


@dataclass(frozen=True)
class SeriesGroup:
    """Series under one heading; "" where the table needs none."""

    heading: str
    series: Sequence[str]


def nearest(editions: Sequence[StatedCount], band: Band) -> StatedCount:
    """The edition that misses the band least, the newest of equal ones."""
    return min(editions, key=lambda edition: (abs(miss(edition.count, band)), not edition.is_newest))


def miss(count: int, band: Band) -> int:
    """By how much a count lies above (positive) or below a band; 0 within."""
    low, high = band
    return count - high if count > high else count - low if count < low else 0


def band_text(band: Band, words: Words) -> str:
    low, high = (captions.number(end) for end in band)
    return low if low == high else words("{low}–{high}", low=low, high=high)


def figures_of(visit: Visit, series: Iterable[str]) -> dict[str, Observation]:
    """Every edition of the figures of some series at the visit's point of time, by its key."""
    selection = replace(visit.selection.plain(), series=tuple(dict.fromkeys(series)))
    groups = editions_of(visit.engine, selection).values()
    return {edition.edition_key: edition for group in groups for edition in group}


def agreement_table(
    visit: Visit,
    yearly: Yearly,
    figures: Mapping[str, Observation],
    bands: Mapping[int, Band],
    groups: Sequence[SeriesGroup],
    *,
    name: str,
    label: str,
) -> Component:
    """Years across; the numbers asked for in the first row, called ``label``, then each group's series.

    ``figures`` are those of all these series, by the keys of their editions. ``name`` is the table's own for
    a screen reader.
    """
    words = visit.words
    rows: list[Component] = [
        html.Tr(
            [
                html.Th(label, scope="row"),
                *[html.Td(band_text(band, words), className="count") for band in bands.values()],
            ],
            className="asked",
        )
    ]
    for group in groups:
        if not group.series:
            continue
        if group.heading:
            rows.append(group_row(group.heading, len(bands) + 1))
        for series in group.series:
            cells = [
                _cell(visit, figures, yearly.of_series[series].get(year, ()), band)
                for year, band in bands.items()
            ]
            rows.append(html.Tr([html.Th(_series(visit, series), scope="row"), *cells]))
    head = [words("Series"), *[year_label(year, visit.language) for year in bands]]
    table = html.Table([table_head(head), html.Tbody(rows)], className="figures-table held")
    return scrolling(table, aria_label=name)


def _series(visit: Visit, series: str) -> Component:
    """The series with its unit, where that is not incidents."""
    row = visit.catalogue.series[series]
    selection = visit.selection.plain().toggled(series)
    link = html.A(
        pick(row, "short", visit.language),
        href=selection.address("/trends"),
        title=pick(row, "name", visit.language),
    )
    unit = captions.unit_text(row.unit, visit.catalogue, visit.words) if row.unit != INCIDENTS else ""
    return html.Span([link, html.Span(unit, className="place") if unit else None])


def _cell(
    visit: Visit, figures: Mapping[str, Observation], editions: Sequence[StatedCount], band: Band
) -> Component:
    words = visit.words
    if not editions:
        return html.Td(words("no full-year figure"), className="count none status")
    agreeing = nearest(editions, band)
    edition = editions[0] if miss(agreeing.count, band) else agreeing
    difference = miss(edition.count, band)
    verdict = f"{difference:+,d}".replace("-", "−") if difference else words("✓ agrees")
    parts = [
        _count(visit, figures[edition.key]),
        sign_of(figures[edition.key], visit.catalogue, words),
        html.Span(verdict, className="missed" if difference else "agrees"),
    ]
    others = [other for other in editions if other.count != edition.count]
    if others:
        label = words("newest edition") if others[0].is_newest else words("earlier edition")
        count = _count(visit, figures[others[0].key])
        parts.append(html.Span([label, words(": "), count], className="place"))
    return html.Td(parts, className="count")


def _count(visit: Visit, observation: Observation) -> Component:
    return html.A(
        captions.value_text(observation, visit.words),
        href=source_address(observation, visit.selection),
        title=captions.publication_text(observation, visit.catalogue, visit.words),
        **dashed(aria_label=captions.spoken(observation, visit.catalogue, visit.words)),
    )
