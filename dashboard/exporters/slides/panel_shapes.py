"""Put a panel on a slide: its native chart with its workbook, what is behind it, the words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE

from dashboard.exporters.native.chart_axes import PlotFrame
from dashboard.exporters.native.chart_labels import end_text
from dashboard.exporters.native.chart_space import ABOUT, ABOUT_LINES, chart_space
from dashboard.exporters.native.drawing_xml import describe
from dashboard.exporters.native.fitting import width_of
from dashboard.exporters.native.grid import Grid
from dashboard.exporters.native.parts import NativeGround, NativePanel, Note
from dashboard.exporters.native.written import Written, cells_of, plotted
from dashboard.exporters.slides.boxes import Box, PanelPlace
from dashboard.exporters.slides.drawing import Run, inches_of, rectangle, stroke, write
from dashboard.scene import theme
from dashboard.words import interface_words

TITLE, NOTES, YEARS = 0.24, 0.2, 0.3
"""Heights in inches: a panel's title, the notes between it and the plot, the years below."""
SMALL_EDGE = 0.06
"""Beside a small plot without numbers or names, in inches."""
SIGNS = theme.SIGNS | {"triangle-down": "★"}
"""Office charts have no triangle that points down; the star that they draw stands in words too."""


@dataclass(frozen=True)
class Contents:
    """What python-pptx asks of the data of a chart: its XML and its workbook, made beforehand."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _chart_type: Any) -> bytes:
        return self.xml


@dataclass(frozen=True)
class Context:
    """What goes with every chart of a sheet: its name and words, its figures, the moment of the record."""

    name: str
    alt: str
    language: str
    years: str
    records: Sequence[Mapping[str, str | int | None]]
    moment: datetime


@dataclass(frozen=True)
class Drawn:
    """A chart that stands on a slide: its frame, its cells, and what was written into it."""

    frame: Any
    grid: Grid
    written: Written
    panel: NativePanel
    context: Context

    def workbook(self, written: Written) -> bytes:
        """Its workbook, with what a later filling is to know."""
        words = interface_words(self.context.language)
        return self.grid.workbook(
            self.context.records,
            self.context.moment,
            title=self.panel.title or self.context.name,
            about=words(ABOUT),
            about_lines=[words(text) for text in ABOUT_LINES],
            written=cells_of(written),
        )


def draw(shapes: Any, place: PanelPlace, plot: Box, context: Context) -> Drawn:
    """Draw a panel as one group, its plot in that box."""
    panel = place.panel
    group = shapes.add_group_shape()
    group.name = f"panel: {panel.title}"
    for number, ground in enumerate(panel.grounds, 1):
        _ground(group.shapes, ground, plot, f"behind {number}: {ground.label}".rstrip(": "))
    frame = PlotFrame(
        left=(plot.left - place.box.left) / place.box.width,
        top=(plot.top - place.box.top) / place.box.height,
        width=plot.width / place.box.width,
        height=plot.height / place.box.height,
        points=size_of(panel),
        inches=plot.width,
        ratio=place.box.height / place.box.width,
        has_numbers=place.has_numbers,
        has_years=place.has_years,
    )
    xml, grid = chart_space(panel, frame, language=context.language, first_heading=context.years)
    copies = [column.heading for column in grid.columns if column.formulas]
    written = Written(plotted(etree.fromstring(xml)), copies, context.alt)
    chart = group.shapes.add_chart(
        XL_CHART_TYPE.LINE,  # python-pptx asks; the XML says what it is
        *inches_of(place.box),
        Contents(xml, b""),
    )
    chart.name = context.name
    describe(chart, context.alt)
    _words(group.shapes, place, plot, context)
    return Drawn(chart, grid, written, panel, context)


def plots_of(places: Sequence[PanelPlace], language: str) -> list[Box]:
    """Where each plot lies: room for numbers at the left, names at the right, title above, years below.

    Panels one below the other have the same, so that their years stand in line.
    """
    lefts, rights = [_left(place) for place in places], [_right(place, language) for place in places]
    plots = []
    for place, own in zip(places, lefts, strict=True):
        panel, box = place.panel, place.box
        left, right = (own, SMALL_EDGE) if panel.is_small else (max(lefts), max(rights))
        top = _title_height(place) + (NOTES if panel.above else 0.08)
        below = YEARS if place.has_years else 0.06
        wide = box.width - left - right
        plots.append(Box(box.left + left, box.top + top, wide, box.height - top - below))
    return plots


def size_of(panel: NativePanel) -> float:
    """The size of a panel's texts in points."""
    return 10.0 if panel.is_small else 11.0


