"""Two rows of a file for one series and period: equal ones count once, differing ones wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.report import Entry
from ingest.rules import Finding, Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """A question for each period that the file gives two values; never a sum, never a silent choice."""
    for (series, period), entries in material.by_series_and_period().items():
        if len(entries) < 2:
            continue
        first, *others = sorted(entries, key=lambda entry: (entry.figure.line, entry.figure.column))
        publications = {entry.publication for entry in entries}
        if len(publications) == len(entries):
            continue
        if len({_said(entry) for entry in entries}) == 1:
            for other in others:
                problem = material.problem("same-figure-twice", other, row=first.figure.line)
                yield Finding(problem, (other,), "set_aside")
            continue
        rows = ", ".join(str(entry.figure.line) for entry in (first, *others))
        values = ", ".join(entry.figure.text.strip() for entry in (first, *others))
        facts = {"series": series, "period": period.label, "rows": rows, "values": values}
        if material.answers.stands in ("first", "last"):
            standing = first if material.answers.stands == "first" else others[-1]
            aside = tuple(entry for entry in entries if entry is not standing)
            stands = {**facts, "stands": standing.figure.text.strip()}
            yield Finding(material.problem("one-of-two-stands", aside[0], **stands), aside, "set_aside")
        else:
            yield Finding(
                material.problem("two-values-for-one-period", others[0], **facts), tuple(entries), "held"
            )


def _said(entry: Entry) -> tuple[int | None, str, str]:
    return entry.value, entry.figure.value.bound, entry.finality


RULE = Rule(position=30, check=check)
