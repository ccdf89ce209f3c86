"""A name that is not known, or known as more than one thing, is asked about, with the nearest spelling;
that of a series that is worked out is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.checked import CheckedFigure, Finding
from ingest.naming import WORKED_OUT, Names, names_of
from ingest.rules import Material, Rule


def check(material: Material) -> Iterator[Finding]:
    """One question for each name, or set of names, that leads to no series, at the first cell with it."""
    namings = material.namings
    unnamed: dict[Names, list[CheckedFigure]] = defaultdict(list)
    for figure in material.figures:
        names = names_of(figure)
        if figure.is_open and names in namings and namings[names].series is None:
            unnamed[names].append(figure)
    together = [names for names in unnamed if namings[names].definable]
    if len(together) > 1:
        figures = [figure for names in together for figure in unnamed.pop(names)]
        texts = tuple(str(namings[names].facts["found"]) for names in together[:3])
        facts = {"found": texts, "kinds": len(together), "count": len(figures)}
        yield Finding(material.problem("no-such-series-yet", figures[0], **facts), tuple(figures), "held")
    alike: dict[tuple[str, object], list[Names]] = defaultdict(list)
    for names in unnamed:
        alike[namings[names].code, namings[names].facts.get("found", "")].append(names)
    for (code, found), sets in alike.items():
        figures = [figure for names in sets for figure in unnamed[names]]
        facts = {"found": found, **namings[sets[0]].facts, "count": len(figures)}
        fate = "refused" if code == WORKED_OUT else "held"
        yield Finding(material.problem(code, figures[0], **facts), tuple(figures), fate)


RULE = Rule(
    stage="names",
    codes=(
        "unknown-series",
        WORKED_OUT,
        "unknown-area",
        "unknown-category",
        "unknown-publisher",
        "which-series",
        "series-contradicted",
        "name-of-series",
        "which-area",
        "several-series",
        "no-such-series",
        "no-such-series-yet",
    ),
    check=check,
)
