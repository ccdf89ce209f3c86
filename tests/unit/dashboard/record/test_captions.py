"""A figure as it is read out: its unit behind it, and what sets it apart in words and never in signs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from observed import UNITS, observed, part_of

from dashboard.record.captions import Observation, counted, counted_text, said, spoken
from dashboard.words import LANGUAGES, interface_words

FIGURES = {
    "plain": (observed(2024, 8), "8", "8件"),
    "part": (part_of(2019, 0), "0 (part of the year)", "0件（年の一部）"),
    "provisional": (observed(2016, 20, finality="provisional"), "20 (provisional)", "20件（速報）"),
    "at least": (observed(2016, 5, bound="at-least"), "at least 5", "5件以上"),
    "over": (observed(2016, 89_000, bound="over"), "over 89,000", "89,000件超"),
    "forecast": (observed(2016, 7, bound="forecast"), "7 (forecast)", "7件（見通し）"),
    "restated": (
        observed(2016, 5, vintage="restated", bound="at-least"),
        "at least 5 (restated)",
        "5件以上（改訂）",
    ),
}


def catalogue() -> Any:
    row = SimpleNamespace(unit="incidents", short_en="Series", short_ja="系列")
    publication = SimpleNamespace(title_en="Report", title_ja="報告書")
    return SimpleNamespace(units=UNITS, series={"s": row}, publications={"p": publication})


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_read_with_its_counter_and_without_signs(name: str) -> None:
    figure, english, japanese = FIGURES[name]
    expected = {"en": english, "ja": japanese}
    for language in LANGUAGES:
        words = interface_words(language)
        told = spoken(figure, catalogue(), words)
        assert said(figure, catalogue(), words) == expected[language]
        assert {"en": f": {english}. Source: Report", "ja": f"：{japanese}。出典：報告書"}[language] in told
        assert not set("*≥>") & set(told)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (part_of(2019, 0), "0件*"),
        (observed(2016, 5, bound="at-least"), "5件以上"),
        (observed(2016, 5), "5件"),
    ],
)
def test_a_sign_in_running_text_stands_behind_the_counter(figure: Observation, text: str) -> None:
    assert counted_text(figure, cast(Any, catalogue()), interface_words("ja")) == text


@pytest.mark.parametrize(
    ("language", "one", "eleven"), [("en", "1 person", "11 persons"), ("ja", "1人", "11人")]
)
def test_of_one_the_unit_is_in_the_singular(language: str, one: str, eleven: str) -> None:
    known, words = catalogue(), interface_words(language)
    known.series["s"].unit = "persons"
    assert [counted(text, "s", known, words) for text in ("1", "11")] == [one, eleven]
