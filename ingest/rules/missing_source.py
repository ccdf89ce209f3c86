"""No figure enters without its publication: what the file does not say is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.problems import Problem
from ingest.rules import Finding, Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """One question for the file; one error for a publication that is unknown or another publisher's."""
    unknown: dict[str, list[int]] = {}
    waiting = []
    for position, entry in enumerate(material.entries):
        if not entry.is_open:
            continue
        if entry.publication is not None and entry.series is not None:
            publisher = material.publications[entry.publication]["publisher"]
            series = material.vocabulary.series[entry.series]
            if publisher != series.publisher:
                facts = {"found": entry.publication, "publisher": publisher, "series": entry.series}
                yield Finding(material.problem("source-of-another", entry, **facts))
        elif entry.figure.publication:
            unknown.setdefault(entry.figure.publication, []).append(position)
        elif not material.answers.publication and not material.answers.citation:
            waiting.append(entry)
    for text, positions in unknown.items():
        entries = tuple(material.entries[one] for one in positions)
        near = material.vocabulary.nearest(text, "publication")
        facts = {"found": text, "wanted": near or "—"}
        yield Finding(material.problem("unknown-publication", entries[0], **facts), entries, "refused")
    if waiting:
        offered = material.tidied.source
        code = "no-publication-but-note" if offered else "no-publication"
        yield Finding(Problem(code, material.file, facts={"wanted": offered or "—"}), tuple(waiting), "held")


RULE = Rule(
    stage="sources",
    codes=("source-of-another", "unknown-publication", "no-publication-but-note", "no-publication"),
    check=check,
)
