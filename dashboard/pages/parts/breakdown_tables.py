"""The tables of the Breakdown page: years down, series across, every figure a link to its publication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.figures import source_address
from dashboard.charts.base.rated import rate_of
from dashboard.charts.base.stacks import SHARE, Whole, part_name
from dashboard.charts.rates import rate_text
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.read_at import sign_of
from dashboard.pages.parts.table import group_row, scrolling
from dashboard.record import captions
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import pick

Cells = dict[tuple[int, str], SheetRow]


def parts_tables(visit: Visit, sheet: Sheet, wholes: Sequence[Whole]) -> list[Component]:
    """For each whole its years with their parts, shares where these are complete, and what is not divided."""
    words, catalogue = visit.words, visit.catalogue
    cells = _cells(sheet)
    tables = []
    for whole in wholes:
        years = sorted(
            {year for year, series in cells if series in (whole.series, *whole.parts)}, reverse=True
        )
        if not years:
            continue
        parts = tuple(reversed(whole.parts)) if len(whole.parts) > 2 else whole.parts
        head = [
            words("Year"),
            *[part_name(part, catalogue, words) for part in parts],
            words("All"),
            words("Not divided"),
        ]
        body = [
            html.Tr(
                [
                    html.Th(str(year), scope="row"),
                    *[_cell(visit, sheet, cells.get((year, part))) for part in parts],
                    _cell(visit, sheet, cells.get((year, whole.series)), is_whole=True),
                    html.Td(_not_divided(visit, cells, year, whole), className="count quiet"),
                ]
            )
            for year in years
        ]
        name = pick(catalogue.series[whole.series], "name", visit.language)
        tables.append(_table(f"parts-{whole.series}", name, head, body))
    if tables:
        tables.append(
            html.P(words("* Part of the year, or incomplete. – Not known to us."), className="row-note")
        )
    return tables


def shares_in_words(visit: Visit, sheet: Sheet, series: str) -> list[Component]:
    """The percentages that the publisher itself gives, in words: they are not turned into counts."""
    words = visit.words
    rows = [row for row in sheet.rows if row.observation.series == series]
    if not rows:
        return []
    figures: list[Component | str] = []
    for row in rows:
        figures += [
            html.Span(
                [
                    words("{year}: ", year=row.observation.period_start.year),
                    _link(
                        visit, sheet, row, text=captions.counted(row.value, series, visit.catalogue, words)
                    ),
                ],
                className="figure",
            ),
            " ",
        ]
    return [
        html.Div(
            [
                html.H4(pick(visit.catalogue.series[series], "name", visit.language)),
                html.P(figures),
                html.P(
                    words("Rounded percentages as published; not turned into counts, so not in the chart."),
                    className="row-note",
                ),
            ],
            className="beside",
        )
    ]


def category_meanings(visit: Visit, wholes: Sequence[Whole]) -> list[Component]:
    """What each part means, in the words of its category."""
    words, catalogue = visit.words, visit.catalogue
    terms: list[Component] = []
    for whole in wholes:
        for part in reversed(whole.parts):
            if part in catalogue.series:
                category = catalogue.categories[catalogue.series[part].category]
                terms += [
                    html.Dt(pick(category, "name", visit.language)),
                    html.Dd(pick(category, "definition", visit.language)),
                ]
    if not terms:
        return []
    return [html.Div([html.H4(words("What the parts mean")), html.Dl(terms)], className="meanings")]


def rates_table(visit: Visit, sheet: Sheet) -> list[Component]:
    """For each series of incidents its years: the count, the transits, the rate with its interval."""
    words = visit.words
    transits = {
        (row.observation.series, row.observation.period_start.year): row
        for row in sheet.rows
        if not row.worked_out("reading")
    }
    counts = [row for row in sheet.rows if row.worked_out("reading")]
    if not counts:
        return []
    base = {row.counts: row.transits for row in visit.catalogue.rates.values()}
    head = [words("Year"), words("Incidents"), words("Transits"), words("Per 10,000"), words("95 % interval")]
    body: list[Component] = []
    for series, of_series in groupby(counts, key=lambda row: row.observation.series):
        name = pick(visit.catalogue.series[series], "short", visit.language)
        body.append(group_row(name, len(head)))
        for row in reversed(list(of_series)):
            year = row.observation.period_start.year
            passed = transits[base[series], year]
            rate = rate_of(row.observation, passed.observation)
            limits = [f"{limit:.1f}" for limit in (rate.interval.low, rate.interval.high)]
            body.append(
                html.Tr(
                    [
                        html.Th(str(year), scope="row"),
                        _cell(visit, sheet, row),
                        _cell(visit, sheet, passed),
                        html.Td(rate_text(rate), className="count"),
                        html.Td("–".join(limits), className="count quiet"),
                    ]
                )
            )
    return [_table("rates-figures-table", words("Rates by series and year"), head, body)]


def years_table(visit: Visit, sheet: Sheet) -> list[Component]:
    """Years down, the sheet's series across."""
    words, catalogue = visit.words, visit.catalogue
    cells = _cells(sheet)
    series = list(dict.fromkeys(row.observation.series for row in sheet.rows))
    if not series:
        return []
    head = [
        words("Year"),
        *[pick(catalogue.series[series_id], "short", visit.language) for series_id in series],
    ]
    body = [
        html.Tr(
            [
                html.Th(str(year), scope="row"),
                *[_cell(visit, sheet, cells.get((year, series_id)), is_whole=True) for series_id in series],
            ]
        )
        for year in sorted({year for year, _ in cells}, reverse=True)
    ]
    caption = words(", ").join(
        pick(catalogue.series[series_id], "name", visit.language) for series_id in series
    )
    return [_table(f"years-{series[0]}", caption, head, body)]


