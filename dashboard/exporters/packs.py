"""What a pack of several sheets says around them: titles, contents, sources with definitions, methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.address.options import Options
from dashboard.exporters.texts import texts_of
from dashboard.record.captions import Observation, publication_text
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message, pick

PACK_TITLE = message("Piracy and armed robbery against ships: briefing")

Group = tuple[str, tuple[str, ...]]
"""A heading ("" for none) and the lines below it."""


@dataclass(frozen=True)
class CitedPublication:
    """A publication that charts of a pack rest on: its publisher, its title with the places where it was
    read, its year (None where none is known), and which charts use it, from 0."""

    publisher: str
    text: str
    year: int | None
    charts: tuple[int, ...]


@dataclass(frozen=True)
class PackPart:
    """A pack in one language. ``about``: what it holds, whose figures, as of when. ``cited`` is each
    publication once, publisher by publisher."""

    language: str
    title: str
    sheets: tuple[Sheet, ...]
    about: tuple[str, ...]
    cited: tuple[CitedPublication, ...]
    definitions: Group
    methods: tuple[Group, ...]

    @property
    def sources(self) -> tuple[Group, ...]:
        """Every publication, and what each publisher counts."""
        words = interface_words(self.language)
        lines = (words("{publisher}, {title}", publisher=one.publisher, title=one.text) for one in self.cited)
        return (words("Sources"), tuple(lines)), self.definitions


def parts_of(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    options: Options,
    *,
    title: str,
    languages: Sequence[str],
) -> list[PackPart]:
    """A part for each language; the sheets in any other language stand in the first."""
    languages = tuple(languages) or (next((sheet.selection.language for sheet in sheets), "en"),)
    by_language: dict[str, list[Sheet]] = {language: [] for language in languages}
    for sheet in sheets:
        by_language.get(sheet.selection.language, by_language[languages[0]]).append(sheet)
    return [
        _part(language, tuple(part), catalogue, options, title)
        for language, part in by_language.items()
        if part or language == languages[0]
    ]


def _part(
    language: str, sheets: tuple[Sheet, ...], catalogue: Catalogue, options: Options, title: str
) -> PackPart:
    words = interface_words(language)
    texts = [texts_of(sheet, catalogue, options) for sheet in sheets]
    publishers = dict.fromkeys(
        pick(catalogue.publishers[catalogue.series[row.observation.series].publisher], "short", language)
        for sheet in sheets
        for row in sheet.rows
    )
    about = [words("1 chart") if len(sheets) == 1 else words("{count} charts", count=len(sheets))]
    about += [words("Figures of {publishers}", publishers=words(", ").join(publishers))] if publishers else []
    about += dict.fromkeys(text.as_of for text in texts if text.as_of)
    series = {row.observation.series for sheet in sheets for row in sheet.rows}
    ids = dict.fromkeys(row.definition for id, row in catalogue.series.items() if id in series)
    definitions = tuple(pick(catalogue.definitions[id], "text", language) for id in ids)
    methods: list[Group] = [("", tuple(dict.fromkeys(text.caveat for text in texts)))]
    before: set[str] = set()
    for text in texts:
        lines = tuple(line for line in (*text.findings, *text.notes) if line not in before)
        before.update(lines)
        methods += [(text.title, lines)] if lines else []
    return PackPart(
        language=language,
        title=title or words(PACK_TITLE),
        sheets=sheets,
        about=tuple(about),
        cited=_cited(sheets, catalogue, words),
        definitions=(words("Definitions"), definitions),
        methods=tuple(methods),
    )


def _cited(sheets: tuple[Sheet, ...], catalogue: Catalogue, words: Words) -> tuple[CitedPublication, ...]:
    """Each publication once, publisher by publisher in the order of the charts that use them."""
    first: dict[str, Observation] = {}
    places: dict[str, dict[str, None]] = {}
    charts: dict[str, dict[int, None]] = {}
    for number, sheet in enumerate(sheets):
        for row in sheet.rows:
            publication = row.observation.publication
            first.setdefault(publication, row.observation)
            places.setdefault(publication, {})[row.place] = None
            charts.setdefault(publication, {})[number] = None
    order = list(dict.fromkeys(catalogue.publications[id].publisher for id in first))
    return tuple(
        CitedPublication(
            publisher=pick(
                catalogue.publishers[catalogue.publications[id].publisher], "short", words.language
            ),
            text=words(
                "{title} ({places})",
                title=publication_text(first[id], catalogue, words),
                places=words("; ").join(places[id]),
            ),
            year=catalogue.publications[id].edition_year,
            charts=tuple(charts[id]),
        )
        for id in sorted(first, key=lambda id: order.index(catalogue.publications[id].publisher))
    )
