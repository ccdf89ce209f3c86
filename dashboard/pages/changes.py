"""What changed: from a day on, what publishers have said, and what this site has shown otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import END_OF_DAY, Selection
from dashboard.address.since import AS_JSON, CHANGES, FEED, SINCE, changes_address, is_beyond
from dashboard.charts.base.figures import source_address
from dashboard.charts.base.narration import marks_explained
from dashboard.files.changes import (
    LISTED,
    Side,
    held_side,
    record_begins,
    record_reaches,
    said_side,
    series_named,
    subject,
)
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import moment_text, undecided_of
from dashboard.pages.parts.frame import dropped_notice, page_title
from dashboard.pages.parts.since_field import since_asked, since_field
from dashboard.pages.parts.table import scrolling, table_head
from dashboard.pages.parts.verdict_parts import badges
from dashboard.record.captions import (
    Observation,
    dating_text,
    period_text,
    publication_in_short,
    publication_text,
    value_with_unit,
)
from dashboard.record.differences import EARLIER, RESTATED, WITHDRAWN, Difference
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue
from dashboard.verdicts.flipped import Answer, Turn
from dashboard.words import message, pick

ROWS_SHOWN = 10
"""Of a table; the others fold."""
MOST_ROWS = 300
"""Of a table, folded ones too: a page stays readable and small."""
NOT_CERTAIN = message(
    "Whether the verdict was this one is not certain: of some figures it is not known when they came out."
)


def build(visit: Visit) -> View:
    """The page of a day; without one, of the day a year before the newest that is recorded."""
    words = visit.words
    since, dropped = since_asked(visit)
    is_begun = visit.catalogue.version.recorded_at is not None
    content = html.Div(
        [
            *dropped_notice(
                replace(visit, dropped=dropped),
                instead=words("Shown instead: the year before the figures last changed."),
            ),
            html.H1(_title(visit, since), className="page-title"),
            since_field(visit, since),
            None
            if SINCE in visit.own
            else html.P(
                words("Unless a day is chosen: the year before the figures last changed."), className="hint"
            ),
            *(_told(visit, since) if since and is_begun else [html.P(words("No figures yet."))]),
        ],
        className="what-changed",
    )
    undecided = 0
    if since and not is_beyond(visit.selection, since):
        undecided = undecided_of(visit, visit.selection, of_every_series=not visit.selection.series)
    return View(page_title(PAGE.name, visit.language), content, undecided=undecided)


def _title(visit: Visit, since: datetime | None) -> str:
    if since is None:
        return visit.words(PAGE.name)
    words, day = visit.words, day_label(since.date(), visit.language)
    if since.timetz() == END_OF_DAY:
        return words("What changed after {day}", day=day)
    time = since.time().isoformat(timespec="seconds")
    return words("What changed after {time} (UTC) on {day}", day=day, time=time)


def _told(visit: Visit, since: datetime) -> list[Component | None]:
    """In short, then by each clock; nothing follows the point that is looked at."""
    words, selection = visit.words, visit.selection
    if is_beyond(selection, since):
        day = day_label(since.date(), visit.language)
        return [html.P(words("The point looked at is not after {day}: there is nothing to tell.", day=day))]
    said = said_side(visit.engine, visit.catalogue, selection, since)
    held = None
    if record_reaches(visit.engine, since):
        held = held_side(visit.engine, visit.catalogue, selection, since)
    return [
        html.Ul(
            [
                html.Li([html.Strong(words("Publishers: ")), words("{text}.", text=said.counted(words))]),
                html.Li([html.Strong(words("This site: ")), _site_in_short(visit, held)]),
            ],
            className="what-changed-short",
        ),
        _narrowed(visit, since) if selection.series else None,
        _section(visit, said, since),
        _section(visit, held.beyond(said), since) if held else None,
        html.P(
            [
                html.A(words("Feed (Atom)"), href=changes_address(visit.selection, None, FEED)),
                html.A(words("Data (JSON)"), href=changes_address(visit.selection, since, AS_JSON)),
            ],
            className="more",
        ),
    ]


def _site_in_short(visit: Visit, held: Side | None) -> str:
    words = visit.words
    if held:
        return words("{text}.", text=held.counted(words))
    day, count = record_begins(visit.engine, visit.selection)
    return words(
        "its record begins on {day}, with {count} figures; what it would have shown before is not known.",
        day=day_label(day, visit.language),
        count=count,
    )


def _narrowed(visit: Visit, since: datetime) -> Component:
    """Of which series alone, whose verdicts, and the way to all."""
    words, catalogue = visit.words, visit.catalogue
    names = [pick(catalogue.series[name], "short", visit.language) for name in visit.selection.series]
    every = changes_address(visit.selection.plain(), since)
    judged = {one for listed in catalogue.indicator_series.values() for one in listed}
    if judged.isdisjoint(visit.selection.series):
        told = words("Figures of {series} alone, which no indicator judges.", series=words(", ").join(names))
    else:
        told = words(
            "Figures of {series} alone; verdicts of it and of the indicator that it belongs to.",
            series=words(", ").join(names),
        )
    return html.P(
        [
            told,
            " ",
            html.A(words("All series"), href=every),
        ]
    )


def _section(visit: Visit, side: Side, since: datetime) -> Component | None:
    """Verdicts, then figures, that differ by one clock; nothing where none does."""
    words, undecided = visit.words, side.differences.undecided
    if not (side.turns or side.differences.figures or undecided):
        return None
    at, _ = _ends(visit, side, since)
    if side.is_of_record:
        moment = moment_text(since, visit.language, words)
        then = words("{then}: what this site's record held {moment}.", then=at, moment=moment)
    else:
        day = day_label(since.date(), visit.language)
        then = words("{then}: what had certainly been published by {day}.", then=at, day=day)
    return html.Section(
        [
            html.H2(_heading(visit, side)),
            html.P([then, _undecided(visit, undecided, since)], className="hint"),
            *_verdicts(visit, side, since),
            *[part for kind in LISTED for part in _figures(visit, side, kind, since)],
            _marks(visit, side),
        ],
        className="panel",
        **dashed(data_clock="recorded" if side.is_of_record else "published"),
    )


def _heading(visit: Visit, side: Side) -> str:
    if side.is_of_record:
        return visit.words("Changed on this site alone")
    return visit.words("What publishers have said since")


def _marks(visit: Visit, side: Side) -> Component | None:
    """What the marks beside the counts mean, where they bear any."""
    counts = [stated for one in side.differences.figures for stated in (one.then, one.now) if stated]
    notes = [html.Li(note) for note in marks_explained(counts, visit.words)]
    return html.Ul(notes, className="notes") if notes else None


def _ends(visit: Visit, side: Side, since: datetime) -> tuple[str, str]:
    """What a side's two ends are called: then and now or, where the past is looked at, their days."""
    words, selection = visit.words, visit.selection
    if not selection.is_as_of:
        return words("Then"), words("Now")
    end = selection.recorded or visit.catalogue.version.recorded_at or since
    published = None if side.is_of_record else selection.published
    return day_label(since.date(), visit.language), day_label(published or end.date(), visit.language)


