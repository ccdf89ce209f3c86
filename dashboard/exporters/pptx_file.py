"""A chart as a slide with native charts, whose numbers can be edited; several as a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.packs import parts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import message


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """The slides of a sheet. Raises ``TemplateNotRead`` where an office's template cannot hold them."""
    from dashboard.exporters.slides.opening import open_presentation
    from dashboard.exporters.slides.page import add_slides
    from dashboard.exporters.slides.saving import about_sheet, presentation_bytes

    presentation = open_presentation(options)
    add_slides(presentation, sheet, catalogue, options)
    about = about_sheet(sheet, catalogue, options)
    return presentation_bytes(presentation, about, is_ours=options.template is None)


def deck(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str = "",
    languages: Sequence[str] = (),
    progress: Callable[[Sheet], None] = lambda _sheet: None,
) -> bytes:
    """For each language a title, a list of charts, the slides of each sheet, and as much of sources,
    definitions and methods as is asked for.

    Raises ``TemplateNotRead``.
    """
    from dashboard.exporters.slides.closing import add_closing, add_title
    from dashboard.exporters.slides.contents import (
        ContentsEntry,
        add_contents,
        add_sections,
        numbers_of_slides,
    )
    from dashboard.exporters.slides.opening import open_presentation
    from dashboard.exporters.slides.page import add_slides
    from dashboard.exporters.slides.saving import about_pack, presentation_bytes

    presentation = open_presentation(options)
    parts = parts_of(sheets, catalogue, options, title=title, languages=languages)
    sections = []
    for part in parts:
        begin = len(presentation.slides)
        add_title(presentation, part, options)
        entries = []
        for sheet in part.sheets:
            slides = add_slides(presentation, sheet, catalogue, options)
            entries.append(ContentsEntry(sheet.headline, tuple(slides)))
            progress(sheet)
        add_contents(presentation, entries, begin + 1, part.language, options)
        add_closing(presentation, part, entries, numbers_of_slides(presentation), options)
        sections.append((part.language, list(presentation.slides)[begin:]))
    add_sections(presentation, sections)
    about = about_pack(parts[0], sheets, catalogue, options)
    return presentation_bytes(presentation, about, is_ours=options.template is None)


EXPORTER = Exporter(
    format="pptx",
    content_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    export=export,
    name="PowerPoint",
    is_picture=True,
    choices=(("A4", "paper=a4"), (message("1 panel a slide"), "panels=1")),
    pack=deck,
)
