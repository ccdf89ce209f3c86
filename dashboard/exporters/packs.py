"""What a pack of several sheets says around them: titles, contents, sources with definitions, methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.address.options import Options
from dashboard.exporters.texts import texts_of
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import interface_words, message, pick

PACK_TITLE = message("Piracy and armed robbery against ships: briefing")

Group = tuple[str, tuple[str, ...]]
"""A heading ("" for none) and the lines below it."""


@dataclass(frozen=True)
class Part:
    """A pack in one language. ``about``: what it holds, whose figures, as of when."""

    language: str
    title: str
    sheets: tuple[Sheet, ...]
    about: tuple[str, ...]
    sources: tuple[Group, ...]
    methods: tuple[Group, ...]


def parts_of(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str,
    languages: Sequence[str],
) -> list[Part]:
    """A part for each language; the sheets in any other language stand in the first."""
    names = tuple(languages) or (next((sheet.selection.language for sheet in sheets), "en"),)
    by_language = {
        one: tuple(
            sheet
            for sheet in sheets
            if sheet.selection.language == one or (one == names[0] and sheet.selection.language not in names)
        )
        for one in names
    }
    return [
        _part(one, mine, catalogue, options, title)
        for one, mine in by_language.items()
        if mine or one == names[0]
    ]


def _part(
    language: str, sheets: tuple[Sheet, ...], catalogue: Catalogue, options: Options, title: str
) -> Part:
    words = interface_words(language)
    said = [texts_of(sheet, catalogue, options) for sheet in sheets]
    publishers = dict.fromkeys(
        pick(catalogue.publishers[catalogue.series[row.observation.series].publisher], "short", language)
        for sheet in sheets
        for row in sheet.rows
    )
    about = [words("1 chart") if len(sheets) == 1 else words("{count} charts", count=len(sheets))]
    about += [words("Figures of {publishers}", publishers=words(", ").join(publishers))] if publishers else []
    about += dict.fromkeys(one.as_of for one in said if one.as_of)
    shown = {row.observation.series for sheet in sheets for row in sheet.rows}
    used = dict.fromkeys(row.definition for one, row in catalogue.series.items() if one in shown)
    definitions = tuple(pick(catalogue.definitions[one], "text", language) for one in used)
    sources = tuple(dict.fromkeys(line for one in said for line in one.sources))
    methods: list[Group] = [("", tuple(dict.fromkeys(one.caveat for one in said)))]
    told: set[str] = set()
    for one in said:
        texts = tuple(text for text in (*one.findings, *one.notes) if text not in told)
        told.update(texts)
        methods += [(one.title, texts)] if texts else []
    return Part(
        language=language,
        title=title or words(PACK_TITLE),
        sheets=sheets,
        about=tuple(about),
        sources=((words("Sources"), sources), (words("Definitions"), definitions)),
        methods=tuple(methods),
    )
