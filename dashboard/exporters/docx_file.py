"""A chart as a page for a word processor, with a native chart whose numbers can be edited; several as a
document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.packs import parts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """One sheet on A4, on one page where its figures have room."""
    from dashboard.exporters.document.opening import open_document
    from dashboard.exporters.document.page import add_sheet
    from dashboard.exporters.slides.saving import about_sheet, office_bytes

    document = open_document()
    add_sheet(document, sheet, catalogue, options)
    return office_bytes(document, about_sheet(sheet, catalogue, options))


def pack(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str = "",
    languages: Sequence[str] = (),
    progress: Callable[[Sheet], None] = lambda _sheet: None,
) -> bytes:
    """For each language a title, each sheet from the top of a page, sources with definitions, methods."""
    from dashboard.exporters.document.opening import open_document
    from dashboard.exporters.document.page import add_sheet
    from dashboard.exporters.document.parts import add_lists, add_title
    from dashboard.exporters.slides.saving import about_pack, office_bytes

    parts = parts_of(sheets, catalogue, options, title=title, languages=languages)
    document = open_document()
    for number, part in enumerate(parts):
        add_title(document, part, begins_page=number > 0)
        for sheet in part.sheets:
            add_sheet(document, sheet, catalogue, options, is_of_a_pack=True)
            progress(sheet)
        add_lists(document, part)
    return office_bytes(document, about_pack(parts[0], sheets, catalogue, options))


EXPORTER = Exporter(
    format="docx",
    content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    export=export,
    name="Word",
    is_picture=True,
    pack=pack,
)
