"""Presentations as bytes: with their metadata, and with dates of the record alone, so that equal input gives
equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.address.options import Options
from dashboard.drawing.svg import UNPRINTABLE
from dashboard.exporters.native.drawing_xml import LANGUAGES
from dashboard.exporters.packs import PackPart
from dashboard.exporters.slides.page import UNDATED, recorded_at
from dashboard.exporters.slides.recolour import recolour
from dashboard.exporters.texts import texts_of
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet

LONGEST_PROPERTY = 255
"""Letters that python-pptx allows in a property."""


def as_bytes(file: Any) -> bytes:
    """A presentation or a document with its own properties, which are left as they are."""
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


@dataclass(frozen=True)
class About:
    """What a file says of itself: ``description`` goes into its comments as far as they allow, ``moment`` is
    that of the record."""

    title: str
    description: str
    keywords: str
    language: str
    moment: datetime


def about_sheet(sheet: Sheet, catalogue: Catalogue, options: Options) -> About:
    texts = texts_of(sheet, catalogue, options)
    return About(
        title=texts.title,
        description=texts.description,
        keywords="; ".join(text for text in (texts.source_line, texts.as_of) if text),
        language=sheet.selection.language,
        moment=recorded_at(sheet),
    )


def about_pack(first: PackPart, sheets: Sequence[Sheet], catalogue: Catalogue, options: Options) -> About:
    """What a pack says of itself by its first part; its moment is the newest of its sheets."""
    texts = [texts_of(sheet, catalogue, options) for sheet in sheets]
    return About(
        title=first.title,
        description="; ".join(text.title for text in texts),
        keywords="; ".join(dict.fromkeys(text.source_line for text in texts)),
        language=first.language,
        moment=max((recorded_at(sheet) for sheet in sheets), default=UNDATED.replace(tzinfo=None)),
    )


def presentation_bytes(presentation: Any, about: About, *, is_ours: bool) -> bytes:
    """The file's bytes, in the colours of its theme. ``is_ours``: it was begun without an office's slides."""
    recolour(presentation, is_ours=is_ours)
    _date_fields(presentation, day_label(about.moment.date(), about.language))
    return office_bytes(presentation, about)


def office_bytes(file: Any, about: About) -> bytes:
    """The bytes of a presentation or a document, with what it says of itself."""
    properties = file.core_properties
    properties.title = _cut(about.title)
    properties.subject = properties.comments = _cut(about.description)
    properties.keywords = _cut(about.keywords)
    properties.language = LANGUAGES[about.language]
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = about.moment
    properties.revision = 1
    return _with_dates(as_bytes(file), about.moment)


def _date_fields(presentation: Any, day: str) -> None:
    """What the fields of an office's footers for the day show until they are brought up to date."""
    for slide in presentation.slides:
        for text in slide._element.xpath(".//a:fld[starts-with(@type, 'datetime')]/a:t"):
            text.text = day


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