def _undecided(visit: Visit, count: int, since: datetime) -> str:
    """Of how many figures nobody knows on which side of the day they came out."""
    if count == 0:
        return ""
    day = day_label(since.date(), visit.language)
    if count == 1:
        return visit.words(
            " Left out is 1 figure of which it is not known whether it came out after {day}.", day=day
        )
    return visit.words(
        " Left out are {count} figures of which it is not known whether they came out after {day}.",
        count=count,
        day=day,
    )


def _verdicts(visit: Visit, side: Side, since: datetime) -> Iterator[Component | None]:
    """The verdicts of which a badge changed, those that are the first, those that may have changed; folded
    what is only said in other words or numbers."""
    words = visit.words
    for title, found in (
        (words("Verdicts that changed"), side.flipped),
        (words("Verdicts of further series that changed"), side.flipped_of_series),
        (words("First verdicts"), side.first),
        (words("Verdicts that may have changed"), side.uncertain),
    ):
        if found:
            yield html.H3(title)
            yield from (part for turn in found for part in _turn(visit, turn, side, since))
    if side.reworded:
        yield html.Details(
            [
                html.Summary(words("Only the sentence changed ({count})", count=len(side.reworded))),
                *[part for turn in side.reworded for part in _turn(visit, turn, side, since)],
            ],
            className="folded",
        )


