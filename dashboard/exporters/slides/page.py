"""A slide of one sheet: headline, native charts, findings and caveat, source line, speaker's notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dashboard.address.options import Options
from dashboard.charts import as_chosen
from dashboard.exporters import records
from dashboard.exporters.native.fitting import LINE, height_of, line_of, lines_of
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.slides import events, key, panel_shapes
from dashboard.exporters.slides.boxes import Box, panels_fit, places_of
from dashboard.exporters.slides.drawing import Run, fill_paragraphs, write
from dashboard.exporters.slides.frame import add_framed
from dashboard.exporters.slides.panel_shapes import Drawn
from dashboard.exporters.slides.shapes import texts_on
from dashboard.exporters.texts import FileTexts, texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message

SUBTITLE, FINDINGS, SOURCE = 14.0, 12.0, 10.0
"""Sizes of texts in points."""
AFTER = 15
"""Between findings, in per cent of a line."""
LEAST_CHART = 2.4
"""The height below which charts do not share a slide with the findings, in inches."""
MOST_LINES = (4, 2, 1)
"""Of findings below a chart, fewer where others need the room; the first is whole even if it is longer."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
NOTHING = message(
    "No figure is known to us for this selection: there is nothing to draw. A gap is not a zero."
)


@dataclass(frozen=True)
class BuiltSlide:
    """A slide of a sheet with its charts."""

    slide: Any
    charts: tuple[Drawn, ...]


def add_slides(presentation: Any, sheet: Sheet, catalogue: Catalogue, options: Options) -> list[Any]:
    """Add a sheet to a presentation, in its own fonts and colours, and return its slides: one, or as many as
    its panels and its findings need at a size that can be read. Raises ``TemplateNotRead``.
    """
    every = build_slides(presentation, sheet, catalogue, options, panels_of(sheet))
    for built in every:
        _remember(built.slide, built.charts)
    return [built.slide for built in every]


def build_slides(
    presentation: Any, sheet: Sheet, catalogue: Catalogue, options: Options, panels: Sequence[NativePanel]
) -> list[BuiltSlide]:
    """The same with these panels; nothing is kept yet in the workbooks of their charts. Raises
    ``TemplateNotRead``."""
    words, texts = interface_words(sheet.selection.language), texts_of(sheet, catalogue, options)
    language = words.language
    slide, room = add_framed(presentation, texts.title, language, options)
    if not panels:
        _nothing(slide, sheet, _foot(slide, texts, room, words), words)
        _notes(slide, sheet, texts, words)
        return [BuiltSlide(slide, ())]
    room = _foot(slide, texts, _subtitle(slide, texts.subtitle, room, language), words)
    findings = _findings_beside(sheet, texts, panels, room, words, options)
    is_apart = findings is None
    if findings is not None:
        _write_findings(slide, findings, room, language)
        room = room.above(findings.height + 0.1)
    parts = _parts(panels, _below_key(sheet, room), options.panels)
    total = len(parts) + is_apart
    slides = [slide]
    charts: list[Sequence[Drawn]] = []
    first = 1
    for number, part in enumerate(parts, 1):
        if number > 1:
            title = words("{title} ({number}/{total})", title=texts.title, number=number, total=total)
            slide, room = add_framed(presentation, title, language, options)
            room = _foot(slide, texts, _subtitle(slide, texts.subtitle, room, language), words)
            slides.append(slide)
        charts.append(_charts(slide, sheet, catalogue, part, room, words, first=first, of=len(panels)))
        first += len(part)
    if is_apart:
        title = words("{title} ({number}/{total})", title=texts.title, number=total, total=total)
        slide, room = add_framed(presentation, title, language, options)
        room = _foot(slide, texts, room, words)
        _write_findings(slide, _findings(texts, room, words, room.height), room, language, anchor="top")
        slides.append(slide)
        charts.append(())
    for number, slide in enumerate(slides):
        others = [panel for part in parts[1:] for panel in part] if number == 0 else []
        own = list(parts[number]) if 0 < number < len(parts) else []
        _notes(slide, sheet, texts, words, of=own, without=others, is_first=number == 0)
    return [BuiltSlide(slide, tuple(drawn)) for slide, drawn in zip(slides, charts, strict=True)]


def _remember(slide: Any, charts: Sequence[Drawn]) -> None:
    """Keep in the workbooks of a slide's charts what was written; the first has its texts."""
    for number, chart in enumerate(charts):
        written = replace(chart.written, texts=texts_on(slide)) if number == 0 else chart.written
        chart.frame.chart.part.chart_workbook.update_from_xlsx_blob(chart.workbook(written))


