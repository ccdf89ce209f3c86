"""A sheet as a page of a document: headline, key, native charts, findings, figures, notes, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.address.options import Options
from dashboard.exporters import records
from dashboard.exporters.document.figures import Table, add_table, height_of_table, tables_of
from dashboard.exporters.document.key import BETWEEN, add_key
from dashboard.exporters.document.marks import (
    CAVEAT,
    FIGURES,
    HEADLINE,
    REMARKS,
    SOURCES,
    TABLE,
    key_of,
    set_marks,
    texts_in,
)
from dashboard.exporters.document.native_chart import ChartSize, add_chart
from dashboard.exporters.document.opening import (
    ACCENT,
    CAPTION,
    CELL,
    HEADING,
    LINE,
    LIST,
    PLAIN,
    SIZES,
    SMALL,
    SUBHEADING,
    SUBTITLE,
    rgb,
    text_height,
    text_width,
)
from dashboard.exporters.native.fitting import lines_of
from dashboard.exporters.native.panels import panels_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.pictures import event_text
from dashboard.exporters.slides.page import NOTHING, chart_name, recorded_at
from dashboard.exporters.slides.panel_shapes import SIGNS, Context, Drawn, panel_alt
from dashboard.exporters.slides.shapes import frame_name
from dashboard.exporters.texts import FileTexts, texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words

IN_A_ROW = 4
"""Small charts beside each other."""
LEAST, MOST, LEAST_SMALL = 2.0, 3.6, 1.5
"""The height of a large chart and of a small one, in inches."""
FURTHER = 0.62
"""How high each of several large charts is, of the first."""

Block = tuple[str, str, Sequence[str], str]
"""The name of a part, its heading, its texts, and their style."""


@dataclass
class BuiltInDocument:
    """A sheet in a document: its charts, and its paragraphs and tables by the names of its parts."""

    document: Any
    charts: list[Drawn] = field(default_factory=list)
    parts: dict[str, list[Any]] = field(default_factory=dict)

    def has(self, part: str, element: Any) -> None:
        """Count a paragraph or a table among those of a part."""
        self.parts.setdefault(part, []).append(element)

    def write(self, part: str, text: str, style: str) -> Any:
        """Add a paragraph to the document and to a part."""
        paragraph = self.document.add_paragraph(text, style=style)
        self.has(part, paragraph._p)
        return paragraph


def add_sheet(
    document: Any, sheet: Sheet, catalogue: Catalogue, options: Options, *, is_of_a_pack: bool = False
) -> None:
    """Write a sheet at the end of a document; in a pack from the top of a page, and without the list of
    sources that stands at the pack's end."""
    panels = panels_of(sheet)
    built = build_sheet(document, sheet, catalogue, options, panels, is_of_a_pack=is_of_a_pack)
    name = frame_name(chart_name(sheet))
    if name is not None and built.charts:
        places = {
            (part, number): each for part, those in built.parts.items() for number, each in enumerate(those)
        }
        set_marks(document, key_of(name), places)


def build_sheet(
    document: Any,
    sheet: Sheet,
    catalogue: Catalogue,
    options: Options,
    panels: Sequence[NativePanel],
    *,
    is_of_a_pack: bool = False,
) -> BuiltInDocument:
    """The same with these panels, and without bookmarks."""
    built = BuiltInDocument(document)
    words, texts = interface_words(sheet.selection.language), texts_of(sheet, catalogue, options)
    heading = built.write(HEADLINE, texts.title, HEADING)
    heading.paragraph_format.page_break_before = is_of_a_pack
    if not sheet.rows:
        document.add_paragraph(words(NOTHING), style=PLAIN)
        return built
    if texts.subtitle:
        built.write("subtitle", texts.subtitle, SUBTITLE)
    if sheet.key:
        built.has("key", add_key(document, sheet.key)._p)
    tables, blocks = tables_of(sheet, words), _blocks(sheet, texts, words, is_of_a_pack=is_of_a_pack)
    _add_charts(built, sheet, catalogue, words, panels, _height(sheet, texts, tables, blocks))
    source = built.write("source", _source(texts), CAPTION)
    if texts.link:
        source.add_run(BETWEEN)
        add_link(document, source, words("This chart online"), texts.link)
    before, after = blocks
    _add_blocks(built, before)
    built.write(CAVEAT, texts.caveat, PLAIN)
    built.write(FIGURES, words("Figures of the chart"), SUBHEADING)
    for number, (headings, rows) in enumerate(tables, 1):
        if number > 1:
            document.add_paragraph(style=CELL)
        built.has(f"{TABLE}{number}", add_table(document, headings, rows)._tbl)
    _add_blocks(built, after)
    _remember(built)
    return built


def _remember(built: BuiltInDocument) -> None:
    """Write the workbooks of the charts, with what was written; the first has the texts of the sheet."""
    texts = texts_in(built.parts)
    for number, drawn in enumerate(built.charts):
        written = replace(drawn.written, texts=texts if number == 0 else {})
        drawn.frame.write(drawn.frame.space, drawn.workbook(written))


def _source(texts: FileTexts) -> str:
    return BETWEEN.join(filter(None, [texts.source_line, texts.as_of]))


