"""What filling a deck again did, in sentences: what follows, what of a hand's was kept, what could not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.exporters.document.marks import CAVEAT, FIGURES, REMARKS, SOURCES
from dashboard.exporters.slides.refilling import (
    CROWDED,
    FILLED,
    GONE,
    KEPT,
    REDRAWN,
    RENAMED,
    SAME,
    SlideOutcome,
)
from dashboard.exporters.slides.shapes import BEHIND, NOTES, TITLE
from dashboard.files.refill import COULD_NOT, OfSlide, Refilled
from dashboard.words import Words, message

PARTS = {
    TITLE: message("headline"),
    "subtitle": message("line below the headline"),
    "findings": message("findings"),
    "source": message("source line"),
    "panel title": message("title of a panel"),
    "heading": message("heading of panels"),
    "note": message("note above a chart"),
    NOTES: message("speaker's notes"),
    "key": message("key"),
    "events": message("events"),
    BEHIND.strip(): message("lines of breaks"),
    CAVEAT: message("sentence on chance"),
    FIGURES: message("table of figures"),
    SOURCES: message("sources"),
    REMARKS: message("notes"),
}
"""The parts of a slide by the names of their shapes."""
HEADINGS = {
    "pptx": (message("Slide {number}"), message("Slides {numbers}")),
    "docx": (message("Chart {number} and what belongs to it"), message("Charts {numbers}")),
}
"""What a report counts by the ending of the file, one and several."""
LONGEST, BEFORE = 160, 30
"""The letters of a text that are shown, and how many before the place where it differs."""
NOTHING_FOUND = message(
    "No chart of this site was found in the file: charts are known by the names of their frames (chart:…), "
    "which a chart that was pasted as a picture does not have."
)


DATED = ("source", NOTES)
QUIETLY = message("The figures are as they were; source line and speaker's notes name the sources of today.")
AS_MADE = message(
    "Sources, definitions and methods stand as they were made: for those of today make the briefing anew."
)


@dataclass(frozen=True)
class SlideReport:
    """What is to be said of one slide."""

    heading: str
    sentences: tuple[str, ...]


def summary(refilled: Refilled, words: Words) -> str:
    """How many charts follow, are as they were, and could not be filled."""
    told = [one for of_slide in refilled.slides for one in of_slide.told if not one.what or _is_fault(one)]
    filled = sum(one.kind == FILLED for one in told)
    faults = sum(one.kind == COULD_NOT for one in told)
    kept = sum(one.kind in (KEPT, GONE) for of_slide in refilled.slides for one in of_slide.told)
    return words(
        "Charts found: {found}. With new figures: {filled}; as they were: {same}; not filled: {faults}. "
        "Changes made by hand and kept: {kept}.",
        found=len(told),
        filled=filled,
        same=len(told) - filled - faults,
        faults=faults,
        kept=kept,
    )


def reports(refilled: Refilled, words: Words, ending: str) -> list[SlideReport]:
    """The slides of which there is something to say beyond their charts' new figures, in their order."""
    one, several = HEADINGS[ending]
    found = []
    quiet = [of_slide.number for of_slide in refilled.slides if _is_quiet(of_slide)]
    for of_slide in refilled.slides:
        sentences = () if of_slide.number in quiet else tuple(_sentences(of_slide, words))
        if sentences:
            found.append(SlideReport(words(one, number=of_slide.number), sentences))
    if quiet:
        numbers = words(", ").join(map(str, dict.fromkeys(quiet)))
        found.append(SlideReport(words(several, numbers=numbers), (words(QUIETLY),)))
    if refilled.around:
        numbers = words(", ").join(map(str, refilled.around))
        found.append(SlideReport(words(several, numbers=numbers), (words(AS_MADE),)))
    return found


def lines(refilled: Refilled, words: Words, ending: str) -> list[str]:
    """The whole report as lines of text."""
    if not refilled.slides:
        return [words(NOTHING_FOUND)]
    told = [summary(refilled, words)]
    for report in reports(refilled, words, ending):
        told += [
            words("{heading}: {sentence}", heading=report.heading, sentence=one) for one in report.sentences
        ]
    return told


def _is_fault(told: SlideOutcome) -> bool:
    return told.kind == COULD_NOT


def _sentences(of_slide: OfSlide, words: Words) -> Iterator[str]:
    new = sum(one.kind == FILLED and not one.what for one in of_slide.told)
    if new:
        yield (
            words("1 chart has new figures.")
            if new == 1
            else words("{count} charts have new figures.", count=new)
        )
    follow = [PARTS[one.what] for one in of_slide.told if one.kind == FILLED and one.what in PARTS]
    names = words(", ").join(words(part) for part in follow if part != PARTS[TITLE])
    for one in of_slide.told:
        if _is_fault(one):
            yield words("A chart could not be filled: {reason}.", reason=words(one.what))
        elif one.kind == FILLED and one.what == TITLE:
            yield words(
                "The headline changed from “{then}” to “{today}”.", then=_short(one.then), today=one.today
            )
        elif one.kind == RENAMED:
            yield words(
                "Series renamed by hand, and kept: “{then}” is “{now}” here.", then=one.then, now=one.now
            )
        elif one.kind == REDRAWN:
            yield words(
                "A chart was drawn anew, since its figures ask for another form: its own looks are lost."
            )
        elif one.kind == CROWDED:
            yield words("The key has grown and may lie over the chart: move it.")
        elif one.kind == GONE:
            yield words("Deleted by hand, and not restored: {part}.", part=_part(one.what, words))
        elif one.kind == KEPT and one.what in PARTS:
            then, now, today = _apart(one.then, one.now, one.today)
            yield words(
                "Changed by hand, and kept: {part}. Originally “{then}”, now “{now}”, with today's figures "
                "“{today}”.",
                part=words(PARTS[one.what]),
                then=then,
                now=now,
                today=today,
            )
        elif one.kind == KEPT and one.what not in PARTS:
            yield words(
                "Number changed by hand, and kept: {place}. Originally {then}, now {now}, with today's "
                "figures {today}.",
                place=one.what,
                then=one.then or words("nothing"),
                now=one.now or words("nothing"),
                today=one.today or words("nothing"),
            )

    changed = {one.what for one in of_slide.told if one.kind == FILLED}
    kept = {one.what for one in of_slide.told if one.kind == KEPT}
    if TITLE in changed and kept & {"findings", CAVEAT}:
        yield words(
            "The headline is that of today, yet the findings that were kept may speak of earlier figures: "
            "read both."
        )
    if names:
        yield words("Brought up to date as well: {parts}.", parts=names)


def _is_quiet(of_slide: OfSlide) -> bool:
    """Whether only the source line and the notes follow, which name the day of the record."""
    beyond = [one for one in of_slide.told if one.kind != SAME]
    return bool(beyond) and all(one.kind == FILLED and one.what in DATED for one in beyond)


def _part(name: str, words: Words) -> str:
    return words(PARTS[name]) if name in PARTS else name


def _apart(*texts: str) -> list[str]:
    """Texts in short, each from shortly before the place where they first differ."""
    plain = [" ".join(text.split()) for text in texts]
    same = next(
        (place for place, letters in enumerate(zip(*plain, strict=False)) if len({*letters}) > 1),
        min(map(len, plain), default=0),
    )
    start = max(0, same - BEFORE)
    return [_short(("…" if start else "") + text[start:]) for text in plain]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
