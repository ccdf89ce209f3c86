"""A chart as a slide with native charts, whose numbers can be edited; several as a deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.packs import parts_of
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """One slide. Raises ``TemplateNotRead`` where the office's template is no presentation."""
    from dashboard.exporters.slides.opening import open_presentation
    from dashboard.exporters.slides.page import add_slide, recorded_at
    from dashboard.exporters.slides.saving import presentation_bytes

    presentation = open_presentation(options)
    add_slide(presentation, sheet, catalogue, options)
    texts = texts_of(sheet, catalogue, options)
    return presentation_bytes(
        presentation,
        title=texts.title,
        description=texts.description,
        keywords="; ".join(text for text in (texts.source_line, texts.as_of) if text),
        language=sheet.selection.language,
        moment=recorded_at(sheet),
    )


def deck(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str = "",
    languages: Sequence[str] = (),
    progress: Callable[[Sheet], None] = lambda _sheet: None,
) -> bytes:
    """For each language a title, a slide for each sheet, sources with definitions, methods with notes.

    Raises ``TemplateNotRead``.
    """
    from dashboard.exporters.slides.closing import add_methods, add_sources, add_title
    from dashboard.exporters.slides.opening import open_presentation
    from dashboard.exporters.slides.page import UNDATED, add_slide, recorded_at
    from dashboard.exporters.slides.saving import presentation_bytes

    presentation = open_presentation(options)
    parts = parts_of(sheets, catalogue, options, title=title, languages=languages)
    for part in parts:
        add_title(presentation, part, options)
        for sheet in part.sheets:
            add_slide(presentation, sheet, catalogue, options)
            progress(sheet)
        add_sources(presentation, part, options)
        add_methods(presentation, part, options)
    texts = [texts_of(sheet, catalogue, options) for sheet in sheets]
    return presentation_bytes(
        presentation,
        title=parts[0].title,
        description="; ".join(text.title for text in texts),
        keywords="; ".join(dict.fromkeys(text.source_line for text in texts)),
        language=parts[0].language,
        moment=max((recorded_at(sheet) for sheet in sheets), default=UNDATED.replace(tzinfo=None)),
    )


EXPORTER = Exporter(
    format="pptx",
    content_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    export=export,
    name="PowerPoint",
    is_picture=True,
    choices=(("A4", "paper=a4"),),
    pack=deck,
)