def _blocks(
    sheet: Sheet, texts: FileTexts, words: Words, *, is_of_a_pack: bool
) -> tuple[list[Block], list[Block]]:
    """What is said before and after the figures; the sources as one paragraph, so that they have room."""
    sources = [] if is_of_a_pack else [words("; ").join(texts.sources)]
    before: list[Block] = [("findings", words("What the figures show"), texts.findings, LIST)]
    after: list[Block] = [
        (REMARKS, words("Notes"), texts.notes, LIST),
        ("events", words("Events"), [event_text(event, words) for event in sheet.events], SMALL),
        (SOURCES, words("Sources"), sources, SMALL),
    ]
    return [block for block in before if block[2]], [block for block in after if block[2]]


def _add_blocks(built: BuiltInDocument, blocks: Sequence[Block]) -> None:
    for part, heading, lines, style in blocks:
        built.write(part, heading, SUBHEADING)
        for line in lines:
            built.write(part, line, style)


def _height(
    sheet: Sheet, texts: FileTexts, tables: Sequence[Table], blocks: tuple[list[Block], list[Block]]
) -> float:
    """How high the charts may be together for the sheet to stand on one page; at least what can be read."""
    key_text = BETWEEN.join(f"●● {entry.label}" for entry in sheet.key)
    taken = _high(texts.title, HEADING) + _high(texts.subtitle, SUBTITLE) + _high(key_text, CAPTION)
    taken += _high(f"{_source(texts)} {texts.link and '-' * 20}", CAPTION) + _high(texts.caveat, PLAIN)
    for _, heading, lines, style in (*blocks[0], *blocks[1], ("", "-", (), CELL)):
        taken += _high(heading, SUBHEADING) + sum(_high(line, style) for line in lines)
    for headings, rows in tables:
        taken += height_of_table(headings, rows) + 0.15
    return text_height() - taken - 0.1


def _high(text: str, style: str) -> float:
    """The height of a paragraph in inches."""
    points, _, is_bold, before, after = SIZES[style]
    width = text_width() - (0.25 if style == LIST else 0)
    lines = lines_of(text, points, width, bold=is_bold) if text else 0
    return (lines * (points * LINE + 0.5) + before + after) / 72 if lines else 0.0


def _add_charts(
    built: BuiltInDocument,
    sheet: Sheet,
    catalogue: Catalogue,
    words: Words,
    panels: Sequence[NativePanel],
    room: float,
) -> None:
    figures = records(sheet, catalogue)
    contexts = []
    for number, panel in enumerate(panels, 1):
        own = panel_alt(panel) if len(panels) > 1 else ""
        contexts.append(
            Context(
                name=chart_name(sheet, number),
                alt=" ".join(filter(None, [sheet.alt if number == 1 else "", own])),
                language=words.language,
                years=words("Year"),
                records=figures,
                moment=recorded_at(sheet),
            )
        )
    if panels[0].is_small:
        _add_small(built, panels, contexts, room)
        return
    shares = [1.0, *[FURTHER] * (len(panels) - 1)]
    titles = sum(0.2 for panel in panels if panel.title)
    height = min(MOST, max(LEAST, (room - titles) / sum(shares)))
    for panel, context, share in zip(panels, contexts, shares, strict=True):
        # What stands above a plot on a slide, such as that a series breaks.
        said = BETWEEN.join(filter(None, [panel.title, *dict.fromkeys(note.text for note in panel.above)]))
        if said:
            title = built.write("panel title", said, CAPTION)
            title.paragraph_format.keep_with_next = True
        _chart_paragraph(built, built.document, panel, ChartSize(text_width(), height * share), context)


def _add_small(
    built: BuiltInDocument, panels: Sequence[NativePanel], contexts: Sequence[Context], room: float
) -> None:
    """Small charts in a table without lines, each below its name, group by group."""
    width = text_width() / IN_A_ROW
    every = list(zip(panels, contexts, strict=True))
    groups = [(heading, list(group)) for heading, group in groupby(every, key=lambda one: one[0].heading)]
    count = sum(-(-len(group) // IN_A_ROW) for _, group in groups)
    height = min(2.0, max(LEAST_SMALL, (room - 0.25 * len(groups)) / count - 0.35))
    for heading, group in groups:
        if heading:
            built.write("heading", heading, CAPTION).paragraph_format.keep_with_next = True
        table = built.document.add_table(rows=-(-len(group) // IN_A_ROW), cols=IN_A_ROW)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (panel, context) in enumerate(group):
            cell = table.cell(number // IN_A_ROW, number % IN_A_ROW)
            style = panel.series[0].style
            title = cell.paragraphs[0]
            title.style = CELL
            run = title.add_run(f"{SIGNS.get(style.symbol, '')} {panel.title}".strip())
            run.bold, run.font.color.rgb = True, rgb(style.colour)
            built.has("panel title", title._p)
            _chart_paragraph(built, cell, panel, ChartSize(width - 0.17, height), context)


def _chart_paragraph(
    built: BuiltInDocument, holder: Any, panel: NativePanel, place: ChartSize, context: Context
) -> None:
    paragraph = holder.add_paragraph(style=CAPTION)
    paragraph.paragraph_format.line_spacing = 1.0
    built.charts.append(add_chart(built.document, paragraph, panel, place, context))


def add_link(document: Any, paragraph: Any, text: str, address: str) -> None:
    """Words that lead to an address."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline = rgb(ACCENT), True
    link.append(run._r)
    paragraph._p.append(link)
