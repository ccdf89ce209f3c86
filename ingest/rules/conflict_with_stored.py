"""A value that differs from what the dashboard shows is a restatement to confirm; it is never added up."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.rules import Finding, Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """A warning for each changed figure, with both values; a notice where a newer edition stays shown."""
    for entry in material.entries:
        if entry.change != "changed" or entry.shown is None or not entry.is_open or entry.period is None:
            continue
        stored = entry.replaces or entry.shown
        facts = {
            "series": entry.series,
            "period": entry.period.label,
            "stored": "—" if stored.value is None else stored.value,
            "now": "—" if entry.value is None else entry.value,
            "publication": stored.publication,
        }
        code = "corrects-stored" if entry.replaces is not None else "restates-stored"
        yield Finding(material.problem(code, entry, **facts))
        edition = material.publications[entry.publication]["edition_year"] if entry.publication else None
        if entry.replaces is None and edition is not None and edition < (entry.shown.edition_year or 0):
            yield Finding(material.problem("newer-edition-stays", entry, **facts))


RULE = Rule(stage="record", codes=("corrects-stored", "restates-stored", "newer-edition-stays"), check=check)