def _parts(panels: Sequence[NativePanel], room: Box, most: int) -> list[Sequence[NativePanel]]:
    """The panels of each slide: at most so many, and only as many as can be read there."""
    count = most
    while count > 1 and not all(
        panels_fit(panels[start : start + count], room) for start in range(0, len(panels), count)
    ):
        count -= 1
    return [panels[start : start + count] for start in range(0, len(panels), count)]


def _nothing(slide: Any, sheet: Sheet, room: Box, words: Words) -> None:
    write(
        slide.shapes,
        room,
        [[Run(words(NOTHING), 18, theme.QUIET)]],
        name=chart_name(sheet),
        language=words.language,
        align="center",
        anchor="middle",
    )


def chart_name(sheet: Sheet, panel: int = 1) -> str:
    """The name of a chart's frame: the chart and its selection as in an address, which panel it is, and the
    moment of the record that it was written from (``dashboard.exporters.slides.names`` reads it)."""
    asked = sheet.asked or sheet.selection
    in_years = replace(sheet.selection, first=asked.first, last=asked.last)
    selection = as_chosen(sheet.chart, replace(in_years, says_language=True))
    place = f"#{panel}" if panel > 1 else ""
    return f"chart:{selection.address(sheet.chart)}{place}@{recorded_at(sheet):%Y-%m-%dT%H:%M:%SZ}"


def recorded_at(sheet: Sheet) -> datetime:
    """The moment of the record that the figures are of, whole seconds: the date of everything in the file."""
    moment = sheet.version.recorded_at or UNDATED
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)


def _subtitle(slide: Any, text: str, room: Box, language: str) -> Box:
    if not text:
        return room
    sizes = (SUBTITLE, SUBTITLE - 1, SUBTITLE - 2)
    size = next((points for points in sizes if lines_of(text, points, room.width) == 1), SUBTITLE)
    high = height_of(text, size, room.width)
    box = Box(room.left, room.top, room.width, high)
    runs = [[Run(text, size, theme.QUIET)]]
    write(slide.shapes, box, runs, name="subtitle", language=language)
    return room.below(high + 0.08)


def _foot(slide: Any, texts: FileTexts, room: Box, words: Words) -> Box:
    """The source line with the day of the record and the link, at the lower edge."""
    line = "  ·  ".join(text for text in (texts.source_line, texts.as_of) if text)
    runs = [[Run(line, SOURCE, theme.QUIET)]]
    if texts.link:
        host = texts.link.split("://")[-1].split("?")[0].split("#")[0]
        runs.append(
            [Run(words("This chart: "), SOURCE, theme.QUIET), Run(host, SOURCE, "#0B4A9E", href=texts.link)]
        )
    high = height_of(line, SOURCE, room.width)
    if texts.link:
        high += height_of(f"{words('This chart: ')}{host}", SOURCE, room.width)
    box = Box(room.left, room.bottom - high, room.width, high)
    write(slide.shapes, box, runs, name="source", language=words.language, anchor="bottom")
    return room.above(high + 0.06)


@dataclass(frozen=True)
class Findings:
    """What may be said of the years, and what must be minded, as paragraphs; their height in inches."""

    lines: tuple[Run, ...]
    height: float


def _findings_beside(
    sheet: Sheet, texts: FileTexts, panels: Sequence[NativePanel], room: Box, words: Words, options: Options
) -> Findings | None:
    """The findings below the charts, fewer where the strip of events would have no room beside them; None
    where the charts leave them none at all: they stand on a slide of their own."""
    roomy = None
    for lines in MOST_LINES:
        findings = _findings(texts, room, words, lines * FINDINGS * LINE / 72)
        free = _below_key(sheet, room.above(findings.height + 0.1))
        if free.height < LEAST_CHART and texts.findings:
            continue
        roomy = roomy or findings
        part = _parts(panels, free, options.panels)[0]
        plot = panel_shapes.plots_of(places_of(part, free), words.language)[-1]
        if not sheet.events or events.plan(sheet, part, free, plot, words).lanes:
            return findings
    return roomy


def _below_key(sheet: Sheet, room: Box) -> Box:
    high = key.height_of(sheet.key, room.width)
    return room.below(high + 0.06 if high else 0)


def _findings(texts: FileTexts, room: Box, words: Words, most: float) -> Findings:
    """As many findings as have room in so many inches. None is cut, for its condition stands at its end;
    those that have no room are counted, and stand in the notes."""
    fitting = _with_room(texts.findings, room.width, most)
    left = len(texts.findings) - len(fitting)
    one, several = (
        message("1 more in the notes."),
        message("{count} more in the notes."),
    )
    more = words(one if left == 1 else several, count=left) if left else ""
    caveat = words("{first} {second}", first=texts.caveat, second=more) if more else texts.caveat
    lines = (*(Run(finding, FINDINGS) for finding in fitting), Run(caveat, SOURCE + 0.5, theme.QUIET))
    between = AFTER / 100 * sum(line_of(run.text, run.points) for run in lines)
    return Findings(lines, between + sum(height_of(run.text, run.points, room.width) for run in lines))


