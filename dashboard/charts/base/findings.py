"""Whether the years on a chart differ by more than chance: one sentence for each series."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.record.spans import left_out_text
from dashboard.scene.sheet import SheetFinding
from dashboard.verdicts.comparable import comparable, counts_by_year, usable
from dashboard.verdicts.evidence import trend_evidence
from dashboard.verdicts.sentences import trend_finding
from dashboard.words import Words, message, pick


def why_not_judged(series: str, catalogue: Catalogue, language: str) -> str:
    """Why changes of a series are not judged, by its unit; "" where they are."""
    return pick(catalogue.units[catalogue.series[series].unit], "not_judged", language)


def findings(
    series: Sequence[str], observations: Sequence[Observation], catalogue: Catalogue, words: Words
) -> tuple[SheetFinding, ...]:
    """Each series in order, over its comparable years among those shown."""
    return tuple(
        _finding(name, [figure for figure in observations if figure.series == name], catalogue, words)
        for name in series
    )


def _finding(series: str, figures: Sequence[Observation], catalogue: Catalogue, words: Words) -> SheetFinding:
    row = catalogue.series[series]
    name = pick(row, "short", words.language)
    reason = why_not_judged(series, catalogue, words.language)
    if reason:
        text = words("{series}: not judged; {reason}.", series=name, reason=reason)
        return SheetFinding(series, text, False)
    compared = comparable(figures)
    counts = counts_by_year(compared)
    if not counts:
        return SheetFinding(series, words("{series}: no full year to compare.", series=name), False)
    evidence = trend_evidence(counts, {})
    years = list(counts)
    span = years[-1] - years[0] + 1
    if len(years) < span:
        sentence = message(
            "{series}: the {count} full years known of {span}, from {first} in {first_year} to {last} in "
            "{last_year}, {finding}."
        )
    else:
        sentence = message(
            "{series}: the {count} full years from {first} in {first_year} to {last} in {last_year} "
            "{finding}."
        )
    text = words(
        sentence,
        series=name,
        first=counts[years[0]],
        first_year=years[0],
        last=counts[years[-1]],
        last_year=years[-1],
        count=len(years),
        span=span,
        finding=trend_finding(evidence, words),
    )
    if len(years) == 1:
        text = words("{series}: one full year alone cannot show a change.", series=name)
    left_out = [figure for figure in usable(figures) if figure not in compared]
    for sentence in left_out_text(left_out, compared[-1], catalogue.spans, words):
        text = words("{first} {second}", first=text, second=sentence)
    return SheetFinding(series, text, evidence.p_value is not None)
