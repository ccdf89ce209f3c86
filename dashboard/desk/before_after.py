"""What a load would change on the dashboard: a chart before and after, and the verdicts that move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.drawing.dark import dark_style
from dashboard.drawing.svg import svg
from dashboard.record import captions
from dashboard.record.queries import OpenTransaction, WholeDatabase, observation_rows
from dashboard.scene import theme
from dashboard.scene.scene import COLUMNS, COUNTS, Mark, Panel, Scene, Series, role_of_counts
from dashboard.words import Words
from ingest.judging import Judge, Judgement, VerdictChange, changed
from ingest.pipeline import judged_series, rehearse
from ingest.report import Report
from ingest.telling import Titles

YEARS_AROUND = 12
"""How many years before the first change the chart shows."""


@dataclass(frozen=True)
class BeforeAfter:
    """The chart of one changed series as SVG, None where there is nothing to draw; what it says in words, and
    the verdicts that would change."""

    picture: Markup | None
    caption: str
    key: tuple[tuple[str, str, str], ...]
    """Sign, colour and name of each of the two."""
    verdicts: tuple[VerdictChange, ...]


Look = tuple[list[captions.Observation], Mapping[str, Judgement]]


def before_and_after(
    engine: WholeDatabase, report: Report, titles: Titles, *, words: Words, judge: Judge | None
) -> BeforeAfter | None:
    """Try the load, look, and take it back; None where nothing that is shown would change."""
    changes = [entry for entry in report.to_store if entry.change in ("new", "changed") and entry.series]
    if not changes:
        return None
    series = str(max(changes, key=lambda entry: (entry.change == "changed", -entry.cell.line)).series)
    concerned = {series}
    if judge is not None:
        with engine.connect() as connection:
            concerned |= judged_series(connection)
    before, after = rehearse(engine, report, _look(series, judge), only=concerned)
    periods = [entry.period for entry in changes if entry.series == series and entry.period]
    first = min(period.start.year for period in periods) - YEARS_AROUND
    picture, caption, key = _picture(titles.series[series], before[0], after[0], first, words)
    return BeforeAfter(picture, caption, key, tuple(changed(before[1], after[1])))


def _look(series: str, judge: Judge | None) -> Callable[[OpenTransaction], Look]:
    def look(connection: OpenTransaction) -> Look:
        rows = observation_rows(connection, series=[series])
        current = [row for row in captions.observations_in(rows) if row.is_current]
        return current, judge(connection) if judge is not None else {}

    return look


def _picture(
    series: str,
    before: list[captions.Observation],
    after: list[captions.Observation],
    first: int,
    words: Words,
) -> tuple[Markup | None, str, tuple[tuple[str, str, str], ...]]:
    """What is shown now, and beside it only what the load would show otherwise."""
    unchanged = {(row.key, row.value, row.finality, row.bound) for row in before}
    after = [row for row in after if (row.key, row.value, row.finality, row.bound) not in unchanged]
    if not after and before:
        sentence = words(
            "{series}: charts of years stay as they are. Parts of years stand on “Running year”.",
            series=series,
        )
        return None, sentence, ()
    names = (words("Shown now"), words("After the load"))
    marks_of_each = [
        tuple(_mark(figure, name, words) for figure in figures if figure.period_start.year >= first)
        for name, figures in zip(names, (before, after), strict=True)
    ]
    if all(mark.value is None for marks in marks_of_each for mark in marks):
        return None, words("{series}: no figures, neither now nor after the load.", series=series), ()
    role = role_of_counts(tuple(marks_of_each))
    lines = [
        Series(name, name, role, look, marks)
        for look, (name, marks) in enumerate(zip(names, marks_of_each, strict=True))
    ]
    lines_with_marks = tuple(line for line in lines if line.marks)
    years = [int(mark.x) for line in lines_with_marks for mark in line.marks]
    scene = Scene(words.language, (Panel(series, COUNTS, min(years), max(years), lines_with_marks),))
    caption = words("{series}: what is shown now, and what would be shown after the load.", series=series)
    picture = svg(scene, theme.NARROW, title=caption, description=caption, prefix="before-after")
    key = tuple(
        (
            "■" if role == COLUMNS else theme.SIGNS[theme.style_of(line.look).symbol],
            theme.style_of(line.look).colour,
            line.label,
        )
        for line in lines
    )
    return Markup(dark_style(picture) + picture), caption, key


def _mark(figure: captions.Observation, name: str, words: Words) -> Mark:
    text = captions.value_text(figure, words)
    return Mark(
        x=figure.period_start.year,
        value=figure.value,
        text=text,
        spoken=f"{name}, {captions.period_text(figure, words)}: {text}",
        key=f"{name}-{figure.key}",
        href=f"#{figure.series}",
        is_partial=figure.is_partial,
        is_open=figure.finality == "provisional" or figure.bound != "exact",
    )
