"""Batches as the history shows them: the list of all, and one with its rows and the ways to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.desk.language import desk_address
from dashboard.desk.page import DATA_PATH
from dashboard.desk.parts import (
    button,
    crumb,
    hidden_field,
    labelled,
    notice,
    panel,
    post_form,
    scrolled,
    stacked_table,
)
from dashboard.words import Words
from ingest import batch_words
from ingest.history import Batch, Correction, Standing
from ingest.periods import Period
from ingest.telling import Titles, figures_told, value_told
from ingest.tidy import letter_of
from ingest.words import Words as FigureWords

MOST_ROWS = 500
MOST_STANDING = 50
HISTORY_PATH = f"{DATA_PATH}/history"


def history_body(batches: Sequence[Batch], words: Words) -> list[Component | None]:
    """All batches, newest first."""
    title = words("History")
    columns = (
        words("Batch"),
        words("When (UTC)"),
        words("What"),
        words("Who"),
        words("From"),
        words("Why"),
        words("Figures"),
    )
    table = stacked_table(columns, [_batch_row(batch, words) for batch in batches])
    return [
        crumb(desk_address(DATA_PATH), words("Data")),
        html.H1(title, className="page-title"),
        html.Section(scrolled(table, aria_label=title), className="panel"),
    ]


def batch_title(batch: Batch, words: Words) -> str:
    return words("Batch {batch}", batch=batch.id)


def batch_body(
    batch: Batch,
    rows: Sequence[Any],
    words: Words,
    *,
    has_file: bool,
    corrections: Sequence[Correction],
    standing: Sequence[Standing],
    moving: Sequence[Any],
    titles: Titles,
    states: Component | None = None,
    warning: str = "",
    is_just_done: bool = False,
) -> list[Component | None]:
    """One batch: its rows (of more than ``MOST_ROWS`` the first), what is known of it, its undo.

    ``corrections`` are cells of its file that the analyst changed before the load, ``standing`` is what is
    shown now of the figures that an undo or a withdrawal touched, ``moving`` the figures that undoing this
    batch would take away or bring back, ``states`` its states of initiatives.
    """
    title = batch_title(batch, words)
    columns = (words("Series"), words("Period"), words("Value"), words("Publication"), words("Read in"))
    table = stacked_table(
        (*columns, ""), [_figure_row(row, batch, titles, words) for row in rows[:MOST_ROWS]]
    )
    more = words("Only the first {count} rows are shown.", count=MOST_ROWS) if len(rows) > MOST_ROWS else ""
    figures = [scrolled(table, aria_label=title), html.P(more, className="hint") if more else None]
    aside = [
        _facts(batch, words, has_file=has_file),
        _corrections(batch, corrections, words),
        _standing(standing, titles, words),
        _undo_form(batch, moving, titles, words),
    ]
    return [
        crumb(desk_address(HISTORY_PATH), words("History")),
        html.H1(title, className="page-title"),
        notice(warning),
        _just_done(batch, moving, titles, words) if is_just_done else None,
        html.Div(
            [
                html.Div(
                    [states] if states and not rows else [states, html.Section(figures, className="panel")],
                    className="desk-main",
                ),
                html.Div(aside, className="desk-aside"),
            ],
            className="desk-columns",
        ),
    ]


def _just_done(batch: Batch, figures: Sequence[Any], titles: Titles, words: Words) -> Component:
    """What was loaded, taken back or brought back a moment ago."""
    lines = figures_told(figures, titles, FigureWords(words.language))
    done = words("Loaded:") if batch.kind == "analyst" else words("Brought back:")
    if batch.took_back:
        done = words("Taken back:")
    return html.Div(
        [html.P(html.Strong(done)), html.Ul(list(map(html.Li, lines)), className="plain-list")],
        className="banner good",
        role="status",
    )


def _batch_row(batch: Batch, words: Words) -> Component:
    told = FigureWords(words.language)
    state = batch_words.state(batch, told)
    states = [html.Br(), html.Span(state, className="hint")] if state else []
    return html.Tr(
        [
            html.Td(html.A(batch.id, href=desk_address(f"{HISTORY_PATH}/{batch.id}"))),
            html.Td(_moment(batch), className="day"),
            html.Td(html.Div([batch_words.what(batch, told), *states])),
            html.Td(batch_words.who(batch, told)),
            html.Td(batch_words.source(batch, told)),
            html.Td(batch_words.reason(batch, told)),
            html.Td(
                words("states: {count}", count=batch.states) if batch.states else batch.moved,
                className="number",
            ),
        ]
    )


def _moment(batch: Batch) -> str:
    return batch.recorded_at.strftime("%Y-%m-%d %H:%M:%S")


def _figure_row(row: Any, batch: Batch, titles: Titles, words: Words) -> Component:
    """A figure with the file and line that it was read in, and its withdrawal."""
    period = Period(row.period_start, row.period_end, row.period_kind).told(words.language)
    column = f" {letter_of(row.source_column - 1)}" if row.source_column else ""
    place = words("{file}, row {row}", file=row.source_file, row=row.source_line)
    trend = Selection((row.series,), language=words.language, says_language=True).address("/trends")
    last = _withdrawal(row.id, batch, words)
    if row.taken_back_by:
        last = html.Span(words("taken back by batch {batch}", batch=row.taken_back_by), className="hint")
    return html.Tr(
        [
            html.Td(html.A(titles.series[row.series], href=trend)),
            html.Td(period),
            html.Td(value_told(row, FigureWords(words.language)), className="number"),
            html.Td(titles.publications[row.publication]),
            html.Td(f"{place}{column}"),
            html.Td(last),
        ],
        className="gone" if row.taken_back_by else None,
    )


def _withdrawal(figure: int, batch: Batch, words: Words) -> Component:
    name = words("Withdraw")
    fields = [
        hidden_field("batch", batch.id),
        *labelled(words("Why?"), "reason", id=f"why-{figure}", required=True),
        button(name, is_plain=True),
    ]
    action = desk_address(f"{DATA_PATH}/figures/{figure}/withdraw")
    form = post_form(action, fields, className="desk-form")
    return html.Details([html.Summary(name), form], className="withdraw")


def _facts(batch: Batch, words: Words, *, has_file: bool) -> Component:
    """When, what, who, from which file and why."""
    told = FigureWords(words.language)
    facts = (
        (words("When (UTC)"), _moment(batch)),
        (words("What"), batch_words.what(batch, told)),
        (words("Who"), batch_words.who(batch, told)),
        (words("From"), batch_words.source(batch, told)),
        (words("Why"), batch_words.reason(batch, told)),
        ("SHA-256", batch.sha256),
    )
    pairs = [part for term, value in facts if value for part in (html.Dt(term), html.Dd(value))]
    state = batch_words.state(batch, told)
    file = desk_address(f"{HISTORY_PATH}/{batch.id}/file")
    return html.Section(
        [
            html.Dl(pairs, className="understood"),
            html.P(html.Strong(state)) if state else None,
            html.P(html.A(words("The file as it came"), href=file)) if has_file else None,
        ],
        className="panel",
    )


def _corrections(batch: Batch, corrections: Sequence[Correction], words: Words) -> Component | None:
    """Cells that were read otherwise than the kept file has them."""
    if not corrections:
        return None
    items = [
        html.Li(
            words(
                "Row {row}, column {column}: “{before}” in the file, “{after}” loaded",
                row=cell.line,
                column=letter_of(cell.column),
                before=cell.before,
                after=cell.after,
            )
        )
        for cell in corrections
    ]
    title = words("Cells corrected before the load ({count})", count=len(items))
    hint = words("The file as it came is kept without these corrections.")
    file = desk_address(f"{HISTORY_PATH}/{batch.id}/corrected.csv")
    return panel(
        "corrections-title",
        title,
        [
            html.P(hint, className="hint"),
            html.Ul(items, className="plain-list"),
            html.P(html.A(words("The file as corrected (CSV)"), href=file)),
        ],
    )


def _standing(standing: Sequence[Standing], titles: Titles, words: Words) -> Component | None:
    """For an undo or a withdrawal: what is shown now of the figures that it touched."""
    items = [html.Li(_stands(figure, titles, words)) for figure in standing[:MOST_STANDING]]
    if not items:
        return None
    title = html.H2(words("What stands now"))
    rest = len(standing) - MOST_STANDING
    more = html.P(f"+ {rest}", className="hint") if rest > 0 else None
    return html.Section([title, html.Ul(items, className="plain-list"), more], className="panel")


def _stands(figure: Standing, titles: Titles, words: Words) -> str:
    """A figure and the batch that brought it, or that there is none."""
    series, period = titles.series[figure.series], figure.period.told(words.language)
    if figure.batch is None:
        return words("{series} {period}: none", series=series, period=period)
    return words(
        "{series} {period}: {value} of batch {batch}",
        series=series,
        period=period,
        value=value_told(figure, FigureWords(words.language)),
        batch=figure.batch,
    )


def _undo_form(batch: Batch, moving: Sequence[Any], titles: Titles, words: Words) -> Component | None:
    """What undoing the batch would take away or bring back, and the form that does it."""
    if not batch.can_be_undone:
        return None
    if batch.took_back:
        title, name = words("Bring the figures back"), words("Bring back")
        count = words("Figures to be brought back: {count}.", count=len(moving))
    else:
        title, name = words("Take this batch back"), words("Undo")
        count = words("Figures to be taken back: {count}.", count=len(moving))
    lines = figures_told(moving, titles, FigureWords(words.language))
    return post_form(
        desk_address(f"{HISTORY_PATH}/{batch.id}/undo"),
        [
            html.H2(title),
            html.P(count),
            html.Ul(list(map(html.Li, lines)), className="plain-list"),
            html.P(words("This is kept as a batch too, which can itself be undone."), className="hint"),
            *labelled(words("Why?"), "reason", required=True, maxlength=500),
            button(name),
        ],
        className="panel desk-form",
    )
