"""A title, heading, header or name of sheet or file that speaks of something else than the series counts:
that is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.beside import PLAIN_NAME, names_of_table, texts_beside
from ingest.checked import CheckedFigure, Finding
from ingest.phrases import Said, phrases_of, running, says
from ingest.rules import Material, Rule
from ingest.tidy.columns import meaning_of

OF_ANY_UNIT = "other-measure"
"""The meaning of words that are no series' own; others mean a unit."""
ANY = "incidents"
"""The measure of which a title may speak whatever is counted."""
EVERYTHING = {"all", "total", "not-applicable"}
"""Categories that leave nothing out."""
SAYS_NOTHING = {"その他", "other", "the other", "all"}
"""Names that in a title may speak of anything."""
LEFT_OUT = re.compile(r"\s*(?:以外|を?除|を?含[まみ]な|抜き)")
LEFT_OUT_BEFORE = re.compile(
    r"(?:\b(?:outside|excluding|excludes?|excl\.?|except(?: for)?|without|other than)(?: of)?|除く?[:：])"
    r"\s*(?:the\s+)?$"
)
"""What says that an area or a kind is not among what is counted."""


def check(material: Material) -> Iterator[Finding]:
    """A question for each text beside figures that speaks of another measure, area or category."""
    named = [figure for figure in material.figures if figure.is_open and figure.series is not None]
    files = {aside.text for aside in names_of_table(material) if aside.kind == "file"}
    for text, of_these in texts_beside(material, named, with_notes=False).items():
        if PLAIN_NAME.fullmatch(text.strip()):
            continue
        if text not in files:
            yield from _other_measure(material, text, of_these)
        yield from _other_area(material, text, of_these)
        yield from _other_category(material, text, of_these)


def _asked(
    material: Material, code: str, text: str, word: str, figures: tuple[CheckedFigure, ...]
) -> Iterator[Finding]:
    if figures:
        facts = {"found": text, "word": word, "series": figures[0].series, "count": len(figures)}
        yield Finding(material.problem(code, figures[0], **facts), figures, "held")


def _names(figure: CheckedFigure, word: str, material: Material) -> bool:
    """Whether the series itself is called so."""
    row = material.vocabulary.series[figure.series or ""]
    return any(says(name or "", word) for name in (row.name_en, row.name_ja, row.short_en, row.short_ja))


def _open(material: Material, said: Said) -> bool:
    """Whether nobody has said yet what a word means."""
    return said.word not in SAYS_NOTHING and not meaning_of(said.word, material.answers.mapping)


def _other_measure(material: Material, text: str, of_these: list[CheckedFigure]) -> Iterator[Finding]:
    vocabulary = material.vocabulary
    rows = [row for row in vocabulary.measure_rows.values() if row.id != ANY]
    measures = phrases_of(frozenset((name, row.id) for row in rows for name in (row.name_en, row.name_ja)))
    columns = [column.header for column in material.tidied.columns if column.role in ("ignore", "ignored")]
    found = [*measures.said_in(text), *vocabulary.other_measures.said_in(text)]
    if not all(_open(material, said) for said in found):
        return  # answered of this text
    if vocabulary.unit_words.called(text):
        return  # asked as a unit
    for said in sorted(found, key=lambda said: OF_ANY_UNIT not in said.meanings):
        if any(says(header, said.word) for header in columns):
            continue  # it speaks of a column of its own, which is left out
        figures = tuple(
            figure
            for figure in of_these
            if not _is_own_measure(material, figure, said) and not _names(figure, said.word, material)
        )
        if figures:
            yield from _asked(material, "other-measure", text, said.word, figures)
            return


def _is_own_measure(material: Material, figure: CheckedFigure, said: Said) -> bool:
    """Whether a word names what the series counts: its measure, or things of its unit."""
    row = material.vocabulary.series[figure.series or ""]
    return bool(said.meanings & {row.measure, row.unit})