def _turn(visit: Visit, turn: Turn, side: Side, since: datetime) -> list[Component | None]:
    words = visit.words
    then, now = _ends(visit, side, since)
    return [
        html.H4(subject(turn, visit.catalogue, side.was, words)),
        html.Dl(
            [
                html.Dt(then),
                html.Dd(_answer(replace(visit, catalogue=side.was), turn, turn.then)),
                html.Dt(now),
                html.Dd(_answer(visit, turn, turn.now)),
            ],
            className="verdict-change",
            **dashed(data_turn=f"{turn.indicator}/{turn.series}"),
        ),
        None if turn.is_certain else html.P(words(NOT_CERTAIN), className="hint"),
    ]


def _answer(visit: Visit, turn: Turn, answer: Answer | None) -> list[Component | str]:
    """The badges, where they are what differs, and the sentence."""
    if answer is None:
        return [visit.words("No comparable count is known for the years in force.")]
    shown = badges(visit, answer.verdict, differs=answer.differs) if turn.is_flipped else []
    return [*([html.Span(shown, className="verdict-badges")] if shown else []), answer.sentence]


def _figures(visit: Visit, side: Side, kind: str, since: datetime) -> list[Component | None]:
    """A table of the figures of a kind; what goes beyond its first rows folds."""
    found = side.differences.of(kind)
    if not found:
        return []
    words = visit.words
    title = side.heading(kind, words)
    past = replace(visit.selection.plain(), recorded=since)

    name = words("{name}: {text}", name=_heading(visit, side), text=title)

    def table(rows: Sequence[Difference], name: str) -> Component:
        head = [words("Series"), words("Period"), *_sides(visit, side, kind, since), words("Source")]
        body = [
            row
            for _, group in groupby(rows, key=lambda one: one.figure.series)
            for row in _rows(visit, list(group), side.was, past)
        ]
        written = html.Table([table_head(head), html.Tbody(body)], className="what-changed-table")
        return scrolling(written, aria_label=name)

    rest, left = found[ROWS_SHOWN:MOST_ROWS], len(found) - MOST_ROWS
    more = words("{count} more", count=len(found) - ROWS_SHOWN)
    in_full = words("Not listed here: {count}. They are in the data (JSON) below.", count=left)
    folded_name = words("{first}, {second}", first=name, second=more)
    listed = [html.Summary(more), table(rest, folded_name), html.P(in_full) if left > 0 else None]
    folded = [html.Details(listed, className="folded")] if rest else []
    return [html.H3(title), _rule(visit, side, kind), table(found[:ROWS_SHOWN], name), *folded]


def _rule(visit: Visit, side: Side, kind: str) -> Component | None:
    """Which figures are listed as those of earlier periods."""
    if kind != EARLIER:
        return None
    words = visit.words
    if side.is_of_record:
        return html.P(words("Recorded more than a year after the period had ended."), className="hint")
    return html.P(words("Came out more than a year after the period had ended."), className="hint")


def _sides(visit: Visit, side: Side, kind: str, since: datetime) -> list[str]:
    then, now = _ends(visit, side, since)
    return {RESTATED: [then, now], WITHDRAWN: [then]}.get(kind, [visit.words("Figure")])


def _rows(visit: Visit, group: Sequence[Difference], was: Catalogue, past: Selection) -> list[Component]:
    """The figures of a series, whose name is seen once and read out with each."""
    words = visit.words
    series = series_named(group[0].figure.series, visit.catalogue, was, visit.language)
    again = html.Span(series, className="unseen")
    return [
        html.Tr(
            [
                html.Th(series if one is group[0] else again, scope="row"),
                html.Td(period_text(one.figure, words)),
                *[
                    html.Td(value_with_unit(figure, names, words), className="count")
                    for figure, names in ((one.then, was), (one.now, visit.catalogue))
                    if figure
                ],
                html.Td(
                    _source(visit, one.now, visit.catalogue, visit.selection)
                    if one.now
                    else _source(visit, one.figure, was, past)
                ),
            ],
            **dashed(data_observation=one.figure.key),
        )
        for one in group
    ]


def _source(visit: Visit, figure: Observation, catalogue: Catalogue, selection: Selection) -> list[Component]:
    """The publication that states a figure, with the day on which it came out."""
    return [
        html.A(
            publication_in_short(figure, catalogue, visit.words),
            href=source_address(figure, selection),
            title=publication_text(figure, catalogue, visit.words),
        ),
        html.Span(dating_text(figure.dating, visit.words), className="day"),
    ]


PAGE = Page(
    path=CHANGES,
    position=3,
    name=message("What changed"),
    group="stand",
    build=build,
    needs_server=True,
    options=(SINCE,),
)
