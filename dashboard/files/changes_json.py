"""What has changed since a day as JSON: the same as the page says, with ids in place of names alone."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from dashboard.address.selection import Selection, written
from dashboard.address.since import changes_address
from dashboard.files.changes import Side, held_side, record_reaches, said_side, series_named, subject
from dashboard.record.captions import Observation, period_text
from dashboard.record.differences import Difference
from dashboard.record.queries import Catalogue, Database, moments_recorded
from dashboard.verdicts.flipped import Answer, Turn
from dashboard.words import Words, interface_words

Row = dict[str, Any]


def as_json(
    database: Database, names: Catalogue, selection: Selection, since: datetime | None, *, site: str
) -> bytes:
    """Both clocks in one object, in UTF-8; ``record`` is null where our record began later, and both are
    while nothing is recorded.

    Asked as ``changes.said_side``; ``site`` is what its addresses begin with.
    """
    words = interface_words(selection.language)
    began = min(moments_recorded(database), default=None)
    said = said_side(database, names, selection, since) if since and began else None
    held = held_side(database, names, selection, since) if since and record_reaches(database, since) else None
    content = {
        "since": written(since) if since else None,
        "series": list(selection.series),
        "as_recorded": selection.recorded_text or None,
        "as_published": selection.published_text or None,
        "lang": selection.language,
        "page": site + changes_address(selection, since),
        "record_began": began.isoformat() if began else None,
        "publishers": _side(said, names, words) if said else None,
        "record": _side(held, names, words) if held else None,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _side(side: Side, names: Catalogue, words: Words) -> Row:
    return {
        "undecided_figures": side.differences.undecided,
        "figures": [_figure(one, names, side.was, words) for one in side.differences.figures],
        "verdicts": [_turn(turn, names, side.was, words) for turn in side.turns],
    }


def _figure(one: Difference, names: Catalogue, was: Catalogue, words: Words) -> Row:
    figure = one.figure
    return {
        "change": one.kind,
        "series": figure.series,
        "series_name": series_named(figure.series, names, was, words.language),
        "period": {
            "start": figure.period_start.isoformat(),
            "end": figure.period_end.isoformat(),
            "kind": figure.period_kind,
        },
        "period_label": period_text(figure, words),
        "then": _stated(one.then),
        "now": _stated(one.now),
    }


def _stated(figure: Observation | None) -> Row | None:
    """A count with its marks, and the publication that states it with the days between which it came out."""
    if figure is None:
        return None
    return {
        "value": figure.value,
        "bound": figure.bound,
        "finality": figure.finality,
        "coverage": figure.coverage,
        "publication": figure.publication,
        "published_from": _day(figure.dating.earliest),
        "published_by": _day(figure.dating.latest),
        "recorded_at": figure.recorded_at.isoformat(),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _turn(turn: Turn, names: Catalogue, was: Catalogue, words: Words) -> Row:
    """``flipped`` is null where the verdict of then is not certain; ``first``: there was none."""
    return {
        "indicator": turn.indicator,
        "series": turn.series or None,
        "name": subject(turn, names, was, words),
        "flipped": turn.is_flipped if turn.is_certain else None,
        "first": turn.is_first if turn.is_certain else None,
        "then": _answer(turn.then),
        "now": _answer(turn.now),
    }


def _answer(answer: Answer | None) -> Row | None:
    if answer is None:
        return None
    return {"level": answer.level, "chance": answer.chance or None, "sentence": answer.sentence}
