"""A note or title that names another publisher than the publication's: whose the figures are is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.beside import texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

SHORTEST = 3


def check(material: Material) -> Iterator[Finding]:
    """One question for each text that names other publishers and not the one whose figures they are to be."""
    names = _names(material)
    cited = [figure for figure in material.figures if figure.counts and figure.publication]
    for text, of_these in texts_beside(material, cited).items():
        folded = unicodedata.normalize("NFKC", text).casefold()
        said = {publisher for name, publisher in names.items() if _is_said(folded, name)}
        if not said or meaning_of(text, material.answers.mapping):
            continue
        figures = tuple(figure for figure in of_these if not said & _own(figure, material))
        if figures:
            row = material.publications[figures[0].publication or ""]
            known = material.vocabulary.publisher_rows
            facts = {
                "found": text,
                "named": tuple(known[publisher].short_en for publisher in sorted(said)),
                "publisher": known[row["publisher"]].short_en if row["publisher"] in known else "—",
                "count": len(figures),
            }
            yield Finding(material.problem("other-publisher", figures[0], **facts), figures, "held")


def _names(material: Material) -> dict[str, str]:
    """What publishers are called in running text, with their ids."""
    names: dict[str, str] = {}
    for row in material.vocabulary.publisher_rows.values():
        for name in (row.id, row.name_en, row.name_ja, row.short_en, row.short_ja):
            folded = unicodedata.normalize("NFKC", name or "").casefold()
            if len(folded) >= SHORTEST:
                names[folded] = row.id
    return names


def _is_said(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text))


def _own(figure: CheckedFigure, material: Material) -> set[str]:
    """The publisher of the figure's publication, and the one who counts its series."""
    row = material.publications[figure.publication or ""]
    return {row["publisher"], material.vocabulary.series[figure.series or ""].publisher}


RULE = Rule(stage="periods", codes=("other-publisher",), check=check)
