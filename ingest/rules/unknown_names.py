"""A name that is not known, or known as more than one thing, is asked about, with the nearest spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.naming import Names, name_series, names_of
from ingest.report import Entry
from ingest.rules import Finding, Material, Rule
from ingest.sourcing import cited_publisher


def check(material: Material) -> Iterator[Finding]:
    """One question for each set of names, at the first cell that bears it."""
    publisher = cited_publisher(material.vocabulary, material.answers)
    namings = name_series(material.entries, material.vocabulary, material.answers, publisher=publisher)
    unnamed: dict[Names, list[Entry]] = defaultdict(list)
    for entry in material.entries:
        names = names_of(entry)
        if entry.is_open and names in namings and namings[names].series is None:
            unnamed[names].append(entry)
    together = [names for names in unnamed if namings[names].definable]
    if len(together) > 1:
        entries = [entry for names in together for entry in unnamed.pop(names)]
        found = ", ".join(str(namings[names].facts["found"]) for names in together[:3])
        facts = {"found": found, "kinds": len(together), "count": len(entries)}
        yield Finding(material.problem("no-such-series-yet", entries[0], **facts), tuple(entries), "held")
    for names, entries in unnamed.items():
        naming = namings[names]
        facts = {"found": "", **naming.facts, "count": len(entries)}
        yield Finding(material.problem(naming.code, entries[0], **facts), tuple(entries), "held")


RULE = Rule(
    stage="names",
    codes=(
        "unknown-series",
        "unknown-area",
        "unknown-category",
        "unknown-publisher",
        "which-series",
        "which-area",
        "several-series",
        "no-such-series",
        "no-such-series-yet",
    ),
    check=check,
)
