"""What the years on a chart show of each series: its ends, its longer story, and its indicator's answer.

Years that a reader has chosen are described and not judged: whether a series has changed since the evaluation
is said of all years since, whatever years are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.address.selection import Selection
from dashboard.charts.base.events import events_shown
from dashboard.record.captions import Observation
from dashboard.record.periods import are_fiscal_years
from dashboard.record.queries import Catalogue
from dashboard.record.spans import left_out_text
from dashboard.scene.sheet import SheetFinding
from dashboard.verdicts.comparable import comparable, counts_by_year, usable
from dashboard.verdicts.model import IndicatorVerdicts, Stretch
from dashboard.verdicts.sentences import period_sentence, story_sentence
from dashboard.verdicts.story import longer_story
from dashboard.verdicts.wording import Wording
from dashboard.words import Words, pick

MOST_EVENTS = 3
"""So many events are named near a step."""


def why_not_judged(series: str, catalogue: Catalogue, language: str) -> str:
    """Why changes of a series are not judged, by its unit; "" where they are."""
    return pick(catalogue.units[catalogue.series[series].unit], "not_judged", language)


def findings(
    series: Sequence[str],
    shown: Sequence[Observation],
    all_years: Sequence[Observation],
    judged: Mapping[str, IndicatorVerdicts],
    catalogue: Catalogue,
    selection: Selection,
    words: Words,
) -> tuple[SheetFinding, ...]:
    """Of each series in order its comparable years among those shown, then what holds whatever is shown."""
    found: list[SheetFinding] = []
    for name in series:
        reason = why_not_judged(name, catalogue, words.language)
        own = [figure for figure in shown if figure.series == name]
        if reason:
            short = pick(catalogue.series[name], "short", words.language)
            text = words("{series}: not judged; {reason}.", series=short, reason=reason)
            found.append(SheetFinding(text, name))
            continue
        texts = [
            _ends(name, own, catalogue, words),
            *_story(name, all_years, catalogue, selection, words),
            *_answers(name, judged, catalogue, words),
        ]
        found += [SheetFinding(text, name) for text in texts]
    return tuple(found)


def _ends(series: str, shown: Sequence[Observation], catalogue: Catalogue, words: Words) -> str:
    """The first and the last comparable count shown."""
    name = pick(catalogue.series[series], "short", words.language)
    compared = comparable(shown)
    counts = counts_by_year(compared)
    if not counts:
        return words("{series}: no full year to compare.", series=name)
    wording = Wording(words, catalogue)
    first, last = min(counts), max(counts)
    told = {
        "series": name,
        "first": wording.counted(counts[first], series),
        "first_year": first,
        "last": wording.counted(counts[last], series),
        "last_year": last,
    }
    if first == last:
        text = words("{series}: {last} in {last_year}, the only full year shown.", **told)
    else:
        text = words("{series}: {first} in {first_year}, {last} in {last_year}.", **told)
    left_out = [figure for figure in usable(shown) if figure not in compared]
    for sentence in left_out_text(left_out, compared[-1], catalogue.spans, words):
        text = words("{first} {second}", first=text, second=sentence)
    return text


def _counts(series: str, all_years: Sequence[Observation]) -> Mapping[int, int]:
    """Every count of the newest span, whatever years are shown."""
    return counts_by_year(comparable([figure for figure in all_years if figure.series == series]))


def _story(
    series: str, all_years: Sequence[Observation], catalogue: Catalogue, selection: Selection, words: Words
) -> Iterator[str]:
    story = longer_story(_counts(series, all_years))
    if sum(len(stretch.years) for stretch in story) < 2:
        return
    text = words(
        "{series}, the longer story: {story}",
        series=pick(catalogue.series[series], "short", words.language),
        story=story_sentence(story, series, Wording(words, catalogue)),
    )
    for near in near_steps(series, story, catalogue, selection, words):
        text = words("{first} {second}", first=text, second=near)
    yield text


def near_steps(
    series: str, story: Sequence[Stretch], catalogue: Catalogue, selection: Selection, words: Words
) -> Iterator[str]:
    """Which events are recorded near the years in which a step begins: beside it, and no cause of it.

    An event that is known by its fiscal years alone has no date that could be near.
    """
    for stretch in story:
        for step in stretch.steps[1:]:
            year = step.years[0]
            events, _ = events_shown(catalogue, selection, [series], words, first=year - 1, last=year)
            near = [
                event
                for event in events
                if year - 1 <= event.start.year <= year
                and not (event.end and are_fiscal_years(event.start, event.end))
            ]
            if near:
                yield words(
                    "Recorded near the step of {year}, which is no proof of a cause: {events}.",
                    year=year,
                    events=words("; ").join(
                        words("{title} ({dates})", title=event.title, dates=event.dates)
                        for event in near[:MOST_EVENTS]
                    ),
                )


def _answers(
    series: str, judged: Mapping[str, IndicatorVerdicts], catalogue: Catalogue, words: Words
) -> Iterator[str]:
    """What the indicators that list a series say of it."""
    wording = Wording(words, catalogue)
    for indicator in judged.values():
        for listed in indicator.series:
            newest = listed.newest
            if listed.series == series and newest is not None and newest.change.since:
                yield words(
                    "{series}, since the evaluation: {answer}",
                    series=pick(catalogue.series[series], "short", words.language),
                    answer=period_sentence(newest, wording),
                )
