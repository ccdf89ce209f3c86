"""A part cannot be greater than its whole: an area inside a wider one, a kind inside all kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import Finding
from ingest.periods import Period
from ingest.rules import Material, Rule
from ingest.wholes import wholes_of


def check(material: Material) -> Iterator[Finding]:
    """A warning for each part that exceeds its whole, in the file or as stored, by the same publisher."""
    first = {key: figures[0] for key, figures in material.by_series_and_period().items()}
    wholes = wholes_of(material.vocabulary)
    parts: dict[str, list[str]] = defaultdict(list)
    for part, over in wholes.items():
        for whole in over:
            parts[whole].append(part)
    for (series, period), figure in first.items():
        if figure.value is None or figure.change == "unchanged":
            continue
        for whole in wholes[series]:
            in_file = first.get((whole, period))
            total = in_file.value if in_file is not None else _stored(material, whole, period)
            if total is not None and figure.value > total:
                facts = {"series": series, "period": period.label, "whole": whole, "total": total}
                yield Finding(material.problem("part-above-whole", figure, **facts))
        for part in parts[series]:
            value = None if (part, period) in first else _stored(material, part, period)
            if value is not None and value > figure.value:
                facts = {"series": part, "period": period.label, "whole": series, "value": value}
                yield Finding(material.problem("whole-below-part", figure, **facts))


def _stored(material: Material, series: str, period: Period) -> int | None:
    """The value shown now; None where it is no exact number."""
    row = material.stored.row_of(series, period)
    return row.value if row is not None and row.availability == "reported" and row.bound == "exact" else None


RULE = Rule(stage="wholes", codes=("part-above-whole", "whole-below-part"), check=check)
