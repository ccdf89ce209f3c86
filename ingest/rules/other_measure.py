"""A title, heading or header that speaks of something else than the series counts: that is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of
from ingest.vocabulary import key_of

SHORTEST_NAME = 3
SHORTEST_CATEGORY = 2
EVERYTHING = {"all", "total", "not-applicable"}
"""Categories that leave nothing out."""


def check(material: Material) -> Iterator[Finding]:
    """A question for each word of another measure, and for each name of another area, in a text beside
    figures."""
    named = [figure for figure in material.figures if figure.is_open and figure.series is not None]
    areas, categories = _names_of_areas(material), _names_of_categories(material)
    for text, of_these in texts_beside(material, named, with_notes=False).items():
        folded = unicodedata.normalize("NFKC", text).casefold()
        for word in material.vocabulary.other_measures:
            if not _says(folded, word) or meaning_of(word, material.answers.mapping):
                continue
            figures = tuple(figure for figure in of_these if not _names(figure, word, material))
            if figures:
                facts = {"found": text, "word": word, "series": figures[0].series, "count": len(figures)}
                yield Finding(material.problem("other-measure", figures[0], **facts), figures, "held")
                break
        yield from _other_area(material, text, folded, of_these, areas)
        yield from _other_category(material, text, folded, of_these, categories)


def _says(text: str, word: str) -> bool:
    """Whether a text holds a word: Japanese runs its words together."""
    return bool(re.search(rf"\b{re.escape(word)}\b", text)) if word.isascii() else word in text


def _names(figure: CheckedFigure, word: str, material: Material) -> bool:
    """Whether the series itself is called so."""
    row = material.vocabulary.series[figure.series or ""]
    names = (row.name_en, row.name_ja, row.short_en, row.short_ja)
    return any(_says(unicodedata.normalize("NFKC", name or "").casefold(), word) for name in names)


def _names_of_areas(material: Material) -> dict[str, set[str]]:
    """The names of areas that can be looked for in running text, with the areas that bear them."""
    names: dict[str, set[str]] = {}
    for row in material.vocabulary.area_rows.values():
        for name in (row.name_en, row.name_ja):
            folded = unicodedata.normalize("NFKC", name or "").casefold()
            if len(folded) >= SHORTEST_NAME:
                names.setdefault(folded, set()).update(material.vocabulary.areas.get(key_of(folded), ()))
    return names


def _names_of_categories(material: Material) -> dict[str, set[str]]:
    """The names of categories in the same way; of those that say "all" none."""
    names: dict[str, set[str]] = {}
    for row in material.vocabulary.category_rows.values():
        if row.id in EVERYTHING:
            continue
        for name in (row.name_en, row.name_ja):
            names.setdefault(unicodedata.normalize("NFKC", name).casefold(), set()).add(row.id)
    for key, ids in material.vocabulary.categories.items():
        if len(key) >= SHORTEST_CATEGORY and not set(ids) & EVERYTHING:
            names.setdefault(key, set()).update(ids)
    return names


def _other_category(
    material: Material,
    text: str,
    folded: str,
    of_these: list[CheckedFigure],
    categories: dict[str, set[str]],
) -> Iterator[Finding]:
    """A title of some category above a series of another; one that names several speaks of their whole."""
    said = {
        name: ids
        for name, ids in categories.items()
        if _says(folded, name) and not meaning_of(name, material.answers.mapping)
    }
    if len(set().union(*said.values()) if said else ()) != 1:
        return
    figures = tuple(
        figure
        for figure in of_these
        if not any(_category_of(figure, material) in ids for ids in said.values())
        and not (
            _category_of(figure, material) != "all" and any(_names(figure, name, material) for name in said)
        )
    )
    if figures:
        facts = {"found": text, "word": next(iter(said)), "series": figures[0].series, "count": len(figures)}
        yield Finding(material.problem("other-measure", figures[0], **facts), figures, "held")


def _category_of(figure: CheckedFigure, material: Material) -> str:
    return str(material.vocabulary.series[figure.series or ""].category)


def _other_area(
    material: Material,
    text: str,
    folded: str,
    of_these: list[CheckedFigure],
    areas: dict[str, set[str]],
) -> Iterator[Finding]:
    said = {name: ids for name, ids in areas.items() if _says(folded, name)}
    said = {
        name: ids
        for name, ids in said.items()
        if not any(name != longer and name in longer for longer in said)
        and not meaning_of(name, material.answers.mapping)
    }
    if not said:
        return
    named = set().union(*said.values())
    figures = tuple(
        figure
        for figure in of_these
        if not any(_are_related(figure, area, material) for area in named)
        and not any(_names(figure, name, material) for name in said)
    )
    if figures:
        facts = {"found": text, "word": next(iter(said)), "series": figures[0].series, "count": len(figures)}
        yield Finding(material.problem("other-area", figures[0], **facts), figures, "held")


def _are_related(figure: CheckedFigure, area: str, material: Material) -> bool:
    """Whether the area of a figure's series lies in another, or that in it."""
    own = material.vocabulary.series[figure.series or ""].area
    return own in _upwards(area, material) or area in _upwards(own, material)


def _upwards(area: str, material: Material) -> list[str]:
    line = []
    while area:
        line.append(area)
        area = material.vocabulary.area_rows[area].parent
    return line


RULE = Rule(stage="periods", codes=("other-measure", "other-area"), check=check)
