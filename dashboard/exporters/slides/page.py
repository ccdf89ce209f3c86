"""A slide of one sheet: headline, native charts, findings and caveat, source line, speaker's notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pptx.util import Pt

from dashboard.address.options import Options
from dashboard.charts import as_chosen
from dashboard.exporters import records
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.slides import events, key, panel_shapes
from dashboard.exporters.slides.boxes import Box, places_of
from dashboard.exporters.slides.drawing import Run, fill_paragraphs, write
from dashboard.exporters.slides.drawing_xml import set_fonts
from dashboard.exporters.slides.fitting import LINE, height_of, largest_size, lines_of
from dashboard.exporters.slides.opening import MARGIN, layout_of
from dashboard.exporters.texts import FileTexts, texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message

EMU = 914_400
SUBTITLE, FINDINGS, SOURCE = 14.0, 12.0, 10.0
"""Sizes of texts in points."""
MOST_LINES = 4
"""Of findings below a chart; the first is whole even if it is longer."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
NOTHING = message(
    "No figure is known to us for this selection: there is nothing to draw. A gap is not a zero."
)


def add_slide(presentation: Any, sheet: Sheet, catalogue: Catalogue, options: Options) -> Any:
    """Add a slide of a sheet to a presentation, in its own fonts and colours, and return it."""
    words, texts = interface_words(sheet.selection.language), texts_of(sheet, catalogue, options)
    slide = presentation.slides.add_slide(layout_of(presentation, "titleOnly"))
    room = write_title(
        presentation, slide, texts.title, words.language, has_template=options.template is not None
    )
    panels = panels_of(sheet)
    room = _subtitle(slide, texts.subtitle if panels else "", room, words.language)
    room = _foot(slide, texts, room, words)
    room = _findings(slide, texts, room, words)
    if not panels:
        write(
            slide.shapes,
            room,
            [[Run(words(NOTHING), 18, theme.QUIET)]],
            name=chart_name(sheet),
            language=words.language,
            align="center",
            anchor="middle",
        )
    else:
        _charts(slide, sheet, catalogue, panels, room, words)
    _notes(slide, sheet, texts, words)
    return slide


def chart_name(sheet: Sheet, panel: int = 1) -> str:
    """The name of a chart's frame: the chart and its selection as in an address, and which panel it is."""
    selection = as_chosen(sheet.chart, replace(sheet.selection, says_language=True))
    place = f"#{panel}" if panel > 1 else ""
    return f"chart:{selection.address(sheet.chart)}{place}"


def recorded_at(sheet: Sheet) -> datetime:
    """The moment of the record that the figures are of, whole seconds: the date of everything in the file."""
    moment = sheet.version.recorded_at or UNDATED
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)


def write_title(presentation: Any, slide: Any, text: str, language: str, *, has_template: bool) -> Box:
    """Write the title into its placeholder, as large as fits, and say what room is left on the slide."""
    width, height = presentation.slide_width / EMU, presentation.slide_height / EMU
    foot = height - (0.3 if not has_template else _foot_of(slide, height))
    title = slide.shapes.title
    if title is None:
        box = Box(MARGIN, 0.35, width - 2 * MARGIN, 0.9)
        size = largest_size(text, width=box.width, height=box.height, most=26, least=14, bold=True)
        runs = [[Run(text, size, theme.INK, bold=True)]]
        write(slide.shapes, box, runs, name="title", language=language)
        return Box(box.left, box.bottom + 0.05, box.width, foot - box.bottom - 0.05)
    box = Box(*(value / EMU for value in (title.left, title.top, title.width, title.height)))
    title.text_frame.text = text
    size = _title_size(slide, title)
    fitting = _fitting(text, size, box)
    if not has_template:
        title.text_frame.paragraphs[0].line_spacing = Pt(fitting * LINE)
    for run in title.text_frame.paragraphs[0].runs:
        if fitting < size:
            run.font.size = Pt(fitting)
        set_fonts(run._r.get_or_add_rPr(), language, heading=True)
    if not has_template:
        bottom = box.top + min(box.height, height_of(text, fitting, box.width - 0.1, bold=True)) + 0.06
        return Box(box.left, bottom, box.width, foot - bottom)
    return Box(box.left, box.bottom + 0.05, box.width, foot - box.bottom - 0.05)


