"""Presentations as bytes: with their metadata, and with dates of the record alone, so that equal input gives
equal bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.drawing.svg import UNPRINTABLE
from dashboard.exporters.slides.drawing_xml import LANGUAGES

LONGEST_PROPERTY = 255
"""Letters that python-pptx allows in a property."""


def presentation_bytes(
    presentation: Any, *, title: str, description: str, keywords: str, language: str, moment: datetime
) -> bytes:
    """The file's bytes; ``description`` goes whole into the comments as far as they allow."""
    properties = presentation.core_properties
    properties.title = _cut(title)
    properties.subject = _cut(description)
    properties.comments = _cut(description)
    properties.keywords = _cut(keywords)
    properties.language = LANGUAGES[language]
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = moment
    properties.revision = 1
    content = io.BytesIO()
    presentation.save(content)
    return _with_dates(content.getvalue(), moment)


def _cut(text: str) -> str:
    text = " ".join(text.translate(UNPRINTABLE).split())
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 2].rstrip() + " …"


def _with_dates(content: bytes, moment: datetime) -> bytes:
    """The same archive with the same date at every entry."""
    rewritten = io.BytesIO()
    when = (max(1980, moment.year), *moment.timetuple()[1:6])
    with ZipFile(io.BytesIO(content)) as old, ZipFile(rewritten, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, date_time=when)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return rewritten.getvalue()
