"""A total that the file prints is checked against its parts; it is never loaded as a figure of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.report import Entry
from ingest.rules import Finding, Material, Rule
from ingest.vocabulary import key_of

SUBTOTALS = {key_of(name) for name in ("小計", "subtotal", "sub-total")}


def check(material: Material) -> Iterator[Finding]:
    """A warning that names both numbers where a printed total is not the sum of what it covers."""
    total_rows = {aside.line: aside.text for aside in material.tidied.asides if aside.kind == "total"}
    by_row: dict[int, list[Entry]] = defaultdict(list)
    by_column: dict[int, list[Entry]] = defaultdict(list)
    for entry in material.entries:
        by_row[entry.figure.line].append(entry)
        by_column[entry.figure.column].append(entry)
    periods = {column.index: column.period for column in material.tidied.columns}
    totals_across = {column.index for column in material.tidied.columns if column.role == "total"}
    for entry in material.entries:
        if not entry.figure.is_total or entry.figure.value.value is None:
            continue
        figure = entry.figure
        if figure.line in total_rows:
            parts = _parts_above(entry, by_column[figure.column], total_rows)
        else:
            parts = [
                other
                for other in by_row[figure.line]
                if other.figure.column not in totals_across
                and periods[other.figure.column] == periods[figure.column]
            ]
        yield from _compare(material, entry, parts)


def _parts_above(total: Entry, column: Sequence[Entry], total_rows: dict[int, str]) -> list[Entry]:
    """What a total row covers: the same period where rows name one; since the last subtotal for a
    subtotal."""
    line = total.figure.line
    words = {key_of(word) for word in total_rows[line].split()}
    start = 0
    if words & SUBTOTALS:
        start = max((one for one in total_rows if one < line), default=0)
    own = total.figure.period_text
    return [
        other
        for other in column
        if other.figure.line not in total_rows
        and (start < other.figure.line < line if words & SUBTOTALS else True)
        and (not own or own in total_rows[line].split()[:1] or other.figure.period_text == own)
    ]


def _compare(material: Material, total: Entry, parts: Sequence[Entry]) -> Iterator[Finding]:
    printed = total.figure.value.value or 0
    known = [part.figure.value.value for part in parts if part.figure.value.value is not None]
    if not known:
        return
    has_blanks = len(known) < len(parts)
    if sum(known) > printed or (sum(known) < printed and not has_blanks):
        facts = {"printed": printed, "sum": sum(known)}
        yield Finding(material.problem("total-differs", total, **facts))


RULE = Rule(stage="file", codes=("total-differs",), check=check)
