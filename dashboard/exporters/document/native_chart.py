"""A native chart in a paragraph: its XML, its workbook, its name and its alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from dashboard.drawing.svg import UNPRINTABLE
from dashboard.exporters.native.chart_axes import PlotFrame
from dashboard.exporters.native.chart_space import chart_space
from dashboard.exporters.native.fitting import width_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.native.written import Written, plotted
from dashboard.exporters.slides.boxes import Box, PanelPlace
from dashboard.exporters.slides.layouts import EMU
from dashboard.exporters.slides.panel_shapes import Context, Drawn, plots_of, size_of

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
UPRIGHT = -5_400_000
"""A quarter of a turn in the units of a drawing."""
TURNED, SKIPPED = re.compile(rb'rot="\d+" vert'), re.compile(rb'<c:tickLblSkip val="\d+"/>')
EXTERNAL = f"{{{CHART}}}externalData"
AFTER_EXTERNAL = tuple(f"{{{CHART}}}{name}" for name in ("printSettings", "userShapes", "extLst"))


@dataclass(frozen=True)
class ChartSize:
    """The size of a chart in inches."""

    width: float
    height: float


@dataclass(frozen=True)
class ChartFrame:
    """A chart in a document: what names it there (``wp:docPr``), and its part."""

    about: Any
    part: Part

    @property
    def space(self) -> Any:
        """Its XML, read anew each time."""
        return etree.fromstring(self.part.blob)

    @property
    def workbook(self) -> bytes | None:
        book = self._book(self.space)
        return book.blob if book is not None else None

    def write(self, space: Any, workbook: bytes) -> None:
        """Give it another content."""
        book = self._book(space)
        if book is None:
            book = _workbook_part(self.part.package)
            external = etree.Element(EXTERNAL)
            external.set(qn("r:id"), self.part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
            etree.SubElement(external, f"{{{CHART}}}autoUpdate", val="0")
            for old in space.findall(EXTERNAL):
                space.remove(old)
            after = [child for child in space if child.tag in AFTER_EXTERNAL]
            if after:
                after[0].addprevious(external)
            else:
                space.append(external)
        book._blob = workbook
        self.part._blob = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _book(self, space: Any) -> Part | None:
        external = space.find(EXTERNAL)
        relation = self.part.rels.get(external.get(qn("r:id"))) if external is not None else None
        return None if relation is None or relation.is_external else relation.target_part


def charts_in(document: Any) -> Iterator[ChartFrame]:
    """Every native chart of a document, in the order in which they stand."""
    for chart in document.element.body.iter(f"{{{CHART}}}chart"):
        relation = document.part.rels.get(chart.get(qn("r:id")))
        drawing = next(chart.iterancestors(qn("wp:inline"), qn("wp:anchor")), None)
        if relation is not None and not relation.is_external and drawing is not None:
            yield ChartFrame(drawing.find(qn("wp:docPr")), relation.target_part)


def add_chart(document: Any, paragraph: Any, panel: NativePanel, place: ChartSize, context: Context) -> Drawn:
    """Put a panel as a chart of that size into a paragraph; its workbook is still to be written."""
    frame = _frame(panel, place, context.language)
    xml, grid = chart_space(panel, frame, language=context.language, first_heading=context.years)
    if _room_for_upright(panel, frame.inches):
        xml = _with_upright_years(xml, panel)
    number = 1 + sum(relation.reltype == RELATIONSHIP_TYPE.CHART for relation in document.part.rels.values())
    package = document.part.package
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, xml, package)
    related = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    name_text, alt = (quoteattr(text.translate(UNPRINTABLE)) for text in (context.name, context.alt))
    inline = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(place.width * EMU)}" cy="{round(place.height * EMU)}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name={name_text} descr={alt}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{related}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    paragraph.add_run()._r.append(inline)
    copies = [column.heading for column in grid.columns if column.formulas]
    written = Written(plotted(etree.fromstring(xml)), copies, context.alt, name=context.name)
    return Drawn(ChartFrame(inline.find(f".//{qn('wp:docPr')}"), chart), grid, written, panel, context)


def _workbook_part(package: Any) -> Part:
    """A workbook under a name that no other part has."""
    name = package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx")
    return Part(name, CONTENT_TYPE.SML_SHEET, b"", package)


def _frame(panel: NativePanel, place: ChartSize, language: str) -> PlotFrame:
    """Where the plot lies in its chart: room for numbers, years and the names at its right.

    The title and what stands above are paragraphs of the page.
    """
    bare = replace(panel, title="", above=())
    box = Box(0, 0, place.width, place.height)
    (plot,) = plots_of([PanelPlace(bare, box, title_lines=0)], language)
    return PlotFrame(
        left=plot.left / box.width,
        top=plot.top / box.height,
        width=plot.width / box.width,
        height=(plot.height - _room_for_upright(panel, plot.width)) / box.height,
        points=_points(panel),
        inches=plot.width,
        ratio=box.height / box.width,
    )


def _points(panel: NativePanel) -> float:
    """The size of a chart's texts: a little less than on a slide, which is read from afar."""
    return size_of(panel) - (2 if panel.is_small else 1)


def _room_for_upright(panel: NativePanel, inches: float) -> float:
    """How much higher the names below a plot of that width are when they stand upright; 0 where they have
    room side by side."""
    years = panel.years
    names = panel.categories or [str(year) for year in range(years.low, years.high, years.step)]
    longest = max(width_of(name, _points(panel)) for name in names)
    fits = longest + 0.05 < inches / len(names)
    return 0.0 if fits else max(0.0, longest - _points(panel) / 72)


def _with_upright_years(xml: bytes, panel: NativePanel) -> bytes:
    """The names below a plot from below upwards, each of them: LibreOffice breaks or drops those that have no
    room side by side."""
    before, axis, rest = xml.partition(b"<c:catAx>" if panel.positions else b"<c:valAx>")
    turned = TURNED.sub(f'rot="{UPRIGHT}" vert'.encode(), rest, count=1)
    return before + axis + SKIPPED.sub(b'<c:tickLblSkip val="1"/>', turned, count=1)
