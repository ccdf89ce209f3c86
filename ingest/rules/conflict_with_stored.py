"""A value that differs from what the dashboard shows is a restatement to confirm; it is never added up."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.checked import Finding
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """A warning for each changed figure, with both values: what would take the other's place, or that a newer
    edition stays shown."""
    for figure in material.figures:
        shown = figure.shown
        is_less_sure = shown is not None and (shown.finality, figure.finality) == ("final", "provisional")
        if figure.change == "confirmed" and is_less_sure and shown is not None and figure.period is not None:
            facts = {"series": figure.series, "period": figure.period.label, "stored": shown.value}
            yield Finding(material.problem("becomes-provisional", figure, **facts))
        is_other = figure.change in ("changed", "older")
        if not is_other or figure.shown is None or not figure.is_open or figure.period is None:
            continue
        stored = figure.replaces or figure.shown
        facts = {
            "series": figure.series,
            "period": figure.period.label,
            "stored": "—" if stored.value is None else stored.value,
            "now": "—" if figure.value is None else figure.value,
            "publication": stored.publication,
        }
        code = "newer-edition-stays" if figure.change == "older" else "restates-stored"
        code = "corrects-stored" if figure.replaces is not None else code
        yield Finding(material.problem(code, figure, **facts))


RULE = Rule(
    stage="record",
    codes=("corrects-stored", "restates-stored", "newer-edition-stays", "becomes-provisional"),
    check=check,
)
