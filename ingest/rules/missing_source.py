"""No figure enters without its publication: what the file does not say is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.problems import Problem
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """One question for the file; one error for a publication that is unknown or another publisher's."""
    unknown: dict[str, list[CheckedFigure]] = {}
    waiting: list[CheckedFigure] = []
    for figure in material.figures:
        if not figure.is_open:
            continue
        if figure.publication is not None and figure.series is not None:
            publisher = material.publications[figure.publication]["publisher"]
            series = material.vocabulary.series[figure.series]
            if publisher != series.publisher:
                facts = {"found": figure.publication, "publisher": publisher, "series": figure.series}
                yield Finding(material.problem("source-of-another", figure, **facts))
        elif figure.cell.publication:
            unknown.setdefault(figure.cell.publication, []).append(figure)
        elif not material.answers.publication and not material.answers.citation:
            waiting.append(figure)
    for text, figures in unknown.items():
        near = material.vocabulary.nearest(text, "publication")
        facts = {"found": text, "wanted": near or "—"}
        yield Finding(material.problem("unknown-publication", figures[0], **facts), tuple(figures), "refused")
    if waiting:
        offered = material.tidied.source
        code = "no-publication-but-note" if offered else "no-publication"
        yield Finding(Problem(code, material.file, facts={"wanted": offered or "—"}), tuple(waiting), "held")


RULE = Rule(
    stage="sources",
    codes=("source-of-another", "unknown-publication", "no-publication-but-note", "no-publication"),
    check=check,
)
