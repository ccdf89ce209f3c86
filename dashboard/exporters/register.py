"""What the evaluation sheet says of an objective, with the states of its initiatives, as PDF or slides."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from dashboard.address.options import Options
from dashboard.exporters.fonts import fonts
from dashboard.exporters.packs import Group
from dashboard.exporters.pdf_file import file_date, set_in_type
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue
from dashboard.record.register import HEADING_WORDS, items_of, said_of, source_label, source_text, states_of
from dashboard.words import Words, interface_words, pick

FORMATS = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def register_file(
    catalogue: Catalogue, objective: str, language: str, ending: str, options: Options
) -> bytes:
    """The register of an objective in one of ``FORMATS``. Raises ``TemplateNotRead``."""
    words = interface_words(language)
    title = pick(catalogue.objectives[objective], "name", language)
    groups = groups_of(catalogue, objective, words)
    make = _pdf if ending == "pdf" else _slides
    return make(catalogue, title, groups, words, options)


def groups_of(catalogue: Catalogue, objective: str, words: Words) -> list[Group]:
    """Each heading of the sheet with its items; evidence and states stand in lines below an initiative."""
    groups: list[Group] = []
    for heading, name in HEADING_WORDS.items():
        rows = items_of(catalogue, objective, heading)
        parts = dict.fromkeys(pick(row, "part", words.language) for row in rows)
        for part in parts:
            label = (
                words("{objective}: {heading}", objective=words(name), heading=part) if part else words(name)
            )
            of_part = [row for row in rows if pick(row, "part", words.language) == part]
            groups.append((label, tuple(_item(catalogue, row, words) for row in of_part)))
    sheet = catalogue.publications[catalogue.objectives[objective].publication]
    source = words("Source: ") + pick(sheet, "title", words.language)
    about = [words("Told in our words; in 「」 stand the sheet's own terms. ").strip(), source]
    return [*groups, (words("Notes"), (*about, *_as_of(catalogue, words)))]


def _item(catalogue: Catalogue, row: Any, words: Words) -> str:
    lines = [pick(row, "text", words.language)]
    evidence = pick(row, "evidence", words.language)
    if evidence:
        lines.append(words("Evidence would be: ") + evidence)
    for state in states_of(catalogue).get(row.id, ()):
        day = words(" (as of {day}). ", day=day_label(state.dated, words.language))
        source = source_label(state, words) + source_text(state, catalogue, words)
        note = pick(state, "note", words.language)
        lines.append(f"{said_of(state, words)}{day}{source}{words('. ') + note if note else ''}")
    return "\n".join(lines)


def _as_of(catalogue: Catalogue, words: Words) -> list[str]:
    moment = catalogue.version.recorded_at
    if moment is None:
        return []
    return [words("As recorded by {day} (UTC)", day=day_label(moment.date(), words.language))]


def _pdf(catalogue: Catalogue, title: str, groups: list[Group], words: Words, _options: Options) -> bytes:
    moment = catalogue.version.recorded_at
    data = {
        "shape": "list",
        "title": title,
        "language": words.language,
        "author": words("Maritime Piracy Statistics"),
        "keywords": [words(name) for name in HEADING_WORDS.values()],
        "description": title,
        "date": file_date(moment),
        "families": fonts().families,
        "groups": [{"heading": heading, "texts": texts} for heading, texts in groups],
    }
    return set_in_type(data, moment)


def _slides(catalogue: Catalogue, title: str, groups: list[Group], words: Words, options: Options) -> bytes:
    from dashboard.exporters.slides.closing import add_pages
    from dashboard.exporters.slides.opening import open_presentation
    from dashboard.exporters.slides.page import UNDATED
    from dashboard.exporters.slides.saving import About, presentation_bytes

    presentation = open_presentation(options)
    by_line = [(heading, tuple(line for text in texts for line in _lines(text))) for heading, texts in groups]
    add_pages(presentation, title, by_line, options, words.language, name="register")
    moment = (catalogue.version.recorded_at or UNDATED).astimezone(UTC)
    about = About(
        title=title,
        description=title,
        keywords=words("; ").join(words(name) for name in HEADING_WORDS.values()),
        language=words.language,
        moment=moment.replace(microsecond=0, tzinfo=None),
    )
    return presentation_bytes(presentation, about, is_ours=options.template is None)


def _lines(text: str) -> list[str]:
    """An item and what stands below it, as paragraphs."""
    first, *rest = text.split("\n")
    return [f"• {first}", *[f"   – {line}" for line in rest]]