def _other_area(material: Material, text: str, of_these: list[CheckedFigure]) -> Iterator[Finding]:
    """A title of some area above figures of another, be it a part of theirs or the whole: of the whole only
    where no row or column says which part they are of."""
    areas = [said for said in material.vocabulary.named_areas.said_in(text) if _open(material, said)]
    if not areas:
        return
    without = [said for said in areas if _is_left_out(text, said)]
    among = set().union(*(said.meanings for said in areas))
    for said in without[:1]:
        figures = tuple(figure for figure in of_these if not _is_named_without(figure, said, material))
        yield from _asked(material, "other-area", text, said.word, figures)
        return
    figures = tuple(
        figure
        for figure in of_these
        if (own := _area_of(figure, material)) not in among
        and not any(_names_area(figure, said, material) for said in areas)
        and not (_is_named(figure, material) and among & set(_upwards(own, material)))
        and not (_is_title_of(figure, text, material) and _are_related(own, among, material))
    )
    yield from _asked(material, "other-area", text, areas[0].word, figures)


def _is_left_out(text: str, said: Said) -> bool:
    folded = running(text)
    return bool(LEFT_OUT.match(folded, said.end) or LEFT_OUT_BEFORE.search(folded[: said.start]))


def _is_named_without(figure: CheckedFigure, said: Said, material: Material) -> bool:
    """Whether the area of the series is itself one without another."""
    row = material.vocabulary.area_rows[_area_of(figure, material)]
    return any(
        says(name or "", said.word) and _is_left_out_of(name or "", said)
        for name in (row.name_en, row.name_ja)
    )


def _is_left_out_of(name: str, said: Said) -> bool:
    return any(
        _is_left_out(name, each) for each in phrases_of(frozenset({(said.word, said.word)})).said_in(name)
    )


def _area_of(figure: CheckedFigure, material: Material) -> str:
    return str(material.vocabulary.series[figure.series or ""].area)


def _names_area(figure: CheckedFigure, said: Said, material: Material) -> bool:
    """Whether the series itself is called after an area, not after one whose name holds that one's."""
    row = material.vocabulary.series[figure.series or ""]
    names = (row.name_en, row.name_ja, row.short_en, row.short_ja)
    areas = material.vocabulary.named_areas
    return any(said.word == own.word for name in names if name for own in areas.said_in(name))


def _is_named(figure: CheckedFigure, material: Material) -> bool:
    """Whether the figure's own row or column says of which area or series it is."""
    cell = figure.cell
    texts = filter(None, (cell.series, cell.area, *cell.labels))
    return any(
        material.vocabulary.kinds_of(text) & {"series", "area"} or meaning_of(text, material.answers.mapping)
        for text in texts
    )


def _is_title_of(figure: CheckedFigure, text: str, material: Material) -> bool:
    """Whether a text is the title of the figure's publication, which may be about more or less."""
    row = material.publications.get(figure.publication or "", {})
    return text in (row.get("title_en"), row.get("title_ja"))


def _are_related(area: str, others: set[str], material: Material) -> bool:
    """Whether an area lies in another, or that in it."""
    return bool(others & set(_upwards(area, material))) or any(
        area in _upwards(other, material) for other in others
    )


def _upwards(area: str, material: Material) -> list[str]:
    line = []
    while area:
        line.append(area)
        area = material.vocabulary.area_rows[area].parent
    return line


def _other_category(material: Material, text: str, of_these: list[CheckedFigure]) -> Iterator[Finding]:
    """A title of some category above a series of another; one that names several speaks of their whole."""
    categories = [
        said
        for said in material.vocabulary.named_categories.said_in(text)
        if _open(material, said) and not said.meanings & EVERYTHING
    ]
    if len(set().union(*(said.meanings for said in categories))) != 1:
        return
    figures = tuple(
        figure
        for figure in of_these
        if (own := _category_of(figure, material)) not in categories[0].meanings
        and not (own != "all" and any(_names(figure, said.word, material) for said in categories))
    )
    yield from _asked(material, "other-measure", text, categories[0].word, figures)


def _category_of(figure: CheckedFigure, material: Material) -> str:
    return str(material.vocabulary.series[figure.series or ""].category)


RULE = Rule(stage="periods", codes=("other-measure", "other-area"), check=check)