def _left(place: PanelPlace) -> float:
    if not place.has_numbers:
        return SMALL_EDGE
    high, low = place.panel.high, place.panel.low
    text = "0.0" if high < 1 else f"{high:,.0f}" + (".0" if "." in place.panel.format else "")
    return 0.14 + width_of(text, size_of(place.panel)) * (1.4 if low < 0 else 1.05)


def _right(place: PanelPlace, language: str) -> float:
    named = [end_text(series, language) for series in place.panel.series if series.end]
    widest = max((width_of(text, size_of(place.panel), bold=True) for text in named), default=0.0)
    return min(0.2 + widest, place.box.width * 0.3) if named else 0.1


def _title_height(place: PanelPlace) -> float:
    """The height of a panel's title; small ones of a row may need two lines, and are alike."""
    if not place.panel.is_small:
        return TITLE if place.panel.title else 0.0
    return 0.1 + 0.19 * place.title_lines


def _ground(shapes: Any, ground: NativeGround, plot: Box, name: str) -> None:
    box = Box(
        plot.left + ground.left * plot.width,
        plot.top,
        (ground.right - ground.left) * plot.width,
        plot.height,
    )
    if ground.fill and box.width:
        rectangle(
            shapes,
            box,
            name=name,
            colour=ground.fill,
            opacity=ground.opacity,
            edge=ground.line,
            points=ground.points,
            dash=ground.dash,
        )
    elif ground.line:
        stroke(shapes, box, name=name, colour=ground.line, points=ground.points or 1, dash=ground.dash)


def _words(shapes: Any, place: PanelPlace, plot: Box, context: Context) -> None:
    """Title, and notes above the plot."""
    panel, box, language = place.panel, place.box, context.language
    if panel.title:
        style = panel.series[0].style
        runs = (
            [Run(f"{SIGNS.get(style.symbol, '')} {panel.title}", 10, style.colour, bold=True)]
            if panel.is_small
            else [Run(panel.title, 11, theme.QUIET)]
        )
        area = Box(box.left, box.top, box.width, _title_height(place))
        write(shapes, area, [runs], name="panel title", language=language)
    written_to = 0.0
    for note in panel.above:
        text, area = note.text, _above(note, note.text, plot)
        if area.left < written_to and note.short:  # the key says the same in words
            text, area = note.short, _above(note, note.short, plot)
        written_to = area.right
        write(
            shapes,
            area,
            [[Run(text, 11, note.colour)]],
            name="note",
            language=language,
            align="center",
            wrap=False,
        )


def _above(note: Note, text: str, plot: Box) -> Box:
    """Where a note above a plot stands, within the plot."""
    wide = width_of(text, 11) * 1.1
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[note.anchor]
    left = min(max(plot.left, plot.left + note.place * plot.width - shift * wide), plot.right - wide)
    return Box(left, plot.top - NOTES, wide, NOTES)


def panel_alt(panel: NativePanel) -> str:
    """The figures of one panel of several, for its chart's alternative text."""
    sentences = []
    for series in panel.series:
        names = dict(zip(panel.positions, panel.categories, strict=True))
        marks = [mark for mark in series.marks if mark.value is not None]
        counts = ", ".join(
            f"{names.get(mark.x, f'{mark.x:.0f}')}: {mark.text or f'{mark.value:,}'}" for mark in marks
        )
        if marks and series.id:
            sentences.append(f"{series.name}: {counts}.")
    return " ".join(sentences)
