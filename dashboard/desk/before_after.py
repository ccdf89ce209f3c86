"""What a load would change on the dashboard: a chart before and after, and the verdicts that move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import captions, theme
from dashboard.figures.parts import Guides, Line, Point, uses_columns
from dashboard.figures.trend import trend_figure
from dashboard.pages.frame import SIGNS
from dashboard.pictures import draw_svg
from dashboard.queries import OpenTransaction, WholeDatabase, observations
from dashboard.words import Words
from ingest.judging import Judge, Judgement, VerdictChange, changed
from ingest.pipeline import rehearse
from ingest.report import Report

YEARS_AROUND = 12
"""How many years before the first change the chart shows."""


@dataclass(frozen=True)
class BeforeAfter:
    """The chart of one changed series as SVG, what it says in words, and the verdicts that would change."""

    picture: Markup
    caption: str
    key: tuple[tuple[str, str, str], ...]
    """Sign, colour and name of each of the two."""
    verdicts: tuple[VerdictChange, ...]


Seen = tuple[list[captions.Observation], Mapping[str, Judgement]]


def before_and_after(
    engine: WholeDatabase, report: Report, *, words: Words, judge: Judge | None
) -> BeforeAfter | None:
    """Try the load, look, and take it back; None where nothing that is shown would change."""
    changes = [entry for entry in report.to_store if entry.change in ("new", "changed") and entry.series]
    if not changes:
        return None
    series = str(max(changes, key=lambda entry: (entry.change == "changed", -entry.cell.line)).series)
    concerned = {series}
    if judge is not None:
        with engine.connect() as connection:
            concerned |= {one for judgement in judge(connection).values() for one in judgement.series}
    before, after = rehearse(engine, report, _look(series, judge), only=concerned)
    periods = [entry.period for entry in changes if entry.series == series and entry.period]
    first = min(period.start.year for period in periods) - YEARS_AROUND
    picture, caption, key = _picture(series, before[0], after[0], first, words)
    return BeforeAfter(picture, caption, key, tuple(changed(before[1], after[1])))


def _look(series: str, judge: Judge | None) -> Callable[[OpenTransaction], Seen]:
    def look(connection: OpenTransaction) -> Seen:
        frame = observations(connection, series=[series])
        shown = [one for one in captions.observations_in(frame) if one.is_current]
        return shown, judge(connection) if judge is not None else {}

    return look


def _picture(
    series: str,
    before: list[captions.Observation],
    after: list[captions.Observation],
    first: int,
    words: Words,
) -> tuple[Markup, str, tuple[tuple[str, str, str], ...]]:
    """What is shown now, and beside it only what the load would show otherwise."""
    known = {(one.key, one.value, one.finality, one.bound) for one in before}
    after = [one for one in after if (one.key, one.value, one.finality, one.bound) not in known]
    names = (words("Shown now"), words("After the load"))
    lines = [
        Line(
            id=name,
            label=name,
            panel=series,
            style=style,
            points=tuple(_point(one, name, words) for one in shown if one.period_start.year >= first),
        )
        for name, style, shown in zip(names, theme.STYLES[:2], (before, after), strict=True)
    ]
    drawn = [line for line in lines if line.points]
    years = [int(point.x) for line in drawn for point in line.points]
    drawing = trend_figure(
        drawn, first=min(years), last=max(years), guides=Guides(), size=theme.NARROW, language=words.language
    )
    caption = words("{series}: what is shown now, and what would be shown after the load.", series=series)
    svg = draw_svg(
        drawing.figure,
        width=drawing.size.width,
        height=drawing.size.height,
        labels=drawing.labels,
        title=caption,
        description=caption,
        prefix="before-after",
    )
    columns = uses_columns(drawn)
    key = tuple(
        ("■" if columns else SIGNS[line.style.symbol], line.style.colour, line.label) for line in lines
    )
    return Markup(svg), caption, key


def _point(one: captions.Observation, name: str, words: Words) -> Point:
    text = captions.value_text(one, words)
    return Point(
        x=one.x,
        value=one.value,
        text=text,
        spoken=f"{name}, {captions.period_text(one, words)}: {text}",
        key=f"{name}-{one.key}",
        href=f"#{one.series}",
        is_partial=one.is_partial,
        is_open=one.finality == "provisional" or one.bound != "exact",
    )
