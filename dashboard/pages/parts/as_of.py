"""What a page says where its address asks for the past: one notice at the top, one line in the footer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import END_OF_DAY, Selection
from dashboard.address.since import CHANGES, changes_address
from dashboard.files.changes import held_side, record_reaches
from dashboard.pages import Page, Visit, unseen_field
from dashboard.record.periods import day_label
from dashboard.record.queries import catalogue, count_undecided, points_in_time
from dashboard.words import Words


def as_of_notice(visit: Visit, page: Page, undecided: int) -> list[Component]:
    """Which point of which clock is shown, what is left out as uncertain, and the way back to today."""
    selection, words = visit.selection, visit.words
    if not selection.is_as_of:
        return []
    items: list[Any] = []
    if selection.recorded:
        moment = moment_text(selection.recorded, visit.language, words)
        items.append(words("What our record held {moment}.", moment=moment))
        if page.path != CHANGES:
            items += _since_then(visit, selection.recorded)
    if selection.published:
        day = day_label(selection.published, visit.language)
        items.append(words("What publishers had certainly said by the end of {day}.", day=day))
        # Of What changed, this is the one of two days: of the other it says itself what is left out.
        if undecided or page.path != CHANGES:
            items.append(left_out(undecided, words))
    items.append(words("Names, definitions and objectives are those of today."))
    return [
        html.Div(
            className="notice as-of",
            role="status",
            children=[
                html.P(
                    [
                        html.Strong(words("You are looking at the past.")),
                        html.A(words("Show the newest"), href=visit.address(page.path, selection.newest())),
                    ],
                    className="as-of-head",
                ),
                html.Ul([html.Li(item) for item in items]),
            ],
        )
    ]


def _since_then(visit: Visit, moment: datetime) -> list[list[str | Component]]:
    """How much is otherwise today than at a moment of our record, in the series of the address, and the way
    to what it is; nothing of a moment before the record, or of a day after its newest."""
    words, selection = visit.words, visit.selection
    newest = visit.catalogue.version.recorded_at
    if newest is None or moment.date() > newest.date() or not record_reaches(visit.engine, moment):
        return []
    series = selection.series or visit.catalogue.indicator_series.get(selection.indicator, ())
    asked = replace(selection.newest().plain(), series=series)
    counts = held_side(visit.engine, catalogue(visit.engine), asked, moment).counted(words)
    if series:
        text = words(
            "Since then, in these series and the indicators they belong to: {counts}.", counts=counts
        )
    else:
        text = words("Since then: {counts}.", counts=counts)
    return [[text, " ", html.A(words("What has changed"), href=changes_address(asked, moment))]]


def undecided_of(visit: Visit, selection: Selection, *, of_every_series: bool = False) -> int:
    """How many figures of a selection may or may not have been said at a point of the publishers' clock."""
    if selection.published is None:
        return 0
    return count_undecided(
        visit.engine,
        selection.published,
        series=None if of_every_series else selection.series,
        first=selection.first,
        last=selection.last,
        recorded=selection.recorded,
    )


def left_out(undecided: int, words: Words) -> str:
    """How many figures a point of the publishers' clock leaves out because they may not have been said."""
    if undecided == 0:
        return words("Of every figure of this page it is known whether it had been published by then.")
    if undecided == 1:
        return words("1 figure of this page is left out: whether it had been published by then is not known.")
    return words(
        "{count} figures of this page are left out: whether they had been published by then is not known.",
        count=undecided,
    )


def moment_text(moment: datetime, language: str, words: Words) -> str:
    """A moment of our record as a sentence takes it: a day's end, or the exact time, always UTC."""
    day = day_label(moment.date(), language)
    if moment.timetz() == END_OF_DAY:
        return words("at the end of {day} (UTC)", day=day)
    precision = "microseconds" if moment.microsecond else "seconds"
    time = moment.time().isoformat(timespec=precision)
    return words("at {time} (UTC) on {day}", day=day, time=time)


def _point(moment: datetime, language: str, words: Words) -> str:
    """The same as a list has it."""
    if moment.timetz() == END_OF_DAY:
        return words("end of {day} (UTC)", day=day_label(moment.date(), language))
    return moment_text(moment, language, words)


def shown_editions(visit: Visit) -> str:
    """Which editions the page shows: today's newest, or the newest of the chosen point."""
    selection, words = visit.selection, visit.words
    if not selection.is_as_of:
        return words("Shown: the newest edition of each figure.")
    parts = []
    if selection.recorded:
        moment = moment_text(selection.recorded, visit.language, words)
        parts.append(words("held by our record {moment}", moment=moment))
    if selection.published:
        day = day_label(selection.published, visit.language)
        parts.append(words("published by {day}", day=day))
    return words(
        "Shown: of each figure the newest edition {conditions}.", conditions=words(", and ").join(parts)
    )


def look_back_form(visit: Visit, page: Page) -> Component:
    """A form that asks for this page at another point of either clock; it needs no script."""
    selection, words, language = visit.selection, visit.words, visit.language
    days, years = points_in_time(visit.engine)
    today = datetime.now(UTC).date()

    def choice(name: str, label: str, chosen: dict[str, str], points: dict[str, str]) -> Component:
        options = {"": words("the newest"), **chosen, **points}
        is_chosen = next(iter(chosen), "")
        fields = [
            html.Option(text, value=value, selected=value == is_chosen) for value, text in options.items()
        ]
        return html.Label([html.Span(label), html.Select(fields, name=name, key=f"{name}-{is_chosen}")])

    def so_far(day: date) -> str:
        return words("{day}, so far", day=day_label(day, language))

    def ended(day: date) -> str:
        return words("end of {day} (UTC)", day=day_label(day, language)) if day < today else so_far(day)

    recorded = {day.isoformat(): ended(day) for day in days}
    newest = days[0] if days else today
    ends = [end for year in years if (end := date(year, 12, 31)) < newest]
    published = {newest.isoformat(): so_far(newest)} if days else {}
    published |= {end.isoformat(): day_label(end, language) for end in ends}
    moment, day = selection.recorded, selection.published
    at = {selection.recorded_text: _point(moment, language, words)} if moment else {}
    by = {selection.published_text: day_label(day, language)} if day else {}
    stated = selection.newest().options()
    hidden = [unseen_field(name, values) for name, values in (dict(visit.own) | stated).items()]
    return html.Form(
        [
            *hidden,
            choice("recorded", words("As our record held it"), at, recorded),
            choice("published", words("As published by"), by, published),
            html.Button(words("Show"), type="submit", className="button"),
        ],
        className="years",
        action=page.path,
        method="get",
    )
