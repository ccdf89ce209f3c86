"""A document that was made before, filled with today's figures: for the Briefing page and the command line.

Charts are found by their names, wherever in whatever document they stand now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.exporters.document.marks import texts_in
from dashboard.exporters.document.native_chart import ChartFrame, charts_in
from dashboard.exporters.document.opening import open_document, read_document
from dashboard.exporters.document.page import build_sheet
from dashboard.exporters.document.refilling import refill_sheet
from dashboard.exporters.native.written import Written, read_written
from dashboard.exporters.slides.refilling import SlideOutcome
from dashboard.exporters.slides.saving import as_bytes
from dashboard.exporters.slides.shapes import FrameName, frame_name
from dashboard.files.refill import (
    COULD_NOT,
    FileKind,
    Group,
    OfSlide,
    Refilled,
    about_sheets,
    make_all,
    told_of,
)
from dashboard.record.queries import Database


@dataclass(frozen=True)
class FoundFrame(ChartFrame):
    """A chart of ours with what was written into it."""

    written: Written | None


def refill_document(
    engine: Database,
    content: bytes,
    around: Selection,
    options: Options,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Refilled:
    """Fill every chart of ours in a document. Raises ``TemplateNotRead`` for what is no document."""
    document = read_document(content)
    kind = FileKind(
        written=lambda frame: frame.written,
        space=lambda frame: frame.space,
        build=lambda _purpose, *of: [build_sheet(open_document(), *of)],
        texts=lambda built: texts_in(built.parts),
        created=document.core_properties.created,
    )
    told: list[OfSlide] = []
    for group, made in make_all(engine, list(_groups(document)), around, options, kind, progress):
        of_sheet: tuple[SlideOutcome, ...]
        if isinstance(made, str):
            of_sheet = (SlideOutcome(COULD_NOT, made),)
        else:
            filled = refill_sheet(
                document,
                group.name,
                made.found,
                made.texts,
                made.built,
                made.drawn,
                made.truly,
                made.words,
                ours=about_sheets(),
            )
            of_sheet = (*made.faults, *told_of(filled))
        told.append(OfSlide(group.number, group.name.chart, of_sheet))
    return Refilled(as_bytes(document), tuple(told))


def _groups(document: Any) -> Iterator[Group]:
    """The charts of each sheet, under the number of the first of them among the charts of the document.

    LibreOffice Writer drops the names of charts and keeps their workbooks, which have them too.
    """
    by_sheet: dict[tuple[str, str], list[tuple[int, FrameName, FoundFrame]]] = {}
    for number, frame in enumerate(charts_in(document), 1):
        written = read_written(frame.workbook)
        name = frame_name(frame.about.get("name", "")) or (frame_name(written.name) if written else None)
        if name is not None:
            found = FoundFrame(frame.about, frame.part, written)
            by_sheet.setdefault((name.chart, name.query), []).append((number, name, found))
    for those in by_sheet.values():
        number, name, _ = those[0]
        yield Group(number, document, name, tuple((of, frame) for _, of, frame in those))
