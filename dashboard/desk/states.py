"""A draft that holds states of the evaluation sheet's initiatives: its faults, what is new, and its load."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from dash import html
from dash.development.base_component import Component
from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.desk.analyst import analyst_only, current_analyst
from dashboard.desk.clock import desk_today
from dashboard.desk.language import desk_address, desk_words
from dashboard.desk.page import DATA_PATH, desk_page
from dashboard.desk.parts import button, crumb, headings, labelled, notice, post_form, scrolled
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue, WholeDatabase, catalogue
from dashboard.record.register import said_of
from dashboard.words import Words, pick
from ingest import drafts, item_states
from ingest.drafts import Draft
from ingest.item_states import StatesReport
from ingest.words import Words as FigureWords


def attach_states(server: Flask, engine: WholeDatabase) -> None:
    """Add the load of a draft of states."""

    @server.post(f"{DATA_PATH}/drafts/<draft_id>/states")
    @analyst_only(engine)
    def load_states(draft_id: str) -> Response:
        draft = drafts.read(engine, draft_id, who=current_analyst())
        if draft is None:
            abort(404)
        reason = request.form.get("reason", "").strip()
        if not reason:
            warning = desk_words()("Say why you load this file: the reason is kept with it.")
            return states_page(engine, draft, warning=warning, status=400)
        batch, _ = item_states.load(
            engine, draft.source, who=current_analyst(), reason=reason, today=desk_today()
        )
        if batch is None:
            return states_page(engine, draft, status=409)
        drafts.discard(engine, draft_id, who=current_analyst())
        return redirect(desk_address(f"{DATA_PATH}/history/{batch}"), 303)


def states_page(engine: WholeDatabase, draft: Draft, *, warning: str = "", status: int = 200) -> Response:
    """The states of a draft's file: every fault, else what is new and the way to load it."""
    report = item_states.check(engine, draft.source, today=desk_today())
    body = _body(report, catalogue(engine), desk_words(), f"{DATA_PATH}/drafts/{draft.id}", warning)
    return desk_page(engine, title=draft.source.name, body=body, active=True, status=status)


def _body(
    report: StatesReport, names: Catalogue, words: Words, path: str, warning: str
) -> list[Component | None]:
    counted = words(
        "States of initiatives: {new} new, {known} known already.",
        new=len(report.new),
        known=len(report.rows) - len(report.new),
    )
    faults = [html.Li(problem.sentence(FigureWords(words.language))) for problem in report.problems]
    shown = html.Ul(faults, className="plain-list") if faults else _table(report, names, words)
    discard = post_form(
        desk_address(f"{path}/discard"), [button(words("Throw this draft away"), is_plain=True)]
    )
    return [
        crumb(desk_address(DATA_PATH), words("Data")),
        html.H1(report.source.name, className="page-title"),
        notice(warning),
        html.Div(
            [
                html.Section([html.P(counted), shown], className="panel"),
                _load_form(words, path) if report.new and not faults else None,
                discard,
            ],
            className="desk-main",
        ),
    ]


def _table(report: StatesReport, names: Catalogue, words: Words) -> Component | None:
    if not report.new:
        return None
    columns = (words("Row"), words("Initiative"), words("State"), words("As of"), words("Source"))
    rows = [
        html.Tr(
            [
                html.Td(line, className="number"),
                html.Td(pick(names.sheet_items[row["item"]], "text", words.language)),
                html.Td(said_of(SimpleNamespace(**row), words)),
                html.Td(day_label(row["dated"], words.language)),
                html.Td(row["publication"] or row[f"source_{words.language}"]),
            ]
        )
        for line, row in report.new
    ]
    table = html.Table([html.Thead(html.Tr(headings(columns))), html.Tbody(rows)], className="changes")
    return scrolled(table, aria_label=report.source.name)


def _load_form(words: Words, path: str) -> Component:
    return post_form(
        desk_address(f"{path}/states"),
        [*labelled(words("Why?"), "reason", required=True, maxlength=500), button(words("Load it"))],
        className="panel desk-form",
    )


def states_told(states: Sequence[Any], names: Catalogue, words: Words, *, stand: bool) -> Component | None:
    """The states that a batch brought, in the history; whether they stand is said of all of them."""
    if not states:
        return None
    lines = [
        html.Li(
            words(
                "Row {row}: {said}. {initiative}",
                row=state.source_line,
                said=said_of(state, words),
                initiative=pick(names.sheet_items[state.item], "text", words.language),
            )
        )
        for state in states
    ]
    gone = None if stand else html.P(words("Taken back."), className="hint")
    title = html.H2(words("States of initiatives"))
    return html.Section([title, gone, html.Ul(lines, className="plain-list")], className="panel")
