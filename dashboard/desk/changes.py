"""What a load would change: how many figures, a chart and the verdicts before and after, row by row."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.desk.before_after import BeforeAfter
from dashboard.desk.parts import panel, scrolled, stacked_table
from dashboard.markup.html import dashed
from dashboard.words import Words, message
from ingest.checked import CheckedFigure
from ingest.judging import VerdictChange
from ingest.report import Report
from ingest.telling import Titles, loaded, value_told
from ingest.words import Words as FigureWords

MOST_CHANGES = 200
CHANGE_NAMES = {
    "new": message("new"),
    "changed": message("changed"),
    "older": message("recorded; a newer edition stays shown"),
    "confirmed": message("confirmed by another edition"),
}
NOTHING = "—"


def changes(
    report: Report, titles: Titles, words: Words, *, before_after: BeforeAfter | None
) -> Component | None:
    """The section that shows them; None where a load would change nothing."""
    entries = report.to_store[:MOST_CHANGES]
    if not entries:
        return None
    counts = [
        html.Li([html.B(count), f" {words(CHANGE_NAMES[name])}"])
        for name, count in report.changes.items()
        if name in CHANGE_NAMES
    ]
    columns = (words("Series"), words("Period"), words("Before"), words("After"), words("Change"))
    table = stacked_table(columns, [_change(figure, titles, words) for figure in entries])
    return panel(
        "changes-title",
        words("What would change"),
        [
            html.Ul(counts, className="fates"),
            *(_before_and_after(before_after, words) if before_after else []),
            scrolled(table, aria_labelledby="changes-title"),
        ],
    )


def _before_and_after(before_after: BeforeAfter, words: Words) -> list[Component]:
    key = [
        html.Li(
            [
                html.Span(
                    sign,
                    className="sign",
                    style={"color": colour},
                    **dashed(aria_hidden="true", data_ink=colour),
                ),
                f" {name}",
            ]
        )
        for sign, colour, name in before_after.key
    ]
    parts: list[Component] = [html.P(before_after.caption)]
    if before_after.picture:
        picture: list[Component | str] = [before_after.picture, html.Figcaption(before_after.caption)]
        parts = [html.Ul(key, className="key"), html.Figure(picture, className="before-after")]
    if before_after.verdicts:
        parts.append(html.H3(words("What the overview would say otherwise")))
    return parts + [part for verdict in before_after.verdicts for part in _verdict(verdict, words)]


def _verdict(verdict: VerdictChange, words: Words) -> list[Component]:
    language = words.language
    subject = verdict.after or verdict.before
    sides = ((words("Before"), verdict.before), (words("After"), verdict.after))
    pairs = [
        part
        for name, side in sides
        for part in (html.Dt(name), html.Dd(side.text(language) if side else NOTHING))
    ]
    title = html.H4(subject.label(language)) if subject else None
    return [*([title] if title else []), html.Dl(pairs, className="verdict-change")]


def _change(figure: CheckedFigure, titles: Titles, words: Words) -> Component:
    """Series, period, before, after and kind of a change that the load would make."""
    current = figure.shown
    told = FigureWords(words.language)
    before = NOTHING if current is None or current.value is None else value_told(current, told)
    (read,) = loaded([figure])
    after = value_told(read, told)
    if figure.change == "older":
        after = words("{shown} stays; {value} is recorded", shown=before, value=after)
    return html.Tr(
        [
            html.Td(titles.series[figure.series] if figure.series else ""),
            html.Td(figure.period.told(words.language) if figure.period else ""),
            html.Td(before, className="number"),
            html.Td(after, className="number"),
            html.Td(words(CHANGE_NAMES.get(figure.change, figure.change))),
        ]
    )