def _cells(sheet: Sheet) -> Cells:
    return {(row.observation.period_start.year, row.observation.series): row for row in sheet.rows}


def _not_divided(visit: Visit, cells: Cells, year: int, whole: Whole) -> str:
    """How many of the whole are in no known part; a dash where the whole itself is not known, nothing where
    a count is of a part of the year, since the rest would be of other months."""
    total = cells.get((year, whole.series))
    divided = [row for part in whole.parts if (row := cells.get((year, part)))]
    if total is None or total.observation.value is None:
        return "–"
    if any(row.observation.is_partial for row in (total, *divided)):
        return ""
    rest = total.observation.value - sum(row.observation.value or 0 for row in divided)
    return captions.number(rest) if rest >= 0 else "–"


def _cell(visit: Visit, sheet: Sheet, row: SheetRow | None, *, is_whole: bool = False) -> Component:
    """A figure as a link, with its share below it; a dash where it is not known."""
    if row is None:
        unknown = visit.words("not known to us")
        return html.Td(
            html.Span("–", title=unknown, **dashed(aria_label=unknown, role="img")), className="count quiet"
        )
    share = row.worked_out(SHARE)
    parts: list[Component] = [
        _link(visit, sheet, row),
        sign_of(row.observation, visit.catalogue, visit.words),
    ]
    if row.edition == "earlier":
        parts.append(html.Sup("†"))
    if share:
        parts.append(html.Span(captions.share_text(float(share) / 100, visit.words), className="share"))
    return html.Td(parts, className="count whole" if is_whole else "count")


def _link(visit: Visit, sheet: Sheet, row: SheetRow, *, text: str = "") -> Component:
    spoken = captions.spoken(row.observation, visit.catalogue, visit.words)
    return html.A(
        text or row.value,
        href=source_address(row.observation, sheet.selection),
        title=spoken,
        **dashed(aria_label=spoken, data_observation=row.observation.key),
    )


def _breakable(head: str) -> list[Component | str]:
    """A head that breaks before its number, if it must break: カテゴリー and 1."""
    text = head.rstrip("0123456789")
    return [text, html.Wbr(), head[len(text) :]] if text and text != head else [head]


def _table(name: str, caption: str, head: Iterable[str], body: Sequence[Component]) -> Component:
    return scrolling(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(_breakable(heading), scope="col") for heading in head])),
                html.Tbody(list(body)),
            ],
            className="figures-table matrix",
            id=name,
        ),
        aria_label=caption,
    )
