"""Which verdicts are told to have changed: those of which a badge says something else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.verdicts import flipped
from dashboard.verdicts.flipped import Answer, turns

UP, CHANCE, DIFFERS = ("above", "more than chance"), ("above", "within chance"), ("above", "series differ")


def judged(lead: str, **badges: tuple[str, str]) -> Any:
    """An indicator whose own badges are those of ``own``."""
    return SimpleNamespace(
        lead=SimpleNamespace(series=lead),
        series=[SimpleNamespace(series=name) for name in badges if name != "own"],
        badges=badges,
    )


def answers(one: Any, said: str) -> dict[str, Answer]:
    return {
        "" if name == "own" else name: Answer(None, *badge, f"{said} {name}")  # type: ignore[arg-type]
        for name, badge in one.badges.items()
    }


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (judged("a", own=CHANCE, a=CHANCE), judged("a", own=UP, a=UP), [""]),
        (judged("a", own=CHANCE, a=CHANCE), judged("a", own=CHANCE, a=CHANCE), [""]),
        (judged("a", own=DIFFERS, a=CHANCE), judged("a", own=DIFFERS, a=UP), ["", "a"]),
        (judged("a", own=CHANCE, a=CHANCE, b=UP), judged("b", own=UP, a=UP, b=UP), [""]),
        (judged("a", own=UP, a=UP, b=CHANCE), judged("b", own=UP, a=CHANCE, b=UP), ["", "a", "b"]),
    ],
)
def test_a_badge_of_the_series_that_answers_is_told_where_the_indicator_does_not_tell_it(
    monkeypatch: pytest.MonkeyPatch, then: Any, now: Any, told: list[str]
) -> None:
    monkeypatch.setattr(flipped, "_answers", answers)
    found = turns({"x": then}, {"x": now}, "then", "now")  # type: ignore[arg-type]
    assert [turn.series for turn in found] == told
