"""What stands around the sheets of a document: a title with the list of charts, then sources and methods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.exporters.document.opening import HEADING, LIST, SUBHEADING, SUBTITLE, TITLE
from dashboard.exporters.packs import Group, PackPart
from dashboard.words import interface_words


def add_title(document: Any, part: PackPart, *, begins_page: bool) -> None:
    """The title, what the document holds, whose figures, as of when."""
    title = document.add_paragraph(part.title, style=TITLE)
    title.paragraph_format.page_break_before = begins_page
    for line in part.about:
        document.add_paragraph(line, style=SUBTITLE)
    document.add_paragraph(interface_words(part.language)("Charts"), style=SUBHEADING)
    for sheet in part.sheets:
        document.add_paragraph(sheet.headline, style=LIST)


def add_lists(document: Any, part: PackPart) -> None:
    """Every publication once, what each publisher counts, and how to read the charts."""
    words = interface_words(part.language)
    for heading, groups in (
        (words("Sources and definitions"), part.sources),
        (words("Methods and notes"), part.methods),
    ):
        document.add_paragraph(heading, style=HEADING).paragraph_format.page_break_before = True
        _add_groups(document, groups)


def _add_groups(document: Any, groups: Sequence[Group]) -> None:
    for heading, texts in groups:
        if heading:
            document.add_paragraph(heading, style=SUBHEADING)
        for text in texts:
            document.add_paragraph(text, style=LIST)