def _write_findings(
    slide: Any, findings: Findings, room: Box, language: str, *, anchor: str = "bottom"
) -> None:
    top = room.top if anchor == "top" else room.bottom - findings.height
    box = Box(room.left, top, room.width, min(findings.height, room.height))
    lines = [[run] for run in findings.lines]
    write(slide.shapes, box, lines, name="findings", language=language, anchor=anchor, after=AFTER)


def _with_room(findings: Sequence[str], width: float, most: float) -> list[str]:
    """The first finding, and those after it that fit into the height that findings may take."""
    fitting: list[str] = []
    high = 0.0
    for finding in findings:
        high += height_of(finding, FINDINGS, width)
        if fitting and high > most + 0.15:
            break
        fitting.append(finding)
    return fitting


def _charts(
    slide: Any,
    sheet: Sheet,
    catalogue: Catalogue,
    panels: Sequence[NativePanel],
    room: Box,
    words: Words,
    *,
    first: int,
    of: int,
) -> list[Drawn]:
    """The key and the panels of one slide: ``first`` is the number of the first of them, of so many."""
    drawn: list[Drawn] = []
    entries = key.entries_of(sheet.key, panels)
    key_height = key.draw(slide.shapes, entries, room, language=words.language)
    room = room.below(key_height + 0.06 if key_height else 0)
    figures = records(sheet, catalogue)
    plot = panel_shapes.plots_of(places_of(panels, room), words.language)[-1]
    event_plan = events.plan(sheet, panels, room, plot, words)
    places = places_of(panels, room.above(event_plan.height))
    plots = panel_shapes.plots_of(places, words.language)
    for number, (place, plot) in enumerate(zip(places, plots, strict=True), first):
        alt = sheet.alt
        if of > 1:
            own = panel_shapes.panel_alt(place.panel)
            alt = f"{sheet.alt} {own}" if number == 1 else own
        if place.heading:
            runs = [[Run(place.panel.heading, 11, theme.QUIET)]]
            write(slide.shapes, place.heading, runs, name="heading", language=words.language)
        context = panel_shapes.Context(
            name=chart_name(sheet, number),
            alt=alt,
            language=words.language,
            years=words("Year"),
            records=figures,
            moment=recorded_at(sheet),
        )
        drawn.append(panel_shapes.draw(slide.shapes, place, plot, context))
    if event_plan.height:
        below = room.below(room.height - event_plan.height)
        events.draw(slide.shapes, sheet, panels[-1], plots[-1], event_plan, below, words)
    return drawn


def _notes(
    slide: Any,
    sheet: Sheet,
    texts: FileTexts,
    words: Words,
    *,
    of: Sequence[NativePanel] = (),
    without: Sequence[NativePanel] = (),
    is_first: bool = True,
) -> None:
    """For the speaker: findings, caveat, notes, events, every source, and the figures as lines.

    A further slide has the figures ``of`` its panels; the first those that are not on others.
    """
    elsewhere = {series.id for panel in without for series in panel.series}
    own = {series.id for panel in of for series in panel.series}
    rows = [
        row
        for row in sheet.rows
        if (row.observation.series not in elsewhere if is_first else row.observation.series in own)
    ]
    blocks = [("", [texts.title, texts.subtitle, *texts.findings, texts.caveat])]
    if is_first:
        blocks += [
            (words("Notes"), list(texts.notes)),
            (words("Events"), [_event(event, words) for event in sheet.events]),
        ]
    blocks += [
        (words("Sources"), [*(texts.sources if is_first else ()), texts.as_of, texts.link]),
        (words("Figures and sources"), [_figure(row, words) for row in rows]),
    ]
    lines: list[list[Run]] = []
    for heading, block in blocks:
        paragraphs = [text for text in block if text]
        if paragraphs and heading:
            lines.append([Run(heading, 12, bold=True)])
        lines += [[Run(text, 12)] for text in paragraphs]
    fill_paragraphs(slide.notes_slide.notes_text_frame, lines, language=words.language)


def _event(event: Any, words: Words) -> str:
    return words(
        "{number}. {title}, {dates}. Source: {source}",
        number=event.number,
        title=event.title,
        dates=event.dates,
        source=event.source,
    )


def _figure(row: Any, words: Words) -> str:
    status = words(" ({marks})", marks=row.status) if row.status else ""
    return words(
        "{series}, {period}: {value}{marks}. Source: {source}",
        series=row.series_label,
        period=row.period,
        value=row.value,
        marks=status,
        source=row.source,
    )
