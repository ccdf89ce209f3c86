"""The citation of a chart as text: what it is, whose figures they are, of which day, and how to cite it."""

from __future__ import annotations

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.texts import FileTexts, texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    words = interface_words(sheet.selection.language)
    text = texts_of(sheet, catalogue, options)
    parts = [
        [text.title, text.subtitle],
        [text.source_line, text.as_of, text.link],
        [words("Cite as:"), f"  {citation(text, words)}"] if text.source_line else [],
        [words("Publications:"), *(f"  {line}" for line in text.sources)] if text.sources else [],
        [text.caveat],
        [
            words(
                "The figures are their publishers' own: name the publisher first. This site sets them side "
                "by side and says where each was read; it adds none up."
            )
        ],
    ]
    paragraphs = ["\n".join(filter(None, part)) for part in parts]
    return ("\n\n".join(filter(None, paragraphs)) + "\n").encode("utf-8")


def citation(text: FileTexts, words: Words) -> str:
    """One sentence to copy: site, title, sources, day of the record, address."""
    return words(
        "{site}, “{title}”. {sources}. {as_of}. {link}",
        site=words("Maritime Piracy Statistics"),
        title=text.title,
        sources=text.source_line,
        as_of=text.as_of,
        link=text.link,
    ).strip()


EXPORTER = Exporter(
    format="txt",
    content_type="text/plain; charset=utf-8",
    export=export,
    name=message("Citation (text)"),
)
