"""What has changed as an Atom feed: an entry for each day on which our record learnt something.

An entry's id rests on the moment when the record began and on its day, so that no later load and no other
address of the site changes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from dashboard.address.selection import Selection
from dashboard.address.since import FEED, changes_address
from dashboard.files.changes import (
    BEFORE_ALL,
    LISTED,
    Side,
    held_side,
    record_begins,
    series_named,
    subject,
)
from dashboard.record.captions import period_text, publication_in_short, value_with_unit
from dashboard.record.differences import Difference
from dashboard.record.periods import day_label
from dashboard.record.queries import Catalogue, Database, catalogue, moments_recorded
from dashboard.verdicts.flipped import Answer
from dashboard.words import Words, interface_words
from ingest.dating import end_of

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
OURS = UUID("0b5f3c0e-6a0f-4a53-9f1e-5d1c6f1f7a42")
"""In whose name ids are made; it never changes."""
MOST_ENTRIES = 20
MOST_FIGURES = 20
"""Of a kind in an entry; the page that it leads to has all."""


def feed(
    database: Database, _names: Catalogue, selection: Selection, since: datetime | None, *, site: str
) -> bytes:
    """The days after a moment (None: all) on which something was recorded, the newest first, in UTF-8.

    Of a selection's series, or of all; in its language. ``site`` is what its addresses begin with.
    """
    words = interface_words(selection.language)
    asked = replace(selection.newest().plain(), series=selection.series)
    moments = sorted(moments_recorded(database))
    root = Element("feed", {"xmlns": ATOM, "xml:lang": words.language})
    SubElement(root, "id").text = _id(moments, "feed", asked)
    SubElement(root, "title").text = words(
        "{page} | Maritime Piracy Statistics", page=words("What changed in this site's own record")
    )
    SubElement(root, "updated").text = _written(max(moments, default=BEFORE_ALL))
    SubElement(SubElement(root, "author"), "name").text = words("Maritime Piracy Statistics")
    SubElement(root, "link", rel="self", href=site + changes_address(asked, since, FEED))
    SubElement(root, "link", rel="alternate", type="text/html", href=site + changes_address(asked, since))
    root.extend(islice(_entries(database, asked, moments, since or BEFORE_ALL, site), MOST_ENTRIES))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entries(
    database: Database, asked: Selection, moments: list[datetime], since: datetime, site: str
) -> Iterator[Element]:
    """The days, the newest first; one that changed nothing has no entry."""
    words = interface_words(asked.language)
    last = {moment.date(): moment for moment in moments}
    for before, day in reversed([*pairwise([None, *last])]):
        if day is None or last[day] <= since:
            return
        of_day = replace(asked, recorded=end_of(day))
        names = catalogue(database, recorded=of_day.recorded)
        if before is None:
            # From the day before, of which the page says what is said here: that the record began after it.
            start = end_of(day - timedelta(days=1))
            title, body = words("the record begins, with {count} figures", count=_begun(database, asked)), []
        else:
            start = end_of(before)
            side = held_side(database, names, of_day, start)
            if not (side.differences.figures or side.turns):
                continue
            title, body = side.counted(words), list(_body(side, names, before, day, words))
        entry = Element("entry")
        SubElement(entry, "id").text = _id(moments, day.isoformat(), asked)
        SubElement(entry, "title").text = words(
            "{day}: {text}", day=day_label(day, words.language), text=title
        )
        SubElement(entry, "updated").text = _written(last[day])
        page = changes_address(of_day, start)
        SubElement(entry, "link", rel="alternate", type="text/html", href=site + page)
        content = SubElement(SubElement(entry, "content", type="xhtml"), "div", xmlns=XHTML)
        content.append(_text("p", words("This site's own record: {text}.", text=title)))
        content.extend(body)
        yield entry


def _begun(database: Database, asked: Selection) -> int:
    """On the first day everything is new, so it is counted alone."""
    _, count = record_begins(database, asked)
    return count


def _body(side: Side, names: Catalogue, before: date, day: date, words: Words) -> Iterator[Element]:
    """Verdicts that flipped or are the first, the names of those only reworded, then the figures by kind."""
    for turn in (*side.flipped, *side.flipped_of_series, *side.first):
        yield _text("h4", subject(turn, names, side.was, words))
        for at, answer in ((before, turn.then), (day, turn.now)):
            text = _answer(answer, words)
            yield _text("p", words("{day}: {text}", day=day_label(at, words.language), text=text))
    if side.reworded:
        names_of = words("; ").join(subject(turn, names, side.was, words) for turn in side.reworded)
        yield _text("p", words("Only the sentence changed: {names}.", names=names_of))
    for kind in LISTED:
        found = side.differences.of(kind)
        if not found:
            continue
        yield _text("h4", side.heading(kind, words))
        listed = Element("ul")
        listed.extend(_text("li", _figure(one, side, names, words)) for one in found[:MOST_FIGURES])
        if len(found) > MOST_FIGURES:
            listed.append(_text("li", words("and {count} more", count=len(found) - MOST_FIGURES)))
        yield listed


def _answer(answer: Answer | None, words: Words) -> str:
    if answer is None:
        return words("No comparable count is known for the years in force.")
    badges = words(", ").join(filter(None, [answer.level, answer.chance]))
    return words("{badges}. {sentence}", badges=badges, sentence=answer.sentence)


def _figure(one: Difference, side: Side, names: Catalogue, words: Words) -> str:
    figure, source = one.figure, names if one.now else side.was
    sides = ((one.then, side.was), (one.now, names))
    values = [value_with_unit(stated, of_side, words) for stated, of_side in sides if stated]
    return words(
        "{series}, {period}: {value} ({source})",
        series=series_named(figure.series, names, side.was, words.language),
        period=period_text(figure, words),
        value=" → ".join(values),
        source=publication_in_short(figure, source, words),
    )


def _text(tag: str, text: str) -> Element:
    element = Element(tag)
    element.text = text
    return element


def _id(moments: list[datetime], name: str, asked: Selection) -> str:
    """An id for ever: of this record, of a day, in a language and of some series."""
    began = moments[0].isoformat() if moments else ""
    return uuid5(OURS, "\n".join([began, name, asked.language, *asked.series])).urn


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
