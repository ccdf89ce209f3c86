"""A file that was made before, filled by what it is: slides or a document."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from dashboard.address.options import Options
from dashboard.address.selection import Selection
from dashboard.exporters import TemplateNotRead
from dashboard.files.refill import Refilled, refill_deck
from dashboard.files.refill_document import refill_document
from dashboard.record.queries import Database
from dashboard.words import message

NEITHER = message("the file is neither a PowerPoint (.pptx) nor a Word file (.docx)")
SLIDES, DOCUMENT = "pptx", "docx"


def refill_file(
    engine: Database, content: bytes, around: Selection, options: Options
) -> tuple[Refilled, str]:
    """The file filled, and the ending of its name. Raises ``TemplateNotRead``."""
    ending = _ending(content)
    fill = refill_document if ending == DOCUMENT else refill_deck
    return fill(engine, content, around, options), ending


def _ending(content: bytes) -> str:
    """What a file is by what it holds, whatever it is called. Raises ``TemplateNotRead``."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError) as fault:
        raise TemplateNotRead(NEITHER) from fault
    if "word/document.xml" in names:
        return DOCUMENT
    if "ppt/presentation.xml" in names:
        return SLIDES
    raise TemplateNotRead(NEITHER)
