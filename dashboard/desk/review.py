"""The review of a draft: what a load would do, what stands in its way, and the forms that go on."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.desk.answer_form import answer_form
from dashboard.desk.before_after import BeforeAfter
from dashboard.desk.changes import changes
from dashboard.desk.grid import cell_grid
from dashboard.desk.language import desk_address
from dashboard.desk.page import DATA_PATH
from dashboard.desk.parts import button, crumb, hidden_field, htmx_form, labelled, notice, post_form
from dashboard.desk.problem_list import problem_list
from dashboard.desk.understanding import understanding
from dashboard.markup.html import dashed
from dashboard.record.queries import Catalogue
from dashboard.words import Words, message
from ingest.pipeline import fingerprint_of_seen
from ingest.report import HAS_ERRORS, LOADABLE, NEEDS_ANSWERS, UNREADABLE, Report
from ingest.telling import Titles

BANNERS = {
    LOADABLE: ("good", message("This file can be loaded.")),
    HAS_ERRORS: ("bad", message("This file has errors. What to do stands beside each.")),
    UNREADABLE: ("bad", message("This file could not be read.")),
    NEEDS_ANSWERS: ("ask", message("This file needs your answers before it can be loaded.")),
}
FATE_NAMES = {
    "read": message("cells read"),
    "stored": message("to store"),
    "missing": message("to store as missing"),
    "unchanged": message("unchanged"),
    "refused": message("refused"),
    "held": message("held"),
    "set_aside": message("set aside"),
}


def review(
    report: Report,
    catalogue: Catalogue,
    titles: Titles,
    words: Words,
    *,
    path: str,
    before_after: BeforeAfter | None,
    warning: str = "",
) -> Component:
    """The whole review of the draft at ``path``; ``warning`` is what the last form could not do."""
    return html.Div(
        [
            crumb(desk_address(DATA_PATH), words("Data")),
            html.H1(report.source.name, className="page-title"),
            notice(warning),
            _banner(report, words),
            html.Div(
                [
                    html.Div(
                        [
                            problem_list(report, titles, words),
                            cell_grid(report, words, path=path),
                            changes(report, titles, words, before_after=before_after),
                        ],
                        className="desk-main",
                    ),
                    html.Div(
                        [
                            answer_form(report, catalogue, words, action=desk_address(f"{path}/answers")),
                            _load_form(report, words, action=desk_address(f"{path}/commit")),
                            understanding(report, words),
                            post_form(
                                desk_address(f"{path}/discard"),
                                [button(words("Throw this draft away"), is_plain=True)],
                            ),
                        ],
                        className="desk-aside",
                    ),
                ],
                className="desk-columns",
            ),
        ],
        id="review",
        **dashed(data_base=desk_address(f"{path}/cells")),
    )


def _banner(report: Report, words: Words) -> Component:
    """Whether the file can be loaded, and how many of its cells met which fate."""
    tone, sentence = BANNERS[report.outcome]
    fates = [
        html.Li(
            [html.B(count), f" {words(FATE_NAMES[fate])}"],
            className=f"fate-{fate}" if count else f"fate-{fate} none",
        )
        for fate, count in report.cells.items()
    ]
    return html.Div(
        [
            html.P(html.Strong(words(sentence))),
            _earlier_load(report.loaded_before, words) if report.loaded_before else None,
            html.Ul(fates, className="fates"),
        ],
        className=f"banner {tone}",
        role="status",
    )


def _earlier_load(batch: int, words: Words) -> Component:
    link = html.A(batch, href=desk_address(f"{DATA_PATH}/history/{batch}"))
    return html.P([words("The very same file was loaded before, as batch"), " ", link])


def _load_form(report: Report, words: Words, *, action: str) -> Component | Markup | None:
    """What stores the figures; the fingerprint says which stored figures the analyst has seen."""
    if report.outcome != LOADABLE:
        return None
    if not report.to_store:
        return html.P(words("The file holds nothing new: all of it is stored already."), className="panel")
    label = words("Why do you load this? (kept with the load)")
    return htmx_form(
        action,
        [
            hidden_field("seen", fingerprint_of_seen(report)),
            *labelled(label, "reason", required=True, maxlength=500),
            button(words("Load it")),
        ],
    )
