"""No figure enters without its publication: what the file does not say is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.problems import Problem
from ingest.rules import Material, Rule
from ingest.vocabulary import key_of

MOST_NAMED = 5
"""Unknown publications that are named one by one."""


def check(material: Material) -> Iterator[Finding]:
    """One question for the file, one for the unknown publications that its rows name; a warning for a figure
    that another publisher states."""
    unknown: dict[str, list[CheckedFigure]] = {}
    waiting: list[CheckedFigure] = []
    others: list[CheckedFigure] = []
    for figure in material.figures:
        if not figure.is_open:
            continue
        if figure.publication is not None and figure.series is not None:
            publisher = material.publications[figure.publication]["publisher"]
            series = material.vocabulary.series[figure.series]
            if figure.cell.publisher and not _is_called(figure.cell.publisher, publisher, material):
                others.append(figure)
            if publisher != series.publisher:
                facts = {"found": figure.publication, "publisher": publisher, "series": figure.series}
                yield Finding(material.problem("source-of-another", figure, **facts))
        elif figure.cell.publication:
            unknown.setdefault(figure.cell.publication, []).append(figure)
        elif not material.answers.publication and not material.answers.citation:
            waiting.append(figure)
    if others:
        column = next(each.name for each in material.tidied.columns if each.role == "publisher")
        facts = {
            "found": others[0].cell.publisher,
            "publisher": material.publications[others[0].publication or ""]["publisher"],
            "header": column,
            "count": len(others),
        }
        yield Finding(material.problem("publisher-of-rows", others[0], **facts), tuple(others), "held")
    if unknown:
        text, (first, *_) = next(iter(unknown.items()))
        near = material.vocabulary.nearest(text, "publication")
        named = " / ".join([*unknown][:MOST_NAMED])
        column = next(each.name for each in material.tidied.columns if each.role == "publication")
        facts = {"found": named, "count": len(unknown), "wanted": near or "—", "header": column}
        figures = tuple(figure for each in unknown.values() for figure in each)
        yield Finding(material.problem("unknown-publications", first, **facts), figures, "held")
    if waiting:
        offered = material.tidied.source
        code = "no-publication-but-note" if offered else "no-publication"
        yield Finding(Problem(code, material.file, facts={"wanted": offered or "—"}), tuple(waiting), "held")


def _is_called(name: str, publisher: str, material: Material) -> bool:
    """Whether a row means this publisher by a name."""
    return material.vocabulary.publishers.get(key_of(name)) == publisher


RULE = Rule(
    stage="sources",
    codes=(
        "source-of-another",
        "publisher-of-rows",
        "unknown-publications",
        "no-publication-but-note",
        "no-publication",
    ),
    check=check,
)
