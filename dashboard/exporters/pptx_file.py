"""A chart as a slide with native charts, whose numbers can be edited; several as a deck."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exporters import Exporter
from dashboard.exporters.carried import Options, carried
from dashboard.exporters.slides.closing import add_methods, add_sources, add_title
from dashboard.exporters.slides.opening import TemplateNotRead, opened
from dashboard.exporters.slides.page import UNDATED, add_slide, recorded_at
from dashboard.exporters.slides.saving import saved
from dashboard.queries import Catalogue
from dashboard.sheet import Sheet
from dashboard.words import interface_words, message

__all__ = ["EXPORTER", "TemplateNotRead", "add_slide", "deck", "export"]

DECK_TITLE = message("Piracy and armed robbery against ships: briefing")


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    """One slide. Raises ``TemplateNotRead`` where the office's template is no presentation."""
    presentation = opened(options)
    add_slide(presentation, sheet, catalogue, options)
    said = carried(sheet, catalogue, options)
    return saved(
        presentation,
        title=said.title,
        description=said.description,
        keywords="; ".join(one for one in (said.source_line, said.as_of) if one),
        language=sheet.selection.language,
        moment=recorded_at(sheet),
    )


def deck(
    sheets: Sequence[Sheet], catalogue: Catalogue, options: Options, *, title: str = "", language: str = ""
) -> bytes:
    """A title, a slide for each sheet in its own language, sources with definitions, methods with notes.

    The slides around the charts are in ``language``, that of the first sheet unless said.
    Raises ``TemplateNotRead``.
    """
    language = language or next((sheet.selection.language for sheet in sheets), "en")
    title = title or interface_words(language)(DECK_TITLE)
    presentation = opened(options)
    add_title(presentation, sheets, catalogue, options, title=title, language=language)
    for sheet in sheets:
        add_slide(presentation, sheet, catalogue, options)
    add_sources(presentation, sheets, catalogue, options, language=language)
    add_methods(presentation, sheets, catalogue, options, language=language)
    said = [carried(sheet, catalogue, options) for sheet in sheets]
    return saved(
        presentation,
        title=title,
        description="; ".join(one.title for one in said),
        keywords="; ".join(dict.fromkeys(one.source_line for one in said)),
        language=language,
        moment=max((recorded_at(sheet) for sheet in sheets), default=UNDATED.replace(tzinfo=None)),
    )


EXPORTER = Exporter(
    format="pptx",
    content_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    export=export,
    name="PowerPoint",
    is_picture=True,
    choices=(("A4", "paper=a4"),),
)
