"""Two rows of a file for one series and period: equal ones count once, differing ones wait for an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.periods import Period
from ingest.report import Entry
from ingest.rules import Finding, Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """A question for each period that the file gives two values; never a sum, never a silent choice."""
    for (series, period), everything in _by_series_and_period(material).items():
        entries = [entry for entry in everything if entry.counts] or everything
        for blank in everything if len(entries) < len(everything) else ():
            beside = [one for one in entries if one.publication == blank.publication]
            if not blank.counts and beside:
                yield _twice(material, blank, beside[0])
        publications = {entry.publication for entry in entries}
        if len(entries) < 2 or len(publications) == len(entries):
            continue
        first, *others = sorted(entries, key=lambda entry: (entry.figure.line, entry.figure.column))
        if len({_said(entry) for entry in entries}) == 1:
            for other in others:
                yield _twice(material, other, first)
            continue
        rows = ", ".join(str(entry.figure.line) for entry in (first, *others))
        values = ", ".join(entry.figure.text.strip() or "—" for entry in (first, *others))
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


def _by_series_and_period(material: Material) -> dict[tuple[str, Period], list[Entry]]:
    """Open figures, blank ones too, by what they are figures of."""
    found: dict[tuple[str, Period], list[Entry]] = defaultdict(list)
    for entry in material.entries:
        if entry.is_open and entry.series is not None and entry.period is not None:
            found[(entry.series, entry.period)].append(entry)
    return found


def _twice(material: Material, other: Entry, first: Entry) -> Finding:
    return Finding(material.problem("same-figure-twice", other, row=first.figure.line), (other,), "set_aside")


def _said(entry: Entry) -> tuple[str | None, int | None, str, str]:
    value = entry.figure.value
    return value.availability, value.value, value.bound, entry.finality


RULE = Rule(
    stage="file", codes=("same-figure-twice", "one-of-two-stands", "two-values-for-one-period"), check=check
)
