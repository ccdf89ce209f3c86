"""The table of known rates: every place of the file, what misses its mark in bold, its numbers in words."""

from __future__ import annotations

from typing import Any, cast

import pytest

from dashboard.address.selection import Selection
from dashboard.pages import Visit
from dashboard.pages.parts import pooled_table as module
from dashboard.pages.parts.pooled_table import pooled_table
from dashboard.statistics.pooled_simulation import Effect, pooled_effects
from dashboard.words import LANGUAGES

EXACT = Effect(60, 2, 0, 0.1, 0.1, 0.95, 0.2, 0.1, 400)
MISSED = Effect(60, 2, 8, 0.1001, 0.1001, 0.9499, 0.6, 0.1001, 400)


def shown(language: str = "en") -> Any:
    selection = Selection(language=language, says_language=True)
    return pooled_table(Visit(cast(Any, None), cast(Any, None), selection))


def rows(section: Any) -> list[list[tuple[str, str]]]:
    """The text and the class of each cell."""
    *_, scrolling = section.children
    body = scrolling.children[0] if isinstance(scrolling.children, list) else scrolling.children
    _, body = body.children
    return [
        [(str(cell.children), getattr(cell, "className", None) or "") for cell in row.children]
        for row in body.children
    ]


def test_each_place_is_a_row() -> None:
    section = shown()
    assert section.id == "pooled-table"
    found = rows(section)
    assert [tuple(text for text, _ in row[:3]) for row in found] == [
        (f"{one.mean:g}", str(one.ratio), str(one.history)) for one in pooled_effects()
    ]
    assert {len(row) for row in found} == {8}


def test_what_misses_its_mark_is_bold_and_what_meets_it_just_so_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "pooled_effects", lambda: (EXACT, MISSED))
    exact, missed = rows(shown())
    assert [text for text, _ in missed[3:]] == ["10.0 %", "10.0 %", "95.0 %", "60.0 %", "10.0 %"]
    assert [name for _, name in exact[3:]] == ["", "", "", "", ""]
    assert [name for _, name in missed[3:]] == ["broken", "broken", "broken", "", "broken"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_introduction_has_our_power_beside_the_yardsticks(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(module, "pooled_effects", lambda: (EXACT, MISSED))
    *_, yardstick, _ = shown(language).children
    numbers = {"en": ("9.6 %", "42 %", "20 %", "60 %"), "ja": ("9.6％", "42％", "20％", "60％")}[language]
    places = [yardstick.children.index(number) for number in numbers]
    assert places == sorted(places)