def _fitting(text: str, size: float, box: Box) -> float:
    """The largest size at which a title fits; a little smaller where that brings it onto one line."""
    width = box.width - 0.2
    for points in range(int(size), max(14, int(size) - 4) - 1, -1):
        if lines_of(text, points, width, bold=True) == 1 and points / 72 < box.height:
            return float(points)
    return largest_size(text, width=width, height=box.height, most=size, least=14, bold=True)


def _foot_of(slide: Any, height: float) -> float:
    """How much of the lower edge the template's own footer takes."""
    tops = [
        holder.top / EMU
        for holder in slide.slide_layout.placeholders
        if holder.placeholder_format.type in (13, 15, 16) and holder.top / EMU > height * 0.8
    ]
    return height - min(tops, default=height - 0.3)


def _title_size(slide: Any, title: Any) -> float:
    """The size that the layout, or else the master, gives titles."""
    layout, master = slide.slide_layout, slide.slide_layout.slide_master
    holders = [holder for holder in layout.placeholders if holder.placeholder_format.type in (1, 3)]
    for element, path in (
        *((holder._element, ".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") for holder in holders),
        (master._element, "./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"),
    ):
        sizes = element.xpath(path)
        if sizes:
            return int(sizes[0]) / 100
    return 28.0


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
    high = height_of(line, SOURCE, room.width) + (SOURCE * 1.25 / 72 if texts.link else 0)
    box = Box(room.left, room.bottom - high, room.width, high)
    write(slide.shapes, box, runs, name="source", language=words.language, anchor="bottom")
    return room.above(high + 0.06)


def _findings(slide: Any, texts: FileTexts, room: Box, words: Words) -> Box:
    """What may be said of the years, and what must be minded. None is cut, for its condition stands at its
    end; those that have no room are counted, and stand in the notes."""
    fitting = _with_room(texts.findings, room.width)
    lines = [[Run(finding, FINDINGS)] for finding in fitting]
    left = len(texts.findings) - len(fitting)
    more = words("{count} more in the notes.", count=left) if left else ""
    caveat = words("{first} {second}", first=texts.caveat, second=more) if more else texts.caveat
    lines.append([Run(caveat, SOURCE + 0.5, theme.QUIET)])
    high = sum(height_of(runs[0].text, runs[0].points, room.width) + 0.03 for runs in lines)
    box = Box(room.left, room.bottom - high, room.width, high)
    write(slide.shapes, box, lines, name="findings", language=words.language, anchor="bottom", after=2)
    return room.above(high + 0.1)


def _with_room(findings: Sequence[str], width: float) -> list[str]:
    """The first finding, and those after it that fit into the lines that findings may take."""
    fitting: list[str] = []
    lines = 0
    for finding in findings:
        lines += lines_of(finding, FINDINGS, width)
        if fitting and lines > MOST_LINES:
            break
        fitting.append(finding)
    return fitting


def _charts(slide: Any, sheet: Sheet, catalogue: Catalogue, panels: Any, room: Box, words: Words) -> None:
    key_height = key.draw(slide.shapes, sheet.key, room, language=words.language)
    room = room.below(key_height + 0.06 if key_height else 0)
    figures = records(sheet, catalogue)
    plot = panel_shapes.plots_of(places_of(panels, room))[-1]
    event_plan = events.plan(sheet, panels, room, plot, words)
    places = places_of(panels, room.above(event_plan.height))
    plots = panel_shapes.plots_of(places)
    small = [pair for pair in zip(places, plots, strict=True) if pair[0].panel.is_small]
    step = max((panel_shapes.years_step(place.panel, plot) for place, plot in small), default=1)
    for number, (place, plot) in enumerate(zip(places, plots, strict=True), 1):
        alt = sheet.alt
        if len(panels) > 1:
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
            step=step,
        )
        panel_shapes.draw(slide.shapes, place, plot, context)
    if event_plan.height:
        below = room.below(room.height - event_plan.height)
        events.draw(slide.shapes, sheet, panels[-1], plots[-1], event_plan, below, words)


def _notes(slide: Any, sheet: Sheet, texts: FileTexts, words: Words) -> None:
    """For the speaker: findings, caveat, notes, events, every source, and the figures as lines."""
    blocks = [
        ("", [texts.title, texts.subtitle, *texts.findings, texts.caveat]),
        (words("Notes"), list(texts.notes)),
        (words("Events"), [_event(event, words) for event in sheet.events]),
        (words("Sources"), [*texts.sources, texts.as_of, texts.link]),
        (words("Figures and sources"), [_figure(row, words) for row in sheet.rows]),
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
